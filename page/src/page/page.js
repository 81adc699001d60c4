// The page around the map: header, panel, footer and controls on the map.
import { make, makeScrollable } from "../base/dom.js";
import { indicatorDropdown } from "../panel/colouring.js";
import { areasPassing, isFiltered, othersPassing, wordsOfFilters } from "../plan/filters.js";
import { sumAreas } from "../plan/sums.js";
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
    news: make("p", "cp-unseen"), // what happened, for those who do not see it
  };
  page.panel = make("aside", "cp-panel", make("div", "cp-finder", page.searching, page.filters), page.browse, page.card);
  page.root = make("div", "cp-page", make("header", "cp-head", page.head, page.tools), page.frame, page.panel, page.foot, page.news);
  stage.replaceWith(page.root);
  if (page.root.parentElement === document.body) document.documentElement.classList.add("cp-whole");
  page.frame.append(stage, page.legend);
  page.news.setAttribute("role", "status");
  page.card.hidden = true;
  makeScrollable(page.browse);
  makeScrollable(page.card);
  L.DomEvent.disableClickPropagation(page.legend).disableScrollPropagation(page.legend);
  return page;
}

export function preparePage(view) {
  view.on("plan amend filter", () => buildHeader(view));
  for (const build of [buildTools, buildFooter]) view.on("plan", () => build(view));
  view.on("plan", () => nameMap(view));
  view.on("indicator", (name) => { view.page.reading.querySelector("select").value = name; });
}

// The map takes arrows, plus and minus for itself while it has the focus.
function nameMap({ map, plan }) {
  const stage = map.getContainer();
  stage.setAttribute("role", "application");
  stage.setAttribute("aria-label", say(plan, "map_by_keys"));
}

// Title, and the figures of what passes the filters.
function buildHeader(view) {
  const { plan, page, filters } = view;
  const { about, summary } = plan;
  const title = about.title || say(plan, "title");
  document.title = title;
  page.head.replaceChildren(
    make("h1", "", title, about.synthetic ? make("span", "cp-synthetic", say(plan, "synthetic")) : null),
    summary.widening ? make("p", "cp-widening", summary.widening) : evidenceNode(summary),
    make("p", "cp-facts",
      isFiltered(filters) ? make("span", "cp-filtered", wordsOfFilters(plan, filters).join(" · ")) : null,
      ...factsOf(view),
      make("span", summary.position_alone ? "cp-proof cp-proof-weak" : "cp-proof", summary.areas ? summary.certificate : say(plan, "no_areas"))));
}

// What the plan rests on, in a few words; all of it on a click.
function evidenceNode({ evidence, brief }) {
  return make("details", "cp-evidence", make("summary", "", brief), make("p", "", evidence));
}

function factsOf({ plan, passing }) {
  const areas = sumAreas(plan, areasPassing(plan, passing)), alone = othersPassing(plan, passing, "alone").length;
  const fact = (figure, key) => make("span", "cp-fact", make("b", "", figure), ` ${say(plan, key, { count: figure })}`);
  const counts = [[areas.areas, "areas_formed"], [areas.communities, "in_areas"], [alone, "alone_count"]];
  const saved = areas.saving_money / plan.totals.per_unit;
  return [
    ...counts.map(([count, key]) => fact(number(plan, count), key)),
    saved > 0 ? fact(aroundAmount(plan)[0] + amountFigure(plan, saved), "saved") : null,
  ];
}

// The reader's tools: the colouring of the map, and the language. Other parts add theirs to page.tools.
function buildTools(view) {
  const { page } = view;
  page.reading ??= page.tools.appendChild(make("div", "cp-tool-group"));
  page.reading.replaceChildren(indicatorDropdown(view), languageButton(view));
}
