// The page around the map: header, panel, footer and controls on the map.
import { make, makeScrollable } from "../base/dom.js";
import { indicatorDropdown } from "../panel/colouring.js";
import { amountFigure, aroundAmount, number, say } from "../plan/words.js";
import { buildFooter } from "./about.js";
import { languageButton } from "./language.js";

export function buildPage(map) {
  const stage = map.getContainer();
  const page = {
    head: make("div", "cp-headline"),
    tools: make("div", "cp-tools"),
    frame: make("main", "cp-stage"),
    searching: make("div"),
    filters: make("div", "cp-filters"),
    browse: make("section", "cp-browse"),
    card: make("section", "cp-card"),
    foot: make("footer", "cp-foot"),
    legend: make("details", "cp-legend"),
    layers: make("details", "cp-layers"),
  };
  page.panel = make("aside", "cp-panel", make("div", "cp-finder", page.searching, page.filters), page.browse, page.card);
  page.root = make("div", "cp-page", make("header", "cp-head", page.head, page.tools), page.frame, page.panel, page.foot);
  page.legend.open = window.innerWidth > 800;
  stage.replaceWith(page.root);
  if (page.root.parentElement === document.body) document.documentElement.classList.add("cp-whole");
  page.frame.append(stage, page.legend);
  page.card.setAttribute("aria-live", "polite");
  page.card.hidden = true;
  makeScrollable(page.browse);
  makeScrollable(page.card);
  L.DomEvent.disableClickPropagation(page.legend).disableScrollPropagation(page.legend);
  return page;
}

export function preparePage(view) {
  for (const build of [buildHeader, buildTools, buildFooter]) view.on("plan", () => build(view));
  view.on("amend", () => buildHeader(view));
  view.on("indicator", (name) => { view.page.reading.querySelector("select").value = name; });
}

function buildHeader({ plan, page }) {
  const { about, summary } = plan;
  const title = about.title || say(plan, "title");
  const fact = (figure, key) => make("span", "cp-fact", make("b", "", figure), ` ${say(plan, key, { count: figure })}`);
  const count = (key) => number(plan, summary[key]);
  document.title = title;
  page.head.replaceChildren(
    make("h1", "", title, about.synthetic ? make("span", "cp-synthetic", say(plan, "synthetic")) : null),
    make("p", "cp-facts",
      fact(count("areas"), "areas_formed"), fact(count("in_areas"), "in_areas"), fact(count("alone"), "alone_count"),
      summary.saving_money > 0 ? fact(aroundAmount(plan)[0] + amountFigure(plan, summary.saving_money), "saved") : null,
      make("span", summary.position_alone ? "cp-proof cp-proof-weak" : "cp-proof", summary.areas ? summary.certificate : say(plan, "no_areas")),
      make("span", "cp-evidence", summary.widening || summary.evidence)));
}

// The reader's tools: the colouring of the map, and the language. Other parts add theirs to page.tools.
function buildTools(view) {
  const { page } = view;
  page.reading ??= page.tools.appendChild(make("div", "cp-tool-group"));
  page.reading.replaceChildren(indicatorDropdown(view), languageButton(view));
}
