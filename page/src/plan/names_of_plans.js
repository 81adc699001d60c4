// The plans of a page: the names that they bear, and the one that an edited plan was.
import { say } from "./words.js";

export function nameOfPlan(view, plan) {
  return plan.name ?? say(view.plan, "scenario_number", { number: view.plans.indexOf(originalOf(plan)) + 1 });
}

export function originalOf(plan) {
  return plan.original ?? plan;
}
