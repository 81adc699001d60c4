// A second map next to the first shows the other plan. It is a view of its own; the page shows only its map and its card.
function openSecondMap(view) {
  const stage = view.page.frame.appendChild(make("div", "cp-second"));
  const seen = view.map.getBounds();
  view.page.root.classList.add("cp-side-by-side");
  view.page.legend.open = false;
  const second = makeView(L.map(stage, { zoomControl: false, zoomSnap: 0.5 }), unseenPage(view.page), view.plans);
  second.plates = [view, second].map(({ map }) => map.getContainer().appendChild(make("div", "cp-plate")));
  view.second = second;
  view.map.invalidateSize({ animate: false }).fitBounds(seen, { animate: false });
  second.map.setView(view.map.getCenter(), view.map.getZoom(), { animate: false });
  updateSecondMap(view);
  drawView(second);
  second.tiles = view.tiles;
  if (hasKeyOfTiles(view)) addTiles(second, view.tiles.key || storedKey());
  second.untie = tieMaps(view.map, second.map);
  second.on("select", () => chooseCounterpart(second, view));
}

function closeSecondMap(view) {
  const { second, page } = view;
  if (!second) return;
  view.second = null;
  second.untie();
  second.map.remove();
  [...second.plates, second.map.getContainer()].forEach((node) => node.remove());
  page.root.classList.remove("cp-side-by-side");
}

// The second map shows the other plan in the language, indicator, layers and selection of the first.
function updateSecondMap(view) {
  const { second } = view;
  if (!second) return;
  second.other = view.plan;
  showPlan(second, view.other);
  showChosen(view);
  second.plates.forEach((plate, at) => plate.replaceChildren(nameOfPlan(view, [view.plan, view.other][at])));
  followIndicator(view);
  followLayers(view);
  chooseCounterpart(view, second);
}

function followOnSecondMap(view) {
  for (const event of ["language", "scenario"]) view.on(event, () => updateSecondMap(view));
  view.on("indicator", () => view.second && followIndicator(view));
  view.on("layers", () => view.second && followLayers(view));
  view.on("select", () => view.second && chooseCounterpart(view, view.second));
}

function followIndicator({ second, indicator }) {
  second.indicator = readIndicator(second, indicator?.name);
  restyle(second);
}

function followLayers({ second, layers }) {
  for (const [key, { isOff }] of Object.entries(layers)) second.layers[key].isOff = isOff;
  showLayers(second);
}

// What is chosen on one map is marked on the other: the same community, or the area that matches.
function chooseCounterpart({ chosen, comparison }, view) {
  view.chosen = counterpartOf(chosen, comparison);
  highlightChosen(view);
  markChosenRow(view);
}

// The parts of a page that nobody sees, except the card.
function unseenPage(page) {
  const parts = Object.entries(page).map(([name, part]) => [name, part instanceof Element ? part.cloneNode(false) : part]);
  return { ...Object.fromEntries(parts), card: page.card, root: page.root };
}
