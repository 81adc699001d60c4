// Open a plan in a Leaflet map, in a page of its own or in a notebook.
async function open(map, payloadId) {
  const page = buildPage(map);
  if (!("DecompressionStream" in window)) {
    page.panel.append(make("p", "cp-empty", document.getElementById(payloadId).dataset.oldBrowser));
    return;
  }
  const view = { map, page, plan: unfold(await readPlan(payloadId)), panes: makePanes(map) };
  prepareMap(map);
  zoomOut(view);
  view.layers = makeLayers(view);
  view.front = L.featureGroup().addTo(map);
  buildHeader(view);
  buildLegend(view);
  buildControls(view);
  buildFooter(view);
  showLayers(view);
  fitStrokes(view);
  bindTooltips(view);
  listen(view);
  showList(view);
  page.root.dataset.ready = "true";
}

// Turn integers into coordinates once, and find what the page asks for again and again.
function unfold(plan) {
  for (const table of [plan.areas, plan.communities, plan.facilities]) table.rings = unpackShapes(table.shapes);
  for (const group of [...plan.context, ...plan.boundaries]) {
    group.shapes = unpackShapes(group.shapes);
    group.rings = group.shapes.flat();
  }
  plan.communities.centres = plan.communities.rings.map(centreOf);
  plan.colours = colourAreas(plan.areas.rings);
  plan.members = plan.areas.ids.map(() => []);
  plan.communities.area.forEach((area, row) => area >= 0 && plan.members[area].push(row));
  return plan;
}

function prepareMap(map) {
  map.attributionControl?.setPrefix(false);
  map.options.zoomSnap = map.options.zoomDelta = 0.5;
  map.options.wheelPxPerZoomLevel = 90;
  map.setMinZoom(4).setMaxZoom(20);
}

function listen(view) {
  const { map, layers, page } = view;
  layers.areas.groups[0].on("click", ({ layer }) => chooseArea(view, layer.options.row));
  for (const key of ["communities", "alone", "not_eligible"]) {
    layers[key].groups[0].on("click", ({ layer }) => chooseCommunity(view, layer.options.row));
  }
  map.on("zoomend", () => fitStrokes(view));
  page.root.addEventListener("keydown", (event) => event.key === "Escape" && showList(view));
}

function highlight(view, rings) {
  view.front.clearLayers();
  if (!rings?.length) return;
  const common = { fill: false, interactive: false };
  view.front.addLayer(drawShape(rings, { ...common, color: PAPER, weight: 7, radius: 11 }, view.panes.front));
  view.front.addLayer(drawShape(rings, { ...common, color: INK, weight: 3, radius: 11 }, view.panes.front));
}

function zoomTo(view, rings) {
  if (rings.length) view.map.fitBounds(L.latLngBounds(rings.flat()), { padding: [60, 60], maxZoom: 16.5 });
}

// Everything that belongs to the plan; the context where there is no community at all.
function zoomOut({ map, plan }) {
  const bounds = L.latLngBounds([plan.communities, plan.areas].flatMap(({ rings }) => rings.flat(2)));
  const ground = L.latLngBounds(plan.context.flatMap(({ rings }) => rings.flat()));
  const shown = [bounds, ground].find((box) => box.isValid()) ?? L.latLngBounds([[18, 73], [54, 135]]);
  map.fitBounds(shown, { padding: [28, 28], maxZoom: 17, animate: false });
}
