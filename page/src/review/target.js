// What to do with the picked communities: where they may go, and what that would do before it is done.
import { button, dropdown, make } from "../base/dom.js";
import { originalOf } from "../plan/names_of_plans.js";
import { amount, nameOfCommunity, number, say } from "../plan/words.js";
import { ALONE_KEY, tryOperations } from "../referee/operations.js";
import { APART, FOUND, operationsTo, targetsOf } from "../referee/picking.js";
import { savingIn } from "../referee/savings.js";
import { reviewOf } from "../referee/under_review.js";
import { breachWords, nameOfKey } from "../referee/words.js";
import { limitBars } from "./bars.js";
import { pickNothing } from "./brushes.js";
import { doOperations } from "./session.js";

const MOST_NAMED = 3;

export function targetSection(view) {
  const { plan } = view, rows = [...view.picks].sort((a, b) => a - b);
  if (!rows.length) return make("p", "cp-empty", say(plan, "pick_how"));
  const targets = targetsOf(view, rows);
  if (!targets.includes(view.target)) view.target = targets[0] ?? null;
  const none = button("cp-tool-button", () => pickNothing(view), say(plan, "pick_none"));
  const head = make("h3", "", say(plan, "picked", { count: number(plan, rows.length) }), none);
  const names = make("p", "cp-muted", namesOf(plan, rows));
  if (view.target === null) return make("section", "cp-target", head, names, make("p", "cp-empty", say(plan, "no_target")));
  const choose = (at) => { view.target = targets[at]; view.emit("picks"); };
  const options = targets.map((target, at) => [String(at), targetWords(view, target)]);
  const choice = dropdown(say(plan, "send_to"), options, String(targets.indexOf(view.target)), choose);
  return make("section", "cp-target", head, names, choice, ...previewOf(view, rows, view.target));
}

export function namesOf(plan, rows) {
  const names = rows.slice(0, MOST_NAMED).map((row) => nameOfCommunity(plan, row)).join(say(plan, "listed"));
  return rows.length > MOST_NAMED ? say(plan, "and_more", { names, count: number(plan, rows.length) }) : names;
}

function targetWords(view, target) {
  const { plan } = view;
  const known = { [FOUND]: "send_new", [ALONE_KEY]: "send_alone", [APART]: "send_apart" }[target];
  return known ? say(plan, known) : say(plan, "send_area", { area: nameOfKey(view, target) });
}

// It stands in the foot of the panel, always in sight.
export function applyButton(view) {
  const { plan } = view, rows = [...view.picks].sort((a, b) => a - b);
  if (!rows.length || view.target === null) return null;
  const apply = () => {
    doOperations(view, operationsTo(plan, rows, view.target).operations);
    pickNothing(view);
  };
  return button("cp-tool-button cp-apply", apply, say(plan, "apply_edit"));
}

// Limits of the area that they come to, or that they leave; then value, money and broken rules.
function previewOf(view, rows, target) {
  const { plan } = view, review = reviewOf(plan), { hand } = review;
  const { key, operations } = operationsTo(plan, rows, target);
  const { after, value, breaches } = tryOperations(review, operations);
  const left = rows.map((row) => hand.keyOf(row)).find((each) => each !== null && after.area(each));
  const shown = key && after.area(key) ? key : left ?? null;
  const original = originalOf(plan), money = [hand, after].map((standing) => savingIn(standing, original));
  const signed = (figure, words) => `${figure < 0 ? "−" : "+"}${words(Math.abs(figure))}`;
  const saved = money.includes(null) ? say(plan, "unknown") : signed(money[1] - money[0], (sum) => amount(plan, sum));
  return [
    shown ? make("h4", "", say(plan, "limits_of", { area: nameOfKey(view, shown) })) : null,
    shown ? limitBars(view, hand.area(shown), after.area(shown)) : null,
    make("dl", "cp-figures", make("dt", "", say(plan, "review_value")), make("dd", "", signed(value, (sum) => number(plan, sum, "decimal", 2))),
      make("dt", "", say(plan, "review_saving_short")), make("dd", "", saved)),
    breachList(view, breaches),
  ].filter(Boolean);
}

function breachList(view, breaches) {
  const { plan } = view;
  if (!breaches.length) return make("p", "cp-kept", say(plan, "breaks_nothing"));
  return make("ul", "cp-review-list cp-warn", ...breaches.map((breach) => make("li", "", make("span", "", breach.area === null
    ? breachWords(view, breach)
    : say(plan, "lead", { what: nameOfKey(view, breach.area), fact: breachWords(view, breach) })))));
}
