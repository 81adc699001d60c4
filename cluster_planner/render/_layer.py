"""The plan as one folium element.

branca renders the output of a template as a template again, so that ``{{...}}`` in a name would run in Python (seen
with folium 0.20). Nothing here is a template: every text is passed as it is.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

from branca.element import Element, Figure, MacroElement

from cluster_planner._arguments import held_to_annotations
from cluster_planner.errors import DataError
from cluster_planner.fields import Lang
from cluster_planner.model import Plan
from cluster_planner.render._assets import (
    leaflet_script,
    leaflet_style,
    notices,
    notices_of_plugins,
    page_script,
    page_style,
    vendored_script,
    vendored_style,
)
from cluster_planner.render._blob import pack_content
from cluster_planner.render._payload import payload_tag
from cluster_planner.render._scenarios import Content, describe_plans
from cluster_planner.render._tiles import on_tiles, tiles_of_service
from cluster_planner.said import Code, say

# Of the plug-ins that need no network on a map of ours: what folium calls their files, and what those are here.
_BROUGHT = {
    "markerclusterjs": "leaflet.markercluster.js",
    "markerclustercss": "MarkerCluster.css",
    "markerclusterdefaultcss": "MarkerCluster.Default.css",
    "Control.Fullscreen.js": "Control.FullScreen.js",
    "Control.FullScreen.css": "Control.FullScreen.css",
}


class Verbatim(Element):
    """Text that reaches the page as it is, past every template."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text

    def render(self, **_: object) -> str:
        """Return the text."""
        return self.text


class PlanLayer(MacroElement):
    """A plan, or several to compare, as a layer of any ``folium.Map``.

    >>> PlanLayer(plan, column="need").add_to(folium.Map())  # doctest: +SKIP

    Parameters
    ----------
    plan : Plan or sequence of Plan
        What to draw; may hold no area at all.
    names : sequence of str, optional
        What several plans are called.
    column : str, optional
        The figure that colours the map, such as ``need``; by default the years of the programme, or areas.
    panel : bool
        Whether the page with its tables and cards stands around the map; else cards open on the map.
    tiles : str, optional
        A base map under the plan: ``tianditu``, ``gaode`` or an address with ``{z}``, ``{x}`` and ``{y}``.
    lang : {"zh", "en"}
        Language of the reader.

    Raises
    ------
    DataError
        There is no plan, the names are not one for each or not all different, or nothing can be coloured by the column.
    SourceError
        There are no such tiles.
    """

    @held_to_annotations
    def __init__(
        self,
        plan: Plan | Sequence[Plan],
        *,
        names: Sequence[str] = (),
        column: str | None = None,
        panel: bool = False,
        tiles: str | None = None,
        lang: Lang = "zh",
    ) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._name = "PlanLayer"
        content = describe_plans(plan, names, lang)
        _require_column(content, column)
        self.payload = pack_content(content if tiles is None else on_tiles(content, tiles_of_service(tiles)))
        self.looks = {"panel": panel, "column": column}

    def render(self, **kwargs: object) -> str:
        """Put scripts and styles into the head, the payload into the body, and one call into the script."""
        figure, name = self.get_root(), self.get_name()
        parent: Any = self._parent
        if not isinstance(figure, Figure) or parent is None:
            raise TypeError("A PlanLayer is drawn as part of a folium.Map: add it to one first.")
        # Plug-ins hang on the Leaflet that is there before them: it is not replaced.
        head = (
            f"<style>{leaflet_style()}</style>\n<style>{page_style()}</style>\n"
            f"<script>if (!window.L) {{{leaflet_script()}}}</script>\n"
            f"<script>{page_script()}ClusterPlanner.serveFolium();</script>\n<!--\n{notices()}-->"
        )
        figure.header.add_child(Verbatim(head), name="cluster_planner")
        if not parent.default_js:
            _bring_along(parent, figure)
        call = f'ClusterPlanner.open({parent.get_name()}, "{name}", {json.dumps(self.looks)});'
        figure.html.add_child(Verbatim(payload_tag(name, self.payload)), name=name)
        figure.script.add_child(Verbatim(call), name=name)
        for child in self._children.values():
            child.render(**kwargs)
        return ""


def _bring_along(drawn: Element, figure: Figure) -> None:
    """Put the files of plug-ins that we have into the head, not the addresses that they would be fetched from."""
    for plugin in _within(drawn):
        named = [name for kind in ("default_js", "default_css") for name, _ in getattr(plugin, kind, ())]
        if not named or not _BROUGHT.keys() >= set(named):
            continue
        plugin.default_js, plugin.default_css = [], []
        for name in named:
            figure.header._children.pop(name, None)  # of a plug-in that was drawn before  # noqa: SLF001
            figure.header.add_child(Verbatim(_tag(_BROUGHT[name])), name=f"cluster_planner {name}")
        figure.header.add_child(Verbatim(f"<!--\n{notices_of_plugins()}-->"), name="cluster_planner notices")


def _within(element: Element) -> Iterator[Any]:
    for child in element._children.values():  # noqa: SLF001 - branca has no other way
        yield child
        yield from _within(child)


def _tag(name: str) -> str:
    if name.endswith(".css"):
        return f"<style>{vendored_style(name)}</style>"
    return f"<script>{vendored_script(name)}</script>"


def _require_column(content: Content, column: str | None) -> None:
    plans = content.get("plans", [content])
    known = sorted({indicator["name"] for plan in plans for indicator in plan["indicators"]})
    if column is not None and column not in known:
        raise DataError(
            say("error.render.no_such_column", column=Code(column)),
            say("error.render.colour_by", known=Code(", ".join(known))),
        )
