// The payload is base64 of gzip of JSON; the browser itself inflates it.
async function readPlan(id) {
  const packed = atob(document.getElementById(id).textContent.trim());
  const bytes = Uint8Array.from(packed, (letter) => letter.charCodeAt(0));
  const inflated = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Response(inflated).json();
}

// Shapes as rings of [lat, lon]; a point is one ring of one vertex, a shape without a place has no ring.
function unpackShapes({ rings, sizes, x, y }) {
  let ring = 0, vertex = 0, lon = 0, lat = 0;
  const nextVertex = () => {
    lon += x[vertex];
    lat += y[vertex++];
    return [lat / 1e6, lon / 1e6];
  };
  const nextRing = () => Array.from({ length: sizes[ring++] }, nextVertex);
  return rings.map((count) => Array.from({ length: count }, nextRing));
}

function textAt({ texts, codes }, row) {
  return codes[row] < 0 ? null : texts[codes[row]];
}

// Value of a column in a row; null where the column or the value is missing.
function valueAt(table, name, row) {
  const column = table[name];
  if (!column) return null;
  return column.style === "text" ? textAt(column, row) : column.values[row];
}

// Centre of mass of the largest ring, or the mean where the ring has no surface; null without a place.
function centreOf(rings) {
  if (!rings.length) return null;
  const ring = rings.reduce((best, other) => (other.length > best.length ? other : best));
  const [lat0, lon0] = ring[0];
  let doubled = 0, lat = 0, lon = 0;
  for (let i = 0; i + 1 < ring.length; i++) {
    const [a, b] = [ring[i][0] - lat0, ring[i][1] - lon0];
    const [c, d] = [ring[i + 1][0] - lat0, ring[i + 1][1] - lon0];
    const cross = a * d - c * b;
    doubled += cross;
    lat += (a + c) * cross;
    lon += (b + d) * cross;
  }
  return doubled ? [lat0 + lat / (3 * doubled), lon0 + lon / (3 * doubled)] : ring[ring.length >> 1];
}
