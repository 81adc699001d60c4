// Reviews on the page: the panel, what it adds to cards and to the map, and the keys that undo.
import { make } from "../base/dom.js";
import { showChosen } from "../cards/chosen.js";
import { originalOf } from "../plan/names_of_plans.js";
import { shownPlan } from "../referee/edited.js";
import { showBanner } from "./banner.js";
import { pickNothing, prepareBrushes } from "./brushes.js";
import { attachReviewSection } from "./card.js";
import { markEdits } from "./marks.js";
import { showNote, showReview } from "./panel.js";
import { lookUpReview, redo, undo } from "./session.js";

export function prepareReview(view) {
  view.edited = L.featureGroup().addTo(view.map);
  view.page.tools.append(view.page.reviewing = make("div", "cp-tool-group"));
  view.page.frame.append(view.page.review = make("details", "cp-review"), view.page.banner = make("div", "cp-banner"));
  view.page.review.open = window.innerWidth > 800;
  view.page.banner.setAttribute("role", "status");
  for (const node of [view.page.review, view.page.banner]) L.DomEvent.disableClickPropagation(node).disableScrollPropagation(node);
  view.on("edit", () => showEdits(view));
  view.on("edit picks language scenario", () => showReview(view));
  view.on("edit picks plan", () => markEdits(view));
  view.on("note", () => showNote(view));
  view.on("edit note language scenario", () => showBanner(view));
  view.on("picks", () => attachReviewSection(view));
  view.on("card", () => attachReviewSection(view));
  view.on("scenario", () => lookUpReview(view));
  document.addEventListener("keydown", (event) => answerReviewKey(view, event));
  prepareBrushes(view);
  showReview(view);
  lookUpReview(view);
}

function answerReviewKey(view, event) {
  if (!view.isReviewing) return;
  if (event.key === "Escape" && view.picks.size) {
    event.stopImmediatePropagation();
    pickNothing(view);
  }
  if (!(event.ctrlKey || event.metaKey) || event.target.closest("input, textarea")) return;
  const key = event.key.toLowerCase();
  const step = key === "y" || (key === "z" && event.shiftKey) ? redo : key === "z" ? undo : null;
  if (!step) return;
  event.preventDefault();
  step(view);
}

function showEdits(view) {
  const { browse } = view.page, { scrollTop } = browse, shown = shownPlan(view, originalOf(view.plan));
  if (shown === view.plan) return showChosen(view);
  view.amend(shown);
  browse.scrollTop = scrollTop;
  return undefined;
}
