// The legend over the map: what the signs that are drawn mean.
import { COUNTY_ZOOM } from "../base/scale.js";
import { make } from "../base/dom.js";
import { signNode } from "../map/signs.js";
import { say } from "../plan/words.js";
import { legendRows } from "./legend_rows.js";

export function prepareLegend(view) {
  let isNear;
  view.on("plan amend filter indicator layers", () => buildLegend(view));
  view.map.on("zoomend", () => {
    const before = isNear;
    isNear = view.map.getZoom() >= COUNTY_ZOOM;
    if (isNear === before) return;
    buildLegend(view);
  });
}

function buildLegend(view) {
  const { plan, page } = view;
  page.legend.replaceChildren(make("summary", "", say(plan, "legend")), ...legendRows(view).map(legendRow));
}

/** @param {import("../types").LegendRow} row */
export function legendRow({ title, note, style, words, count }) {
  if (title) return make("div", "cp-legend-title", title, " ", make("span", "cp-muted", note));
  return make("div", "cp-legend-row", signNode(style), make("span", "", words), make("span", "cp-muted", count));
}
