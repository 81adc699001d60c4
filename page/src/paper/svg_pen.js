// A pen with the strokes of a canvas that the page draws with, which writes SVG; texts stay texts.
import { inksOfHatching } from "../base/hatching.js";

const ANCHORS = { left: "start", center: "middle", right: "end" };
const STATE = ["fillStyle", "strokeStyle", "globalAlpha", "lineWidth", "lineJoin", "lineCap", "font", "textAlign", "textBaseline", "dash"];
const FONT = /^(\S+) ([\d.]+)px (.+)$/;

const round = (value) => String(Math.round(value * 100) / 100);
const escaped = (text) => text.replace(/[&<>"]/g, (letter) => `&#${letter.charCodeAt(0)};`);

export class SvgPen {
  constructor(width, height) {
    this.width = width;
    this.height = height;
    /** @type {string | CanvasPattern} */
    this.fillStyle = "#000000";
    this.strokeStyle = "#000000";
    this.globalAlpha = 1;
    this.lineWidth = 1;
    this.lineJoin = "miter";
    this.lineCap = "butt";
    this.font = "400 12px sans-serif";
    this.textAlign = "left";
    this.textBaseline = "middle"; // the only one that is written
    /** @type {number[]} */
    this.dash = [];
    this.parts = [];
    this.definitions = [];
    this.patterns = new Map();
    this.kept = [];
    this.path = "";
    this.depth = 0; // of groups that are open
    this.ruler = document.createElement("canvas").getContext("2d");
  }

  save() {
    this.kept.push({ depth: this.depth, state: Object.fromEntries(STATE.map((name) => [name, this[name]])) });
  }

  restore() {
    const { depth, state } = this.kept.pop();
    this.parts.push("</g>".repeat(this.depth - depth));
    Object.assign(this, state, { depth });
  }

  translate(x, y) {
    this.open(`transform="translate(${round(x)} ${round(y)})"`);
  }

  rotate(angle) {
    if (angle) this.open(`transform="rotate(${round(angle * 180 / Math.PI)})"`);
  }

  clip() {
    const id = `clip${this.definitions.length}`;
    this.definitions.push(`<clipPath id="${id}"><path d="${this.path}"/></clipPath>`);
    this.open(`clip-path="url(#${id})"`);
  }

  open(trait) {
    this.parts.push(`<g ${trait}>`);
    this.depth += 1;
  }

  beginPath() {
    this.path = "";
  }

  moveTo(x, y) {
    this.path += `M${round(x)} ${round(y)}`;
  }

  lineTo(x, y) {
    this.path += `L${round(x)} ${round(y)}`;
  }

  closePath() {
    this.path += "Z";
  }

  rect(x, y, width, height) {
    this.path += `M${round(x)} ${round(y)}h${round(width)}v${round(height)}h${round(-width)}Z`;
  }

  // Whole circles only.
  arc(x, y, radius) {
    const across = round(2 * radius), r = round(radius);
    this.path += `M${round(x - radius)} ${round(y)}a${r} ${r} 0 1 0 ${across} 0a${r} ${r} 0 1 0 ${round(-2 * radius)} 0Z`;
  }

  setLineDash(dash) {
    this.dash = dash;
  }

  fillRect(x, y, width, height) {
    this.parts.push(`<path d="M${round(x)} ${round(y)}h${round(width)}v${round(height)}h${round(-width)}Z" ${this.inkOfFill()}/>`);
  }

  fill(rule = "nonzero") {
    this.parts.push(`<path d="${this.path}" ${this.inkOfFill()}${rule === "evenodd" ? ' fill-rule="evenodd"' : ""}/>`);
  }

  stroke() {
    const dash = this.dash.length ? ` stroke-dasharray="${this.dash.join(" ")}"` : "";
    this.parts.push(`<path d="${this.path}" fill="none" ${this.inkOfStroke()} stroke-linecap="${this.lineCap}"${dash}/>`);
  }

  fillText(text, x, y, width) {
    this.put(text, x, y, this.inkOfFill(), width);
  }

  strokeText(text, x, y) {
    this.put(text, x, y, `fill="none" ${this.inkOfStroke()}`);
  }

  put(text, x, y, inks, width = Infinity) {
    const [, weight, size, family] = FONT.exec(this.font);
    const fitted = this.measureText(text).width > width ? ` textLength="${round(width)}" lengthAdjust="spacingAndGlyphs"` : "";
    this.parts.push(`<text x="${round(x)}" y="${round(y)}" font-family="${escaped(family)}" font-size="${size}" font-weight="${weight}"`
      + ` text-anchor="${ANCHORS[this.textAlign]}" dominant-baseline="central"${fitted} ${inks}>${escaped(text)}</text>`);
  }

  measureText(text) {
    this.ruler.font = this.font;
    return this.ruler.measureText(text);
  }

  drawImage(image, x, y, width, height) {
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [image.width, image.height];
    canvas.getContext("2d").drawImage(image, 0, 0);
    this.parts.push(`<image x="${round(x)}" y="${round(y)}" width="${round(width)}" height="${round(height)}" href="${canvas.toDataURL()}"/>`);
  }

  inkOfFill() {
    const fill = typeof this.fillStyle === "string" ? this.fillStyle : `url(#${this.patternOf(this.fillStyle)})`;
    return `fill="${fill}"${this.globalAlpha < 1 ? ` fill-opacity="${round(this.globalAlpha)}"` : ""}`;
  }

  inkOfStroke() {
    const opacity = this.globalAlpha < 1 ? ` stroke-opacity="${round(this.globalAlpha)}"` : "";
    return `stroke="${this.strokeStyle}" stroke-width="${round(this.lineWidth)}" stroke-linejoin="${this.lineJoin}"${opacity}`;
  }

  patternOf(pattern) {
    if (this.patterns.has(pattern)) return this.patterns.get(pattern);
    const { ground, lines, path } = inksOfHatching(pattern), id = `hatching${this.patterns.size}`;
    this.definitions.push(`<pattern id="${id}" width="6" height="6" patternUnits="userSpaceOnUse"><path d="M0 0h6v6h-6Z" fill="${ground}"/>`
      + `<path d="${path}" stroke="${lines}" stroke-width="1"/></pattern>`);
    this.patterns.set(pattern, id);
    return id;
  }

  toString() {
    const { width, height } = this;
    return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}">`
      + `<defs>${this.definitions.join("")}</defs>${this.parts.join("")}</svg>`;
  }
}
