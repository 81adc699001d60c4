"""Which layers of a file list communities, where the user names none."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pyogrio

from cluster_planner.errors import SourceError
from cluster_planner.said import Code, Count, say
from cluster_planner.sources._headers import recognised
from cluster_planner.sources._kinds import kind_of, under_its_name
from cluster_planner.sources._kml import BUILT_IN, KML
from cluster_planner.sources._layers import fields_of, layers_in
from cluster_planner.sources._mapping import FieldMapping
from cluster_planner.sources._opened import Opened, opened

# A GeoPackage with these layers next to the communities brings its surroundings along.
SURROUNDINGS = ("barriers", "crossings", "boundaries", "facilities", "streets")
_OURS = "communities"
_DRAWN = ("Polygon", "Point", "Unknown", "Collection")
_LEAST_KNOWN = 2  # headers of a layer that lists communities: the name, and what is known of them


@dataclass(frozen=True, kw_only=True)
class _Layer:
    name: str
    rows: int
    known: int
    is_outlined: bool


def choose_layers(path: Path, mapping: FieldMapping) -> tuple[tuple[str, ...], dict[str, int]]:
    """Choose the layers that list communities.

    Parameters
    ----------
    path : Path
        A vector file that holds several layers.
    mapping : FieldMapping
        What the user's own headers mean, and the catalogue of all others.

    Returns
    -------
    tuple of tuple of str and dict of str to int
        The layer ``communities``, or else the only one that holds polygons or points; of several all those with
        headers of the catalogue, or, where no layer has any but names, those of outlines. Other layers with shapes, and
        how many features they hold.

    Raises
    ------
    SourceError
        If it is not clear which layers are meant.
    """
    with under_its_name(path, kind_of(path)) as named, opened(named) as file:
        kinds = layers_in(file.path, path)
        names = [name for name, _ in kinds]
        if _OURS in names:
            return (_OURS,), {}
        drawn = [name for name, kind in kinds if kind and kind.endswith(_DRAWN) and name not in SURROUNDINGS]
        layers = [layer for name in drawn if (layer := _look_at(file, name, mapping)).rows]
    if len(layers) == 1:
        return (layers[0].name,), {}
    lists = [layer for layer in layers if layer.known >= _LEAST_KNOWN]
    lists = lists or [layer for layer in layers if layer.known and layer.is_outlined]
    if not lists:
        listed = Code(", ".join(names))
        raise SourceError(
            say("error.sources.several_layers", path=Code(str(path)), count=Count(len(names)), listed=listed),
            say("error.sources.say_layer"),
        )
    return tuple(layer.name for layer in lists), {layer.name: layer.rows for layer in layers if layer not in lists}


def _look_at(file: Opened, name: str, mapping: FieldMapping) -> _Layer:
    about = pyogrio.read_info(file.path, layer=name, force_feature_count=True)
    unused = BUILT_IN if file.path.suffix.lower() in KML else ()
    known = recognised([(header,) for header in fields_of(file, name) if header not in unused], mapping)
    shapes = {str(about["geometry_type"])}
    if "Unknown" in shapes:
        shapes = set(pyogrio.read_dataframe(file.path, layer=name, columns=[]).geom_type.dropna())
    return _Layer(
        name=name, rows=int(about["features"]), known=known, is_outlined=any("Polygon" in shape for shape in shapes)
    )
