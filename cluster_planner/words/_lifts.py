"""The vote of a stairwell, and its terms, in words."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from cluster_planner.lifts import TABLED, LiftTerms, Majority
from cluster_planner.said import Code, Count, Fact, Label, Money, Number, Said, Share, SquareMetres, say, several
from cluster_planner.words._catalogue import Lang
from cluster_planner.words._speaker import speaker


def word_consent(consent: pd.Series, majority: Majority, lang: Lang) -> str:
    """Say whether a stairwell agrees, with its figures, and what is missing.

    Parameters
    ----------
    consent : Series
        A row of `check_consent`.
    majority : {"special", "ordinary"}
        The one that was asked for.
    lang : {"zh", "en"}
        Language of the reader.

    Returns
    -------
    str
        The verdict, and the clauses of `list_reasons`.
    """
    verdict = Label("choice.verdict", consent["verdict"])
    reasons = several(_say_reasons(consent, majority), "semicolons")
    return speaker(lang).say("lifts.verdict", verdict=verdict, reasons=reasons)


def list_reasons(consent: pd.Series, majority: Majority, lang: Lang) -> list[str]:
    """Return the clauses behind a verdict: who there is, who took part, who agrees, and how many are missing."""
    return [speaker(lang).write(reason) for reason in _say_reasons(consent, majority)]


def _say_reasons(consent: pd.Series, majority: Majority) -> Iterator[Said]:
    voting, favour = (_say_share(consent, of, over) for of, over in (("voting_", ""), ("favour_", "voting_")))
    more_voting, more_favour = (_say_missing(consent, start) for start in ("more_voting_", "more_favour_"))
    yield say("lifts.in_all", whole=_say_figure(consent["owners"], consent["exclusive_m2"]))
    yield say(f"lifts.took_part{'_short' if more_voting else ''}", voting=voting, missing=more_voting)
    short = f"_short{'_of_fewest' if more_voting else ''}" if more_favour else ""
    yield say(f"lifts.agree_{majority}{short}", favour=favour, missing=more_favour)


def _say_people(owners: int) -> Said:
    return say("lifts.people", count=Count(owners))


def _say_figure(owners: int, area_m2: float) -> Said:
    return say("lifts.figure", people=_say_people(owners), area=SquareMetres(area_m2))


def _say_share(consent: pd.Series, of: str, over: str) -> Said:
    """Say owners and area, each as a share of others."""
    owners, area = consent[f"{of}owners"], consent[f"{of}exclusive_m2"]
    all_owners, all_area = consent[f"{over}owners"], consent[f"{over}exclusive_m2"]
    if not all_owners:
        return _say_figure(owners, area)
    shares = {"share": Share(owners / all_owners), "area_share": Share(area / all_area)}
    return say("lifts.shared", people=_say_people(owners), area=SquareMetres(area), **shares)


def _say_missing(consent: pd.Series, start: str) -> Fact | None:
    """Say what is missing, nothing where nothing is."""
    owners, area = consent[f"{start}owners"], consent[f"{start}exclusive_m2"]
    people = _say_people(owners) if owners else None
    surface = say("lifts.surface", area=SquareMetres(area)) if area else None
    return several((people, surface), "both") if people or surface else None


def word_terms(terms: LiftTerms, highest: int, lang: Lang) -> Iterator[tuple[str, str]]:
    """Yield the terms on which costs were shared and votes counted: item and what it says.

    Parameters
    ----------
    terms : LiftTerms
        The terms.
    highest : int
        Highest floor of the sheet, to say where a table of weights was carried on.
    lang : {"zh", "en"}
        Language of the reader.
    """
    for item, what in _say_terms(terms, highest):
        yield speaker(lang).say(f"lifts.item.{item}"), speaker(lang).write(what)


def _say_terms(terms: LiftTerms, highest: int) -> Iterator[tuple[str, Fact]]:
    yield "scheme", say("lifts.scheme", code=Code(terms.scheme), what=say(f"lifts.scheme_{terms.scheme}"))
    if terms.floor_shares:
        shares = [f"{floor}F {float(percent):g}%" for floor, percent in sorted(terms.floor_shares.items())]
        yield "floor_shares", Code(", ".join(shares))
    yield "basis", say(f"lifts.basis_{terms.basis}")
    tabled = TABLED.get(terms.scheme)
    if tabled is not None and highest > tabled:
        yield "carried_on", say("lifts.carried_on", floor=Number(tabled))
    yield "cost", say("lifts.amount", amount=Money(terms.cost_money))
    yield "subsidy", say("lifts.amount", amount=Money(terms.subsidy_money))
    yield "rounding", say("lifts.rounding")
    yield "not_included", say("lifts.not_included")
    yield "law", say("lifts.law", share=say(f"lifts.majority_{terms.majority}"))
    yield "who_counts", say("lifts.who_counts")
    yield "nature", say("lifts.nature")
