// The review next to the map: who reviews, what is picked, what the changes come to, which rules they break, and each of
// them; its buttons stay in sight below.
import { button, definitions, dropdown, make } from "../base/dom.js";
import { originalOf } from "../plan/names_of_plans.js";
import { number, say } from "../plan/words.js";
import { newBreaches } from "../referee/operations.js";
import { savingIn } from "../referee/savings.js";
import { reviewOf } from "../referee/under_review.js";
import { breachWords, nameOfKey } from "../referee/words.js";
import { exportReview, importReview } from "./file.js";
import { operationLog, stepsOf } from "./log.js";
import { ROLES, doOperation, isUnsent, keepReview, redo, switchReview, undo } from "./session.js";
import { applyButton, targetSection } from "./target.js";

export function showReview(view) {
  const { plan, page } = view;
  const toggle = button("cp-tool-button cp-review-toggle", () => switchReview(view), say(plan, "review"));
  toggle.setAttribute("aria-pressed", String(view.isReviewing));
  page.reviewing.replaceChildren(toggle);
  page.review.hidden = !view.isReviewing;
  page.root.classList.toggle("cp-is-reviewing", view.isReviewing);
  if (!view.isReviewing) return;
  const body = make("div", "cp-review-body", reviewerFields(view), targetSection(view), reviewFigures(view), ...brokenList(view), ...operationLog(view));
  page.review.replaceChildren(make("summary", "", make("h2", "cp-inline", say(plan, "review_of")), statusOf(view)), body,
    make("div", "cp-review-foot", applyButton(view), reviewNote(view), reviewButtons(view)));
}

function statusOf({ plan, picks }) {
  const review = reviewOf(plan);
  if (picks.size) return make("span", "cp-unsent", say(plan, "picked_short", { count: number(plan, picks.size) }));
  return isUnsent(review) ? make("span", "cp-unsent", say(plan, "unsent", { count: number(plan, stepsOf(review.operations).length) })) : null;
}

export function showNote(view) {
  if (view.isReviewing) view.page.review.querySelector(".cp-review-note")?.replaceWith(reviewNote(view));
}

function reviewerFields(view) {
  const { plan, reviewer } = view;
  const name = make("input", "cp-search");
  name.value = reviewer.name;
  name.placeholder = say(plan, "reviewer_name");
  name.setAttribute("aria-label", say(plan, "reviewer_name"));
  name.addEventListener("input", () => { reviewer.name = name.value; keepReview(view); });
  const roles = [["", say(plan, "reviewer_role")], ...ROLES.map((role) => [role, say(plan, `role_${role}`)])];
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
    const [was, now] = [base, hand].map((standing) => words(figure(standing)));
    return [say(plan, key), was === now ? now : `${was} → ${now}`];
  };
  return definitions([
    both("review_value", (standing) => standing.value, (value) => number(plan, value, "decimal", 2)),
    both("review_saving", (standing) => savingIn(standing, original), money),
    both("review_areas", ({ counts }) => counts.areas, count),
    both("review_members", ({ counts }) => counts.members, count),
  ]);
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

function reviewButtons(view) {
  const { plan } = view;
  const review = reviewOf(plan), { past, future, operations } = review;
  const file = make("input");
  Object.assign(file, { type: "file", accept: ".json", hidden: true });
  file.addEventListener("change", () => {
    importReview(view, file.files[0]);
    file.value = ""; // the same file may be chosen again
  });
  const backward = button("cp-tool-button", () => undo(view), say(plan, "undo"));
  const forward = button("cp-tool-button", () => redo(view), say(plan, "redo"));
  const agree = button("cp-tool-button cp-agree-rest", () => doOperation(view, { op: "agree_rest" }),
    say(plan, operations.length ? "agree_rest" : "agree_all"));
  const send = button("cp-tool-button cp-review-export", () => exportReview(view), say(plan, "export_review"));
  backward.disabled = !past.length;
  forward.disabled = !future.length;
  agree.disabled = operations.some(({ op }) => op === "agree_rest");
  const load = button("cp-tool-button", () => file.click(), say(plan, "import_review"));
  return make("div", "cp-review-buttons", backward, forward, load, file, agree, send);
}

function reviewNote({ plan, note: { key, values } }) {
  const node = make("p", "cp-muted cp-review-note", key ? say(plan, key, values) : "");
  node.setAttribute("role", "status");
  return node;
}
