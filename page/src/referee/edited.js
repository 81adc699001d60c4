// The plan with the edits of a review, so that map, table, header and cards all show it. What only the planner can
// recompute is unknown for the areas that changed. Rows of areas stay; emptied ones have no shape, new ones come last.
import { colourAreas } from "../plan/colours.js";
import { meanOf, sumOfMembers } from "../plan/members.js";
import { layOut } from "../plan/prose.js";
import { gatherShapes } from "../plan/shapes.js";
import { languagePlace, nameOfCommunity, say } from "../plan/words.js";
import { isSame } from "./operations.js";
import { savingIn, savingOf } from "./savings.js";
import { reviewOf } from "./under_review.js";

const SUMS_OF_MEMBERS = ["households", "floor_area_m2", "site_m2", "cost_alone_money", "cost_alone_low_money", "cost_alone_high_money"];
const MEANS_OF_MEMBERS = ["need", "need_after"];
const KEPT_COLUMNS = ["area_name", "county", "subdistrict", "year", "order"];

// The plan to show: with its edits while it is under review.
export function shownPlan(view, plan) {
  const isEdited = view.isReviewing && reviewOf(plan).operations.length > 0;
  return isEdited ? editedPlan(plan) : plan;
}

function editedPlan(plan) {
  const { hand } = reviewOf(plan);
  const created = [...hand.areas.keys()].filter((key) => !plan.areas.ids.includes(key));
  const ids = [...plan.areas.ids, ...created];
  const rowOf = new Map(ids.map((id, row) => [id, row]));
  const area = Int32Array.from(hand.areaOf, (key) => (key === null ? -1 : rowOf.get(key)));
  const members = ids.map((id) => hand.areas.get(id)?.members ?? []);
  const changed = new Set([...ids.keys()].filter((row) => !isSame(members[row], plan.members[row] ?? [])));
  const edited = { ...plan, original: plan, members, changed, communities: { ...plan.communities, area } };
  edited.areas = { ids, shapes: shapesOfEdited(plan, members, changed), table: editedTable(plan, ids, members, changed) };
  edited.colours = [...plan.colours, ...colourAreas(edited.areas.shapes, new Map(plan.colours.entries())).slice(plan.colours.length)];
  edited.summary = editedSummary(plan, edited);
  return edited;
}

// An area that changed is drawn as its members.
function shapesOfEdited({ areas, communities, origin }, members, changed) {
  return gatherShapes(members.map((rows, row) => (changed.has(row)
    ? rows.map((member) => [communities.shapes, member])
    : [[areas.shapes, row]])), origin);
}

function editedTable(plan, ids, members, changed) {
  const columns = Object.entries(plan.areas.table).map(([name, column]) => [name, emptied(column, name, ids.length, changed)]);
  const table = Object.fromEntries(columns);
  const put = (name, row, value) => { if (table[name]) table[name].values[row] = value ?? NaN; };
  for (const row of changed) {
    const judged = reviewOf(plan).hand.areas.get(ids[row]);
    put("communities", row, members[row].length);
    if (!judged) continue;
    for (const name of SUMS_OF_MEMBERS) put(name, row, sumOfMembers(plan, members[row], name));
    for (const name of MEANS_OF_MEMBERS) put(name, row, meanOf(plan, members[row], name));
    const alone = sumOfMembers(plan, members[row], "cost_alone_money"), saving = savingOf(plan, ids[row], judged);
    put("saving_money", row, saving);
    put("cost_together_money", row, alone === null || saving === null ? null : alone - saving);
    put("saving_share", row, alone && saving !== null ? saving / alone : null);
    put("value", row, judged.value);
    if (row >= plan.areas.ids.length) nameNewArea(plan, table.area_name, row, ids[row]);
  }
  return table;
}

// A column with room for new areas, with unknown values for those that changed.
function emptied(column, name, length, changed) {
  if (column.style === "prose") return { ...column, ...withoutProse(column, length, changed) };
  const before = column.codes ?? column.values;
  const isLost = (row) => row >= before.length || (changed.has(row) && !KEPT_COLUMNS.includes(name));
  const rows = Array.from({ length }, (_, row) => row);
  if (column.values) return { ...column, values: Float64Array.from(rows, (row) => (isLost(row) ? NaN : before[row])) };
  return { ...column, codes: Int32Array.from(rows, (row) => (isLost(row) ? -1 : before[row])) };
}

// The sentences of the others stay where they are.
function withoutProse(column, length, changed) {
  const layout = column.layout ??= layOut(column);
  const firsts = Array.from({ length: length + 1 }, (_, row) => layout.firsts[row] ?? layout.firsts[layout.firsts.length - 1]);
  return { lost: changed, layout: { ...layout, firsts } };
}

function nameNewArea(plan, column, row, key) {
  const founder = nameOfCommunity(plan, reviewOf(plan).rowOf.get(key.slice(1)));
  const names = plan.wordings.new_area.map((words) => words.replace("{name}", () => founder));
  if (column.both) column.both = column.both.map((texts, place) => [...texts, names[place]]);
  column.texts = column.both?.[languagePlace(plan)] ?? [...column.texts, names[languagePlace(plan)]];
  column.codes[row] = column.texts.length - 1;
}

function editedSummary(plan, { members, communities }) {
  const outcomes = plan.communities.ids.map((_, row) => communities.area[row] >= 0);
  const joined = outcomes.filter(Boolean).length;
  return {
    ...plan.summary,
    areas: members.filter((rows) => rows.length).length,
    in_areas: joined,
    alone: plan.summary.alone + plan.summary.in_areas - joined,
    saving_money: savingIn(reviewOf(plan).hand, plan),
    certificate: say(plan, "after_edits"),
  };
}
