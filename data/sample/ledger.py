"""The project side of each community: names, review state, years and money, adding up to the published totals."""

from __future__ import annotations

import numpy as np
import pandas as pd

from sample import words
from sample.attributes import Rng, pick
from sample.figures import DONE, PLAN_2023, share_out
from sample.places import ADCODES
from sample.stages import done_years

LEAST_HOUSEHOLDS = 40
LEAST_M2_PER_HOUSEHOLD = 62
WISHED_SHARE = 0.25
STATES = {
    2019: ("移交管护",),
    2020: ("移交管护", "移交管护", "已验收"),
    2021: ("移交管护", "已验收"),
    2022: ("已验收", "已完工"),
    2023: ("已开工", "已开工", "已开工", "已完工"),
}
CANDIDATE_STATES = ("已入库", "已入库", "街道复审", "社区初审", "已申报")
FUNDS = {"fund_central_wan": 0.38, "fund_province_wan": 0.12, "fund_utility_wan": 0.1, "fund_residents_wan": 0.06}


def meet_totals(table: pd.DataFrame) -> pd.DataFrame:
    """Bring households and floor area of the done and the planned to the published totals, exactly."""
    done, planned = table["stage"] == "done", table["stage"] == "planned"
    met = table.copy()
    for rows, total in ((done, DONE["households"]), (planned, PLAN_2023["households"])):
        above = table.loc[rows, "households"] - LEAST_HOUSEHOLDS
        met.loc[rows, "households"] = LEAST_HOUSEHOLDS + share_out(above, total - LEAST_HOUSEHOLDS * rows.sum())
    met["floor_area_m2"] = (met["households"] * table["floor_area_m2"] / table["households"]).round().astype(int)
    least = LEAST_M2_PER_HOUSEHOLD * met.loc[done, "households"]
    above = met.loc[done, "floor_area_m2"] - least
    met.loc[done, "floor_area_m2"] = least + share_out(above, DONE["floor_area_m2"] - least.sum())
    return met


def plan_years(table: pd.DataFrame, rng: Rng) -> pd.Series:
    """Return the year of each community; most candidates have none yet."""
    years = pd.Series(np.nan, index=table.index)
    done = table["stage"] == "done"
    years[done] = done_years((table["county"] + table["pocket"].astype(str))[done], rng)
    years[table["stage"] == "planned"] = 2023
    wished = (table["stage"] == "candidate") & (rng.random(len(table)) < WISHED_SHARE)
    years[wished] = rng.choice([2024, 2024, 2025], wished.sum())
    return years


def describe_project(table: pd.DataFrame, rng: Rng) -> pd.DataFrame:
    """Return works, consent, money, state and dates of each community."""
    count = len(table)
    project = pd.DataFrame(index=table.index)
    project[["works", "works_class"]] = _works(count, rng)
    project["mode"] = np.where(table["earlier_area"].notna(), "集中连片", _modes(table, rng))
    project["consent_households"] = (table["households"] * rng.uniform(0.68, 0.99, count)).round().astype(int)
    project["consent_share"] = (project["consent_households"] / table["households"]).round(4)
    project["status"] = [
        rng.choice(CANDIDATE_STATES if stage == "candidate" else STATES[int(year)])
        for stage, year in zip(table["stage"], table["plan_year"], strict=True)
    ]
    project["invest_wan"] = _investment(table, rng)
    project["paid_wan"] = _paid(table["stage"], project, rng)
    project["progress_share"] = (project["paid_wan"] / project["invest_wan"]).round(4)
    project = project.join(_funds(table["stage"], project["invest_wan"], rng))
    return project.join(_dates(table["plan_year"], project["status"], rng))


def _works(count: int, rng: Rng) -> list[tuple[str, str]]:
    rows = []
    for classes in pick((1, 2, 3), np.tile([0.3, 0.5, 0.2], (count, 1)), rng):
        chosen = list(words.WORKS)[:classes]
        items = [item for kind in chosen for item in rng.permutation(words.WORKS[kind])[: 5 - len(chosen)]]
        rows.append((";".join(items), ";".join(chosen)))
    return rows


def _modes(table: pd.DataFrame, rng: Rng) -> np.ndarray:
    in_quarter = table["historic_quarter"].notna().to_numpy()[:, None]
    always = np.ones((len(table), 1))
    return pick(
        ("单一改造", "旧改+文旅", "旧改+养老", "旧改+商业"),
        np.hstack([always, in_quarter, 0.05 * always, 0.04 * always]),
        rng,
    )


def _investment(table: pd.DataFrame, rng: Rng) -> pd.Series:
    invest = (table["floor_area_m2"] * rng.uniform(230, 260, len(table)) / 1e4).round(2)
    for stage, total in (("done", DONE["invest_wan"]), ("planned", PLAN_2023["invest_wan"])):
        rows = table["stage"] == stage
        invest[rows] = share_out(invest[rows], total, unit=0.01)
    return invest


def _paid(stage: pd.Series, project: pd.DataFrame, rng: Rng) -> pd.Series:
    """Return what is paid: all where done, a part of what was started, nothing of candidates."""
    invest, status = project["invest_wan"], project["status"]
    paid = invest.where(stage == "done")
    planned = stage == "planned"
    finished, started = planned & (status == "已完工"), planned & (status == "已开工")
    paid[finished] = invest[finished]
    left = PLAN_2023["paid_wan"] - invest[finished].sum()
    paid[started] = share_out(invest[started] * rng.uniform(0.6, 1.4, started.sum()), left, unit=0.01)
    return paid


def _funds(stage: pd.Series, invest: pd.Series, rng: Rng) -> pd.DataFrame:
    """Split the money of the done and the planned by source; the county pays what is left."""
    known = invest.where(stage != "candidate")
    noise = {name: rng.uniform(0.85, 1.15, len(invest)) for name in FUNDS}
    funds = pd.DataFrame({name: (known * share * noise[name]).round(2) for name, share in FUNDS.items()})
    return funds.assign(fund_county_wan=(known - funds.sum(axis=1)).round(2))


def _dates(plan_year: pd.Series, status: pd.Series, rng: Rng) -> pd.DataFrame:
    """Return the dates that the state implies, as ISO text."""
    first = pd.to_datetime(plan_year.fillna(2023).astype(int).astype(str) + "-03-01")
    started = first + pd.to_timedelta(rng.integers(0, 120, len(status)), unit="D")
    done = started + pd.to_timedelta(rng.integers(60, 180, len(status)), unit="D")
    accepted = done + pd.to_timedelta(rng.integers(20, 80, len(status)), unit="D")
    reached = {
        "started_on": (started, ["已开工", "已完工", "已验收", "移交管护"]),
        "done_on": (done, ["已完工", "已验收", "移交管护"]),
        "accepted_on": (accepted, ["已验收", "移交管护"]),
    }
    return pd.DataFrame(
        {name: days.dt.strftime("%Y-%m-%d").where(status.isin(states)) for name, (days, states) in reached.items()}
    )


def name_communities(table: pd.DataFrame, rng: Rng) -> pd.DataFrame:
    """Return ids, names and addresses, all invented; a name occurs once in its county."""
    root = table["neighbourhood"].str.removesuffix("社区")
    street = rng.integers(1, 180, len(table)).astype(str)
    plain = root + table["tenure"].map(words.NAME_ENDS).fillna(pd.Series(rng.choice(words.PLAIN_ENDS, len(table))))
    name = (table["former_unit"] + "家属院").fillna(plain)
    again = name.groupby([table["county"], name]).cumcount()
    numbered = name.str.removesuffix("小区") + again.map(dict(enumerate(words.ORDINALS))) + "区"
    name = name.where(again == 0, numbered)
    adcode = table["county"].map(ADCODES)
    filed = table["plan_year"].where(table["stage"] != "candidate", 2024).astype(int).astype(str)
    number = (table.groupby(["county", filed]).cumcount() + 1).astype(str).str.zfill(4)
    return pd.DataFrame(
        {
            "community_id": adcode + "-" + filed + "-" + number,
            "name": name,
            "adcode": adcode,
            "address": table["subdistrict"] + root + "路" + pd.Series(street, index=table.index) + "号",
        }
    )
