"""How each figure of a plan is worked out: its formula, the settings in it with their values, and where it stands.

Formulas are data, under ``formula`` in the catalogues: rules of the plan, then columns, where a sheet has its own under
its name and all others under ``any``. Settings stand in them by their dotted names.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

import pandas as pd

from cluster_planner.columns import NEED_PARTS
from cluster_planner.fields import Catalogue
from cluster_planner.model import Plan
from cluster_planner.settings import Settings, list_knobs
from cluster_planner.words._catalogue import Lang
from cluster_planner.words._frames import head_column
from cluster_planner.words._settings import shown
from cluster_planner.words._speaker import Speaker, speaker
from cluster_planner.words._works import name_works
from cluster_planner.words.tables._layers import link_table, site_table
from cluster_planner.words.tables._settings import setting_table

COLUMNS = ("figure_name", "stands", "formula", "entering")
ASIDE = "aside"  # form of a setting that enters, but is too long to be written in the formula
# Labels of the codes in settings that are lists or tables.
_KINDS = {
    "links.barrier_kinds": "choice.barrier_kind",
    "eligibility.statuses": "choice.status",
    "eligibility.excluded_tenures": "choice.tenure",
    "checkup.weights": "formula.indicator",
    "likeness.weights": "field",
    "services.radius_m": "choice.service",
    "services.size_m2": "choice.service",
    "services.least_households": "choice.service",
    "services.per_household": "choice.service",
}


class _Value(NamedTuple):
    """The value of a setting: as in the sheet of settings, and in words."""

    written: str
    worded: str


class Place(NamedTuple):
    """A table that a reader sees: its title, and its columns by name and header."""

    title: str
    columns: Mapping[str, str]


def method_table(plan: Plan, sheets: Mapping[str, pd.DataFrame], lang: Lang) -> pd.DataFrame:
    """Return the methods of a plan for the workbook and the report.

    Parameters
    ----------
    plan : Plan
        The plan.
    sheets : mapping of str to DataFrame
        The other sheets, by their names in the catalogue.
    lang : str
        Language of the reader.

    Returns
    -------
    DataFrame
        Rules of the plan first, then a row for each figure, then each work, then what comes from the ledger:
        ``figure_name``, ``stands``, ``formula``, ``entering``.
    """
    words = speaker(lang)
    titles = words.catalogue.section("sheet.plan")
    places = {name: _place(titles[name], sheet, lang) for name, sheet in sheets.items()}
    tables = {"links": link_table(plan, lang), "sites": site_table(plan, lang)}
    layers = {name: _place(words.fill("formula.in_layer", layer=name), table, lang) for name, table in tables.items()}
    # A layer leaves out what a sheet has already.
    on_sheets = {column for place in places.values() for column in place.columns}
    for name, layer in layers.items():
        places[name] = Place(layer.title, {key: head for key, head in layer.columns.items() if key not in on_sheets})
    page = {name: words.header(name, "page") for name in NEED_PARTS}
    return methods_of_places(plan, places | {"page": Place(words.say("formula.on_the_page"), page)}, lang)


def methods_of_places(plan: Plan, places: Mapping[str, Place], lang: Lang) -> pd.DataFrame:
    """Return the methods of what stands in certain places; see `method_table`."""
    words = speaker(lang)
    values = _values(plan.settings, lang)
    catalogue = plan.communities.profile.catalogue
    rows = [
        *_rules(words, values),
        *_figures(words, places, values),
        *_works(plan, words, lang),
        *_ledger(words, places, catalogue),
    ]
    return pd.DataFrame(rows, columns=COLUMNS, dtype="str")


def formula_key(sheet: str, column: str, entries: Mapping[str, str]) -> str | None:
    """Return under which key of the catalogues the formula of a column stands, if it has one."""
    keys = (f"formula.{sheet}.{column}", f"formula.any.{column}")
    return next((key for key in keys if key in entries), None)


def _place(title: str, table: pd.DataFrame, lang: Lang) -> Place:
    named = [name for name in table.index.names if name]
    heads = {str(name): speaker(lang).header(str(name), form="sheet_header") for name in named}
    return Place(title, heads | {str(name): head_column(table[name], lang) for name in table if name != "geometry"})


def _values(settings: Settings, lang: Lang) -> dict[str, _Value]:
    """Return the value of every setting with its unit, by its dotted name; years need none."""
    table, words = setting_table(settings, lang), speaker(lang)
    rows = zip(table["setting"].tolist(), table["setting_value"].tolist(), table["unit"].tolist(), strict=True)
    found = {}
    for (name, text, unit), (*_, value, about) in zip(rows, list_knobs(settings), strict=True):
        shown_unit = "" if about.unit == "year" else unit
        written = f"{text} {shown_unit}".rstrip()
        found[name] = _Value(written, _worded(words, name, value, shown_unit) or written)
    return found


def _worded(words: Speaker, name: str, value: object, unit: str) -> str:
    """Return a setting that is a list or a table in words, nothing for others."""
    kind = _KINDS.get(name, "")
    if isinstance(value, Mapping):
        return words.join(f"{words.label(kind, key)} {shown(item)} {unit}".rstrip() for key, item in value.items())
    return words.join(words.label(kind, str(code)) for code in value) if kind and isinstance(value, tuple) else ""


def _rules(words: Speaker, values: Mapping[str, _Value]) -> Iterator[tuple[str, ...]]:
    stands = words.say("formula.of_plan")
    for rule, name in words.catalogue.section("formula.rule_name").items():
        yield name, stands, *_filled(words, f"formula.rule.{rule}", values)


def _figures(words: Speaker, places: Mapping[str, Place], values: Mapping[str, _Value]) -> Iterator[tuple[str, ...]]:
    """Yield a row for each formula, with every place where it applies; then those of a whole sheet."""
    entries = words.catalogue.entries
    found: dict[str, tuple[str, list[str]]] = {}
    for sheet, place in places.items():
        for column, head in place.columns.items():
            if key := formula_key(sheet, column, entries):
                found.setdefault(key, (head, []))[1].append(place.title)
    for key, (head, titles) in found.items():
        yield head, words.join(titles), *_filled(words, key, values)
    for sheet, place in places.items():
        if (key := f"formula.sheet.{sheet}") in entries:
            yield words.say("formula.whole_sheet"), place.title, *_filled(words, key, values)


def _works(plan: Plan, words: Speaker, lang: Lang) -> Iterator[tuple[str, ...]]:
    """Yield when each work of the plan is listed and how much of it, as the catalogue of works has it."""
    quantities = plan.works.quantities
    used = plan.works.catalogue.loc[quantities.columns[(quantities > 0).any()]]
    stands = words.catalogue.entries["sheet.plan.quantities"]
    for code, name, work in zip(used.index, name_works(used, lang), used.to_dict("records"), strict=True):
        when = work["when"] or words.say("formula.always")
        yield f"{code} {name}", stands, words.fill("formula.work", when=when, quantity=work["quantity"]), ""


def _ledger(words: Speaker, places: Mapping[str, Place], catalogue: Catalogue) -> Iterator[tuple[str, ...]]:
    """Yield, in one row, the fields of the ledger that are shown as they came."""
    entries = words.catalogue.entries
    given = [
        (head, place.title)
        for sheet, place in places.items()
        for column, head in place.columns.items()
        if column in catalogue and not formula_key(sheet, column, entries)
    ]
    if given:
        heads, titles = map(_once, zip(*given, strict=True))
        formula = words.fill("formula.from_ledger", fields=words.join(heads))
        yield words.say("formula.given"), words.join(titles), formula, ""


def _filled(words: Speaker, key: str, values: Mapping[str, _Value]) -> tuple[str, str]:
    """Return a formula with the values of its settings put in, and these settings by name."""
    parts = words.catalogue.parts(key)
    text = "".join(before + (values[name].worded if name and form != ASIDE else "") for before, name, form in parts)
    names = _once(name for _, name, _ in parts if name)
    entering = (words.fill("formula.setting", name=name, value=values[name].written) for name in names)
    return text, words.join(entering, "semicolons")


def _once(texts: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(texts))
