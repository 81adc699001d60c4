// The rows of the table: only those in view are in the page, and arrow keys go from one to the next.
import { button, make } from "../base/dom.js";
import { rankBadge } from "../cards/badge.js";
import { valueAt } from "../plan/decode.js";
import { figureOfSum, sumAreas } from "../plan/sums.js";
import { cell, nameOfArea, number, say, shortNameOfArea } from "../plan/words.js";
import { areaOfChosen, chooseArea, highlight, highlightChosen } from "../view/select.js";

const ROW_PX = 44;
const ROWS_AT_ONCE = 160;
const ROWS_AROUND = 60;
// Sums, with the column that counts the members that they cover.
const KNOWN_OF = { households: "households_known", cost_together_money: "cost_known", saving_money: "cost_known" };

// Spacers stand in for the rows out of view.
export function fillRows(view) {
  const { body, items, columns } = view.ranked;
  const focusedRow = body.contains(document.activeElement) ? rowUnder(document.activeElement) : undefined;
  const isShort = items.length <= ROWS_AT_ONCE;
  const first = isShort ? 0 : Math.max(0, Math.min(firstInSight(view) - ROWS_AROUND, items.length - ROWS_AT_ONCE));
  view.ranked.first = first;
  const shown = items.slice(first, first + ROWS_AT_ONCE);
  body.replaceChildren(
    spacer(first, columns),
    ...shown.map((item, at) => rowNode(view, item, first + at)),
    spacer(items.length - first - shown.length, columns));
  openToKeys(view);
  if (focusedRow !== undefined) body.querySelector(`[data-row="${focusedRow}"] button`)?.focus({ preventScroll: true });
  markChosenRow(view, { isStill: true });
}

// One row takes part in the order of the Tab key: that which the arrow keys reached, else the first of those in the page.
function openToKeys({ ranked }) {
  const names = [...ranked.body.querySelectorAll(".cp-name")];
  const open = names.find((name) => rowUnder(name) === String(ranked.current)) ?? names[0];
  for (const name of names) name.tabIndex = name === open ? 0 : -1;
}

function firstInSight({ page, ranked }) {
  return Math.floor(Math.max(0, page.browse.scrollTop - (ranked.table?.offsetTop ?? 0)) / ROW_PX);
}

export function onTableScroll(view) {
  const { items, first } = view.ranked;
  if (items.length <= ROWS_AT_ONCE) return;
  const seen = firstInSight(view);
  const isNearEdge = seen < first + ROWS_AROUND / 3 || seen > first + ROWS_AT_ONCE - ROWS_AROUND;
  const hasMore = seen < first ? first > 0 : first + ROWS_AT_ONCE < items.length || first > 0;
  if (isNearEdge && hasMore) fillRows(view);
}

function spacer(count, columns) {
  if (count <= 0) return "";
  const room = make("td");
  room.colSpan = columns.length;
  room.style.height = `${count * ROW_PX}px`;
  const row = make("tr", "cp-spacer", room);
  row.setAttribute("aria-hidden", "true");
  return row;
}

function rowNode(view, item, place) {
  const node = item.members ? yearNode(view, item) : areaNode(view, item.row);
  node.setAttribute("aria-rowindex", place + 2);
  return node;
}

// The sums of a year stand in the columns that they are of.
function yearNode(view, { year, members }) {
  const words = year === null ? say(view.plan, "unscheduled") : say(view.plan, "built_in", { year });
  return sumRow(view, "cp-year", "rowgroup", words, members);
}

// All that the table lists, also where one year is left.
export function totalRow(view) {
  return sumRow(view, "cp-total", "row", say(view.plan, "total"), view.ranked.rows);
}

function sumRow({ plan, ranked }, style, scope, words, rows) {
  const sums = sumAreas(plan, rows);
  const head = make("th", "", words, make("span", "cp-muted", say(plan, "short_areas", { count: number(plan, rows.length) })));
  head.colSpan = 2;
  head.scope = scope;
  const cells = ranked.columns.slice(2).map((key) => make("td", `cp-col-${key}`, figureOfSum(plan, sums, key), sumCoverage(key, sums)));
  return make("tr", style, head, ...cells);
}

function sumCoverage(key, sums) {
  const known = sums[KNOWN_OF[key]];
  return known === undefined || sums[key] === null || known === sums.communities ? null : make("span", "cp-muted cp-coverage", `${known}/${sums.communities}`);
}

function areaNode(view, row) {
  const { ranked } = view;
  const node = make("tr", "cp-area", ...ranked.columns.map((key) => cellNode(view, key, row)));
  node.dataset.row = row;
  if (view.plan.changed?.has(row)) node.classList.add("cp-edited");
  return node;
}

// Of how many members a sum is, where not of all, and whether any of their costs is estimated.
function coverageNode(plan, key, row) {
  const { table } = plan.areas;
  if (!(key in KNOWN_OF)) return null;
  const [known, whole] = [KNOWN_OF[key], "communities"].map((name) => valueAt(table, name, row));
  const isEstimated = key !== "households" && valueAt(table, "cost_estimated", row) > 0;
  const notes = [known !== null && known < whole ? `${known}/${whole}` : null, isEstimated ? say(plan, "estimated_cost") : null];
  const words = notes.filter(Boolean).join(" ");
  return words ? make("span", "cp-muted cp-coverage", words) : null;
}

function cellNode(view, key, row) {
  const { plan } = view;
  if (key === "rank") return make("td", "cp-col-rank", rankBadge(view, row));
  if (key !== "area_name") {
    const { style, digits } = plan.areas.table[key];
    const value = valueAt(plan.areas.table, key, row);
    const figure = value !== null ? number(plan, value, style, digits) : key in KNOWN_OF ? say(plan, "not_known") : "–";
    return make("td", `cp-col-${key}`, figure, value === null ? null : coverageNode(plan, key, row));
  }
  const name = button("cp-name", () => chooseArea(view, row), shortNameOfArea(plan, row));
  const place = ["county", "subdistrict"].map((column) => cell(plan, plan.areas.table, column, row)).filter(Boolean);
  const node = make("th", "cp-col-area_name", name, make("span", "cp-muted", place.join(" · ")));
  node.scope = "row";
  node.title = nameOfArea(plan, row);
  return node;
}

// The row that a part of the page belongs to, as its number in letters.
function rowUnder(node) {
  return /** @type {HTMLElement | null} */ (node?.closest("[data-row]"))?.dataset.row;
}

export function listenToRows(view) {
  const { body, table } = view.ranked;
  const mark = (event) => {
    const row = rowUnder(event.target);
    if (row !== undefined) highlight(view, view.plan.areas.shapes.rings(Number(row)));
  };
  for (const come of ["mouseover", "focusin"]) body.addEventListener(come, mark);
  for (const go of ["mouseleave", "focusout"]) body.addEventListener(go, () => highlightChosen(view));
  body.addEventListener("click", (event) => {
    const row = rowUnder(event.target);
    if (row !== undefined && !event.target.closest("button")) chooseArea(view, Number(row));
  });
  body.addEventListener("keydown", (event) => steer(view, event));
  table.tHead.addEventListener("keydown", (event) => enterRows(view, event));
}

// From the head of the table the arrow leads into its rows.
function enterRows(view, event) {
  const { rows } = view.ranked;
  if (event.key !== "ArrowDown" || !rows.length) return;
  event.preventDefault();
  goToRow(view, rows[0]);
}

const STEPS = { ArrowDown: 1, ArrowUp: -1, PageDown: 10, PageUp: -10, Home: -Infinity, End: Infinity };

function steer(view, event) {
  const step = STEPS[event.key];
  const { rows } = view.ranked;
  const row = Number(rowUnder(event.target));
  if (!step || Number.isNaN(row)) return;
  event.preventDefault();
  goToRow(view, rows[Math.max(0, Math.min(rows.length - 1, rows.indexOf(row) + step))]);
}

function goToRow(view, row) {
  showRow(view, row);
  view.ranked.body.querySelector(`[data-row="${row}"] button`).focus({ preventScroll: true });
}

// Bring a row into view, and into the page if it is far away.
function showRow(view, row) {
  const { ranked, page } = view;
  const place = ranked.place.get(row);
  if (place === undefined) return;
  ranked.current = row;
  const top = ranked.table.offsetTop + ranked.body.offsetTop + place * ROW_PX;
  const head = ranked.body.offsetTop + ROW_PX;
  const { scrollTop } = page.browse;
  const clientHeight = page.browse.clientHeight - ranked.table.tFoot.offsetHeight;
  if (top < scrollTop + head) page.browse.scrollTop = top - head;
  else if (top + ROW_PX > scrollTop + clientHeight) page.browse.scrollTop = top + 2 * ROW_PX - clientHeight;
  fillRows(view);
}

// The row of the area that is chosen, or of the chosen community's.
export function markChosenRow(view, { isStill = false } = {}) {
  const { chosen, ranked } = view;
  const row = chosen ? areaOfChosen(view) : -1;
  if (row >= 0 && !isStill) return showRow(view, row);
  for (const node of ranked.body.querySelectorAll("[aria-current]")) node.removeAttribute("aria-current");
  return ranked.body.querySelector(`[data-row="${row}"]`)?.setAttribute("aria-current", "true");
}

// The area under the mouse, on the map, is marked in the table.
export function markHoveredRow({ plan, ranked }, found) {
  if (!ranked?.body) return;
  for (const node of ranked.body.querySelectorAll(".cp-hovered")) node.classList.remove("cp-hovered");
  const shapes = found?.layer.shapes;
  const row = shapes === plan.areas.shapes ? found.row : shapes === plan.communities.shapes ? plan.communities.area[found.row] : -1;
  ranked.body.querySelector(`[data-row="${row}"]`)?.classList.add("cp-hovered");
}
