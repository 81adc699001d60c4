"""What a programme comes to, in plain words: the same on the screen and in the workbook."""

from __future__ import annotations

from collections.abc import Mapping

from cluster_planner.fields._certificate import certificate
from cluster_planner.fields._field import Lang

EXACT = 1e-9


def tell_programme(counts: Mapping[str, int], gap: float, unmet: int, lang: Lang) -> str:
    """Say what a programme takes in, how near to the best it is, and whether it meets all that is asked.

    Parameters
    ----------
    counts : mapping of str to int
        ``areas`` and ``alone`` that are in, ``areas_out`` and ``alone_out`` that are not, ``first`` and ``last`` year.
    gap : float
        No programme is better by more than this share.
    unmet : int
        Demands that are not met.
    lang : {"zh", "en"}
        Language of the reader.

    Returns
    -------
    str
        A clause without a full stop.

    Examples
    --------
    >>> counts = {"areas": 36, "alone": 37, "areas_out": 19, "alone_out": 49, "first": 2024, "last": 2026}
    >>> tell_programme(counts, 0.00012, 0, "en")
    '36 areas and 37 communities alone in 2024 to 2026, 19 and 49 left out; no plan under these rules can be more than \
0.02% better; all demands met'
    """
    proven = certificate("optimal" if gap <= EXACT else "bounded", gap, lang)
    if lang == "zh":
        taken = (
            "{first} 至 {last} 年列入片区 {areas} 个、单独改造小区 {alone} 个, 未列入 {areas_out} 个和 {alone_out} 个"
        )
        asked = f"有 {unmet} 项要求未能满足" if unmet else "各项要求均已满足"
        return f"{taken.format(**counts)}; {proven}; {asked}"
    taken = "{areas} areas and {alone} communities alone in {first} to {last}, {areas_out} and {alone_out} left out"
    asked = f"{unmet} demands not met" if unmet else "all demands met"
    return f"{taken.format(**counts)}; {proven}; {asked}"
