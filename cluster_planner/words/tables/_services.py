"""The facilities that areas lack: as a table, as counts, and in a sentence."""

from __future__ import annotations

from typing import Any

import pandas as pd

from cluster_planner.fields.choices import SERVICES
from cluster_planner.model import Plan
from cluster_planner.said import Code, Count, Name, say, several
from cluster_planner.words._catalogue import Lang
from cluster_planner.words._frames import word_column
from cluster_planner.words._speaker import speaker
from cluster_planner.words.tables._layers import site_table

LACKING = ("missing", "small", "unknown", "straight")  # what is listed, in this order
_SHEET = (
    "area_name", "service", "service_state", "site_names", "also_serves", "households", "served_before", "served_after",
    "spaces_short", "size_m2", "radius_m", "distance",
)  # fmt: skip


def service_table(plan: Plan, lang: Lang) -> pd.DataFrame:
    """Return every service of every area: its state, the households served, and where it would be built.

    A site in another area that serves this one too is named with that area.
    """
    sites = site_table(plan, lang).reset_index()
    by_service = sites.groupby(["area_id", "service"])
    others = by_service["also_serves"].agg(lambda ids: speaker(lang).join(sorted({*";".join(ids).split(";")} - {""})))
    elsewhere = sites.assign(served=sites["also_serves"].str.split(";")).explode("served")
    elsewhere = elsewhere[elsewhere["served"] != ""]
    elsewhere["name"] = [
        speaker(lang).say("services.site_in_area", name=Name(name), area=Code(area))
        for name, area in zip(elsewhere["name"], elsewhere["area_id"], strict=True)
    ]
    named = pd.concat([sites, elsewhere.assign(area_id=elsewhere["served"])])
    names = named.groupby(["area_id", "service"])["name"].agg(speaker(lang).join)
    where = pd.DataFrame({"site_names": names}).join(by_service["size_m2"].first()).assign(also_serves=others)
    where["also_serves"] = where["also_serves"].where(where["also_serves"] != "")
    table = plan.services.frame.join(where).reset_index(level="service")
    return table.join(word_column(plan.evaluation.areas["area_name_said"], lang))[list(_SHEET)]


def service_counts(plan: Plan) -> dict[str, dict[str, Any]]:
    """Return for each service in how many areas it is missing or unknown, and how many sites are proposed."""
    frame = plan.services.frame
    states = frame["service_state"].groupby(level="service").value_counts()
    sites = frame["sites"].where(frame["service_state"] == "missing", 0).groupby(level="service").sum()
    return {
        choice.code: {
            "missing": states.get((choice.code, "missing"), 0),
            "unknown": states.get((choice.code, "unknown"), 0),
            "sites": sites.get(choice.code, 0),
        }
        for choice in SERVICES
    }


def describe_services(plan: Plan, lang: Lang) -> str:
    """Say what is lacking, and by which distances."""
    frame, sites = plan.services.frame, plan.services.sites
    states = frame["service_state"].value_counts()
    straight = frame.index.get_level_values("area_id")[frame["distance"] == "straight"].nunique()
    figures = {
        "missing": states.get("missing", 0),
        "sites": int((sites["service_state"] == "missing").sum()),
        "small": states.get("small", 0),
        "unknown": states.get("unknown", 0),
        "straight": straight,
    }
    facts = {name: Count(count) for name, count in figures.items()}
    clauses = [say(f"services.lacking_{name}", **facts) for name in LACKING if figures[name]]
    return speaker(lang).write(several(clauses, "semicolons"))
