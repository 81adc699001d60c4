"""Map pages opened in a real browser: all that they show, chapter by chapter, kept next to each page."""

import json

import geopandas as gpd
import pyogrio
from browser import Reader, chromium
from reading_back.readers import PAGE_TEXTS

OPEN_S = 10_000
# Pages of fewer communities are read in the other language as well.
SMALL = 20
REVIEWED = 12
# Gathers every text below an element and what stands in attributes for readers.
TOOLS = """
window.readBack = {
  texts(selector) {
    return [...document.querySelectorAll(selector)].flatMap((root) => {
      const walker = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
      const found = [];
      for (let node = root; node; node = walker.nextNode()) {
        if (node.nodeType === Node.TEXT_NODE) {
          if (!node.parentElement.closest("script, style")) found.push(node.data);
        } else {
          for (const name of ["title", "aria-label", "placeholder", "alt"]) {
            if (node.hasAttribute(name)) found.push(`${name}=${node.getAttribute(name)}`);
          }
        }
      }
      return found.filter((text) => text.trim());
    });
  },
  rest() { return new Promise((done) => setTimeout(done)); },
  // As the address bar would, but for a step back: a browser takes few of those a second.
  go(shown, lang, at) {
    history.replaceState(null, "", `#${new URLSearchParams({ ...shown, lang, at })}`);
    dispatchEvent(new HashChangeEvent("hashchange"));
  },
  async open(selector) {
    document.querySelectorAll(`${selector} details`).forEach((details) => { details.open = true; });
    await this.rest();
    await this.rest();
  },
  cards(kind, ids, lang, place) {
    const shown = {};
    for (const id of ids) {
      this.go({ [kind]: id }, lang, place);
      shown[`${kind} ${id}`] = this.texts(".cp-card");
    }
    return shown;
  },
  colours(lang, place) {
    const shown = {};
    const names = [...document.querySelectorAll(".cp-tools select")[0].options].map(({ value }) => value);
    for (const indicator of names) {
      this.go(indicator && { indicator }, lang, place);
      shown[`legend ${indicator}`] = this.texts(".cp-legend");
    }
    return shown;
  },
  printed() {
    dispatchEvent(new Event("beforeprint"));
    const shown = this.texts(".cp-print");
    dispatchEvent(new Event("afterprint"));
    return shown;
  },
  async review(ids, lang, place) {
    const shown = {};
    const toggle = document.querySelector(".cp-review-toggle");
    if (!toggle) return shown;
    toggle.click();
    for (const id of ids) {
      this.go({ community: id }, lang, place);
      shown[`review ${id}`] = this.texts(".cp-review-section");
      const list = document.querySelector(".cp-review-section select:not(:disabled)");
      if (list && list.options.length > 1) {
        list.selectedIndex = list.options.length - 1;
        list.dispatchEvent(new Event("change", { bubbles: true }));
        await this.rest();
        shown[`reviewed ${id}`] = [...this.texts(".cp-card"), ...this.texts(".cp-review")];
      }
    }
    shown["review table"] = this.texts(".cp-browse");
    toggle.click();
    return shown;
  },
};
"""
# In the open sea, where nothing has to be drawn.
PLACE = "18/0.00000/100.00000"


def read_pages(folder, lang):
    """Open every map page below a folder and keep what it shows."""
    pages = [path for path in sorted(folder.glob("out/**/*.html")) if "cp-page" in path.read_text(encoding="utf-8")]
    if not pages:
        return
    with chromium() as browser:
        for path in pages:
            shown = read_one(browser, path, lang)
            kept = path.with_name(path.name + PAGE_TEXTS)
            kept.write_text(json.dumps(shown, ensure_ascii=False, indent=0), encoding="utf-8")


def read_one(browser, path, lang):
    """Return the texts of a page by chapter: panels, legends, every card, edits, the print."""
    areas, communities = (_ids(path, layer) for layer in ("areas", "communities"))
    other = {"zh": "en", "en": "zh"}[lang]
    languages = [lang, other] if len(communities) < SMALL else [lang]
    shown = {}
    with Reader(browser, path) as reader:
        page = reader.page
        page.set_default_timeout(OPEN_S)
        page.evaluate(TOOLS)
        for spoken in languages:
            ask = [spoken, PLACE]
            chapters = page.evaluate("([lang, at]) => readBack.colours(lang, at)", ask)
            page.evaluate("async () => readBack.open('.cp-page')")
            chapters["page"] = page.evaluate("readBack.texts('.cp-page')")
            for kind, ids in (("area", areas), ("community", communities)):
                script = "([kind, ids, lang, at]) => readBack.cards(kind, ids, lang, at)"
                chapters |= page.evaluate(script, [kind, ids, *ask])
            chapters["print"] = page.evaluate("readBack.printed()")
            some = communities[:: max(1, len(communities) // REVIEWED)]
            chapters |= page.evaluate("async ([ids, lang, at]) => readBack.review(ids, lang, at)", [some, *ask])
            shown |= {f"{spoken} {chapter}": texts for chapter, texts in chapters.items()}
        shown["complaints"] = reader.complaints
    return shown


def _ids(path, layer):
    """Return the ids in the layers next to a page; for a page of several plans, those of the first."""
    around = (folder.glob("*/areas.gpkg") for folder in (path.parents[1], path.parent))
    near = [path.with_name("areas.gpkg"), *(file for files in around for file in sorted(files))]
    file = next((file for file in near if file.exists()), None)
    if file is None:
        return []
    layers = [name for name in pyogrio.list_layers(file)[:, 0] if name == layer or name.startswith(f"{layer}_")]
    column = {"areas": "area_id", "communities": "community_id"}[layer]
    frames = [gpd.read_file(file, layer=name, ignore_geometry=True) for name in layers]
    return [one for frame in frames for one in frame[column]]
