// Find typed text in a name: letter by letter, or a Chinese character by its pinyin or its first letter.

/** @param {{ pinyin: Record<string, string> }} plan @param {string} text @param {string} typed both in small letters */
export function findIn(plan, text, typed) {
  if (text.includes(typed)) return true;
  if (!/[a-z]/.test(typed)) return false;
  const readings = readingsOf(plan);
  const letters = [...text];
  return letters.some((_, from) => readsAs(readings, letters, from, typed));
}

const READINGS = new WeakMap();

function readingsOf({ pinyin }) {
  if (!READINGS.has(pinyin)) READINGS.set(pinyin, new Map(Object.entries(pinyin).map(([letter, all]) => [letter, all.split(" ")])));
  return READINGS.get(pinyin);
}

// Whether the letters from here on can be read so that they begin with what is typed.
function readsAs(readings, letters, from, typed) {
  if (!typed) return true;
  if (from === letters.length) return false;
  const rest = (length) => readsAs(readings, letters, from + 1, typed.slice(length));
  const letter = letters[from];
  if (letter === typed[0] && rest(1)) return true;
  // Spaces, dots and brackets need not be typed.
  if (!readings.has(letter)) return !/[\p{L}\p{N}]/u.test(letter) && rest(0);
  return readings.get(letter).some((reading) =>
    reading.startsWith(typed) || (typed.startsWith(reading) && rest(reading.length)) || (typed[0] === reading[0] && rest(1)));
}
