// What a reviewer can do with an area or a community, at the end of its card.
import { button, dropdown, make } from "../base/dom.js";
import { nameOfCommunity, number, say } from "../plan/words.js";
import { ALONE_KEY, tryOperations } from "../referee/operations.js";
import { isPickable } from "../referee/picking.js";
import { linkedTo } from "../referee/rules.js";
import { adjacentAreas, placesFor, reviewOf } from "../referee/under_review.js";
import { breachWords, nameOfKey } from "../referee/words.js";
import { limitBars } from "./bars.js";
import { togglePicks } from "./brushes.js";
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
  const parts = kind === "area" ? areaActions(view, id) : isPickable(plan, row) ? communityActions(view, row, id) : [];
  return make("section", "cp-review-section", make("h3", "", say(plan, "review")), ...parts, ...opinionActions(view, kind, id));
}

function areaActions(view, key) {
  const { plan } = view;
  const area = reviewOf(plan).hand.area(key);
  if (!area) return [make("p", "cp-empty", say(plan, "area_gone"))];
  const lock = { op: "lock", area: key, communities: area.members.map((row) => plan.communities.ids[row]) };
  return [...standing(view, key),
    chooser(view, "merge_with", "merge", adjacentAreas(view, key).map((other) => [nameOfKey(view, other), { op: "merge", area: other, into: key }])),
    make("div", "cp-review-row", button("cp-tool-button", () => doOperation(view, lock), say(plan, "lock_area")), pickButton(view, area.members))];
}

function communityActions(view, row, community) {
  const { plan } = view;
  const { hand, referee } = reviewOf(plan);
  const key = hand.keyOf(row);
  const mates = key === null ? [] : hand.area(key).members.filter((other) => other !== row);
  const near = [...new Set([...mates, ...linkedTo(referee.links, row)])];
  const apart = near.map((other) => [nameOfCommunity(plan, other), { op: "apart", communities: [community, plan.communities.ids[other]] }]);
  return [
    make("p", "", make("span", "cp-muted", `${say(plan, "now_in")} `), nameOfKey(view, key)),
    ...(key === null ? [] : standing(view, key)),
    chooser(view, "move_to", "move", placesFor(view, row).map((to) => [nameOfKey(view, to), { op: "move", community, to }])),
    apart.length ? chooser(view, "apart_from", "part", apart) : null,
    make("div", "cp-review-row",
      key === null ? null : button("cp-tool-button", () => doOperation(view, { op: "move", community, to: ALONE_KEY }), say(plan, "split_off")),
      button("cp-tool-button", () => doOperation(view, { op: "exclude", community }), say(plan, "shut_out")), pickButton(view, [row])),
  ];
}

// Picking from the card, without the map.
function pickButton(view, rows) {
  const isPicked = rows.every((row) => view.picks.has(row));
  return button("cp-tool-button cp-pick", () => togglePicks(view, rows), say(view.plan, isPicked ? "unpick" : "add_pick"));
}

// The limits of an area as it stands now, and the rules it breaks.
function standing(view, key) {
  const { plan } = view;
  const { hand } = reviewOf(plan);
  const breaches = hand.breaches.filter(({ area }) => area === key);
  return [
    limitBars(view, hand.area(key)),
    breaches.length ? make("ul", "cp-warn cp-review-list", ...breaches.map((breach) => make("li", "", breachWords(view, breach)))) : null,
  ];
}

// A list of operations, each with what it would do to the value and what it would break; the button does the chosen one.
function chooser(view, label, act, choices) {
  const { plan } = view;
  const review = reviewOf(plan);
  const options = choices.map(([words, operation], at) => {
    const { value, breaches } = tryOperations(review, [operation]);
    const change = `${value < 0 ? "−" : "+"}${number(plan, Math.abs(value), "decimal", 2)}`;
    const broken = breaches.map((breach) => breachWords(view, breach)).join(say(plan, "breaches_listed"));
    return [String(at), words + say(plan, "aside", { what: change }) + (broken ? ` ✗ ${broken}` : "")];
  });
  const go = button("cp-tool-button", () => doOperation(view, choices[Number(choice.value)][1]), say(plan, `do_${act}`));
  const choice = dropdown(say(plan, label), [["", say(plan, label)], ...options], "", (at) => { go.disabled = at === ""; });
  choice.disabled = !choices.length;
  go.disabled = true;
  return make("div", "cp-review-row cp-review-choice", choice, go);
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
