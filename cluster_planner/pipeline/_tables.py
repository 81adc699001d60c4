"""What goes into a plan: where it lies on disk, and the tables as they were read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import geopandas as gpd
import pandas as pd

from cluster_planner.model import Header, Note
from cluster_planner.sources import (
    FieldMapping,
    checksum,
    list_layers,
    read_layer,
    read_mapping,
    read_table,
    split_spec,
)

# A GeoPackage that holds these layers beside the communities brings its surroundings along.
SURROUNDINGS = ("barriers", "crossings", "boundaries", "facilities", "streets")


@dataclass(frozen=True, kw_only=True)
class Inputs:
    """Where the input of a plan lies.

    Attributes
    ----------
    table : path-like
        File with the communities.
    layer : str, optional
        Layer or sheet, where the file has several.
    where : str, optional
        Condition that picks the communities out of a layer of many things, such as ``"Class = 0"``.
    fields : path-like, optional
        Mapping file for headers that the catalogue does not know.
    barriers, crossings, boundaries, facilities : tuple of str
        ``FILE`` or ``FILE:layer`` each. Where none of a kind is named, a layer of that name in ``table`` is used.
    """

    table: str | Path
    layer: str | None = None
    where: str | None = None
    fields: str | Path | None = None
    barriers: tuple[str, ...] = ()
    crossings: tuple[str, ...] = ()
    boundaries: tuple[str, ...] = ()
    facilities: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False, kw_only=True)
class Tables:
    """The input of a plan as it was read; nothing of it is judged yet."""

    communities: pd.DataFrame
    barriers: tuple[gpd.GeoDataFrame, ...] = ()
    crossings: tuple[gpd.GeoDataFrame, ...] = ()
    boundaries: tuple[gpd.GeoDataFrame, ...] = ()
    facilities: tuple[gpd.GeoDataFrame, ...] = ()
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    crs: str | None = None
    headers: tuple[Header, ...] = ()
    notes: tuple[Note, ...] = ()
    sheet: str = ""
    about: Mapping[str, Any] = field(default_factory=dict)


def read_tables(inputs: Inputs) -> Tables:
    """Read everything that a plan is made from.

    Raises
    ------
    SourceError
        If a file or layer is missing or cannot be read.
    """
    path = Path(inputs.table)
    mapping = FieldMapping() if inputs.fields is None else read_mapping(inputs.fields)
    communities = read_table(path, layer=inputs.layer, mapping=mapping, where=inputs.where)
    specs = {kind: _specs(path, inputs, kind) for kind in SURROUNDINGS}
    read = {kind: tuple(read_layer(spec) for spec in found) for kind, found in specs.items()}
    files = sorted({path, *(split_spec(spec)[0] for found in specs.values() for spec in found)})
    return Tables(
        communities=communities,
        barriers=read["barriers"] + read["streets"],
        crossings=read["crossings"],
        boundaries=read["boundaries"],
        facilities=read["facilities"],
        values=mapping.values,
        crs=mapping.crs,
        about={"title": path.stem, "inputs": {file.name: checksum(file) for file in files}},
    )


def _specs(path: Path, inputs: Inputs, kind: str) -> tuple[str, ...]:
    """Return the files named for a kind of surroundings, or else the layer of that name beside the communities."""
    named: tuple[str, ...] = getattr(inputs, kind, ())
    if named or path.suffix.lower() != ".gpkg" or kind not in list_layers(path):
        return named
    return (f"{path}:{kind}",)
