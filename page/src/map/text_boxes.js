// How much room a text takes on the map. Chinese characters are as wide as they are high, others about half.
export function widthOf(text, size, spacing = 0) {
  return [...text].reduce((sum, letter) => sum + (letter > "\u2e7f" ? size : size * 0.58) + spacing, 0);
}

const PAD_PX = 3;
const LONGEST = 24;

export function shortened(text) {
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}

// The boxes of one or several lines around a middle; of a slanted line one for each letter.
export function boxesAround(x, y, lines, { size, spacing = 0, angle = 0, isUpright = false }) {
  const half = Math.max(...lines.map((line) => widthOf(line, size, spacing))) / 2, high = lines.length * size * 0.6 + 1;
  if (isUpright) return [[x - size / 2 - PAD_PX, y - half - PAD_PX, x + size / 2 + PAD_PX, y + half + PAD_PX]];
  if (!angle) return [[x - half - PAD_PX, y - high, x + half + PAD_PX, y + high]];
  const reach = size * 0.7;
  const letters = [...lines.join("")];
  return letters.map((_, at) => {
    const along = half * ((at + 0.5) / letters.length * 2 - 1);
    const [cx, cy] = [x + along * Math.cos(angle), y + along * Math.sin(angle)];
    return [cx - reach, cy - reach, cx + reach, cy + reach];
  });
}
