// From the payload to a plan: integers into coordinates once, and what the page needs again and again.
import { DEGREE, eastOf, linesBetween, southOf, unpackShapes } from "./shapes.js";
import { speak } from "./words.js";

// Turn integers into coordinates once, and look up what the page needs again and again.
export function unfold(plan) {
  speak(plan, plan.lang);
  plan.origin = originOf(plan);
  const { areas, communities, facilities, links, under_way } = plan;
  for (const table of [areas, communities, facilities, under_way, ...plan.context, ...plan.boundaries]) {
    table.shapes = unpackShapes(table.shapes, plan.origin);
  }
  Object.defineProperty(links, "shapes", { get: onDemand(() => linesBetween(communities.shapes, links.focal, links.neighbor)) });
  plan.colours = Array.from(areas.colour, (place) => plan.symbols.areas[place]);
  plan.members = plan.areas.ids.map(() => []);
  plan.communities.area.forEach((area, row) => area >= 0 && plan.members[area].push(row));
  return plan;
}

// Lines that few readers look at are made when the first does.
function onDemand(make) {
  let made = null;
  return () => made ??= make();
}

// The start of the first shape of the plan; any point nearby would do.
function originOf(plan) {
  const table = [plan.communities, plan.areas, ...plan.context].find(({ shapes }) => shapes.starts.length);
  const [lon, lat] = table?.shapes.starts ?? [105 * DEGREE, 35 * DEGREE];
  return { x: eastOf(lon), y: southOf(lat) };
}
