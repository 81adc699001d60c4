// The layers of the plan, from the ground up: their shapes and rows, how a row is drawn, what it says and what a
// click on it opens.
import { COUNTY_ZOOM, DETAIL_ZOOM, isSignShown, pointRadius } from "../base/scale.js";
import { describePin } from "../cards/decisions.js";
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
import { groundLayer, rowsOfLinks } from "../map/layers.js";
import { PIN, styleOf, styleOfAlone, toneOf } from "../map/symbols.js";
import { pinsOf } from "../plan/decisions.js";
import { textAt } from "../plan/decode.js";
import { centresOf, rowsWithPlace } from "../plan/shapes.js";
import { chooseArea, chooseCommunity } from "../view/select.js";

export function declareLayers(view) {
  const { plan } = view;
  const ofAreas = { rows: rowsWithPlace(plan.areas.shapes), shapes: plan.areas.shapes, passes: (row) => view.passing.areas[row] === 1 };
  return {
    context: groundLayer(plan, plan.context.filter((group) => !group.barrier)),
    boundaries: groundLayer(plan, plan.boundaries),
    barriers: groundLayer(plan, plan.context.filter((group) => group.barrier)),
    areas: {
      ...ofAreas,
      style: (row, zoom) => ({ fill: toneOf(view, "area", row).fill, fillOpacity: zoom < COUNTY_ZOOM ? 1 : styleOf(plan, "area").opacity }),
      above: [new Bubbles(view)],
      describe: describeArea,
      choose: chooseArea,
    },
    under_way: {
      rows: rowsWithPlace(plan.under_way.shapes),
      shapes: plan.under_way.shapes,
      style: () => ({ ...styleOf(plan, "under_way"), isOutline: true }),
      describe: describeUnderWay,
    },
    not_eligible: communityLayer(view, "not_eligible", (row) => ineligibleStyle(view, row)),
    alone: communityLayer(view, "alone", (row) => styleOfAlone(view, row)),
    communities: communityLayer(view, "area", (row, zoom) => memberStyle(view, row, zoom)),
    outlines: {
      ...ofAreas,
      shownWith: "areas",
      style: (row, zoom) => ({ color: toneOf(view, "area", row).line, weight: zoom < COUNTY_ZOOM ? 1 : 1.5, isOutline: true }),
    },
    blocked: linkLayer(view, true, styleOf(plan, "blocked_link")),
    links: linkLayer(view, false, styleOf(plan, "link")),
    ...facilityLayers(plan),
    proposed: proposedLayer(view),
    pins: pinLayer(plan),
    moved: movedLayer(view),
    labels: { above: [new Labels(view)] },
  };
}

// Facilities by kind, each to be switched on where it is asked for.
function facilityLayers(plan) {
  const { kinds, shapes } = plan.facilities;
  const style = styleOf(plan, "facility");
  const layers = kinds.texts.map((kind) => [`facility_${kind}`, {
    rows: rowsWithPlace(shapes).filter((row) => textAt(kinds, row) === kind),
    shapes,
    style: (_, zoom) => ({ ...style, radius: isSignShown(zoom) ? style.radius : 0 }),
    describe: describeFacility,
    facility: kind,
    isOff: true,
  }]);
  return Object.fromEntries(layers);
}

// One sign in the middle of a community for all that is proposed there.
function proposedLayer(view) {
  const { plan } = view;
  const { sites } = plan.services;
  const style = styleOf(plan, "proposed");
  plan.signed = new Set(sites.community);
  return {
    rows: [...plan.signed].filter((row) => plan.communities.shapes.has(row)),
    shapes: plan.centres ??= centresOf(plan.communities.shapes),
    style: (_, zoom) => ({ ...style, radius: isSignShown(zoom) ? style.radius : 0 }),
    passes: (row) => view.passing.communities[row] === 1,
    describe: describeProposed,
    choose: chooseCommunity,
    isOff: true,
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

// A pin in the middle of a community for the remarks of reviewers.
function pinLayer(plan) {
  const rows = [...pinsOf(plan).keys()];
  rows.forEach((row) => plan.signed.add(row));
  return {
    rows,
    shapes: rows.length ? plan.centres ??= centresOf(plan.communities.shapes) : plan.communities.shapes,
    style: (_, zoom) => ({ ...PIN, radius: isSignShown(zoom) ? PIN.radius : 0 }),
    describe: describePin,
    choose: chooseCommunity,
  };
}

// The outline of every community that changes its area, above all others.
function movedLayer(view) {
  const { plan, comparison } = view;
  const { shapes } = plan.communities;
  return {
    rows: (comparison?.moved ?? []).filter((row) => shapes.has(row)),
    shapes,
    style: (_, zoom) => ({ ...styleOf(plan, "moved"), weight: zoom < DETAIL_ZOOM ? 1.5 : 3, radius: pointRadius(zoom) + 1 }),
    passes: (row) => view.passing.communities[row] === 1,
  };
}

// Those that may join no area show only the state of their review.
function ineligibleStyle({ plan, indicator }, row) {
  const style = styleOf(plan, "not_eligible");
  return indicator?.stages ? { ...style, fill: indicator.toneOf("community", row).fill } : style;
}

function memberStyle(view, row, zoom) {
  const tone = toneOf(view, "community", row);
  return { ...styleOf(view.plan, "member"), fill: zoom < COUNTY_ZOOM ? tone.fill : tone.soft };
}

function communityLayer(view, outcome, styleAt) {
  const { communities } = view.plan;
  const { color, opacity, dash, lineCap } = styleOf(view.plan, "estimated");
  const estimated = { color, opacity, dash, lineCap };
  const style = (row, zoom) => ({
    ...styleAt(row, zoom),
    ...(communities.estimated[row] ? estimated : {}),
    ...(zoom < COUNTY_ZOOM ? { weight: zoom < DETAIL_ZOOM || outcome === "area" ? 0 : 0.6 } : {}),
    radius: pointRadius(zoom),
  });
  return {
    rows: rowsOfOutcome(view.plan, outcome),
    shapes: communities.shapes,
    style,
    passes: (row) => view.passing.communities[row] === 1,
    dimmed: styleOf(view.plan, "not_eligible"),
    describe: describeCommunity,
    choose: chooseCommunity,
  };
}

// A link passes the filters with one of its ends; until they are shown, links are no lines.
function linkLayer(view, isBlocked, style) {
  const { plan } = view;
  const passes = (row) => [plan.links.focal[row], plan.links.neighbor[row]].some((end) => view.passing.communities[end]);
  return {
    isOff: true, rows: rowsOfLinks(plan, isBlocked), get shapes() { return plan.links.shapes; }, style: () => style, passes, describe: describeLink,
  };
}
