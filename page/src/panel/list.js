// Next to the map: the table of areas with its filters, and below it the communities in no area.
import { make } from "../base/dom.js";
import { decisionList } from "../cards/decisions.js";
import { communityButton } from "../cards/parts.js";
import { isFiltered, othersPassing } from "../plan/filters.js";
import { sumAlone } from "../plan/sums.js";
import { amountOfCents, number, say } from "../plan/words.js";
import { showFilters } from "./filters.js";
import { markChosenRow, markHoveredRow, onTableScroll } from "./rows.js";
import { showTable } from "./table.js";

const LONGEST_LIST = 500;

export function prepareList(view) {
  view.ranked = { sort: { key: "rank", isDown: false } };
  view.on("plan amend filter", () => showList(view));
  view.on("indicator", () => showTable(view));
  view.on("select match", () => markChosenRow(view));
  view.on("hover", (found) => markHoveredRow(view, found));
  view.page.browse.addEventListener("scroll", () => onTableScroll(view));
}

function showList(view) {
  const others = ["alone", "not_eligible"].map((outcome) => listOfOthers(view, outcome)).filter(Boolean);
  view.others = [countsOfOthers(view), decisionList(view), ...others].filter(Boolean);
  showFilters(view);
  showTable(view);
}

// Communities in no area, listed on demand; the only way to those without a place on the map.
function listOfOthers(view, outcome) {
  const { plan, passing } = view;
  const rows = othersPassing(plan, passing, outcome);
  if (!rows.length) return null;
  const list = make("ol", "cp-list");
  const words = [make("span", "", say(plan, `outcome_${outcome}`)), make("span", "cp-muted", sumWords(plan, outcome, rows))];
  const details = make("details", "cp-others", make("summary", "", ...words), list);
  details.dataset.outcome = outcome;
  const fill = () => list.append(...rows.slice(0, LONGEST_LIST).map((row) => make("li", "", communityButton(view, row))));
  details.addEventListener("toggle", fill, { once: true });
  return details;
}

// Those that are not eligible cost nothing.
function sumWords(plan, outcome, rows) {
  const { households, cost_alone_money } = sumAlone(plan, rows);
  const cost = outcome === "alone" && cost_alone_money !== null ? amountOfCents(plan, cost_alone_money) : "";
  const size = households === null ? "" : say(plan, "short_households", { count: number(plan, households) });
  return [number(plan, rows.length), size, cost].filter(Boolean).join(" · ");
}

function countsOfOthers({ plan, passing, filters }) {
  const counts = { alone: othersPassing(plan, passing, "alone").length, not_eligible: othersPassing(plan, passing, "not_eligible").length,
    without_place: isFiltered(filters) ? 0 : plan.summary.without_place };
  const known = Object.entries(counts).filter(([, count]) => count);
  return make("p", "cp-counts", known.map(([key, count]) => `${number(plan, count)} ${say(plan, `${key}_count`, { count })}`).join(" · "));
}
