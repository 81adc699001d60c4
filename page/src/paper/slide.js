// A picture for a slide, 16 to 9: what is filtered as its title, the map, and the money; drawn by any pen.
import { keyOf, paintDrawing, stackedBars } from "../base/chart.js";
import { SIGN, paintSign } from "../map/signs.js";
import { toneOf } from "../map/symbols.js";
import { legendRows } from "../panel/legend_rows.js";
import { costRows, yearKey } from "../panel/money.js";
import { UNLISTED, areasPassing, isFiltered } from "../plan/filters.js";
import { costByCounty, costByYear } from "../plan/money.js";
import { amountOfCents, cell, householdWords, number, originOfPlan, say, shortNameOfArea } from "../plan/words.js";
import { isDraft, sentenceOf, sumsOf, titleOf } from "./heading.js";
import { mapFrames } from "./map_frames.js";
import { paintMap, paintScale, write } from "./picture.js";

export const SLIDE = { width: 1600, height: 900 };
export const MAP = { left: 48, top: 168, width: 1040, height: 656 };
const SIDE = { left: 1128, right: 1552 };
const BRAND = "#134b5a";
const MUTED = "#44545c";
const GOOD = "#1e6b4a";
const EDGE = "#dedad0";
const SYNTHETIC = { fill: "#fce9b8", ink: "#6b4a00" };
const MOST_LISTED = 3; // areas, each with its figures
const MOST_COUNTIES = 8;
const LEGEND_ROW = 28;

export function paintSlide(view, pen) {
  const { plan } = view;
  pen.fillStyle = plan.symbols.inks.paper;
  pen.fillRect(0, 0, SLIDE.width, SLIDE.height);
  paintTitle(view, pen);
  for (const each of mapFrames(view, MAP.width, MAP.height)) paintFrame(view, pen, each);
  const top = areasPassing(plan, view.passing).length > MOST_LISTED ? paintCounties(view, pen) : paintAreas(view, pen);
  paintSaving(view, pen, top);
  paintLegend(view, pen);
  paintFoot(view, pen);
}

function paintTitle(view, pen) {
  const { plan } = view;
  const { accent, paper } = plan.symbols.inks;
  const marks = [[plan.about.synthetic, "synthetic", SYNTHETIC.fill, SYNTHETIC.ink], [isDraft(plan), "draft", accent, paper]];
  let right = SIDE.right;
  for (const [, key, fill, ink] of marks.filter(([isSo]) => isSo)) right = paintMark(view, pen, say(plan, key), right, { fill, ink }) - 12;
  write(plan, pen, titleOf(view), MAP.left, 70, { size: 44, weight: 700, colour: BRAND, width: right - MAP.left - 24 });
  write(plan, pen, sentenceOf(view), MAP.left, 126, { size: 26, colour: MUTED, width: SIDE.right - MAP.left });
}

// A word on a patch of colour, right-aligned; its left edge is returned.
function paintMark({ plan }, pen, text, right, { fill, ink }) {
  pen.font = "600 22px sans-serif";
  const width = pen.measureText(text).width + 28;
  pen.globalAlpha = 1;
  pen.fillStyle = fill;
  pen.fillRect(right - width, 48, width, 42);
  write(plan, pen, text, right - width / 2, 69, { size: 22, weight: 600, colour: ink, align: "center" });
  return right - width;
}

/** @param {import("../types").View} view @param {any} pen @param {{ box: number[], frame: any, title: string }} shown */
function paintFrame(view, pen, { box, frame, title }) {
  const { plan } = view, [left, top, width, height] = box;
  pen.save();
  pen.translate(MAP.left + left, MAP.top + top);
  if (title) write(plan, pen, title, 0, -13, { size: 16, weight: 600 });
  pen.save();
  pen.beginPath();
  pen.rect(0, 0, width, height);
  pen.clip();
  paintMap(view, pen, frame);
  if (!title || (left === 0 && top < 60)) paintScale(plan, pen, frame);
  pen.restore();
  pen.globalAlpha = 1;
  pen.beginPath();
  pen.rect(0, 0, width, height);
  Object.assign(pen, { strokeStyle: EDGE, lineWidth: 1 });
  pen.setLineDash([]);
  pen.stroke();
  pen.restore();
}

function rule(pen, y) {
  pen.globalAlpha = 1;
  pen.fillStyle = "#16242b";
  pen.fillRect(SIDE.left, y, SIDE.right - SIDE.left, 2);
}

// The money by county and year, with the bars of the page.
function paintCounties(view, pen) {
  const { plan, passing, filters } = view;
  const counties = costByCounty(plan, passing, filters);
  rule(pen, MAP.top);
  if (!counties.length) return MAP.top;
  const width = SIDE.right - SIDE.left;
  const words = say(plan, filters.year === UNLISTED ? "money_unlisted" : "money_listed");
  const whole = amountOfCents(plan, counties.reduce((sum, { total }) => sum + total, 0));
  write(plan, pen, words, SIDE.left, MAP.top + 28, { size: 18, weight: 700, width });
  write(plan, pen, say(plan, "money_of_both"), SIDE.left, MAP.top + 60, { size: 16, colour: MUTED, width: width / 2 });
  write(plan, pen, whole, SIDE.right, MAP.top + 60, { size: 26, weight: 700, align: "right" });
  const key = keyOf(yearKey(plan, costByYear(counties)), { width, size: 16 });
  const listed = counties.slice(0, MOST_COUNTIES);
  const bars = stackedBars(costRows(plan, listed), { width, rowHeight: 32, size: 16 });
  paintDrawing(key, penOf(plan, pen), SIDE.left, MAP.top + 84);
  paintDrawing(bars, penOf(plan, pen), SIDE.left, MAP.top + 92 + key.height);
  return MAP.top + 112 + key.height + bars.height;
}

/** @returns {{ bar: (bar: import("../base/chart.js").Bar) => void, text: (text: import("../base/chart.js").Text) => void }} */
function penOf(plan, pen) {
  return {
    bar: ({ x, y, width, height, fill, line }) => {
      pen.globalAlpha = 1;
      pen.fillStyle = fill;
      pen.fillRect(x, y, width, height);
      if (!line) return;
      Object.assign(pen, { strokeStyle: line, lineWidth: 0.6 });
      pen.setLineDash([]);
      pen.beginPath();
      pen.rect(x, y, width, height);
      pen.stroke();
    },
    text: ({ x, y, text, size, weight = 400, colour, align = "left" }) => write(plan, pen, text, x, y, { size, weight, colour, align }),
  };
}

// A few areas, each with its figures.
function paintAreas(view, pen) {
  const { plan, passing } = view;
  const rows = areasPassing(plan, passing).sort((a, b) => plan.areas.rank[a] - plan.areas.rank[b]);
  rows.forEach((row, at) => paintArea(view, pen, row, MAP.top + at * 132));
  return MAP.top + rows.length * 132;
}

function paintArea(view, pen, row, top) {
  const { plan } = view;
  const { table } = plan.areas, { fill, line, ink } = toneOf(view, "area", row);
  rule(pen, top);
  penOf(plan, pen).bar({ kind: "bar", x: SIDE.left, y: top + 20, width: 44, height: 32, fill, line });
  write(plan, pen, String(plan.areas.rank[row]), SIDE.left + 22, top + 37, { size: 20, weight: 700, colour: ink, align: "center" });
  write(plan, pen, shortNameOfArea(plan, row), SIDE.left + 58, top + 37, { size: 26, weight: 700, width: SIDE.right - SIDE.left - 58 });
  const facts = [cell(plan, table, "subdistrict", row), say(plan, "short_members", { count: cell(plan, table, "communities", row).split("\u00a0")[0] }),
    householdWords(plan, table, row)];
  write(plan, pen, facts.filter(Boolean).join("　"), SIDE.left, top + 76, { size: 18, colour: MUTED, width: SIDE.right - SIDE.left });
  write(plan, pen, cell(plan, table, "cost_together_money", row), SIDE.left, top + 108, { size: 26, weight: 700 });
  const saving = cell(plan, table, "saving_money", row);
  if (saving) write(plan, pen, `${table.saving_money.label} ${saving}`, SIDE.right, top + 108, { size: 20, colour: GOOD, align: "right" });
}

// What is saved together, in money and as a share.
function paintSaving(view, pen, top) {
  const { plan } = view;
  const { cost_alone_money, saving_money } = sumsOf(view).areas;
  if (!(saving_money > 0)) return;
  rule(pen, top);
  write(plan, pen, say(plan, "picture_saving", { amount: amountOfCents(plan, cost_alone_money) }), SIDE.left, top + 30, { size: 18, colour: MUTED });
  write(plan, pen, amountOfCents(plan, saving_money), SIDE.left, top + 72, { size: 40, weight: 700, colour: GOOD });
  write(plan, pen, number(plan, saving_money / cost_alone_money, "percent", 1), SIDE.right, top + 74, { size: 26, weight: 700, colour: GOOD, align: "right" });
}

// In two columns at the foot of the side.
function paintLegend(view, pen) {
  const { plan } = view;
  const rows = legendRows(view).filter(({ style }) => style);
  const half = Math.ceil(rows.length / 2), top = MAP.top + MAP.height - half * LEGEND_ROW;
  rows.forEach(({ style, words }, at) => {
    const x = SIDE.left + (at < half ? 0 : 212), y = top + (at % half) * LEGEND_ROW + LEGEND_ROW / 2;
    paintSign(pen, style, x, y - SIGN.height / 2);
    write(plan, pen, words, x + 32, y, { size: 16, colour: MUTED, width: 176 });
  });
}

function paintFoot({ plan, filters }, pen) {
  const date = new Intl.DateTimeFormat(plan.lang, { dateStyle: "long" }).format(new Date());
  const title = isFiltered(filters) ? plan.about.title || say(plan, "title") : "";
  const facts = originOfPlan(plan).filter(([, value]) => value).slice(0, 1).map(([what, fact]) => say(plan, "lead", { what, fact }));
  write(plan, pen, [title, plan.summary.certificate, ...facts].filter(Boolean).join("　"), MAP.left, 860, { size: 16, colour: MUTED, width: 1280 });
  write(plan, pen, date, SIDE.right, 860, { size: 16, colour: MUTED, align: "right" });
}
