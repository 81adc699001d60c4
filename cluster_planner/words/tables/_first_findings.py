"""The findings that cost the plan most, each in a sentence: where it is, what was expected, what to do."""

from __future__ import annotations

import re

import pandas as pd

from cluster_planner.fields import Field
from cluster_planner.model import Findings
from cluster_planner.profile import CHINA
from cluster_planner.said import Code, Count, Label, Name, Number, Said, say, several
from cluster_planner.words._catalogue import Lang
from cluster_planner.words._speaker import speaker
from cluster_planner.words.tables._costs import HINT, costs_of
from cluster_planner.words.tables._findings import in_order, text_of_findings

_SHOWN = 5
_PLACES = 3
_COUNTED = 5
_CHOICES = 6
_SECOND_KEYS = ["source", "file", "rule", "of"]
# A right value, as a clerk would type it: by the field, or else by its unit.
_EXAMPLES = {
    "lon": 112.355012, "lat": 28.570034, "plan_year": 2027, "year": 1998, "households": 320, "persons": 960,
    "buildings": 8, "storeys": 6, "m2": 12500.5, "money": 850, "m": 3.5, "lifts": 12, "fee": 0.8, "count": 24,
}  # fmt: skip
_SHARE = 0.85
_RIGHT_BY_OTHERS = "totals_mismatch"
_NEAR_OTHERS = "far_away"  # a figure may lie within its bounds and yet far from those of other rows


def first_findings(findings: Findings, lang: Lang, most: int = _SHOWN) -> list[str]:
    """Return the findings that cost most in plain sentences, one for all that are equal.

    Parameters
    ----------
    findings : Findings
        What was found.
    lang : {"zh", "en"}
        Language of the sentences.
    most : int
        How many sentences.

    Returns
    -------
    list of str
        Each names file, sheet and cells, what is wrong, what was there, what is expected and what to do.
    """
    table = text_of_findings(findings, lang)
    if table.empty:
        return []
    table = table.loc[in_order(table)]
    # Headers, files and hints are named in one sentence; values, field by field.
    as_one = ((table["row"] == "") & table["count"].isna()) | (costs_of(table) == HINT)
    table["of"] = table["field"].mask(as_one, "")
    firsts = table.drop_duplicates(_SECOND_KEYS).head(most)
    write = speaker(lang).write
    return [
        write(say("finding.numbered", number=Count(number), what=_sentence(table[_same(table, first)])))
        for number, (_, first) in enumerate(firsts.iterrows(), start=1)
    ]


def _same(table: pd.DataFrame, first: pd.Series) -> pd.Series:
    return (table[_SECOND_KEYS] == first[_SECOND_KEYS]).all(axis=1)


def _sentence(group: pd.DataFrame) -> Said:
    """Say what equal findings have in common."""
    first = group.iloc[0]
    where = [
        Code(first["file"]) if first["file"] else None,
        say("finding.sheet", sheet=Name(first["sheet"])) if first["sheet"] and not _on_sheets(group) else None,
        _places(group),
    ]
    headers = _headers(group)
    found = _found(group)
    done = list(group["done"].unique())
    return say(
        "finding.sentence",
        where=say("finding.where", where=several(where, "commas")) if any(where) else None,
        field=say("finding.field", field=several(headers)) if headers else None,
        problem=Code(first["problem"]),
        found=say("finding.found", found=found) if found is not None else None,
        done=say("finding.done", done=Code(done[0])) if len(done) == 1 and done[0] else None,
        expected=None
        if _needs_no_example(first)
        else _expected(CHINA.catalogue.get(first["of"]), is_bounded=first["rule"] != _NEAR_OTHERS),
        remedy=Code(first["remedy"]),
    )


def _needs_no_example(finding: pd.Series) -> bool:
    """Whether a value of the field would not help: what was repaired is right, a total is right by its rows alone."""
    return bool(finding["severity"] == "repair" or finding["rule"] == _RIGHT_BY_OTHERS)


def _on_sheets(group: pd.DataFrame) -> bool:
    """Whether the findings are on several sheets; each place then names its own."""
    return len(group["sheet"].unique()) > 1


def _headers(group: pd.DataFrame) -> list[Label]:
    """Name the column, or those columns that have no cell to point at, as in a layer."""
    of, source = group["of"].iloc[0], group["source"].iloc[0]
    nowhere = (group["cell"] == "").all() and group["count"].isna().all()
    named = [of] if of else list(group["field"].unique()[:_PLACES]) if nowhere else []
    return [Label("header", str(name)) for name in named if name not in ("", source)]


def _places(group: pd.DataFrame) -> Said | None:
    """Name the first cells, or whole rows or columns, by their number, each sheet in turn, and how many there are."""
    whole = (group["cell"] == "") & (group["row"].str.split().str[-1] == group["sheet"])
    at = (group if _on_sheets(group) else group[~whole]).drop_duplicates(["sheet", "cell", "row"])
    number = pd.to_numeric(at["row"].str.extract(r"(\d+)$", expand=False))
    at = at.loc[number.sort_values(kind="stable").index]
    at = at.loc[at.groupby("sheet").cumcount().sort_values(kind="stable").index]
    places: list[Said | Code] = [
        _place(*place) for place in zip(at["file"], at["cell"], at["row"], strict=True) if any(place[1:])
    ]
    if _on_sheets(group):
        places = [
            _place_on(*place)
            for place in zip(at["file"], at["sheet"], at["cell"], at["row"], strict=True)
            if any(place[1:])
        ]
    if not places or (group["count"].notna().any() and not group["of"].iloc[0]):
        return None
    size = Count(len(places))
    return say(
        "finding.some",
        listed=several(places[:_PLACES]),
        more=say("finding.in_all", count=size) if len(places) > _PLACES else None,
    )


def _place_on(file: str, sheet: str, cell: str, row: str) -> Said | Code:
    """Name a place with its sheet, or the sheet where all of it is meant."""
    named = Name(sheet)
    if not sheet:
        return _place(file, cell, row)
    if not cell and row.split()[-1:] in ([], [sheet]):
        return say("finding.sheet", sheet=named)
    return say("finding.on_sheet", sheet=named, place=_place(file, cell, row))


def _place(file: str, cell: str, row: str) -> Said | Code:
    """Name a cell; a whole row by its number, where it stands in no cells by what it is called; a whole column."""
    if not cell:
        whole = row.removeprefix(f"{file} ")
        is_column = bool(file) and re.fullmatch("[A-Z]{1,3}", whole)  # of a table that lay on its side
        return say("finding.column", column=Code(whole)) if is_column else say("finding.row", row=Code(whole))
    whole = cell.partition(":")[0]
    if whole == cell:
        return Code(cell)
    return say("finding.row", row=Code(whole)) if row else say("finding.column", column=Code(whole))


def _found(group: pd.DataFrame) -> Said | None:
    """Name the first values that were there; of what is reported once for all, how often it was, field by field."""
    counted = group[group["count"].notna()]
    if counted.empty or (counted["found"] != "").all():
        found: list[Said] = [say("finding.quoted", text=Code(text)) for text in group["found"].unique() if text]
    elif group["of"].iloc[0] or (counted["field"] == "").all():
        found = [say("finding.counted", count=Count(int(group["count"].sum())))]
    else:
        found = [
            say("finding.counted_of", field=Label("header", str(field)), count=Count(int(count)))
            for field, count in counted.groupby("field", sort=False)["count"].sum().items()
        ]
    most = _COUNTED if len(counted) else _PLACES
    more = say("finding.and_so_on") if len(found) > most else None
    return say("finding.some", listed=several(found[:most]), more=more) if found else None


def _expected(field: Field | None, *, is_bounded: bool) -> Said | None:
    """Say which values a field takes, with an example."""
    if field is None:
        return None
    if field.kind == "date":
        return say("finding.a_date")
    if field.choices:
        labels = [Label(f"choice.{field.vocabulary}", choice.code) for choice in field.choices[:_CHOICES]]
        return say("finding.one_of", choices=several(labels))
    if field.kind not in ("integer", "number"):
        return None
    example = _EXAMPLES.get(field.name) or _EXAMPLES.get(field.unit) or (_SHARE if field.is_share else 1)
    kind = "year" if field.unit == "year" else "whole" if field.kind == "integer" else "figure"
    ends = None
    if is_bounded and field.low is not None and field.high is not None:
        low, high = (Number(end / field.bare_worth) for end in (field.low, field.high))
        ends = say("finding.between_years" if kind == "year" else "finding.between", low=low, high=high)
    return say("finding.a_figure", kind=say(f"finding.{kind}"), ends=ends, example=Number(example), unit=_unit(field))


def _unit(field: Field) -> Said | None:
    """Name the unit of a bare figure: ledgers have amounts in 万元, in any language."""
    unit = "wan" if field.unit == "money" else field.unit
    return say("finding.in_unit", unit=Label("unit", unit)) if unit in ("wan", "m2", "m") else None
