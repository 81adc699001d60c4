// What of the world the map shows.
import { DETAIL_ZOOM } from "../base/scale.js";
import { areasPassing, isFiltered, othersPassing } from "../plan/filters.js";

const LEAST_ZOOM = 4; // on a map of the whole world nothing is seen

// Keep clear of the legend or the review where it is open over the map.
function fit({ map, page, isReviewing }, bounds, options) {
  const margin = Math.min(40, map.getSize().x / 14);
  const box = isReviewing ? page.review : page.legend;
  const isOpenBox = (isReviewing || box.open) && box.offsetWidth < map.getSize().x / 2;
  map.fitBounds(bounds, {
    paddingTopLeft: [isOpenBox ? box.offsetWidth + margin : margin, margin],
    paddingBottomRight: [margin + 20, margin],
    ...options,
  });
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

export function bringIntoView(view, shapes, row) {
  const { map } = view;
  const isSeen = map.getZoom() >= DETAIL_ZOOM && shapes.has(row) && map.getBounds().intersects(shapes.bounds(row));
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
