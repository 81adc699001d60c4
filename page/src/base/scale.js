// What the map shows at which scale, and how lines and signs grow with it.
export const DETAIL_ZOOM = 14; // from here on communities respond to the mouse; before, their area does
export const COUNTY_ZOOM = 15; // from here on there are names, streets and softer fills; before, numbers

// Lines widen with the zoom, as on a printed map of another scale.
export function strokeFactor(zoom) {
  const steps = [[17, 2.4], [16, 1.7], [15, 1.2], [14, 1], [13, 0.7], [11, 0.5]];
  return (steps.find(([from]) => zoom >= from) ?? [0, 0.35])[1];
}

export function pointRadius(zoom) {
  return Math.max(2.5, Math.min(9, 2 * (zoom - 10)));
}

export function isSignShown(zoom) {
  return zoom >= 13;
}
