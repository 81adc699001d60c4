"""The published totals, how they are spread over the counties, and how parts are made to add up to them exactly."""

from __future__ import annotations

import numpy as np
import pandas as pd

# Published for the prefecture; the spread over counties and years below is invented.
DONE = {"communities": 152, "floor_area_m2": 1_717_610, "households": 18_874, "invest_wan": 42_000}
PLAN_2023 = {"communities": 76, "households": 8_496, "invest_wan": 17_867, "paid_wan": 8_407}

COUNTIES = pd.DataFrame(
    [
        # county, done 2019-2022, alone in the 2023 plan, sizes of earlier areas in the 2023 plan, candidates
        ("资阳区", 28, 4, (4, 3), 72),
        ("赫山区", 34, 4, (4, 4), 84),
        ("南县", 22, 3, (3, 3), 60),
        ("桃江县", 22, 4, (3, 3), 62),
        ("安化县", 20, 3, (5,), 58),
        ("沅江市", 26, 3, (5, 5, 5, 4, 4), 68),
    ],
    columns=["county", "done", "planned_alone", "earlier_areas", "candidates"],
).set_index("county")
DONE_PER_YEAR = {2019: 24, 2020: 38, 2021: 44, 2022: 46}


def share_out(weights: pd.Series, total: float, unit: float = 1.0) -> pd.Series:
    """Share a total out in proportion to weights, in whole units, so that the parts add up exactly.

    Parameters
    ----------
    weights : Series
        Not negative.
    total : float
        A whole number of units.
    unit : float, default 1.0
        Smallest part, such as 0.01.

    Returns
    -------
    Series
        Parts on the index of the weights; the units left over go to the largest remainders.
    """
    units = round(total / unit)
    exact = weights / weights.sum() * units
    parts = np.floor(exact)
    largest = (parts - exact).sort_values(kind="stable").index[: int(units - parts.sum())]
    parts[largest] += 1
    return parts.astype(int) if unit == 1.0 else (parts * unit).round(2)
