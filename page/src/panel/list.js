// Next to the map: the table of areas with its filters, and below it the communities in no area.
import { make } from "../base/dom.js";
import { communityButton } from "../cards/parts.js";
import { number, say } from "../plan/words.js";
import { showFilters } from "./filters.js";
import { markChosenRow, markHoveredRow, onTableScroll } from "./rows.js";
import { showTable } from "./table.js";

const LONGEST_LIST = 500;

export function prepareList(view) {
  view.ranked = { sort: { key: "rank", isDown: false }, filters: {} };
  view.on("plan amend", () => showList(view));
  view.on("indicator filter", () => showTable(view));
  view.on("select match", () => markChosenRow(view));
  view.on("hover", (found) => markHoveredRow(view, found));
  view.page.browse.addEventListener("scroll", () => onTableScroll(view));
}

function showList(view) {
  const { plan } = view;
  const others = ["alone", "not_eligible"].map((outcome) => listOfOthers(view, outcome)).filter(Boolean);
  view.others = [countsOfOthers(plan), ...others];
  showFilters(view);
  showTable(view);
}

// Communities in no area, listed on demand; the only way to those without a place on the map.
function listOfOthers(view, outcome) {
  const { plan } = view;
  const { codes, texts } = plan.communities.outcome, code = texts.indexOf(outcome), rows = [];
  codes.forEach((each, row) => each === code && rows.push(row));
  if (!rows.length) return null;
  const list = make("ol", "cp-list");
  const words = [make("span", "", say(plan, `outcome_${outcome}`)), make("span", "cp-muted", number(plan, rows.length))];
  const details = make("details", "cp-others", make("summary", "", ...words), list);
  const fill = () => list.append(...rows.slice(0, LONGEST_LIST).map((row) => make("li", "", communityButton(view, row))));
  details.addEventListener("toggle", fill, { once: true });
  return details;
}

function countsOfOthers(plan) {
  const { summary } = plan;
  const counts = ["alone", "not_eligible", "without_place"].filter((key) => summary[key]);
  return make("p", "cp-counts", counts.map((key) => `${number(plan, summary[key])} ${say(plan, `${key}_count`, { count: summary[key] })}`).join(" · "));
}
