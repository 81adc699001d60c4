// Which areas the table shows: by county, by year, and by the stage of review of a member.
import { dropdown } from "../base/dom.js";
import { countiesOf, stagesOf, yearsOf } from "../plan/passing.js";
import { say } from "../plan/words.js";

export function showFilters(view) {
  const { plan, page } = view;
  const choices = [["county", countiesOf(plan)], ["year", yearsOf(plan)], ["stage", stagesOf(plan)]];
  const known = choices.filter(([, options]) => options.length > 1);
  page.filters.replaceChildren(...known.map(([key, options]) => filterNode(view, key, options)));
}

function filterNode(view, key, options) {
  const { plan, ranked } = view;
  const all = [["", say(plan, `all_${key}`)], ...options];
  return dropdown(say(plan, `filter_${key}`), all, ranked.filters[key] ?? "", (value) => {
    ranked.filters[key] = value;
    view.emit("filter");
  });
}

