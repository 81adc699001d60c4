// One field finds areas, communities, counties and subdistricts; results are browsed with the arrow keys.
import { make } from "../base/dom.js";
import { findAll, rowsInPlace } from "../plan/finding.js";
import { cell, nameOfArea, nameOfCommunity, number, say } from "../plan/words.js";
import { zoomTo } from "../view/camera.js";
import { chooseArea, chooseThisCommunity } from "../view/select.js";

const MOST_FOUND = 8;
const PLACES = ["county", "subdistrict"];

export function prepareSearch(view) {
  view.on("plan", () => view.page.searching.replaceChildren(buildSearch(view)));
}

function buildSearch(view) {
  const { plan } = view;
  const field = make("input", "cp-search");
  const found = make("div", "cp-found");
  Object.assign(field, { type: "search", placeholder: say(plan, "search"), autocomplete: "off", spellcheck: false });
  const traits = { role: "combobox", "aria-label": say(plan, "search"), "aria-expanded": "false", "aria-controls": "cp-found",
    "aria-autocomplete": "list" };
  for (const [name, value] of Object.entries(traits)) field.setAttribute(name, value);
  Object.assign(found, { id: "cp-found", hidden: true });
  found.setAttribute("role", "listbox");
  found.setAttribute("aria-label", say(plan, "search"));
  const search = { field, found, options: [], marked: -1 };
  field.addEventListener("input", () => showFound(view, search));
  field.addEventListener("keydown", (event) => walkFound(view, search, event));
  field.addEventListener("blur", () => closeFound(search));
  view.search = search;
  return make("div", "cp-searching", field, found);
}

function showFound(view, search) {
  const { field, found } = search;
  const groups = findAll(view.plan, field.value);
  search.options = [];
  search.marked = -1;
  found.replaceChildren(...groups.map((group) => foundGroup(view, search, group)));
  if (field.value.trim() && !groups.length) found.append(make("p", "cp-empty", say(view.plan, "nothing_found")));
  found.hidden = !field.value.trim();
  field.setAttribute("aria-expanded", String(search.options.length > 0));
  field.removeAttribute("aria-activedescendant");
  const count = groups.reduce((sum, group) => sum + group.found.length, 0);
  view.page.news.textContent = field.value.trim() ? say(view.plan, "found_count", { count: number(view.plan, count) }) : "";
}

function foundGroup(view, search, { kind, found }) {
  const { plan } = view;
  const nameOf = { area: (row) => nameOfArea(plan, row), community: (row) => nameOfCommunity(plan, row), place: (name) => name }[kind];
  const more = found.length > MOST_FOUND ? say(plan, "more_found", { count: number(plan, found.length - MOST_FOUND) }) : "";
  const group = make("div", "", make("div", "cp-found-head", say(plan, `found_${kind}`), make("span", "cp-muted", more)));
  group.setAttribute("role", "group");
  group.setAttribute("aria-label", say(plan, `found_${kind}`));
  for (const item of found.slice(0, MOST_FOUND)) group.append(foundOption(view, search, { kind, item, name: nameOf(item) }));
  return group;
}

function foundOption(view, search, { kind, item, name }) {
  const { plan } = view;
  const table = kind === "area" ? plan.areas.table : plan.communities.table;
  const place = kind === "place" ? "" : PLACES.map((column) => cell(plan, table, column, item)).filter(Boolean).join(" · ");
  const node = make("div", "cp-option", name, make("span", "cp-muted", place));
  node.id = `cp-option-${search.options.length}`;
  node.setAttribute("role", "option");
  // Before the field loses the focus and the options are gone.
  node.addEventListener("mousedown", (event) => {
    event.preventDefault();
    goTo(view, search, { kind, item });
  });
  search.options.push({ node, kind, item });
  return node;
}

function walkFound(view, search, event) {
  const { options, field } = search;
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step && options.length) {
    event.preventDefault();
    search.marked = (search.marked + step + options.length + (search.marked < 0 && step < 0)) % options.length;
    options.forEach(({ node }, at) => node.setAttribute("aria-selected", String(at === search.marked)));
    field.setAttribute("aria-activedescendant", options[search.marked].node.id);
    options[search.marked].node.scrollIntoView({ block: "nearest" });
  } else if (event.key === "Enter" && options.length) {
    goTo(view, search, options[Math.max(0, search.marked)]);
  } else if (event.key === "Escape" && field.value) {
    event.stopPropagation();
    field.value = "";
    closeFound(search);
  }
}

function goTo(view, search, { kind, item }) {
  closeFound(search);
  if (kind === "area") chooseArea(view, item);
  else if (kind === "community") chooseThisCommunity(view, item);
  else zoomTo(view, view.plan.communities.shapes, rowsInPlace(view.plan, item));
}

function closeFound({ field, found }) {
  found.hidden = true;
  field.setAttribute("aria-expanded", "false");
}
