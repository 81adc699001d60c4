// Nodes over the map, placed anew after each move.
import { makeFrame } from "./paint.js";

// What extends it says which nodes a frame has, each with its place there.
export const Overlay = L.Layer.extend({
  initialize(view) {
    this._view = view;
  },
  onAdd(map) {
    this._box = L.DomUtil.create("div", "cp-labels leaflet-zoom-hide", map.getPane("cp-labels"));
    map.on("moveend zoomend resize", this.place, this);
    this.place();
  },
  onRemove(map) {
    this._box.remove();
    map.off("moveend zoomend resize", this.place, this);
  },
  refresh() {
    if (this._map) this.place();
  },
  place() {
    const { map, plan, isOverview } = this._view;
    if (isOverview) return; // nobody sees it
    const { x, y } = map.getSize();
    const frame = makeFrame(plan, map, map.getPixelOrigin().add(map.containerPointToLayerPoint([0, 0])), x, y);
    const nodes = this.nodesIn(frame);
    L.DomUtil.setPosition(this._box, map.containerPointToLayerPoint([0, 0]));
    this._box.replaceChildren(...nodes);
  },
});
