// The legend is the layer control: each row shows the sign, the name, the count and a box to switch it.
import { make, swatch } from "../base/dom.js";
import { NO_DATA } from "../plan/indicators.js";
import { number, say } from "../plan/words.js";

const LEGEND = ["areas", "communities", "alone", "not_eligible", "under_way", "moved", "links", "blocked", "barriers", "facilities", "proposed",
  "boundaries", "context", "labels"];
const UNCOUNTED = ["barriers", "boundaries", "context", "labels"];

export function prepareLegend(view) {
  view.on("plan amend indicator layers", () => buildLegend(view));
}

function buildLegend(view) {
  const { plan, page } = view;
  const keys = LEGEND.filter((key) => view.layers[key].rows?.length !== 0);
  page.legend.replaceChildren(make("summary", "", say(plan, "legend")), ...indicatorRows(view), ...keys.map((key) => legendRow(view, key)));
  if (plan.communities.estimated.includes(1)) page.legend.append(signRow(plan, "estimated"));
}

function legendRow(view, key) {
  const layer = view.layers[key];
  const box = make("input");
  box.type = "checkbox";
  box.checked = !layer.isOff;
  box.name = key;
  box.addEventListener("change", () => {
    layer.isOff = !box.checked;
    view.emit("layers");
  });
  const count = UNCOUNTED.includes(key) ? "" : make("span", "cp-muted", number(view.plan, layer.rows.length));
  return make("label", "cp-legend-row", box, swatch(key), make("span", "", layerWords(view.plan, key)), count);
}

// A sign without a checkbox.
function signRow(plan, key) {
  return make("div", "cp-legend-row cp-legend-sign", make("span"), swatch(key), make("span", "", say(plan, key)));
}

function layerWords(plan, key) {
  return plan.words[key] ?? say(plan, `outcome_${key}`);
}

// The classes of the indicator, with their counts; areas are counted where the figure is one of areas.
function indicatorRows(view) {
  const { plan, indicator } = view;
  if (!indicator) return [];
  const { column, owners, labels, colours, classAt } = indicator;
  const owner = owners[0];
  const counts = new Map();
  plan[owner].ids.forEach((_, row) => {
    const place = classAt(owner, row);
    counts.set(place, (counts.get(place) ?? 0) + 1);
  });
  const unit = [say(plan, owner === "areas" ? "areas" : "communities_short"), column.unit].filter(Boolean).join(" · ");
  const row = (place, words, colour) => make("div", "cp-legend-row cp-legend-sign", make("span"), swatch("class", colour),
    make("span", "", words), make("span", "cp-muted", number(plan, counts.get(place) ?? 0)));
  const isListed = (place) => counts.has(place) || !indicator.stages;
  const rows = labels.flatMap((words, place) => (isListed(place) ? [row(place, words, colours[place])] : []));
  if (counts.has(-1)) rows.push(row(-1, say(plan, indicator.values ? "unscheduled" : "no_data"), NO_DATA));
  return [make("div", "cp-legend-title", column.label, " ", make("span", "cp-muted", unit)), ...rows, make("hr", "cp-rule")];
}
