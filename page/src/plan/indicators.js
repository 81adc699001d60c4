// The map coloured by a figure in a few classes, light to dark: each differs from the next in lightness alone, too; or by
// the years of the programme, in the colours that they have everywhere.
import { darker, readableOn } from "../base/colour.js";
import { valueAt } from "./decode.js";
import { chineseAt, languagePlace, number, say } from "./words.js";

const CLASS_COLOURS = {
  1: ["#a39f7f"],
  2: ["#ecdd9a", "#5b6a86"],
  3: ["#f3e6ab", "#a39f7f", "#3b5178"],
  4: ["#f3e6ab", "#c5b877", "#7f8791", "#334a73"],
  5: ["#f6ebb8", "#d3c479", "#a39f7f", "#69758a", "#2d4570"],
};
export const FIRST_INDICATOR = "year"; // colours the map on first sight, where there is a programme
const REFUSED = "#c98b8b";
const NO_DATA = "#ffffff";

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
  const years = packed.values ? plan.symbols.years : null;
  const shared = years ? { ...packed, values: years.map(({ year }) => year) } : packed;
  const labels = classLabels(plan, shared, column);
  const tones = years ? years.map(toneOfYear) : coloursOf(shared, labels.length).map((colour) => toneOfClass(plan, colour));
  const missing = years ? toneOfSymbol(plan.symbols.table.unlisted) : toneOfClass(plan, NO_DATA);
  const classAt = (owner, row) => classOf(plan, shared, owner, row);
  const toneAt = (owner, row) => tones[classAt(owner, row)] ?? missing;
  const toneOf = (kind, row) => toneBy(plan, shared, toneAt, kind, row) ?? (kind === "area" ? missing : null);
  return { ...shared, column, labels, tones, missing, years, classAt, toneOf };
}

function toneOfYear({ area, soft, ink }) {
  return { fill: area.fill, soft, line: area.line, ink };
}

function toneOfSymbol({ fill, line }) {
  return { fill, soft: fill, line, ink: line };
}

// Classes keep their full colour, so that they can be compared with the legend.
function toneOfClass({ symbols: { inks } }, fill) {
  return { fill, soft: fill, line: darker(fill), ink: readableOn(fill, inks.ink, inks.paper) };
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
function toneBy(plan, { owners }, toneAt, kind, row) {
  const owner = kind === "area" ? "areas" : "communities";
  if (owners.includes(owner)) return toneAt(owner, row);
  if (kind === "area") return null;
  const area = plan.communities.area[row];
  return area < 0 ? null : toneAt("areas", area);
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

