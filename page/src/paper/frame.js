// The part of the world that is on a picture or on paper.
import { makeFrame } from "../map/paint.js";

// The same middle as on the screen, and at least as much around it.
export function pictureFrame({ map, plan }, width, height) {
  const size = map.getSize();
  const zoom = map.getZoom() + Math.log2(Math.min(width / size.x, height / size.y));
  const middle = map.project(map.getCenter(), zoom);
  return makeFrame(plan, map, middle.subtract([width / 2, height / 2]), width, height, zoom);
}
