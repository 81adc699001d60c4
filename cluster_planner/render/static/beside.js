// A second map beside the first shows the other plan. It is a view of its own, of which the page shows the map and the
// card alone.
function openBeside(view) {
  const stage = view.page.frame.appendChild(make("div", "cp-second"));
  const seen = view.map.getBounds();
  view.page.root.classList.add("cp-side-by-side");
  view.page.legend.open = false;
  const beside = makeView(L.map(stage, { zoomControl: false, zoomSnap: 0.5 }), unseenPage(view.page), view.plans);
  beside.plates = [view, beside].map(({ map }) => map.getContainer().appendChild(make("div", "cp-plate")));
  view.beside = beside;
  view.map.invalidateSize({ animate: false }).fitBounds(seen, { animate: false });
  beside.map.setView(view.map.getCenter(), view.map.getZoom(), { animate: false });
  showBeside(view);
  drawView(beside);
  beside.tiles = view.tiles;
  if (hasKeyOfTiles(view)) addTiles(beside, view.tiles.key || storedKey());
  beside.untie = tieMaps(view.map, beside.map);
  beside.on("select", () => chooseCounterpart(beside, view));
}

function closeBeside(view) {
  const { beside, page } = view;
  if (!beside) return;
  view.beside = null;
  beside.untie();
  beside.map.remove();
  [...beside.plates, beside.map.getContainer()].forEach((node) => node.remove());
  page.root.classList.remove("cp-side-by-side");
}

// What the first map shows, the second shows of the other plan: language, indicator, layers and choice are those of the first.
function showBeside(view) {
  const { beside } = view;
  if (!beside) return;
  beside.other = view.plan;
  showPlan(beside, view.other);
  showChosen(view);
  beside.plates.forEach((plate, at) => plate.replaceChildren(nameOfPlan(view, [view.plan, view.other][at])));
  followIndicator(view);
  followLayers(view);
  chooseCounterpart(view, beside);
}

function followBeside(view) {
  for (const event of ["language", "scenario"]) view.on(event, () => showBeside(view));
  view.on("indicator", () => view.beside && followIndicator(view));
  view.on("layers", () => view.beside && followLayers(view));
  view.on("select", () => view.beside && chooseCounterpart(view, view.beside));
}

function followIndicator({ beside, indicator }) {
  beside.indicator = readIndicator(beside, indicator?.name);
  restyle(beside);
}

function followLayers({ beside, layers }) {
  for (const [key, { isOff }] of Object.entries(layers)) beside.layers[key].isOff = isOff;
  showLayers(beside);
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
