// What of the world the map shows.
import { DETAIL_ZOOM } from "../base/scale.js";
import { areasPassing, isFiltered, othersPassing } from "../plan/filters.js";
import { peekHeight } from "./peek.js";

const LEAST_ZOOM = 4; // on a map of the whole world nothing is seen

// What lies over the map on a small screen: search above, the sheet below.
function coveredBy(page, height) {
  const { root, topbar } = page;
  const [isSmall, isSheet] = ["cp-small", "cp-sheet"].map((name) => root.classList.contains(name));
  return { top: isSmall ? topbar.offsetHeight : 0, bottom: !isSheet ? 0 : root.dataset.stop === "peek" ? peekHeight(page) : height / 2 };
}

// Keep clear of the legend or the review where it is open over the map.
function fit({ map, page, isReviewing }, bounds, options) {
  const margin = Math.min(40, map.getSize().x / 14);
  const { top, bottom } = coveredBy(page, map.getSize().y);
  const box = isReviewing ? page.review : page.legend;
  const isOpenBox = (isReviewing || box.open) && box.offsetWidth < map.getSize().x / 2;
  map.fitBounds(bounds, {
    paddingTopLeft: [isOpenBox ? box.offsetWidth + margin : margin, top + margin],
    paddingBottomRight: [margin + 20, bottom + margin],
    ...options,
  });
}

// The part of the world that the reader sees, nothing lying over it.
function boundsInSight({ map, page }) {
  const { x, y } = map.getSize(), { top, bottom } = coveredBy(page, y);
  return L.latLngBounds(map.containerPointToLatLng([0, top]), map.containerPointToLatLng([x, y - bottom]));
}

export function zoomTo(view, shapes, rows) {
  const bounds = rows.reduce((all, row) => (shapes.has(row) ? all.extend(shapes.bounds(row)) : all), L.latLngBounds([]));
  if (bounds.isValid()) fit(view, bounds, { maxZoom: 16.5 });
}

// Where the areas and communities alone are that pass the filters.
export function zoomToPassing(view) {
  const { plan, passing, filters } = view;
  if (!isFiltered(filters)) return zoomOut(view);
  const alone = othersPassing(plan, passing, "alone");
  const bounds = [[plan.areas.shapes, areasPassing(plan, passing)], [plan.communities.shapes, alone]]
    .reduce((all, [shapes, rows]) => rows.reduce((box, row) => (shapes.has(row) ? box.extend(shapes.bounds(row)) : box), all), L.latLngBounds([]));
  return bounds.isValid() && fit(view, bounds, { maxZoom: 16.5 });
}

// Show all of these, each a row of some shapes, where the map does not show them already.
export function fitTo(view, ends) {
  const bounds = ends.reduce((all, { shapes, row }) => all.extend(shapes.bounds(row)), L.latLngBounds([]));
  const { map } = view;
  if (!(map.getZoom() >= DETAIL_ZOOM && boundsInSight(view).contains(bounds))) fit(view, bounds, { maxZoom: 16.5 });
}

export function bringIntoView(view, shapes, row) {
  const { map } = view;
  const isSeen = map.getZoom() >= DETAIL_ZOOM && shapes.has(row) && boundsInSight(view).intersects(shapes.bounds(row));
  if (!isSeen) zoomTo(view, shapes, [row]);
}

// The extent of the plan; that of the context where there are no communities.
function extentOf({ plan }) {
  const boundsOf = (tables) => tables.map(({ shapes }) => shapes.allBounds()).filter((box) => box.isValid())
    .reduce((all, box) => all.extend(box), L.latLngBounds([]));
  const bounds = boundsOf([plan.communities, plan.areas]);
  const ground = boundsOf(plan.context);
  return [bounds, ground].find((box) => box.isValid()) ?? L.latLngBounds([[18, 73], [54, 135]]);
}

export function zoomOut(view) {
  fit(view, extentOf(view), { maxZoom: 17, animate: false });
}

// The whole plan, on a map that does not look at it yet.
export function lookAtPlan(view) {
  if (view.map.getZoom() < LEAST_ZOOM || !view.map.getBounds().intersects(extentOf(view))) zoomOut(view);
}
