// Which layers are drawn: a menu among the controls of the map.
import { make } from "../base/dom.js";
import { say, sayKind } from "../plan/words.js";
import { layerWords } from "./legend_rows.js";

const OF_PLAN = ["areas", "communities", "alone", "not_eligible", "under_way", "moved", "pins", "proposed", "links", "blocked"];
const OF_GROUND = ["barriers", "boundaries", "context", "labels"];

export function prepareLayersMenu(view) {
  view.on("plan layers", () => buildMenu(view));
}

function buildMenu(view) {
  const { plan, page, layers } = view;
  const known = (keys) => keys.filter((key) => layers[key].rows?.length !== 0);
  const group = (title, keys) => (keys.length ? make("fieldset", "", make("legend", "", title), ...keys.map((key) => layerRow(view, key))) : null);
  const focused = document.activeElement?.closest(".cp-layers") && /** @type {HTMLInputElement} */ (document.activeElement).name;
  page.layers.replaceChildren(make("summary", "cp-button", say(plan, "layers")), make("div", "cp-layers-body",
    group(say(plan, "layers_of_plan"), known(OF_PLAN)),
    group(say(plan, "facilities"), known(Object.keys(layers).filter((key) => layers[key].facility))),
    group(say(plan, "layers_of_ground"), known(OF_GROUND))));
  if (focused) page.layers.querySelector(`[name="${focused}"]`)?.focus();
}

function layerRow(view, key) {
  const layer = view.layers[key];
  const box = make("input");
  box.type = "checkbox";
  box.checked = !layer.isOff;
  box.name = key;
  box.addEventListener("change", () => {
    layer.isOff = !box.checked;
    view.emit("layers");
  });
  return make("label", "cp-layer", box, make("span", "", layer.facility ? sayKind(view.plan, layer.facility) : layerWords(view.plan, key)));
}
