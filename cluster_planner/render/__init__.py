"""The map: a folium layer for notebooks, and a self-contained page for everybody else.

Both carry the same payload and the same scripts (``page/src``, bundled by ``make page``). To change a wording, see
``_words.py``; which columns are shown and how, ``_columns.py``; a colour or a line, ``symbols/_table.py``; layout,
``page/src/style``.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cluster_planner._arguments import held_to_annotations
from cluster_planner._staging import staged
from cluster_planner.errors import DataError
from cluster_planner.fields import Lang
from cluster_planner.model import Plan
from cluster_planner.render._blob import pack_content
from cluster_planner.render._page import write_page
from cluster_planner.render._scenarios import Content, describe_plans, join_contents, read_pages
from cluster_planner.render._shapes import bounds_of
from cluster_planner.render._tiles import check_tiles, on_tiles, read_tiles
from cluster_planner.render._words import html_language
from cluster_planner.render.overview import draw_overview, overview_table
from cluster_planner.said import say

if TYPE_CHECKING:
    import folium

    from cluster_planner.render._layer import PlanLayer
    from cluster_planner.render._sweep_chart import draw_sweep
    from cluster_planner.render.report import check_letterhead, write_letterhead, write_report, write_report_into

__all__ = [
    "PlanLayer",
    "check_letterhead",
    "check_tiles",
    "combine_maps",
    "draw_map",
    "draw_sweep",
    "save_map",
    "write_letterhead",
    "write_map_into",
    "write_report",
    "write_report_into",
]

# Loaded when first used, so that maps are drawn without matplotlib, python-docx and folium.
_LATER = {
    "PlanLayer": "_layer",
    "check_letterhead": "report",
    "draw_sweep": "_sweep_chart",
    "write_letterhead": "report",
    "write_report": "report",
    "write_report_into": "report",
}


def __getattr__(name: str) -> Any:
    if name not in _LATER:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_LATER[name]}"), name)


@held_to_annotations
def draw_map(
    plan: Plan | Sequence[Plan],
    m: Any = None,
    *,
    names: Sequence[str] = (),
    column: str | None = None,
    height: int | str | None = None,
    panel: bool | None = None,
    tiles: str | None = None,
    lang: Lang = "zh",
) -> folium.Map:
    """Return the interactive map of a plan, or of several to compare, shown inline in a notebook.

    Without ``m`` the map needs no network. Further folium layers can be added to it: markers with popups and
    ``folium.Icon`` (in its colour, without its sign), GeoJSON, lines, tiles, ``MarkerCluster`` and ``Fullscreen`` work
    as they are; other plug-ins, colour bars and icon fonts load what they need from where folium fetches it. Texts
    handed to folium itself are read as HTML and as a template: pass none of unknown origin.

    Parameters
    ----------
    plan : Plan or sequence of Plan
        What to draw; may hold no area at all.
    m : folium.Map, optional
        A map to add the plan to, such as what GeoPandas' ``explore`` returned.
    names : sequence of str, optional
        What several plans are called; without names they are numbered.
    column : str, optional
        The figure that colours the map, such as ``need``.
    height : int or str, optional
        Height of the map in pixels, or as folium reads it; by default as folium has it.
    panel : bool, optional
        Whether the page with its tables and cards stands around the map; by default unless ``m`` is given.
    tiles : str, optional
        A base map under the plan: ``tianditu``, ``gaode`` or an address with ``{z}``, ``{x}`` and ``{y}``.
    lang : {"zh", "en"}
        Language of the reader.

    Returns
    -------
    folium.Map
        ``m``, or a map without tiles of its own, with the plan as a layer.

    Raises
    ------
    DataError
        There is no plan, ``m`` is no map, the names are not one for each or not all different, or nothing can be
        coloured by the column.
    SourceError
        There are no such tiles.
    """
    import folium

    from cluster_planner.render._layer import PlanLayer

    if not (m is None or isinstance(m, folium.Map)):
        raise DataError(say("error.render.no_folium_map"), say("error.render.give_folium_map"))
    has_panel = m is None if panel is None else panel
    layer = PlanLayer(plan, names=names, column=column, panel=has_panel, tiles=tiles, lang=lang)
    drawn: folium.Map = _empty_map() if m is None else m
    if height is not None:
        figure: Any = drawn.get_root()
        figure.height = f"{height}px" if isinstance(height, int) else height
    layer.add_to(drawn)
    return drawn


def _empty_map() -> folium.Map:
    import folium

    drawn = folium.Map(tiles=None, zoom_control=False, maxZoom=20)
    # folium's defaults are eight addresses on public servers; the layer brings Leaflet itself.
    drawn.default_js, drawn.default_css = [], []
    return drawn


@held_to_annotations
def save_map(
    plan: Plan | Sequence[Plan],
    path: str | os.PathLike[str],
    *,
    names: Sequence[str] = (),
    lang: Lang = "zh",
    tiles: str | None = None,
    tiles_key: str = "",
) -> Path:
    """Write the map of a plan, or of several to compare, as one HTML file that opens anywhere, even offline.

    A Content-Security-Policy in the file forbids all requests except for images of the chosen tiles. The same
    plan gives the same bytes. A killed run leaves the earlier file whole.

    Parameters
    ----------
    plan : Plan or sequence of Plan
        What to draw; may hold no area at all. Of several, the page shows one or two side by side, and who moved.
    path : str or path-like
        Where to write; its folder is made if need be.
    names : sequence of str, optional
        What several plans are called; without names they are numbered.
    lang : {"zh", "en"}
        Language of the reader.
    tiles : str, optional
        A base map: ``tianditu``, ``gaode`` (in GCJ-02: what is drawn is moved onto it), an address with ``{z}``,
        ``{x}`` and ``{y}``, a folder of tiles, or an MBTiles or PMTiles file, which is unpacked next to the map.
    tiles_key : str, optional
        Key of the service, readable by anyone who has the file; without it, the page asks its reader for one.

    Returns
    -------
    Path
        The file that was written.

    Raises
    ------
    DataError
        There is no plan, or the names are not one for each or not all different.
    SourceError
        The file cannot be written, or there are no such tiles.
    """
    target = Path(path)
    with staged(target.parent) as stage:
        unfinished = stage.path / target.name
        write_map_into(plan, unfinished, target.parent, names=names, lang=lang, tiles=tiles, tiles_key=tiles_key)
    return target


def write_map_into(
    plan: Plan | Sequence[Plan],
    target: Path,
    home: Path,
    *,
    names: Sequence[str] = (),
    lang: Lang = "zh",
    tiles: str | None = None,
    tiles_key: str = "",
) -> Path:
    """Write the map, and tiles next to it, where nobody sees it unfinished; ``home`` is where it will be read."""
    content = describe_plans(plan, names, lang)
    if tiles is None:
        return _write(content, target, lang, still=_still(plan, lang))
    base = read_tiles(tiles, target, bounds_of(content), tiles_key, home)
    return _write(on_tiles(content, base), target, lang, base.sources, _still(plan, lang))


@held_to_annotations
def combine_maps(
    maps: Sequence[str | os.PathLike[str]],
    path: str | os.PathLike[str],
    *,
    names: Sequence[str] = (),
    lang: Lang = "zh",
) -> Path:
    """Write one page that compares the plans of several pages; nothing is planned again.

    Parameters
    ----------
    maps : sequence of str or path-like
        Pages that `save_map` wrote with this version, or the folders with a ``map.html`` each.
    path : str or path-like
        Where to write; its folder is made if need be.
    names : sequence of str, optional
        Names of the plans; by default those of their folders or files.
    lang : {"zh", "en"}
        Language of the reader.

    Returns
    -------
    Path
        The file that was written.

    Raises
    ------
    DataError
        There is no page, or the names are not one for each plan or not all different.
    SourceError
        A file is not one of ours, is damaged or of another version, or the page cannot be written.
    """
    contents, known = read_pages([Path(page) for page in maps])
    spoken = [content | {"lang": html_language(lang)} for content in contents]
    target = Path(path)
    with staged(target.parent) as stage:
        _write(join_contents(spoken, names or known), stage.path / target.name, lang)
    return target


def _still(plan: Plan | Sequence[Plan], lang: Lang) -> str:
    """Return what shows one plan without scripts: the picture and the table of its areas."""
    return f"{draw_overview(plan, lang)}{overview_table(plan, lang)}" if isinstance(plan, Plan) else ""


def _write(content: Content, target: Path, lang: Lang, images: tuple[str, ...] = (), still: str = "") -> Path:
    plan = content.get("review", {}).get("checksum", "")
    target.write_text(write_page(pack_content(content), lang, images, plan, still), encoding="utf-8", newline="\n")
    return target
