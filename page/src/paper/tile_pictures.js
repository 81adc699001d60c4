// The base map in pictures and on paper: its tiles are fetched again, in a way that lets the browser save them. Where
// their server does not allow that, or they are files next to the page on a disk, the picture says that it has none.
import { storedKey } from "../map/tiles.js";
import { say } from "../plan/words.js";
import { pictureFrame } from "./frame.js";

export async function prepareTiles(view, width, height) {
  const { tiles } = view;
  if (!tiles || tiles.isRefused) return;
  tiles.pictures = [];
  tiles.picturesOf = tileView(view, width, height);
  const asked = tileAddresses(view, pictureFrame(view, width, height));
  const first = location.protocol === "file:" && asked.some(({ url }) => !url.startsWith("http")) ? null : await loadImage(asked[0].url);
  tiles.isRefused = !first;
  if (!first) return;
  const loaded = await Promise.all(asked.map(async (tile) => ({ ...tile, image: await loadImage(tile.url) })));
  tiles.pictures = loaded.filter(({ image }) => image);
}

// Pictures of one view cannot be used for another.
function tileView({ map }, width, height) {
  const { lat, lng } = map.getCenter();
  return [lat, lng, map.getZoom(), width, height].join();
}

function loadImage(url) {
  return new Promise((done) => {
    const image = new Image();
    image.crossOrigin = "anonymous";
    image.onload = () => done(image);
    image.onerror = () => done(null);
    image.src = url;
  });
}

// Every tile of a frame, those in its middle first, one set for each address.
function tileAddresses({ plan, tiles }, frame) {
  const z = Math.max(0, Math.min(tiles.max_zoom, Math.round(frame.zoom)));
  const count = 2 ** z;
  const { left, top, size } = tileGrid(plan, frame, z);
  const between = (start, length) => {
    const first = Math.floor(start / size);
    return Array.from({ length: Math.floor((start + length) / size) - first + 1 }, (_, step) => first + step);
  };
  const key = tiles.key || storedKey();
  const server = (x, y) => tiles.servers[(x + y) % tiles.servers.length] ?? "";
  const offside = ({ x, y }) => Math.hypot((x + 0.5) * size - left - frame.width / 2, (y + 0.5) * size - top - frame.height / 2);
  const places = between(left, frame.width).flatMap((x) => between(top, frame.height).map((y) => ({ z, x, y })))
    .filter(({ y }) => y >= 0 && y < count).sort((a, b) => offside(a) - offside(b));
  return tiles.addresses.flatMap((address) => places.map((place) => {
    const x = (place.x + count) % count;
    return { ...place, url: L.Util.template(address, { ...place, x, "-y": count - 1 - place.y, s: server(x, place.y), key }) };
  }));
}

// Where the frame lies in the world and how large a tile is, in its pixels.
function tileGrid({ origin }, { scale, dx, dy }, z) {
  return { left: origin.x * scale - dx, top: origin.y * scale - dy, size: scale / 2 ** z };
}

function hasTilePictures({ tiles, map }, { width, height }) {
  return Boolean(tiles?.pictures?.length) && tiles.picturesOf === tileView({ map }, width, height);
}

export function paintTiles(view, pen, frame) {
  if (!hasTilePictures(view, frame)) return;
  for (const { image, z, x, y } of view.tiles.pictures) {
    const { left, top, size } = tileGrid(view.plan, frame, z);
    pen.drawImage(image, x * size - left, y * size - top, size + 0.5, size + 0.5); // no seams between them
  }
}

// Who made the tiles in the picture, or that there are none in it.
export function wordsOfTiles(view, frame) {
  if (!view.tiles) return "";
  return hasTilePictures(view, frame) ? view.tiles.attribution : say(view.plan, "tiles_not_in_picture");
}
