// What one change of the plan would do to the area it makes: its figures against their limits, the rules that break, and
// what it is worth in value and money.
import { tryOperations } from "./operations.js";
import { savingIn } from "./savings.js";
import { reviewOf } from "./under_review.js";

/**
 * @param {import("../types").Plan} plan
 * @param {Record<string, any>} operation of a review
 * @param {string} key of the area that it makes or lets grow
 */
export function whatIf(plan, operation, key) {
  const review = reviewOf(plan);
  const { after, value, breaches } = tryOperations(review, [operation]);
  const [saved, saving] = [savingIn(review.hand, plan), savingIn(after, plan)];
  return {
    key,
    totals: after.area(key)?.totals ?? {},
    breaches,
    value,
    saving: saved === null || saving === null ? null : saving - saved,
  };
}
