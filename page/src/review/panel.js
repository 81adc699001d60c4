// The review next to the map: who reviews, what the changes come to, which rules they break, and each of them.
import { button, definitions, dropdown, make } from "../base/dom.js";
import { BLOCKED, INK, PAPER } from "../base/style.js";
import { originalOf } from "../plan/names_of_plans.js";
import { number, say } from "../plan/words.js";
import { breachKey } from "../referee/operations.js";
import { savingIn } from "../referee/savings.js";
import { reviewOf } from "../referee/under_review.js";
import { breachWords, nameOfKey, operationWords } from "../referee/words.js";
import { exportReview, importReview } from "./file.js";
import { ROLES, keepReview, redo, setOperations, switchReview, undo } from "./session.js";

export function showReview(view) {
  const { plan, page } = view;
  const toggle = button("cp-tool-button cp-review-toggle", () => switchReview(view), say(plan, "review"));
  toggle.setAttribute("aria-pressed", String(view.isReviewing));
  page.reviewing.replaceChildren(toggle);
  page.review.hidden = !view.isReviewing;
  page.root.classList.toggle("cp-is-reviewing", view.isReviewing);
  if (view.isReviewing) {
    page.review.replaceChildren(make("summary", "", say(plan, "review_of")), reviewerFields(view), reviewFigures(view),
      ...brokenList(view), ...operationList(view), reviewButtons(view), reviewNote(view));
  }
  markEdits(view);
}

function reviewerFields(view) {
  const { plan, reviewer } = view;
  const name = make("input", "cp-search");
  name.value = reviewer.name;
  name.placeholder = say(plan, "reviewer_name");
  name.setAttribute("aria-label", say(plan, "reviewer_name"));
  name.addEventListener("input", () => { reviewer.name = name.value; keepReview(view); });
  const roles = ROLES.map((role) => [role, say(plan, `role_${role}`)]);
  const role = dropdown(say(plan, "reviewer_role"), roles, reviewer.role, (chosen) => { reviewer.role = chosen; keepReview(view); });
  return make("div", "cp-review-row", name, role);
}

// Each figure before and now.
function reviewFigures({ plan }) {
  const { base, hand } = reviewOf(plan);
  const original = originalOf(plan);
  const count = (value) => number(plan, value);
  const money = (value) => (value === null ? say(plan, "unknown") : number(plan, value, "money"));
  const both = (key, figure, words) => {
    const [was, now] = [base, hand].map((judged) => words(figure(judged)));
    return [say(plan, key), was === now ? now : `${was} → ${now}`];
  };
  return definitions([
    both("review_value", (judged) => judged.value, (value) => number(plan, value, "decimal", 2)),
    both("review_saving", (judged) => savingIn(judged, original), money),
    both("review_areas", (judged) => judged.areas.size, count),
    both("review_members", (judged) => judged.areaOf.filter((key) => key !== null).length, count),
  ]);
}

function newBreaches({ base, hand }) {
  const before = new Set(base.breaches.map(breachKey));
  return hand.breaches.filter((breach) => !before.has(breachKey(breach)));
}

function brokenList(view) {
  const breaches = newBreaches(reviewOf(view.plan));
  if (!breaches.length) return [];
  return [make("h3", "cp-warn", say(view.plan, "review_broken"), make("span", "", number(view.plan, breaches.length))),
    make("ul", "cp-review-list", ...breaches.map((breach) => {
      const sentence = breachWords(view, breach);
      return make("li", "cp-broken", breach.area === null ? sentence : say(view.plan, "lead", { what: nameOfKey(view, breach.area), fact: sentence }));
    }))];
}

function operationList(view) {
  const { plan } = view;
  const { operations } = reviewOf(plan);
  if (!operations.length) return [make("p", "cp-empty", say(plan, "review_nothing"))];
  const drop = (at) => setOperations(view, operations.filter((_, other) => other !== at));
  return [make("h3", "", say(plan, "review_done"), make("span", "cp-muted", number(plan, operations.length))),
    make("ol", "cp-review-list", ...operations.map((operation, at) => {
      const cross = button("cp-review-drop", () => drop(at), "×");
      cross.setAttribute("aria-label", say(plan, "lead", { what: say(plan, "drop_operation"), fact: operationWords(view, operation) }));
      return make("li", "", make("span", "", operationWords(view, operation)), cross);
    }))];
}

function reviewButtons(view) {
  const { plan } = view;
  const { past, future } = reviewOf(plan);
  const file = make("input");
  Object.assign(file, { type: "file", accept: ".json", hidden: true });
  file.addEventListener("change", () => importReview(view, file.files[0]));
  const backward = button("cp-tool-button", () => undo(view), say(plan, "undo"));
  const forward = button("cp-tool-button", () => redo(view), say(plan, "redo"));
  backward.disabled = !past.length;
  forward.disabled = !future.length;
  return make("div", "cp-review-row", backward, forward,
    button("cp-tool-button", () => file.click(), say(plan, "import_review")), file,
    button("cp-tool-button cp-review-export", () => exportReview(view), say(plan, "export_review")));
}

function reviewNote({ plan, reviewNote: key, reviewNoteValues: values }) {
  const node = make("p", "cp-muted cp-review-note", key ? say(plan, key, values) : "");
  node.setAttribute("role", "status");
  return node;
}

// On the map: communities that moved, in the colour of their new area; and in red the members of areas that break a rule.
function markEdits(view) {
  const { plan, edited } = view;
  edited.clearLayers();
  if (!view.isReviewing) return;
  const review = reviewOf(plan);
  const { original, hand } = review;
  const broken = new Set(newBreaches(review).map(({ area }) => area));
  hand.areaOf.forEach((key, row) => {
    const isMoved = key !== original[row], isBroken = key !== null && broken.has(key);
    if (!(isMoved || isBroken) || !plan.communities.shapes.has(row)) return;
    const area = plan.areas.ids.indexOf(key);
    const options = { color: isBroken ? BLOCKED : INK, weight: 3, dashArray: "5 4", fill: isMoved, fillOpacity: 0.9, radius: 8,
      fillColor: area < 0 ? PAPER : plan.colours[area], interactive: false, renderer: view.panes.front, pane: "cp-front" };
    const rings = plan.communities.shapes.rings(row);
    edited.addLayer(rings[0].length === 1 ? L.circleMarker(rings[0][0], options) : L.polygon(rings, options));
  });
}
