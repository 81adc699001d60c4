// Colours mixed, darkened, and the text that is legible on them.
const channelsOf = (colour) => colour.match(/\w\w/g).map((pair) => parseInt(pair, 16));
const hex = (channels) => `#${channels.map((channel) => Math.round(channel).toString(16).padStart(2, "0")).join("")}`;

// The outline around a fill of this colour.
export function darker(colour) {
  return hex(channelsOf(colour).map((channel) => channel * 0.52));
}

// A share of the way from one colour to another.
export function mixed(one, other, share) {
  const end = channelsOf(other);
  return hex(channelsOf(one).map((channel, at) => channel + share * (end[at] - channel)));
}

// Which of two inks stands out more against a colour, by the contrast of WCAG 2.
export function readableOn(colour, ink, paper) {
  const contrast = (other) => {
    const [low, high] = [luminance(colour), luminance(other)].sort((a, b) => a - b);
    return (high + 0.05) / (low + 0.05);
  };
  return contrast(ink) >= contrast(paper) ? ink : paper;
}

function luminance(colour) {
  const [red, green, blue] = channelsOf(colour).map((channel) => channel / 255)
    .map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
