"""What a filed plan stands on: its documents and data, and the state of the communities before it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import PurePath

import numpy as np
import pandas as pd

from cluster_planner.render.report._blocks import Block, Facts, Heading, Paragraph, Table
from cluster_planner.render.report._report import Report, known

# What the rules of this tool rest on, each with what it is used for; nothing else is cited.
DOCUMENTS = ("renovation", "civil_code", "survey")
_TO_FILL = {
    "basis": ("local_rules", "tasks", "city_plans", "checkup_report"),
    "state": ("residents_asked", "done_before", "further_state"),
}
_SIZES = ("buildings", "households", "floor_area_m2")
_DECADES = (1980, 1990)
_WORST = 8  # indicators


def basis(report: Report) -> Iterator[Block]:
    """Yield the documents that the rules rest on, the data, and lines for what only the author knows."""
    yield Heading(report.say("basis"))
    yield Paragraph(report.say("about_basis"), "note")
    rows = [[report.say(f"basis_{name}"), report.say(f"basis_{name}_use")] for name in DOCUMENTS]
    inputs = [PurePath(str(path)).name for path in report.plan.about.get("inputs", ())]
    rows.append([report.say("basis_data", files=report.listed(inputs)), report.say("basis_data_use")])
    price_year = report.plan.settings.costs.price_year
    rows.append([report.say("basis_prices", year=price_year), report.say("basis_prices_use")])
    yield Table([report.say("document"), report.say("used_for")], rows, [False, False])
    yield from to_fill(report, _TO_FILL["basis"])


def state(report: Report) -> Iterator[Block]:
    """Yield how many communities there are, how old they are, and what they lack."""
    yield Heading(report.say("state"))
    frame = pd.DataFrame(report.plan.communities.frame.drop(columns="geometry"))
    county = frame["county"].fillna(report.say("no_county"))
    yield Paragraph(report.say("about_state", communities=len(frame), counties=county.nunique()))
    yield report.table(
        _sums(frame, county.rename("county")),
        caption=report.say("state_by_county"),
        heads={"communities": report.say("all_communities")},
        total=report.say("total"),
    )
    yield report.table(
        _sums(frame, _bands(report, frame["build_year"])),
        caption=report.say("state_by_age"),
        heads={"band": report.say("band"), "communities": report.say("all_communities")},
        total=report.say("total"),
    )
    yield Paragraph(report.say("state_note"), "note")
    yield from _lacking(report)
    yield from to_fill(report, _TO_FILL["state"])


def to_fill(report: Report, names: tuple[str, ...]) -> Iterator[Block]:
    """Yield lines that the author fills in, marked as such."""
    yield Paragraph(report.say("to_fill_note"), "note")
    yield Facts([(report.say("to_fill", what=report.say(f"fill_{name}")), "") for name in names])


def _sums(frame: pd.DataFrame, groups: pd.Series) -> pd.DataFrame:
    """Return how many communities each group has, and their sizes as far as they are known."""
    sizes = frame[[name for name in _SIZES if name in frame]].astype(float)
    sums = sizes.groupby(groups, sort=True, observed=True).sum(min_count=1)
    sums.insert(0, "communities", groups.value_counts())
    return known(sums.reset_index(), [groups.name, *sums.columns])


def _bands(report: Report, year: pd.Series) -> pd.Series:
    """Return the years of construction in bands: decades, then the bounds of what may take part."""
    limits = report.plan.settings.eligibility
    ends = sorted({*_DECADES, int(limits.built_until), int(limits.late_until)})
    labels = [report.say("band_until", last=ends[0])]
    labels += [report.say("band_between", first=one + 1, last=other) for one, other in pairwise(ends)]
    labels += [report.say("band_from", first=ends[-1] + 1), report.say("band_unknown")]
    place = np.searchsorted(ends, year.to_numpy(dtype=float, na_value=np.inf)) + year.isna().to_numpy()
    named = pd.Series(np.array(labels, dtype=object)[place], index=year.index, name="band")
    return named.astype(pd.CategoricalDtype(labels, ordered=True))


def _lacking(report: Report) -> Iterator[Block]:
    """Yield the indicators that most members of areas fail, and how many were not checked."""
    checks = report.tables.get("checks")
    if checks is None or checks.empty:
        return
    sums = checks.groupby("indicator", sort=False)[["failed", "passed", "unchecked"]].sum()
    worst = sums.sort_values("failed", ascending=False, kind="stable").head(_WORST)
    table = worst[worst["failed"] > 0].reset_index()
    if len(table):
        yield report.table(table, caption=report.say("state_lacking"))
