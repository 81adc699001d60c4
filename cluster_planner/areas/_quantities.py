"""What the limits speak of: one column for the count of communities and one for every limited quantity."""

from __future__ import annotations

from difflib import get_close_matches

import numpy as np
import pandas as pd

from cluster_planner._align import require_same_index
from cluster_planner.errors import SettingsError
from cluster_planner.model import COUNT, SUM, Communities, Quantities
from cluster_planner.said import Code, Label, say
from cluster_planner.settings import AreaSettings


def read_quantities(
    communities: Communities, settings: AreaSettings, quantities: pd.DataFrame | None = None
) -> Quantities:
    """Return the limited quantities on the sorted ids.

    Raises
    ------
    AlignmentError
        If ``quantities`` speaks of other communities.
    SettingsError
        If a limit names no numeric column.
    """
    ids = communities.index.sort_values()
    columns = {name: _column(communities, quantities, name).reindex(ids) for name in sorted(settings.limits)}
    known = pd.DataFrame(columns, index=ids)
    unchecked = tuple(name for name in columns if len(known) and known[name].isna().all())
    checked = known.drop(columns=list(unchecked))
    filled = checked.fillna(checked.median())
    limits = [settings.limits[name] for name in columns if name not in unchecked]
    least = [settings.min_communities, *(limit.min for limit in limits)]
    most = [settings.max_communities, *(limit.max for limit in limits)]
    return Quantities(
        names=(COUNT, *checked.columns),
        how=(SUM,) * (1 + len(checked.columns)),
        amounts=np.column_stack([np.ones(len(ids)), filled.to_numpy(dtype=float)]),
        low=np.array([-np.inf if bound is None else bound for bound in least], dtype=float),
        high=np.array([np.inf if bound is None else bound for bound in most], dtype=float),
        unchecked=unchecked,
        estimated=checked.isna().sum().rename("estimated"),
    )


def _column(communities: Communities, quantities: pd.DataFrame | None, name: str) -> pd.Series:
    """Return one limited column, from the extra quantities if it is there, else from the communities."""
    if quantities is not None:
        require_same_index(communities.index.sort_values(), quantities.index.sort_values(), "quantities")
    extra = [] if quantities is None else list(quantities)
    known = [*extra, *communities.frame.columns]
    knob = Label("knob", f"areas.limits.{name}")
    if name not in known:
        near = get_close_matches(name, [str(column) for column in known], n=1)
        raise SettingsError(
            say("error.areas.no_such_column", knob=knob),
            say("error.areas.near_column", near=Code(near[0])) if near else say("error.areas.name_a_column"),
        )
    column: pd.Series = quantities[name] if quantities is not None and name in extra else communities.frame[name]
    try:
        return column.astype(float)
    except (TypeError, ValueError) as error:
        problem, remedy = say("error.areas.not_numeric", knob=knob), say("error.areas.limit_numbers")
        raise SettingsError(problem, remedy) from error
