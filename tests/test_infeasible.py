"""What no plan can meet is reported to a planner in both languages: by name, with the rule and the remedy."""

from __future__ import annotations

import re

import geopandas as gpd
import numpy as np
import pytest
from shapely import box

import cluster_planner
from cluster_planner.areas import state_problem
from cluster_planner.areas.demands import unmet
from cluster_planner.errors import InfeasibleError, SettingsError
from cluster_planner.pipeline._names import named_in_errors
from cluster_planner.settings import AreaSettings, Limit, Settings

ORIGIN = (500_000, 3_160_000)


def blocks_in_a_row() -> tuple[gpd.GeoDataFrame, gpd.GeoDataFrame]:
    """Five blocks in a row, a to e, 200 households each; a river beyond e, and a sixth, f, beyond the river."""
    blocks = [box(110 * place, 0, 110 * place + 100, 100) for place in range(5)] + [box(570, 0, 670, 100)]
    table = {"community_id": list("abcdef"), "name": [*"甲乙丙丁戊", None], "households": 200}
    raw = gpd.GeoDataFrame(table, geometry=blocks, crs=4546)
    river = gpd.GeoDataFrame({"kind": ["water"], "name": ["资江"]}, geometry=[box(545, -999, 565, 999)], crs=4546)
    return raw.set_geometry(raw.translate(*ORIGIN)), river.set_geometry(river.translate(*ORIGIN))


def reported(knobs: dict[str, object], river_name: str | None = "资江") -> InfeasibleError | SettingsError:
    raw, river = blocks_in_a_row()
    river["name"] = river_name
    with pytest.raises((InfeasibleError, SettingsError)) as caught:
        cluster_planner.plan(raw, Settings(areas=AreaSettings(**{"limits": {}, **knobs})), barriers=river)
    assert caught.value.in_words("zh")
    assert not re.search("[a-z]{4,} [a-z]{4,}", caught.value.in_words("zh"))
    return caught.value


@pytest.mark.parametrize(
    ("knobs", "error", "zh", "en"),
    [
        ({"together": (("e", "f"),)}, InfeasibleError, "之间有资江阻隔", "but 资江 lies between"),
        ({"together": (("a", "f"),)}, InfeasibleError, "之间有资江阻隔", "but 资江 lies between"),
        ({"together": (("a", "x"),)}, SettingsError, "不存在的小区", "do not exist"),
        ({"together": (("a", "c"),), "apart": (("a", "c"),)}, InfeasibleError, "又被 areas.apart", "be apart"),
        ({"together": (("a", "c"),), "excluded": ("a",)}, InfeasibleError, "已被排除", "excluded"),
        ({"locked": (("e", "f"),)}, InfeasibleError, "被资江隔断", "not connected: 资江 lies between"),
        ({"locked": (("a", "c"),)}, InfeasibleError, "不连通", "not connected: no open links"),
        ({"locked": (("a", "b"), ("b", "c"))}, InfeasibleError, "两个锁定", "two locked"),
        ({"locked": (("a",),), "together": (("a", "b"),)}, InfeasibleError, "只有一部分", "only some"),
        ({"limits": {"nothing": Limit(max=1)}}, SettingsError, "不存在的字段", "does not exist"),
        ({"limits": {"name": Limit(max=1)}}, SettingsError, "不是数值", "not numeric"),
        ({"together": (("a", "b"),), "max_span_m": 50.0}, InfeasibleError, "跨度", "too far apart"),
        (
            {"together": (("a", "c"),), "excluded": ("b",)},
            InfeasibleError,
            "只能经过已排除或已锁定的小区：乙（b）。",
            "are excluded or in a locked area: 乙 (b).",
        ),
        (
            {"together": (("a", "e"),), "locked": (("b", "c"),)},
            InfeasibleError,
            "已锁定的小区：乙（b）、丙（c）。",
            "in a locked area: 乙 (b), 丙 (c).",
        ),
        (
            {"together": (("a", "c"),), "apart": (("a", "b"),)},
            InfeasibleError,
            "只能经过 areas.apart 要求分开的小区：乙（b）。",
            "must be apart from them or from each other: 乙 (b).",
        ),
        (
            {"together": (("a", "b"),), "limits": {"households": Limit(max=300)}},
            InfeasibleError,
            "合计 户数（户） 400，超过上限 300",
            "together have 400 households, more than 300",
        ),
        (
            {"together": (("a", "c"),), "limits": {"households": Limit(max=500)}},
            InfeasibleError,
            "必经的小区，合计 户数（户） 至少 600，超过上限 500",
            "with those between them have at least 600 households, more than 500",
        ),
        (
            {"together": (("a", "e"),), "max_communities": 4},
            InfeasibleError,
            "合计 小区数（个） 至少 5，超过上限 4",
            "at least 5 communities, more than 4",
        ),
        (
            {"together": (("a", "b"),), "limits": {"households": Limit(min=1200)}},
            InfeasibleError,
            "合计 户数（户） 至多 1000，低于下限 1200",
            "at most 1000 households, less than 1200",
        ),
        (
            {"together": (("a", "b"),), "max_communities": 3, "limits": {"households": Limit(min=800)}},
            InfeasibleError,
            "至多 600，低于下限 800",
            "at most 600 households, less than 800",
        ),
    ],
)
def test_what_cannot_be_met_is_named_in_both_languages(
    knobs: dict[str, object], error: type[Exception], zh: str, en: str
) -> None:
    caught = reported(knobs)
    assert isinstance(caught, error)
    assert zh in caught.in_words("zh")
    assert en in caught.in_words("en")


def test_rows_are_named_where_they_have_a_name() -> None:
    assert "[戊 (e), f]" in reported({"together": (("e", "f"),)}).in_words("en")


def test_a_barrier_without_a_name_is_reported_by_its_kind() -> None:
    caught = reported({"together": (("e", "f"),)}, river_name=None)
    assert "之间有水面阻隔" in caught.in_words("zh")
    assert "but water lies between" in caught.in_words("en")


@pytest.mark.parametrize(
    ("proven", "zh", "en"),
    [
        (
            True,
            "已证明",
            "keeps these communities together and within every limit. [甲 (a), 乙 (b)]",
        ),
        (
            False,
            "尚未证明确实没有",
            "ended before proving that there is none. [甲 (a), 乙 (b)] Raise areas.effort",
        ),
    ],
)
def test_what_was_not_found_is_distinguished_from_what_cannot_be(*, proven: bool, zh: str, en: str) -> None:
    raw, _ = blocks_in_a_row()
    plan = cluster_planner.plan(raw)
    communities, knobs = plan.communities, AreaSettings(limits={}, together=(("a", "b"),))
    problem = state_problem(communities, plan.links, plan.likeness, knobs)
    with pytest.raises(InfeasibleError) as caught, named_in_errors(communities):
        raise unmet(problem, np.arange(6), proven=proven)
    assert zh in caught.value.in_words("zh")
    assert en in caught.value.in_words("en")
    assert not re.search("[a-z]{4,} [a-z]{4,}", caught.value.in_words("zh"))
