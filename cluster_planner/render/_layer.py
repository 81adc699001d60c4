"""The plan as one folium element.

branca renders the output of a template as a template again, so that ``{{...}}`` in a name would run in Python (seen
with folium 0.20). Nothing here is a template: every text is passed as it is.
"""

from __future__ import annotations

from branca.element import Element, Figure, MacroElement

from cluster_planner.render._assets import fflate_script, leaflet_script, leaflet_style, page_script, page_style
from cluster_planner.render._payload import payload_tag


class Verbatim(Element):
    """Text that reaches the page as it is, past every template."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text

    def render(self, **_: object) -> str:
        """Return the text."""
        return self.text


class PlanLayer(MacroElement):
    """The whole plan as a layer of a ``folium.Map``.

    Parameters
    ----------
    payload : str
        The plan as packed by ``pack_plan``.
    """

    def __init__(self, payload: str) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._name = "PlanLayer"
        self.payload = payload

    def render(self, **kwargs: object) -> str:
        """Put scripts and styles into the head, the payload into the body, and one call into the script."""
        figure, parent, name = self.get_root(), self._parent, self.get_name()
        if not isinstance(figure, Figure) or parent is None:
            raise TypeError("A PlanLayer is drawn as part of a folium.Map: add it to one first.")
        head = (
            f"<style>{leaflet_style()}</style>\n<style>{page_style()}</style>\n"
            f"<script>{leaflet_script()}</script>\n<script>{fflate_script()}</script>\n"
            f"<script>{page_script()}ClusterPlanner.serveFolium();</script>"
        )
        data = payload_tag(name, self.payload)
        call = f'ClusterPlanner.open({parent.get_name()}, "{name}");'
        figure.header.add_child(Verbatim(head), name="cluster_planner")
        figure.html.add_child(Verbatim(data), name=name)
        figure.script.add_child(Verbatim(call), name=name)
        for child in self._children.values():
            child.render(**kwargs)
        return ""
