"""The folder of a plan as it was written: sheets, layers, page and report, in one language."""

from __future__ import annotations

import re
import tomllib
from functools import cached_property

import geopandas as gpd
import openpyxl
import pandas as pd
import pyogrio

from truth.page import Page

LANGUAGES = ("zh", "en")
WAN = 10_000
TOTAL = {"合计", "Total"}
WITH_TOTALS_WITHIN = ("进度", "统计", "Progress", "Statistics")
UNIT = re.compile(r"\s*[(（]([^()（）]*)[)）]$")
AMOUNT = re.compile(r"(?:CNY )?([\d,]+(?:\.\d+)?)(万元)?")


class Outputs:
    """What was written into one folder.

    Parameters
    ----------
    folder : Path
        With ``plan.xlsx``, ``areas.gpkg``, ``map.html`` and ``report.docx``.
    lang : {"zh", "en"}
        Language that it was written in.
    """

    def __init__(self, folder, lang):
        self.folder, self.lang = folder, lang
        self._tables = {}

    @cached_property
    def every_row(self):
        """Every sheet by its title, as rows of plain values; the first row is the header, the last ones are totals."""
        book = openpyxl.load_workbook(self.folder / "plan.xlsx", read_only=True)
        return {sheet.title: [list(row) for row in sheet.iter_rows(values_only=True)] for sheet in book.worksheets}

    @cached_property
    def sheets(self):
        """Every sheet without the rows of totals under it."""
        return {title: rows[: len(rows) - len(self.totals(title))] for title, rows in self.every_row.items()}

    def totals(self, title):
        """Return the rows of totals under a sheet: those that say so first, or second after the name of a county."""
        if title in WITH_TOTALS_WITHIN:
            return []
        is_total = [bool(TOTAL & {str(value) for value in row[:2]}) for row in self.every_row[title]]
        return self.every_row[title][is_total.index(True) :] if any(is_total) else []

    def sheet(self, title):
        """Return a sheet under headers without their units; amounts of 万元 in yuan. Empty where there is none."""
        if title not in self._tables:
            self._tables[title] = self._read(title)
        return self._tables[title].copy()

    def _read(self, title):
        head, *rows = self.sheets.get(title, [[]])
        names = [UNIT.sub("", str(name)) for name in head]
        table = pd.DataFrame(rows, columns=names, dtype=object)
        for name, whole in zip(names, head, strict=True):
            unit = UNIT.search(str(whole))
            if unit and unit[1] == "万元":
                table[name] = pd.to_numeric(table[name]) * WAN
        return table

    @cached_property
    def settings(self):
        """Every setting by its name, as TOML reads it."""
        return {name: _value(value) for name, value, *_ in next(iter(self._settings_sheet()))}

    def _settings_sheet(self):
        return (rows[1:] for rows in self.sheets.values() if any(row[0] == "links.max_gap_m" for row in rows))

    @cached_property
    def layers(self):
        """Every layer of the GeoPackage by its name."""
        file = self.folder / "areas.gpkg"
        return {
            name: _missing_as_none(pyogrio.read_dataframe(file, layer=name)) for name, _ in pyogrio.list_layers(file)
        }

    @cached_property
    def page(self):
        """The map."""
        return Page(self.folder / "map.html", LANGUAGES.index(self.lang))

    @cached_property
    def report(self):
        """Every paragraph of the report in Word outside of tables, in order."""
        import docx

        return [one.text for one in docx.Document(self.folder / "report.docx").paragraphs if one.text.strip()]


def _value(stated):
    """Return a value as TOML reads it; a list of keys as a dictionary, an amount in yuan."""
    if stated is None:
        return None
    text = str(stated)
    for document in (f"value = {text}", "\n".join(["[value]", *text.split("; ")])):
        try:
            return _plain(tomllib.loads(document)["value"])
        except tomllib.TOMLDecodeError:
            continue
    return _plain(text)


def _plain(value):
    if isinstance(value, dict):
        return {name: _plain(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [_plain(inner) for inner in value]
    amount = AMOUNT.fullmatch(value) if isinstance(value, str) else None
    return float(amount[1].replace(",", "")) * (WAN if amount[2] else 1) if amount else value


def _missing_as_none(frame):
    """Return a layer with missing texts as None, not as NaN."""
    for name in frame.columns:
        if name != "geometry" and not pd.api.types.is_numeric_dtype(frame[name]):
            frame[name] = frame[name].astype(object).where(frame[name].notna(), None)
    return gpd.GeoDataFrame(frame)
