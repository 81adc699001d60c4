// Numbers and names on the map that never overlap each other, bubbles or controls: placed again after each move, the most
// important first. What finds no free place is left out, and so is what does not pass the filters.
import { make } from "../base/dom.js";
import { placeBubbles } from "./bubbles.js";
import { NAMES, namesInSight } from "./names.js";
import { placeNumbers } from "./numbers.js";
import { Overlay } from "./overlay.js";
import { Places, boxesOver } from "./places.js";
import { boxesAround, shortened, widthOf } from "./text_boxes.js";

/** @import { Label, View } from "../types" */

const SAME_NAME_PX = 420;
const NUDGES = [0, -6, 6]; // pixels that a name may give way
const MOST_LABELS = 300;
const STEEP = Math.PI / 3; // from here on characters stand upright, one below another

export const Labels = Overlay.extend({
  nodesIn(frame) {
    return placeLabels(this._view, frame, boxesOver(this._view)).map((label) => labelNode(label));
  },
});

// The numbers and names that fit into a frame, each with its place there.
/** @param {View} view @param {any} frame @param {number[][]} blocked boxes that must stay free @returns {Label[]} */
export function placeLabels(view, frame, blocked = []) {
  const places = new Places(frame, blocked);
  places.take(placeBubbles(view, frame, blocked).map(({ box }) => box));
  const placed = placeNumbers(view, frame, places);
  const named = [];
  for (const name of namesInSight(view, frame)) {
    if (named.length >= MOST_LABELS) break;
    const [label, ...aside] = NUDGES.map((dy) => labelOf(view.plan, frame, name, dy));
    if ([...placed, ...named].some((other) => isRepeated(label, other))) continue;
    const free = places.takeFirst([label, ...aside]);
    if (free) named.push(free);
  }
  return [...placed, ...named];
}

function isRepeated(label, other) {
  return label.text === other.text && Math.hypot(label.x - other.x, label.y - other.y) < SAME_NAME_PX;
}

/** @param {import("../types").Plan} plan @param {any} frame @param {any} name @param {number} nudge @returns {Label} */
function labelOf({ symbols: { inks } }, { scale, dx, dy }, { kind, text, at, room }, nudge) {
  const { size, ink, below = 0, spacing = 0 } = NAMES[kind];
  const angle = readable(at.angle ?? 0), isUpright = Math.abs(angle) > STEEP;
  const [x, y] = [at.x * scale + dx, at.y * scale + dy + below + nudge];
  const written = shortened(text);
  const lines = kind === "community" || kind === "not_eligible" ? linesOf(written, room, size) : [written];
  const slant = isUpright ? 0 : angle;
  return { kind, text: written, lines, x, y, size, spacing, weight: 400, ink: inks[ink], angle: slant, isUpright,
    boxes: boxesAround(x, y, lines, { size, spacing, angle: slant, isUpright }) };
}

// Never upside down.
function readable(angle) {
  return angle > Math.PI / 2 ? angle - Math.PI : angle < -Math.PI / 2 ? angle + Math.PI : angle;
}

// A name that is wider than its plot is broken in the middle.
function linesOf(text, room, size) {
  if (widthOf(text, size) <= room || text.length < 5) return [text];
  const middle = Math.ceil(text.length / 2);
  return [text.slice(0, middle), text.slice(middle)];
}

/** @param {Label} label */
export function labelNode({ kind, text, lines = [text], x, y, size, spacing = 0, ink, angle = 0, isUpright, tone, leader }) {
  const node = make("span", `cp-label cp-label-${kind}`, ...lines.flatMap((line, at) => (at ? [make("br"), line] : [line])));
  const slant = angle ? ` rotate(${angle.toFixed(3)}rad)` : "";
  Object.assign(node.style, { fontSize: `${size}px`, color: tone?.ink ?? ink,
    transform: `translate(${Math.round(x)}px, ${Math.round(y)}px) translate(-50%, -50%)${slant}` });
  if (spacing) node.style.letterSpacing = `${spacing}px`;
  if (isUpright) node.classList.add("cp-label-upright");
  if (kind === "badge") Object.assign(node.style, { background: tone.fill, borderColor: tone.line });
  if (!leader) return node;
  const hairline = make("i", "cp-leader");
  const [dx, dy] = [leader.x - x, leader.y - y];
  Object.assign(hairline.style, { width: `${Math.hypot(dx, dy)}px`, background: tone.line,
    transform: `translate(${Math.round(x)}px, ${Math.round(y)}px) rotate(${Math.atan2(dy, dx).toFixed(3)}rad)` });
  const both = document.createDocumentFragment();
  both.append(hairline, node);
  return both;
}
