// Reviews of the earlier plan, answered: on cards, as a list, and at the pins of remarks.
import { dropdown, make } from "../base/dom.js";
import { decisionWords, decisionsAbout, pinsOf, reviewerWords } from "../plan/decisions.js";
import { nameOfCommunity, number, say } from "../plan/words.js";
import { communityButton } from "./parts.js";

// The section of a card; nothing where no reviewer spoke of these communities.
export function decisionsOf({ plan }, rows) {
  const found = decisionsAbout(plan, rows);
  return found.length ? make("section", "", make("h3", "", say(plan, "decisions_here")),
    make("ul", "cp-decisions", ...found.map((decision) => decisionNode(plan, decision)))) : null;
}

function decisionNode(plan, decision, ...more) {
  const { wish, why } = decisionWords(plan, decision);
  return make("li", "", make("span", `cp-badge cp-state-${decision.state}`, say(plan, `state_${decision.state}`)), " ",
    say(plan, "lead", { what: reviewerWords(plan, decision), fact: wish }), why ? make("span", "cp-muted", why) : null, ...more);
}

export function describePin({ plan }, row) {
  return make("div", "", make("b", "", nameOfCommunity(plan, row)), ...(pinsOf(plan).get(row) ?? []).map((decision) =>
    make("p", "", say(plan, "pin_of", { who: reviewerWords(plan, decision), text: decisionWords(plan, decision).wish }))));
}

// All of them, by reviewer, each with the communities that it speaks of.
export function decisionList(view) {
  const { plan } = view;
  if (!plan.decisions.length) return null;
  const reviewers = [...new Set(plan.decisions.map((decision) => reviewerWords(plan, decision)))];
  const list = make("ul", "cp-decisions");
  const fill = (reviewer) => {
    const shown = plan.decisions.filter((decision) => !reviewer || reviewerWords(plan, decision) === reviewer);
    list.replaceChildren(...shown.map((decision) => decisionNode(plan, decision, ...decision.rows.slice(0, 1).map((row) => communityButton(view, row)))));
  };
  const options = [["", say(plan, "all_reviewers")], ...reviewers.map((words) => [words, words])];
  const choice = dropdown(say(plan, "all_reviewers"), options, "", fill);
  const head = make("summary", "", make("span", "", say(plan, "decided")), make("span", "cp-muted", number(plan, plan.decisions.length)));
  const details = make("details", "cp-others cp-decided", head, choice, list);
  details.addEventListener("toggle", () => fill(choice.value), { once: true });
  return details;
}
