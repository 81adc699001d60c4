"""Sheets of the check-up and of facilities."""

from __future__ import annotations

from functools import cache

import pandas as pd

from truth import checkup, works
from truth.figures import sheet
from truth.figures_areas import sums
from truth.figures_works import work_of

INDICATORS = {
    "房屋结构": "structure",
    "供水管网": "util_water",
    "排水管网": "util_drainage",
    "供电": "util_power",
    "燃气管网": "util_gas",
    "通信": "util_telecom",
    "雨污分流": "sewer",
    "消防通道": "fire_lane",
    "电梯": "lifts",
    "老龄化": "elderly",
    "停车位": "parking",
    "充电设施": "chargers",
    "物业管理": "management",
}
SOUND = ("brick_concrete", "frame", "reinforced_concrete")
MANAGED = ("professional", "neighbourhood", "owners", "work_unit")


def judge(frame, settings):
    """Return for each indicator whether each community passes: 1, 0, or missing if it was not checked."""
    found = {}
    found["structure"] = _codes(frame["structure"].mask(frame["structure"] == "other"), SOUND)
    for name in checkup.NETWORKS:
        found[name] = _codes(frame[name].mask(frame[name] == "unchecked"), ("good",))
    found["sewer"] = _codes(frame["sewer_separation"], ("separate",))
    width = frame["fire_lane_m"]
    lane = frame["fire_lane"].mask(frame["fire_lane"].isna() & (width >= checkup.NARROW_M), "clear")
    found["fire_lane"] = _codes(lane.mask(width < checkup.NARROW_M, "narrow"), ("clear",))
    without = checkup.indicators(frame, settings)["lifts"]
    found["lifts"] = (without == 0).astype(float).where(without.notna())
    old = frame["residents_60"] / frame["residents"].where(frame["residents"] > 0)
    found["elderly"] = (old < settings["checkup.elderly_check_share"]).astype(float).where(old.notna())
    spaces = frame["parking"] / frame["households"].where(frame["households"] > 0)
    found["parking"] = (spaces >= settings["checkup.parking_per_household"]).astype(float).where(spaces.notna())
    charged = (frame["chargers"] / frame["parking"].where(frame["parking"] > 0)).mask(frame["chargers"] == 0, 0.0)
    found["chargers"] = (charged >= settings["checkup.chargers_per_space"]).astype(float).where(charged.notna())
    found["management"] = _codes(frame["management"], MANAGED)
    return pd.DataFrame(found)


def _codes(codes, good):
    return codes.isin(good).astype(float).where(codes.notna())


@cache
def judged(case):
    """Return what passes before and after the works."""
    known = case.known
    after = works.after(known.communities, work_of(case).amounts, case.catalogue)
    return judge(known.communities, known.settings), judge(after, known.settings)


@sheet("体检")
def checks(case, table):
    """Count those that pass, fail and were not checked, before and after the works."""
    known, counts = case.known, {}
    homes = known.communities["households"]
    for when, passed in zip(("改造前", "推定改造后"), judged(case), strict=True):
        groups, after = known.communities["area_id"], when.removeprefix("推定")
        found = {
            f"{when}达标": (passed == 1).groupby(groups).sum(),
            f"{when}不达标": (passed == 0).groupby(groups).sum(),
            f"{after}未检": passed.isna().groupby(groups).sum(),
            f"{when}不达标户数": _households_of(passed == 0, homes, groups),
        }
        counts |= {title: count.stack() for title, count in found.items()}  # noqa: PD013 - melting loses the index
    rows = pd.MultiIndex.from_arrays([table["片区编号"], table["体检指标"].map(INDICATORS)])
    stated = {title: count.reindex(rows).to_numpy() for title, count in counts.items()}
    whole = stated["改造前达标"] + stated["改造前不达标"] + stated["改造前未检"]
    return stated | {"体检覆盖率": 1 - stated["改造前未检"] / whole}


def _households_of(failed, homes, groups):
    """Return the households of those that fail, none if nobody does, missing if none of them reports it."""
    known = failed.astype(float).mul(homes, axis=0).where(failed).groupby(groups).sum(min_count=1)
    return known.mask(failed.groupby(groups).sum() == 0, 0.0)


@sheet("配套设施")
def services(case, table):
    """Households are those of the area, radius and size those of the settings."""
    return {"户数": sums(case, "households").reindex(table["片区编号"]).to_numpy()}
