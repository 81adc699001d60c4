"""How far the yearly plans of the bank have come: started, finished, paid."""

from __future__ import annotations

import pandas as pd

from cluster_planner.fields.stages import BEGUN, FINISHED, IN_PLAN
from cluster_planner.model import Communities

WHOLE = ""  # all counties together; an unknown county is missing
_COLUMNS = (
    "communities", "households", "started", "finished", "started_share", "finished_share", "invest_money", "paid_money",
    "paid_share", "reporting",
)  # fmt: skip


def report_progress(communities: Communities) -> pd.DataFrame:
    """Report how far each yearly plan has come, county by county and in all.

    Parameters
    ----------
    communities : Communities
        With the bank's ``plan_year``, ``status``, ``started_on``, ``done_on``, ``accepted_on``, ``invest_money`` and
        ``paid_money``.

    Returns
    -------
    DataFrame
        Indexed by ``(plan_year, county)``, the county empty for all together and missing if it is unknown:
        ``communities`` of the plan, ``households``, ``started`` and ``finished`` (counts), ``started_share``,
        ``finished_share``; ``invest_money``, ``paid_money`` and ``paid_share`` of those that give both, and their
        number, ``reporting``. What nobody gives is missing, never 0.
    """
    frame = communities.frame
    stages = stages_of(communities)
    table = stages[["started", "finished"]].join([frame[["plan_year", "county", "households"]], reported_money(frame)])
    planned = table[stages["in_plan"] & table["plan_year"].notna()].astype({"plan_year": "int64"})
    both = pd.concat([planned.assign(county=WHOLE), planned])
    groups = both.groupby(["plan_year", "county"], dropna=False, sort=True)
    progress = groups[["started", "finished", "reporting"]].sum().assign(communities=groups.size())
    amounts = groups[["households", "invest_money", "paid_money"]].sum(min_count=1)
    return with_shares(progress.join(amounts))[list(_COLUMNS)]


def reported_money(frame: pd.DataFrame) -> pd.DataFrame:
    """Return investment and payments of the communities that give both (``reporting``), missing for the others."""
    reporting = (frame["invest_money"] > 0) & frame["paid_money"].notna()
    return pd.DataFrame(frame[["invest_money", "paid_money"]].where(reporting)).assign(reporting=reporting)


def stages_of(communities: Communities) -> pd.DataFrame:
    """Return whether each community is in a yearly plan (``in_plan``), has ``started`` and is ``finished``.

    The state of the review decides; a date of starting, completion or acceptance says the same.
    """
    frame = communities.frame
    status = frame["status"]
    finished = status.isin(FINISHED) | frame["done_on"].notna() | frame["accepted_on"].notna()
    started = status.isin(BEGUN) | frame["started_on"].notna() | finished
    # A community without a state is in the plan of its year if it has one.
    in_plan = status.isin(IN_PLAN) | started | (status.isna() & frame["plan_year"].notna())
    return pd.DataFrame({"in_plan": in_plan, "started": started & in_plan, "finished": finished & in_plan})


def with_shares(table: pd.DataFrame, of: str = "communities") -> pd.DataFrame:
    """Add the shares of the communities that have started and are finished, and of the investment that is paid."""
    communities, invested = (table[name].where(table[name] > 0) for name in (of, "invest_money"))
    return table.assign(
        started_share=table["started"] / communities,
        finished_share=table["finished"] / communities,
        paid_share=table["paid_money"] / invested,
    )
