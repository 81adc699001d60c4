// The seal of a review: SHA-256 of JSON with sorted keys in ASCII, as Python writes it. The browser's own is missing
// on pages that come from an intranet without https.
function canonical(value) {
  const sorted = (item) => {
    if (Array.isArray(item)) return item.map(sorted);
    if (item === null || typeof item !== "object") return item;
    return Object.fromEntries(Object.keys(item).sort().map((key) => [key, sorted(item[key])]));
  };
  return JSON.stringify(sorted(value)).replace(/[^ -~]/g, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

/** @param {Record<string, any>} review whose own seal, if it has one, does not count */
export function sealOf(review) {
  const { sha256: _, ...rest } = review;
  return sha256(canonical(rest));
}

// FIPS 180-4, on texts of ASCII. The constants are the fractions of roots of the first primes.
function sha256(text) {
  const { state, rounds } = shaConstants();
  const words = shaBlocks(text);
  for (let start = 0; start < words.length; start += 16) {
    const w = [...words.subarray(start, start + 16)];
    for (let i = 16; i < 64; i++) {
      const a = turned(w[i - 15], 7) ^ turned(w[i - 15], 18) ^ (w[i - 15] >>> 3);
      const b = turned(w[i - 2], 17) ^ turned(w[i - 2], 19) ^ (w[i - 2] >>> 10);
      w[i] = (w[i - 16] + a + w[i - 7] + b) | 0;
    }
    let [a, b, c, d, e, f, g, h] = state;
    for (let i = 0; i < 64; i++) {
      const one = (h + (turned(e, 6) ^ turned(e, 11) ^ turned(e, 25)) + ((e & f) ^ (~e & g)) + rounds[i] + w[i]) | 0;
      const two = ((turned(a, 2) ^ turned(a, 13) ^ turned(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
      [a, b, c, d, e, f, g, h] = [(one + two) | 0, a, b, c, (d + one) | 0, e, f, g];
    }
    [a, b, c, d, e, f, g, h].forEach((word, i) => { state[i] = (state[i] + word) | 0; });
  }
  return state.map((word) => (word >>> 0).toString(16).padStart(8, "0")).join("");
}

function turned(word, bits) {
  return (word >>> bits) | (word << (32 - bits));
}

function shaConstants() {
  const primes = [];
  for (let n = 2; primes.length < 64; n++) if (primes.every((prime) => n % prime)) primes.push(n);
  const fraction = (root) => ((root - Math.floor(root)) * 2 ** 32) | 0;
  return { state: primes.slice(0, 8).map((prime) => fraction(Math.sqrt(prime))), rounds: primes.map((prime) => fraction(Math.cbrt(prime))) };
}

// The text, a bit, zeros, and the length in bits, as big-endian words in blocks of sixteen.
function shaBlocks(text) {
  const words = new Int32Array(16 * (((text.length + 8) >> 6) + 1));
  for (let i = 0; i < text.length; i++) words[i >> 2] |= text.charCodeAt(i) << (24 - 8 * (i & 3));
  words[text.length >> 2] |= 0x80 << (24 - 8 * (text.length & 3));
  words[words.length - 1] = 8 * text.length;
  return words;
}
