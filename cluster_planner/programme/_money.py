"""The money of each year: what each source gives, what is already committed, and what each source may pay for."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations

import numpy as np
import pandas as pd
from scipy.optimize import linprog

from cluster_planner._amount_spellings import WAN
from cluster_planner._money import PER_UNIT, cut_amount, to_cents
from cluster_planner.fields.stages import IN_PLAN, UNDER_WAY
from cluster_planner.model import Communities, Evaluation
from cluster_planner.settings import BudgetSettings, Yearly

MONTHS = 12
UNSPLIT = "total"  # the one source where none is listed
CENTS_IN_SCALE = PER_UNIT * WAN  # cents in the unit that the solver gets
BEYOND = 1000.0  # price of money that no source has


@dataclass(frozen=True, eq=False)
class Money:
    """What the years may spend.

    Attributes
    ----------
    years : ndarray of int, shape (y,)
        Years of the programme, then one more where projects of the last year are paid beyond it.
    profile : ndarray
        Shares of its cost that a project is paid in the year of its start and in those after.
    amounts : DataFrame of shape (y, s)
        Budget by year and source; infinite if none is given.
    committed_money : ndarray of shape (y,)
        What projects under way are paid first, as far as their cost is known.
    unpriced : ndarray of int, shape (y,)
        How many projects under way with an unknown cost are due a payment in that year.
    parts : ndarray of shape (n, q)
        Cost of each project by part; each source pays for some parts only.
    pays : ndarray of bool, shape (s, q)
        Which source may pay for which part.
    """

    years: np.ndarray
    profile: np.ndarray
    amounts: pd.DataFrame
    committed_money: np.ndarray
    unpriced: np.ndarray
    parts: np.ndarray
    pays: np.ndarray

    @property
    def budget_money(self) -> np.ndarray:
        """Budget of each year, of all sources together; infinite if none is given."""
        total: np.ndarray = self.amounts.sum(axis=1).to_numpy()
        return total

    @property
    def limited(self) -> bool:
        """Whether there is a budget."""
        return bool(np.isfinite(self.budget_money).all())

    def ceilings(self) -> list[tuple[np.ndarray, np.ndarray]]:
        """Return sets of parts (bool) and what may be spent on each in each year.

        The sources can pay for all parts if and only if no set of parts costs more than the sources that may pay for
        any of it have (Gale 1957); sets without a ceiling of their own are left out.
        """
        every = np.ones(self.parts.shape[1], dtype=bool)
        found = [(every, self.budget_money - self.committed_money)]
        for chosen in _subsets(np.flatnonzero(self.parts.any(axis=0))):
            payers = self.pays[:, chosen].any(axis=1)
            if not payers.all():
                found.append((np.isin(np.arange(len(every)), chosen), self.amounts.to_numpy()[:, payers].sum(axis=1)))
        return found

    def hand_out(self, spent: np.ndarray) -> np.ndarray:
        """Hand out to the sources what is spent on each part in each year, and what is committed, in cents.

        Sources are used up in the order in which they are listed, and only pay for what they may.

        Parameters
        ----------
        spent : ndarray of int, shape (y, q)
            What is spent on each part, in cents.

        Returns
        -------
        ndarray of int, shape (y, s, q + 1)
            What each source gives for each part and, last, for what is committed.
        """
        pays = np.column_stack([self.pays, np.ones(len(self.pays), dtype=bool)])
        wanted = np.column_stack([spent, to_cents(self.committed_money).astype(np.int64)])
        years = zip(self.amounts.to_numpy(), wanted, strict=True)
        return np.stack([_hand_out(amounts, needed, pays) for amounts, needed in years])

    def split(self, handed: np.ndarray) -> pd.DataFrame:
        """Return what each source has and gives in each year, given what `hand_out` returns.

        Returns
        -------
        DataFrame
            Indexed by ``year`` and ``source``: ``budget_money``, missing if none is given, and ``used_money``.
        """
        index = pd.MultiIndex.from_product([self.years, self.amounts.columns], names=["year", "source"])
        used = handed.sum(axis=2).ravel() / PER_UNIT
        amounts = {"budget_money": finite_money(self.amounts.to_numpy().ravel()), "used_money": used}
        return pd.DataFrame(amounts, index=index)


def count_money(
    projects: pd.DataFrame, communities: Communities, evaluation: Evaluation, settings: BudgetSettings
) -> Money:
    """Return what each year may spend; see `Money`."""
    first = min(1.0, MONTHS / settings.build_months)
    profile = np.array([first, 1.0 - first] if first < 1 else [1.0])
    years = settings.start_year + np.arange(settings.years + len(profile) - 1)
    endless = np.inf if settings.yearly_money is None else settings.yearly_money
    sources = settings.sources_money or {UNSPLIT: endless}
    amounts = {source: _by_year(amount, len(years)) for source, amount in sources.items()}
    table = pd.DataFrame(amounts, index=pd.Index(years, name="year"))
    under_way = _list_under_way(communities, evaluation, years[0])
    priced = under_way["left_money"].notna()
    due = _due(under_way[priced], profile, len(years)) * settings.under_way_share
    committed = cut_amount(_within(due, table.sum(axis=1).to_numpy()))
    silent = under_way[~priced & (settings.under_way_share > 0)].assign(left_money=1.0)
    unpriced = _due(silent, np.ones(len(profile)), len(years))
    parts, pays = _parts(projects, list(sources))
    return Money(years, profile, table, committed, unpriced.astype(int), parts, pays)


def finite_money(amounts: np.ndarray) -> np.ndarray:
    """Return amounts as tables show them: missing if they are infinite."""
    finite: np.ndarray = np.where(np.isfinite(amounts), amounts, np.nan)
    return finite


def _by_year(amount: Yearly, years: int) -> np.ndarray:
    listed = amount if isinstance(amount, tuple) else (amount,)
    return np.array([listed[min(year, len(listed) - 1)] for year in range(years)], dtype=float)


def _list_under_way(communities: Communities, evaluation: Evaluation, first_year: int) -> pd.DataFrame:
    """Return projects under way: ``left_money`` to be paid, missing if no cost is known; ``start``; ``begun``."""
    frame = communities.frame
    # A community that waits in an area under way is built with it, like those that are planned.
    waits = evaluation.communities["under_way_id"].notna().reindex(frame.index) & ~frame["status"].isin(IN_PLAN)
    cost = frame["invest_money"].fillna(evaluation.communities["cost_alone_money"].reindex(frame.index))
    table = pd.DataFrame(
        {
            "left_money": (cost - frame["paid_money"].fillna(0.0)).clip(lower=0.0),
            "start": frame["plan_year"].fillna(first_year).clip(lower=first_year).astype(int) - first_year,
            "begun": frame["status"] == "started",
        }
    )
    under_way: pd.DataFrame = table[frame["status"].isin(UNDER_WAY) | waits]
    return under_way.sort_index()  # sums are the same whatever the order of rows


def _due(under_way: pd.DataFrame, profile: np.ndarray, years: int) -> np.ndarray:
    """Return what is still to be paid of projects under way: at once if begun, else as for a project of that year."""
    left, start, begun = (under_way[name].to_numpy() for name in ("left_money", "start", "begun"))
    due = np.zeros(years)
    due[0] = left[begun].sum()
    for later, share in enumerate(profile):
        at = start[~begun] + later
        due += share * np.bincount(at[at < years], left[~begun][at < years], minlength=years)
    return due


def _within(due: np.ndarray, budget: np.ndarray) -> np.ndarray:
    """Pay what is due as far as the budget goes, the rest in the next year."""
    paid, behind = np.zeros(len(due)), 0.0
    for year, (new, most) in enumerate(zip(due, budget, strict=True)):
        paid[year] = min(new + behind, most)
        behind += new - paid[year]
    return paid


def _parts(projects: pd.DataFrame, sources: list[str]) -> tuple[np.ndarray, np.ndarray]:
    """Return the cost of each project by part and which source pays which.

    Central subsidy is drawn once, not for communities that have had it; utilities pay for pipes and cables.
    """
    again, networks, cost = (projects[name].to_numpy() for name in ("subsidised", "networks", "cost_money"))
    shares = [first * second for first in (1.0 - again, again) for second in (networks, 1.0 - networks)]
    pays = np.ones((len(sources), len(shares)), dtype=bool)
    pays[:, 2:] &= np.array([source != "central" for source in sources])[:, None]
    pays[:, 1::2] &= np.array([source != "utility" for source in sources])[:, None]
    return np.column_stack([share * cost for share in shares]), pays


def _subsets(items: np.ndarray) -> list[list[int]]:
    listed = items.tolist()
    return [list(chosen) for size in range(1, len(listed) + 1) for chosen in combinations(listed, size)]


def _hand_out(amounts: np.ndarray, wanted: np.ndarray, pays: np.ndarray) -> np.ndarray:
    """Return what each source gives for each part in one year, in cents; earlier sources first.

    A last source that may pay for anything, at a high price, gives what rounding has put beyond the others: with it
    there is always an answer, and what it gives is the last listed source's. The solver gets small figures.
    """
    sources, parts = pays.shape
    each_source = np.kron(np.eye(sources + 1), np.ones(parts))[:-1]
    each_part = np.kron(np.ones(sources + 1), np.eye(parts))
    may = np.vstack([pays, np.ones(parts, dtype=bool)])
    answer = linprog(
        np.repeat([*range(1, sources + 1), BEYOND], parts),
        A_ub=each_source, b_ub=np.minimum(amounts / WAN, wanted.sum() / CENTS_IN_SCALE), A_eq=each_part,
        b_eq=wanted / CENTS_IN_SCALE, bounds=[(0, None if each else 0) for each in may.ravel()],
    )  # fmt: skip
    given: np.ndarray = np.rint(answer.x.reshape(sources + 1, parts) * CENTS_IN_SCALE).astype(np.int64)
    given[-2] += given[-1]
    given[given[:-1].argmax(axis=0), np.arange(parts)] += wanted - given[:-1].sum(axis=0)
    return given[:-1]
