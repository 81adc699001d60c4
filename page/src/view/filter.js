// What the reader filters by, and what passes.
import { NO_FILTERS, knownFilters, passingOf } from "../plan/filters.js";
import { zoomToPassing } from "./camera.js";

// Filters are chosen one by one; an unknown value lets everything pass.
/** @param {import("./view.js").View} view @param {Partial<import("../types").Filters>} chosen */
export function setFilters(view, chosen) {
  view.filters = knownFilters(view.plan, { ...view.filters, ...chosen });
  view.passing = passingOf(view.plan, view.filters);
  view.emit("filter");
}

// The same by hand: the map goes where the rest is.
export function filterBy(view, chosen) {
  setFilters(view, chosen);
  zoomToPassing(view);
}

export function clearFilters(view) {
  filterBy(view, NO_FILTERS);
}
