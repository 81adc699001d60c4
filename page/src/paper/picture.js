// The view as one picture with title, legend, scale, north and date: to be saved, or put on paper.
import { make } from "../base/dom.js";
import { paintLabel } from "../map/label_paint.js";
import { placeLabels } from "../map/labels.js";
import { makeCanvas, paintLayers, paintShape } from "../map/paint.js";
import { SIGN, paintSign } from "../map/signs.js";
import { styleOf } from "../map/symbols.js";
import { legendRows } from "../panel/legend_rows.js";
import { WORLD_M } from "../plan/colours.js";
import { number, originOfPlan, say } from "../plan/words.js";
import { shapesOf } from "../view/select.js";
import { pictureFrame } from "./frame.js";
import { paintTiles, prepareTiles, wordsOfTiles } from "./tile_pictures.js";

export const HEAD_PX = 54;
export const FOOT_PX = 26;
const MARGIN_PX = 14;
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
  paintScale(view, pen, frame);
  paintNorth(view, pen, frame);
  pen.restore();
  paintHead(view, pen, width);
  paintFoot(view, pen, width, height, frame);
  return canvas;
}

function paintMap(view, pen, frame) {
  const { ink, paper } = view.plan.symbols.inks;
  pen.fillStyle = styleOf(view.plan, "ground").fill;
  pen.fillRect(0, 0, frame.width, frame.height);
  paintTiles(view, pen, frame);
  const work = paintLayers(view, pen, frame);
  while (!work.next().done);
  if (view.chosen) {
    const shapes = shapesOf(view.plan, view.chosen.kind);
    for (const [color, weight] of [[paper, 7], [ink, 3]]) paintShape(pen, shapes, view.chosen.row, { color, weight, radius: 11 }, frame);
  }
  paintNames(view, pen, frame);
}

function paintNames(view, pen, frame) {
  if (view.layers.labels.isOff) return;
  for (const label of placeLabels(view, frame)) paintLabel(pen, label, view.plan.symbols.inks.paper);
}

function write({ symbols: { inks } }, pen, text, x, y, { size = 13, weight = 400, colour = inks.ink, align = "left", halo = false, width = undefined } = {}) {
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

function paintHead({ plan }, pen, width) {
  const { about, summary } = plan;
  const title = about.title || say(plan, "title");
  const facts = [[summary.areas, "areas_formed"], [summary.in_areas, "in_areas"], [summary.alone, "alone_count"]]
    .map(([value, key]) => `${number(plan, value)} ${say(plan, key, { count: value })}`);
  write(plan, pen, title, MARGIN_PX, 19, { size: 18, weight: 600, width: width * 0.7 });
  write(plan, pen, facts.join("   "), MARGIN_PX, 41, { size: 12 });
  if (about.synthetic) write(plan, pen, say(plan, "synthetic"), width - MARGIN_PX, 19, { colour: styleOf(plan, "blocked_link").color, align: "right" });
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

function paintScale({ plan, map }, pen, { scale, width, height }) {
  const latitude = map.getCenter().lat * Math.PI / 180;
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
  pen.stroke(new Path2D(`M${x},${y - 6} V${y} H${x + length} V${y - 6}`));
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

// Save the view at twice the resolution of the screen.
export async function savePicture(view) {
  const { x, y } = view.map.getSize();
  await prepareTiles(view, x, y);
  const canvas = drawPicture(view, x, y + HEAD_PX + FOOT_PX, 2);
  canvas.toBlob((picture) => {
    const link = make("a");
    link.href = URL.createObjectURL(picture);
    link.download = `${document.title}.png`;
    link.click();
    URL.revokeObjectURL(link.href);
  }, "image/png");
}
