// One canvas for everything that is drawn of the plan. A map that takes longer than a frame is drawn off screen, slice by slice, and shown when complete.
import { make } from "../base/dom.js";
import { makeCanvas, makeFrame, paintLayers } from "./paint.js";

const SLICE_MS = 24;
const MOST_BOXES = 40; // beyond, all is drawn anew
const AROUND_PX = 14; // outlines and points reach so far beyond their boxes

function repaintBox(view, pen, frame, [west, north, east, south]) {
  const { scale, dx, dy } = frame, around = 2 * AROUND_PX / scale; // so that what reaches in is drawn too
  const [left, top, right, bottom] = [west * scale + dx, north * scale + dy, east * scale + dx, south * scale + dy].map(Math.round);
  pen.save();
  pen.beginPath();
  pen.rect(left - AROUND_PX, top - AROUND_PX, right - left + 2 * AROUND_PX, bottom - top + 2 * AROUND_PX);
  pen.clip();
  pen.globalAlpha = 1;
  pen.clearRect(0, 0, frame.width, frame.height);
  const within = { west: west - around, east: east + around, north: north - around, south: south + around };
  const work = paintLayers(view, pen, { ...frame, within });
  while (!work.next().done);
  pen.restore();
}

export const Painter = L.Renderer.extend({
  options: { padding: 0.3, pane: "cp-plan" },

  initialize(view) {
    this._view = view;
    this._layers = {};
  },

  _initContainer() {
    this._container = make("div", "cp-canvas");
  },

  _destroyContainer() {
    cancelAnimationFrame(this._waiting);
    this._container.remove();
    delete this._container;
  },

  _update() {
    const map = this._map;
    if (map._animatingZoom && this._bounds) return;
    const before = { bounds: this._bounds, center: this._center, zoom: this._zoom };
    L.Renderer.prototype._update.call(this);
    if (this._view.isOverview) return; // nobody sees it
    const frame = this._frame();
    const after = { bounds: this._bounds, center: this._center, zoom: this._zoom };
    if (before.bounds) this._place(before); // what is shown stays where it is until the new drawing is complete
    this._draft(frame, after);
  },

  redraw() {
    if (this._map) this._update();
  },

  // Draw some places of the world anew, each a box: west, north, east, south.
  repaint(boxes) {
    const canvas = this._container?.firstElementChild, frame = this._shownFrame;
    if (!canvas || this._isDrafting || boxes.length > MOST_BOXES) return this.redraw();
    const pen = canvas.getContext("2d");
    for (const box of boxes) repaintBox(this._view, pen, frame, box);
    return this._view.emit("drawn");
  },

  _place({ bounds, center, zoom }) {
    Object.assign(this, { _bounds: bounds, _center: center, _zoom: zoom });
  },

  _frame() {
    const { min } = this._bounds;
    const { x, y } = this._bounds.getSize();
    return makeFrame(this._view.plan, this._map, min.add(this._map.getPixelOrigin()), x, y);
  },

  _draft(frame, placing) {
    cancelAnimationFrame(this._waiting);
    const canvas = makeCanvas(frame, window.devicePixelRatio > 1 ? 2 : 1);
    const pen = canvas.getContext("2d");
    const work = paintLayers(this._view, pen, frame);
    this._isDrafting = true;
    const go = () => {
      const until = performance.now() + SLICE_MS;
      let isDone = false;
      while (!isDone && performance.now() < until) isDone = work.next().done;
      pen.getImageData(0, 0, 1, 1); // have this slice drawn now, not all of them in the frame that shows them
      this._container.setAttribute("aria-busy", String(!isDone));
      if (!isDone) this._waiting = requestAnimationFrame(go);
      else this._show(canvas, frame, placing);
    };
    go();
  },

  _show(canvas, frame, placing) {
    this._isDrafting = false;
    this._place(placing);
    this._container.replaceChildren(canvas);
    L.DomUtil.setTransform(this._container, placing.bounds.min, 1);
    this._updateTransform(this._map.getCenter(), this._map.getZoom());
    this._shownFrame = frame;
    this._view.emit("drawn");
  },
});
