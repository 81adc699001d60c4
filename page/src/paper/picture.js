// The view as one picture with title, legend, scale, north and date: to be saved, or put on paper.
import { make } from "../base/dom.js";
import { BLOCKED, ESTIMATED, INK, MAP_GROUND, PAPER } from "../base/style.js";
import { LABELS, placeLabels } from "../map/labels.js";
import { ink, makeCanvas, paintLayers, paintShape, partsOf } from "../map/paint.js";
import { WORLD_M } from "../plan/colours.js";
import { number, originOfPlan, say } from "../plan/words.js";
import { shapesOf } from "../view/select.js";
import { pictureFrame } from "./frame.js";
import { paintTiles, prepareTiles, wordsOfTiles } from "./tile_pictures.js";

export const HEAD_PX = 54;
export const FOOT_PX = 26;
const MARGIN_PX = 14;
const FONT = '"PingFang SC", "Microsoft YaHei", "Source Han Sans SC", "Noto Sans SC", "Noto Sans CJK SC", sans-serif';
const LABEL_INK = { county: "#6f617c", subdistrict: "#756c7e", water: "#316b86", barrier: "#6a5b44", facility: "#2f6f73", not_eligible: "#66625a" };

export function drawPicture(view, width, height, ratio) {
  const canvas = makeCanvas({ width, height }, ratio);
  const pen = canvas.getContext("2d");
  const frame = pictureFrame(view, width, height - HEAD_PX - FOOT_PX);
  pen.fillStyle = PAPER;
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
  pen.fillStyle = MAP_GROUND;
  pen.fillRect(0, 0, frame.width, frame.height);
  paintTiles(view, pen, frame);
  const work = paintLayers(view, pen, frame);
  while (!work.next().done);
  if (view.chosen) {
    const shapes = shapesOf(view.plan, view.chosen.kind);
    for (const [color, weight] of [[PAPER, 7], [INK, 3]]) paintShape(pen, shapes, view.chosen.row, { color, weight, radius: 11 }, frame);
  }
  paintNames(view, pen, frame);
}

function paintNames(view, pen, frame) {
  if (view.layers.labels.isOff) return;
  for (const { kind, text, x, y } of placeLabels(view, frame)) {
    const isSide = kind === "point" || kind === "facility";
    write(pen, text, x, y + (isSide ? 15 : 0), { size: LABELS[kind].size, weight: kind === "area" ? 700 : 400,
      colour: LABEL_INK[kind] ?? INK, align: "center", halo: true });
  }
}

function write(pen, text, x, y, { size = 13, weight = 400, colour = INK, align = "left", halo = false, width = undefined } = {}) {
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
  write(pen, title, MARGIN_PX, 19, { size: 19, weight: 600, width: width * 0.7 });
  write(pen, facts.join("   "), MARGIN_PX, 41, { size: 12.5 });
  if (about.synthetic) write(pen, say(plan, "synthetic"), width - MARGIN_PX, 19, { colour: BLOCKED, align: "right" });
}

function paintFoot(view, pen, width, height, frame) {
  const { plan } = view;
  const y = height - FOOT_PX / 2;
  const facts = originOfPlan(plan).map(([label, value]) => say(plan, "lead", { what: label, fact: value }));
  const date = new Intl.DateTimeFormat(plan.lang, { dateStyle: "long" }).format(new Date());
  write(pen, [...facts, wordsOfTiles(view, frame)].filter(Boolean).join("   "), MARGIN_PX, y, { size: 11, width: width - 180 });
  write(pen, date, width - MARGIN_PX, y, { size: 11, align: "right" });
}

// The legend as on the page, of the layers switched on.
function paintLegend(view, pen) {
  const rows = [...view.page.legend.querySelectorAll(".cp-legend-row, .cp-legend-title")]
    .filter((row) => row.querySelector("input")?.checked !== false);
  pen.font = `400 12.5px ${FONT}`;
  const texts = rows.map((row) => (row.children[2] ?? row).textContent);
  const width = Math.max(...texts.map((text) => pen.measureText(text).width)) + 58;
  pen.globalAlpha = 0.94;
  pen.fillStyle = PAPER;
  pen.fillRect(MARGIN_PX, MARGIN_PX, width, rows.length * 20 + 12);
  rows.forEach((row, place) => {
    const y = MARGIN_PX + 16 + place * 20;
    const isTitle = row.classList.contains("cp-legend-title");
    if (!isTitle) paintSign(view, pen, row, MARGIN_PX + 10, y - 6);
    write(pen, texts[place], MARGIN_PX + (isTitle ? 10 : 42), y, { size: 12.5, weight: isTitle ? 600 : 400 });
  });
}

// The sign of a layer is its first shape's style on a small box or line.
function paintSign(view, pen, row, x, y) {
  const colour = row.querySelector(".cp-swatch")?.style.getPropertyValue("--colour");
  const name = row.querySelector("input")?.name;
  const part = name && partsOf(view.layers[name] ?? {})[0];
  const style = colour ? { fill: colour, color: INK, weight: 0.5 } : part ? part.style(part.rows[0], 16) : ESTIMATED;
  if (name === "labels") return write(pen, "文", x + 12, y + 6, { size: 12, align: "center" });
  pen.beginPath();
  if (style.fill || !part) pen.rect(x, y, 24, 12);
  else {
    pen.moveTo(x, y + 6);
    pen.lineTo(x + 24, y + 6);
  }
  return ink(pen, { weight: 1, ...style }, Boolean(style.color));
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
  pen.strokeStyle = INK;
  pen.lineWidth = 1.5;
  pen.setLineDash([]);
  pen.stroke(new Path2D(`M${x},${y - 6} V${y} H${x + length} V${y - 6}`));
  const words = metres >= 1000 ? `${number(plan, metres / 1000)} km` : `${number(plan, metres)} m`;
  write(pen, words, x + length / 2, y - 11, { size: 12, align: "center", halo: true });
}

function paintNorth({ plan }, pen, { width }) {
  const x = width - MARGIN_PX - 12;
  pen.globalAlpha = 1;
  pen.fillStyle = INK;
  pen.fill(new Path2D(`M${x},${MARGIN_PX} L${x - 7},${MARGIN_PX + 26} L${x},${MARGIN_PX + 20} L${x + 7},${MARGIN_PX + 26} Z`));
  write(pen, say(plan, "north"), x, MARGIN_PX + 36, { size: 12, align: "center", halo: true });
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
