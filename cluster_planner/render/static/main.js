// Open a plan in a Leaflet map, in a page of its own or in a notebook.
async function open(map, payloadId) {
  const page = buildPage(map);
  if (!("DecompressionStream" in window)) {
    page.panel.append(make("p", "cp-empty", document.getElementById(payloadId).dataset.oldBrowser));
    return;
  }
  const view = { map, page, plan: unfold(await readPlan(payloadId)), panes: makePanes(map), ...makeEvents() };
  prepareMap(map);
  view.hatching = hatching();
  view.layers = declareLayers(view);
  view.marks = L.featureGroup();
  buildHeader(view);
  buildLegend(view);
  buildControls(view);
  buildFooter(view);
  zoomOut(view);
  showLayers(view);
  view.marks.addTo(map);
  map.on("zoomend", () => fitStrokes(view));
  document.addEventListener("keydown", (event) => event.key === "Escape" && showList(view));
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
  // Not by setMinZoom, which would start to zoom a map that folium has opened on the whole world.
  Object.assign(map.options, { minZoom: 4, maxZoom: 20, zoomSnap: 0.5, zoomDelta: 0.5, wheelPxPerZoomLevel: 90 });
  map.invalidateSize({ animate: false });
}

function highlight(view, rings) {
  view.marks.clearLayers();
  if (!rings?.length) return;
  const common = { fill: false, interactive: false };
  view.marks.addLayer(drawShape(rings, { ...common, color: PAPER, weight: 7, radius: 11 }, view.panes.front));
  view.marks.addLayer(drawShape(rings, { ...common, color: INK, weight: 3, radius: 11 }, view.panes.front));
}

function highlightOnHover(view, node, rings, ringsAfter) {
  for (const come of ["mouseenter", "focus"]) node.addEventListener(come, () => highlight(view, rings));
  for (const go of ["mouseleave", "blur"]) node.addEventListener(go, () => highlight(view, ringsAfter));
}

function zoomTo(view, rings) {
  if (rings.length) fit(view, L.latLngBounds(rings.flat()), { maxZoom: 16.5 });
}

function bringIntoView(view, rings) {
  const { map } = view;
  const isSeen = map.getZoom() >= DETAIL_ZOOM && rings.length && map.getBounds().contains(rings[0][0]);
  if (!isSeen) zoomTo(view, rings);
}

// Keep clear of the legend where it lies open beside the map.
function fit({ map, page }, bounds, options) {
  const margin = Math.min(40, map.getSize().x / 14);
  const { legend } = page;
  const isBeside = legend.open && legend.offsetWidth < map.getSize().x / 2;
  map.fitBounds(bounds, {
    paddingTopLeft: [isBeside ? legend.offsetWidth + margin : margin, margin],
    paddingBottomRight: [margin + 20, margin],
    ...options,
  });
}

// Everything that belongs to the plan; the context where there is no community at all.
function zoomOut(view) {
  const { plan } = view;
  const bounds = L.latLngBounds([plan.communities, plan.areas].flatMap(({ rings }) => rings.flat(2)));
  const ground = L.latLngBounds(plan.context.flatMap(({ rings }) => rings.flat()));
  const shown = [bounds, ground].find((box) => box.isValid()) ?? L.latLngBounds([[18, 73], [54, 135]]);
  fit(view, shown, { maxZoom: 17, animate: false });
}
