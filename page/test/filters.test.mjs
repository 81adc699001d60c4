import assert from "node:assert/strict";
import test from "node:test";

import { NO_FILTERS, areasPassing, isFiltered, knownFilters, optionsOf, othersPassing, passingOf, wordsOfFilters } from "../src/plan/filters.js";
import { costOfBoth, sumAlone, sumAreas } from "../src/plan/sums.js";

const texts = (...values) => ({ style: "text", texts: [...new Set(values)], codes: values.map((value) => [...new Set(values)].indexOf(value)) });
const figures = (...values) => ({ style: "plain", values });

// Areas 甲 2024, 甲 2025 and 乙 in no year; two members each; then one alone in 乙 2025, one alone in no year, one not eligible in 甲.
const PLAN = {
  lang: "zh", languages: { zh: "zh" }, words: { built_in: "{year} 年", unlisted: "未列入" }, indicators: [{ name: "status", stages: {
    labels: [["未入库"], ["已入库"]], of: { 无: 0, 有: 1 } } }],
  areas: { ids: ["a", "b", "c"], table: { county: texts("甲", "甲", "乙"), year: figures(2024, 2025, NaN),
    communities: figures(2, 2, 2), households: figures(10, NaN, 30), households_known: figures(2, 0, 1) } },
  communities: { ids: [..."stuvwxyzo"], area: [0, 0, 1, 1, 2, 2, -1, -1, -1],
    outcome: texts(..."......".split("").map(() => "area"), "alone", "alone", "not_eligible"),
    table: { county: texts("甲", "甲", "甲", "甲", "乙", "乙", "乙", "乙", "甲"), year: figures(NaN, NaN, NaN, NaN, NaN, NaN, 2025, NaN, NaN),
      status: texts("有", "无", "无", "无", "无", "无", "有", "无", "有"), households: figures(1, 2, 3, 4, 5, 6, 7, NaN, 9) } },
  members: [[0, 1], [2, 3], [4, 5]],
  totals: { per_unit: 100, areas: { cost_alone_money: [30, NaN, 21], cost_together_money: [20, NaN, 15], saving_money: [10, NaN, 6], cost_known: [2, 0, 1] },
    communities: { cost_alone_money: [1, 1, 1, 1, 1, 1, 7, NaN, 1] } },
};
const rows = (filters) => {
  const passing = passingOf(PLAN, { ...NO_FILTERS, ...filters });
  return [areasPassing(PLAN, passing), othersPassing(PLAN, passing, "alone"), othersPassing(PLAN, passing, "not_eligible")];
};

test("without filters everything passes", () => {
  assert.deepEqual(rows({}), [[0, 1, 2], [6, 7], [8]]);
  assert.ok(!isFiltered(NO_FILTERS));
});

test("areas, those alone and those not eligible pass by their own county, year and stage", () => {
  assert.deepEqual(rows({ county: "甲" }), [[0, 1], [], [8]]);
  assert.deepEqual(rows({ year: "2025" }), [[1], [6], []]);
  assert.deepEqual(rows({ year: "unlisted" }), [[2], [7], []]);
  assert.deepEqual(rows({ stage: "1" }), [[0], [6], [8]]);
  assert.deepEqual(rows({ county: "乙", year: "2025" }), [[], [6], []]);
});

test("members pass with their area", () => {
  assert.deepEqual([...passingOf(PLAN, { ...NO_FILTERS, stage: "1" }).communities], [1, 1, 0, 0, 0, 0, 1, 0, 1]);
});

test("years of areas and of those alone can be chosen, the unlisted last", () => {
  assert.deepEqual(optionsOf(PLAN).year, [["2024", "2024 年"], ["2025", "2025 年"], ["unlisted", "未列入"]]);
  assert.deepEqual(wordsOfFilters(PLAN, { county: "乙", year: "unlisted", stage: "1" }), ["未列入", "乙", "已入库"]);
});

test("a filter that a plan does not know lets everything pass", () => {
  assert.deepEqual(knownFilters(PLAN, { county: "丙", year: "2024" }), { county: "", year: "2024", stage: "" });
});

test("sums are of what is known, and unknown where nothing is", () => {
  const { cost_together_money, cost_known, households, households_known, communities } = sumAreas(PLAN, [0, 1]);
  assert.deepEqual({ cost_together_money, cost_known, households, households_known, communities },
    { cost_together_money: 20, cost_known: 2, households: 10, households_known: 2, communities: 4 });
  assert.equal(sumAreas(PLAN, [1]).cost_together_money, null);
  assert.equal(sumAreas(PLAN, []).cost_together_money, 0);
  assert.deepEqual(sumAlone(PLAN, [6, 7]), { communities: 2, households: 7, households_known: 1, cost_alone_money: 7, cost_known: 1 });
  assert.equal(costOfBoth(sumAreas(PLAN, [0, 1, 2]), sumAlone(PLAN, [6, 7])), 42);
  assert.equal(costOfBoth(sumAreas(PLAN, [1]), sumAlone(PLAN, [7])), null);
  assert.equal(costOfBoth(sumAreas(PLAN, []), sumAlone(PLAN, [])), 0);
});
