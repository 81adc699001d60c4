// What a picture shows of the world: the view of the screen, what passes the filters, or where areas are scattered, one
// frame for each town at one scale.
import { areAreasGathered } from "../map/bubbles.js";
import { areasPassing, isFiltered, othersPassing } from "../plan/filters.js";
import { eastOf, southOf } from "../plan/shapes.js";
import { languagePlace } from "../plan/words.js";
import { pictureFrame } from "./frame.js";

const CLOSEST_ZOOM = 16.5;
const TITLE_PX = 24; // above each of several frames
const AROUND = 0.88; // share of a frame that its content fills

/** @returns {{ box: number[], frame: any, title: string }[]} */
export function mapFrames(view, width, height) {
  const { filters, chosen, tiles, plan } = view;
  const isFitted = isFiltered(filters) && !chosen && !tiles;
  const frame = (isFitted && frameOfPassing(view, width, height)) || pictureFrame(view, width, height);
  const towns = areAreasGathered(plan, frame.zoom) ? framesOfTowns(view, width, height) : [];
  return towns.length ? towns : [{ box: [0, 0, width, height], frame, title: "" }];
}

// Bounds are west, north, east and south as the shapes have them.
/** @param {number[]} bounds @param {number} width @param {number} height @param {number} share */
function frameOf([west, north, east, south], width, height, share) {
  const scale = Math.min(share * width / (east - west), share * height / (south - north), 256 * 2 ** CLOSEST_ZOOM);
  return { zoom: Math.log2(scale / 256), scale, width, height, dx: width / 2 - (west + east) / 2 * scale, dy: height / 2 - (north + south) / 2 * scale };
}

function frameOfPassing({ plan, passing }, width, height) {
  const all = [Infinity, Infinity, -Infinity, -Infinity];
  const rows = [[plan.areas.shapes, areasPassing(plan, passing)], [plan.communities.shapes, othersPassing(plan, passing, "alone")]];
  for (const [shapes, own] of rows) {
    for (const row of own) {
      const [west, north, east, south] = shapes.boxes.subarray(4 * row, 4 * row + 4);
      all.splice(0, 4, Math.min(all[0], west), Math.min(all[1], north), Math.max(all[2], east), Math.max(all[3], south));
    }
  }
  return all[0] <= all[2] ? frameOf(all, width, height, AROUND) : null;
}

// Laid out as in render/_insets_payload.py; a single town with what passes has the whole sheet.
function framesOfTowns({ plan, passing }, width, height) {
  const { frames, width: across, height: down } = plan.insets;
  const shown = frames.filter(({ areas }) => areas.some((row) => passing.areas[row]));
  if (shown.length === 1) return [{ box: [0, TITLE_PX, width, height - TITLE_PX], title: titleOf(plan, shown[0]),
    frame: frameOf(boundsOf(plan, shown[0]), width, height - TITLE_PX, 1) }];
  const factor = Math.min(width / across, height / down);
  return shown.length ? frames.map((each) => {
    const box = each.box.map((edge) => edge * factor);
    return { box, title: titleOf(plan, each), frame: frameOf(boundsOf(plan, each), box[2], box[3], 1) };
  }) : [];
}

function boundsOf({ origin }, { bounds: [west, south, east, north] }) {
  return [eastOf(west) - origin.x, southOf(north) - origin.y, eastOf(east) - origin.x, southOf(south) - origin.y];
}

function titleOf(plan, { counties }) {
  const place = languagePlace(plan);
  return counties.map(({ name, listed }) => [name, listed[place]].filter(Boolean).join("\u2002")).join("\u2003");
}
