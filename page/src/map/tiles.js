// A base map of tiles under the plan, where one was chosen: the only thing that the page requests.
import { make } from "../base/dom.js";
import { say } from "../plan/words.js";

const KEY_STORED = "cluster_planner tiles key";

export function showTiles(view, tiles) {
  if (!tiles) return;
  view.tiles = { ...tiles };
  view.layers.context.isOff = true;
  view.emit("layers");
  if (hasKeyOfTiles(view)) addTiles(view, tiles.key || storedKey());
  else askForKey(view);
  addTileNote(view);
  view.on("language", () => addTileNote(view));
}

export function hasKeyOfTiles({ tiles }) {
  return Boolean(tiles) && Boolean(tiles.key || storedKey() || !tiles.addresses.some((address) => address.includes("{key}")));
}

export function addTiles(view, key) {
  const { addresses, servers, max_zoom: maxNativeZoom } = view.tiles;
  const options = { subdomains: servers, maxNativeZoom, maxZoom: 20, key };
  addresses.forEach((address) => L.tileLayer(address, options).addTo(view.map));
}

// Who made the tiles, and whether the plan was moved onto them; as text, so that nothing in it is read as HTML.
function addTileNote(view) {
  const { plan, tiles, map } = view;
  const note = [tiles.attribution, tiles.is_shifted && say(plan, "tiles_shifted")].filter(Boolean).join(" · ");
  view.tileNote?.remove();
  view.tileNote = L.control({ position: "bottomleft" });
  view.tileNote.onAdd = () => make("div", note ? "cp-tile-note" : "", note);
  view.tileNote.addTo(map);
}

// A key that is not in the file is the reader's own, and stays in the reader's browser.
function askForKey(view) {
  const field = make("input", "cp-tile-key");
  field.placeholder = say(view.plan, "tiles_key");
  field.setAttribute("aria-label", field.placeholder);
  const control = L.control({ position: "bottomleft" });
  control.onAdd = () => L.DomEvent.disableClickPropagation(field) && field;
  control.addTo(view.map);
  field.addEventListener("change", () => {
    storeKey(field.value.trim());
    for (const each of [view, view.second]) if (each) addTiles(each, field.value.trim());
    control.remove();
  });
}

export function storedKey() {
  try {
    return localStorage.getItem(KEY_STORED) ?? "";
  } catch {
    return "";
  }
}

function storeKey(key) {
  try {
    localStorage.setItem(KEY_STORED, key);
  } catch {
    // a browser that stores nothing asks again
  }
}
