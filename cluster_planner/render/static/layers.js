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

function drawAreas(view) {
  const { plan, panes } = view;
  const rows = rowsWithPlace(plan.areas.rings);
  const fills = rows.map((row) => drawShape(plan.areas.rings[row], areaStyle(plan.colours[row]), panes.plan, row));
  const outlines = rows.map((row) => drawShape(
    plan.areas.rings[row], { ...outlineStyle(plan.colours[row]), interactive: false }, panes.front, row));
  return { fills: L.featureGroup(fills), outlines: L.featureGroup(outlines) };
}

function drawCommunities(view, outcome, styleOf) {
  const { plan, panes } = view;
  const rows = rowsWithPlace(plan.communities.rings).filter((row) => outcomeOf(plan, row) === outcome);
  return L.featureGroup(rows.map((row) => drawShape(
    plan.communities.rings[row], { ...styleOf(row), fill: true }, panes.plan, row)));
}

function drawLinks(view, isBlocked, style) {
  const { links, communities } = view.plan;
  const ends = (row) => [communities.centres[links.focal[row]], communities.centres[links.neighbor[row]]];
  const isAsked = (row) => Boolean(links.blocked[row]) === isBlocked && canJoin(view.plan, row);
  const rows = links.blocked.map((_, row) => row).filter((row) => isAsked(row) && ends(row).every(Boolean));
  return L.featureGroup(rows.map((row) => L.polyline(
    ends(row), { ...style, renderer: view.panes.plan, pane: "cp-plan", row })));
}

// A link with a community that may join no area says nothing about the plan.
function canJoin(plan, row) {
  return [plan.links.focal[row], plan.links.neighbor[row]].every((end) => outcomeOf(plan, end) !== "not_eligible");
}

function drawFacilities(view) {
  const { facilities } = view.plan;
  return L.featureGroup(rowsWithPlace(facilities.rings).map((row) => L.circleMarker(
    centreOf(facilities.rings[row]), { ...FACILITY, renderer: view.panes.plan, pane: "cp-plan", row })));
}

function rowsWithPlace(shapes) {
  return shapes.map((_, row) => row).filter((row) => shapes[row].length);
}

// Every layer in drawing order: its groups, how the legend shows it, and whether it is on at first.
function makeLayers(view) {
  const { plan, panes } = view;
  const hatch = hatching();
  const ground = (groups, swatchKind) => ({ groups: [drawGround(groups, panes.ground)], swatchKind, isOn: true });
  const areas = drawAreas(view);
  const colourOf = (row) => plan.colours[plan.communities.area[row]] ?? "#cccccc";
  const community = (outcome, styleOf, swatchKind) =>
    ({ groups: [drawCommunities(view, outcome, styleOf)], swatchKind, isOn: true });
  return {
    context: ground(plan.context.filter((group) => !group.barrier), "street"),
    boundaries: ground(plan.boundaries, "boundary"),
    barriers: ground(plan.context.filter((group) => group.barrier), "barrier"),
    areas: { groups: [areas.fills, areas.outlines, new Bubbles(view)], swatchKind: "area", isOn: true },
    blocked: { groups: [drawLinks(view, true, BLOCKED_LINK)], swatchKind: "blocked", isOn: true },
    not_eligible: community("not_eligible", () => NOT_ELIGIBLE, "not-eligible"),
    alone: community("alone", () => ({ ...ALONE, fillColor: hatch }), "alone"),
    communities: community("area", (row) => memberStyle(colourOf(row)), "community"),
    links: { groups: [drawLinks(view, false, LINK)], swatchKind: "link", isOn: false },
    facilities: { groups: [drawFacilities(view)], swatchKind: "facility", isOn: true },
    labels: { groups: [new Labels(view)], swatchKind: "label", isOn: true },
  };
}

function showLayers(view) {
  for (const { groups, isOn } of Object.values(view.layers)) {
    for (const group of groups) group[isOn ? "addTo" : "removeFrom"](view.map);
  }
  stack(view);
}

// A layer that is switched on again would lie on top; put all of them back in order.
function stack(view) {
  for (const { groups, isOn } of Object.values(view.layers)) {
    if (isOn) groups.forEach((group) => group.bringToFront?.());
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
