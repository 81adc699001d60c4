// What areas under review would save.
import { valueAt } from "../plan/decode.js";
import { isSame } from "./standing.js";
import { reviewOf } from "./under_review.js";

// The saving of the plan, and what the changed areas save more or less.
export function savingIn(standing, plan) {
  if (plan.summary.saving_money === null) return null;
  return plan.summary.saving_money + standing.difference((key, area) => savingOf(plan, key, area) ?? 0);
}

// That of the plan for an unchanged area; else the average saving of areas of this plan, never more than its cost.
export function savingOf(plan, key, area) {
  const { areaRowOf, asPlanned } = reviewOf(plan);
  const before = asPlanned.areas.get(key), isPlanned = before && isSame(before.members, area.members);
  const planned = isPlanned ? valueAt(plan.areas.table, "saving_money", areaRowOf.get(key)) : null;
  return planned ?? averageSaving(plan, area);
}

function averageSaving({ review, communities }, { members, trenchGain }) {
  const { mobilisation_money, trench_money, share } = review.savings;
  const priced = members.map((row) => valueAt(communities.table, "cost_alone_money", row)).filter((cost) => cost !== null);
  if (priced.length < Math.min(2, members.length)) return null; // of an unknown cost there is no saving
  const cost = priced.reduce((sum, each) => sum + each, 0);
  const wished = (members.length - 1) * mobilisation_money + trenchGain * trench_money + share * cost;
  return cost ? Math.min(wished, cost) : wished;
}
