// A plan among the layers of somebody's map, without a page around it: cards open on the map, the legend is a control.
import { make, makeScrollable } from "../base/dom.js";
import { chooseNothing, shapesOf } from "../view/select.js";

export function buildBare(map) {
  const page = { legend: make("details", "cp-legend"), card: make("section", "cp-card"), news: make("p", "cp-unseen") };
  makeScrollable(page.card);
  page.news.setAttribute("role", "status");
  page.root = make("div", "cp-page cp-bare", page.legend, page.news);
  const control = L.control({ position: "bottomleft" });
  control.onAdd = () => L.DomEvent.disableClickPropagation(page.root).disableScrollPropagation(page.root) && page.root;
  control.addTo(map);
  return page;
}

export function prepareBare(view) {
  const popup = L.popup({ className: "cp-popup", maxWidth: 440, minWidth: 300, autoPanPadding: [20, 20] });
  popup.setContent(make("div", "cp-page cp-bare", view.page.card));
  popup.on("remove", () => chooseNothing(view));
  view.on("card", () => {
    const { chosen, plan, map } = view;
    const at = chosen && shapesOf(plan, chosen.kind).centreLatLng(chosen.row);
    if (at) popup.setLatLng(at).openOn(map).update();
    else popup.remove();
  });
}
