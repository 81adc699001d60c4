"""A plan as tables that people read: one language, names in place of gaps, nothing personal."""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Hashable, Mapping
from typing import Any

import geopandas as gpd
import pandas as pd

from cluster_planner.fields import Lang, is_personal
from cluster_planner.model import Changes, Plan, Programme, Stability
from cluster_planner.sources._kinds import map_colours, one_kind_each
from cluster_planner.sources._programme_tables import years_of_communities
from cluster_planner.sources._service_tables import service_counts, site_layer


def plan_layers(plan: Plan, lang: Lang) -> dict[str, pd.DataFrame]:
    """Return areas, communities, links, sites of facilities, barriers and the rows in quarantine as layers.

    Each has one kind of shape.
    """
    cut = plan.barriers.frame["kind"].isin(plan.settings.links.barrier_kinds)
    areas = area_table(plan, lang)
    layers = {
        "areas": areas.assign(colour=map_colours(areas.geometry)),
        "communities": community_table(plan, lang),
        "links": _link_table(plan),
        "services": site_layer(plan, lang),
        "barriers": plan.barriers.frame[cut].reset_index(drop=True).rename(columns={"name": "barrier"}),
        "quarantine": quarantine_table(plan, lang),
    }
    return one_kind_each(layers)


def _link_table(plan: Plan) -> pd.DataFrame:
    """Return the links with likeness, the networks that share their corridor in an area, and what is in conflict."""
    corridors = pd.DataFrame(plan.savings.corridors)[["networks", "conflict"]]
    likeness = plan.likeness.frame.drop(columns="span_m")
    table: pd.DataFrame = plan.links.frame.join([likeness, corridors[~corridors.index.duplicated()]])
    return table


def area_table(plan: Plan, lang: Lang) -> gpd.GeoDataFrame:
    """Return the areas with their year, indexed by ``area_id``."""
    table: gpd.GeoDataFrame = plan.evaluation.areas.join(plan.programme.frame[["year", "order"]])
    return in_language(table, lang)


def community_table(plan: Plan, lang: Lang) -> gpd.GeoDataFrame:
    """Return all communities with where they ended and why, then every field that anything is known of."""
    frame = _public(plan.communities.frame)
    known = frame.drop(columns="geometry").dropna(axis="columns", how="all").drop(columns="name", errors="ignore")
    name = frame["name"].fillna(pd.Series(frame.index, index=frame.index))
    outcome = in_language(plan.evaluation.communities, lang)
    first = outcome[["area_id", "outcome", "reason"]].assign(**plan.need[["need", "coverage"]])
    first.insert(2, "year", years_of_communities(plan.programme, first["area_id"]))
    rest = outcome.drop(columns=["area_id", "outcome", "reason"]).join(known)
    table = name.to_frame("name").join(first).join(rest)
    return gpd.GeoDataFrame(table, geometry=frame.geometry, crs=frame.crs)


def quarantine_table(plan: Plan, lang: Lang) -> pd.DataFrame:
    """Return the rows that cannot be used, the reason first, then all as it came."""
    table: pd.DataFrame = in_language(_public(plan.communities.quarantine), lang).astype("str")
    table = table.rename(columns={"geometry": "wkt"})
    first = [name for name in ("source_row", "community_id", "name", "problem", "remedy", "rule") if name in table]
    return table[[*first, *table.columns.drop(first)]]


def change_tables(plan: Plan, lang: Lang) -> dict[str, pd.DataFrame]:
    """Return what changed since the earlier plan, by area and by community, with their names; nothing without one."""
    if plan.changes is None:
        return {}
    areas, moves = plan.changes.areas.copy(), plan.changes.communities
    areas.insert(0, "area_name", area_table(plan, lang)["area_name"].reindex(areas.index))
    name = plan.communities.frame["name"].reindex(moves.index).fillna(moves["name"])
    return {"changes": areas, "moves": name.to_frame("name").join(moves.drop(columns="name"))}


def in_language(table: Any, lang: Lang) -> Any:
    """Keep of columns in two languages the one that is wanted, without its ending."""
    other = "_en" if lang == "zh" else "_zh"
    table = table.drop(columns=[name for name in table if str(name).endswith(other)])
    told = {name: str(name).removesuffix(f"_{lang}") for name in table if str(name).endswith(f"_{lang}")}
    replaced = [name for name in told.values() if name in table]
    return table.drop(columns=replaced).rename(columns=told)


def plan_record(plan: Plan) -> dict[str, Any]:
    """Return what was done, with what and how well, as plain values for ``plan.json``."""
    outcomes = plan.evaluation.communities["outcome"].value_counts().sort_index()
    counts = {
        "communities": len(plan.communities),
        "without_place": int((~plan.communities.located).sum()),
        "quarantine": len(plan.communities.quarantine),
        "links_open": len(plan.links.open),
        "links_blocked": len(plan.links.blocked),
        "pairs": len(plan.likeness.frame),
        "areas": len(plan.areas),
        "outcomes": outcomes.to_dict(),
        "services": service_counts(plan),
        "findings": plan.findings.counts().to_dict(),
    }
    about = {name: value for name, value in plan.about.items() if name != "timings_s"}
    record = {
        **about,
        "checksum": plan.checksum,
        "crs": str(plan.communities.frame.crs),
        "settings": dataclasses.asdict(plan.settings),
        "counts": counts,
        "value": plan.areas.value,
        "bound": plan.areas.bound,
        "gap": plan.areas.gap,
        "status": plan.areas.status,
        "columns": plan.areas.proof["columns"].sum(),
        "staying": plan.areas.staying,
        "programme": _programme_record(plan.programme),
        "area_names": _names_of_areas(plan),
        "changes": None if plan.changes is None else _change_record(plan.changes),
        "unchecked": plan.areas.unchecked,
        "costs": _cost_record(plan),
        "savings": plan.savings.items.reset_index().to_dict("records"),
        "proof": plan.areas.proof.drop(columns="seconds").to_dict("records"),
        "next_best": [_next_best_record(second) for second in plan.areas.next_best.reset_index().to_dict("records")],
        "stability": None if plan.areas.stability is None else _stability_record(plan.areas.stability),
        # No two runs take the same time: whatever differs between them is under one name.
        "timings_s": {**plan.about.get("timings_s", {}), "components": plan.areas.proof["seconds"].tolist()},
    }
    return {name: _plain(value) for name, value in record.items()}


def _names_of_areas(plan: Plan) -> dict[str, list[str]]:
    """Return the name of each area in Chinese and English."""
    names = plan.evaluation.areas[["area_name", "area_name_en"]]
    return {str(area): row for area, row in zip(names.index, names.to_numpy().tolist(), strict=True)}


def _cost_record(plan: Plan) -> dict[str, Any]:
    """Return what the costs rest on."""
    works = plan.works
    return {
        "price_years": sorted({int(year) for year in works.catalogue["price_year"]}),
        "bases": works.costs["cost_basis"].value_counts().sort_index().to_dict(),
        "local_factor": works.local_factor,
        "compared": works.compared,
        "cost_alone_wan": works.costs["cost_alone_wan"].sum(),
        "rates": works.catalogue[["zh", "en", "low_cny", "mid_cny", "high_cny"]].to_dict("index"),
    }


def _programme_record(programme: Programme) -> dict[str, Any]:
    return {
        "value": programme.value,
        "bound": programme.bound,
        "gap": programme.gap,
        "status": programme.status,
        "years": programme.years.reset_index().to_dict("records"),
        "shortfalls": programme.shortfalls.to_dict("records"),
    }


def _change_record(changes: Changes) -> dict[str, Any]:
    worth = {"was_value": changes.was_value, "was_saving_wan": changes.was_saving_wan}
    return {**changes.counts(), **worth, "areas": changes.areas.reset_index().to_dict("records")}


def _next_best_record(second: Mapping[Hashable, Any]) -> dict[Hashable, Any]:
    return {**second, "moves": [move._asdict() for move in second["moves"]]}


def _stability_record(stability: Stability) -> dict[str, Any]:
    """Return the shares, of pairs only those on which plan and runs do not all agree."""
    pairs = stability.pairs[stability.pairs["share"] != stability.pairs["together"]]
    return {
        "runs": stability.runs,
        "share": stability.share,
        "areas": stability.areas.to_dict(),
        "communities": stability.communities.to_dict(),
        "pairs": pairs.reset_index().to_dict("records"),
    }


def _public(table: Any) -> Any:
    return table.drop(columns=[name for name in table if is_personal(str(name))])


def _plain(value: Any) -> Any:
    """Return a value as JSON can hold it: what is missing or endless is null."""
    if isinstance(value, Mapping):
        return {str(name): _plain(item) for name, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    value = value.item() if hasattr(value, "item") else value
    return None if isinstance(value, float) and not math.isfinite(value) else value
