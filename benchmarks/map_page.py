"""Time the map page on generated towns of 1,000 to 100,000 communities, next to folium and GeoPandas.

Writes ``benchmarks/map_page.md`` row by row: seconds to make the file, its size, seconds from navigation to all
polygons drawn in headless Chromium, heap, and frames while the map is dragged. Sizes can be arguments. The plan itself
is made before and is not timed. The pages of the peers ask public servers for their scripts: Leaflet is served from
our vendored files, the others, which polygons and tooltips do not need, are served empty.
"""

from __future__ import annotations

import pickle
import platform
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import folium
import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from playwright.sync_api import Browser, Page, Route, sync_playwright
from scipy.spatial import Voronoi

from cluster_planner.model import Plan
from cluster_planner.pipeline import plan as propose
from cluster_planner.render import save_map
from cluster_planner.render._assets import VENDOR
from cluster_planner.settings import AreaSettings, Settings

HERE = Path(__file__).resolve().parent
SIZES = (1_000, 5_000, 20_000, 100_000)
CRS = "EPSG:4546"
CELL_M, GAP_M, BLOCK, STREET_M = 140.0, 12.0, 5, 90.0
ORIGIN = np.array([600_000.0, 3_160_000.0])
ROUND_M = 8.0  # of the corners: about 18 vertices a cell
ARGS = ["--headless", "--no-sandbox", "--disable-gpu", "--enable-precise-memory-info", "--js-flags=--expose-gc"]
# A page is open when what it draws stands on the screen: two frames after its canvas holds ink.
OPEN = """new Promise((done) => {
    const look = () => document.querySelector(READY)
        ? requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now() / 1000)))
        : requestAnimationFrame(look);
    look();
})"""
FRAMES = """() => {
    window.frames_ms = [];
    let before = performance.now();
    const note = (now) => { window.frames_ms.push(now - before); before = now; requestAnimationFrame(note); };
    requestAnimationFrame(note);
}"""


def make_town(size: int) -> gpd.GeoDataFrame:
    """Return cells of a Voronoi diagram with streets between them, in blocks of five by five, with 20 attributes."""
    chance = np.random.default_rng(size)
    side = int(np.ceil(np.sqrt(size)))
    column, row = np.divmod(np.arange(side * side), side)
    at = np.column_stack([column, row]) * CELL_M + chance.uniform(-35, 35, (side * side, 2))
    margin = side * CELL_M * np.array([[-1, -1], [-1, 2], [2, -1], [2, 2]])
    diagram = Voronoi(np.concatenate([at, margin]))
    cells = [
        shapely.Polygon(diagram.vertices[diagram.regions[diagram.point_region[place]]]) for place in range(side * side)
    ]
    boxes = shapely.box(*(at - CELL_M).T, *(at + CELL_M).T)
    shapes = shapely.buffer(shapely.intersection(cells, boxes), -GAP_M - ROUND_M, join_style="mitre")
    shapes = shapely.buffer(shapes, ROUND_M, quad_segs=2)
    streets = np.column_stack([column // BLOCK, row // BLOCK]) * STREET_M
    moved = shapely.transform(shapes, lambda xy: xy + np.repeat(streets, shapely.get_num_coordinates(shapes), axis=0))
    moved = shapely.transform(moved[:size], lambda xy: xy + ORIGIN)
    return gpd.GeoDataFrame(_attributes(size, chance), geometry=moved, crs=CRS)


def _attributes(size: int, chance: np.random.Generator) -> pd.DataFrame:
    number = np.arange(size)
    households = chance.integers(20, 400, size)
    former = ("纺织厂", "机械厂", "粮食局", "麻纺厂")
    pick = lambda *options: chance.choice(options, size)  # noqa: E731 - a word for a table
    return pd.DataFrame({
        "community_id": np.char.add("YY-", np.char.zfill(number.astype(str), 6)),
        "name": np.char.add(pick("桃花仑", "康富", *former), np.char.add(number.astype(str), "小区")),
        "county": np.char.add("第", np.char.add((number // 6000).astype(str), "区")),
        "subdistrict": np.char.add("街道", (number // 600).astype(str)),
        "neighbourhood": np.char.add("社区", (number // 60).astype(str)),
        "address": np.char.add("建设路", np.char.add(chance.integers(1, 2000, size).astype(str), "号")),
        "build_year": chance.integers(1965, 2000, size),
        "buildings": np.maximum(1, households // 40),
        "households": households,
        "floor_area_m2": np.round(households * chance.uniform(60, 110, size)),
        "site_m2": np.round(households * chance.uniform(30, 60, size)),
        "storeys": chance.integers(3, 8, size),
        "structure": pick("砖混", "框架", "砖木"),
        "tenure": pick("单位自管", "商品房", "房改房"),
        "former_unit": pick(*former),
        "management": pick("无物业", "专业物业", "社区托管"),
        "greening": np.round(chance.uniform(0, 0.4, size), 2),
        "parking": chance.integers(0, 200, size),
        "investment_wan": np.round(households * chance.uniform(1, 4, size), 2),
        "note": pick("", "管网老化", "屋面渗漏"),
    })  # fmt: skip


def save_ours(plan: Plan, path: Path) -> None:
    """Write the page of the plan."""
    save_map(plan, path)


def save_geojson(plan: Plan, path: Path) -> None:
    """Write a folium map of the communities."""
    frame = plan.communities.frame.to_crs("EPSG:4326")
    shown = gpd.GeoDataFrame(frame.iloc[:, :20], geometry=frame.geometry).reset_index(drop=True)
    west, south, east, north = shown.total_bounds
    drawn = folium.Map(prefer_canvas=True, tiles=None)
    folium.GeoJson(shown, tooltip=folium.GeoJsonTooltip(["name"])).add_to(drawn)
    drawn.fit_bounds([[south, west], [north, east]])
    drawn.save(str(path))


def save_explore(plan: Plan, path: Path) -> None:
    """Write what GeoPandas explores of the communities."""
    frame = plan.communities.frame
    shown = gpd.GeoDataFrame(frame.iloc[:, :20], geometry=frame.geometry).reset_index(drop=True)
    shown.explore("households", tiles=None, prefer_canvas=True, tooltip=["name"]).save(str(path))


PAGES: dict[str, tuple[Callable[[Plan, Path], None], str]] = {
    "cluster_planner": (save_ours, '".cp-page[data-ready] .cp-canvas canvas"'),
    "folium.GeoJson": (save_geojson, '".leaflet-overlay-pane canvas"'),
    "GeoPandas explore": (save_explore, '".leaflet-overlay-pane canvas"'),
}


def serve(route: Route) -> None:
    """Answer what a peer's page asks for: Leaflet from the vendored files, all else empty."""
    name = route.request.url.rsplit("/", 1)[-1]
    if route.request.url.startswith("file:"):
        route.continue_()
    elif name in {"leaflet.js", "leaflet.css"}:
        route.fulfill(path=VENDOR / name)
    else:
        route.fulfill(body="")


def measure(browser: Browser, path: Path, ready: str) -> list[str]:
    """Return seconds to open, heap in MB, worst frame in ms and frames per second while the map is dragged."""
    page = browser.new_page(viewport={"width": 1366, "height": 768})
    page.set_default_timeout(240_000)
    page.route("**/*", serve)
    page.goto(path.as_uri())
    seconds = page.evaluate(OPEN.replace("READY", ready))
    heap = page.evaluate("() => { gc(); return performance.memory.usedJSHeapSize / 1e6; }")
    frames = drag(page)
    page.close()
    return [f"{seconds:.2f}", f"{heap:.0f}", f"{max(frames):.0f}", f"{1000 * len(frames) / sum(frames):.0f}"]


def drag(page: Page) -> list[float]:
    """Drag the map to and fro, release it twice, and return how long each frame took, in ms."""
    page.evaluate(FRAMES)
    for start, end in ((300, 700), (700, 350)):
        page.mouse.move(start, 400)
        page.mouse.down()
        for place in np.linspace(start, end, 30):
            page.mouse.move(place, 400 + (place - start) / 4)
        page.mouse.up()
        page.wait_for_timeout(700)
    frames: list[float] = page.evaluate("window.frames_ms")
    return frames[1:]


def plan_of(size: int) -> Plan:
    """Return the plan of a town; made once, kept for the next run on this machine."""
    kept = Path(tempfile.gettempdir()) / f"map_page_{size}.pickle"
    if not kept.exists():
        settings = Settings(areas=AreaSettings(effort=0.05))
        kept.write_bytes(pickle.dumps(propose(make_town(size), settings)))
    plan: Plan = pickle.loads(kept.read_bytes())  # noqa: S301 - written by the line above
    return plan


def run(sizes: tuple[int, ...]) -> None:
    """Measure every page at every size, and write each row as it is known."""
    report = HERE / "map_page.md"
    machine = f"{platform.machine()}, {platform.system()}, Python {platform.python_version()}"
    about = f"{machine}; Chromium headless without a GPU. See `map_page.py` for what is measured."
    head = ("page", "communities", "make s", "MB", "open s", "heap MB", "worst frame ms", "frames/s")
    report.write_text(f"# The map page next to its peers\n\n{about}\n\n", encoding="utf-8")
    write_row(report, head)
    write_row(report, ("---",) * len(head))
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=ARGS)
        for save, _ in PAGES.values():
            save(plan_of(sizes[0]), Path(folder) / "page.html")  # libraries are loaded before any page is timed
        for size in sizes:
            plan = plan_of(size)
            for name, (save, ready) in PAGES.items():
                path = Path(folder) / "page.html"
                start = time.perf_counter()
                save(plan, path)
                made = time.perf_counter() - start
                megabytes = path.stat().st_size / 1e6
                row = (name, f"{size:,}", f"{made:.2f}", f"{megabytes:.2f}", *measure(browser, path, ready))
                write_row(report, row)
        browser.close()


def write_row(report: Path, cells: tuple[str, ...]) -> None:
    """Add one row to the report, and show it."""
    line = f"| {' | '.join(cells)} |"
    print(line)
    with report.open("a", encoding="utf-8") as file:
        file.write(line + "\n")


if __name__ == "__main__":
    run(tuple(int(size) for size in sys.argv[1:]) or SIZES)
