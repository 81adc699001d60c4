"""A hand at the map page that counts: clicks, keys, and CPU seconds of the thread that runs the page."""

from __future__ import annotations

from pathlib import Path
from tempfile import NamedTemporaryFile
from types import TracebackType
from typing import Any, Self

from playwright.sync_api import Browser, CDPSession, FloatRect

ARGS = ("--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run")
PHONE: dict[str, Any] = {
    "viewport": {"width": 390, "height": 844},
    "device_scale_factor": 2,
    "has_touch": True,
    "is_mobile": True,
}
_LAPTOP = {"viewport": {"width": 1366, "height": 768}}
_AT_WORK = ".leaflet-zoom-anim, .leaflet-pan-anim, .cp-canvas[aria-busy=true]"
_TWO_FRAMES = "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
_WAIT = 20_000  # ms for anything


def hold(is_so: object, told: object) -> None:
    """Stop where a task has not come to its end."""
    if not is_so:
        raise SystemExit(str(told))


class Hand:
    """Opens a page and acts on it; every act is counted, what it looks up is not."""

    def __init__(self, browser: Browser, page: Path, downloads: Path, **looks: Any) -> None:
        self._context = browser.new_context(**(looks or _LAPTOP))
        self._page, self._downloads = self._context.new_page(), downloads
        self._page.set_default_timeout(_WAIT)
        self._is_touch = bool(looks.get("has_touch"))
        self.complaints: list[str] = []
        self._page.on("console", lambda message: self.complaints.append(message.text))
        self._page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self._clicks = self._keys = 0
        self._seconds = 0.0
        self._metrics = self._start_metrics()
        self._page.goto(page.as_uri())
        self._page.locator(".cp-page[data-ready]").wait_for()
        self.rest()

    def _start_metrics(self) -> CDPSession:
        """Count from an empty file on, since a page is opened in the process of another file."""
        with NamedTemporaryFile(suffix=".html") as empty:
            self._page.goto(Path(empty.name).as_uri())
        session = self._context.new_cdp_session(self._page)
        session.send("Performance.enable", {"timeDomain": "threadTicks"})
        return session

    def __enter__(self) -> Self:
        """Return the hand itself."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """Close the page."""
        self._context.close()

    def rest(self) -> None:
        """Wait until the map has come to rest and everything is drawn."""
        self._page.wait_for_timeout(150)
        self._page.locator(_AT_WORK).first.wait_for(state="detached")
        self._page.evaluate(_TWO_FRAMES)

    def take_counts(self) -> tuple[int, int, float]:
        """Return clicks, keys and CPU seconds since the last time, or since the page was opened."""
        before, self._seconds = self._seconds, self._cpu_seconds()
        counts = self._clicks, self._keys, self._seconds - before
        self._clicks = self._keys = 0
        return counts

    def _cpu_seconds(self) -> float:
        metrics = self._metrics.send("Performance.getMetrics")["metrics"]
        return float(next(each["value"] for each in metrics if each["name"] == "TaskDuration"))

    def click(self, selector: str, at: int = 0) -> None:
        """Click, or tap, one of the elements that a selector finds."""
        target = self._page.locator(selector).nth(at)
        target.tap() if self._is_touch else target.click()
        self._clicks += 1
        self.rest()

    def press(self, words: str) -> None:
        """Press the button of the card's review section with these words."""
        self._page.locator(".cp-review-section").get_by_role("button", name=words, exact=True).click()
        self._clicks += 1
        self.rest()

    def write(self, selector: str, text: str) -> None:
        """Click into a field and type."""
        self.click(selector)
        self._page.keyboard.type(text)
        self._keys += len(text)
        self.rest()

    def key(self, name: str) -> None:
        """Press a key."""
        self._page.keyboard.press(name)
        self._keys += 1
        self.rest()

    def choose(self, selector: str, label: str) -> None:
        """Open a list and choose from it by its words."""
        self._page.locator(selector).first.select_option(label=label)
        self._clicks += 2
        self.rest()

    def choose_from(self, label: str, place: int) -> None:
        """Open the list with this label and choose the entry at a place."""
        self._page.locator(".cp-card").get_by_label(label, exact=True).select_option(index=place)
        self._clicks += 2
        self.rest()

    def download(self, selector: str) -> str:
        """Click what hands out a file, keep the file, and return its name."""
        with self._page.expect_download() as download:
            self.click(selector)
        name = download.value.suggested_filename
        download.value.save_as(self._downloads / name)
        return name

    def read(self, selector: str) -> str:
        """Return the text that stands there."""
        return self._page.locator(selector).first.inner_text()

    def sees(self, selector: str) -> bool:
        """Tell whether something is shown."""
        return self._page.locator(selector).first.is_visible()

    def box(self, selector: str) -> FloatRect:
        """Return where something lies in the window."""
        box = self._page.locator(selector).first.bounding_box()
        if box is None:
            raise SystemExit(selector)
        return box

    def evaluate(self, script: str) -> Any:
        """Return what a script of the page comes to."""
        return self._page.evaluate(script)
