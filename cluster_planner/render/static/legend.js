// The legend is the layer control: each row shows the sign, the name, the count and a box to switch it.
const LEGEND = ["areas", "communities", "alone", "not_eligible", "links", "blocked", "barriers", "facilities",
  "boundaries", "context", "labels"];

function buildLegend(view) {
  const { plan, page } = view;
  const rows = LEGEND.map((key) => [key, countOf(view, key)]).filter(([, count]) => count !== 0);
  page.legend.append(make("summary", "", say(plan, "legend")), ...rows.map(([key, count]) => legendRow(view, key, count)));
  page.legend.open = window.innerWidth > 800;
}

function legendRow(view, key, count) {
  const layer = view.layers[key];
  const box = make("input");
  box.type = "checkbox";
  box.checked = layer.isOn;
  box.name = key;
  box.addEventListener("change", () => {
    layer.isOn = box.checked;
    showLayers(view);
  });
  const figure = count === null ? "" : make("span", "cp-muted", number(view.plan, count));
  return make("label", "cp-legend-row", box, swatch(layer.swatchKind), make("span", "", layerWords(view.plan, key)), figure);
}

function layerWords(plan, key) {
  return plan.words[key] ?? say(plan, `outcome_${key}`);
}

// How many things a layer holds; null where a count says nothing.
function countOf(view, key) {
  const layers = (group) => group.getLayers().length;
  if (key === "labels") return null;
  const count = layers(view.layers[key].groups[0]);
  return ["context", "boundaries", "barriers"].includes(key) && count ? null : count;
}
