"""Whether the owners agree to a lift, by the rules of the Civil Code, in exact fractions."""

from __future__ import annotations

from fractions import Fraction

import pandas as pd

from cluster_planner.lifts._faults import OPINION_DIFFERS, refuse_faults
from cluster_planner.lifts._shares import whole_dm2
from cluster_planner.lifts._terms import Majority
from cluster_planner.model import Findings

# Civil Code of the PRC, art. 278: owners of two thirds of the exclusive area, and two thirds of their number, must take
# part; three quarters of both must agree to rebuild what is owned in common, as a lift does, more than half to anything
# else. By art. 1259 "two thirds or more" holds for exactly two thirds, while "more than half" does not hold for half.
QUORUM = Fraction(2, 3)
MAJORITIES: dict[Majority, Fraction] = {"special": Fraction(3, 4), "ordinary": Fraction(1, 2)}
_UNITS = ("owners", "exclusive_m2")


def check_consent(flats: pd.DataFrame, majority: Majority = "special") -> pd.DataFrame:
    """Judge for each stairwell whether its owners agree.

    Owners count once, whatever number of flats they have in the stairwell. Who abstains takes part, but does not agree;
    who says nothing takes no part. What is missing is the least that would do: as many more taking part, and as many
    more of those agreeing, counted on those taking part or, while they are too few, on the fewest who must.

    Parameters
    ----------
    flats : DataFrame
        Indexed by ``(stairwell, flat)``: ``owner``, ``exclusive_m2`` (counted to 0.01 m2) and ``opinion`` (``agree``,
        ``object``, ``abstain``, ``absent``).
    majority : {"special", "ordinary"}
        At least three quarters, or more than half, of those taking part.

    Returns
    -------
    DataFrame
        Indexed by ``stairwell``: ``verdict`` (``passed``, ``too_few_vote``, ``too_few_agree``), then, for ``owners``
        and ``exclusive_m2`` each, the total, ``voting_``, ``favour_``, and what is missing, ``more_voting_`` and
        ``more_favour_``.

    Raises
    ------
    DataError
        If an owner is given two opinions.
    """
    owners = _owners(flats)
    said = owners["opinion"]
    total, voting, favour = (_sums(owners, chosen) for chosen in (said != "", said != "absent", said == "agree"))
    share = MAJORITIES[majority]
    quorum = _least(total, QUORUM)
    needed = _least(voting.where(voting >= quorum, quorum), share, beyond=majority == "ordinary")
    more_voting, more_favour = (quorum - voting).clip(lower=0), (needed - favour).clip(lower=0)
    few_vote, few_agree = (more.any(axis=1) for more in (more_voting, more_favour))
    verdict = pd.Series("passed", total.index).mask(few_agree, "too_few_agree").mask(few_vote, "too_few_vote")
    counts = {"": total, "voting_": voting, "favour_": favour, "more_voting_": more_voting, "more_favour_": more_favour}
    figures = [_named(count, start) for start, count in counts.items()]
    return pd.concat([verdict.rename("verdict"), *figures], axis="columns")


def _owners(flats: pd.DataFrame) -> pd.DataFrame:
    """Return area and opinion of each owner, indexed by stairwell and owner."""
    counted = flats.assign(exclusive_m2=whole_dm2(flats["exclusive_m2"])).reset_index()
    owned = counted.groupby(["stairwell", "owner"])
    several = owned["opinion"].transform("nunique") > 1
    if several.any():
        torn = counted[several]
        rows = torn["source_row"] if "source_row" in torn else torn["stairwell"] + " " + torn["flat"]
        refuse_faults([Findings.of(OPINION_DIFFERS, row=rows, field="opinion", found=torn["opinion"])])
    return owned.agg(exclusive_m2=("exclusive_m2", "sum"), opinion=("opinion", "first"))


def _sums(owners: pd.DataFrame, chosen: pd.Series) -> pd.DataFrame:
    """Count the chosen owners of each stairwell, and their area in whole 0.01 m2."""
    counted = pd.DataFrame({"owners": chosen.astype("int64"), "exclusive_m2": owners["exclusive_m2"].where(chosen, 0)})
    return counted.groupby(level="stairwell")[list(_UNITS)].sum()


def _least(whole: pd.DataFrame, share: Fraction, *, beyond: bool = False) -> pd.DataFrame:
    """Return the smallest integers that are at least, or more than, a share of others: nothing is rounded."""
    if beyond:
        return whole * share.numerator // share.denominator + 1
    return -(-whole * share.numerator // share.denominator)


def _named(counts: pd.DataFrame, start: str) -> pd.DataFrame:
    return counts.assign(exclusive_m2=counts["exclusive_m2"] / 100).add_prefix(start)
