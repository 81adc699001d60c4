// Find typed text in a name: letter by letter, or a Chinese character by its pinyin or its first letter.
export function findIn(plan, name, typed) {
  const text = name.toLowerCase();
  if (text.includes(typed)) return true;
  if (!/^[a-z]/.test(typed)) return false;
  const letters = [...text];
  return letters.some((_, from) => readsAs(plan, letters, from, typed));
}

// Whether the letters from here on can be read so that they begin with what is typed.
function readsAs({ pinyin }, letters, from, typed) {
  if (!typed) return true;
  if (from === letters.length) return false;
  const rest = (length) => readsAs({ pinyin }, letters, from + 1, typed.slice(length));
  const letter = letters[from];
  // Spaces, dots and brackets need not be typed.
  if (!pinyin[letter]) return letter === typed[0] ? rest(1) : !/[\p{L}\p{N}]/u.test(letter) && rest(0);
  return pinyin[letter].split(" ").some((reading) =>
    reading.startsWith(typed) || (typed.startsWith(reading) && rest(reading.length)) || (typed[0] === reading[0] && rest(1)));
}
