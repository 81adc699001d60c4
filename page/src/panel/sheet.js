// On a small screen the map fills the page, search lies upon it, tools are in a menu, and the panel is a sheet of three
// heights; where the screen is low, as on a telephone held sideways, the panel stands beside the map.
import { button, make } from "../base/dom.js";
import { say } from "../plan/words.js";
import { peekHeight } from "../view/peek.js";

const LOW = "(max-height: 500px) and (max-width: 960px)";
const SMALL = `(max-width: 800px), ${LOW}`;
const STOPS = ["peek", "half", "full"];
const STEPS = { ArrowUp: 1, ArrowDown: -1 };
const DRAG_PX = 6; // a shorter move of the finger is a tap

export function prepareSheet(view) {
  const { page } = view;
  const [small, low] = [SMALL, LOW].map((query) => window.matchMedia(query));
  buildParts(view);
  const arrange = () => {
    arrangePage(page, small.matches, low.matches);
    keepPeek(page);
  };
  for (const media of [small, low]) media.addEventListener("change", arrange);
  arrange();
  view.on("plan", () => nameParts(view));
  const observer = new ResizeObserver(() => keepPeek(page));
  observer.observe(page.head);
  view.map.on("unload", () => observer.disconnect());
  view.on("select", (chosen) => {
    showMenu(page, false);
    if (chosen && page.root.dataset.stop === "peek") stopAt(view, "half");
  });
}

function buildParts(view) {
  const { page } = view;
  page.grip = button("cp-grip", () => stopAt(view, page.root.dataset.stop === "half" ? "full" : "half"));
  page.grip.addEventListener("keydown", (event) => stepBy(view, event));
  page.grip.addEventListener("pointerdown", (event) => drag(view, event));
  page.more = button("cp-tool-button cp-more-tools", () => showMenu(page, page.menu.hidden), "⋯");
  page.menu = make("div", "cp-menu");
  page.menu.id = "cp-menu";
  page.more.setAttribute("aria-controls", page.menu.id);
  page.topbar = make("div", "cp-topbar");
  page.finder = page.panel.querySelector(".cp-finder");
  page.header = page.root.querySelector(".cp-head");
  page.root.dataset.stop = "peek";
  page.menu.addEventListener("click", ({ target }) => {
    if (target.closest("button")) showMenu(page, false);
  });
  page.menu.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || page.menu.hidden) return;
    event.stopPropagation();
    showMenu(page, false);
    page.more.focus();
  });
  L.DomEvent.disableClickPropagation(page.topbar).disableScrollPropagation(page.topbar);
}

// Figures take more lines in one language than in another, and under a filter.
function keepPeek(page) {
  const { root } = page;
  if (!root.classList.contains("cp-with-card")) root.style.setProperty("--peek", `${peekHeight(page)}px`);
}

// The same parts, elsewhere: nothing is there twice.
function arrangePage(page, isSmall, isLow) {
  page.root.classList.toggle("cp-small", isSmall);
  page.root.classList.toggle("cp-low", isLow);
  page.root.classList.toggle("cp-sheet", isSmall && !isLow);
  showMenu(page, false);
  page.legend.open = !isSmall;
  if (isSmall) {
    page.topbar.replaceChildren(page.searching, page.more, page.menu);
    if (isLow) page.menu.prepend(page.filters); // a map that low has no room for them
    else page.topbar.append(page.filters);
    page.frame.append(page.topbar);
    page.menu.append(page.tools, page.foot);
    page.panel.prepend(page.grip, page.head);
  } else {
    page.topbar.remove();
    page.grip.remove();
    page.header.append(page.head, page.tools);
    page.finder.append(page.searching, page.filters);
    page.panel.after(page.foot);
  }
}

function nameParts({ page, plan }) {
  page.grip.setAttribute("aria-label", say(plan, "sheet"));
  page.more.setAttribute("aria-label", say(plan, "menu"));
  nameStop({ page, plan });
}

function nameStop({ page, plan }) {
  page.grip.title = say(plan, `sheet_${page.root.dataset.stop}`);
}

function showMenu({ menu, more }, isShown) {
  menu.hidden = !isShown;
  more.setAttribute("aria-expanded", String(isShown));
}

function stopAt(view, stop) {
  const { page, plan } = view;
  page.root.dataset.stop = stop;
  page.panel.style.height = "";
  nameStop(view);
  page.news.textContent = say(plan, `sheet_${stop}`);
}

function stepBy(view, event) {
  const step = STEPS[event.key];
  if (!step) return;
  event.preventDefault();
  const at = STOPS.indexOf(view.page.root.dataset.stop) + step;
  stopAt(view, STOPS[Math.max(0, Math.min(STOPS.length - 1, at))]);
}

// The sheet follows the finger, then goes to the nearest of its heights.
function drag(view, { pointerId, clientY }) {
  const { panel, grip, root } = view.page;
  const before = panel.offsetHeight;
  let height = before;
  const follow = (event) => {
    height = Math.max(60, Math.min(root.offsetHeight - 60, before + clientY - event.clientY));
    if (Math.abs(height - before) > DRAG_PX) panel.style.height = `${height}px`;
  };
  const release = () => {
    grip.removeEventListener("pointermove", follow);
    if (Math.abs(height - before) <= DRAG_PX) return;
    grip.addEventListener("click", (event) => event.stopImmediatePropagation(), { capture: true, once: true });
    stopAt(view, nearestStop(root, height));
  };
  grip.setPointerCapture(pointerId);
  grip.addEventListener("pointermove", follow);
  for (const end of ["pointerup", "pointercancel"]) grip.addEventListener(end, release, { once: true });
}

function nearestStop(root, height) {
  const share = height / root.offsetHeight;
  return share < 0.3 ? "peek" : share < 0.7 ? "half" : "full";
}
