// A map that shows a plan: its layers, which stay on or off when the plan is replaced, and what the mouse finds.
import { Bubbles } from "../map/bubbles.js";
import { refilter, restyle, showLayers } from "../map/layers.js";
import { Painter } from "../map/painter.js";
import { preparePair } from "../view/pair.js";
import { highlightChosen } from "../view/select.js";
import { buildControls } from "./controls.js";
import { amendLayers, declareLayers } from "./layers.js";
import { answerMouse } from "./mouse.js";

export function prepareScene(view) {
  view.painter = new Painter(view);
  view.on("plan", () => replaceLayers(view));
  view.on("amend", (before) => amendScene(view, before));
  view.on("layers", () => showLayers(view));
  view.on("indicator", () => restyle(view));
  view.on("filter", () => refilter(view));
  view.on("plan amend select", () => highlightChosen(view));
  view.on("uncover", () => uncover(view));
  view.on("indicator select", () => view.layers.labels.above[0].refresh());
  preparePair(view);
  view.painter.addTo(view.map);
  answerMouse(view);
}

// Nothing is drawn while the overview lies over the map.
function uncover({ painter, layers }) {
  painter.redraw();
  for (const { above = [] } of Object.values(layers)) for (const layer of above) layer.refresh();
}

function replaceLayers(view) {
  const before = view.layers;
  for (const { above = [] } of Object.values(before)) above.forEach((layer) => layer.remove());
  view.layers = declareLayers(view);
  for (const [key, { isOff }] of Object.entries(before)) if (view.layers[key]) view.layers[key].isOff = isOff;
  showLayers(view);
}

// Where areas are others than before, the map is drawn anew.
function amendScene(view, before) {
  amendLayers(view);
  const { areas: layer, labels } = view.layers;
  for (const old of layer.above) old.remove();
  layer.above = [new Bubbles(view)];
  if (!layer.isOff) layer.above[0].addTo(view.map);
  labels.above.forEach((names) => names.refresh());
  view.painter.repaint(boxesOfChange(before, view.plan));
}

function boxesOfChange(before, after) {
  const rows = [...new Set([...(before.changed ?? []), ...(after.changed ?? [])])];
  return rows.filter((row) => before.members[row] !== after.members[row])
    .flatMap((row) => [before, after].map(({ areas: { shapes } }) => shapes.boxes.subarray(4 * row, 4 * row + 4)))
    .filter((box) => box[0] <= box[2]);
}

// A map that is ours alone: its scales, its controls, and its size that follows the page.
export function prepareOwnMap(view) {
  const { map } = view;
  view.on("plan", () => buildControls(view));
  map.attributionControl?.setPrefix(false);
  // Not by setMinZoom, which would start to zoom a map that folium has opened on the whole world.
  Object.assign(map.options, { minZoom: 4, maxZoom: 20, zoomSnap: 0.5, zoomDelta: 0.5, wheelPxPerZoomLevel: 90 });
  map.invalidateSize({ animate: false });
  const observer = new ResizeObserver(() => map.invalidateSize({ animate: false }));
  observer.observe(map.getContainer());
  map.on("unload", () => observer.disconnect());
}
