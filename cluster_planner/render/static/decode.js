// The payload is base64 of gzip of a JSON text and, behind it, the columns of numbers that it refers to.
async function readPayload(id) {
  const bytes = await inflate(fromBase64(document.getElementById(id).textContent.trim()));
  const end = 4 + new DataView(bytes.buffer).getUint32(0, true);
  const content = JSON.parse(new TextDecoder().decode(bytes.subarray(4, end)));
  return fillIn(content, bytes.buffer, Math.ceil(end / 8) * 8);
}

function fromBase64(text) {
  const packed = atob(text);
  const bytes = new Uint8Array(packed.length);
  for (let i = 0; i < bytes.length; i++) bytes[i] = packed.charCodeAt(i);
  return bytes;
}

// The browser itself inflates, or fflate where it cannot.
async function inflate(bytes) {
  if (!("DecompressionStream" in window)) return fflate.gunzipSync(bytes);
  const inflated = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Uint8Array(await new Response(inflated).arrayBuffer());
}

const COLUMN_TYPES = { i1: Int8Array, i2: Int16Array, i4: Int32Array, f8: Float64Array };

// Put the columns of numbers where the JSON text says: { "column": [type, place, length] }.
function fillIn(value, buffer, start) {
  if (value?.column) {
    const [type, place, length] = value.column;
    return new COLUMN_TYPES[type](buffer, start + place, length);
  }
  if (value === null || typeof value !== "object") return value;
  if (Array.isArray(value)) return typeof value[0] === "object" ? value.map((item) => fillIn(item, buffer, start)) : value;
  for (const key of Object.keys(value)) value[key] = fillIn(value[key], buffer, start);
  return value;
}

function textAt({ texts, codes }, row) {
  return codes[row] < 0 ? null : texts[codes[row]];
}

// Value of a column in a row; null where the column or the value is missing.
function valueAt(table, name, row) {
  const column = table[name];
  if (!column) return null;
  if (column.style === "text") return textAt(column, row);
  const value = column.values[row];
  return Number.isNaN(value) ? null : value;
}
