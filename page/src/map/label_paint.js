// Numbers and names drawn on a canvas, as on the page.
const FONT = '"PingFang SC", "Microsoft YaHei", "Source Han Sans SC", "Noto Sans SC", "Noto Sans CJK SC", sans-serif';
const LINE = 1.15; // of two lines, in letters

/** @param {CanvasRenderingContext2D} pen @param {import("../types").Label} label @param {string} paper */
export function paintLabel(pen, label, paper) {
  const { kind, text, x, y, size, weight, tone, ink, angle = 0, isUpright, leader } = label;
  const lines = isUpright ? [...text] : label.lines ?? [text];
  pen.globalAlpha = 1;
  pen.setLineDash([]);
  if (leader) paintHairline(pen, leader, label);
  if (kind === "badge") paintBadge(pen, label);
  Object.assign(pen, { font: `${weight} ${size}px ${FONT}`, textAlign: "center", textBaseline: "middle", lineJoin: "round", lineWidth: 3.5,
    strokeStyle: paper, fillStyle: tone?.ink ?? ink });
  pen.save();
  pen.translate(x, y);
  pen.rotate(angle);
  lines.forEach((line, at) => {
    const top = (at - (lines.length - 1) / 2) * size * LINE;
    if (!tone) pen.strokeText(line, 0, top);
    pen.fillText(line, 0, top);
  });
  pen.restore();
}

/** @param {any} pen @param {any} leader @param {any} label */
function paintHairline(pen, leader, { x, y, tone }) {
  pen.strokeStyle = tone.line;
  pen.lineWidth = 1;
  pen.beginPath();
  pen.moveTo(leader.x, leader.y);
  pen.lineTo(x, y);
  pen.stroke();
}

/** @param {any} pen @param {any} label */
function paintBadge(pen, { boxes: [[left, top, right, bottom]], tone }) {
  pen.fillStyle = tone.fill;
  pen.strokeStyle = tone.line;
  pen.lineWidth = 1;
  pen.beginPath();
  pen.rect(left, top, right - left, bottom - top);
  pen.fill();
  pen.stroke();
}
