// What a reviewer can do with an area or a community, at the end of its card.
import { button, definitions, dropdown, make } from "../base/dom.js";
import { nameOfCommunity, number, say } from "../plan/words.js";
import { ALONE_KEY, tryOperation } from "../referee/operations.js";
import { linkedTo } from "../referee/rules.js";
import { adjacentAreas, placesFor, reviewOf } from "../referee/under_review.js";
import { breachWords, nameOfKey } from "../referee/words.js";
import { doOperation } from "./session.js";

export function attachReviewSection(view) {
  view.page.card.querySelector(".cp-review-section")?.remove();
  if (!view.isReviewing || !view.chosen) return;
  const head = view.page.card.querySelector(".cp-card-head"), place = head.nextElementSibling;
  (place?.matches(".cp-muted") ? place : head).after(reviewSection(view, view.chosen.kind, view.chosen.row));
}

function reviewSection(view, kind, row) {
  const { plan } = view;
  const id = plan[kind === "area" ? "areas" : "communities"].ids[row];
  const parts = kind === "area" ? areaActions(view, id) : communityActions(view, row, id);
  return make("section", "cp-review-section", make("h3", "", say(plan, "review")), ...parts, ...opinionActions(view, kind, id));
}

function areaActions(view, key) {
  const { plan } = view;
  const area = reviewOf(plan).hand.areas.get(key);
  if (!area) return [make("p", "cp-empty", say(plan, "area_gone"))];
  const lock = { op: "lock", area: key, communities: area.members.map((row) => plan.communities.ids[row]) };
  return [...standing(view, key), make("div", "cp-review-row",
    operationDropdown(view, "merge_with", adjacentAreas(view, key).map((other) => [nameOfKey(view, other), { op: "merge", area: other, into: key }])),
    button("cp-tool-button", () => doOperation(view, lock), say(plan, "lock_area")))];
}

function communityActions(view, row, community) {
  const { plan } = view;
  const { hand, referee } = reviewOf(plan);
  const key = hand.areaOf[row];
  const mates = key === null ? [] : hand.areas.get(key).members.filter((other) => other !== row);
  const near = [...new Set([...mates, ...linkedTo(referee.links, row)])];
  const apart = near.map((other) => [nameOfCommunity(plan, other), { op: "apart", communities: [community, plan.communities.ids[other]] }]);
  return [
    make("p", "", make("span", "cp-muted", `${say(plan, "now_in")} `), nameOfKey(view, key)),
    ...(key === null ? [] : standing(view, key)),
    make("div", "cp-review-row",
      operationDropdown(view, "move_to", placesFor(view, row).map((to) => [nameOfKey(view, to), { op: "move", community, to }])),
      apart.length ? operationDropdown(view, "apart_from", apart) : null),
    make("div", "cp-review-row",
      key === null ? null : button("cp-tool-button", () => doOperation(view, { op: "move", community, to: ALONE_KEY }), say(plan, "split_off")),
      button("cp-tool-button", () => doOperation(view, { op: "exclude", community }), say(plan, "shut_out"))),
  ];
}

// Value and totals of an area as it stands now, next to their bounds, and the rules it breaks.
function standing(view, key) {
  const { plan } = view;
  const { hand, referee } = reviewOf(plan);
  const { value, totals } = hand.areas.get(key);
  const breaches = hand.breaches.filter(({ area }) => area === key);
  const rows = referee.limits.map(({ name, style, low, high }) =>
    [say(plan, `limit_${name}`), number(plan, totals[name], style) + say(plan, "aside", { what: boundWords(plan, style, low, high) })]);
  return [
    definitions([[say(plan, "review_value"), number(plan, value, "decimal", 2)], ...rows]),
    breaches.length ? make("ul", "cp-warn cp-review-list", ...breaches.map((breach) => make("li", "", breachWords(view, breach)))) : null,
  ];
}

function boundWords(plan, style, low, high) {
  const words = { low: low === null ? "" : number(plan, low, style), high: high === null ? "" : number(plan, high, style) };
  if (low === null && high === null) return "–";
  return say(plan, low === null ? "at_most" : high === null ? "at_least" : "of_bounds", words);
}

// A list of operations, each with what it would do to the value, and what it would break.
function operationDropdown(view, key, choices) {
  const { plan } = view;
  const review = reviewOf(plan);
  const options = choices.map(([words, operation], at) => {
    const { value, breaches } = tryOperation(review, review.operations, operation);
    const change = `${value < 0 ? "−" : "+"}${number(plan, Math.abs(value), "decimal", 2)}`;
    const broken = breaches.map((breach) => breachWords(view, breach)).join(say(plan, "breaches_listed"));
    return [String(at), words + say(plan, "aside", { what: change }) + (broken ? ` ✗ ${broken}` : "")];
  });
  const node = dropdown(say(plan, key), [["", say(plan, key)], ...options], "", (at) => at && doOperation(view, choices[at][1]));
  node.disabled = !choices.length;
  return node;
}

function opinionActions(view, about, id) {
  const { plan } = view;
  const text = make("textarea", "cp-search");
  text.rows = 2;
  text.setAttribute("aria-label", say(plan, "remark"));
  text.placeholder = say(plan, "remark");
  const remark = () => text.value.trim() && doOperation(view, { op: "comment", about, id, text: text.value.trim() });
  const opinion = (word) => button("cp-tool-button", () => doOperation(view, { op: "opinion", about, id, opinion: word }), say(plan, word));
  return [text, make("div", "cp-review-row", button("cp-tool-button", remark, say(plan, "add_remark")), opinion("agree"), opinion("object"))];
}
