// The reader's selection: one area, one community, or nothing; and what the mouse is over.
import { DETAIL_ZOOM } from "../base/scale.js";
import { bringIntoView, zoomTo } from "./camera.js";

export function choose(view, chosen) {
  view.chosen = chosen;
  view.picking = null;
  view.emit("select", chosen);
}

export function chooseArea(view, row) {
  choose(view, { kind: "area", row });
  zoomTo(view, view.plan.areas.shapes, [row]);
}

// At small scales, a community stands for its area.
export function chooseCommunity(view, row) {
  if (view.picking) return view.picking(row);
  const area = view.plan.communities.area[row];
  return area >= 0 && view.map.getZoom() < DETAIL_ZOOM ? chooseArea(view, area) : chooseThisCommunity(view, row);
}

export function chooseThisCommunity(view, row) {
  choose(view, { kind: "community", row });
  bringIntoView(view, view.plan.communities.shapes, row);
}

export function chooseNothing(view) {
  if (view.chosen) choose(view, null);
}

export function shapesOf(plan, kind) {
  return kind === "area" ? plan.areas.shapes : plan.communities.shapes;
}

export function highlightChosen(view) {
  const { chosen, plan } = view;
  highlight(view, chosen ? shapesOf(plan, chosen.kind).rings(chosen.row) : null);
}

// Whatever stands for an area or a community marks it on the map while the mouse or the focus is on it.
export function highlightOnHover(view, node, kind, row) {
  const mark = () => highlight(view, shapesOf(view.plan, kind).rings(row));
  for (const come of ["mouseenter", "focus"]) node.addEventListener(come, mark);
  for (const go of ["mouseleave", "blur"]) node.addEventListener(go, () => highlightChosen(view));
}

export function areaOfChosen({ plan, chosen: { kind, row } }) {
  return kind === "area" ? row : plan.communities.area[row];
}

export function highlight(view, rings) {
  view.marks.clearLayers();
  if (!rings?.length) return;
  const { ink, paper } = view.plan.symbols.inks;
  for (const [color, weight] of [[paper, 7], [ink, 3]]) {
    const options = { color, weight, radius: 11, fill: false, interactive: false, renderer: view.panes.front, pane: "cp-front" };
    view.marks.addLayer(rings[0].length === 1 ? L.circleMarker(rings[0][0], options) : L.polygon(rings, options));
  }
}
