// The number of an area in its colours, as on the map.
import { make } from "../base/dom.js";
import { toneOf } from "../map/symbols.js";

export function rankBadge(view, row) {
  const { fill, line, ink } = toneOf(view, "area", row);
  const node = make("span", "cp-rank", String(view.plan.areas.rank[row]));
  for (const [name, colour] of Object.entries({ fill, line, ink })) node.style.setProperty(`--${name}`, colour);
  return node;
}
