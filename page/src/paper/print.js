// The plan on paper: the view with its legend on the first sheet, then the table of areas that pass the filters, with its
// totals, and the card of what is chosen.
import { button, dropdown, make } from "../base/dom.js";
import { valueAt } from "../plan/decode.js";
import { areasPassing, wordsOfYear, yearOf } from "../plan/filters.js";
import { figureOfSum, sumAreas } from "../plan/sums.js";
import { number, say } from "../plan/words.js";
import { isDraft, nameOfFile, sentenceOf, titleOf } from "./heading.js";
import { FOOT_PX, HEAD_PX, drawPicture } from "./picture.js";
import { pictureTools } from "./save.js";
import { prepareTiles } from "./tile_pictures.js";

const PAPERS = { A4: { width: 1040, height: 706, ratio: 3 }, A3: { width: 1504, height: 1030, ratio: 2.5 } };
const PRINTED = ["area_name", "county", "subdistrict", "year", "communities", "households", "floor_area_m2", "need",
  "cost_alone_money", "cost_together_money", "saving_money"];

function buildPrinting(view) {
  const { plan, page } = view;
  page.printing ??= page.tools.appendChild(make("div", "cp-tool-group"));
  view.paper ??= "A4";
  const papers = Object.keys(PAPERS).map((name) => [name, name]);
  page.printing.replaceChildren(
    ...pictureTools(view),
    dropdown(say(plan, "paper"), papers, view.paper, (name) => { view.paper = name; }),
    button("cp-tool-button", () => printPlan(view), say(plan, "print")));
}

// Only our own button can wait for tiles; printed from the browser's menu, the plan has none.
async function printPlan(view) {
  const { width, height } = PAPERS[view.paper];
  await prepareTiles(view, width, height - HEAD_PX - FOOT_PX);
  window.print();
}

// The sheets are made when the browser is about to print, by our button or its own, and removed afterwards. Browsers name
// the file after the page.
export function preparePrinting(view) {
  view.on("plan", () => buildPrinting(view));
  let sheets = null, title = "";
  window.addEventListener("beforeprint", () => {
    sheets?.remove();
    sheets = makeSheets(view);
    title ||= document.title;
    document.title = nameOfFile(view);
    document.body.append(sheets);
    document.body.classList.add("cp-printing");
  });
  window.addEventListener("afterprint", () => {
    sheets?.remove();
    document.title = title || document.title;
    title = "";
    document.body.classList.remove("cp-printing");
  });
}

function makeSheets(view) {
  const { width, height, ratio } = PAPERS[view.paper];
  return make("div", `cp-print cp-print-${view.paper}`,
    make("div", "cp-sheet", drawPicture(view, width, height, ratio)),
    areasPassing(view.plan, view.passing).length ? printedTable(view) : null,
    printedCard(view));
}

// The open card as it stands, without what can only be used on a screen.
function printedCard({ page, chosen }) {
  if (!chosen) return null;
  const card = page.card.cloneNode(true);
  card.className = "cp-page cp-printed-card";
  for (const node of card.querySelectorAll(".cp-close, .cp-review-section, .cp-asking, select, textarea")) node.remove();
  for (const details of card.querySelectorAll("details")) details.open = true;
  return card;
}

function printedTable(view) {
  const { plan, passing } = view;
  const { rank, table } = plan.areas;
  const names = PRINTED.filter((name) => table[name]);
  const rows = areasPassing(plan, passing).sort((a, b) => rank[a] - rank[b]);
  const years = [...new Set(rows.map((row) => yearOf(plan.areas, row)))];
  const heads = names.map((name) => make("th", "", [table[name].label, table[name].unit && say(plan, "aside", { what: table[name].unit })].join("")));
  const groups = years.map((year) => rows.filter((row) => yearOf(plan.areas, row) === year));
  const sums = years.length > 1 ? years.map((year, at) => sumRow(plan, names, wordsOfYear(plan, year), groups[at])) : [];
  const caption = [isDraft(plan) ? say(plan, "draft") : "", titleOf(view), say(plan, "area_list")].filter(Boolean).join(" · ");
  return make("table", "cp-printed", make("caption", "", caption, make("small", "", sentenceOf(view))),
    make("thead", "", make("tr", "", make("th", "", "#"), ...heads)),
    make("tbody", "", ...groups.flatMap((own, at) => [...own.map((row) => areaRow(plan, names, row)), sums[at]].filter(Boolean)),
      sumRow(plan, names, say(plan, "total"), rows)));
}

function areaRow(plan, names, row) {
  const { rank, table } = plan.areas;
  const cells = names.map((name) => {
    const value = valueAt(table, name, row);
    const { style, digits } = table[name];
    const isText = style === "text";
    return make("td", isText ? `cp-print-${name}` : "cp-number", value === null ? "" : isText ? value : number(plan, value, style, digits));
  });
  return make("tr", "", make("td", "cp-number", String(rank[row])), ...cells);
}

function sumRow(plan, names, words, rows) {
  const sums = sumAreas(plan, rows);
  const count = say(plan, "short_areas", { count: number(plan, rows.length) });
  const cells = names.slice(1).map((name) => make("td", "cp-number", figureOfSum(plan, sums, name)));
  return make("tr", "cp-sum", make("td"), make("td", "", `${words}　${count}`), ...cells);
}
