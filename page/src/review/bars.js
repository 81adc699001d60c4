// The limits of an area as bars: what it comes to now and after a change, within what is allowed.
import { make } from "../base/dom.js";
import { number, say } from "../plan/words.js";
import { reviewOf } from "../referee/under_review.js";

const ROUNDING = 1e-9;

/**
 * @param {any} view
 * @param {any} now an area as judged, or null
 * @param {any} after the same after a change; now where there is none
 */
export function limitBars(view, now, after = now) {
  const { plan } = view;
  const rows = reviewOf(plan).referee.limits.flatMap((limit) => limitRow(plan, limit, now?.totals[limit.name] ?? null, after.totals[limit.name]));
  return make("div", "cp-limits", ...rows);
}

function limitRow(plan, { name, style, low, high }, now, after) {
  const allows = (figure, bound) => bound === null || figure <= bound + ROUNDING * Math.max(1, Math.abs(bound));
  const isKept = allows(after, high) && allows(-after, low === null ? null : -low);
  const row = (kind, ...children) => make("span", `cp-limit-${kind}${isKept ? "" : " cp-broken"}`, ...children);
  const figure = row("figure", Number.isNaN(after) ? say(plan, "unknown") : number(plan, after, style));
  const isBound = low !== null || high !== null;
  const sign = row("sign", isBound ? (isKept ? "✓" : "✗") : "");
  if (isBound) sign.setAttribute("aria-label", say(plan, isKept ? "within_limit" : "beyond_limit"));
  if (isBound) sign.setAttribute("role", "img");
  return [row("name", say(plan, `limit_${name}`)), barOf({ low, high, now, after }), figure, row("bounds", boundWords(plan, style, low, high)), sign];
}

// As long as the largest of its figures and bounds.
function barOf({ low, high, now, after }) {
  const most = 1.12 * Math.max(1e-9, ...[low, high, now, after].filter((figure) => Number.isFinite(figure)));
  const place = (figure) => `${100 * Math.min(1, Math.max(0, figure / most))}%`;
  const part = (kind, from, to) => {
    const node = make("span", `cp-limit-${kind}`);
    node.style.left = place(from);
    if (to !== undefined) node.style.width = `${Math.max(0, parseFloat(place(to)) - parseFloat(place(from)))}%`;
    return node;
  };
  const bar = make("span", "cp-limit-bar", part("allowed", low ?? 0, high ?? most), part("after", 0, Number.isFinite(after) ? after : 0),
    ...[low, high].filter((bound) => bound !== null).map((bound) => part("bound", bound)),
    ...(Number.isFinite(now) && now !== after ? [part("now", now)] : []));
  bar.setAttribute("aria-hidden", "true");
  return bar;
}

function boundWords(plan, style, low, high) {
  const words = { low: low === null ? "" : number(plan, low, style), high: high === null ? "" : number(plan, high, style) };
  if (low === null && high === null) return "–";
  return say(plan, low === null ? "at_most" : high === null ? "at_least" : "of_bounds", words);
}
