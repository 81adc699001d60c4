// The choice of a figure that colours the map.
import { dropdown } from "../base/dom.js";
import { readIndicator } from "../plan/indicators.js";
import { say } from "../plan/words.js";

export function chooseIndicator(view, name) {
  view.indicator = readIndicator(view, name);
  view.emit("indicator", view.indicator?.name ?? "");
}

export function indicatorDropdown(view) {
  const { plan } = view;
  const known = plan.indicators.map(({ name }) => readIndicator(view, name)).filter(Boolean);
  const options = [["", say(plan, "by_area")], ...known.map(({ name, column }) => [name, column.label])];
  return dropdown(say(plan, "colour_by"), options, view.indicator?.name ?? "", (name) => chooseIndicator(view, name));
}
