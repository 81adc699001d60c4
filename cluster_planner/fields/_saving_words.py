"""How each item of a saving is worked out, and what costs rest on, in plain words."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from cluster_planner.fields._field import Lang

_FORMULAS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "mobilisation": (
            "(有工程的小区数 − 1) × 一次进场费",
            "(members with works − 1) × one mobilisation",
        ),
        "trench": (
            "同沟长度 × 最贵一种以外各管线单价之和 × 开挖占比 × (1 − 同沟仍需比例)",
            "shared trench × rates of all networks but the dearest × share of digging × (1 − share still needed)",
        ),
        "surface": (
            "共用路面(同沟长度 × 宽度, 不超过小区间距) × 路面单价",
            "shared surface (trench × width, no wider than the gap) × rate of the road surface",
        ),
        "facilities": (
            "(各小区单独所需之和 − 合计户数所需) × 单价",
            "(what members need each for itself − what all their households need) × rate",
        ),
        "fees": (
            "各小区间接费之和 − 合并(扣除其他节省)后按累退费率的间接费",
            "fees of the members − fees on all together, less the other savings, at sliding percentages",
        ),
        "bulk": (
            "单独不到、合计达到集采起点的工程费 × 降价比例",
            "works that reach the bulk quantity only together × discount",
        ),
    }
)


def saving_formula(item: str, lang: Lang) -> str:
    """Say how an item of the saving is worked out.

    Parameters
    ----------
    item : {"mobilisation", "trench", "surface", "facilities", "fees", "bulk"}
        The item.
    lang : {"zh", "en"}
        Language of the reader.
    """
    return _FORMULAS[item][0 if lang == "zh" else 1]


def tell_price_basis(years: tuple[int, int], bases: Mapping[str, int], factor: float, compared: int, lang: Lang) -> str:
    """Say on what the costs of a plan rest.

    Parameters
    ----------
    years : (int, int)
        First and last price year of the works.
    bases : mapping of str to int
        How many communities have their cost ``given``, from ``works`` or by ``rate``.
    factor : float
        Local factor of estimates from works.
    compared : int
        Of how many communities both investment and estimate are known.
    lang : {"zh", "en"}
        Language of the reader.

    Examples
    --------
    >>> tell_price_basis((2022, 2022), {"given": 600, "works": 32}, 1.01, 600, "zh")
    '按工程目录 2022 年价格; 600 个小区取库中投资, 32 个按工程估算, 0 个按单价估算; 本地系数 1.01 (比较 600 个小区)'
    """
    span = f"{years[0]}" if years[0] == years[1] else f"{years[0]}–{years[1]}"
    counts = [bases.get(name, 0) for name in ("given", "works", "rate")]
    if lang == "zh":
        return (
            f"按工程目录 {span} 年价格; {counts[0]:,} 个小区取库中投资, {counts[1]:,} 个按工程估算, "
            f"{counts[2]:,} 个按单价估算; 本地系数 {factor:.2f} (比较 {compared:,} 个小区)"
        )
    return (
        f"works at prices of {span}; {counts[0]:,} communities at the investment in the bank, {counts[1]:,} estimated "
        f"from works, {counts[2]:,} by a rate; local factor {factor:.2f} (from {compared:,} communities)"
    )
