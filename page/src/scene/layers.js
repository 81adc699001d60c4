// The layers of the plan, from the ground up: their shapes and rows, how a row is drawn, what it says and what a
// click on it opens.
import {
  BLOCKED_LINK,
  DETAIL_ZOOM,
  ESTIMATED,
  FACILITY,
  LINK,
  MOVED,
  PROPOSED,
  UNDER_WAY,
  aloneStyle,
  areaStyle,
  facilityRadius,
  ineligibleStyle,
  memberStyle,
  outlineStyle,
  pointRadius,
} from "../base/style.js";
import { describeProposed } from "../cards/services.js";
import {
  describeArea,
  describeCommunity,
  describeFacility,
  describeLink,
  describeUnderWay,
} from "../cards/tooltips.js";
import { Bubbles } from "../map/bubbles.js";
import { Labels } from "../map/labels.js";
import { fillOf, groundLayer, rowsOfLinks } from "../map/layers.js";
import { centresOf, rowsWithPlace } from "../plan/shapes.js";
import { chooseArea, chooseCommunity } from "../view/select.js";

export function declareLayers(view) {
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
      shownWith: "areas",
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

// One sign in the middle of a community for all that is proposed there.
function proposedLayer(plan) {
  const { sites } = plan.services;
  plan.signed = new Set(sites.community);
  return {
    rows: [...plan.signed].filter((row) => plan.communities.shapes.has(row)),
    shapes: plan.centres ??= centresOf(plan.communities.shapes),
    style: (_, zoom) => ({ ...PROPOSED, radius: facilityRadius(zoom) * 1.4 }),
    describe: describeProposed,
    choose: chooseCommunity,
  };
}

// After edits: the layers of areas and of communities, which belong to others now. Nothing else of a map changes.
export function amendLayers(view) {
  const { plan, layers } = view;
  const rows = rowsWithPlace(plan.areas.shapes);
  Object.assign(layers.areas, { rows, shapes: plan.areas.shapes });
  Object.assign(layers.outlines, { rows, shapes: plan.areas.shapes });
  layers.alone.rows = rowsOfOutcome(plan, "alone");
  layers.communities.rows = rowsOfOutcome(plan, "area");
  layers.not_eligible.rows = rowsOfOutcome(plan, "not_eligible");
  layers.moved.rows = movedLayer(view).rows;
}

function rowsOfOutcome({ communities: { shapes, outcome } }, wanted) {
  const code = outcome.texts.indexOf(wanted), { codes } = outcome, rows = [];
  for (let row = 0; row < codes.length; row++) if (codes[row] === code && shapes.has(row)) rows.push(row);
  return rows;
}

// The outline of every community that changes its area, above all others.
function movedLayer({ plan, comparison }) {
  const { shapes } = plan.communities;
  return {
    rows: (comparison?.moved ?? []).filter((row) => shapes.has(row)),
    shapes,
    style: (_, zoom) => ({ color: MOVED, weight: zoom < DETAIL_ZOOM ? 1.5 : 3, radius: pointRadius(zoom) + 1 }),
  };
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
    rows: rowsOfOutcome(view.plan, outcome),
    shapes: communities.shapes,
    style,
    describe: describeCommunity,
    choose: chooseCommunity,
  };
}

function linkLayer(plan, isBlocked, style) {
  return { rows: rowsOfLinks(plan, isBlocked), shapes: plan.links.shapes, style: () => style, describe: describeLink };
}
