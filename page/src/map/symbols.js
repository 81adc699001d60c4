// The plan's table of symbols, as styles of the canvas.
import { darker, mixed, readableOn } from "../base/colour.js";
import { hatching } from "../base/hatching.js";
import { valueAt } from "../plan/decode.js";

/** @import { Plan, Style, Tone, View } from "../types" */

// A remark of a reviewer is pinned on this page only; no other output has a sign for it.
export const PIN = { marker: "circle", color: "#ffffff", weight: 2, fill: "#b3265e", fillOpacity: 1, radius: 6 };

// What stands in the table of symbols under a name.
/** @param {Plan} plan @param {string} name @returns {Style} */
export function styleOf(plan, name) {
  plan.styles ??= {};
  return plan.styles[name] ??= styleOfSymbol(plan.symbols.table[name]);
}

/** @param {Record<string, any>} symbol @returns {Style} */
export function styleOfSymbol({ fill = "", line = "", width = 0, dash, hatch, opacity = 1, marker, size }) {
  return {
    color: line,
    weight: width,
    dash,
    lineCap: dash && dash[0] > 3 ? "butt" : "round",
    fill: hatch ? hatching(fill, hatch) : fill || null,
    tiny: hatch ? mixed(fill, hatch, 0.4) : undefined,
    [fill ? "fillOpacity" : "opacity"]: opacity,
    ...(marker ? { marker, radius: size / 2 } : {}),
  };
}

// The colours of an area or a community: by the current indicator, or else by its area.
/** @param {View} view @param {"area" | "community"} kind @param {number} row @returns {Tone} */
export function toneOf(view, kind, row) {
  const { plan, indicator } = view;
  return indicator?.toneOf(kind, row) ?? toneOfArea(plan, kind === "area" ? row : plan.communities.area[row]);
}

function toneOfArea(plan, area) {
  const fill = plan.colours[area];
  if (!fill) return toneOfSymbol(plan, plan.symbols.table.not_eligible);
  return { fill, soft: mixed(fill, plan.symbols.inks.paper, 0.38), line: darker(fill), ink: inkOn(plan, fill) };
}

function toneOfSymbol(plan, { fill, line }) {
  return { fill, soft: fill, line, ink: inkOn(plan, fill) };
}

function inkOn({ symbols: { inks } }, fill) {
  return readableOn(fill, inks.ink, inks.paper);
}

// A community alone is hatched, in the colours of its year where years are shown; else it has the class of its figure.
/** @param {View} view @param {number} row @returns {Style} */
export function styleOfAlone(view, row) {
  const { plan, indicator } = view;
  const style = styleOf(plan, "alone");
  if (indicator?.years) {
    const year = valueAt(plan.communities.table, "year", row);
    const symbol = indicator.years.find((each) => each.year === year);
    return symbol ? symbol.style ??= styleOfSymbol(symbol.alone) : style;
  }
  const tone = indicator?.toneOf("community", row);
  return tone ? { ...style, fill: tone.fill, tiny: tone.fill } : style;
}
