"""What the page says about the plan as a whole: its sources, how it was made, and its outcome."""

from __future__ import annotations

from importlib.metadata import version
from math import isfinite
from pathlib import PurePath
from typing import Any

import pandas as pd

from cluster_planner._amount_spellings import WAN
from cluster_planner.model import Plan, sum_known
from cluster_planner.render._assets import contained
from cluster_planner.render._columns import AREA_COLUMNS, COMMUNITY_COLUMNS, LINK_COLUMNS, SERVICE_COLUMNS
from cluster_planner.render._words import in_each
from cluster_planner.settings import Settings, list_knobs
from cluster_planner.words import Speaker, languages, say_evidence, say_evidence_brief, say_proof
from cluster_planner.words.tables import Place, meaning_and_unit, methods_of_places, setting_table


def pack_about(plan: Plan) -> dict[str, Any]:
    """Return title, sources, tool, settings and findings of a plan."""
    about, crs = plan.about, plan.communities.frame.crs
    return {
        "title": str(about.get("title") or ""),
        "synthetic": bool(about.get("synthetic")),
        "inputs": [PurePath(str(path)).name for path in about.get("inputs", ())],
        "crs": crs.name if crs is not None else "",
        "tool": f"cluster_planner {version('cluster_planner')}",
        "contained": list(contained()),
        "findings": {str(severity): int(count) for severity, count in plan.findings.counts().items()},
        "quarantine": len(plan.communities.quarantine),
        "min_likeness": plan.settings.areas.min_likeness,
        "settings": _settings(plan.settings),
        "methods": _methods(plan),
    }


def pack_money() -> dict[str, Any]:
    """Return the value of 万, and how each language of the page writes an amount: its unit, and the words around it."""
    styles = in_each(lambda words: words.catalogue.style["money"])
    return {"wan": WAN, **{name: [style[name] for style in styles] for name in ("scale", "around")}}


def pack_summary(plan: Plan) -> dict[str, Any]:
    """Return the figures of the header, and what is proven of the plan in every language."""
    outcomes = plan.evaluation.communities["outcome"].value_counts()
    areas = plan.areas
    proven = say_proof(areas.status, areas.gap)
    saving = sum_known(plan.evaluation.areas.get("saving_money", pd.Series(dtype=float)))
    evidence = plan.evidence
    return {
        "areas": len(areas),
        "in_areas": int(outcomes.get("area", 0)),
        "alone": int(outcomes.get("alone", 0)),
        "not_eligible": int(outcomes.get("not_eligible", 0)),
        "without_place": int((~plan.communities.located).sum()),
        "saving_money": saving if isfinite(saving) else None,
        "value": areas.value,
        "gap": areas.gap if isfinite(areas.gap) else None,
        "certificates": in_each(lambda words: words.write(proven, "capital")),
        "evidences": in_each(lambda words: words.write(say_evidence(evidence), "capital")),
        "briefs": in_each(lambda words: words.write(say_evidence_brief(evidence), "capital")),
        "widenings": in_each(lambda words: words.write(plan.widening)),
        "position_alone": evidence.is_position_alone,
    }


def _methods(plan: Plan) -> list[tuple[tuple[str, ...], ...]]:
    """Return for each figure of the page its name, place, formula and settings, in every language."""
    tables = in_each(lambda words: methods_of_places(plan, _places(words), words.lang))
    by_column = ([*zip(*(table[name] for table in tables), strict=True)] for name in tables[0])
    return list(zip(*by_column, strict=True))


def _places(words: Speaker) -> dict[str, Place]:
    """Return the columns that the page shows, by the sheets of the workbook with the same figures."""
    shown = {
        "areas": ("found_area", AREA_COLUMNS),
        "members": ("found_community", COMMUNITY_COLUMNS),
        "links": ("link", LINK_COLUMNS),
        "services": ("services", SERVICE_COLUMNS),
    }
    return {
        sheet: Place(words.say(f"page.{title}"), {name: words.header(name, "page") for name in columns})
        for sheet, (title, columns) in shown.items()
    }


def _settings(settings: Settings) -> list[tuple[str, tuple[str, ...], tuple[str, ...], bool]]:
    """Return for every knob its name, its value and meaning in every language, and whether it is the default."""
    tables = in_each(lambda words: setting_table(settings, words.lang))
    names = tables[0]["setting"]
    values = zip(*(table["setting_value"] for table in tables), strict=True)
    meanings = zip(*map(meaning_and_unit, tables, languages()), strict=True)
    defaults = [value for *_, value, _ in list_knobs(Settings())]
    usual = [value == default for (*_, value, _), default in zip(list_knobs(settings), defaults, strict=True)]
    return list(zip(names, values, meanings, usual, strict=True))
