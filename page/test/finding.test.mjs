import assert from "node:assert/strict";
import test from "node:test";

import { findAll, rowsInPlace } from "../src/plan/finding.js";

const texts = (values) => ({ style: "text", texts: values, codes: values.map((value, row) => (value ? row : -1)) });
const NAMES = ["水利局家属院", "水利局家属院二区", "水岸 花园", "里水居", "第十二中学宿舍", "ＡＢ公寓"];
const PLAN = {
  pinyin: { 水: "shui", 利: "li", 局: "ju", 家: "jia", 属: "shu zhu", 院: "yuan", 里: "li", 居: "ju", 二: "er", 区: "qu", 赫: "he", 山: "shan", 市: "shi" },
  communities: {
    ids: ["C1", "C2", "C3", "C4", "C5", "C6"],
    table: {
      name: texts(NAMES), former_unit: texts(["", "", "市造纸厂", "", "", ""]), address: texts(["", "康富路 18 号", "", "", "", ""]),
      county: { style: "text", texts: ["赫山区", "资阳区"], codes: [0, 0, 1, 1, 1, 1] },
    },
  },
  areas: {
    ids: ["A001", "A002"],
    table: { area_name: texts(["水利局家属院片区", "里水居"]), county: { style: "text", texts: ["赫山区", "资阳区"], codes: [0, 1] } },
  },
};
const found = (typed) => Object.fromEntries(findAll(PLAN, typed).map(({ kind, found: items }) => [kind, items]));
const kinds = (typed) => findAll(PLAN, typed).map(({ kind }) => kind);

test("words are found in any order, full or half width, with and without spaces", () => {
  for (const typed of ["水利 家属院", "家属院 水利局", "水利局家属院", "水利局，家属院"]) assert.deepEqual(found(typed).community, [0, 1], typed);
  assert.deepEqual(found("水岸花园").community, [2]);
  assert.deepEqual(found("ab公寓").community, [5]);
  assert.deepEqual(found("AB 公寓").community, [5]);
  assert.deepEqual(findAll(PLAN, "  "), []);
  assert.deepEqual(findAll(PLAN, "没有"), []);
});

test("pinyin is found in one piece, with spaces and by first letters, what is in order first", () => {
  for (const typed of ["shuiliju", "shui li ju", "slj", "s l j"]) assert.deepEqual(found(typed).community.slice(0, 2), [0, 1], typed);
  assert.deepEqual(found("shui li ju").community, [0, 1, 3]);
});

test("numbers are found in figures and in characters", () => {
  for (const typed of ["水利局家属院2区", "水利局家属院二区", "水利局家属院２区", "slj 2区", "sljjsyeq"]) assert.deepEqual(found(typed).community[0], 1, typed);
  for (const typed of ["十二中学", "12中学", "第12中学宿舍"]) assert.deepEqual(found(typed).community, [4], typed);
});

test("addresses, former units and places are known too", () => {
  assert.deepEqual(found("造纸厂").community, [2]);
  assert.deepEqual(found("康富路18号").community, [1]);
  assert.deepEqual(found("康富路 18 号").community, [1]);
  assert.deepEqual(found("赫山区 水利局").community, [0, 1]);
  assert.equal(found("赫山区").community, undefined);
  assert.deepEqual(found("赫山").place, ["赫山区"]);
  assert.deepEqual(rowsInPlace(PLAN, "赫山区"), [0, 1]);
});

test("what was typed comes first: the community before the area that is named after it", () => {
  assert.deepEqual(kinds("水利局家属院"), ["community", "area"]);
  assert.deepEqual(kinds("里水居"), ["community", "area"]);
  assert.deepEqual(kinds("片区"), ["area"]);
  assert.deepEqual(kinds("a001"), ["area"]);
  assert.equal(kinds("heshanqu")[0], "place");
});
