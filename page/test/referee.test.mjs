import assert from "node:assert/strict";
import test from "node:test";

import { faultOfOperations } from "../src/referee/held.js";
import { mergeOperations } from "../src/referee/merging.js";
import { applyOperations, startReview } from "../src/referee/operations.js";

// A town on a grid of n by n: neighbours are linked, pairs up to two steps apart may share an area.
function gridPlan(n, areas, demands) {
  const rows = Array.from({ length: n * n }, (_, row) => row), at = (row) => [row % n, Math.floor(row / n)];
  const near = (reach) => rows.flatMap((a) => rows.filter((b) => b > a && Math.abs(at(a)[0] - at(b)[0]) + Math.abs(at(a)[1] - at(b)[1]) <= reach)
    .map((b) => [a, b]));
  const links = near(1), pairs = near(2), ids = [...new Set(areas.filter((key) => key !== null))];
  return {
    communities: { ids: rows.map((row) => `c${row}`), area: areas.map((key) => ids.indexOf(key)) },
    areas: { ids },
    links: { focal: links.map(([a]) => a), neighbor: links.map(([, b]) => b), blocked: links.map(([a, b]) => (a + b) % 7 === 0) },
    review: {
      link_gains: links.filter(([a, b]) => (a + b) % 7).map(([a]) => a % 5),
      pairs: { first: pairs.map(([a], place) => a - (place ? pairs[place - 1][0] : 0)),
        step: pairs.map(([a, b]) => b - a), gains: pairs.map(([, b]) => b % 3) },
      gain_scale: 1, saving_weight: 1, demands,
      limits: [{ name: "communities", how: "sum", amounts: null, low: 2, high: 5 }, { name: "households", how: "sum", amounts: rows, low: null, high: 80 }],
      whole: [{ name: "areas", how: "sum", amounts: null, low: null, high: 6 }],
    },
  };
}

const random = (seed) => () => { seed = (seed * 16807) % 2147483647; return seed / 2147483647; };

test("edits judged where they change the plan are judged as the whole plan from the start", () => {
  const next = random(7), pick = (list) => list[Math.floor(next() * list.length)];
  const areas = Array.from({ length: 36 }, () => pick(["A", "B", "C", "D", "E", "F", "G", null]));
  const demands = { together: [[0, 1]], apart: [[2, 3]], locked: [[4, 5, 6]], excluded: [7, 8] };
  const plan = gridPlan(6, areas, demands), review = startReview(plan);
  const edits = [
    () => ({ op: "move", community: pick(plan.communities.ids), to: pick([...plan.areas.ids, "", "+c9"]) }),
    () => ({ op: "merge", area: pick(plan.areas.ids), into: pick(plan.areas.ids) }),
    () => ({ op: "exclude", community: pick(plan.communities.ids) }),
    () => ({ op: "apart", communities: [pick(plan.communities.ids), pick(plan.communities.ids)] }),
    () => ({ op: "comment", about: "area", id: "A", text: "x" }),
  ];
  const operations = [];
  for (let step = 0; step < 300; step++) {
    if (step % 12 === 0) operations.length = 0;
    operations.push(pick(edits)());
    const found = review.hand = applyOperations(review, operations);
    const after = plan.communities.ids.map((_, row) => found.keyOf(row));
    const rows = (op) => operations.filter((each) => each.op === op);
    const rowOf = (id) => Number(id.slice(1));
    const whole = startReview(gridPlan(6, after, { ...demands,
      apart: [...demands.apart, ...rows("apart").map(({ communities }) => communities.map(rowOf))],
      excluded: [...new Set([...demands.excluded, ...rows("exclude").map(({ community }) => rowOf(community))])] })).base;
    assert.ok(Math.abs(found.value - whole.value) < 1e-9);
    assert.deepEqual(found.counts, whole.counts);
    const sorted = ({ breaches }) => breaches.map(({ area, rule, figure, bound }) => [area, rule, figure, bound].join()).sort();
    assert.deepEqual(sorted(found), sorted(whole));
    for (const [key, judged] of whole.judgedAreas()) assert.deepEqual(found.area(key).members, judged.members);
  }
});

test("only what an edit touches is judged anew", () => {
  const areas = Array.from({ length: 36 }, (_, row) => "ABCDEF"[row % 6]);
  const review = startReview(gridPlan(6, areas, { together: [], apart: [], locked: [], excluded: [] }));
  const after = applyOperations(review, [{ op: "move", community: "c0", to: "B" }]);
  assert.deepEqual([...after.changed.keys()].sort(), ["A", "B"]);
  assert.equal(after.area("C"), review.base.area("C"));
  const back = applyOperations(review, [{ op: "move", community: "c0", to: "B" }, { op: "move", community: "c0", to: "A" }]);
  assert.equal(back.changed.size + back.moved.size, 0);
});

test("one review edited in two tabs holds what either added and not what either took away", () => {
  const done = (community, moment) => ({ op: "exclude", community, moment });
  const [a, b, c, d] = [done("a", "1"), done("b", "2"), done("c", "3"), done("d", "4")];
  assert.deepEqual(mergeOperations([a, b], [a, b, d], [a, b, c]), [a, b, c, d]);
  assert.deepEqual(mergeOperations([a, b], [a], [a, b, c]), [a, c]);
  assert.deepEqual(mergeOperations([a, b], [a, b, c], [b]), [b, c]);
  assert.deepEqual(mergeOperations([], [a], [a]), [a]);
});

test("operations that the page cannot have made are named by their place", () => {
  assert.equal(faultOfOperations([{ op: "agree_rest", moment: "2026-11-30T03:11:10.123Z" }, { op: "move", community: "c", to: "" }]), null);
  assert.equal(faultOfOperations([{ op: "agree_rest", moment: "yesterday" }]), "operations[0].moment");
  assert.equal(faultOfOperations([{ op: "exclude", community: "c" }, { op: "constructor" }]), "operations[1]");
  assert.equal(faultOfOperations({}), "operations");
});
