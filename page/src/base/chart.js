// Bars as drawings: marks that are laid out from figures alone. A drawing becomes SVG in the page, or is painted by a pen on
// a picture; pages to come take theirs from here too.

/** @typedef {{ kind: "bar", x: number, y: number, width: number, height: number, fill: string, line?: string, title?: string }} Bar */
/** @typedef {{ kind: "text", x: number, y: number, text: string, size: number, colour: string, weight?: number, align?: "left" | "center" | "right" }} Text */
/** @typedef {{ width: number, height: number, marks: (Bar | Text)[] }} Drawing */
/** @typedef {{ value: number, fill: string, line?: string, ink?: string, text?: string, title?: string }} Part */

const SVG = "http://www.w3.org/2000/svg";
const ANCHORS = { left: "start", center: "middle", right: "end" };
const INK = "#16242b";
const MUTED = "#44545c";

// About how wide a text is: Chinese characters are as wide as they are high, others a little more than half.
export function widthOf(text, size) {
  return [...text].reduce((sum, letter) => sum + (letter > "\u2e7f" ? size : size * 0.58), 0);
}

// A row for each thing: its name, parts one after the other, and their sum at the end. The longest row fills the width.
/**
 * @param {{ label: string, parts: Part[], total: string }[]} rows
 * @param {{ width: number, rowHeight?: number, size?: number }} layout
 * @returns {Drawing}
 */
export function stackedBars(rows, { width, rowHeight = 22, size = 12 }) {
  const gap = size / 2;
  const left = Math.min(width / 3, Math.max(0, ...rows.map(({ label }) => widthOf(label, size))) + gap);
  const right = Math.max(0, ...rows.map(({ total }) => widthOf(total, size))) + gap;
  const sums = rows.map(({ parts }) => parts.reduce((sum, { value }) => sum + value, 0));
  const most = Math.max(0, ...sums);
  const scale = most > 0 ? (width - left - right) / most : 0;
  const marks = rows.flatMap((row, at) => rowMarks(row, { left, width, scale, size, top: at * rowHeight, height: rowHeight }));
  return { width, height: rows.length * rowHeight, marks };
}

/** @returns {(Bar | Text)[]} */
function rowMarks({ label, parts, total }, { left, width, scale, size, top, height }) {
  const middle = top + height / 2;
  /** @type {(Bar | Text)[]} */
  const marks = [{ kind: "text", x: 0, y: middle, text: label, size, colour: INK }];
  let x = left;
  for (const { value, fill, line, ink = INK, text = "", title } of parts) {
    const length = value * scale;
    if (length <= 0) continue;
    marks.push({ kind: "bar", x, y: top + 2, width: length, height: height - 4, fill, line, title });
    if (text && widthOf(text, size) + 4 < length) marks.push({ kind: "text", x: x + length / 2, y: middle, text, size, colour: ink, align: "center" });
    x += length;
  }
  marks.push({ kind: "text", x: width, y: middle, text: total, size, colour: INK, weight: 700, align: "right" });
  return marks;
}

// A sign and words for each part, one after the other.
/** @param {{ fill: string, line?: string, words: string }[]} entries @param {{ width: number, size?: number }} layout @returns {Drawing} */
export function keyOf(entries, { width, size = 12 }) {
  const row = Math.round(size * 1.6);
  let [x, y] = [0, row / 2];
  const marks = entries.flatMap(({ fill, line, words }) => {
    const length = size * 1.9 + widthOf(words, size);
    if (x > 0 && x + length > width) [x, y] = [0, y + row];
    const own = [{ kind: "bar", x, y: y - size / 2, width: size * 1.4, height: size, fill, line },
      { kind: "text", x: x + size * 1.8, y, text: words, size, colour: MUTED }];
    x += length + size * 1.3;
    return own;
  });
  return { width, height: y + row / 2, marks: /** @type {(Bar | Text)[]} */ (marks) };
}

/** @param {Drawing} drawing @param {string} words what it shows, for those who do not see it */
export function svgOf({ width, height, marks }, words) {
  const svg = node("svg", { viewBox: `0 0 ${width} ${height}`, width, height, role: "img", "aria-label": words });
  svg.append(...marks.map((mark) => (mark.kind === "bar" ? barNode(mark) : textNode(mark))));
  return svg;
}

function node(tag, traits) {
  const made = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(traits)) if (value !== undefined) made.setAttribute(name, String(value));
  return made;
}

/** @param {Bar} bar */
function barNode({ x, y, width, height, fill, line, title }) {
  const bar = node("rect", { x, y, width, height, fill, stroke: line, "stroke-width": line && 0.6 });
  if (title) bar.appendChild(node("title", {})).textContent = title;
  return bar;
}

/** @param {Text} text */
function textNode({ x, y, text, size, colour, weight, align = "left" }) {
  const made = node("text", { x, y, "font-size": size, "font-weight": weight, fill: colour, "text-anchor": ANCHORS[align], "dominant-baseline": "central" });
  made.textContent = text;
  return made;
}

// The same on a picture, through the two things that any picture can do.
/**
 * @param {Drawing} drawing
 * @param {{ bar: (bar: Bar) => void, text: (text: Text) => void }} pen
 * @param {number} left
 * @param {number} top
 */
export function paintDrawing({ marks }, pen, left, top) {
  for (const mark of marks) {
    const placed = { ...mark, x: mark.x + left, y: mark.y + top };
    if (placed.kind === "bar") pen.bar(placed);
    else pen.text(placed);
  }
}
