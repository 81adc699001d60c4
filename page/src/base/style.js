// Colours and lines of the map, in one place.

// Paul Tol's "light" scheme: fills that colour-blind readers can distinguish, with legible dark labels.
export const PALETTE = ["#77aadd", "#ee8866", "#eedd88", "#44bb99", "#ffaabb", "#bbcc33", "#99ddff"];

export const INK = "#22313f";
export const PAPER = "#ffffff";
export const MAP_GROUND = "#f4f1eb";
export const BLOCKED = "#b3382c";

export const GROUND = {
  water: { color: "#9cc3d5", fill: "#c3dce6", weight: 1.5 },
  stream: { color: "#b5d3de", weight: 2 },
  railway: { color: "#6d7278", weight: 2, dash: [8, 6], lineCap: "butt" },
  motorway: { color: "#d9a05b", weight: 5 },
  trunk: { color: "#e0b070", weight: 4.5 },
  primary: { color: "#e8c68f", weight: 4 },
  secondary: { color: "#ffffff", weight: 3.5 },
  tertiary: { color: "#ffffff", weight: 2.5 },
  other: { color: "#ffffff", weight: 1.8 },
  barrier: { color: "#a58d74", weight: 2.5 },
  county: { color: "#8b7f95", weight: 1.8, dash: [12, 4, 2, 4] },
  subdistrict: { color: "#a9a2ad", weight: 1, dash: [4, 4] },
};

const ALONE = { color: "#5d646b", weight: 1, tiny: "#a9acae" };
export const NOT_ELIGIBLE = { color: "#b4b2ac", weight: 0.8, fill: "#e3e0d9" };
export const UNDER_WAY = { color: "#5b4f47", weight: 2, dash: [2, 3], fill: "#b9a999", fillOpacity: 0.35, isOutline: true };
export const ESTIMATED = { color: INK, opacity: 0.75, dash: [4, 3], lineCap: "butt" };
export const LINK = { color: INK, weight: 1.4, opacity: 0.55 };
export const BLOCKED_LINK = { color: BLOCKED, weight: 2, opacity: 0.95, dash: [5, 4], lineCap: "butt" };
export const FACILITY = { radius: 4, color: "#ffffff", weight: 1.2, fill: "#2f6f73" };
export const PROPOSED = { color: "#ffffff", weight: 1.5, fill: "#a8325e" };

export const MOVED = "#7a1fa2";

export const OVERVIEW_ZOOM = 11; // below, areas are too small to be seen and are counted in bubbles
export const DETAIL_ZOOM = 14; // from here on communities respond to the mouse; before, their area does

export function memberStyle(colour) {
  return { color: PAPER, weight: 1, opacity: 0.9, fill: colour };
}

export function areaStyle(colour) {
  return { fill: colour, fillOpacity: 0.38 };
}

export function outlineStyle(colour) {
  return { color: darker(colour), weight: 2, isOutline: true };
}

const DARKER = new Map();

export function darker(colour) {
  if (!DARKER.has(colour)) {
    const channels = colour.match(/\w\w/g).map((pair) => Math.round(parseInt(pair, 16) * 0.52));
    DARKER.set(colour, `rgb(${channels.join(",")})`);
  }
  return DARKER.get(colour);
}

// Those that may join no area show only the state of their review.
export function ineligibleStyle({ indicator }, row) {
  return indicator?.stages ? { ...NOT_ELIGIBLE, fill: indicator.fillOf("community", row) } : NOT_ELIGIBLE;
}

export function aloneStyle(view, row) {
  const fill = view.indicator?.fillOf("community", row) ?? null;
  return fill ? { ...ALONE, fill, tiny: fill } : { ...ALONE, fill: view.hatching };
}

// Hatching, for communities alone.
export function hatching() {
  const tile = document.createElement("canvas");
  tile.width = tile.height = 6;
  const pen = tile.getContext("2d");
  pen.fillStyle = "#eceae5";
  pen.fillRect(0, 0, 6, 6);
  pen.strokeStyle = "#8a9097";
  pen.lineWidth = 1;
  pen.stroke(new Path2D("M-1,1 L1,-1 M0,6 L6,0 M5,7 L7,5"));
  return pen.createPattern(tile, "repeat");
}

// Lines widen with the zoom, as on a printed map of another scale.
export function strokeFactor(zoom) {
  const steps = [[17, 2.4], [16, 1.7], [15, 1.2], [14, 1], [13, 0.7], [11, 0.5]];
  return (steps.find(([from]) => zoom >= from) ?? [0, 0.35])[1];
}

export function pointRadius(zoom) {
  return Math.max(2.5, Math.min(9, 2 * (zoom - 10)));
}

export function facilityRadius(zoom) {
  return zoom < 13 ? 0 : 4;
}
