"""How the plan was made, in plain words, with the settings it was made with."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from cluster_planner.columns import find_column
from cluster_planner.render._text import head_of
from cluster_planner.render.report._blocks import Block, Heading, Paragraph
from cluster_planner.render.report._report import Report
from cluster_planner.settings import Limit, Settings
from cluster_planner.words import speaker
from cluster_planner.words.tables import count_links, meaning_and_unit, setting_table

_LINES = ("county_line", "subdistrict_line", "neighbourhood_line")


def method(report: Report) -> Iterator[Block]:
    """Yield the steps of the planner, then the settings that are not the defaults."""
    yield Heading(report.say("method"))
    for step, figures in _steps(report):
        yield Heading(report.say(f"step_{step}"), level=2)
        yield Paragraph(report.say(f"about_{step}", **figures))
    yield Heading(report.say("changed_settings"), level=2)
    changed = _changed(report)
    if changed.empty:
        yield Paragraph(report.say("all_defaults"))
    else:
        yield report.table(changed.drop(columns="setting"), heads=_setting_heads(report))


def all_settings(report: Report) -> Iterator[Block]:
    """Yield every setting with its meaning and value."""
    yield Heading(report.say("all_settings"))
    yield Paragraph(report.say("settings_note"), "note")
    rows = _setting_rows(setting_table(report.plan.settings, report.lang), report)
    yield report.table(rows, heads=_setting_heads(report))


def all_methods(report: Report) -> Iterator[Block]:
    """Yield how each figure of the plan is worked out."""
    yield Heading(report.say("methods"))
    yield Paragraph(report.say("methods_note"), "note")
    yield report.table(report.tables["methods"])


def _steps(report: Report) -> Iterator[tuple[str, dict[str, object]]]:
    settings, counts = report.plan.settings, report.plan.findings.counts()
    links, areas, likeness = settings.links, settings.areas, settings.likeness
    crs = report.plan.communities.frame.crs
    yield (
        "data",
        {
            "communities": report.count(len(report.communities)),
            "quarantine": report.count(len(report.plan.communities.quarantine)),
            "warnings": report.count(counts["warning"]),
            "repairs": report.count(counts["repair"]),
            "crs": crs.name if crs is not None else "—",
        },
    )
    yield "checkup", {}
    label = speaker(report.lang).label
    yield (
        "links",
        {
            "gap": f"{links.max_gap_m:g}",
            "point_gap": f"{links.max_point_gap_m:g}",
            "kinds": report.listed([label("choice.barrier_kind", kind) for kind in links.barrier_kinds]),
            "width": f"{links.min_water_width_m:g}",
            "radius": f"{links.crossing_radius_m:g}",
            **{name: report.say(f"line_{getattr(links, name)}") for name in _LINES},
            **{name: report.count(count) for name, count in count_links(report.plan).items()},
        },
    )
    weights = [f"{head_of(name, report.lang)} {weight:g}" for name, weight in likeness.weights.items()]
    yield "likeness", {"weights": report.listed(weights)}
    yield (
        "areas",
        {
            "least": areas.min_communities,
            "most": areas.max_communities,
            "span": f"{areas.max_span_m:g}",
            "limits": report.listed([_limit(report, *limit) for limit in areas.limits.items()]),
            "threshold": f"{areas.min_likeness:g}",
        },
    )
    yield "costs", {"price_year": settings.costs.price_year}
    yield "services", {}
    yield "programme", {"first": settings.budget.start_year, "years": settings.budget.years}


def _limit(report: Report, column: str, limit: Limit) -> str:
    known = find_column(column)
    name = head_of(column, report.lang) if known else column
    unit = speaker(report.lang).worth(known.unit if known else "")
    bounds = {"low": f"{(limit.min or 0) / unit:,.0f}", "high": f"{(limit.max or 0) / unit:,.0f}"}
    kind = "between" if limit.min is not None and limit.max is not None else "below" if limit.min is None else "above"
    return report.say(f"limit_{kind}", name=name, **bounds)


def _changed(report: Report) -> pd.DataFrame:
    """Return the settings that are not the defaults, with the defaults."""
    default = setting_table(Settings(), report.lang)["setting_value"]
    table = _setting_rows(setting_table(report.plan.settings, report.lang).assign(default=default), report)
    return table[table["setting_value"] != table["default"]]


def _setting_heads(report: Report) -> dict[str, str]:
    names = {"meaning": "setting", "default": "default", "setting": "setting_key"}
    return {column: report.say(name) for column, name in names.items()}


def _setting_rows(settings: pd.DataFrame, report: Report) -> pd.DataFrame:
    """Return settings by what they mean, with their unit; the name in a settings file comes last."""
    rows = settings.assign(meaning=meaning_and_unit(settings, report.lang))
    return rows[[name for name in ("meaning", "setting_value", "default", "setting") if name in rows]]
