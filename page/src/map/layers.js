// How the layers of the map are drawn. Marks and labels lie above and never answer the mouse.
// All drawing takes the fill of an area or a community from here: that of the current indicator,
// or else the colour of the area.
import { GROUND, NOT_ELIGIBLE, strokeFactor } from "../base/style.js";
import { textAt } from "../plan/decode.js";
import { rowsWithPlace } from "../plan/shapes.js";

export function fillOf(view, kind, row) {
  return view.indicator?.fillOf(kind, row) ?? colourOfArea(view.plan, kind === "area" ? row : view.plan.communities.area[row]);
}

function colourOfArea(plan, area) {
  return plan.colours[area] ?? NOT_ELIGIBLE.fill;
}

// Redraw everything, after fills or members have changed.
export function restyle(view) {
  view.painter.redraw();
}

// A link with a community that may join no area says nothing about the plan.
export function rowsOfLinks({ communities, links }, isBlocked) {
  const isInPlan = (end) => textAt(communities.outcome, end) !== "not_eligible";
  return rowsWithPlace(links.shapes).filter((row) =>
    Boolean(links.blocked[row]) === isBlocked && isInPlan(links.focal[row]) && isInPlan(links.neighbor[row]));
}

// Lines widen with the zoom, as on a printed map of another scale.
export function groundLayer(groups) {
  const parts = groups.map((group) => {
    const { weight, ...style } = groundStyle(group);
    return {
      rows: rowsWithPlace(group.shapes),
      shapes: group.shapes,
      style: (_, zoom) => ({ ...style, weight: weight * strokeFactor(zoom) }),
    };
  });
  return { parts, rows: parts };
}

function groundStyle({ kind, barrier, filled }) {
  const isSurface = filled && kind !== "county" && kind !== "subdistrict";
  const style = GROUND[kind] ?? (barrier ? GROUND.barrier : GROUND.other);
  return { ...style, fill: isSurface ? style.fill ?? style.color : null };
}

// After layers were switched: those above the canvas come and go, the canvas is drawn anew.
export function showLayers(view) {
  for (const { above = [], isOff } of Object.values(view.layers)) {
    for (const layer of above) layer[isOff ? "removeFrom" : "addTo"](view.map);
  }
  restyle(view);
}

