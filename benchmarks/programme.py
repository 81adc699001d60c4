"""How fast programmes are solved and how near to the best possible: made-up areas and communities alone.

    python benchmarks/programme.py

writes the table in programme.md. ``--quick`` leaves out the large city.
"""

from __future__ import annotations

import argparse
import time
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd

from cluster_planner.model import Communities, Evaluation
from cluster_planner.profile import CHINA
from cluster_planner.programme import schedule_areas
from cluster_planner.settings import BudgetSettings

BANK = CHINA.catalogue.bank

YEARLY_WAN = 17_867.0
INTRODUCTION = """# Programmes of made-up cities

Made by `python benchmarks/programme.py` on two shared cores: CPU seconds are what a busy machine cannot lengthen much.
A gap of 0.1 % says that no programme under the same rules has 0.1 % more points; `optimal` is within the tolerance
of the settings, 0.1 % by default.

"""
HEAD = (
    "| case | seed | seconds | CPU seconds | points | gap | status | areas | alone | not met |\n" + "|---" * 10 + "|\n"
)
CASES = {
    "200 areas, 5 years": ((200, 0, 6), {"years": 5}),
    "200 areas and 300 alone, 5 years": ((200, 300, 6), {"years": 5}),
    "200 areas and 300 alone, 5 years, 12 counties, four sources": (
        (200, 300, 12),
        {"years": 5, "sources": {"central": 6000.0, "province": 2000.0, "county": 7000.0, "utility": 2867.0}},
    ),
    "200 areas and 300 alone, 5 years, 12 counties, a third of the money": (
        (200, 300, 12),
        {"years": 5, "yearly_money": YEARLY_WAN / 3},
    ),
}
LARGE = ((3500, 20_000, 90), {"years": 5, "yearly_money": 30 * YEARLY_WAN, "max_areas_per_county": 8})


def make_city(seed: int, areas: int, alone: int, counties: int) -> tuple[Evaluation, Communities, pd.DataFrame]:
    """Return made-up areas of about 600 households and communities alone of about 120, at about 2.1 wan a household."""
    random = np.random.default_rng(seed)
    size = areas + alone
    is_area = np.arange(size) < areas
    households = np.round(np.where(is_area, random.lognormal(6.4, 0.45, size), random.lognormal(4.8, 0.5, size)))
    cost = households * random.normal(2.1, 0.25, size).clip(1.2)
    saving = np.where(is_area, cost * random.uniform(0.02, 0.15, size), 0.0)
    table = pd.DataFrame(
        {
            "county": [f"县{number:02d}" for number in random.integers(0, counties, size)],
            "households": households,
            "need": random.uniform(0.4, 0.8, size),
            "cost_together_money": cost - saving,
            "saving_money": saving,
            "communities": 4,
        },
        index=[f"A{number:04d}" if area else f"c{number:05d}" for number, area in enumerate(is_area)],
    )
    shapes = gpd.GeoDataFrame(table[is_area], geometry=[None] * areas, crs="EPSG:4546")
    numbers = ["households", "invest_money", "paid_money", "fund_central_money", "plan_year"]
    alone_table = table[~is_area].rename_axis("community_id")
    bank = alone_table.reindex(columns=[field.name for field in BANK if field.name != "geometry"])
    bank = bank.astype(dict.fromkeys(numbers, float))
    outcomes = pd.DataFrame(
        {"area_id": None, "outcome": "alone", "cost_alone_money": alone_table["cost_together_money"]}, index=bank.index
    )
    communities = Communities(gpd.GeoDataFrame(bank, geometry=[None] * alone, crs="EPSG:4546"))
    return Evaluation(shapes, outcomes), communities, alone_table[["need"]]


def measure(name: str, seed: int, city: tuple[int, int, int], knobs: dict[str, object]) -> str:
    """Return a line of the table."""
    evaluation, communities, need = make_city(seed, *city)
    settings = BudgetSettings(**{"yearly_money": YEARLY_WAN, **knobs})
    start, start_cpu = time.perf_counter(), time.process_time()
    plan = schedule_areas(evaluation, communities, need, settings)
    seconds, cpu = time.perf_counter() - start, time.process_time() - start_cpu
    chosen = plan.years[["areas", "alone"]].sum()
    return (
        f"| {name} | {seed} | {seconds:.1f} | {cpu:.1f} | {plan.value:.3f} | {plan.gap:.4%} | {plan.status} "
        f"| {chosen['areas']} | {chosen['alone']} | {len(plan.shortfalls)} |\n"
    )


def main() -> None:
    """Measure all cases and write the table."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--quick", action="store_true")
    options.add_argument("--seeds", type=int, default=5)
    options.add_argument("--out", type=Path, default=Path(__file__).with_suffix(".md"))
    chosen = options.parse_args()
    cases = [(name, seed, *case) for name, case in CASES.items() for seed in range(chosen.seeds)]
    if not chosen.quick:
        cases.append(("3,500 areas and 20,000 alone, 5 years", 0, *LARGE))
    lines = []
    for case in cases:
        lines.append(measure(*case))
        print(lines[-1], end="", flush=True)
    text = INTRODUCTION
    chosen.out.write_text(text + HEAD + "".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
