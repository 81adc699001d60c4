// Hatching as a fill of the canvas.
const KNOWN = new Map();

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
  pen.stroke(new Path2D("M-1,1 L1,-1 M0,6 L6,0 M5,7 L7,5"));
  return pen.createPattern(tile, "repeat");
}
