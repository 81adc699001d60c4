"""Do the tasks that people bring to the map page, and count what each costs: clicks, keys and CPU seconds of the page.

Plans the sample, reviews it twice in the page, plans it again as the reviews demand, compares both plans, and writes
the table between the marks of ``benchmarks/map_page.md``. A choice from a list counts as two clicks, a tap as one.
A task that does not come to its end stops the script. What each cost at 613847f was counted by hand then.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from page_cost import ARGS, PHONE, Hand, hold
from playwright.sync_api import Browser, sync_playwright

HERE = Path(__file__).resolve().parent
DATA = HERE.parent / "data"
REPORT = HERE / "map_page.md"
START, END = "<!-- tasks -->", "<!-- end of tasks -->"
COMMAND = (sys.executable, "-m", "cluster_planner")
HEAD = ("task", "clicks", "keys", "CPU s", "at 613847f", "what is known at the end")
YEAR, COUNTY = "2025", "赫山区"


def find_community(hand: Hand) -> str:
    """Find a community by its pinyin and read why it is where it is."""
    hand.write(".cp-search", "sjxcjsysq")
    hand.key("Enter")
    found = hand.read(".cp-card h2")
    reason = hand.read(".cp-card .cp-reason")
    hold("市机械厂家属院" in found and reason, found)
    return f"{len(reason)} letters of reasons, first on the card"


def ask_about_neighbour(hand: Hand) -> str:
    """Ask, on its card, why a neighbour is not with it."""
    hand.choose_from("为什么不与某小区一起", 1)
    ways = hand.read(".cp-ways thead").split()
    hold(len(ways) in {1, 2}, ways)
    return f"{'; '.join(ways)}: each with its limits, value and money"


def review_all(hand: Hand) -> str:
    """Review: move, split off, keep apart, shut out, merge, comment, object, lock, agree, export."""
    begin_review(hand, "李工")
    hand.click(".cp-area .cp-name", 2)
    hand.click(".cp-card .cp-list button", 0)
    hand.choose_from("划入…", 1)
    hand.press("划入")
    hand.press("拆出单独改造")
    hand.choose_from("不与…同片", 1)
    hand.press("不同片")
    hand.press("不参与划片")
    hand.write(".cp-review-section textarea", "门口修路")
    hand.press("添加批注")
    hand.click(".cp-area .cp-name", 0)
    hand.choose_from("与…合并", 1)
    hand.press("合并")
    hand.click(".cp-area .cp-name", 1)
    hand.press("反对")
    hand.press("锁定片区")
    hand.click(".cp-agree-rest")
    return hand.download(".cp-review-export")


def review_against(hand: Hand) -> str:
    """Review as a second one who wants the opposite."""
    begin_review(hand, "王工")
    hand.click(".cp-area .cp-name", 2)
    hand.press("锁定片区")
    return hand.download(".cp-review-export")


def begin_review(hand: Hand, name: str) -> None:
    """Say who reviews, and for whom."""
    hand.click(".cp-review-toggle")
    hand.write(".cp-review .cp-search", name)
    hand.choose(".cp-review select", "县区局")


def find_own_wish(hand: Hand) -> str:
    """Find out on the new map what became of one's wishes."""
    hand.click(".cp-decided > summary")
    told = hand.read(".cp-decisions")
    hold("李工" in told and "王工" in told, told)
    return f"{told.count('李工') + told.count('王工')} wishes with their reviewer, what was decided and why"


def money_of_a_year(hand: Hand) -> str:
    """Learn what a county starts in a year, what it costs and who pays; take a picture for a slide."""
    hand.click(f'.cp-segment >> text="{YEAR} 年"')
    hand.choose('[data-filter="county"]', COUNTY)
    if not hand.sees(".cp-money .cp-more .cp-chart"):
        hand.click(".cp-money .cp-more > summary")
    hold(hand.sees(".cp-money .cp-more .cp-chart"), "no sources")
    money = hand.read(".cp-money > summary b").replace("\xa0", " ")
    areas = hand.read(".cp-fact").split("\n")[0]
    file = hand.download(".cp-tools >> text=导出图片")
    return f"{areas}, {money}, sources; `{file}`"


def on_a_telephone(hand: Hand) -> str:
    """Look up the own home on a telephone."""
    find_community(hand)
    reason, screen = hand.box(".cp-card .cp-reason"), PHONE["viewport"]
    hold(reason["y"] < screen["height"], reason)
    hold(hand.evaluate("document.documentElement.scrollWidth <= innerWidth"), "scrolls sideways")
    return f"reasons in sight from {reason['y']:.0f} of {screen['height']} px on; nothing to scroll sideways"


def compare_two(hand: Hand) -> str:
    """Learn which communities moved between two plans, and what it costs."""
    told = hand.read(".cp-compare")
    hold(told and hand.sees(".cp-compare table"), told)
    return " ".join(told.split()[:12])


TASKS: dict[str, tuple[Callable[[Hand], str], str]] = {
    "(a)": (find_community, "2 + typing, good"),
    "(a2)": (ask_about_neighbour, "2, answers another question"),
    "(b)": (review_all, "28"),
    "(b2) against": (review_against, "not counted"),
    "(b2) outcome": (find_own_wish, "cannot be found"),
    "(c)": (money_of_a_year, "4, no total, no sources, picture not filtered"),
    "(d)": (on_a_telephone, "not counted, the card 195 px high"),
    "(e)": (compare_two, "1, value not on equal terms"),
}


def run_command(*arguments: str | Path) -> None:
    """Run the command line."""
    subprocess.run([*COMMAND, *map(str, arguments)], check=True, stdout=subprocess.DEVNULL)


def plan_sample(out: Path, *more: str | Path) -> None:
    """Plan the sample."""
    run_command("plan", DATA / "yiyang.gpkg", "--settings", DATA / "yiyang.toml", "--out", out, *more)


class Rows:
    """Does tasks one by one, each at a page of its own unless told to go on, and keeps what they cost."""

    def __init__(self, browser: Browser, downloads: Path) -> None:
        self.browser, self.downloads, self.rows = browser, downloads, [HEAD, ("---",) * len(HEAD)]

    @contextmanager
    def at(self, page: Path, **looks: object) -> Iterator[Hand]:
        """Open a page, and hold it to say nothing on the console."""
        with Hand(self.browser, page, self.downloads, **looks) as hand:
            self.add("open" + (" (telephone)" if looks else ""), hand, "0.3", "")
            yield hand
            hold(not hand.complaints, hand.complaints)

    def do(self, name: str, hand: Hand) -> None:
        """Do a task."""
        task, before = TASKS[name]
        outcome = task(hand)
        self.add(f"{name} {(task.__doc__ or '').rstrip('.')}", hand, before, outcome)

    def add(self, name: str, hand: Hand, before: str, outcome: str) -> None:
        """Write down what was done since the last row."""
        clicks, keys, seconds = hand.take_counts()
        row = (name, str(clicks), str(keys), f"{seconds:.2f}", before, outcome)
        self.rows.append(row)
        print(" | ".join(row), flush=True)


def do_all(folder: Path) -> list[tuple[str, ...]]:
    """Return the rows of all tasks."""
    first, second, both = (folder / name for name in ("first", "second", "both"))
    plan_sample(first)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=list(ARGS))
        done = Rows(browser, folder)
        with done.at(first / "map.html") as hand:
            done.do("(a)", hand)
            done.do("(a2)", hand)
        for name in ("(b)", "(b2) against", "(c)"):
            with done.at(first / "map.html") as hand:
                done.do(name, hand)
        run_command("review", first, *sorted(folder.glob("review-*.json")))
        plan_sample(second, "--reviews", first)
        with done.at(second / "map.html") as hand:
            done.do("(b2) outcome", hand)
        with done.at(first / "map.html", **PHONE) as hand:
            done.do("(d)", hand)
        run_command("compare", first, second, "--out", both)
        with done.at(both / "compare.html") as hand:
            done.do("(e)", hand)
        browser.close()
    return done.rows


def write_between(report: Path, start: str, end: str, rows: list[tuple[str, ...]]) -> None:
    """Put a table between two marks of a report."""
    text = report.read_text(encoding="utf-8")
    before, _, rest = text.partition(start)
    table = "\n".join(f"| {' | '.join(row)} |" for row in rows)
    report.write_text(f"{before}{start}\n{table}\n{end}{rest.partition(end)[2]}", encoding="utf-8")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as made:
        write_between(REPORT, START, END, do_all(Path(made)))
