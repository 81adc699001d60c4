// What the mouse finds on the map.
import { findUnder } from "../map/hits.js";

// The mouse asks what lies under it; the painter's canvas itself lets everything through. What others have laid upon the
// map answers for itself.
export function answerMouse(view) {
  const { map } = view;
  const tooltip = L.tooltip({ className: "cp-tooltip", opacity: 1, sticky: true });
  const isOnMap = (event) => !event.originalEvent.target.closest(".leaflet-control, .leaflet-interactive, .leaflet-popup, button");
  const under = (event) => (isOnMap(event) ? findUnder(view, event.latlng) : null);
  map.on("mousemove", (event) => {
    const found = map.dragging?.moving() ? null : under(event);
    map.getContainer().classList.toggle("cp-choosable", Boolean(found?.layer.choose));
    view.emit("hover", found);
    if (!found) return tooltip.remove();
    if (tooltip.found?.layer !== found.layer || tooltip.found.row !== found.row || !tooltip.isOpen()) {
      tooltip.setContent(found.layer.describe(view, found.row));
      tooltip.found = found;
    }
    return tooltip.setLatLng(event.latlng).openOn(map);
  });
  map.on("mouseout zoomstart", () => tooltip.remove());
  map.on("click", (event) => {
    const found = under(event);
    if (view.grab?.(event, found)) return;
    found?.layer.choose?.(view, found.row);
  });
}
