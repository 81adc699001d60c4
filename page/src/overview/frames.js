// Where the frames stand, and what each shows: as the planner laid them out, stretched to the room that there is; on a
// narrow page one below the other. All have one scale.
import { WORLD_M } from "../plan/colours.js";
import { DEGREE, eastOf, southOf } from "../plan/shapes.js";

const NARROW_PX = 640;
export const TITLE_PX = 26;

/** @param {import("../types").Plan} plan @param {number} width @param {number} height */
export function layOutFrames({ insets, origin }, width, height) {
  const isNarrow = width < NARROW_PX;
  const [across, down] = [width / insets.width, height / insets.height];
  const widest = Math.max(...insets.frames.map(({ box }) => box[2]));
  const metres = insets.metres_per_pixel / (isNarrow ? width / widest : Math.min(across, down));
  const boxOf = ([left, top, wide, high], title) => (isNarrow
    ? { width, height: high * insets.metres_per_pixel / metres + title }
    : { left: left * across, top: (top - title) * down, width: wide * across, height: (high + title) * down });
  return {
    metres,
    isNarrow,
    key: boxOf(insets.key, 0),
    frames: insets.frames.map((inset) => {
      const box = boxOf(inset.box, TITLE_PX);
      return { inset, box, frame: frameOf(inset, origin, box.width, box.height - TITLE_PX, metres) };
    }),
  };
}

// The window on the world around the middle of what a frame shows.
function frameOf({ bounds: [west, south, east, north] }, origin, width, height, metres) {
  const latitude = (south + north) / 2 / DEGREE * Math.PI / 180;
  const scale = WORLD_M * Math.cos(latitude) / metres;
  const [x, y] = [eastOf((west + east) / 2) - origin.x, southOf((south + north) / 2) - origin.y];
  return { zoom: Math.log2(scale / 256), scale, width, height, dx: width / 2 - x * scale, dy: height / 2 - y * scale };
}
