import assert from "node:assert/strict";
import test from "node:test";

import { number } from "../src/plan/words.js";
import { findIn } from "../src/plan/pinyin.js";
import { proseAt } from "../src/plan/prose.js";
import { Shapes, isInside } from "../src/plan/shapes.js";

const PINYIN = { 水: "shui", 利: "li", 局: "ju", 家: "jia", 属: "shu zhu", 院: "yuan" };

test("names are found by letters, pinyin and first letters", () => {
  const found = (typed) => findIn({ pinyin: PINYIN }, "水利局家属院", typed);
  for (const typed of ["水利", "家属院", "shuili", "slj", "sljjsy", "jiazhuyuan"]) assert.ok(found(typed), typed);
  for (const typed of ["利水", "shuiju", "x"]) assert.ok(!found(typed), typed);
});

test("sentences are put together from templates and values", () => {
  const column = { lengths: [2, 0, 1], codes: [0, 1, 0], slots: [1, 0], place: 0, between: [" "], known: ["A区"],
    texts: ["9"], templates: [[["共 ", 0, " 户。"]], [["完。"]]], values: [1, 0] };
  assert.equal(proseAt(column, 0), "共 9 户。 完。");
  assert.equal(proseAt(column, 1), null);
  assert.equal(proseAt(column, 2), "共 A区 户。");
});

test("a ring within a ring is a hole", () => {
  const shapes = new Shapes([2], [5, 5], { x: 0, y: 0 });
  shapes.x.set([0, 9, 9, 0, 0, 3, 6, 6, 3, 3]);
  shapes.y.set([0, 0, 9, 9, 0, 3, 3, 6, 6, 3]);
  assert.ok(isInside(shapes, 0, 1, 1));
  assert.ok(!isInside(shapes, 0, 4, 4));
  assert.ok(!isInside(shapes, 0, 10, 4));
});

test("decimals are written as the browser's own format writes them", () => {
  const plan = { lang: "zh-CN" };
  const values = [0, 7, 999, 1000, 12345.675, 1234567.005, -1234.5, -0.004, 0.5, 1.5, 2.5, 0.125, 0.285, 1.005, 99999.995, 3e-7, 1e15];
  for (const lang of ["zh-CN", "en"]) for (const digits of [0, 1, 2]) for (const value of values) {
    const format = new Intl.NumberFormat(lang, { minimumFractionDigits: digits, maximumFractionDigits: digits });
    assert.equal(number(plan, value, "decimal", digits), format.format(value));
  }
});
