"""The sheets of a workbook on lifts."""

from __future__ import annotations

import pandas as pd

from cluster_planner.lifts import CENTS, LiftTerms, share_by_floor
from cluster_planner.words._catalogue import Lang
from cluster_planner.words._lifts import list_reasons, word_terms
from cluster_planner.words._speaker import speaker


def lift_tables(
    flats: pd.DataFrame, shares: pd.DataFrame, consent: pd.DataFrame, terms: LiftTerms, lang: Lang
) -> dict[str, pd.DataFrame]:
    """Return the sheets of a workbook on lifts, without any owner.

    Parameters
    ----------
    flats, shares, consent : DataFrame
        From `type_flats`, `share_cost` and `check_consent`.
    terms : LiftTerms
        The terms.
    lang : {"zh", "en"}
        Language of the reader.

    Returns
    -------
    dict of str to DataFrame
        By title: stairwells with verdict and reason, what each flat and floor pays, the vote in figures, the terms.
    """
    tables = {
        "stairwells": _stairwells(shares, consent, terms, lang),
        "shares": _shares(flats, shares),
        "floors": _in_yuan(share_by_floor(flats, shares)),
        "consent": consent,
        "terms": pd.DataFrame(word_terms(terms, int(flats["floor"].max()), lang), columns=["item", "item_value"]),
    }
    return {speaker(lang).label("sheet.lifts", name): table for name, table in tables.items()}


def _stairwells(shares: pd.DataFrame, consent: pd.DataFrame, terms: LiftTerms, lang: Lang) -> pd.DataFrame:
    """Return for each stairwell the verdict, the reasons, and what its lift costs in all and for each flat."""
    paying = shares["share_cents"].where(shares["share_cents"] > 0)
    table = shares.assign(paying=shares["weight"] > 0, least=paying)
    sums = table.groupby(level="stairwell").agg(
        flats=("paying", "size"),
        paying_flats=("paying", "sum"),
        share_cents=("share_cents", "sum"),
        least_cents=("least", "min"),
        most_cents=("share_cents", "max"),
    )
    reasons = ["\n".join(list_reasons(row, terms.majority, lang)) for _, row in consent.iterrows()]
    known = consent[["verdict"]].assign(reason=reasons, lift_money=terms.cost_money, subsidy_money=terms.subsidy_money)
    return _in_yuan(known.join(sums))


def _shares(flats: pd.DataFrame, shares: pd.DataFrame) -> pd.DataFrame:
    known = flats[["floor", "exclusive_m2"]].assign(opts_in=flats["opts_in"].map({True: "yes", False: "no"}))
    table = known.join(shares).reset_index().sort_values(["stairwell", "floor", "flat"], kind="stable")
    return _in_yuan(table.set_index(["stairwell", "floor", "flat"]))


def _in_yuan(table: pd.DataFrame) -> pd.DataFrame:
    """Return amounts in yuan, which a spreadsheet shows to the cent."""
    cents = {name: name.removesuffix("_cents") + "_money" for name in map(str, table) if name.endswith("_cents")}
    yuan = {name: table[name] / CENTS for name in cents}
    return table.assign(**yuan).rename(columns=cents)
