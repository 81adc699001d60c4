"""Time ``cluster-planner check`` as a whole process on generated ledgers of 10,000 to 1,000,000 rows.

Writes ``benchmarks/check_speed.md``: seconds and peak memory, for CSV and for GeoParquet. Sizes can be arguments.
"""

from __future__ import annotations

import os
import platform
import sys
import tempfile
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
from whole_process import measure

HERE = Path(__file__).resolve().parent
SIZES = (10_000, 100_000, 1_000_000)
COUNTIES = ("资阳区", "赫山区", "南县", "桃江县", "安化县", "沅江市")
# One row in fifty says a figure in another way than as a figure.
ODD_SHARE = 0.02


def make_ledger(size: int) -> pd.DataFrame:
    """Return a ledger of text as a bureau might hand it in, with odd cells here and there."""
    chance = np.random.default_rng(size)
    households = chance.integers(20, 900, size)
    county = chance.integers(0, len(COUNTIES), size)
    number = np.arange(size)
    table = pd.DataFrame({
        "项目编号": np.char.add("YY-", number.astype(str)),
        "小区名称": np.char.add(np.char.add("第", number.astype(str)), "号小区"),
        "县市区": np.array(COUNTIES)[county],
        "街道": np.char.add(np.array(COUNTIES)[county], chance.integers(1, 30, size).astype(str)),
        "经度": np.round(chance.uniform(111.0, 113.0, size), 6).astype(str),
        "纬度": np.round(chance.uniform(27.9, 29.5, size), 6).astype(str),
        "建成年份": chance.integers(1965, 2006, size).astype(str),
        "楼栋数": np.maximum(1, households // 40).astype(str),
        "户数": households.astype(str),
        "建筑面积": np.round(households * chance.uniform(60, 110, size), 1).astype(str),
        "房屋结构": chance.choice(["砖混", "框架", "砖木", "砖混结构", ""], size),
        "物业管理方式": chance.choice(["无物业", "专业物业", "社区托管"], size),
        "估算总投资": np.round(households * chance.uniform(1, 4, size), 2).astype(str),
        "详细地址": np.char.add(np.char.add("建设路", chance.integers(1, 2000, size).astype(str)), "号"),
    })  # fmt: skip
    odd = chance.random((size, 2)) < ODD_SHARE
    table["户数"] = table["户数"].mask(odd[:, 0], "约" + table["户数"] + "户")
    table["建成年份"] = table["建成年份"].mask(
        odd[:, 1], chance.choice(["90年代", "1998年", "不详", "1995-1999"], size)
    )
    return table


def write(table: pd.DataFrame, kind: str, folder: str) -> Path:
    """Write the ledger as CSV, or with its points as GeoParquet."""
    path = Path(folder) / f"ledger.{kind}"
    if kind == "csv":
        table.to_csv(path, index=False)
        return path
    points = gpd.points_from_xy(table["经度"].astype(float), table["纬度"].astype(float), crs=4326)
    gpd.GeoDataFrame(table.drop(columns=["经度", "纬度"]), geometry=points).to_parquet(path)
    return path


def main() -> None:
    """Measure every size in both formats."""
    sizes = tuple(map(int, sys.argv[1:])) or SIZES
    rows = []
    for size in sizes:
        table = make_ledger(size)
        for kind in ("csv", "parquet"):
            with tempfile.TemporaryDirectory() as folder:
                cost = measure("check", str(write(table, kind, folder)))
            rows.append(f"| {size:,} | {kind} | {cost.wall:.1f} | {cost.memory:,.0f} |")
            print(rows[-1])
    head = [
        "# `cluster-planner check` as a whole process",
        "",
        "Generated ledgers of 14 columns, in which two cells in a hundred are odd.",
        f"{os.cpu_count()} cores, Python {platform.python_version()}.",
        "One shared machine: compare within one table only.",
        "",
        "| rows | format | s | peak MB |",
        "|---|---|---|---|",
    ]
    (HERE / "check_speed.md").write_text("\n".join([*head, *rows]) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
