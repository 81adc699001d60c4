// The layers of the plan, from the ground up: their shapes and rows, how a row is drawn, what it says and what a
// click on it opens. Marks and labels lie above and never answer the mouse.
function makePanes(map) {
  const pane = (name, level, isQuiet) => {
    const node = map.createPane(name);
    node.style.zIndex = level;
    if (isQuiet) node.style.pointerEvents = "none";
  };
  pane("cp-plan", 330, true);
  pane("cp-front", 350, true);
  pane("cp-labels", 360, true);
  return { front: L.canvas({ pane: "cp-front", padding: 0.3 }) };
}

// All drawing takes the fill of an area or a community from here: that of the current indicator,
// or else the colour of the area.
function fillOf(view, kind, row) {
  return view.indicator?.fillOf(kind, row) ?? colourOfArea(view.plan, kind === "area" ? row : view.plan.communities.area[row]);
}

function colourOfArea(plan, area) {
  return plan.colours[area] ?? NOT_ELIGIBLE.fill;
}

// Redraw everything, after fills or members have changed.
function restyle(view) {
  view.painter.redraw();
}

function rowsWithPlace(shapes) {
  return Array.from({ length: shapes.length }, (_, row) => row).filter((row) => shapes.has(row));
}

// A link with a community that may join no area says nothing about the plan.
function rowsOfLinks({ communities, links }, isBlocked) {
  const isInPlan = (end) => textAt(communities.outcome, end) !== "not_eligible";
  return rowsWithPlace(links.shapes).filter((row) =>
    Boolean(links.blocked[row]) === isBlocked && isInPlan(links.focal[row]) && isInPlan(links.neighbor[row]));
}

function declareLayers(view) {
  const { plan } = view;
  const areaRows = rowsWithPlace(plan.areas.shapes);
  return {
    context: groundLayer(plan.context.filter((group) => !group.barrier)),
    boundaries: groundLayer(plan.boundaries),
    barriers: groundLayer(plan.context.filter((group) => group.barrier)),
    areas: {
      rows: areaRows,
      shapes: plan.areas.shapes,
      style: (row) => areaStyle(fillOf(view, "area", row)),
      above: [new Bubbles(view)],
      describe: describeArea,
      choose: chooseArea,
    },
    under_way: {
      rows: rowsWithPlace(plan.under_way.shapes),
      shapes: plan.under_way.shapes,
      style: () => UNDER_WAY,
      describe: describeUnderWay,
    },
    blocked: linkLayer(plan, true, BLOCKED_LINK),
    not_eligible: communityLayer(view, "not_eligible", (row) => ineligibleStyle(view, row)),
    alone: communityLayer(view, "alone", (row) => aloneStyle(view, row)),
    communities: communityLayer(view, "area", (row) => memberStyle(fillOf(view, "community", row))),
    outlines: {
      with: "areas",
      rows: areaRows,
      shapes: plan.areas.shapes,
      style: (row) => outlineStyle(fillOf(view, "area", row)),
    },
    links: { ...linkLayer(plan, false, LINK), isOff: true },
    facilities: {
      rows: rowsWithPlace(plan.facilities.shapes),
      shapes: plan.facilities.shapes,
      style: (_, zoom) => ({ ...FACILITY, radius: facilityRadius(zoom) }),
      describe: describeFacility,
    },
    proposed: proposedLayer(plan),
    moved: movedLayer(view),
    labels: { above: [new Labels(view)] },
  };
}

// Lines widen with the zoom, as on a printed map of another scale.
function groundLayer(groups) {
  const parts = groups.map((group) => {
    const { weight, ...style } = groundStyle(group);
    return {
      rows: rowsWithPlace(group.shapes),
      shapes: group.shapes,
      style: (_, zoom) => ({ ...style, weight: weight * strokeFactor(zoom) }),
    };
  });
  return { parts, rows: parts };
}

function groundStyle({ kind, barrier, filled }) {
  const isSurface = filled && kind !== "county" && kind !== "subdistrict";
  const style = GROUND[kind] ?? (barrier ? GROUND.barrier : GROUND.other);
  return { ...style, fill: isSurface ? style.fill ?? style.color : null };
}

function communityLayer(view, outcome, styleOf) {
  const { communities } = view.plan;
  const style = (row, zoom) => ({
    ...styleOf(row),
    ...(communities.estimated[row] ? ESTIMATED : {}),
    ...(zoom < DETAIL_ZOOM ? { weight: 0.3 } : {}),
    radius: pointRadius(zoom),
  });
  return {
    rows: rowsWithPlace(communities.shapes).filter((row) => textAt(communities.outcome, row) === outcome),
    shapes: communities.shapes,
    style,
    describe: describeCommunity,
    choose: chooseCommunity,
  };
}

function linkLayer(plan, isBlocked, style) {
  return { rows: rowsOfLinks(plan, isBlocked), shapes: plan.links.shapes, style: () => style, describe: describeLink };
}

// After layers were switched: those above the canvas come and go, the canvas is drawn anew.
function showLayers(view) {
  for (const { above = [], isOff } of Object.values(view.layers)) {
    for (const layer of above) layer[isOff ? "removeFrom" : "addTo"](view.map);
  }
  restyle(view);
}

// The mouse asks what lies under it; the painter's canvas itself lets everything through. What others have laid upon the
// map answers for itself.
function answerMouse(view) {
  const { map } = view;
  const tooltip = L.tooltip({ className: "cp-tooltip", opacity: 1, sticky: true });
  const isOnMap = (event) => !event.originalEvent.target.closest(".leaflet-control, .leaflet-interactive, .leaflet-popup, button");
  const under = (event) => (isOnMap(event) ? findUnder(view, event.latlng) : null);
  map.on("mousemove", (event) => {
    const found = map.dragging?.moving() ? null : under(event);
    map.getContainer().classList.toggle("cp-choosable", Boolean(found?.layer.choose));
    markHoveredRow(view, found);
    if (!found) return tooltip.remove();
    if (tooltip.found?.layer !== found.layer || tooltip.found.row !== found.row || !tooltip.isOpen()) {
      tooltip.setContent(found.layer.describe(view, found.row));
      tooltip.found = found;
    }
    return tooltip.setLatLng(event.latlng).openOn(map);
  });
  map.on("mouseout zoomstart", () => tooltip.remove());
  map.on("click", (event) => {
    const found = under(event);
    found?.layer.choose?.(view, found.row);
  });
}
