// The view as one picture with title, legend, scale, north and date: to be saved, or put on paper.
import { paintLabel } from "../map/label_paint.js";
import { placeBubbles } from "../map/bubbles.js";
import { placeLabels } from "../map/labels.js";
import { ink, makeCanvas, paintLayers, paintShape } from "../map/paint.js";
import { SIGN, paintSign } from "../map/signs.js";
import { styleOf } from "../map/symbols.js";
import { legendRows } from "../panel/legend_rows.js";
import { WORLD_M } from "../plan/colours.js";
import { number, originOfPlan, say } from "../plan/words.js";
import { shapesOf } from "../view/select.js";
import { pictureFrame } from "./frame.js";
import { isDraft, sentenceOf, titleOf } from "./heading.js";
import { paintTiles, wordsOfTiles } from "./tile_pictures.js";

export const HEAD_PX = 54;
export const FOOT_PX = 26;
const MARGIN_PX = 14;
const BUBBLE = "#134b5a";
const WARN = "#a3341f";
const FONT = '"PingFang SC", "Microsoft YaHei", "Source Han Sans SC", "Noto Sans SC", "Noto Sans CJK SC", sans-serif';

export function drawPicture(view, width, height, ratio) {
  const canvas = makeCanvas({ width, height }, ratio);
  const pen = canvas.getContext("2d");
  const frame = pictureFrame(view, width, height - HEAD_PX - FOOT_PX);
  pen.fillStyle = view.plan.symbols.inks.paper;
  pen.fillRect(0, 0, width, height);
  pen.save();
  pen.translate(0, HEAD_PX);
  pen.beginPath();
  pen.rect(0, 0, frame.width, frame.height);
  pen.clip();
  paintMap(view, pen, frame);
  paintLegend(view, pen);
  paintScale(view.plan, pen, frame);
  paintNorth(view, pen, frame);
  pen.restore();
  paintHead(view, pen, width);
  paintFoot(view, pen, width, height, frame);
  return canvas;
}

export function paintMap(view, pen, frame) {
  const { inks } = view.plan.symbols;
  pen.fillStyle = styleOf(view.plan, "ground").fill;
  pen.fillRect(0, 0, frame.width, frame.height);
  paintTiles(view, pen, frame);
  const work = paintLayers(view, pen, frame);
  while (!work.next().done);
  if (view.chosen) {
    const shapes = shapesOf(view.plan, view.chosen.kind);
    for (const [color, weight] of [[inks.paper, 7], [inks.ink, 3]]) paintShape(pen, shapes, view.chosen.row, { color, weight, radius: 11 }, frame);
  }
  for (const bubble of placeBubbles(view, frame, [])) paintBubble(view.plan, pen, bubble);
  paintNames(view, pen, frame);
}

function paintBubble(plan, pen, { x, y, radius, rows }) {
  pen.globalAlpha = 1;
  pen.beginPath();
  pen.arc(x, y, radius, 0, 2 * Math.PI);
  ink(pen, { fill: BUBBLE, color: plan.symbols.inks.paper, weight: 2 }, true);
  write(plan, pen, number(plan, rows.length), x, y, { size: 13, weight: 600, colour: plan.symbols.inks.paper, align: "center" });
}

function paintNames(view, pen, frame) {
  if (view.layers.labels.isOff) return;
  for (const label of placeLabels(view, frame)) paintLabel(pen, label, view.plan.symbols.inks.paper);
}

/** @param {Record<string, any>} [style] of the text; no wider than width */
export function write(plan, pen, text, x, y, style = {}) {
  const { size = 13, weight = 400, colour = plan.symbols.inks.ink, align = "left", halo = false, width = undefined } = style;
  pen.globalAlpha = 1;
  pen.font = `${weight} ${size}px ${FONT}`;
  pen.textAlign = align;
  pen.textBaseline = "middle";
  pen.setLineDash([]);
  if (halo) {
    pen.strokeStyle = "rgb(255 255 255 / 85%)";
    pen.lineJoin = "round";
    pen.lineWidth = 3.5;
    pen.strokeText(text, x, y);
  }
  pen.fillStyle = colour;
  pen.fillText(text, x, y, width);
}

function paintHead(view, pen, width) {
  const { plan } = view;
  write(plan, pen, titleOf(view), MARGIN_PX, 19, { size: 18, weight: 600, width: width * 0.7 });
  write(plan, pen, sentenceOf(view), MARGIN_PX, 41, { size: 12, width: width - 2 * MARGIN_PX });
  const marks = [isDraft(plan) && say(plan, "draft"), plan.about.synthetic && say(plan, "synthetic")].filter(Boolean);
  write(plan, pen, marks.join("   "), width - MARGIN_PX, 19, { colour: isDraft(plan) ? plan.symbols.inks.accent : WARN, weight: 600, align: "right" });
}

function paintFoot(view, pen, width, height, frame) {
  const { plan } = view;
  const y = height - FOOT_PX / 2;
  const facts = originOfPlan(plan).map(([label, value]) => say(plan, "lead", { what: label, fact: value }));
  const date = new Intl.DateTimeFormat(plan.lang, { dateStyle: "long" }).format(new Date());
  write(view.plan, pen, [...facts, wordsOfTiles(view, frame)].filter(Boolean).join("   "), MARGIN_PX, y, { size: 11, width: width - 180 });
  write(view.plan, pen, date, width - MARGIN_PX, y, { size: 11, align: "right" });
}

// The legend as on the page.
function paintLegend(view, pen) {
  const rows = legendRows(view).map(({ title, note, style, words, count }) => ({
    title, style, text: [title ?? words, note ?? count].filter(Boolean).join("  ") }));
  pen.font = `400 12px ${FONT}`;
  const width = Math.max(0, ...rows.map(({ text }) => pen.measureText(text).width)) + 58;
  pen.globalAlpha = 0.94;
  pen.fillStyle = view.plan.symbols.inks.paper;
  pen.fillRect(MARGIN_PX, MARGIN_PX, width, rows.length * 20 + 12);
  rows.forEach(({ title, style, text }, place) => {
    const y = MARGIN_PX + 16 + place * 20;
    if (style) paintSign(pen, style, MARGIN_PX + 10, y - SIGN.height / 2);
    write(view.plan, pen, text, MARGIN_PX + (title ? 10 : 42), y, { size: 12, weight: title ? 600 : 400 });
  });
}

export function paintScale(plan, pen, { scale, dy, width, height }) {
  const south = plan.origin.y + (height / 2 - dy) / scale;
  const latitude = 2 * Math.atan(Math.exp(Math.PI * (1 - 2 * south))) - Math.PI / 2;
  const perPx = WORLD_M * Math.cos(latitude) / scale;
  const most = 150 * perPx;
  const unit = 10 ** Math.floor(Math.log10(most));
  const metres = [5, 2, 1].map((factor) => factor * unit).find((length) => length <= most);
  const length = metres / perPx;
  const [x, y] = [width - MARGIN_PX - length, height - MARGIN_PX];
  pen.globalAlpha = 1;
  pen.strokeStyle = plan.symbols.inks.ink;
  pen.lineWidth = 1.5;
  pen.setLineDash([]);
  pen.beginPath();
  pen.moveTo(x, y - 6);
  for (const [left, top] of [[x, y], [x + length, y], [x + length, y - 6]]) pen.lineTo(left, top);
  pen.stroke();
  const words = metres >= 1000 ? `${number(plan, metres / 1000)} km` : `${number(plan, metres)} m`;
  write(plan, pen, words, x + length / 2, y - 11, { size: 12, align: "center", halo: true });
}

function paintNorth({ plan }, pen, { width }) {
  const x = width - MARGIN_PX - 12;
  pen.globalAlpha = 1;
  pen.fillStyle = plan.symbols.inks.ink;
  pen.fill(new Path2D(`M${x},${MARGIN_PX} L${x - 7},${MARGIN_PX + 26} L${x},${MARGIN_PX + 20} L${x + 7},${MARGIN_PX + 26} Z`));
  write(plan, pen, say(plan, "north"), x, MARGIN_PX + 36, { size: 12, align: "center", halo: true });
}
