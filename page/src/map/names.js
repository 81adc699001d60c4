// What may be named on a map at which scale, the most important first. Names out of sight are not kept.
import { COUNTY_ZOOM } from "../base/scale.js";
import { textAt } from "../plan/decode.js";
import { middleInSight } from "../plan/lines.js";
import { nameOfCommunity, outcomeOf } from "../plan/words.js";
import { windowOf } from "./paint.js";

const MAIN_ROADS = ["motorway", "trunk", "primary"];

// How each kind of name is written; ink as in the plan's table.
export const NAMES = {
  county: { size: 16, from: 0, until: 15, ink: "county", spacing: 6 },
  water: { size: 12, from: 13, ink: "water", spacing: 2 },
  main_road: { size: 11, from: 14, ink: "road" },
  street: { size: 11, from: COUNTY_ZOOM, ink: "quiet" },
  subdistrict: { size: 12, from: COUNTY_ZOOM, until: 16, ink: "county", spacing: 1 },
  community: { size: 11, from: 16, ink: "ink" },
  point: { size: 11, from: 16, ink: "ink", below: 15 },
  facility: { size: 11, from: 16, ink: "quiet", below: 11 },
  not_eligible: { size: 11, from: 16.5, ink: "quiet" },
};

/** @param {import("../types").View} view @param {any} frame */
export function* namesInSight(view, frame) {
  const inView = windowOf(frame, 0);
  const isIn = (at) => at && at.x > inView.west && at.x < inView.east && at.y > inView.north && at.y < inView.south;
  for (const { kind, shapes, nameOf, middlesOf, isOf = () => true } of named(view, inView)) {
    const { from, until = Infinity } = NAMES[kind];
    if (frame.zoom < from || frame.zoom >= until) continue;
    for (const row of rowsInView(shapes, inView)) {
      const text = isOf(row) && nameOf(row);
      if (!text) continue;
      for (const at of middlesOf ? middlesOf(row) : [shapes.centre(row)]) if (isIn(at)) yield { kind, text, at, room: roomOf(shapes, row, frame) };
    }
  }
}

function named(view, inView) {
  const { plan, layers, passing } = view;
  const { communities, facilities } = plan;
  const boundaries = (kind) => plan.boundaries.filter((group) => group.kind === kind)
    .map(({ shapes, names }) => ({ kind, shapes, nameOf: (row) => textAt(names, row), middlesOf: (row) => shapes.ringMiddles(row, true) }));
  const ground = (kind, isOf) => plan.context.filter(isOf).map(({ shapes, names, filled }) => ({
    kind, shapes, nameOf: (row) => textAt(names, row),
    middlesOf: (row) => (filled ? shapes.ringMiddles(row, true) : middleInSight(shapes, row, inView)) }));
  const places = (kind) => ({ kind, shapes: communities.shapes, isOf: (row) => passing.communities[row] && kindOfCommunity(plan, row) === kind,
    nameOf: (row) => nameOfCommunity(plan, row) });
  return [
    ...boundaries("county"),
    ...ground("water", ({ kind }) => kind === "water" || kind === "stream"),
    ...ground("main_road", ({ kind }) => MAIN_ROADS.includes(kind)),
    ...ground("street", ({ kind }) => ![...MAIN_ROADS, "water", "stream"].includes(kind)),
    ...boundaries("subdistrict"),
    places("community"),
    places("point"),
    { kind: "facility", shapes: facilities.shapes, nameOf: (row) => textAt(facilities.names, row),
      isOf: (row) => layers[`facility_${textAt(facilities.kinds, row)}`]?.isOff === false },
    places("not_eligible"),
  ];
}

export function* rowsInView({ boxes, length }, { west, north, east, south }) {
  for (let row = 0, at = 0; row < length; row++, at += 4) {
    if (boxes[at] < east && boxes[at + 2] > west && boxes[at + 1] < south && boxes[at + 3] > north) yield row;
  }
}

// How wide a shape is on the map.
function roomOf({ boxes }, row, { scale }) {
  return (boxes[4 * row + 2] - boxes[4 * row]) * scale;
}

function kindOfCommunity(plan, row) {
  if (outcomeOf(plan, row) === "not_eligible") return "not_eligible";
  return plan.communities.shapes.isPoint(row) || plan.signed.has(row) ? "point" : "community";
}
