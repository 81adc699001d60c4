// A map that shows a plan: its layers, which stay on or off when the plan is replaced, and what the mouse finds.
import { restyle, showLayers } from "../map/layers.js";
import { Painter } from "../map/painter.js";
import { highlightChosen } from "../view/select.js";
import { buildControls } from "./controls.js";
import { declareLayers } from "./layers.js";
import { answerMouse } from "./mouse.js";

export function prepareScene(view) {
  prepareMap(view.map);
  view.painter = new Painter(view);
  view.on("plan", () => replaceLayers(view));
  view.on("plan", () => buildControls(view));
  view.on("layers", () => showLayers(view));
  view.on("indicator", () => restyle(view));
  view.on("plan select", () => highlightChosen(view));
  view.painter.addTo(view.map);
  answerMouse(view);
}

function replaceLayers(view) {
  const before = view.layers;
  for (const { above = [] } of Object.values(before)) above.forEach((layer) => layer.remove());
  view.layers = declareLayers(view);
  for (const [key, { isOff }] of Object.entries(before)) view.layers[key].isOff = isOff;
  showLayers(view);
}

function prepareMap(map) {
  map.attributionControl?.setPrefix(false);
  // Not by setMinZoom, which would start to zoom a map that folium has opened on the whole world.
  Object.assign(map.options, { minZoom: 4, maxZoom: 20, zoomSnap: 0.5, zoomDelta: 0.5, wheelPxPerZoomLevel: 90 });
  map.invalidateSize({ animate: false });
  const observer = new ResizeObserver(() => map.invalidateSize({ animate: false }));
  observer.observe(map.getContainer());
  map.on("unload", () => observer.disconnect());
}
