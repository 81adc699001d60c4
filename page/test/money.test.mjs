import assert from "node:assert/strict";
import test from "node:test";

import { keyOf, paintDrawing, stackedBars } from "../src/base/chart.js";
import { NO_FILTERS, passingOf } from "../src/plan/filters.js";
import { costByCounty, costByYear, paidBySource, paidByYear } from "../src/plan/money.js";

const texts = (...values) => ({ style: "text", texts: ["甲", "乙"], codes: values.map((value) => ["甲", "乙"].indexOf(value)) });
const figures = (...values) => ({ style: "plain", values });
const column = (...values) => ({ values });

// Areas: 甲 2024, 乙 2025, 甲 in no year; a community alone: 甲 2025.
const PLAN = {
  indicators: [],
  areas: { ids: ["a", "b", "c"], table: { county: texts("甲", "乙", "甲"), year: figures(2024, 2025, NaN) } },
  communities: { ids: ["s", "t", "u", "v"], area: [0, 1, 2, -1], outcome: { texts: ["area", "alone"], codes: [0, 0, 0, 1] },
    table: { county: texts("甲", "乙", "甲", "甲"), year: figures(NaN, NaN, NaN, 2025) } },
  members: [[0], [1], [2]],
  totals: { per_unit: 100, areas: { cost_together_money: [10, 20, 40] }, communities: { cost_alone_money: [9, 9, 9, 5] } },
  sources: { codes: ["central", "county"], areas: [column(4, 5, 0), column(6, 15, 0)], communities: [column(0, 0, 0, 5), column(0, 0, 0, 0)],
    paid: { county: ["甲", "甲", "乙"], year: [2024, 2025, 2025], paid_year: [2025, 2025, 2026], amounts: [column(4, 5, 5), column(6, 0, 15)] } },
};
const costs = (filters) => costByCounty(PLAN, passingOf(PLAN, { ...NO_FILTERS, ...filters }), { ...NO_FILTERS, ...filters });

test("costs of areas and of those alone are added up by county and year of start", () => {
  assert.deepEqual(costs({}).map(({ county, years, total }) => [county, [...years], total]),
    [["乙", [["2025", 20]], 20], ["甲", [["2024", 10], ["2025", 5]], 15]]);
  assert.deepEqual([...costByYear(costs({}))], [["2024", 10], ["2025", 25]]);
  assert.deepEqual(costs({ year: "unlisted" }).map(({ total }) => total), [40]);
  assert.deepEqual(costs({ county: "甲", year: "2025" }).map(({ total }) => total), [5]);
});

test("sources pay what passes, by year of payment", () => {
  assert.deepEqual(paidBySource(PLAN, { areas: [0, 1], communities: [3] }), [14, 21]);
  assert.deepEqual(paidByYear(PLAN, { ...NO_FILTERS, county: "甲" }).map((years) => [...years]), [[["2025", 9]], [["2025", 6]]]);
  assert.deepEqual(paidByYear(PLAN, { ...NO_FILTERS, year: "2025" }).map((years) => [...years]),
    [[["2025", 5], ["2026", 5]], [["2025", 0], ["2026", 15]]]);
  assert.equal(paidByYear(PLAN, { ...NO_FILTERS, stage: "1" }), null);
  assert.equal(paidBySource({ ...PLAN, original: PLAN }, { areas: [0] }), null);
});

test("bars are as long as their values, and the longest fills the width", () => {
  const part = (value, text = "") => ({ value, fill: "#000000", text });
  const rows = [{ label: "甲", parts: [part(30, "30"), part(10)], total: "40" }, { label: "乙", parts: [part(20), part(0)], total: "20" }];
  const { marks, height } = stackedBars(rows, { width: 200, rowHeight: 20, size: 10 });
  const bars = marks.filter(({ kind }) => kind === "bar");
  assert.equal(height, 40);
  assert.equal(bars.length, 3); // nothing of nought
  const [first, second, third] = bars;
  assert.ok(Math.abs(first.width - 3 * second.width) < 1e-9);
  assert.ok(Math.abs(first.x + first.width - second.x) < 1e-9);
  assert.ok(Math.abs(third.width - 2 * second.width) < 1e-9);
  assert.ok(second.x + second.width < 200);
  assert.deepEqual(marks.filter(({ kind, align }) => kind === "text" && align === "center").map(({ text }) => text), ["30"]);
});

test("a key breaks its line where it is full, and a pen gets every mark at its place", () => {
  const key = keyOf([1, 2, 3].map(() => ({ fill: "#000000", words: "2024 年" })), { width: 150, size: 10 });
  assert.ok(key.height > 30);
  const seen = [];
  paintDrawing(key, { bar: ({ x }) => seen.push(x), text: ({ y }) => seen.push(y) }, 100, 200);
  assert.equal(seen.length, 6);
  assert.ok(seen.every((place) => place >= 100));
});
