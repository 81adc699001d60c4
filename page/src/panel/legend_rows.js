// What the legend says, of what is drawn only: on the page, on paper and in pictures.
import { COUNTY_ZOOM } from "../base/scale.js";
import { PIN, styleOf, toneOf } from "../map/symbols.js";
import { areasPassing, isFiltered } from "../plan/filters.js";
import { number, say, sayKind } from "../plan/words.js";

/** @import { LegendRow, View } from "../types" */

const OTHERS = ["alone", "not_eligible", "under_way", "moved", "blocked", "links", "proposed"];
const NAMED = { blocked: "blocked_link", links: "link" }; // in the table of symbols

/** @param {View} view @returns {LegendRow[]} */
export function legendRows(view) {
  const { plan, layers, filters } = view;
  const countOf = (/** @type {import("../types").MapLayer} */ { rows, passes }) => (passes ? rows.filter(passes).length : rows.length);
  const isDrawn = (key) => !layers[key].isOff && countOf(layers[key]) > 0;
  const row = (key, name, words) => ({ style: styleOf(plan, name), words, count: number(plan, countOf(layers[key])) });
  const others = OTHERS.filter((key) => key !== "not_eligible" || !isFiltered(filters));
  const dimmed = { style: styleOf(plan, "not_eligible"), words: say(plan, "others_dimmed"), count: "" };
  const facilities = Object.keys(layers).filter((key) => layers[key].facility);
  const estimated = Array.from(plan.communities.estimated).includes(1);
  return [
    ...(isDrawn("areas") || isDrawn("communities") ? rowsOfAreas(view) : []),
    ...others.filter(isDrawn).map((key) => row(key, NAMED[key] ?? key, layerWords(plan, key))),
    ...(isDrawn("pins") ? [{ style: PIN, words: say(plan, "pins"), count: number(plan, layers.pins.rows.length) }] : []),
    ...facilities.filter(isDrawn).map((key) => row(key, "facility", sayKind(plan, layers[key].facility))),
    ...(isFiltered(filters) ? [dimmed] : []),
    ...(estimated ? [{ style: styleOf(plan, "estimated"), words: say(plan, "estimated"), count: "" }] : []),
  ];
}

export function layerWords(plan, key) {
  return plan.words[key] ?? say(plan, `outcome_${key}`);
}

// The classes of the indicator, with their counts; areas are counted where the figure is one of areas.
function rowsOfAreas(view) {
  const { plan, indicator, passing, filters } = view;
  if (!indicator) return view.layers.areas.rows.slice(0, 1).map((row) => ({
    style: styleOfTone(view, toneOf(view, "area", row)), words: say(plan, "areas"), count: number(plan, areasPassing(plan, passing).length) }));
  const { column, owners, labels, tones, missing, classAt } = indicator;
  const owner = owners[0];
  const counts = new Map();
  plan[owner].ids.forEach((_, row) => {
    if (!passing[owner][row]) return;
    const place = classAt(owner, row);
    counts.set(place, (counts.get(place) ?? 0) + 1);
  });
  const unit = [say(plan, owner === "areas" ? "areas" : "communities_short"), column.unit].filter(Boolean).join(" · ");
  const row = (place, words, tone) => ({ style: styleOfTone(view, tone), words, count: number(plan, counts.get(place) ?? 0) });
  const isListed = (place) => counts.has(place) || (!indicator.stages && !isFiltered(filters));
  return [
    { title: column.label, note: unit },
    ...labels.flatMap((words, place) => (isListed(place) ? [row(place, words, tones[place])] : [])),
    ...(counts.has(-1) ? [row(-1, say(plan, indicator.values ? "unscheduled" : "no_data"), missing)] : []),
  ];
}

// As the areas are drawn at this scale.
function styleOfTone({ map }, { fill, soft, line }) {
  return { fill: map.getZoom() < COUNTY_ZOOM ? fill : soft, color: line, weight: 1 };
}
