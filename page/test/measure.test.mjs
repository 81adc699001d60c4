import assert from "node:assert/strict";
import test from "node:test";

import { valueByRulesOf } from "../src/plan/measure.js";

const RULES = { min_likeness: 0.5, saving_weight: 0.1, trench_m_per_mobilisation: 100 };
const plan = (more) => ({ measure: { pairs: 20, likeness: 14, joined: 12, facing_m: 300, rules: RULES, ground: "a", inputs: { "bank.gpkg": "1" }, ...more } });

test("a plan is worth what its areas come to by the rules of the other", () => {
  assert.equal(valueByRulesOf(plan({}), plan({})).toFixed(6), "5.500000");
  assert.equal(valueByRulesOf(plan({}), plan({ rules: { ...RULES, min_likeness: 0.6 } })).toFixed(6), "3.500000");
});

test("plans that were not measured alike are not compared", () => {
  assert.equal(valueByRulesOf(plan({ ground: "b" }), plan({})), null);
  assert.equal(valueByRulesOf(plan({ inputs: { "bank.gpkg": "2" } }), plan({})), null);
  assert.equal(valueByRulesOf(plan({ facing_m: null }), plan({})), null);
  assert.notEqual(valueByRulesOf(plan({ inputs: { "bank.gpkg": "1", "reviews.json": "2" } }), plan({})), null);
});
