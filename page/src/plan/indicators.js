// The map coloured by a figure in a few classes, light to dark: each differs from the next in lightness alone, too.
import { valueAt } from "./decode.js";
import { chineseAt, languagePlace, number, say } from "./words.js";

const CLASS_COLOURS = {
  1: ["#a39f7f"],
  2: ["#ecdd9a", "#5b6a86"],
  3: ["#f3e6ab", "#a39f7f", "#3b5178"],
  4: ["#f3e6ab", "#c5b877", "#7f8791", "#334a73"],
  5: ["#f6ebb8", "#d3c479", "#a39f7f", "#69758a", "#2d4570"],
};
const REFUSED = "#c98b8b";
export const NO_DATA = "#ffffff";

function stagesIn(plan) {
  return plan.indicators.find(({ stages }) => stages)?.stages;
}

export function stageLabels(plan) {
  return (stagesIn(plan)?.labels ?? []).map((names) => names[languagePlace(plan)]);
}

export function stageOf(plan, row) {
  const { status } = plan.communities.table;
  return (status && stagesIn(plan)?.of[chineseAt(status, row)]) ?? null;
}

// The indicator of that name with this plan's figures; null colours by area. Several plans share classes.
export function readIndicator({ plan, plans }, name) {
  const packed = [...plans, plan].flatMap(({ indicators }) => indicators).find((indicator) => indicator.name === name);
  if (!packed) return null;
  const column = packed.owners.map((owner) => plan[owner].table[name]).find(Boolean);
  if (!column) return null;
  const labels = classLabels(plan, packed, column);
  const colours = coloursOf(packed, labels.length);
  const classAt = (owner, row) => classOf(plan, packed, owner, row);
  return { ...packed, column, labels, colours, classAt, fillOf: (kind, row) => fillBy(plan, packed, colours, classAt, kind, row) };
}

function coloursOf(packed, count) {
  return packed.stages ? [...CLASS_COLOURS[count - 1], REFUSED] : CLASS_COLOURS[count];
}

// The class of a row, -1 where nothing is known.
function classOf(plan, { name, breaks, values, stages }, owner, row) {
  if (stages) return stageOf(plan, row) ?? -1;
  const value = valueAt(plan[owner].table, name, row);
  if (value === null) return -1;
  if (values) return values.indexOf(value);
  const place = breaks.findIndex((bound) => value <= bound);
  return place < 0 ? breaks.length : place;
}

// A community without a figure of its own has the colour of its area, or none where it is alone.
function fillBy(plan, { owners }, colours, classAt, kind, row) {
  const owner = kind === "area" ? "areas" : "communities";
  if (owners.includes(owner)) return colours[classAt(owner, row)] ?? NO_DATA;
  if (kind === "area") return NO_DATA;
  const area = plan.communities.area[row];
  return area < 0 ? null : colours[classAt("areas", area)] ?? NO_DATA;
}

function classLabels(plan, { breaks, values, stages }, { style, digits }) {
  if (stages) return stageLabels(plan);
  if (values) return values.map((year) => say(plan, "built_in", { year }));
  const words = (value) => number(plan, value, style, digits);
  if (!breaks.length) return [say(plan, "one_class")];
  return [
    `≤ ${words(breaks[0])}`,
    ...breaks.slice(1).map((bound, at) => `${words(breaks[at])} – ${words(bound)}`),
    `> ${words(breaks[breaks.length - 1])}`,
  ];
}

