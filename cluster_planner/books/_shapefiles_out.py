"""Write layers to shapefiles: names of ten letters, texts of 254 bytes, and a legend that says what was shortened."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Literal

import geopandas as gpd
import pandas as pd
import pyogrio

from cluster_planner._cells import index_as_columns
from cluster_planner.books._geometry_kinds import geometry_type
from cluster_planner.books._plain_paths import plain_path
from cluster_planner.books._text_table import write_csv
from cluster_planner.fields import short_name
from cluster_planner.words import speaker

Encoding = Literal["utf-8", "gbk"]
_TEXT_BYTES = 254
_FIXED_DATE = "2000-01-01"


@dataclass(frozen=True)
class _Column:
    """One line of the legend; the further parts of a long text follow the first under names of their own."""

    layer: str
    short: str
    name: str
    part: int
    zh: str
    en: str
    codes: str


def write_shapefiles(layers: Mapping[str, pd.DataFrame], folder: Path, encoding: Encoding) -> None:
    """Write each layer as a shapefile (a table without shapes as a ``.dbf`` alone), and ``legend.csv``.

    Parameters
    ----------
    layers : mapping of str to DataFrame or GeoDataFrame
        Tables by name, each of one kind of shape.
    folder : Path
        Where the files go.
    encoding : {"utf-8", "gbk"}
        Encoding of the texts. What GBK lacks is written in GB18030, which has the same bytes for all the rest.
    """
    legend: list[_Column] = []
    for name, layer in layers.items():
        table = index_as_columns(layer)
        codec = _encoding(table, encoding)
        short, columns = _shortened(name, table, codec)
        legend += columns
        with plain_path(folder / f"{name}.shp") as file:
            pyogrio.write_dataframe(
                short,
                file,
                driver="ESRI Shapefile",
                encoding=codec,
                geometry_type=geometry_type(layer),
                DBF_DATE_LAST_UPDATE=_FIXED_DATE,
            )
    write_csv(pd.DataFrame(legend, columns=[field.name for field in fields(_Column)]), folder / "legend.csv")


def _encoding(table: pd.DataFrame, wanted: Encoding) -> str:
    if wanted == "utf-8":
        return "UTF-8"
    texts = table.select_dtypes(["object", "string"])
    fits = all(_fits_gbk(text) for name in texts for text in texts[name].dropna().astype("str").unique())
    return "GBK" if fits else "GB18030"


def _fits_gbk(text: str) -> bool:
    try:
        text.encode("gbk")
    except UnicodeEncodeError:
        return False
    return True


def _shortened(layer: str, table: pd.DataFrame, encoding: str) -> tuple[pd.DataFrame, list[_Column]]:
    """Return the table under short names, long texts cut into several columns, and what each column is."""
    geometry = table.geometry.name if isinstance(table, gpd.GeoDataFrame) else None
    short: dict[str, pd.Series] = {}
    legend = []
    for name in table.columns.drop([geometry] if geometry else []):
        for part, values in enumerate(_parts(table[name], encoding), start=1):
            taken = short_name(str(name), short)
            short[taken] = values
            zh, en = (speaker(lang).header(str(name), form="layer_header") for lang in ("zh", "en"))
            legend.append(_Column(layer, taken, str(name), part, zh, en, _codes(str(name))))
    frame = pd.DataFrame(short, index=table.index)
    return (gpd.GeoDataFrame(frame, geometry=table.geometry) if geometry else frame), legend


def _parts(column: pd.Series, encoding: str) -> list[pd.Series]:
    """Cut texts that a field cannot hold into parts, never inside a character."""
    if pd.api.types.is_numeric_dtype(column):
        return [column.astype("float64") if isinstance(column.dtype, pd.Int64Dtype) else column]
    texts = column.astype("str")
    cut = {text: _cut(text, encoding) for text in texts.dropna().unique()}
    count = max(map(len, cut.values()), default=1)
    return [texts.map({text: parts[at] for text, parts in cut.items() if len(parts) > at}) for at in range(count)]


def _cut(text: str, encoding: str) -> list[str]:
    """Cut a text where a field is full; never next to a blank, which a ``.dbf`` drops at both ends."""
    parts = []
    while len(whole := text.encode(encoding)) > _TEXT_BYTES:
        full = len(whole[:_TEXT_BYTES].decode(encoding, "ignore"))
        inside = (at for at in range(full, 0, -1) if not (text[at - 1].isspace() or text[at].isspace()))
        at = next(inside, full)
        parts.append(text[:at])
        text = text[at:]
    return [*parts, text]


def _codes(name: str) -> str:
    zh, en = (speaker(lang).choices(name) for lang in ("zh", "en"))
    return "; ".join(f"{code} = {zh[code]} / {en[code]}" for code in zh)
