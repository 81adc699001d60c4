"""The programme as an integer program: options, rows, and what may be missing."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pandas as pd
from scipy.sparse import coo_array, csr_array, vstack

from cluster_planner._amount_spellings import WAN
from cluster_planner._money import DECIMALS
from cluster_planner.programme._demands import COUNTY, DEADLINE, Demands
from cluster_planner.programme._money import Money

SCALE = WAN  # of amounts in rows: brings them near the ones of other rows, as the solver's tolerances require


class Problem(NamedTuple):
    """Choose for each project one option, a year to start, or none, so that all rows are kept.

    Attributes
    ----------
    project, year : ndarray of int, shape (n,)
        The options, by project and then year.
    value : ndarray of shape (n,)
        Points of each option.
    rows : csr_array of shape (m, n)
        What the rows count of the options.
    low, high : ndarray of shape (m,)
        Bounds of the rows.
    missing : csr_array of shape (m, d)
        How a demand that is not met, wholly or in part, counts in the rows.
    most_missing, weight : ndarray of shape (d,)
        How much of each demand can be missing, and how bad that is.
    excess : csr_array of shape (m, e)
        How areas of a county and year beyond its most count in the rows.
    excess_price : float
        Points that each of these costs.
    extra : csr_array of shape (m, y)
        How money beyond the budget of a year, in units of `SCALE`, counts in the rows.
    taken : ndarray of bool, shape (n,)
        Options of projects that start in any case: without a budget all that wait for no other.
    demanded : ndarray of bool, shape (n,)
        Options of projects that demands concern: the others cannot help to meet demands.
    """

    project: np.ndarray
    year: np.ndarray
    value: np.ndarray
    rows: csr_array
    low: np.ndarray
    high: np.ndarray
    missing: csr_array
    most_missing: np.ndarray
    weight: np.ndarray
    excess: csr_array
    excess_price: float
    extra: csr_array
    taken: np.ndarray
    demanded: np.ndarray

    def points(self, options: np.ndarray) -> float:
        """Return the points of some options, less the price of excess areas."""
        beyond = self.rows[:, options].sum(axis=1) - self.high
        priced = np.diff(self.excess.indptr) > 0
        return float(self.value[options].sum() - self.excess_price * beyond[priced].clip(min=0.0).sum())


class _Rows(NamedTuple):
    """Some rows of the problem: entries as (row, column, amount) of options, and of demands or years."""

    size: int
    options: tuple[np.ndarray, np.ndarray, np.ndarray]
    low: np.ndarray
    high: np.ndarray
    missing: np.ndarray | None = None  # demand of each row
    excess: np.ndarray | None = None  # county and year of each row, as one number
    extra: np.ndarray | None = None  # year of each row
    bind: bool = False  # whether they require projects


def state_problem(projects: pd.DataFrame, money: Money, demands: Demands, years: int, later_loss: float) -> Problem:
    """State which programmes are possible.

    Parameters
    ----------
    projects : DataFrame
        From ``list_projects``.
    money : Money
        What may be spent.
    demands : Demands
        What the programme must meet.
    years : int
        In how many years projects may start.
    later_loss : float
        Share of the points of a project that is lost with each year that it starts later.
    """
    can_start = ~projects.index.isin(list(demands.barred)) & projects["is_priced"].to_numpy()
    project = np.repeat(projects.index[can_start].to_numpy(), years)
    year = np.tile(np.arange(years), int(can_start.sum()))
    value = projects["score"].to_numpy()[project] * (1.0 - later_loss) ** year
    ordered = [place for pair in demands.order for place in pair]
    blocks = [
        *(_money_rows(project, year, money) if money.limited else [_pace_rows(project, year, money, demands)]),
        *_county_rows(project, year, projects, demands),
        *_deadline_rows(project, year, demands),
        *_order_rows(project, year, demands, years),
    ]
    widths = {
        "options": len(project),
        "missing": len(demands.wanted),
        "excess": demands.most.size,
        "extra": len(money.years),
    }
    columns = {
        name: vstack([_matrix(block, name, width) for block in blocks], format="csr") for name, width in widths.items()
    }
    low, high = (np.concatenate([getattr(block, side) for block in blocks]) for side in ("low", "high"))
    most_missing = demands.wanted["areas"].to_numpy(float)
    spoken = np.concatenate([project[:0], *(project[block.options[1]] for block in blocks if block.bind)])
    demanded = np.isin(project, spoken)
    return Problem(
        project=project,
        year=year,
        value=value,
        rows=columns["options"],
        low=low,
        high=high,
        missing=columns["missing"],
        most_missing=most_missing,
        weight=demands.weight,
        excess=columns["excess"],
        excess_price=demands.excess_price,
        extra=columns["extra"],
        taken=~np.isin(project, ordered) & (not money.limited),
        demanded=demanded,
    )


def _matrix(block: _Rows, name: str, width: int) -> csr_array:
    if name == "options":
        row, column, amount = block.options
    else:
        marked = getattr(block, name)
        column = np.empty(0, dtype=int) if marked is None else marked
        row = np.arange(len(column))
        amount = np.full(len(column), 1.0 if name == "missing" else -1.0)
    return csr_array(coo_array((amount, (row, column)), shape=(block.size, width)))


def _money_rows(project: np.ndarray, year: np.ndarray, money: Money) -> list[_Rows]:
    """In no year is more spent on any parts of the cost than their sources have."""
    blocks = []
    for parts, ceiling in money.ceilings():
        # To the cent: noise beyond it would steer the search to another programme as good within the tolerance.
        cost = money.parts[:, parts].sum(axis=1)[project].round(DECIMALS) / SCALE
        row = np.concatenate([year + later for later in range(len(money.profile))])
        column = np.tile(np.arange(len(project)), len(money.profile))
        amount = np.concatenate([share * cost for share in money.profile])
        size = len(ceiling)
        blocks.append(
            _Rows(size, (row, column, amount), np.full(size, -np.inf), ceiling / SCALE, extra=np.arange(size))
        )
    return blocks


def _pace_rows(project: np.ndarray, year: np.ndarray, money: Money, demands: Demands) -> _Rows:
    """Without a budget each year takes its even share, and what demands ask of it.

    With the dearest project beyond the even share all find a place: were there none for one of them, every year would
    be full, and all together dearer than they are.
    """
    cost, years = money.parts.sum(axis=1).round(DECIMALS) / SCALE, demands.most.shape[1]
    even = (cost.sum() / years + cost.max()) if len(cost) else 0.0
    most = np.maximum(even, demands.asked_of_years(cost))
    entries = (year, np.arange(len(project)), cost[project])
    return _Rows(years, entries, np.full(years, -np.inf), most)


def _county_rows(project: np.ndarray, year: np.ndarray, projects: pd.DataFrame, demands: Demands) -> list[_Rows]:
    """Each county has at most and at least a number of areas a year, but for those beyond and those missing."""
    counties, years = demands.most.shape
    area = np.flatnonzero(demands.counted(projects)[project])
    place = demands.counties.get_indexer(projects["county"].to_numpy()[project[area]]) * years + year[area]
    size = counties * years
    most = _Rows(
        size, (place, area, np.ones(len(area))), np.full(size, -np.inf), demands.most.ravel().astype(float),
        excess=np.arange(size),
    )  # fmt: skip
    asked = demands.wanted[demands.wanted["demand"] == COUNTY]
    at = np.full(size, -1)
    at[demands.counties.get_indexer(pd.Index(asked["county"])) * years + asked["year"].to_numpy()] = np.arange(
        len(asked)
    )
    wanted = at[place] >= 0
    entries = (at[place][wanted], area[wanted], np.ones(int(wanted.sum())))
    low = asked["areas"].to_numpy(float)
    least = _Rows(len(asked), entries, low, np.full(len(asked), np.inf), missing=asked.index.to_numpy(), bind=True)
    return [most, least]


def _deadline_rows(project: np.ndarray, year: np.ndarray, demands: Demands) -> list[_Rows]:
    """Each project with a deadline starts by then, unless it is missing."""
    asked = demands.wanted[demands.wanted["demand"] == DEADLINE]
    entries = [np.flatnonzero((project == row.project) & (year <= row.year)) for row in asked.itertuples(index=False)]
    column = np.concatenate([np.empty(0, dtype=int), *entries])
    row = np.repeat(np.arange(len(asked)), [len(entry) for entry in entries])
    size = len(asked)
    return [
        _Rows(
            size, (row, column, np.ones(len(column))), np.ones(size), np.full(size, np.inf),
            missing=asked.index.to_numpy(), bind=True,
        )
    ]  # fmt: skip


def _order_rows(project: np.ndarray, year: np.ndarray, demands: Demands, years: int) -> list[_Rows]:
    """By each year, a project that waits for another has started only if the other has in a year before."""
    blocks = []
    for before, after in demands.order:
        first, second = np.flatnonzero(project == before), np.flatnonzero(project == after)
        row_first, place_first = np.nonzero(year[first] < np.arange(years)[:, None])
        row_second, place_second = np.nonzero(year[second] <= np.arange(years)[:, None])
        row = np.concatenate([row_first, row_second])
        column = np.concatenate([first[place_first], second[place_second]])
        amount = np.concatenate([np.full(len(row_first), -1.0), np.ones(len(row_second))])
        blocks.append(_Rows(years, (row, column, amount), np.full(years, -np.inf), np.zeros(years), bind=True))
    return blocks
