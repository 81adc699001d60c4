// The address says what is shown (#area=A012&county=赫山区&year=2025&indicator=need&lang=en&at=15/28.55/112.35), so that a view can be quoted.
import { addScenario, restoreScenario } from "../compare/scenarios.js";
import { chooseIndicator } from "../panel/colouring.js";
import { FILTERS, NO_FILTERS, isFiltered } from "../plan/filters.js";
import { FIRST_INDICATOR } from "../plan/indicators.js";
import { zoomToPassing } from "../view/camera.js";
import { setFilters } from "../view/filter.js";
import { choose, chooseArea, chooseThisCommunity } from "../view/select.js";
import { switchLanguage } from "./language.js";

const BY_AREA = "area"; // instead of an indicator

export function keepAddress(view) {
  // Inside a notebook the page has no address of its own.
  if (window.parent !== window) return;
  const restore = () => restoreView(view, readAddress());
  if (location.hash.length > 1) restore();
  else view.address = location.hash;
  window.addEventListener("hashchange", () => location.hash !== view.address && restore());
  view.on("select filter stage", () => writeAddress(view, { isStep: true }));
  view.on("indicator language scenario", () => writeAddress(view));
  // A map that only changes its size ends a move that never started.
  view.map.on("movestart", () => { if (!view.isRestoring) view.cameTo = null; });
  view.map.on("moveend", () => writeAddress(view));
}

function readAddress() {
  return new URLSearchParams(location.hash.slice(1));
}

function addressOf(view) {
  const { plan, chosen, filters, indicator, map } = view;
  const { lat, lng } = map.getCenter();
  const parts = readAddress(); // other parts of the page may keep entries there as well
  for (const key of ["area", "community", ...FILTERS, "indicator", "lang", "at"]) parts.delete(key);
  if (chosen) parts.set(chosen.kind, plan[chosen.kind === "area" ? "areas" : "communities"].ids[chosen.row]);
  for (const key of FILTERS) if (filters[key]) parts.set(key, filters[key]);
  parts.set("indicator", indicator?.name ?? BY_AREA);
  addScenario(view, parts);
  parts.set("lang", plan.languages[plan.lang]);
  if (!view.isOverview) parts.set("at", view.cameTo ?? `${map.getZoom()}/${lat.toFixed(5)}/${lng.toFixed(5)}`);
  return `#${String(parts).replace(/%2F/g, "/")}`;
}

// A choice is a step that the back button takes back; other changes only bring the address up to date.
function writeAddress(view, { isStep = false } = {}) {
  if (view.isRestoring) return;
  // A link followed while the map was still flying is not overwritten: it is about to be restored.
  if (!isStep && location.hash !== view.address) return;
  const address = addressOf(view);
  if (address !== location.hash && isStep) location.hash = address;
  else if (address !== location.hash) history.replaceState(null, "", address);
  view.address = location.hash;
}

function restoreView(view, parts) {
  view.isRestoring = true;
  view.cameTo = null; // of the address before
  view.address = location.hash;
  const { languages } = view.plan;
  const lang = Object.keys(languages).find((known) => languages[known] === parts.get("lang"));
  if (lang && lang !== view.plan.lang) switchLanguage(view, lang);
  const indicator = parts.get("indicator") ?? FIRST_INDICATOR;
  if (indicator !== (view.indicator?.name ?? BY_AREA)) chooseIndicator(view, indicator);
  restoreScenario(view, parts);
  restoreFilters(view, parts);
  restoreChosen(view, parts);
  if (view.hasOverview && !view.chosen && !view.filters.county && !parts.get("at")) view.emit("overview");
  const [zoom, lat, lng] = (parts.get("at") ?? "").split("/").map(Number);
  if (Number.isFinite(zoom + lat + lng) && parts.get("at")) {
    view.map.setView([lat, lng], zoom, { animate: false });
    view.cameTo = parts.get("at"); // the map snaps to whole pixels; the address stays as it was quoted
  } else if (!view.chosen && isFiltered(view.filters)) zoomToPassing(view);
  view.isRestoring = false;
  writeAddress(view);
}

function restoreFilters(view, parts) {
  const filters = Object.fromEntries(FILTERS.map((key) => [key, parts.get(key) ?? NO_FILTERS[key]]));
  if (FILTERS.some((key) => filters[key] !== view.filters[key])) setFilters(view, filters);
}

function restoreChosen(view, parts) {
  const { areas, communities } = view.plan;
  const area = areas.ids.indexOf(parts.get("area"));
  const community = communities.ids.indexOf(parts.get("community"));
  const chosen = area >= 0 ? { kind: "area", row: area } : community >= 0 ? { kind: "community", row: community } : null;
  if (!chosen || parts.get("at")) choose(view, chosen); // where the address gives the place, the map does not fly there
  else if (area >= 0) chooseArea(view, area);
  else chooseThisCommunity(view, community);
}
