"""The outcome of a plan, as clauses: the same on the screen, in the workbook, on the map and in the report."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import ceil, floor, isinf
from typing import TYPE_CHECKING

from cluster_planner.said import Code, Count, Money, Number, Said, Several, Share, Year, say, several

if TYPE_CHECKING:
    import pandas as pd

    from cluster_planner.model import Programme

EXACT = 1e-9
_SHOWN_MONEY = 10_000  # yuan
_FINE = 0.001  # a share below this is written to a hundredth of a per cent


def say_proof(status: str, gap: float) -> Said:
    """Say how close to the best possible plan a plan is proven to be.

    Parameters
    ----------
    status : {"optimal", "bounded", "heuristic"}
        What was proven.
    gap : float
        No plan is better by more than this share; infinite where nothing is known.

    Returns
    -------
    Said
        A clause without a full stop. The share is rounded up, so that no more is claimed than was proven.

    Examples
    --------
    >>> from cluster_planner.words import speaker
    >>> speaker("en").write(say_proof("bounded", 0.00391))
    'no plan under these rules can be more than 0.4% better'
    >>> speaker("zh").write(say_proof("optimal", 0.0))
    '按此规则，已证明没有更好的方案'
    """
    if status == "optimal":
        return say("proof.optimal")
    if isinf(gap):
        return say("proof.open")
    step = 0.0001 if gap < _FINE else 0.001
    share = step * ceil(round(gap / step, 6))
    return say("proof.bounded_finely" if share < _FINE - EXACT else "proof.bounded", share=Share(share))


def say_known_of(known: int, whole: int) -> Said | None:
    """Say how many communities a sum covers, where not all; see the sums of areas."""
    return say("evaluation.known_of", known=Count(known), communities=Count(whole)) if known < whole else None


def say_stability(runs: int, spread: float, share: float, doubtful: int) -> Said:
    """Say how much of a plan holds under varied settings, as a clause without a full stop.

    Parameters
    ----------
    runs : int
        How many plans were made.
    spread : float
        Share by which the settings were varied.
    share : float
        Mean share of the runs in which two communities of an area stay together.
    doubtful : int
        Pairs on which the runs often disagree with the plan.

    Examples
    --------
    >>> from cluster_planner.words import speaker
    >>> speaker("zh").write(say_stability(20, 0.1, 0.912, 34))
    '权重和门槛上下浮动 10% 试算 20 次，同片区的两个小区平均有 91% 的次数仍在一起，存疑的小区对有 34 对'
    """
    if not runs:
        return say("proof.no_trial")
    together = Share(floor(100 * share) / 100)
    return say("proof.trials", spread=Share(spread), runs=Count(runs), together=together, doubtful=Count(doubtful))


def say_changes(counts: Mapping[str, int]) -> Said:
    """Say how much of an earlier plan is unchanged, as a clause.

    Parameters
    ----------
    counts : mapping of str to int
        Areas ``kept``, ``changed``, ``new``, ``dissolved`` and ``closed``; communities that ``moved``, ``came`` and
        ``went``.

    Examples
    --------
    >>> from cluster_planner.words import speaker
    >>> areas = {"kept": 5, "changed": 2, "new": 1, "dissolved": 0, "closed": 2}
    >>> speaker("en").write(say_changes(areas | {"moved": 4, "came": 3, "went": 0}))
    '5 areas unchanged, 2 changed, 1 new, 0 dissolved, 2 closed; 4 communities moved, 3 new, 0 gone or in quarantine'
    """
    names = ("kept", "changed", "new", "dissolved", "closed", "moved", "came", "went")
    return say("changes.counts", **{name: Count(counts[name]) for name in names})


def say_staying(value: float, staying: float, weight: float) -> Said:
    """Say how much of the value of a plan is for communities that stay together, at which weight, as a clause.

    Examples
    --------
    >>> from cluster_planner.words import speaker
    >>> speaker("en").write(say_staying(170.04, 8.9, 0.05))
    'plan score 170.0, 8.9 of it for communities that stay together (areas.stay_weight = 0.05)'
    """
    return say("changes.staying", value=Number(value), staying=Number(staying), weight=Number(weight))


def say_worth(
    value: tuple[float, float], saving_money: tuple[float, float], under_way: Sequence[str] = (), dropped: int = 0
) -> Said:
    """Say how value and saving changed from an earlier plan to a new one, as a clause.

    Parameters
    ----------
    value, saving_money : tuple of float
        Before and now, see `Plan.worth_since`.
    under_way : sequence of str
        Areas that are in neither because they are under way.
    dropped : int
        How many other communities of earlier areas are in neither because they can be in no area now.

    Examples
    --------
    >>> from cluster_planner.words import speaker
    >>> text = speaker("en").write(say_worth((161.1, 159.2), (32_100_000.0, 31_750_000.0), ["A003"], 2))
    >>> text.partition("plan ")[2].partition(";")[0]
    'score from 161.1 to 159.2 (-1.2%), saving from CNY 32,100,000 to CNY 31,750,000 (-CNY 350,000)'
    >>> text.partition("; ")[2]
    'neither counts areas under way (A003), 2 communities no longer eligible'
    """
    was, now = value
    saved, saves = (round(amount / _SHOWN_MONEY) * _SHOWN_MONEY for amount in saving_money)  # figures shown add up
    outside = [
        say("changes.under_way", areas=several([Code(area) for area in under_way], "list")) if under_way else None,
        say("changes.dropped", count=Count(dropped)) if dropped else None,
    ]
    return say(
        "changes.worth",
        was=Number(was),
        now=Number(now),
        share=say("changes.by", share=Share(round(now / was - 1, 4) + 0.0)) if was > 0 else None,
        saved=Money(saved),
        saves=Money(saves),
        difference=Money(saves - saved),
        outside=say("changes.outside", what=several(outside, "list")) if any(outside) else None,
    )


def say_programme(programme: Programme) -> Several:
    """Say what a programme takes in, how close to the best it is, and whether it meets all demands, as clauses.

    Parameters
    ----------
    programme : Programme
        The programme; without a budget, the cost of each year is given too.
    """
    counts, unmet = programme.counts(), len(programme.shortfalls)
    is_built = counts["areas"] + counts["alone"] > 0
    has_costs = programme.years[["committed_money", "spent_money"]].sum().sum() > 0
    clauses = [
        _what_is_built(counts) if is_built else _nothing_built(counts),
        say_proof("optimal" if programme.gap <= EXACT else "bounded", programme.gap) if is_built else None,
        say("programme.unmet", count=Count(unmet)) if unmet else say("programme.met") if is_built else None,
        _yearly_costs(programme.years) if has_costs and not programme.budgeted else None,
        say("programme.under_way_unpriced") if programme.years["unpriced"].any() else None,
    ]
    return several(clauses, "semicolons")


def say_sharing(programme: Programme) -> Said:
    """Say how the money of the sources is shared among projects, or that none is listed, in sentences."""
    return say("programme.unshared" if len(programme.funds.index.unique("source")) == 1 else "programme.shared")


def _what_is_built(counts: Mapping[str, int]) -> Said:
    """Say how many areas and communities alone are renovated in which years, and how many are left out."""
    first, last = Year(counts["first"]), Year(counts["last"])
    return say(
        "programme.counts",
        years=say("programme.years", first=first, last=last) if counts["first"] < counts["last"] else first,
        unpriced=_unpriced(counts),
        **{name: Count(counts[name]) for name in ("areas", "alone", "areas_out", "alone_out")},
    )


def _nothing_built(counts: Mapping[str, int]) -> Said:
    """Say that nothing is in the programme, and how many areas and communities alone there are."""
    if not counts["areas_out"] + counts["alone_out"]:
        return say("programme.no_projects")
    out = {name: Count(counts[name]) for name in ("areas_out", "alone_out")}
    return say("programme.nothing", first=Year(counts["first"]), unpriced=_unpriced(counts), **out)


def _unpriced(counts: Mapping[str, int]) -> Said | None:
    return say("programme.unpriced", count=Count(counts["unpriced"])) if counts["unpriced"] else None


def _yearly_costs(years: pd.DataFrame) -> Said:
    """Say what each year would cost, where there is no budget; years in which nothing is paid are left out."""
    total = years["committed_money"].fillna(0.0) + years["spent_money"]
    paid = total[total > 0]
    of_year = zip(paid.index.tolist(), paid.tolist(), strict=True)
    amounts = (say("programme.money_of_year", year=Year(year), amount=Money(cost)) for year, cost in of_year)
    return say("programme.no_budget", amounts=several(amounts))


def say_under_way(under_way: pd.DataFrame) -> Said:
    """Say how many areas are under way, of how many communities, and how far they have come, as a clause.

    Parameters
    ----------
    under_way : DataFrame
        From `report_under_way`, not empty.
    """
    counts = {name: Count(int(under_way[name].sum())) for name in ("communities", "started", "finished")}
    return say("progress.under_way", areas=Count(len(under_way)), **counts)


def say_progress(progress: pd.DataFrame) -> Said:
    """Say how far the latest yearly plan of the bank has come, as a clause.

    Parameters
    ----------
    progress : DataFrame
        From `report_progress`, not empty.

    Returns
    -------
    Said
        With money only where any community reports it, and with how many do where not all.
    """
    latest = progress.xs("", level="county").reset_index().to_dict("records")[-1]
    reporting, communities = int(latest["reporting"]), int(latest["communities"])
    paid, of, share = Money(latest["paid_money"]), Money(latest["invest_money"]), Share(latest["paid_share"])
    return say(
        "progress.latest",
        year=Year(latest["plan_year"]),
        communities=Count(communities),
        started=Count(int(latest["started"])),
        finished=Count(int(latest["finished"])),
        money=say("progress.money", paid=paid, of=of, share=share) if reporting else None,
        partly=say("progress.partly", reporting=Count(reporting)) if 0 < reporting < communities else None,
    )


def say_price_basis(years: tuple[int, int], bases: Mapping[str, int], factor: float, compared: int) -> Said:
    """Say what the costs of a plan are based on.

    Parameters
    ----------
    years : (int, int)
        First and last price year of the works.
    bases : mapping of str to int
        How many communities have their cost ``given``, from ``works``, from ``like`` communities, by ``rate``, or
        ``unknown``.
    factor : float
        Local factor of estimates from works.
    compared : int
        Number of communities with both an investment and an estimate.

    Examples
    --------
    >>> from cluster_planner.words import speaker
    >>> speaker("zh").write(say_price_basis((2022, 2022), {"given": 600, "works": 32}, 1.01, 600))
    '按工程目录 2022 年价格；600 个小区取库中投资，32 个按工程估算，0 个按同类小区估算，0 个按单价估算，0 个造价不详；\
本地系数 1.01（比较 600 个小区）'
    """
    first, last = map(Year, years)
    return say(
        "works.price_basis",
        years=first if first == last else say("works.years", first=first, last=last),
        **{name: Count(bases.get(name, 0)) for name in ("given", "works", "like", "rate", "unknown")},
        factor=Number(factor),
        compared=Count(compared),
    )
