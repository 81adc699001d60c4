// The filters: years as a row of buttons, counties and stages as lists, and a button that clears them.
import { button, dropdown, make } from "../base/dom.js";
import { isFiltered, optionsOf } from "../plan/filters.js";
import { say } from "../plan/words.js";
import { clearFilters, filterBy } from "../view/filter.js";

const MOST_BUTTONS = 5;

export function showFilters(view) {
  const { plan, page, filters } = view;
  const options = optionsOf(plan);
  const years = options.year.length > 1 ? choiceNode(view, "year", options.year) : null;
  const lists = ["county", "stage"].filter((key) => options[key].length > 1).map((key) => listNode(view, key, options[key]));
  const clear = isFiltered(filters) ? button("cp-link cp-clear", () => clearFilters(view), say(plan, "clear_filters")) : null;
  const focused = page.filters.querySelector(":focus")?.dataset.filter;
  page.filters.replaceChildren(...[years, lists.length || clear ? make("div", "cp-filter-lists", ...lists, clear) : null].filter(Boolean));
  if (focused) page.filters.querySelector(`[data-filter="${focused}"]`)?.focus();
}

function choiceNode(view, key, options) {
  return options.length > MOST_BUTTONS ? listNode(view, key, options) : buttonsNode(view, key, options);
}

function withAll(plan, key, options) {
  return [["", say(plan, `all_${key}`)], ...options];
}

function buttonsNode(view, key, options) {
  const { plan, filters } = view;
  const buttons = withAll(plan, key, options).map(([value, words]) => {
    const node = button("cp-segment", () => filterBy(view, { [key]: value }), words);
    node.setAttribute("aria-pressed", String(filters[key] === value));
    node.dataset.filter = `${key}-${value}`;
    return node;
  });
  const group = make("div", "cp-segments", ...buttons);
  group.setAttribute("role", "group");
  group.setAttribute("aria-label", say(plan, `filter_${key}`));
  return group;
}

function listNode(view, key, options) {
  const { plan, filters } = view;
  const node = dropdown(say(plan, `filter_${key}`), withAll(plan, key, options), filters[key], (value) => filterBy(view, { [key]: value }));
  node.dataset.filter = key;
  return node;
}
