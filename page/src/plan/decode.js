// The payload is a JSON text followed by the columns of numbers it refers to, gzipped and written as letters.
import { gunzipSync } from "fflate";
import { proseAt } from "./prose.js";

// It stands in an element of the page, or at an address.
export async function readPayload(source) {
  return decodePayload(document.getElementById(source)?.textContent ?? await (await fetch(source)).text());
}

/** @param {string} text */
export async function decodePayload(text) {
  const bytes = await inflate(fromLetters(text.trim()));
  const end = 4 + new DataView(bytes.buffer).getUint32(0, true);
  const content = JSON.parse(new TextDecoder().decode(bytes.subarray(4, end)));
  return fillIn(content, bytes.buffer, Math.ceil(end / 8) * 8);
}

// Four bytes are five letters of 85: those that mean nothing in HTML; see render/_letters.py.
const BASE = 85;
const NO_LETTERS = "\"&'<>\\`{}";

function fromLetters(text) {
  const digits = new Uint8Array(128).fill(BASE - 1); // also beyond the end of the text
  for (let code = 33, digit = 0; code < 127; code++) if (!NO_LETTERS.includes(String.fromCharCode(code))) digits[code] = digit++;
  const words = new DataView(new ArrayBuffer(4 * Math.ceil(text.length / 5)));
  for (let at = 0, to = 0; at < text.length; to += 4) {
    let word = 0;
    for (const end = at + 5; at < end; at++) word = word * BASE + digits[text.charCodeAt(at) | 0];
    words.setUint32(to, word);
  }
  return new Uint8Array(words.buffer, 0, Math.floor(text.length * 4 / 5));
}

// Inflated by the browser, or by fflate where it cannot.
async function inflate(bytes) {
  if (!("DecompressionStream" in globalThis)) return gunzipSync(bytes);
  const inflated = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Uint8Array(await new Response(inflated).arrayBuffer());
}

const COLUMN_TYPES = { i1: Int8Array, i2: Int16Array, i4: Int32Array };

// Put the columns of numbers where the JSON text says: { "column": [type, place, length, digits] }.
function fillIn(value, buffer, start) {
  if (value?.column) return columnOf(value.column, buffer, start);
  if (value === null || typeof value !== "object") return value;
  if (Array.isArray(value)) return typeof value[0] === "object" ? value.map((item) => fillIn(item, buffer, start)) : value;
  for (const key of Object.keys(value)) value[key] = fillIn(value[key], buffer, start);
  return value;
}

// Integers travel as all their first bytes, then all their second ones; with digits they are decimals, the least
// integer stands for missing values.
function columnOf([type, place, length, digits], buffer, start) {
  if (type === "f8") return new Float64Array(buffer, start + place, length);
  const whole = new COLUMN_TYPES[type](length);
  const width = whole.BYTES_PER_ELEMENT;
  const planes = new Uint8Array(buffer, start + place, length * width);
  const bytes = new Uint8Array(whole.buffer);
  for (let plane = 0; plane < width; plane++) {
    for (let i = 0, from = plane * length; i < length; i++) bytes[i * width + plane] = planes[from + i];
  }
  if (digits === undefined) return whole;
  const missing = -(2 ** (8 * width - 1));
  const unit = 10 ** digits;
  return Float64Array.from(whole, (value) => (value === missing ? NaN : value / unit));
}

/** @param {import("../types").Texts} texts @param {number} row @returns {string | null} */
export function textAt({ texts, codes }, row) {
  return texts[codes[row]] ?? null;
}

// Value of a column in a row; null where the column or the value is missing.
/** @param {import("../types").Table} table @param {string} name @param {number} row @returns {any} */
export function valueAt(table, name, row) {
  const column = table[name];
  if (!column) return null;
  if (column.style === "text") return textAt(column, row);
  if (column.style === "prose") return proseAt(column, row);
  const value = column.values[row];
  return Number.isNaN(value) ? null : value;
}
