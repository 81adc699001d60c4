"""How far the yearly plans have come, and the table of the official survey, as sheets."""

from __future__ import annotations

import pandas as pd

from cluster_planner.fields import CATALOGUE, Lang
from cluster_planner.model import Plan

_WHOLE = {"zh": "合计", "en": "Total"}
_UNKNOWN = {"zh": "不详", "en": "unknown"}
_LEFT_OUT = {"zh": "未列入年度", "en": "in no year"}
_TOLD = "_told"


def progress_tables(plan: Plan, lang: Lang) -> dict[str, pd.DataFrame]:
    """Return the sheets ``progress`` and ``statistics`` of a plan, where there is anything to tell."""
    tables = {}
    if len(plan.progress):
        tables["progress"] = _progress(plan.progress, lang)
    if len(plan.statistics):
        tables["statistics"] = _statistics(plan.statistics, lang)
    return tables


def _progress(progress: pd.DataFrame, lang: Lang) -> pd.DataFrame:
    table = progress.reset_index()
    return table.assign(county=_named(table["county"], lang))


def _statistics(statistics: pd.DataFrame, lang: Lang) -> pd.DataFrame:
    """Return the table with a column that names what some communities do not tell."""
    table = statistics.reset_index()
    counted = [str(name).removesuffix(_TOLD) for name in table if str(name).endswith(_TOLD)]
    silent = [_tell_silent(row, counted, lang) for _, row in table.iterrows()]
    table = table.drop(columns=[name + _TOLD for name in counted])
    return table.assign(group=_named(table["group"], lang), silent=pd.Series(silent, table.index, "str"))


def _named(groups: pd.Series, lang: Lang) -> pd.Series:
    words = {"": _WHOLE[lang], "left_out": _LEFT_OUT[lang]}
    return groups.fillna(_UNKNOWN[lang]).replace(words)


def _tell_silent(row: pd.Series, counted: list[str], lang: Lang) -> str:
    """Name the fields that some communities do not give, with how many."""
    missing = {name: row["communities"] - row[name + _TOLD] for name in counted}
    words = {name: CATALOGUE[name].zh if lang == "zh" else CATALOGUE[name].en for name in counted}
    return "; ".join(f"{words[name]} {count}" for name, count in missing.items() if count)
