// What was done, step by step: each may be taken back by itself.
import { button, make } from "../base/dom.js";
import { number, say } from "../plan/words.js";
import { reviewOf } from "../referee/under_review.js";
import { nameOfKey, operationWords } from "../referee/words.js";
import { setOperations } from "./session.js";
import { namesOf } from "./target.js";

export function operationLog(view) {
  const { plan } = view, { operations } = reviewOf(plan);
  if (!operations.length) return [make("p", "cp-empty", say(plan, "review_nothing"))];
  const steps = stepsOf(operations);
  return [make("h3", "", say(plan, "review_done"), make("span", "cp-muted", number(plan, steps.length))),
    make("ol", "cp-review-list cp-review-log", ...steps.map((step) => stepNode(view, step)))];
}

// Moves to one place at one moment are one step.
export function stepsOf(operations) {
  const steps = [];
  for (const operation of operations) {
    const [before] = steps.slice(-1), other = before?.[0];
    const isSame = operation.op === "move" && other?.op === "move" && operation.to === other.to && operation.moment === other.moment;
    if (isSame && operation.moment) before.push(operation);
    else steps.push([operation]);
  }
  return steps;
}

function stepNode(view, step) {
  const { plan } = view, words = stepWords(view, step);
  const drop = () => setOperations(view, reviewOf(plan).operations.filter((operation) => !step.includes(operation)));
  const cross = button("cp-review-drop", drop, "×");
  cross.setAttribute("aria-label", say(plan, "lead", { what: say(plan, "drop_operation"), fact: words }));
  return make("li", "", make("span", "", words, step[0].moment ? make("time", "cp-muted", momentWords(plan, step[0].moment)) : null), cross);
}

function stepWords(view, step) {
  const { plan } = view, [first] = step;
  if (step.length === 1) return operationWords(view, first);
  const rows = step.map(({ community }) => reviewOf(plan).rowOf.get(community));
  return say(plan, first.to === "" ? "did_alone" : "did_move", { community: namesOf(plan, rows), area: nameOfKey(view, first.to) });
}

export function momentWords({ lang }, moment) {
  return new Intl.DateTimeFormat(lang, { month: "numeric", day: "numeric", hour: "2-digit", minute: "2-digit" }).format(new Date(moment));
}
