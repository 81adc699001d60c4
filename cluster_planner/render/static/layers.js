// The layers of the map, from the ground up. One canvas answers the mouse; those above and below never do,
// since a canvas on top swallows the hover of what lies under it.
function makePanes(map) {
  const pane = (name, level, isQuiet) => {
    const node = map.createPane(name);
    node.style.zIndex = level;
    if (isQuiet) node.style.pointerEvents = "none";
    return L.canvas({ pane: name, padding: 0.3, tolerance: isQuiet ? 0 : 3 });
  };
  return {
    ground: pane("cp-ground", 310, true),
    plan: pane("cp-plan", 330, false),
    front: pane("cp-front", 350, true),
    labels: pane("cp-labels", 360, true),
  };
}

function drawShape(rings, style, renderer, row) {
  const options = { ...style, renderer, pane: renderer.options.pane, row };
  if (rings[0].length === 1) return L.circleMarker(rings[0][0], options);
  return L.polygon(rings, options);
}

function drawGround(groups, renderer) {
  const layers = groups.filter((group) => group.rings.length).map((group) => {
    const style = GROUND[group.kind] ?? (group.barrier ? GROUND.barrier : GROUND.other);
    const options = { ...style, baseWeight: style.weight, renderer, pane: renderer.options.pane, interactive: false };
    const isSurface = group.filled && group.kind !== "county" && group.kind !== "subdistrict";
    return isSurface
      ? L.polygon(group.rings, { fillOpacity: 1, ...options })
      : L.polyline(group.rings, { fill: false, ...options });
  });
  return L.featureGroup(layers);
}

function drawAreas({ plan, panes }, rows) {
  const { rings } = plan.areas;
  const outline = (row) => ({ ...outlineStyle(plan.colours[row]), interactive: false });
  return [
    L.featureGroup(rows.map((row) => drawShape(rings[row], areaStyle(plan.colours[row]), panes.plan, row))),
    L.featureGroup(rows.map((row) => drawShape(rings[row], outline(row), panes.front, row))),
  ];
}

function drawCommunities({ plan, panes }, rows, styleOf) {
  const { rings, estimated } = plan.communities;
  const style = (row) => ({ ...styleOf(row), ...(estimated[row] ? ESTIMATED : {}), fill: true });
  return L.featureGroup(rows.map((row) => drawShape(rings[row], style(row), panes.plan, row)));
}

function drawLinks({ plan, panes }, rows, style) {
  return L.featureGroup(rows.map((row) => L.polyline(
    endsOf(plan, row).map((end) => plan.communities.centres[end]),
    { ...style, renderer: panes.plan, pane: "cp-plan", row })));
}

function drawFacilities({ plan, panes }, rows) {
  return L.featureGroup(rows.map((row) => L.circleMarker(
    centreOf(plan.facilities.rings[row]), { ...FACILITY, renderer: panes.plan, pane: "cp-plan", row })));
}

function rowsWithPlace(shapes) {
  return shapes.map((_, row) => row).filter((row) => shapes[row].length);
}

function endsOf({ links }, row) {
  return [links.focal[row], links.neighbor[row]];
}

// A link with a community that may join no area says nothing about the plan.
function rowsOfLinks(plan, isBlocked) {
  const isTold = (end) => plan.communities.centres[end] && outcomeOf(plan, end) !== "not_eligible";
  return plan.links.blocked.map((_, row) => row).filter((row) =>
    Boolean(plan.links.blocked[row]) === isBlocked && endsOf(plan, row).every(isTold));
}

// Every layer in drawing order: its rows, how they are drawn, what they tell and what a click on them opens.
function declareLayers(view) {
  const { plan, panes } = view;
  const ground = (groups) => ({ rows: groups, draw: () => [drawGround(groups, panes.ground)] });
  return {
    context: ground(plan.context.filter((group) => !group.barrier)),
    boundaries: ground(plan.boundaries),
    barriers: ground(plan.context.filter((group) => group.barrier)),
    areas: {
      rows: rowsWithPlace(plan.areas.rings),
      draw: (rows) => [...drawAreas(view, rows), new Bubbles(view)],
      describe: describeArea,
      choose: chooseArea,
    },
    blocked: linkLayer(view, true, BLOCKED_LINK),
    not_eligible: communityLayer(view, "not_eligible", () => NOT_ELIGIBLE),
    alone: communityLayer(view, "alone", () => ({ ...ALONE, fillColor: view.hatching })),
    communities: communityLayer(view, "area", (row) => memberStyle(plan.colours[plan.communities.area[row]])),
    links: { ...linkLayer(view, false, LINK), isOff: true },
    facilities: {
      rows: rowsWithPlace(plan.facilities.rings),
      draw: (rows) => [drawFacilities(view, rows)],
      describe: describeFacility,
    },
    labels: { rows: null, draw: () => [new Labels(view)] },
  };
}

function communityLayer(view, outcome, styleOf) {
  const { plan } = view;
  return {
    rows: rowsWithPlace(plan.communities.rings).filter((row) => outcomeOf(plan, row) === outcome),
    draw: (rows) => [drawCommunities(view, rows, styleOf)],
    describe: describeCommunity,
    choose: chooseCommunity,
  };
}

function linkLayer(view, isBlocked, style) {
  return { rows: rowsOfLinks(view.plan, isBlocked), draw: (rows) => [drawLinks(view, rows, style)], describe: describeLink };
}

// What is off at first is drawn only when it is asked for.
function drawLayer(view, layer) {
  layer.groups = layer.draw(layer.rows);
  if (layer.describe) bindTooltip(view, layer.groups[0], layer.describe);
  if (layer.choose) layer.groups[0].on("click", (event) => layer.choose(view, event.layer.options.row));
}

function showLayers(view) {
  for (const layer of Object.values(view.layers)) {
    if (!layer.isOff && !layer.groups) drawLayer(view, layer);
    layer.groups?.forEach((group) => group[layer.isOff ? "removeFrom" : "addTo"](view.map));
  }
  stack(view);
  fitStrokes(view);
}

// A layer that is switched on again would lie on top; put all of them back in order.
function stack(view) {
  for (const { groups, isOff } of Object.values(view.layers)) {
    if (!isOff) groups.forEach((group) => group.bringToFront?.());
  }
}

function fitStrokes(view) {
  const zoom = view.map.getZoom();
  const factor = strokeFactor(zoom);
  for (const key of ["context", "boundaries", "barriers"]) {
    for (const group of view.layers[key].groups) {
      group.eachLayer((line) => line.setStyle({ weight: line.options.baseWeight * factor }));
    }
  }
  view.layers.facilities.groups[0].eachLayer((dot) => dot.setRadius(facilityRadius(zoom)));
  fitCommunities(view, zoom);
}

function fitCommunities(view, zoom) {
  const weight = zoom >= DETAIL_ZOOM ? 1 : 0.3;
  for (const key of ["communities", "alone", "not_eligible"]) {
    view.layers[key].groups[0].eachLayer((shape) => {
      if (shape.options.weight !== weight) shape.setStyle({ weight });
      if (shape.setRadius) shape.setRadius(pointRadius(zoom));
    });
  }
}
