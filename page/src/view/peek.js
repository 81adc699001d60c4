// How high the sheet of a small screen is at its lowest: title, figures and the line of money are seen.
const GRIP_PX = 26; // of the handle, what stands above the title
const MONEY_PX = 6; // above its line
const MOST = 0.45; // of the screen: long words scroll

export function peekHeight({ root, head, money }) {
  const line = money && !money.hidden ? money.querySelector("summary").offsetHeight + 2 * MONEY_PX : 0;
  return Math.round(Math.min(MOST * root.offsetHeight, GRIP_PX + head.offsetHeight + line));
}
