// Picking communities on the map: by clicks, with a line around them, or with a line through an area.
import { button, make } from "../base/dom.js";
import { say } from "../plan/words.js";
import { FOUND, cutByLine, isPickable, rowsWithin } from "../referee/picking.js";
import { draftColour } from "./marks.js";
import { noteReview } from "./session.js";

const BRUSHES = ["move_map", "pick", "lasso", "cut"];
const LEAST_PX = 6; // a shorter line is a click

export function prepareBrushes(view) {
  const { map, page } = view;
  view.brush = "move_map";
  view.sketch = L.featureGroup().addTo(map);
  page.frame.append(page.brushes = make("div", "cp-brushes"));
  page.brushes.setAttribute("role", "toolbar");
  L.DomEvent.disableClickPropagation(page.brushes);
  view.grab = (event, found) => takeClick(view, event.originalEvent, found);
  map.getContainer().addEventListener("pointerdown", (event) => startLine(view, event), true);
  view.on("edit plan language", () => showBrushes(view));
  showBrushes(view);
}

function showBrushes(view) {
  const { plan, page, isReviewing } = view;
  page.brushes.hidden = !isReviewing;
  page.brushes.setAttribute("aria-label", say(plan, "brushes"));
  if (!isReviewing && view.brush !== "move_map") return takeBrush(view, "move_map");
  return page.brushes.replaceChildren(...BRUSHES.map((brush) => {
    const node = button("cp-brush", () => takeBrush(view, brush), say(plan, `brush_${brush}`));
    node.title = say(plan, `brush_${brush}_does`);
    node.setAttribute("aria-pressed", String(view.brush === brush));
    return node;
  }));
}

function takeBrush(view, brush) {
  const { map, page } = view, isDrawing = brush === "lasso" || brush === "cut";
  view.brush = brush;
  for (const handler of [map.dragging, map.boxZoom]) handler?.[isDrawing ? "disable" : "enable"]();
  map.getContainer().classList.toggle("cp-drawing", isDrawing);
  showBrushes(view);
  /** @type {HTMLElement | null} */ (page.brushes.querySelector("[aria-pressed=true]"))?.focus({ preventScroll: true });
}

// A click picks with the brush for it, or with Ctrl or Shift held down; with an area, all of its members.
function takeClick(view, event, found) {
  if (!view.isReviewing) return false;
  if (view.hasDrawn) return true;
  if (view.brush === "move_map" && !(event.ctrlKey || event.metaKey || event.shiftKey)) return false;
  const { areas, communities } = view.plan, shapes = found?.layer.shapes;
  if (shapes === communities.shapes) togglePicks(view, [found.row]);
  else if (shapes === areas.shapes) togglePicks(view, view.plan.members[found.row]);
  return true;
}

// All of them, unless they are picked already.
export function togglePicks(view, rows) {
  const pickable = rows.filter((row) => isPickable(view.plan, row));
  if (!pickable.length) return noteReview(view, "not_pickable");
  const isOff = pickable.every((row) => view.picks.has(row));
  for (const row of pickable) if (isOff) view.picks.delete(row); else view.picks.add(row);
  return view.emit("picks");
}

export function pickNothing(view) {
  view.picks.clear();
  view.target = null;
  view.emit("picks");
}

function startLine(view, event) {
  view.hasDrawn = false;
  const isDrawing = view.brush === "lasso" || view.brush === "cut";
  if (!view.isReviewing || !isDrawing || event.button || event.target.closest(".leaflet-control, button")) return;
  const { map } = view, line = [map.mouseEventToLatLng(event)], from = map.mouseEventToContainerPoint(event);
  const draw = (moved) => {
    const at = map.mouseEventToLatLng(moved);
    if (view.brush === "cut") line.length = 1;
    line.push(at);
    view.hasDrawn ||= from.distanceTo(map.mouseEventToContainerPoint(moved)) >= LEAST_PX;
    showLine(view, line);
  };
  const stop = (last) => {
    L.DomUtil.enableTextSelection();
    for (const [name, handler] of handlers) document.removeEventListener(name, handler);
    view.sketch.clearLayers();
    if (last.type === "pointerup" && view.hasDrawn) finishLine(view, line);
  };
  L.DomUtil.disableTextSelection();
  /** @type {[string, (event: any) => void][]} */
  const handlers = [["pointermove", draw], ["pointerup", stop], ["pointercancel", stop]];
  for (const [name, handler] of handlers) document.addEventListener(name, handler);
}

function showLine(view, line) {
  const options = { color: draftColour(view), weight: 2, dashArray: "6 4", fillOpacity: 0.08, interactive: false,
    renderer: view.panes.front, pane: "cp-front" };
  view.sketch.clearLayers();
  view.sketch.addLayer(view.brush === "lasso" ? L.polygon(line, options) : L.polyline(line, options));
}

// What a line encloses is picked too; of an area that it cuts, the smaller side is, to become an area of its own.
function finishLine(view, line) {
  const places = line.map((latLng) => placeOf(view, latLng));
  const isCut = view.brush === "cut";
  const rows = isCut ? cutByLine(view.plan, places[0], places[places.length - 1]) : rowsWithin(view.plan, places);
  if (!rows.length) return noteReview(view, isCut ? "nothing_cut" : "nothing_enclosed");
  if (isCut) view.picks.clear();
  if (isCut) view.target = FOUND;
  rows.forEach((row) => view.picks.add(row));
  return view.emit("picks");
}

function placeOf({ map, plan }, latLng) {
  const { x, y } = map.project(latLng, 0).divideBy(256);
  return { x: x - plan.origin.x, y: y - plan.origin.y };
}
