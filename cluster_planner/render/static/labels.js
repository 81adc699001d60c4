// Names on the map that never overlap: laid out anew after each move, the most important first.
const LABELS = {
  area: { size: 13, from: OVERVIEW_ZOOM, rank: 0 },
  county: { size: 17, from: 0, until: 13.5, rank: 1 },
  water: { size: 13, from: 12, rank: 2 },
  barrier: { size: 11, from: 14, rank: 3 },
  subdistrict: { size: 13, from: 13, until: 16, rank: 4 },
  community: { size: 11, from: 16, rank: 5 },
  point: { size: 11, from: 16, rank: 5 },
  not_eligible: { size: 11, from: 16.5, rank: 7 },
  facility: { size: 11, from: 16.5, rank: 6 },
};
const SAME_NAME_PX = 420;
const LONGEST = 24;

const Labels = L.Layer.extend({
  initialize(view) {
    this._view = view;
    this._candidates = labelCandidates(view.plan);
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
  _place() {
    const map = this._view.map;
    const zoom = map.getZoom();
    const bounds = map.getBounds();
    const taken = [];
    const labels = this._candidates
      .filter(({ kind, at }) => isShownAt(LABELS[kind], zoom) && bounds.contains(at))
      .map((label) => ({ ...label, ...boxAround(map.latLngToLayerPoint(label.at), label) }))
      .filter((label) => isFree(label, taken) && taken.push(label));
    this._box.replaceChildren(...labels.map(labelNode));
  },
});

function isShownAt({ from, until = Infinity }, zoom) {
  return zoom >= from && zoom < until;
}

// Chinese characters are as wide as they are high, others about half.
function boxAround({ x, y }, { text, kind }) {
  const { size } = LABELS[kind];
  const width = [...text].reduce((sum, letter) => sum + (letter > "\u2e7f" ? size : size * 0.58), 8);
  return { x, y, halfWidth: width / 2, halfHeight: size * 0.75 };
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

function labelCandidates(plan) {
  const all = [];
  const add = (kind, at, text) => {
    if (at && text) all.push({ kind, at, text: text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text });
  };
  plan.areas.rings.forEach((rings, row) => add("area", centreOf(rings), nameOfArea(plan, row)));
  for (const group of plan.boundaries) group.shapes.forEach((rings, row) =>
    add(group.kind, centreOf(rings), textAt(group.names, row)));
  for (const group of plan.context) group.shapes.forEach((rings, row) => rings.forEach((ring) =>
    add(group.kind === "water" ? "water" : "barrier", middleOf(ring, group.filled), textAt(group.names, row))));
  plan.communities.centres.forEach((at, row) => add(communityLabel(plan, row), at, nameOfCommunity(plan, row)));
  plan.facilities.rings.forEach((rings, row) => add("facility", centreOf(rings), textAt(plan.facilities.names, row)));
  return all.sort((a, b) => LABELS[a.kind].rank - LABELS[b.kind].rank);
}

function communityLabel(plan, row) {
  if (outcomeOf(plan, row) === "not_eligible") return "not_eligible";
  return plan.communities.rings[row][0]?.length === 1 ? "point" : "community";
}

function middleOf(ring, isSurface) {
  if (isSurface) return centreOf([ring]);
  const [a, b] = [ring[(ring.length >> 1) - 1] ?? ring[0], ring[ring.length >> 1]];
  return [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2];
}
