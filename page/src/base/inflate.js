// What is gzipped, inflated where a browser cannot do it itself (RFC 1951 and 1952).
const LENGTHS = [3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258];
const DISTANCES = [1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049, 3073, 4097, 6145, 8193,
  12289, 16385, 24577];
const ORDER = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];
const HEAD = 10; // bytes before what is deflated; our own head has no name and no comment
const LONGEST_CODE = 15;
const END = 256;
const LAST_LENGTH = 285;

/** @param {Uint8Array} bytes @returns {Uint8Array} */
export function gunzip(bytes) {
  const size = new DataView(bytes.buffer, bytes.byteOffset).getUint32(bytes.length - 4, true);
  const file = { bytes, bit: 8 * HEAD, out: new Uint8Array(size), end: 0 };
  while (!inflateBlock(file));
  return file.out;
}

// Bits come lowest first.
function bits(file, count) {
  let value = 0;
  for (let place = 0; place < count; place++, file.bit++) value |= ((file.bytes[file.bit >> 3] >> (file.bit & 7)) & 1) << place;
  return value;
}

function inflateBlock(file) {
  const isLast = bits(file, 1), kind = bits(file, 2);
  if (kind === 0) copyStored(file);
  else inflateCodes(file, ...(kind === 1 ? fixedCodes() : ownCodes(file)));
  return isLast;
}

function copyStored(file) {
  const start = ((file.bit + 7) >> 3) + 4, length = file.bytes[start - 4] | (file.bytes[start - 3] << 8);
  file.out.set(file.bytes.subarray(start, start + length), file.end);
  file.end += length;
  file.bit = 8 * (start + length);
}

function fixedCodes() {
  const lengths = Uint8Array.from({ length: 288 }, (_, symbol) => (symbol < 144 ? 8 : symbol < 256 ? 9 : symbol < 280 ? 7 : 8));
  return [codeOf(lengths), codeOf(new Uint8Array(30).fill(5))];
}

function ownCodes(file) {
  const [symbols, distances, orders] = [bits(file, 5) + 257, bits(file, 5) + 1, bits(file, 4) + 4];
  const own = new Uint8Array(19);
  for (let at = 0; at < orders; at++) own[ORDER[at]] = bits(file, 3);
  const code = codeOf(own), lengths = new Uint8Array(symbols + distances);
  for (let at = 0; at < lengths.length;) {
    const symbol = read(file, code);
    if (symbol < 16) lengths[at++] = symbol;
    else {
      const [value, times] = symbol === 16 ? [lengths[at - 1], 3 + bits(file, 2)] : [0, symbol === 17 ? 3 + bits(file, 3) : 11 + bits(file, 7)];
      lengths.fill(value, at, at += times);
    }
  }
  return [codeOf(lengths.subarray(0, symbols)), codeOf(lengths.subarray(symbols))];
}

// How many codes of each length there are, and what they stand for in their order.
function codeOf(lengths) {
  const counts = new Uint16Array(LONGEST_CODE + 1), places = new Uint16Array(LONGEST_CODE + 2), symbols = new Uint16Array(lengths.length);
  for (const length of lengths) if (length) counts[length]++;
  for (let length = 1; length <= LONGEST_CODE; length++) places[length + 1] = places[length] + counts[length];
  lengths.forEach((length, symbol) => { if (length) symbols[places[length]++] = symbol; });
  return { counts, symbols };
}

function read(file, { counts, symbols }) {
  for (let length = 1, code = 0, first = 0, place = 0; length <= LONGEST_CODE; length++) {
    code |= bits(file, 1);
    const count = counts[length];
    if (code - count < first) return symbols[place + code - first];
    place += count;
    first = (first + count) << 1;
    code <<= 1;
  }
  throw new RangeError("not a gzip file");
}

function inflateCodes(file, code, distances) {
  const { out } = file;
  for (let symbol = read(file, code); symbol !== END; symbol = read(file, code)) {
    if (symbol < END) out[file.end++] = symbol;
    else {
      const more = symbol < 265 || symbol === LAST_LENGTH ? 0 : (symbol - 261) >> 2;
      const length = LENGTHS[symbol - 257] + bits(file, more), step = read(file, distances);
      const back = DISTANCES[step] + bits(file, step < 4 ? 0 : (step >> 1) - 1);
      for (const end = file.end + length; file.end < end; file.end++) out[file.end] = out[file.end - back];
    }
  }
}
