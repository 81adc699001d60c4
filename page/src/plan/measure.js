// What the areas of one plan are worth by the rules of another: the same yardstick for both, as in Python's comparison.

/** @param {import("../types").Plan} plan @param {import("../types").Plan} base whose rules count @returns {number | null} */
export function valueByRulesOf({ measure }, { measure: { ground, inputs, rules } }) {
  if (measure.ground !== ground || !hasSameInputs(measure.inputs, inputs) || measure.facing_m === null) return null;
  const { pairs, likeness, joined, facing_m } = measure;
  const shared = joined + facing_m / rules.trench_m_per_mobilisation;
  return likeness - rules.min_likeness * pairs + rules.saving_weight * shared;
}

// A plan that keeps to an earlier one, or meets reviews, names files that the other does not.
function hasSameInputs(some, others) {
  const shared = Object.keys(some).filter((name) => name in others);
  const isNone = !Object.keys(some).length && !Object.keys(others).length;
  return isNone || (shared.length > 0 && shared.every((name) => some[name] === others[name]));
}
