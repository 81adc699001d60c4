// What a picture or a sheet says that it shows, and what its file is called.
import { areasPassing, isFiltered, othersPassing, wordsOfFilters } from "../plan/filters.js";
import { sumAlone, sumAreas } from "../plan/sums.js";
import { amountOfCents, number, say } from "../plan/words.js";

// An edited plan must never be taken for the plan.
export function isDraft(plan) {
  return Boolean(plan.original);
}

export function titleOf({ plan, filters }) {
  const title = plan.about.title || say(plan, "title");
  return isFiltered(filters) ? wordsOfFilters(plan, filters).join(" · ") : title;
}

// The sums of what passes the filters.
export function sumsOf({ plan, passing }) {
  return { areas: sumAreas(plan, areasPassing(plan, passing)), alone: sumAlone(plan, othersPassing(plan, passing, "alone")) };
}

export function sentenceOf(view) {
  const { plan } = view;
  const { areas, alone } = sumsOf(view);
  const amount = (cents) => (cents === null ? say(plan, "cost_unknown") : amountOfCents(plan, cents));
  const count = (value) => (value === null ? say(plan, "unknown") : number(plan, value));
  const together = say(plan, "picture_areas", { count: number(plan, areas.areas), communities: number(plan, areas.communities),
    households: count(areas.households), amount: amount(areas.cost_together_money) });
  const apart = say(plan, "picture_alone", { count: number(plan, alone.communities), households: count(alone.households),
    amount: amount(alone.cost_alone_money) });
  return [areas.areas && together, alone.communities && apart].filter(Boolean).join(say(plan, "clauses"));
}

// The title, what is filtered, whether it is a draft, and the day.
export function nameOfFile({ plan, filters }) {
  const today = new Date(), two = (value) => String(value).padStart(2, "0");
  const date = `${today.getFullYear()}-${two(today.getMonth() + 1)}-${two(today.getDate())}`;
  const parts = [plan.about.title || say(plan, "title"), ...wordsOfFilters(plan, filters), isDraft(plan) ? say(plan, "draft") : "", date];
  return parts.filter(Boolean).join("-").replace(/[\\/:*?"<>|\s]+/g, "");
}
