"""The parts of a plan that the page needs: columns, integers and words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd

from cluster_planner.columns import NEED_PARTS
from cluster_planner.fields import Lang
from cluster_planner.model import PAIR, Plan, empty_layer
from cluster_planner.render._about import pack_about, pack_money, pack_summary
from cluster_planner.render._blob import pack_content
from cluster_planner.render._columns import AREA_COLUMNS, COMMUNITY_COLUMNS, LINK_COLUMNS, UNDER_WAY_COLUMNS
from cluster_planner.render._decisions_payload import pack_decisions
from cluster_planner.render._indicators import pack_indicators
from cluster_planner.render._insets_payload import pack_insets
from cluster_planner.render._measure_payload import pack_measure
from cluster_planner.render._pinyin import pack_pinyin
from cluster_planner.render._proof import certify_areas
from cluster_planner.render._ranks import rank_areas
from cluster_planner.render._review_payload import limit_words, pack_review
from cluster_planner.render._services_payload import pack_services
from cluster_planner.render._shapes import AREA_TOLERANCE_M, pack_shapes, split_by_dimension
from cluster_planner.render._symbols_payload import pack_symbols
from cluster_planner.render._tables import pack_table, pack_texts
from cluster_planner.render._totals_payload import pack_sources, pack_totals
from cluster_planner.render._words import html_language, words
from cluster_planner.render._works_payload import pack_works
from cluster_planner.said import Name, Said
from cluster_planner.symbols import colour_areas
from cluster_planner.words import languages, word_column

SCHEDULED = ("order", "year", "programme_reason_said")
JUDGED = (
    "area_id",
    "outcome",
    "cost_alone_money",
    "cost_alone_low_money",
    "cost_alone_high_money",
    "cost_basis",
    "stability",
    "reason_said",
    "advice_said",
)


def pack_plan(plan: Plan, lang: Lang) -> str:
    """Return what the page needs of a plan, in letters that are harmless in any template.

    Parameters
    ----------
    plan : Plan
        The plan.
    lang : {"zh", "en"}
        Language that comes first; the page can be switched to all others.

    Returns
    -------
    str
        See ``_blob``; the same plan gives the same text.
    """
    return pack_content(describe_plan(plan, lang))


def describe_plan(plan: Plan, lang: Lang) -> dict[str, Any]:
    """Return what the page needs of a plan, as dictionaries, lists, texts and arrays."""
    areas, communities = _area_frame(plan), _community_frame(plan)
    known = _known_names(areas, communities)
    return {
        "lang": html_language(lang),
        "languages": {html_language(each): each for each in languages()},
        "words": words() | limit_words(plan),
        "money": pack_money(),
        "about": pack_about(plan),
        "summary": pack_summary(plan),
        "symbols": pack_symbols(plan),
        "insets": pack_insets(plan),
        "areas": _areas(plan, areas, known),
        "communities": _communities(plan, communities, known),
        "indicators": _indicators(areas, communities),
        "pinyin": pack_pinyin(_searched(areas, communities)),
        "under_way": _under_way(plan.under_way),
        "links": _links(plan),
        "review": pack_review(plan),
        "decisions": pack_decisions(plan),
        "context": _context(plan),
        "boundaries": _boundaries(plan),
        "facilities": _facilities(plan),
        "services": pack_services(plan),
        "works": pack_works(plan),
        "measure": pack_measure(plan),
        "totals": pack_totals(plan),
        "sources": pack_sources(plan),
    }


def payload_tag(name: str, payload: str) -> str:
    """Return the element that carries the payload."""
    return f'<script type="application/octet-stream" id="{name}">{payload}</script>'


def _area_frame(plan: Plan) -> gpd.GeoDataFrame:
    frame = plan.evaluation.areas
    suggested = plan.services.modes.reindex(frame.index)
    return frame.assign(**_scheduled(plan.programme.frame, frame.index), **suggested, **certify_areas(plan))


def _community_frame(plan: Plan) -> gpd.GeoDataFrame:
    judged = plan.evaluation.communities.reindex(plan.communities.index)
    known = [name for name in JUDGED if name in judged]
    after = plan.need_after.drop(columns="coverage", errors="ignore").reindex(plan.communities.index)
    need_after = after.rename(columns=lambda name: f"after_{name}" if name in NEED_PARTS else f"{name}_after")
    alone = _scheduled(plan.programme.alone, plan.communities.index)
    return plan.communities.frame.assign(**plan.need, **need_after, **judged[known], **alone)


def _scheduled(programme: pd.DataFrame, index: pd.Index) -> pd.DataFrame:
    """Return when the rows are built, and why then or why not at all."""
    named = programme.rename(columns={"reason_said": "programme_reason_said"})
    return named.reindex(index)[[name for name in SCHEDULED if name in named]]


def _known_names(areas: gpd.GeoDataFrame, communities: gpd.GeoDataFrame) -> list[str]:
    """Return the names that stand in the tables, in the order of ``knownNames`` in ``page/src/plan/prose.js``."""
    columns = pack_table(communities, ["name"]) | pack_table(areas, ["area_name"])
    return [name for column in columns.values() for names in column.get("both") or [column["texts"]] for name in names]


def _areas(plan: Plan, frame: gpd.GeoDataFrame, known: Sequence[str]) -> dict[str, Any]:
    return {
        "ids": frame.index.astype(str).tolist(),
        "rank": rank_areas(plan),
        "short": pack_texts(pd.Series([_short_name(said) for said in frame["area_name_said"]], dtype=object)),
        "colour": colour_areas(frame.geometry).to_numpy(),
        "table": pack_table(frame, AREA_COLUMNS, known),
        "shapes": pack_shapes(frame.geometry, AREA_TOLERANCE_M),
    }


def _short_name(said: object) -> str | None:
    """Return the name of the member after which an area is named; none where the area was named by hand."""
    name = dict(said.facts).get("name") if isinstance(said, Said) else None
    return name.value if isinstance(name, Name) else None


def _communities(plan: Plan, frame: gpd.GeoDataFrame, known: Sequence[str]) -> dict[str, Any]:
    estimated = (frame["footprint"] == "estimated").to_numpy() if "footprint" in frame else np.zeros(len(frame), bool)
    return {
        "ids": frame.index.tolist(),
        "area": plan.evaluation.areas.index.get_indexer(frame["area_id"]),
        "outcome": pack_texts(frame["outcome"]),
        "estimated": estimated,
        "table": pack_table(frame, COMMUNITY_COLUMNS, known),
        "shapes": pack_shapes(frame.geometry),
    }


def _under_way(frame: gpd.GeoDataFrame) -> dict[str, Any]:
    return {
        "ids": frame.index.astype(str).tolist(),
        "table": pack_table(frame, UNDER_WAY_COLUMNS),
        "shapes": pack_shapes(frame.geometry, AREA_TOLERANCE_M),
    }


def _indicators(areas: gpd.GeoDataFrame, communities: gpd.GeoDataFrame) -> list[dict[str, Any]]:
    """Return the figures that can colour the map; communities that are not eligible make no classes."""
    eligible = communities[communities["outcome"] != "not_eligible"]
    return pack_indicators({"areas": areas, "communities": eligible})


def _searched(areas: gpd.GeoDataFrame, communities: gpd.GeoDataFrame) -> Iterator[str]:
    """Yield every text that a reader may search for."""
    yield from word_column(areas["area_name_said"], "zh")
    for name in ("name", "alias", "former_unit", "address", "neighbourhood", "county", "subdistrict"):
        yield from communities[name].dropna().unique()


def _links(plan: Plan) -> dict[str, Any]:
    links = plan.links.frame
    table = links.assign(likeness=plan.likeness.frame["likeness"].reindex(links.index))
    focal, neighbor = (plan.communities.index.get_indexer(links.index.get_level_values(end)) for end in PAIR)
    return {
        "focal": focal,
        "neighbor": neighbor,
        "blocked": links["barrier_kind"].notna().to_numpy(),
        "table": pack_table(table, LINK_COLUMNS),
    }


def _context(plan: Plan) -> list[dict[str, Any]]:
    """Return barriers and streets, grouped so that each group is drawn in one stroke."""
    frame = plan.barriers.frame
    cutting = set(plan.settings.links.barrier_kinds)
    return [
        {"kind": str(kind), "barrier": kind in cutting, "filled": filled} | _named_shapes(half)
        for kind, group in frame.groupby("kind", sort=True)
        for filled, half in split_by_dimension(group)
    ]


def _boundaries(plan: Plan) -> list[dict[str, Any]]:
    """Return county and subdistrict lines apart: a row without a subdistrict is a county."""
    frame = plan.boundaries
    if frame.empty:
        return []
    blank = pd.Series(index=frame.index, dtype="object")
    county, subdistrict = frame.get("county", blank), frame.get("subdistrict", blank)
    is_county = subdistrict.isna()
    named = frame.assign(name=subdistrict.where(~is_county, county))
    levels = (("subdistrict", named[~is_county]), ("county", named[is_county]))
    return [{"kind": kind} | _named_shapes(level) for kind, level in levels if len(level)]


def _facilities(plan: Plan) -> dict[str, Any]:
    frame = plan.facilities
    if frame.empty:
        frame = empty_layer(Plan.COLUMNS["facilities"], plan.communities.frame.crs)
    return {"kinds": pack_texts(frame["kind"])} | _named_shapes(frame)


def _named_shapes(frame: gpd.GeoDataFrame) -> dict[str, Any]:
    return {"names": pack_texts(frame["name"]), "shapes": pack_shapes(frame.geometry)}
