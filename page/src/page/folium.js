// What folium's layers expect of a page: icons for markers, and of jQuery only $("<div>..")[0].
import { make } from "../base/dom.js";
import { makeCanvas } from "../map/paint.js";

export function serveFolium() {
  L.Icon.Default.imagePath = "";
  L.Icon.Default.mergeOptions({ iconUrl: markerIcon(), iconRetinaUrl: "", shadowUrl: "" });
  window.$ ??= (html) => Array.from(document.createRange().createContextualFragment(html).children);
  L.AwesomeMarkers ??= { icon: pin };
}

function markerIcon() {
  const sample = make("i", "leaflet-default-icon-path");
  document.documentElement.append(sample);
  const address = getComputedStyle(sample).backgroundImage.slice(5, -2);
  sample.remove();
  return address;
}

const PIN_COLOURS = { lightred: "salmon", darkpurple: "indigo" }; // the rest are names that browsers know

// folium.Icon in its colour; its sign would need a font to be fetched, and is a dot.
function pin({ markerColor = "blue", iconColor = "white" } = {}) {
  const canvas = makeCanvas({ width: 28, height: 40 }, 2);
  const pen = canvas.getContext("2d");
  pen.fillStyle = PIN_COLOURS[markerColor] ?? markerColor;
  pen.fill(new Path2D("M14,39 C12,28 2,24 2,14 A12,12 0 0 1 26,14 C26,24 16,28 14,39 Z"));
  pen.fillStyle = iconColor;
  pen.fill(new Path2D("M14,9 a5,5 0 1 0 0.01,0 Z"));
  return L.icon({ iconUrl: canvas.toDataURL(), iconSize: [28, 40], iconAnchor: [14, 39], popupAnchor: [0, -34] });
}
