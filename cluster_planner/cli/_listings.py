"""Lists that the command line shows: fields, works and settings."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from rich.table import Table
from rich.text import Text

from cluster_planner.cli._console import console, print_table
from cluster_planner.fields import Lang
from cluster_planner.words import speaker

if TYPE_CHECKING:
    import pandas as pd


def show_fields(lang: Lang) -> None:
    """Show the catalogue of the bank as a table."""
    from cluster_planner.profile import CHINA

    table = Table(*("name", "中文", "English", "type", "values", "*"))
    for field in CHINA.catalogue.bank:
        values = " ".join(speaker(lang).choices(field.name).values())
        if field.low is not None or field.high is not None:
            worth = field.bare_worth
            ends = (end / worth if end and worth != 1 else end for end in (field.low, field.high))
            values = "..".join("" if end is None else str(end) for end in ends)
        zh, en = (speaker(each).header(field.name) for each in ("zh", "en"))
        table.add_row(field.name, zh, en, field.kind, values, "*" if field.mandatory else "")
    console().print(table)


def show_works(catalogue: pd.DataFrame, lang: Lang) -> None:
    """Show the catalogue of works with its rates and when each work is needed."""
    from cluster_planner.words import name_units, name_works

    columns = ["code", "work", "class", "unit", "low_money", "mid_money", "high_money", "price_year", "share", "when"]
    named = catalogue.assign(work=name_works(catalogue, lang), unit=name_units(catalogue, lang))
    table = named.reset_index()[[*columns, "quantity"]]
    print_table(table.rename(columns={"quantity": "amount_rule"}), lang)


def show_settings(lang: Lang) -> None:
    """Show all knobs with their default, unit and range."""
    from cluster_planner.settings import Settings, format_value, is_amount, list_knobs
    from cluster_planner.words import describe_knob

    table = Table(*map(speaker(lang).header, ("setting", "setting_value", "meaning")))
    unit = speaker(lang).say("common.amount_unit")
    for section, name, value, about in list_knobs(Settings()):
        entries = value if isinstance(value, Mapping) else {name: value}
        texts = {key: format_value(item, unit if is_amount(key, item, about) else "") for key, item in entries.items()}
        shown = "\n".join(f"{key} = {text}" for key, text in texts.items()) if entries is value else texts[name]
        table.add_row(f"{section}.{name}", Text(shown), Text(describe_knob(section, name, about, lang)))
    console().print(table)
