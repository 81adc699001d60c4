// The one state of everything that draws or describes a plan on one map.
import { NO_FILTERS, knownFilters, passingOf } from "../plan/filters.js";
import { readIndicator } from "../plan/indicators.js";
import { comparePlans, counterpartOf } from "../plan/moves.js";
import { originalOf } from "../plan/names_of_plans.js";

/** @import { Chosen, Filters, MapLayer, Passing, Plan } from "../types" */

// Parts of a page notify each other by name: "plan" asks all to show the plan anew, "amend" to bring up to
// date what edits changed of it, "layers", "indicator" and "filter" to
// draw anew what they change, "select" and "hover" say what is chosen or under the mouse, "card" that the card was filled,
// "match" that the other map chose, "pair" which two are asked about, and "language", "scenario", "edit" and "drawn" that this has happened.
export class View {

  /**
   * @param {any} map Leaflet's
   * @param {Record<string, any>} page its parts, by name
   * @param {Plan[]} plans
   */
  constructor(map, page, plans) {
    this.map = map;
    this.page = page;
    this.plans = plans;
    this.plan = plans[0];
    /** @type {Plan | null} */ this.other = null;
    /** @type {Filters} */ this.filters = NO_FILTERS;
    /** @type {Passing} what passes them */ this.passing = passingOf(this.plan, this.filters);
    /** @type {any} how plan and other differ */
    this.comparison = null;
    /** @type {any} the figure that colours the map */
    this.indicator = null;
    /** @type {Chosen | null} */ this.chosen = null;
    /** @type {((community: number) => void) | null} what the next click on a community answers */
    this.picking = null;
    /** @type {Record<string, MapLayer>} from the ground up */
    this.layers = {};
    this.panes = makePanes(map);
    this.marks = L.featureGroup().addTo(map);
    this.tiles = null; // the base map under the plan
    /** @type {View | null} the map beside this one, of the other plan */
    this.second = null;
    /** @type {HTMLElement[]} of a second map, the names upon both */
    this.plates = [];
    this.untie = () => {};
    /** @type {any} the table of areas: its order and the rows in sight */
    this.ranked = null;
    this.isReviewing = this.isOverview = false;
    this.overviewSize = ""; // at which its frames were drawn
    this.hasOverview = false; // whether the page has a first screen before its map
    /** @type {import("../types").Store | null} where reviews are kept */
    this.store = null;
    this.reviewer = { name: "", role: "" };
    /** @type {any} a review that was left unfinished, until it is taken up */
    this.saved = null;
    /** @type {Set<Plan>} plans of which the store says when their review changes */
    this.watched = new Set();
    /** @type {Set<number>} communities picked for an edit */
    this.picks = new Set();
    /** @type {((event: any, found: any) => boolean) | null} takes a click on the map before it chooses */
    this.grab = null;
    this.note = { key: "", values: {} };
    /** @type {Map<string, ((detail: any) => void)[]>} */
    this.handlers = new Map();
  }

  /**
   * @param {string} names with spaces between them
   * @param {(detail: any) => void} handler
   */
  on(names, handler) {
    for (const name of names.split(" ")) this.handlers.set(name, [...(this.handlers.get(name) ?? []), handler]);
  }

  /**
   * @param {string} name
   * @param {any} [detail]
   */
  emit(name, detail) {
    for (const handler of this.handlers.get(name) ?? []) handler(detail);
  }

  // Replace the plan shown. What the reader has chosen stays, where the other plan has it too.
  /** @param {Plan} plan */
  show(plan) {
    this.chosen = chosenIn(plan, this);
    this.plan = plan;
    this.comparison = this.other && comparePlans(plan, this.other);
    this.indicator = readIndicator(this, this.indicator?.name);
    this.filters = knownFilters(plan, this.filters);
    this.passing = passingOf(plan, this.filters);
    this.emit("plan");
  }

  // Replace the plan shown by the same with other edits: only what differs is drawn and listed anew.
  /** @param {Plan} plan */
  amend(plan) {
    const before = this.plan;
    if (plan === before) return;
    this.chosen = chosenIn(plan, this);
    this.plan = plan;
    if (this.other) this.comparison = comparePlans(plan, this.other);
    if (this.indicator) this.indicator = readIndicator(this, this.indicator.name);
    this.passing = passingOf(plan, this.filters);
    this.emit("amend", before);
  }
}

// The selection, where the other plan has it too.
function chosenIn(plan, { plan: before, chosen }) {
  if (!chosen || originalOf(plan) === originalOf(before)) return isThere(plan, chosen) ? chosen : null;
  return counterpartOf(chosen, comparePlans(before, plan));
}

function isThere(plan, chosen) {
  return Boolean(chosen) && chosen.row < plan[chosen.kind === "area" ? "areas" : "communities"].ids.length;
}

function makePanes(map) {
  const pane = (name, level, isQuiet) => {
    const node = map.createPane(name);
    node.style.zIndex = level;
    if (isQuiet) node.style.pointerEvents = "none";
  };
  pane("cp-plan", 330, true);
  pane("cp-front", 350, true);
  pane("cp-labels", 360, true);
  return { front: L.canvas({ pane: "cp-front", padding: 0.3 }) };
}
