// Hatching as a fill of the canvas.
const KNOWN = new Map();
const PATH = "M-1,1 L1,-1 M0,6 L6,0 M5,7 L7,5";
const INKS = new WeakMap();

export function hatching(ground, lines) {
  const key = ground + lines;
  if (!KNOWN.has(key)) KNOWN.set(key, drawHatching(ground, lines));
  return KNOWN.get(key);
}

function drawHatching(ground, lines) {
  const tile = document.createElement("canvas");
  tile.width = tile.height = 6;
  const pen = tile.getContext("2d");
  pen.fillStyle = ground;
  pen.fillRect(0, 0, 6, 6);
  pen.strokeStyle = lines;
  pen.lineWidth = 1;
  pen.stroke(new Path2D(PATH));
  const pattern = pen.createPattern(tile, "repeat");
  INKS.set(pattern, { ground, lines, path: PATH });
  return pattern;
}

// What a hatching was drawn with, on a tile of six pixels.
export function inksOfHatching(pattern) {
  return INKS.get(pattern);
}
