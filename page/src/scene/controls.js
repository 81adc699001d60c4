// The controls on the map, rebuilt in each language.
import { button } from "../base/dom.js";
import { say } from "../plan/words.js";
import { zoomOut } from "../view/camera.js";

export function buildControls(view) {
  const { plan, map } = view;
  view.controls?.forEach((control) => control.remove());
  view.controls = [
    L.control.zoom({ position: "topright", zoomInTitle: say(plan, "zoom_in"), zoomOutTitle: say(plan, "zoom_out"),
      zoomInText: "+", zoomOutText: "−" }),
    L.control.scale({ position: "bottomleft", imperial: false, maxWidth: 120 }),
    nodeControl(wholeButton(view)),
    nodeControl(view.page.layers),
  ];
  view.controls.forEach((control) => control.addTo(map));
}

// Back to the plan at one look, or where there is none, to the map of all of it.
function wholeButton(view) {
  const { plan, hasOverview } = view;
  return button("cp-button", () => (hasOverview ? view.emit("overview") : zoomOut(view)), say(plan, hasOverview ? "overview" : "whole"));
}

function nodeControl(node) {
  const control = L.control({ position: "topright" });
  control.onAdd = () => L.DomEvent.disableClickPropagation(node) && node;
  return control;
}
