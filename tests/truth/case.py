"""One plan to be checked: its outputs in both languages, its input, and what is known of it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, cached_property

import geopandas as gpd
import pandas as pd

from truth.known import Known
from truth.names import Names
from truth.outputs import Outputs


@dataclass(frozen=True)
class Case:
    """A plan that was written in both languages.

    Attributes
    ----------
    zh, en : Path
        The two folders.
    works : Path
        The catalogue of works that it was made with.
    modes : Path
        The rules by which modes are suggested.
    facilities : tuple of path and layer, optional
        Input with facilities.
    reports : tuple of str
        Languages in which there is a report.
    """

    zh: object
    en: object
    works: object
    modes: object
    facilities: tuple | None = None
    reports: tuple = ("zh", "en")

    @cached_property
    def outputs(self):
        """What was written, by language."""
        return {lang: Outputs(getattr(self, lang), lang) for lang in ("zh", "en")}

    @cached_property
    def known(self):
        """What is known of the communities, the same in both languages."""
        file, layer = self.facilities or (None, None)
        return Known(self.outputs["zh"], gpd.read_file(file, layer=layer) if file else None)

    @cached_property
    def names(self):
        """The communities meant by each name, by language."""
        return {
            lang: Names(
                self.known.communities["name"],
                outputs.layers["areas"].set_index("area_id")["area_name"],
                lang,
            )
            for lang, outputs in self.outputs.items()
        }

    def sheet(self, title, lang="zh"):
        """Return a sheet by its Chinese title, under the Chinese headers whatever the language of its cells."""
        if lang == "zh":
            return self.outputs["zh"].sheet(title)
        place = list(self.outputs["zh"].sheets).index(title)
        _, *rows = list(self.outputs[lang].sheets.values())[place]
        return pd.DataFrame(rows, columns=self.outputs["zh"].sheet(title).columns, dtype=object)

    @cache  # noqa: B019 - a case lives as long as its test
    def rows(self, title, key):
        """Return a sheet in Chinese by the column that names its rows."""
        return self.sheet(title).set_index(key)

    @cached_property
    def catalogue(self):
        """The catalogue of works, by code."""
        return pd.read_csv(self.works).set_index("code")
