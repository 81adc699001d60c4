// Two maps that show the same place: the one being moved leads, the other follows. Returns a function that separates them.
export function tieMaps(first, second) {
  let leader = null;
  const roles = [[first, second], [second, first]];
  const untie = roles.map(([map, other]) => {
    const handlers = {
      movestart: () => { leader ??= map; },
      zoomanim: ({ center, zoom }) => leader === map && other.setView(center, zoom, { animate: true }),
      move: () => leader === map && other.getZoom() === map.getZoom() && glide(map, other),
      moveend: () => {
        if (leader !== map) return;
        arrive(map, other);
        leader = null;
      },
    };
    map.on(handlers);
    return () => map.off(handlers);
  });
  return () => untie.forEach((undo) => undo());
}

// By shifting what is drawn, as Leaflet itself does while a map is dragged.
function glide(map, other) {
  const offset = other.latLngToContainerPoint(map.getCenter()).subtract(other.getSize().divideBy(2)).round();
  if (!offset.x && !offset.y) return;
  other._rawPanBy(offset);
  other.fire("move");
}

function arrive(map, other) {
  if (other.getZoom() === map.getZoom()) {
    glide(map, other);
    other.fire("moveend");
  } else {
    other.setView(map.getCenter(), map.getZoom(), { animate: false });
  }
}
