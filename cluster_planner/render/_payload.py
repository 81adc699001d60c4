"""The plan as one text of base64: compressed JSON of columns, integers and words."""

from __future__ import annotations

import gzip
import json
from base64 import b64encode
from importlib.metadata import version
from pathlib import PurePath
from typing import Any

import geopandas as gpd
import pandas as pd

from cluster_planner.fields import Lang, certificate
from cluster_planner.model import PAIR, Plan
from cluster_planner.render._columns import AREA_COLUMNS, COMMUNITY_COLUMNS, LINK_COLUMNS
from cluster_planner.render._shapes import pack_shapes, split_by_dimension
from cluster_planner.render._tables import pack_table, pack_texts
from cluster_planner.render._words import PAGE_LANGUAGE, words

AREA_NAMES: dict[Lang, str] = {"zh": "area_name", "en": "area_name_en"}


def pack_plan(plan: Plan, lang: Lang) -> str:
    """Return what the page needs of a plan, in the alphabet of base64 and so harmless in any template.

    Parameters
    ----------
    plan : Plan
        The plan.
    lang : {"zh", "en"}
        Language of the reader.

    Returns
    -------
    str
        Base64 of gzip of JSON; the same plan gives the same text.
    """
    content = {
        "lang": PAGE_LANGUAGE[lang],
        "words": words(lang),
        "about": _about(plan),
        "summary": _summary(plan, lang),
        "areas": _areas(plan, lang),
        "communities": _communities(plan, lang),
        "links": _links(plan, lang),
        "context": _context(plan),
        "boundaries": _boundaries(plan),
        "facilities": _facilities(plan),
    }
    text = json.dumps(content, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return b64encode(gzip.compress(text.encode("utf-8"), mtime=0)).decode("ascii")


def payload_tag(name: str, payload: str, lang: Lang) -> str:
    """Return the element that carries the payload; browsers that cannot read it find there what to tell."""
    told = words(lang)["old_browser"]
    return f'<script type="application/octet-stream" id="{name}" data-old-browser="{told}">{payload}</script>'


def _about(plan: Plan) -> dict[str, Any]:
    about, crs = plan.about, plan.communities.frame.crs
    return {
        "title": str(about.get("title") or ""),
        "synthetic": bool(about.get("synthetic")),
        "inputs": [PurePath(str(path)).name for path in about.get("inputs", ())],
        "crs": crs.name if crs is not None else "",
        "tool": f"cluster_planner {version('cluster_planner')}",
    }


def _summary(plan: Plan, lang: Lang) -> dict[str, Any]:
    outcomes = plan.evaluation.communities["outcome"].value_counts()
    areas = plan.areas
    proven = certificate(areas.status, areas.gap, lang)
    saving = plan.evaluation.areas.get("saving_wan", pd.Series(dtype=float)).sum()
    return {
        "areas": len(areas),
        "in_areas": int(outcomes.get("area", 0)),
        "alone": int(outcomes.get("alone", 0)),
        "not_eligible": int(outcomes.get("not_eligible", 0)),
        "without_place": int((~plan.communities.located).sum()),
        "saving_wan": float(saving),
        "certificate": proven[:1].upper() + proven[1:],
    }


def _areas(plan: Plan, lang: Lang) -> dict[str, Any]:
    frame = plan.evaluation.areas
    programme = plan.programme.frame.reindex(frame.index)
    frame = frame.assign(
        **{name: programme[name] for name in ("order", "year") if name in programme},
        area_name=frame[AREA_NAMES[lang]],
        reason=frame[f"reason_{lang}"],
    )
    return {
        "ids": frame.index.astype(str).tolist(),
        "table": pack_table(frame, AREA_COLUMNS, lang),
        "shapes": pack_shapes(frame.geometry),
    }


def _communities(plan: Plan, lang: Lang) -> dict[str, Any]:
    evaluation = plan.evaluation.communities.reindex(plan.communities.index)
    frame = plan.communities.frame.assign(
        need=plan.need["need"],
        coverage=plan.need["coverage"],
        **{name: evaluation[name] for name in ("cost_alone_wan", "stability") if name in evaluation},
        reason=evaluation[f"reason_{lang}"],
    )
    return {
        "ids": frame.index.tolist(),
        "area": plan.evaluation.areas.index.get_indexer(evaluation["area_id"]).tolist(),
        "outcome": pack_texts(evaluation["outcome"]),
        "estimated": (frame["footprint"] == "estimated").astype(int).tolist() if "footprint" in frame else [],
        "table": pack_table(frame, COMMUNITY_COLUMNS, lang),
        "shapes": pack_shapes(frame.geometry),
    }


def _links(plan: Plan, lang: Lang) -> dict[str, Any]:
    links = plan.links.frame
    table = links.assign(likeness=plan.likeness.frame["likeness"].reindex(links.index))
    focal, neighbor = (plan.communities.index.get_indexer(links.index.get_level_values(end)) for end in PAIR)
    return {
        "focal": focal.tolist(),
        "neighbor": neighbor.tolist(),
        "blocked": links["barrier_kind"].notna().astype(int).tolist(),
        "table": pack_table(table, LINK_COLUMNS, lang),
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
        frame = gpd.GeoDataFrame({"kind": [], "name": []}, geometry=[], crs=plan.communities.frame.crs)
    return {"kinds": pack_texts(frame["kind"])} | _named_shapes(frame)


def _named_shapes(frame: gpd.GeoDataFrame) -> dict[str, Any]:
    return {"names": pack_texts(frame["name"]), "shapes": pack_shapes(frame.geometry)}
