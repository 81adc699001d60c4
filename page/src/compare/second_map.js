// A second map next to the first shows the other plan. It is a view of its own; the page shows only its map and its card.
import { make } from "../base/dom.js";
import { prepareCard, showChosen } from "../cards/chosen.js";
import { refilter, restyle, showLayers } from "../map/layers.js";
import { addTiles, hasKeyOfTiles, storedKey } from "../map/tiles.js";
import { readIndicator } from "../plan/indicators.js";
import { counterpartOf } from "../plan/moves.js";
import { knownFilters, passingOf } from "../plan/filters.js";
import { nameOfPlan } from "../plan/names_of_plans.js";
import { prepareOwnMap, prepareScene } from "../scene/scene.js";
import { highlightChosen } from "../view/select.js";
import { View } from "../view/view.js";
import { tieMaps } from "./together.js";

export function openSecondMap(view) {
  const stage = view.page.frame.appendChild(make("div", "cp-second"));
  const seen = view.map.getBounds();
  view.page.root.classList.add("cp-side-by-side");
  view.page.legend.open = false;
  const second = new View(L.map(stage, { zoomControl: false, zoomSnap: 0.5 }), unseenPage(view.page), view.plans);
  prepareOwnMap(second);
  prepareScene(second);
  prepareCard(second);
  second.plates = [view, second].map(({ map }) => map.getContainer().appendChild(make("div", "cp-plate")));
  view.second = second;
  view.map.invalidateSize({ animate: false }).fitBounds(seen, { animate: false });
  second.map.setView(view.map.getCenter(), view.map.getZoom(), { animate: false });
  updateSecondMap(view);
  second.tiles = view.tiles;
  if (hasKeyOfTiles(view)) addTiles(second, view.tiles.key || storedKey());
  second.untie = tieMaps(view.map, second.map);
  second.on("select", () => chooseCounterpart(second, view));
}

export function closeSecondMap(view) {
  const { second, page } = view;
  if (!second) return;
  view.second = null;
  second.untie();
  second.map.remove();
  [...second.plates, second.map.getContainer()].forEach((node) => node.remove());
  page.root.classList.remove("cp-side-by-side");
}

// The second map shows the other plan in the language, indicator, layers, filters and selection of the first.
function updateSecondMap(view) {
  const { second } = view;
  if (!second) return;
  second.other = view.plan;
  second.show(view.other);
  showChosen(view);
  second.plates.forEach((plate, side) => plate.replaceChildren(nameOfPlan(view, side ? view.other : view.plan)));
  followIndicator(view);
  followLayers(view);
  followFilters(view);
  chooseCounterpart(view, second);
}

export function prepareSecondMap(view) {
  view.on("language scenario", () => updateSecondMap(view));
  view.on("indicator", () => view.second && followIndicator(view));
  view.on("filter", () => view.second && followFilters(view));
  view.on("layers", () => view.second && followLayers(view));
  view.on("select", () => view.second && chooseCounterpart(view, view.second));
}

function followIndicator({ second, indicator }) {
  second.indicator = readIndicator(second, indicator?.name);
  restyle(second);
}

function followLayers({ second, layers }) {
  for (const [key, { isOff }] of Object.entries(layers)) if (second.layers[key]) second.layers[key].isOff = isOff;
  showLayers(second);
}

function followFilters({ second, filters }) {
  second.filters = knownFilters(second.plan, filters);
  second.passing = passingOf(second.plan, second.filters);
  refilter(second);
}

// What is chosen on one map is marked on the other: the same community, or the area that matches.
function chooseCounterpart({ chosen, comparison }, view) {
  view.chosen = counterpartOf(chosen, comparison);
  highlightChosen(view);
  view.emit("match");
}

// The parts of a page that nobody sees, except the card.
function unseenPage(page) {
  const parts = Object.entries(page).map(([name, part]) => [name, part instanceof Element ? part.cloneNode(false) : part]);
  return { ...Object.fromEntries(parts), card: page.card, root: page.root };
}
