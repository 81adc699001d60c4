// The plan on paper: the view with its legend on the first sheet, the table of areas on those after it.
import { button, dropdown, make } from "../base/dom.js";
import { valueAt } from "../plan/decode.js";
import { number, say } from "../plan/words.js";
import { FOOT_PX, HEAD_PX, drawPicture, savePicture } from "./picture.js";
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
    button("cp-tool-button", () => savePicture(view), say(plan, "save_picture")),
    dropdown(say(plan, "paper"), papers, view.paper, (name) => { view.paper = name; }),
    button("cp-tool-button", () => printPlan(view), say(plan, "print")));
}

// Only our own button can wait for tiles; printed from the browser's menu, the plan has none.
async function printPlan(view) {
  const { width, height } = PAPERS[view.paper];
  await prepareTiles(view, width, height - HEAD_PX - FOOT_PX);
  window.print();
}

// The sheets are made when the browser is about to print, by our button or its own, and removed afterwards.
export function preparePrinting(view) {
  view.on("plan", () => buildPrinting(view));
  let sheets = null;
  window.addEventListener("beforeprint", () => {
    sheets?.remove();
    sheets = makeSheets(view);
    document.body.append(sheets);
    document.body.classList.add("cp-printing");
  });
  window.addEventListener("afterprint", () => {
    sheets?.remove();
    document.body.classList.remove("cp-printing");
  });
}

function makeSheets(view) {
  const { plan } = view;
  const { width, height, ratio } = PAPERS[view.paper];
  return make("div", `cp-print cp-print-${view.paper}`,
    make("div", "cp-sheet", drawPicture(view, width, height, ratio)),
    plan.areas.ids.length ? printedTable(view) : null);
}

function printedTable({ plan }) {
  const { ids, rank, table } = plan.areas;
  const names = PRINTED.filter((name) => table[name]);
  const rows = ids.map((_, row) => row).sort((a, b) => rank[a] - rank[b]);
  const written = (name, row) => {
    const value = valueAt(table, name, row);
    const { style, digits } = table[name];
    const cell = make("td", style === "text" ? "" : "cp-number");
    cell.append(value === null ? "" : style === "text" ? value : number(plan, value, style, digits));
    return cell;
  };
  const heads = names.map((name) => make("th", "", [table[name].label, table[name].unit && say(plan, "aside", { what: table[name].unit })].join("")));
  return make("table", "cp-printed", make("caption", "", `${document.title} · ${say(plan, "area_list")}`),
    make("thead", "", make("tr", "", make("th", "", "#"), ...heads)),
    make("tbody", "", ...rows.map((row) => make("tr", "", make("td", "cp-number", String(rank[row])),
      ...names.map((name) => written(name, row))))));
}
