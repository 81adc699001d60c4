// The legend is the layer control: each row shows the sign, the name, the count and a box to switch it.
const LEGEND = ["areas", "communities", "alone", "not_eligible", "links", "blocked", "barriers", "facilities",
  "boundaries", "context", "labels"];
const UNCOUNTED = ["barriers", "boundaries", "context", "labels"];

function buildLegend(view) {
  const { plan, page } = view;
  const keys = LEGEND.filter((key) => view.layers[key].rows?.length !== 0);
  page.legend.append(make("summary", "", say(plan, "legend")), ...keys.map((key) => legendRow(view, key)));
  if (plan.communities.estimated.includes(1)) page.legend.append(signRow(plan, "estimated"));
  page.legend.open = window.innerWidth > 800;
}

function legendRow(view, key) {
  const layer = view.layers[key];
  const box = make("input");
  box.type = "checkbox";
  box.checked = !layer.isOff;
  box.name = key;
  box.addEventListener("change", () => {
    layer.isOff = !box.checked;
    showLayers(view);
  });
  const count = UNCOUNTED.includes(key) ? "" : make("span", "cp-muted", number(view.plan, layer.rows.length));
  return make("label", "cp-legend-row", box, swatch(key), make("span", "", layerWords(view.plan, key)), count);
}

// A sign that no box switches.
function signRow(plan, key) {
  return make("div", "cp-legend-row cp-legend-sign", make("span"), swatch(key), make("span", "", say(plan, key)));
}

function layerWords(plan, key) {
  return plan.words[key] ?? say(plan, `outcome_${key}`);
}
