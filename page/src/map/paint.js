// How shapes are drawn, on the canvas of the page or on any other.
import { make } from "../base/dom.js";

const TINY_PX = 2.5; // below, a shape is drawn as its box
const LINED_PX = 6; // from here it has an outline
const SKIP_PX = 0.7; // vertices nearer than this to the one before are left out

// A window on the world: where the origin of the plan falls on it, and how many pixels the world is wide. Of a part of it,
// "within" has the extent.
export function makeFrame({ origin }, map, topLeft, width, height, zoom = map.getZoom()) {
  const scale = 256 * 2 ** zoom;
  return { zoom, scale, width, height, dx: origin.x * scale - topLeft.x, dy: origin.y * scale - topLeft.y };
}

export function makeCanvas({ width, height }, ratio) {
  const canvas = make("canvas");
  canvas.width = width * ratio;
  canvas.height = height * ratio;
  Object.assign(canvas.style, { width: `${width}px`, height: `${height}px` });
  canvas.getContext("2d", { willReadFrequently: true }).scale(ratio, ratio);
  return canvas;
}

// Draw what is switched on, from the ground up; yields now and then, so that the caller may pause.
export function* paintLayers(view, pen, frame) {
  for (const layer of Object.values(view.layers)) {
    if (!isShown(view, layer)) continue;
    for (const part of partsOf(layer)) yield* paintPart(pen, part, frame);
  }
}

export function isShown(view, layer) {
  return !(layer.shownWith ? view.layers[layer.shownWith] : layer).isOff;
}

// Most layers are one set of shapes; those of the ground have one for each kind.
export function partsOf(layer) {
  return layer.parts ?? (layer.shapes ? [layer] : []);
}

function* paintPart(pen, { shapes, rows, style, passes, dimmed, from = 0 }, frame) {
  if (frame.zoom < from) return;
  const { boxes } = shapes;
  const inView = frame.within ?? windowOf(frame, 20);
  let worked = 0;
  for (const row of rows) {
    const at = 4 * row;
    if (boxes[at] > inView.east || boxes[at + 2] < inView.west || boxes[at + 1] > inView.south || boxes[at + 3] < inView.north) continue;
    const isDimmed = passes && !passes(row);
    if (isDimmed && !dimmed) continue;
    paintShape(pen, shapes, row, isDimmed ? dimmed : style(row, frame.zoom), frame);
    if (++worked % 200 === 0) yield;
  }
}

// The part of the world that a frame shows, with some pixels around it.
export function windowOf({ scale, dx, dy, width, height }, margin) {
  return { west: (-margin - dx) / scale, east: (width + margin - dx) / scale,
    north: (-margin - dy) / scale, south: (height + margin - dy) / scale };
}

export function paintShape(pen, shapes, row, style, frame) {
  const { boxes } = shapes;
  const at = 4 * row;
  const width = (boxes[at + 2] - boxes[at]) * frame.scale;
  const height = (boxes[at + 3] - boxes[at + 1]) * frame.scale;
  const left = boxes[at] * frame.scale + frame.dx;
  const top = boxes[at + 1] * frame.scale + frame.dy;
  if (style.radius !== undefined && width === 0 && height === 0) return paintPoint(pen, left, top, style);
  const size = Math.max(width, height);
  if (style.fill && size < TINY_PX) {
    pen.fillStyle = style.tiny ?? style.fill;
    pen.globalAlpha = style.fillOpacity ?? 1;
    pen.fillRect(left, top, Math.max(width, 1), Math.max(height, 1));
    return undefined;
  }
  const hasStroke = style.color && style.weight > 0 && (!style.fill || size >= LINED_PX);
  if (!style.fill && style.isOutline && size < LINED_PX) return undefined;
  pen.beginPath();
  tracePath(pen, shapes, row, frame);
  return ink(pen, style, hasStroke);
}

function paintPoint(pen, x, y, style) {
  if (!style.radius) return;
  pen.beginPath();
  tracePoint(pen, x, y, style);
  ink(pen, style, style.weight > 0);
}

// The sign of a point: a circle or a diamond.
export function tracePoint(pen, x, y, { radius, marker }) {
  if (marker !== "diamond") return pen.arc(x, y, radius, 0, 2 * Math.PI);
  pen.moveTo(x, y - radius);
  for (const [dx, dy] of [[radius, 0], [0, radius], [-radius, 0]]) pen.lineTo(x + dx, y + dy);
  return pen.closePath();
}

export function ink(pen, style, hasStroke) {
  if (style.fill) {
    pen.globalAlpha = style.fillOpacity ?? 1;
    pen.fillStyle = style.fill;
    pen.fill("evenodd");
  }
  if (!hasStroke) return;
  pen.globalAlpha = style.opacity ?? 1;
  pen.strokeStyle = style.color;
  pen.lineWidth = style.weight;
  pen.lineJoin = "round";
  pen.lineCap = style.lineCap ?? "round";
  pen.setLineDash(style.dash ?? []);
  pen.stroke();
}

function tracePath(pen, { x, y, firstRing, firstVertex }, row, { scale, dx, dy }) {
  for (let ring = firstRing[row]; ring < firstRing[row + 1]; ring++) {
    const last = firstVertex[ring + 1] - 1;
    let [px, py] = [Infinity, Infinity];
    for (let i = firstVertex[ring]; i <= last; i++) {
      const [east, south] = [x[i] * scale + dx, y[i] * scale + dy];
      if (px === Infinity) pen.moveTo(east, south);
      else if (Math.abs(east - px) + Math.abs(south - py) < SKIP_PX && i < last) continue;
      else pen.lineTo(east, south);
      px = east;
      py = south;
    }
  }
}
