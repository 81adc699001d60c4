// The plan at one look: each town in a frame of its own, all at one scale, areas numbered by rank. A click enters a county.
import { button, make } from "../base/dom.js";
import { labelNode, placeLabels } from "../map/labels.js";
import { makeCanvas, paintLayers } from "../map/paint.js";
import { styleOf } from "../map/symbols.js";
import { valueAt } from "../plan/decode.js";
import { languagePlace, number, say } from "../plan/words.js";
import { zoomTo } from "../view/camera.js";
import { setFilters } from "../view/filter.js";
import { keyNode } from "./key.js";
import { layOutFrames } from "./frames.js";

const LONGEST_SCALE_PX = 110;
const LOCATOR_PX = 112;

export function prepareOverview(view) {
  const { page, plans } = view;
  view.hasOverview &&= plans.length === 1 && plans[0].insets.frames.length > 1;
  if (!view.hasOverview) return;
  page.overview = page.frame.appendChild(make("section", "cp-overview"));
  page.overview.hidden = true;
  view.on("overview", () => openOverview(view));
  view.on("select edit filter", () => { if (view.chosen || view.isReviewing || view.filters.county) closeOverview(view); });
  view.on("plan amend indicator layers filter language", () => drawOverview(view));
  const observer = new ResizeObserver(() => { if (sizeOf(page.overview) !== view.overviewSize) drawOverview(view); });
  observer.observe(page.frame);
  view.map.on("unload", () => observer.disconnect());
}

function openOverview(view) {
  view.isOverview = true;
  view.page.overview.hidden = false;
  view.page.root.classList.add("cp-at-overview");
  if (view.filters.county) setFilters(view, { county: "" });
  drawOverview(view);
  view.emit("stage");
}

function closeOverview(view) {
  if (!view.isOverview) return;
  view.isOverview = false;
  view.page.overview.hidden = true;
  view.page.overview.replaceChildren();
  view.page.root.classList.remove("cp-at-overview");
  view.emit("uncover");
}

// The map of a county, with its areas alone in the table.
function enterCounty(view, county) {
  const { plan } = view;
  closeOverview(view);
  setFilters(view, { county });
  zoomTo(view, plan.areas.shapes, plan.areas.ids.map((_, row) => row).filter((row) => (valueAt(plan.areas.table, "county", row) ?? "") === county));
  view.emit("stage");
}

function drawOverview(view) {
  if (!view.isOverview) return;
  const { page, plan } = view;
  const { clientWidth, clientHeight } = page.overview;
  view.overviewSize = sizeOf(page.overview);
  const { paddingLeft, paddingTop } = getComputedStyle(page.overview);
  const inner = [clientWidth - 2 * parseFloat(paddingLeft), clientHeight - 2 * parseFloat(paddingTop)];
  const { frames, key, metres, isNarrow } = layOutFrames(plan, inner[0], inner[1]);
  page.overview.setAttribute("aria-label", say(plan, "overview"));
  const nodes = frames.map((each) => frameNode(view, each));
  nodes[0].lastChild.append(scaleNode(plan, metres));
  page.overview.classList.toggle("cp-stacked", isNarrow);
  const keyOf = (locatorPx) => placed(keyNode(view, frames, key.width, locatorPx), isNarrow ? {} : key);
  const sheet = page.overview.appendChild(make("div", "cp-overview-sheet", ...nodes, keyOf(LOCATOR_PX)));
  page.overview.replaceChildren(sheet);
  if (!isNarrow) fitKey(sheet, keyOf);
}

// Words are longer in one language than in another: where they leave too little room, the locator gives it.
function fitKey(sheet, keyOf) {
  const { clientHeight, scrollHeight } = sheet.lastChild, located = sheet.lastChild.querySelector(".cp-locator");
  if (located && scrollHeight > clientHeight) sheet.lastChild.replaceWith(keyOf(located.offsetHeight - (scrollHeight - clientHeight)));
}

function sizeOf({ clientWidth, clientHeight }) {
  return `${clientWidth} ${clientHeight}`;
}

function placed(node, box) {
  for (const [name, pixels] of Object.entries(box)) node.style[name] = `${pixels}px`;
  return node;
}

function frameNode(view, { inset, box, frame }) {
  const { plan } = view;
  const place = languagePlace(plan);
  const titles = inset.counties.map(({ name, listed }) => button("cp-frame-title", () => enterCounty(view, name),
    make("b", "", name || say(plan, "no_county")), " ", make("span", "cp-muted", listed[place])));
  const stage = make("div", "cp-frame-map", paintedFrame(view, frame), make("div", "cp-labels", ...placeLabels(view, frame).map(labelNode)));
  stage.addEventListener("click", (event) => enterCounty(view, countyAt(plan, inset, frame, event.offsetX, event.offsetY)));
  return placed(make("div", "cp-frame", make("div", "cp-frame-titles", ...titles), stage), box);
}

function paintedFrame(view, frame) {
  const canvas = makeCanvas(frame, window.devicePixelRatio > 1 ? 2 : 1), pen = canvas.getContext("2d");
  pen.fillStyle = styleOf(view.plan, "ground").fill;
  pen.fillRect(0, 0, frame.width, frame.height);
  const work = paintLayers(view, pen, frame);
  while (!work.next().done);
  return canvas;
}

// The county of the area nearest to a place in a frame.
function countyAt({ areas }, { areas: rows, counties }, { scale, dx, dy }, left, top) {
  const far = (row) => {
    const { x, y } = areas.shapes.centre(row);
    return Math.hypot(x * scale + dx - left, y * scale + dy - top);
  };
  const nearest = rows.filter((row) => areas.shapes.has(row)).reduce((a, b) => (far(b) < far(a) ? b : a), rows[0]);
  return nearest === undefined ? counties[0]?.name ?? "" : valueAt(areas.table, "county", nearest) ?? "";
}

function scaleNode(plan, metresPerPixel) {
  const most = LONGEST_SCALE_PX * metresPerPixel, unit = 10 ** Math.floor(Math.log10(most));
  const metres = [5, 2, 1].map((factor) => factor * unit).find((length) => length <= most);
  const node = make("div", "cp-frame-scale", metres >= 1000 ? `${number(plan, metres / 1000)} km` : `${number(plan, metres)} m`);
  node.style.width = `${metres / metresPerPixel}px`;
  return node;
}
