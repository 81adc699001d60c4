// Seen from far away, areas close together are one bubble with their count; a click zooms to them.
import { button } from "../base/dom.js";
import { OVERVIEW_ZOOM } from "../base/style.js";
import { number, say } from "../plan/words.js";
import { zoomTo } from "../view/camera.js";

const BUBBLE_PX = 46;

export const Bubbles = L.Layer.extend({
  initialize(view) {
    this._view = view;
    const { shapes } = view.plan.areas;
    this._centres = Array.from({ length: shapes.length }, (_, row) => shapes.centreLatLng(row));
  },
  onAdd(map) {
    this._box = L.DomUtil.create("div", "cp-labels leaflet-zoom-hide", map.getPane("cp-labels"));
    map.on("zoomend", this._place, this);
    this._place();
  },
  onRemove(map) {
    this._box.remove();
    map.off("zoomend", this._place, this);
  },
  _place() {
    const { map, plan } = this._view;
    const bubbles = map.getZoom() < OVERVIEW_ZOOM ? gatherBubbles(map, this._centres) : [];
    this._box.replaceChildren(...bubbles.map(({ x, y, rows }) => {
      const go = () => zoomTo(this._view, plan.areas.shapes, rows);
      const node = button("cp-bubble", go, number(plan, rows.length));
      node.title = say(plan, "short_areas", { count: rows.length });
      node.style.setProperty("--count", rows.length);
      node.style.transform = `translate(${Math.round(x)}px, ${Math.round(y)}px) translate(-50%, -50%)`;
      L.DomEvent.disableClickPropagation(node);
      return node;
    }));
  },
});

// Each area joins the first bubble near enough, else starts its own.
function gatherBubbles(map, centres) {
  const bubbles = [];
  centres.forEach((at, row) => {
    if (!at) return;
    const { x, y } = map.latLngToLayerPoint(at);
    const near = bubbles.find((bubble) => Math.hypot(bubble.x - x, bubble.y - y) < BUBBLE_PX);
    if (near) near.rows.push(row);
    else bubbles.push({ x, y, rows: [row] });
  });
  return bubbles;
}
