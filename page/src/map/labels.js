// Names on the map that never overlap: placed again after each move, the most important first.
import { make } from "../base/dom.js";
import { OVERVIEW_ZOOM } from "../base/style.js";
import { textAt } from "../plan/decode.js";
import { nameOfArea, nameOfCommunity, outcomeOf } from "../plan/words.js";
import { areaOfChosen } from "../view/select.js";
import { makeFrame, windowOf } from "./paint.js";

export const LABELS = {
  area: { size: 13, from: OVERVIEW_ZOOM },
  county: { size: 17, from: 0, until: 13.5 },
  water: { size: 13, from: 12 },
  barrier: { size: 11, from: 14 },
  subdistrict: { size: 13, from: 13, until: 16 },
  community: { size: 11, from: 16 },
  point: { size: 11, from: 16 },
  facility: { size: 11, from: 16.5 },
  not_eligible: { size: 11, from: 16.5 },
};
const SAME_NAME_PX = 420;
const LONGEST = 24;
const MOST_LABELS = 300;

export const Labels = L.Layer.extend({
  initialize(view) {
    this._view = view;
  },
  onAdd(map) {
    this._box = L.DomUtil.create("div", "cp-labels leaflet-zoom-hide", map.getPane("cp-labels"));
    map.on("moveend zoomend resize", this._place, this);
    this._place();
  },
  onRemove(map) {
    this._box.remove();
    map.off("moveend zoomend resize", this._place, this);
  },
  refresh() {
    if (this._map) this._place();
  },
  _place() {
    const { map, plan } = this._view;
    const { x, y } = map.getSize();
    const frame = makeFrame(plan, map, map.getPixelOrigin().add(map.containerPointToLayerPoint([0, 0])), x, y);
    const labels = placeLabels(this._view, frame);
    L.DomUtil.setPosition(this._box, map.containerPointToLayerPoint([0, 0]));
    this._box.replaceChildren(...labels.map(labelNode));
  },
});

// The names that fit into a frame, each with its place there.
export function placeLabels(view, frame) {
  const taken = [];
  for (const { kind, text, at } of candidates(view, frame)) {
    const label = { kind, text, ...boxAround(at, text, kind, frame) };
    if (isFree(label, taken)) taken.push(label);
    if (taken.length >= MOST_LABELS) break;
  }
  return taken;
}

// What could be named in a frame, the most important first. Names elsewhere are not kept.
function* candidates(view, frame) {
  const inView = windowOf(frame, 0);
  const isIn = (at) => at && at.x > inView.west && at.x < inView.east && at.y > inView.north && at.y < inView.south;
  for (const { kind, shapes, centreOf, nameOf, isOf = () => true } of namedShapes(view)) {
    if (!isShownAt(LABELS[kind], frame.zoom)) continue;
    for (const row of rowsInView(shapes, inView)) {
      if (!isOf(row)) continue;
      const text = nameOf(row);
      if (!text) continue;
      const short = text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
      for (const at of centreOf ? centreOf(row) : [shapes.centre(row)]) if (isIn(at)) yield { kind, text: short, at };
    }
  }
}

// The selected area comes before all others; it is named only once.
function namedShapes(view) {
  const { plan } = view;
  const { areas, communities, facilities } = plan;
  const chosen = view.chosen ? areaOfChosen(view) : -1;
  const boundaries = (kind) => plan.boundaries.filter((group) => group.kind === kind)
    .map(({ shapes, names }) => ({ kind, shapes, nameOf: (row) => textAt(names, row) }));
  const ground = (kind, isOf) => plan.context.filter(isOf).map(({ shapes, names, filled }) => ({
    kind, shapes, nameOf: (row) => textAt(names, row), centreOf: (row) => shapes.ringMiddles(row, filled) }));
  const places = (kind) => ({ kind, shapes: communities.shapes, isOf: (row) => communityLabel(plan, row) === kind,
    nameOf: (row) => nameOfCommunity(plan, row) });
  return [
    { kind: "area", shapes: areas.shapes, isOf: (row) => row === chosen, nameOf: (row) => nameOfArea(plan, row) },
    { kind: "area", shapes: areas.shapes, nameOf: (row) => nameOfArea(plan, row) },
    ...boundaries("county"),
    ...ground("water", (group) => group.kind === "water"),
    ...ground("barrier", (group) => group.kind !== "water"),
    ...boundaries("subdistrict"),
    places("community"),
    places("point"),
    { kind: "facility", shapes: facilities.shapes, nameOf: (row) => textAt(facilities.names, row) },
    places("not_eligible"),
  ];
}

function* rowsInView({ boxes, length }, { west, north, east, south }) {
  for (let row = 0, at = 0; row < length; row++, at += 4) {
    if (boxes[at] < east && boxes[at + 2] > west && boxes[at + 1] < south && boxes[at + 3] > north) yield row;
  }
}

function isShownAt({ from, until = Infinity }, zoom) {
  return zoom >= from && zoom < until;
}

// Chinese characters are as wide as they are high, others about half.
function boxAround(at, text, kind, { scale, dx, dy }) {
  const { size } = LABELS[kind];
  const width = [...text].reduce((sum, letter) => sum + (letter > "\u2e7f" ? size : size * 0.58), 8);
  return { x: at.x * scale + dx, y: at.y * scale + dy, halfWidth: width / 2, halfHeight: size * 0.75 };
}

function isFree(label, taken) {
  return taken.every((other) => {
    const [dx, dy] = [Math.abs(label.x - other.x), Math.abs(label.y - other.y)];
    const isApart = dx > label.halfWidth + other.halfWidth || dy > label.halfHeight + other.halfHeight;
    return isApart && (label.text !== other.text || label.kind !== other.kind || Math.hypot(dx, dy) > SAME_NAME_PX);
  });
}

function labelNode({ text, kind, x, y }) {
  const node = make("span", `cp-label cp-label-${kind}`, text);
  node.style.transform = `translate(${Math.round(x)}px, ${Math.round(y)}px) translate(-50%, -50%)`;
  return node;
}

function communityLabel(plan, row) {
  if (outcomeOf(plan, row) === "not_eligible") return "not_eligible";
  return plan.communities.shapes.isPoint(row) || plan.signed.has(row) ? "point" : "community";
}
