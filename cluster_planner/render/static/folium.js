// What folium's own layers expect of a page: an icon for markers, and from jQuery no more than $("<div>..")[0].
function serveFolium() {
  L.Icon.Default.imagePath = "";
  L.Icon.Default.mergeOptions({ iconUrl: markerIcon(), iconRetinaUrl: "", shadowUrl: "" });
  window.$ ??= (html) => Array.from(document.createRange().createContextualFragment(html).children);
}

function markerIcon() {
  const sample = make("i", "leaflet-default-icon-path");
  document.documentElement.append(sample);
  const address = getComputedStyle(sample).backgroundImage.slice(5, -2);
  sample.remove();
  return address;
}
