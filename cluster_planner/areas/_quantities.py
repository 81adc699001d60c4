"""What the limits speak of: the count of communities, and the figures of every limited column."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches

import numpy as np
import pandas as pd

from cluster_planner._align import require_same_index
from cluster_planner.errors import SettingsError
from cluster_planner.model import AREAS, COUNT, Communities, Quantities
from cluster_planner.said import Code, Label, say
from cluster_planner.settings import AreaSettings, Limit


def read_quantities(
    communities: Communities, settings: AreaSettings, quantities: pd.DataFrame | None = None
) -> Quantities:
    """Return what the limits on each area speak of, on the sorted ids.

    Raises
    ------
    AlignmentError
        If ``quantities`` speaks of other communities.
    SettingsError
        If a limit names no numeric column.
    """
    size = Limit(min=settings.min_communities, max=settings.max_communities)
    limits = {COUNT: size} | {name: limit for name, limit in sorted(settings.limits.items()) if limit.of == "area"}
    return _read_limits(communities, limits, quantities, (COUNT,))


def read_whole(
    communities: Communities, settings: AreaSettings, quantities: pd.DataFrame | None = None
) -> Quantities | None:
    """Return what the limits on the whole plan speak of; ``None`` if there are none. See `read_quantities`."""
    limits = {name: limit for name, limit in sorted(settings.limits.items()) if limit.of == "plan"}
    return _read_limits(communities, limits, quantities, (COUNT, AREAS)) if limits else None


def _read_limits(
    communities: Communities, limits: Mapping[str, Limit], quantities: pd.DataFrame | None, counted: tuple[str, ...]
) -> Quantities:
    ids = communities.index.sort_values()
    column_of = {name: limit.column or name for name, limit in limits.items()}
    # What is counted is no column: everyone counts as one.
    figures = {
        name: pd.Series(1.0, ids) if column in counted else _column(communities, quantities, name, column).reindex(ids)
        for name, column in column_of.items()
    }
    known = pd.DataFrame(figures, index=ids)
    unchecked = tuple(name for name in limits if len(known) and known[name].isna().all())
    checked = known.drop(columns=list(unchecked))
    names = tuple(name for name in limits if name not in unchecked)
    own = [name for name in names if column_of[name] not in counted]
    least, most = ([getattr(limits[name], side) for name in names] for side in ("min", "max"))
    return Quantities(
        names=names,
        columns=tuple(column_of[name] for name in names),
        how=tuple(limits[name].how for name in names),
        amounts=checked.fillna(checked.median()).to_numpy(dtype=float),
        low=np.array([-np.inf if bound is None else bound for bound in least], dtype=float),
        high=np.array([np.inf if bound is None else bound for bound in most], dtype=float),
        unchecked=unchecked,
        estimated=checked[own].isna().sum().rename("estimated"),
    )


def _column(communities: Communities, quantities: pd.DataFrame | None, limit: str, name: str) -> pd.Series:
    """Return one limited column, from the extra quantities if it is there, else from the communities."""
    if quantities is not None:
        require_same_index(communities.index.sort_values(), quantities.index.sort_values(), "quantities")
    extra = [] if quantities is None else list(quantities)
    known = [*extra, *communities.frame.columns]
    knob = Label("knob", f"areas.limits.{limit}")
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
