// Two areas or communities marked together, in ink what is chosen and in the accent what is asked about, with a line between.
import { fitTo } from "./camera.js";
import { shapesOf } from "./select.js";

/** @import { Chosen } from "../types" */

export function preparePair(view) {
  const group = L.featureGroup().addTo(view.map);
  view.on("plan amend select", () => group.clearLayers());
  view.on("pair", (pair) => drawPair(view, group.clearLayers(), pair));
}

/** @param {import("../types").View} view @param {any} group @param {Chosen[]} pair two, or none */
function drawPair(view, group, pair) {
  if (!pair.length) return;
  const { plan } = view, { accent, ink, paper } = plan.symbols.inks;
  const ends = pair.map((each) => ({ shapes: shapesOf(plan, each.kind), row: each.row }));
  if (!ends.every(({ shapes, row }) => shapes.has(row))) return;
  const centres = ends.map(({ shapes, row }) => shapes.centreLatLng(row));
  const options = { fill: false, interactive: false, renderer: view.panes.front, pane: "cp-front" };
  ends.forEach(({ shapes, row }, at) => {
    const rings = shapes.rings(row), color = at ? accent : ink, dashArray = at ? "6 5" : undefined;
    const isPoint = rings[0].length === 1;
    const draw = (style) => group.addLayer(isPoint ? L.circleMarker(rings[0][0], { ...options, radius: 11, ...style })
      : L.polygon(rings, { ...options, ...style }));
    draw({ color: paper, weight: 7 });
    draw({ color, weight: 3, dashArray });
  });
  group.addLayer(L.polyline(centres, { ...options, color: paper, weight: 6 }));
  group.addLayer(L.polyline(centres, { ...options, color: accent, weight: 2.5 }));
  fitTo(view, ends);
}
