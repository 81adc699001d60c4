"""Facilities of areas as the page shows them: what is within a walk, what is missing, and where it is proposed."""

from __future__ import annotations

from typing import Any

from cluster_planner.model import Plan
from cluster_planner.render._columns import SERVICE_COLUMNS, SITE_COLUMNS
from cluster_planner.render._shapes import pack_shapes
from cluster_planner.render._tables import pack_table, pack_texts


def pack_services(plan: Plan) -> dict[str, Any]:
    """Return the facilities of the areas and the sites that are proposed.

    Returns
    -------
    dict
        ``area`` and ``table`` of every facility of every area; of the ``sites``, ``area`` and ``community`` (rows),
        ``state`` (codes), ``table`` and ``shapes``. Where nothing is known of any facility, only what the page needs
        to have no layer of them.
    """
    areas, communities = plan.evaluation.areas.index, plan.communities.index
    frame, sites = plan.services.frame.reset_index(), plan.services.sites.reset_index()
    return {
        "area": areas.get_indexer(frame["area_id"]),
        "state": pack_texts(frame["service_state"]),
        "table": pack_table(frame, SERVICE_COLUMNS),
        "sites": {
            "area": areas.get_indexer(sites["area_id"]),
            "community": communities.get_indexer(sites["community_id"]),
            "state": pack_texts(sites["service_state"]),
            "table": pack_table(sites, SITE_COLUMNS),
            "shapes": pack_shapes(sites.geometry),
        },
    }
