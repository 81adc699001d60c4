// The plan with the edits of a review, so that map, table, header and cards all show it. What only the planner can
// recompute is unknown for the areas that changed. Rows of areas stay; emptied ones have no shape, new ones come last.
import { textAt } from "../plan/decode.js";
import { countKnown, meanOf, sumOfMembers } from "../plan/members.js";
import { patchShapes } from "../plan/patched_shapes.js";
import { layOut } from "../plan/prose.js";
import { languagePlace, nameOfCommunity, say } from "../plan/words.js";
import { savingIn, savingOf } from "./savings.js";
import { isSame } from "./standing.js";
import { reviewOf } from "./under_review.js";

const SUMS_OF_MEMBERS = ["households", "floor_area_m2", "site_m2", "cost_alone_money", "cost_alone_low_money", "cost_alone_high_money"];
const KNOWN_OF_MEMBERS = { households_known: "households", cost_known: "cost_alone_money" };
const MEANS_OF_MEMBERS = ["need", "need_after"];
const KEPT_COLUMNS = ["area_name", "county", "subdistrict", "year", "order"];

// The plan to show: with its edits while it is under review.
export function shownPlan(view, plan) {
  const isEdited = view.isReviewing && reviewOf(plan).operations.length > 0;
  return isEdited ? editedPlan(plan) : plan;
}

function editedPlan(plan) {
  const { hand, areaRowOf } = reviewOf(plan);
  const created = [...hand.changed].filter(([key, judged]) => judged && !areaRowOf.has(key)).map(([key]) => key);
  const ids = [...plan.areas.ids, ...created];
  const newRowOf = new Map(created.map((key, at) => [key, plan.areas.ids.length + at]));
  const rowOf = (key) => newRowOf.get(key) ?? areaRowOf.get(key) ?? -1;
  const members = ids.map((_, row) => plan.members[row] ?? []);
  const changed = new Set();
  for (const [key, judged] of hand.changed) {
    const row = rowOf(key), rows = judged?.members ?? [];
    if (row < 0 || isSame(rows, members[row])) continue;
    members[row] = rows;
    changed.add(row);
  }
  const edited = { ...plan, original: plan, members, changed, moved: hand.moved };
  edited.communities = { ...plan.communities, area: Int32Array.from(plan.communities.area), outcome: editedOutcomes(plan, hand) };
  for (const [row, key] of hand.moved) edited.communities.area[row] = key === null ? -1 : rowOf(key);
  const rank = ids.map((_, row) => plan.areas.rank[row] ?? row + 1);
  edited.areas = { ids, rank, short: plan.areas.short, shapes: shapesOfEdited(plan, members, changed), table: editedTable(plan, ids, members, changed) };
  edited.colours = [...plan.colours, ...created.map((_, at) => freeColour(plan, at))];
  edited.totals = editedTotals(plan, edited);
  edited.summary = editedSummary(plan, hand);
  return edited;
}

function editedOutcomes({ communities: { outcome } }, hand) {
  const texts = [...new Set([...outcome.texts, "area", "alone"])], codes = Int16Array.from(outcome.codes);
  for (const [row, key] of hand.moved) codes[row] = texts.indexOf(key === null ? "alone" : "area");
  return { ...outcome, texts, codes };
}

// An area that changed is drawn as its members.
function shapesOfEdited({ areas, communities }, members, changed) {
  const drawn = new Map([...changed].map((row) => [row, members[row].map((member) => [communities.shapes, member])]));
  return patchShapes(areas.shapes, drawn, members.length);
}

// New areas take the colours of the plan in turn.
function freeColour({ colours }, at) {
  const known = [...new Set(colours)];
  return known[at % known.length];
}

function editedTable(plan, ids, members, changed) {
  const columns = Object.entries(plan.areas.table).map(([name, column]) => [name, emptied(column, name, ids.length, changed)]);
  const table = Object.fromEntries(columns);
  const put = (name, row, value) => { if (table[name]) table[name].values[row] = value ?? NaN; };
  for (const row of changed) {
    const judged = reviewOf(plan).hand.area(ids[row]);
    put("communities", row, members[row].length);
    if (!judged) continue;
    for (const name of SUMS_OF_MEMBERS) put(name, row, sumOfMembers(plan, members[row], name));
    for (const [name, of] of Object.entries(KNOWN_OF_MEMBERS)) put(name, row, countKnown(plan, members[row], of));
    for (const name of MEANS_OF_MEMBERS) put(name, row, meanOf(plan, members[row], name));
    const alone = sumOfMembers(plan, members[row], "cost_alone_money"), saving = savingOf(plan, ids[row], judged);
    put("saving_money", row, saving);
    put("cost_together_money", row, alone === null || saving === null ? null : alone - saving);
    put("saving_share", row, alone && saving !== null ? saving / alone : null);
    put("value", row, judged.value);
    if (row >= plan.areas.ids.length) describeNewArea(plan, table, row, ids[row], members[row]);
  }
  return table;
}

// Amounts in whole cents, as of the plan; of areas that changed, what their members cost and are thought to save.
function editedTotals(plan, { areas: { ids }, members, changed }) {
  const { totals } = plan;
  const roomFor = (values, missing) => {
    const room = new Float64Array(ids.length).fill(missing);
    room.set(values);
    for (const row of changed) room[row] = missing;
    return room;
  };
  const { cost_known, ...money } = totals.areas;
  const areas = Object.fromEntries(Object.entries(money).map(([name, values]) => [name, roomFor(values, NaN)]));
  areas.cost_known = roomFor(cost_known, 0);
  for (const row of changed) {
    const judged = reviewOf(plan).hand.area(ids[row]);
    const costs = members[row].map((member) => totals.communities.cost_alone_money[member]).filter((cost) => !Number.isNaN(cost));
    const saving = judged ? savingOf(plan, ids[row], judged) : null;
    if (!costs.length || saving === null) continue;
    areas.cost_alone_money[row] = costs.reduce((sum, cost) => sum + cost, 0);
    areas.saving_money[row] = Math.round(saving * totals.per_unit);
    areas.cost_together_money[row] = areas.cost_alone_money[row] - areas.saving_money[row];
    areas.cost_known[row] = costs.length;
  }
  return { ...totals, areas };
}

// A column with room for new areas, with unknown values for those that changed.
function emptied(column, name, length, changed) {
  if (column.style === "prose") return { ...column, ...withoutProse(column, length, changed) };
  const before = column.codes ?? column.values;
  const isFigure = Boolean(column.values), missing = isFigure ? NaN : -1;
  const after = new (isFigure ? Float64Array : Int32Array)(length).fill(missing);
  after.set(before);
  if (!KEPT_COLUMNS.includes(name)) for (const row of changed) after[row] = missing;
  return { ...column, [isFigure ? "values" : "codes"]: after };
}

// The sentences of the others stay where they are.
function withoutProse(column, length, changed) {
  const layout = column.layout ??= layOut(column);
  const firsts = new Int32Array(length + 1).fill(layout.firsts[layout.firsts.length - 1]);
  firsts.set(layout.firsts);
  return { lost: changed, layout: { ...layout, firsts } };
}

// A new area is named after its founder, and lies where all its members lie.
function describeNewArea(plan, table, row, key, members) {
  const founder = nameOfCommunity(plan, reviewOf(plan).rowOf.get(key.slice(1)));
  const names = plan.wordings.new_area.map((words) => words.replace("{name}", () => founder));
  addText(plan, table.area_name, row, names);
  for (const level of ["county", "subdistrict"]) {
    const column = plan.communities.table[level];
    const places = column && table[level] ? new Set(members.map((member) => textAt(column, member))) : new Set();
    const code = places.size === 1 ? table[level].texts.indexOf([...places][0]) : -1;
    if (code >= 0) table[level].codes[row] = code;
  }
}

function addText(plan, column, row, names) {
  if (column.both) column.both = column.both.map((texts, place) => [...texts, names[place]]);
  column.texts = column.both?.[languagePlace(plan)] ?? [...column.texts, names[languagePlace(plan)]];
  column.codes[row] = column.texts.length - 1;
}

function editedSummary(plan, hand) {
  const { areas, members } = hand.counts, joined = members - reviewOf(plan).base.counts.members;
  return {
    ...plan.summary,
    areas: plan.summary.areas + areas - reviewOf(plan).base.counts.areas,
    in_areas: plan.summary.in_areas + joined,
    alone: plan.summary.alone - joined,
    saving_money: savingIn(hand, plan),
    certificate: say(plan, "after_edits"),
  };
}
