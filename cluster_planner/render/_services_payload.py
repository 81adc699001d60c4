"""Facilities of areas as the page shows them: what is in walking distance, what is missing, and what is proposed."""

from __future__ import annotations

from typing import Any

from cluster_planner.model import Plan
from cluster_planner.render._columns import SERVICE_COLUMNS, SITE_COLUMNS
from cluster_planner.render._tables import pack_table, pack_texts

FIGURES = ["radius_m", "served_before", "served_after", "spaces_short"]


def pack_services(plan: Plan) -> dict[str, Any]:
    """Return the facilities of the areas and the proposed sites.

    Returns
    -------
    dict
        ``area`` (rows), ``state`` and ``table`` of every facility of every area, with figures where it is missing;
        of the ``sites`` for these, ``area`` and ``community`` (rows), ``also`` (rows of other areas that each serves)
        and ``table``.
    """
    areas, communities = plan.evaluation.areas.index, plan.communities.index
    frame, sites = plan.services.frame.reset_index(), plan.services.sites.reset_index()
    frame[FIGURES] = frame[FIGURES].where(frame["service_state"] == "missing")
    sites = sites[sites["service_state"] == "missing"]
    return {
        "area": areas.get_indexer(frame["area_id"]),
        "state": pack_texts(frame["service_state"]),
        "table": pack_table(frame, SERVICE_COLUMNS),
        "sites": {
            "area": areas.get_indexer(sites["area_id"]),
            "community": communities.get_indexer(sites["community_id"]),
            "also": [areas.get_indexer(ids.split(";") if ids else []).tolist() for ids in sites["also_serves"]],
            "table": pack_table(sites, SITE_COLUMNS),
        },
    }
