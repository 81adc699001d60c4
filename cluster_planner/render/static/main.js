// Open one plan, or several to compare, in a Leaflet map: in a page of its own or in a notebook.
async function open(map, payloadId) {
  const page = buildPage(map);
  const content = await readPayload(payloadId);
  const plans = (content.plans ?? [content]).map(unfold);
  plans.slice(1).forEach((plan) => colourAlike(plan, plans[0]));
  const view = makeView(map, page, plans);
  view.other = plans[1] ?? null;
  showPlan(view, plans[0]);
  showTiles(view, content.tiles);
  zoomOut(view);
  drawView(view);
  followOnSecondMap(view);
  page.browse.addEventListener("scroll", () => onTableScroll(view));
  view.on("edit", () => showEdits(view));
  prepareReview(view);
  preparePrinting(view);
  document.addEventListener("keydown", (event) => answerKey(view, event));
  keepAddress(view);
  page.root.dataset.ready = "true";
}

// The one state of everything that draws or describes a plan on one map.
function makeView(map, page, plans) {
  prepareMap(map);
  const view = { map, page, plans, plan: plans[0], panes: makePanes(map), hatching: hatching(), marks: L.featureGroup(), ...makeEvents() };
  view.painter = new Painter(view);
  return view;
}

function drawView(view) {
  view.painter.addTo(view.map);
  view.marks.addTo(view.map);
  answerMouse(view);
}

// Replace the plan shown. The view stays where it is, and layers switched off stay off.
function showPlan(view, plan) {
  const before = view.layers ?? {};
  for (const { above = [] } of Object.values(before)) above.forEach((layer) => layer.remove());
  view.chosen = chosenIn(plan, view);
  view.plan = plan;
  view.comparison = view.other && comparePlans(plan, view.other);
  view.indicator = readIndicator(view, view.indicator?.name);
  view.layers = declareLayers(view);
  for (const [key, { isOff }] of Object.entries(before)) view.layers[key].isOff = isOff;
  for (const build of [buildHeader, buildScenarios, buildComparison, buildTools, buildPrinting, buildFinder, buildLegend, buildControls, buildFooter]) build(view);
  showLayers(view);
  showList(view);
  showChosen(view);
}

// The selection, where the other plan has it too.
function chosenIn(plan, { plan: before, chosen }) {
  if (!chosen || originalOf(plan) === originalOf(before)) return isThere(plan, chosen) ? chosen : null;
  return counterpartOf(chosen, comparePlans(before, plan));
}

function isThere(plan, chosen) {
  return Boolean(chosen) && chosen.row < plan[chosen.kind === "area" ? "areas" : "communities"].ids.length;
}

function answerKey(view, event) {
  const isTyping = event.target.closest("input, select, textarea");
  if (event.key === "Escape") [view.second ?? view, view].forEach(chooseNothing);
  else if (event.key === "/" && !isTyping) {
    event.preventDefault();
    view.search.field.focus();
  }
}

// Turn integers into coordinates once, and look up what the page needs again and again.
function unfold(plan) {
  speak(plan, plan.lang);
  plan.origin = originOf(plan);
  const { areas, communities, facilities, links, under_way } = plan;
  for (const table of [areas, communities, facilities, under_way, ...plan.context, ...plan.boundaries]) {
    table.shapes = unpackShapes(table.shapes, plan.origin);
  }
  links.shapes = linesBetween(communities.shapes, links.focal, links.neighbor);
  plan.colours = colourAreas(areas.shapes);
  plan.members = plan.areas.ids.map(() => []);
  plan.communities.area.forEach((area, row) => area >= 0 && plan.members[area].push(row));
  return plan;
}

// The start of the first shape of the plan; any point nearby would do.
function originOf(plan) {
  const table = [plan.communities, plan.areas, ...plan.context].find(({ shapes }) => shapes.starts.length);
  const [lon, lat] = table?.shapes.starts ?? [105 * DEGREE, 35 * DEGREE];
  return { x: eastOf(lon), y: southOf(lat) };
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

function highlight(view, rings) {
  view.marks.clearLayers();
  if (!rings?.length) return;
  for (const [color, weight] of [[PAPER, 7], [INK, 3]]) {
    const options = { color, weight, radius: 11, fill: false, interactive: false, renderer: view.panes.front, pane: "cp-front" };
    view.marks.addLayer(rings[0].length === 1 ? L.circleMarker(rings[0][0], options) : L.polygon(rings, options));
  }
}

function zoomTo(view, shapes, rows) {
  const bounds = rows.reduce((all, row) => (shapes.has(row) ? all.extend(shapes.bounds(row)) : all), L.latLngBounds([]));
  if (bounds.isValid()) fit(view, bounds, { maxZoom: 16.5 });
}

function bringIntoView(view, shapes, row) {
  const { map } = view;
  const isSeen = map.getZoom() >= DETAIL_ZOOM && shapes.has(row) && map.getBounds().intersects(shapes.bounds(row));
  if (!isSeen) zoomTo(view, shapes, [row]);
}

// Keep clear of the legend or the review where it is open over the map.
function fit({ map, page, isReviewing }, bounds, options) {
  const margin = Math.min(40, map.getSize().x / 14);
  const box = isReviewing ? page.review : page.legend;
  const isOpenBox = (isReviewing || box.open) && box.offsetWidth < map.getSize().x / 2;
  map.fitBounds(bounds, {
    paddingTopLeft: [isOpenBox ? box.offsetWidth + margin : margin, margin],
    paddingBottomRight: [margin + 20, margin],
    ...options,
  });
}

// The extent of the plan; that of the context where there are no communities.
function zoomOut(view) {
  const { plan } = view;
  const boundsOf = (tables) => tables.map(({ shapes }) => shapes.allBounds()).filter((box) => box.isValid())
    .reduce((all, box) => all.extend(box), L.latLngBounds([]));
  const bounds = boundsOf([plan.communities, plan.areas]);
  const ground = boundsOf(plan.context);
  const shown = [bounds, ground].find((box) => box.isValid()) ?? L.latLngBounds([[18, 73], [54, 135]]);
  fit(view, shown, { maxZoom: 17, animate: false });
}
