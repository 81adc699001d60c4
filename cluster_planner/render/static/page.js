// The page around the map: header, panel, footer and what stands on the map.
function buildPage(map) {
  const stage = map.getContainer();
  const page = {
    head: make("header", "cp-head"),
    frame: make("main", "cp-stage"),
    panel: make("aside", "cp-panel"),
    foot: make("footer", "cp-foot"),
    legend: make("details", "cp-legend"),
  };
  page.root = make("div", "cp-page", page.head, page.frame, page.panel, page.foot);
  stage.replaceWith(page.root);
  page.frame.append(stage, page.legend);
  page.panel.setAttribute("aria-live", "polite");
  L.DomEvent.disableClickPropagation(page.legend).disableScrollPropagation(page.legend);
  new ResizeObserver(() => map.invalidateSize({ animate: false })).observe(page.frame);
  return page;
}

function buildHeader({ plan, page }) {
  const { about, summary } = plan;
  const title = about.title || say(plan, "title");
  const fact = (value, key) => make("span", "cp-fact", make("b", "", number(plan, value)), ` ${say(plan, key)}`);
  document.title = title;
  page.head.append(
    make("h1", "", title, about.synthetic ? make("span", "cp-synthetic", say(plan, "synthetic")) : null),
    make("p", "cp-facts",
      fact(summary.areas, "areas_formed"), fact(summary.in_areas, "in_areas"), fact(summary.alone, "alone_count"),
      summary.saving_wan > 0 ? fact(summary.saving_wan, "saved") : null,
      make("span", "cp-proof", summary.areas ? summary.certificate : say(plan, "no_areas"))));
}

function buildFooter({ plan, page }) {
  const { about } = plan;
  const facts = [["source", about.inputs.join(", ")], ["crs", about.crs], ["made_by", about.tool], ["unit", say(plan, "wan")]];
  page.foot.append(
    about.synthetic ? make("span", "cp-synthetic", say(plan, "synthetic")) : "",
    ...facts.filter(([, value]) => value).map(([key, value]) => make("span", "", `${say(plan, key)}: ${value}`)));
}

function buildControls(view) {
  const { plan, map } = view;
  L.control.zoom({ position: "topright", zoomInTitle: say(plan, "zoom_in"), zoomOutTitle: say(plan, "zoom_out"),
    zoomInText: "+", zoomOutText: "−" }).addTo(map);
  L.control.scale({ position: "bottomright", imperial: false, maxWidth: 120 }).addTo(map);
  addControl(map, button("cp-button", () => zoomOut(view), say(plan, "whole")));
  addControl(map, make("div", "cp-button", make("span", "cp-needle"), say(plan, "north")));
}

function addControl(map, node) {
  const control = L.control({ position: "topright" });
  control.onAdd = () => L.DomEvent.disableClickPropagation(node) && node;
  control.addTo(map);
}
