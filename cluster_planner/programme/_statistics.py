"""The table that the official survey of the renovation of old communities requires, for bank and programme."""

from __future__ import annotations

import pandas as pd

from cluster_planner.model import Areas, Communities, Programme, Services, Works
from cluster_planner.programme._progress import WHOLE, stages_of, with_shares

LEFT_OUT = "left_out"
# What the bank reports of each community; a sum covers those that report, and their number is given with it.
COUNTED = ("households", "buildings", "floor_area_m2", "lifts", "parking", "chargers")
_KNOWN = tuple(f"{name}_known" for name in COUNTED)
_RENOVATED = ("lifts", "parking", "chargers")
_ADDED = ("lifts_added", "parking_added", "chargers_added", "care_added", "pipes_km")
_SHARES = ("started_share", "finished_share", "paid_share")
_CARE = "elderly_care"
_M_PER_KM = 1000


def report_statistics(
    communities: Communities,
    *,
    added: pd.DataFrame,
    works: Works,
    services: Services,
    areas: Areas,
    programme: Programme,
) -> pd.DataFrame:
    """Report what the official survey counts: for the bank by county, and for the programme by year.

    Parameters
    ----------
    communities : Communities
        As they are.
    added : DataFrame
        From ``count_added``: what their works add to each.
    works, services : Works, Services
        For the length of pipes, and for stations of elderly care that are proposed.
    areas : Areas
        Who is in which area.
    programme : Programme
        The year of each area, and of each community that is built alone.

    Returns
    -------
    DataFrame
        Indexed by ``(scope, group)``. The scope ``bank`` has the counties; the scope ``programme`` the years, and
        ``left_out`` for areas and communities alone without one. The group is empty for the whole, and missing for an
        unknown county. ``communities``; for each of `COUNTED` the sum over those that report; ``planned`` (in a yearly
        plan of the bank), of these ``started_share``, ``finished_share`` and ``paid_share``; for the programme
        ``lifts_added``, ``parking_added``, ``chargers_added``, ``care_added`` and ``pipes_km``; then ``<name>_known``,
        how many report. What nobody reports is missing, never 0.
    """
    figures = _figures(communities)
    additions = _additions(communities, added, works).assign(care_added=_care_added(areas, services))
    year = _years(areas, programme).reindex(figures.index)
    bank = figures.assign(scope="bank", group=communities.frame["county"])
    proposed = figures.join(additions).assign(scope="programme", group=year)[year.notna()]
    whole = [rows.assign(group=WHOLE) for rows in (bank, proposed)]
    return _sum_up(pd.concat([*whole, bank, proposed]))


def _figures(communities: Communities) -> pd.DataFrame:
    """Return what each community adds to a sum."""
    frame = communities.frame
    counted, stages = pd.DataFrame(frame[list(COUNTED)]), stages_of(communities)
    paid = stages["in_plan"] & (frame["invest_money"] > 0) & frame["paid_money"].notna()
    return counted.join(counted.notna().set_axis(_KNOWN, axis="columns")).assign(
        planned=stages["in_plan"],
        started=stages["started"],
        finished=stages["finished"],
        invest_money=frame["invest_money"].where(paid),
        paid_money=frame["paid_money"].where(paid),
    )


def _additions(communities: Communities, added: pd.DataFrame, works: Works) -> pd.DataFrame:
    """Return what the works add to each community; missing if that is not known."""
    added = added.reindex(communities.index, columns=list(_RENOVATED), fill_value=0.0).add_suffix("_added")
    # Works add lifts only where the bank says that they are wanted.
    added["lifts_added"] = added["lifts_added"].where(communities.frame["lifts_planned"].notna())
    pipes = works.catalogue.index[works.catalogue["share"] == "trench"]
    added["pipes_km"] = works.quantities[list(pipes)].sum(axis="columns") / _M_PER_KM
    # Where too little is reported no works follow, and what they add is unknown.
    return added.where(works.quantities.any(axis="columns"))


def _care_added(areas: Areas, services: Services) -> pd.Series:
    """Count the stations of elderly care that are proposed in each community; missing if not known."""
    sites, states = (table.reset_index() for table in (services.sites, services.frame))
    proposed = sites[(sites["service"] == _CARE) & (sites["service_state"] == "missing")]
    state = states[states["service"] == _CARE].set_index("area_id")["service_state"]
    known = areas.labels.map(state).isin(("served", "missing"))
    return proposed["community_id"].value_counts().reindex(areas.labels.index, fill_value=0).where(known)


def _years(areas: Areas, programme: Programme) -> pd.Series:
    """Return the year of each community in the programme as text; missing if it does not compete for the money."""
    together, alone = (_year_texts(table) for table in (programme.frame, programme.alone))
    of_area = areas.labels.astype("object").map(together).astype("object")
    return of_area.where(of_area.notna(), alone.reindex(of_area.index))


def _year_texts(projects: pd.DataFrame) -> pd.Series:
    if projects.empty:
        return pd.Series(dtype="object")
    return projects["year"].astype("Int64").astype("string").fillna(LEFT_OUT).astype("object")


def _sum_up(rows: pd.DataFrame) -> pd.DataFrame:
    groups = rows.groupby(["scope", "group"], dropna=False, sort=True)
    counts = [*_KNOWN, "planned", "started", "finished"]
    sums = [*COUNTED, *_ADDED, "invest_money", "paid_money"]
    table = groups[counts].sum().join(groups[sums].sum(min_count=1)).assign(communities=groups.size())
    return with_shares(table, of="planned")[["communities", *COUNTED, "planned", *_SHARES, *_ADDED, *_KNOWN]]
