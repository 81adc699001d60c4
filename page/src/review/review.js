// Reviews on the page: the panel, what it adds to cards and to the map, and the keys that undo.
import { make } from "../base/dom.js";
import { showChosen } from "../cards/chosen.js";
import { originalOf } from "../plan/names_of_plans.js";
import { shownPlan } from "../referee/edited.js";
import { attachReviewSection } from "./card.js";
import { showReview } from "./panel.js";
import { redo, undo } from "./session.js";

export function prepareReview(view) {
  view.edited = L.featureGroup().addTo(view.map);
  view.page.tools.append(view.page.reviewing = make("div", "cp-tool-group"));
  view.page.frame.append(view.page.review = make("details", "cp-review"));
  view.page.review.open = window.innerWidth > 800;
  L.DomEvent.disableClickPropagation(view.page.review).disableScrollPropagation(view.page.review);
  view.on("edit", () => showEdits(view));
  view.on("edit note language scenario", () => showReview(view));
  view.on("card", () => attachReviewSection(view));
  document.addEventListener("keydown", (event) => answerReviewKey(view, event));
  showReview(view);
}

function answerReviewKey(view, event) {
  if (!view.isReviewing || !(event.ctrlKey || event.metaKey) || event.target.closest("input, textarea")) return;
  const key = event.key.toLowerCase();
  const step = key === "y" || (key === "z" && event.shiftKey) ? redo : key === "z" ? undo : null;
  if (!step) return;
  event.preventDefault();
  step(view);
}

function showEdits(view) {
  const original = originalOf(view.plan), { scrollTop } = view.page.browse;
  const shown = shownPlan(view, original);
  if (shown === view.plan) return showChosen(view);
  view.show(shown);
  view.page.browse.scrollTop = scrollTop;
  return undefined;
}
