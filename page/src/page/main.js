// Open one plan, or several to compare, in a Leaflet map: in a page of its own or in a notebook.
import { prepareCard } from "../cards/chosen.js";
import { prepareComparison, showMovers } from "../compare/compare.js";
import { prepareScenarios } from "../compare/scenarios.js";
import { prepareSecondMap } from "../compare/second_map.js";
import { showTiles } from "../map/tiles.js";
import { prepareOverview } from "../overview/overview.js";
import { prepareLayersMenu } from "../panel/layers_menu.js";
import { prepareLegend } from "../panel/legend.js";
import { prepareList } from "../panel/list.js";
import { prepareMoney } from "../panel/money.js";
import { prepareSearch } from "../panel/search.js";
import { prepareSheet } from "../panel/sheet.js";
import { preparePrinting } from "../paper/print.js";
import { readPayload } from "../plan/decode.js";
import { FIRST_INDICATOR, readIndicator } from "../plan/indicators.js";
import { colourAlike } from "../plan/moves.js";
import { unfold } from "../plan/unfold.js";
import { prepareReview } from "../review/review.js";
import { browserStore } from "../review/store.js";
import { prepareOwnMap, prepareScene } from "../scene/scene.js";
import { lookAtPlan, zoomOut } from "../view/camera.js";
import { chooseNothing } from "../view/select.js";
import { View } from "../view/view.js";
import { keepAddress } from "./address.js";
import { buildBare, prepareBare } from "./bare.js";
import { buildPage, preparePage } from "./page.js";

/**
 * @param {any} map Leaflet's
 * @param {string} source element or address of the payload
 * @param {{ panel?: boolean, column?: string | null, hasOverview?: boolean, store?: import("../types").Store }} [looks] whether a
 *   page stands around the map, what colours it, whether the page begins with the plan at one look, and where reviews are kept
 */
export async function open(map, source, { panel = true, column = null, hasOverview = false, store = browserStore } = {}) {
  const page = panel ? buildPage(map) : buildBare(map);
  const content = await readPayload(source);
  const plans = (content.plans ?? [content]).map(unfold);
  plans.slice(1).forEach((plan) => colourAlike(plan, plans[0]));
  const view = new View(map, page, plans);
  view.other = plans[1] ?? null;
  view.hasOverview = hasOverview;
  view.store = store;
  view.indicator = readIndicator(view, column ?? FIRST_INDICATOR);
  for (const prepare of panel ? PARTS : BARE_PARTS) prepare(view);
  view.show(plans[0]);
  showTiles(view, content.tiles);
  if (panel) readInPage(view);
  else lookAtPlan(view);
  page.root.dataset.ready = "true";
}

function readInPage(view) {
  view.isOverview = view.hasOverview; // from before the map has a place, so that it is not drawn below
  zoomOut(view);
  showMovers(view);
  document.addEventListener("keydown", (event) => answerKey(view, event));
  view.emit("overview");
  keepAddress(view);
}

// A page that is nothing but a plan says itself where its payload is; a server that keeps reviews hands its store over.
/** @param {{ store?: import("../types").Store }} [served] */
export function start(served = {}) {
  const stage = document.getElementById("map");
  return open(L.map(stage, { zoomControl: false }), stage.dataset.plan, { hasOverview: true, ...served });
}

// In the order in which they draw a plan.
const PARTS = [prepareSheet, prepareOwnMap, prepareScene, preparePage, prepareScenarios, prepareComparison, preparePrinting, prepareSearch,
  prepareLegend, prepareLayersMenu, prepareCard, prepareList, prepareOverview, prepareMoney, prepareSecondMap, prepareReview];
const BARE_PARTS = [prepareScene, prepareLegend, prepareCard, prepareBare];

function answerKey(view, event) {
  const isTyping = event.target.closest("input, select, textarea");
  if (event.key === "Escape") leave(view);
  else if (event.key === "/" && !isTyping) {
    event.preventDefault();
    view.search.field.focus();
  }
}

// From what is chosen to the map, and from there to the overview.
function leave(view) {
  if (view.chosen) [view.second ?? view, view].forEach(chooseNothing);
  else if (view.hasOverview && !view.isReviewing && !view.second) view.emit("overview");
}
