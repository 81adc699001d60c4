// The slide saved as a file, or put on the clipboard where the browser can.
import { button, dropdown, make } from "../base/dom.js";
import { makeCanvas } from "../map/paint.js";
import { say } from "../plan/words.js";
import { nameOfFile } from "./heading.js";
import { MAP, SLIDE, paintSlide } from "./slide.js";
import { SvgPen } from "./svg_pen.js";
import { prepareTiles } from "./tile_pictures.js";

const RATIO = 2;

export function pictureTools(view) {
  const { plan } = view;
  const kinds = [["png", "PNG"], ["svg", "SVG"], ...(canCopy() ? [["copy", say(plan, "to_clipboard")]] : [])];
  view.pictureKind ??= "png";
  return [
    button("cp-tool-button", () => takePicture(view), say(plan, "save_picture")),
    dropdown(say(plan, "picture_kind"), kinds, view.pictureKind, (kind) => { view.pictureKind = kind; }),
  ];
}

function canCopy() {
  return window.isSecureContext && Boolean(navigator.clipboard?.write) && "ClipboardItem" in window;
}

// The clipboard must be asked at once, while the click counts; it waits for the picture.
function takePicture(view) {
  const { pictureKind } = view;
  if (pictureKind === "copy") return navigator.clipboard.write([new ClipboardItem({ "image/png": pngOf(view) })]);
  const picture = pictureKind === "svg" ? svgOf(view) : pngOf(view);
  return picture.then((blob) => save(blob, `${nameOfFile(view)}.${pictureKind}`));
}

async function pngOf(view) {
  await prepareTiles(view, MAP.width, MAP.height);
  const canvas = makeCanvas(SLIDE, RATIO);
  paintSlide(view, canvas.getContext("2d"));
  return new Promise((done) => { canvas.toBlob(done, "image/png"); });
}

async function svgOf(view) {
  await prepareTiles(view, MAP.width, MAP.height);
  const pen = new SvgPen(SLIDE.width, SLIDE.height);
  paintSlide(view, pen);
  return new Blob([pen.toString()], { type: "image/svg+xml" });
}

function save(blob, name) {
  const link = make("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}
