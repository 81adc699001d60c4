// The sign of a thing in legends: a patch, a line or a point, drawn in its own style.
import { ink, makeCanvas, tracePoint } from "./paint.js";

export const SIGN = { width: 22, height: 14 };

export function signNode(style) {
  const canvas = makeCanvas(SIGN, 2);
  canvas.className = "cp-sign";
  paintSign(canvas.getContext("2d"), style, 0, 0);
  return canvas;
}

export function paintSign(pen, style, left, top) {
  const { width, height } = SIGN;
  const weight = style.color ? Math.min(style.weight || 0, 2) : 0;
  pen.beginPath();
  if (style.marker) tracePoint(pen, left + width / 2, top + height / 2, style);
  else if (style.fill) pen.rect(left + 1, top + 1, width - 2, height - 2);
  else {
    pen.moveTo(left, top + height / 2);
    pen.lineTo(left + width, top + height / 2);
  }
  ink(pen, { ...style, weight }, weight > 0);
  pen.setLineDash([]);
  pen.globalAlpha = 1;
}
