// How the layers of the map are drawn. Marks and labels lie above and never answer the mouse.
import { COUNTY_ZOOM, DETAIL_ZOOM, strokeFactor } from "../base/scale.js";
import { textAt } from "../plan/decode.js";
import { rowsWithPlace } from "../plan/shapes.js";
import { styleOf } from "./symbols.js";

// Redraw everything, after fills or members have changed.
export function restyle(view) {
  view.painter.redraw();
}

// Redraw everything, after other rows pass the filters; names and bubbles too.
export function refilter(view) {
  for (const { above = [] } of Object.values(view.layers)) for (const layer of above) layer.refresh();
  restyle(view);
}

// A link with a community that may join no area says nothing about the plan.
export function rowsOfLinks({ communities, links }, isBlocked) {
  const isInPlan = (end) => textAt(communities.outcome, end) !== "not_eligible";
  const isDrawn = (end) => communities.shapes.has(end) && isInPlan(end);
  return Array.from(links.focal, (_, row) => row).filter((row) =>
    Boolean(links.blocked[row]) === isBlocked && isDrawn(links.focal[row]) && isDrawn(links.neighbor[row]));
}

const MINOR = ["tertiary", "other"];
const CASE_PX = 1.4; // by which the edges of a road stand out, both together

// Surfaces, then the edges of all roads, then the roads, so that no edge crosses a road.
export function groundLayer(plan, groups) {
  const surfaces = groups.filter(({ filled }) => filled), lines = groups.filter(({ filled }) => !filled);
  const cased = lines.filter(({ kind }) => plan.symbols.table[kind]?.case);
  const parts = [...surfaces.map((group) => groundPart(plan, group)), ...cased.map((group) => casePart(plan, group)),
    ...lines.map((group) => groundPart(plan, group))];
  return { parts, rows: parts };
}

function groundPart(plan, { kind, barrier, filled, shapes }) {
  const isBoundary = kind === "county" || kind === "subdistrict";
  const name = plan.symbols.table[kind] ? kind : barrier ? "barrier" : "other";
  const { weight, ...style } = styleOf(plan, name);
  const fill = filled && !isBoundary ? style.fill ?? style.color : null;
  return {
    rows: rowsWithPlace(shapes),
    shapes,
    from: MINOR.includes(name) ? COUNTY_ZOOM : 0,
    style: (_, zoom) => ({ ...style, fill, weight: weight * strokeFactor(zoom) }),
  };
}

function casePart(plan, group) {
  const { case: color, width } = plan.symbols.table[group.kind];
  const part = groundPart(plan, group);
  return { ...part, from: Math.max(part.from, DETAIL_ZOOM),
    style: (_, zoom) => ({ color, fill: null, weight: width * strokeFactor(zoom) + CASE_PX, lineCap: "butt" }) };
}

// After layers were switched: those above the canvas come and go, the canvas is drawn anew.
export function showLayers(view) {
  for (const { above = [], isOff } of Object.values(view.layers)) {
    for (const layer of above) layer[isOff ? "removeFrom" : "addTo"](view.map);
  }
  restyle(view);
}

