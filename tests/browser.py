"""A real browser with the network cut off, and what a reader does in it."""

import re
import shutil
from contextlib import contextmanager

from playwright.sync_api import sync_playwright

ARGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
DRAWN = """
[...document.querySelectorAll("canvas")].map((canvas) => canvas.toDataURL()).join()
    + document.querySelectorAll(".cp-label").length
"""

TWO_FRAMES = "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
AT_WORK = ".leaflet-zoom-anim, .leaflet-pan-anim, .cp-canvas[aria-busy=true]"


@contextmanager
def chromium():
    """Start Debian's Chromium; a machine without it fails the test."""
    path = shutil.which("chromium")
    assert path, "These tests need Chromium: apt-get install chromium"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(ARGS))
        yield browser
        browser.close()


class Reader:
    """Opens one file, or an address on this machine, and remembers whatever it asked for, complained about or fired."""

    def __init__(self, browser, path, size=(1366, 768)):
        self.context = browser.new_context(viewport={"width": size[0], "height": size[1]})
        self.address = path if isinstance(path, str) else path.as_uri()
        self.context.set_offline(self.address.startswith("file:"))
        self.requests, self.complaints = [], []
        self.page = self.context.new_page()
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on("console", lambda message: self.complaints.append(message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("dialog", lambda dialog: self.complaints.append(dialog.message) or dialog.dismiss())
        self.page.goto(self.address)
        self.page.locator(".cp-page[data-ready]").wait_for()
        self.settle()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.context.close()

    def settle(self):
        """Wait until the map has come to rest and is drawn anew."""
        self.page.wait_for_timeout(100)
        self.page.locator(AT_WORK).first.wait_for(state="detached")
        self.page.evaluate(TWO_FRAMES)

    def go(self, address):
        """Follow a link into the page, such as ``#area=A001``."""
        self.page.evaluate("(address) => { location.hash = address; }", address)
        self.settle()

    def open_tools(self):
        """Open the menu that holds the tools on a small screen."""
        if self.page.locator(".cp-more-tools").is_visible():
            self.page.locator(".cp-more-tools").click()

    def card(self):
        return self.page.locator(".cp-card").inner_text()

    def drawn(self):
        """Return all pixels of the map and the number of its labels."""
        return self.page.evaluate(DRAWN)

    def panel(self):
        return self.page.locator(".cp-panel").inner_text()

    def spot(self, text):
        """Return where on the screen the label with this very text stands; a name may be a part of others."""
        box = self.page.locator(".cp-label", has_text=re.compile(f"^{re.escape(text)}$")).first.bounding_box()
        return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2

    def hover(self, x, y):
        """Move the mouse there and return the tooltip's text."""
        self.page.mouse.move(x - 3, y)
        self.page.mouse.move(x, y)
        self.page.wait_for_timeout(150)
        return self.page.evaluate("[...document.querySelectorAll('.cp-tooltip')].at(-1)?.innerText ?? ''")

    def asked_for(self):
        """Return every address except the file itself."""
        return [url for url in self.requests if url != self.address and not url.startswith(("data:", "blob:"))]


def short_name(name):
    """Return the name of an area without its subdistrict and the word for an area, as maps and tables have it."""
    return re.sub(r"片区\d*$", "", name.split("·")[-1])
