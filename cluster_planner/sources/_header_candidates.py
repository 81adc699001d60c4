"""What one header claims to mean: looked up, cut short, alike, or unclear."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache

from rapidfuzz import fuzz, process

from cluster_planner._money import older
from cluster_planner.fields import BANK, CATALOGUE, LOCATING, UNCLEAR, Field, plain, unit_factors
from cluster_planner.model import Matched
from cluster_planner.sources._row_marks import MONEY_PARENT, TURNING

# The words over a column from top to bottom: a parent and its child where cells are merged over several columns.
Words = tuple[str, ...]

_FIELDS = (*BANK, *LOCATING)
_BRACKET = re.compile(r"(?P<stem>.+)\((?P<unit>[^()]+)\)")
_COPY = re.compile(r"_?\d$")
_LEAST_CUT = {True: 3, False: 7}  # characters that a cut header must still have, Chinese and Latin
_LONGEST_CUT = 10  # bytes
PLAIN_UNIT = "cny"  # what a column of amounts is in that is called as the catalogue calls it
_ALIKE = 85  # of 100


@dataclass(frozen=True)
class Claim:
    """A claim to a field: the lower its rank, the stronger.

    Attributes
    ----------
    field : str
        Canonical name, empty where it is unclear which of the candidates is meant.
    rank : int
        0 for the user's own mapping, then in the order of the spellings of the catalogue.
    unit : str
        The unit that the header names.
    matched : str
        How the field was found.
    candidates : tuple of str
        Canonical names that the header may mean.
    """

    field: str
    rank: int = 0
    unit: str = ""
    matched: Matched = "catalogue"
    candidates: tuple[str, ...] = ()


@cache
def _catalogue() -> dict[str, Claim]:
    """Return the claim of every known spelling: canonical name, then the spellings in order."""
    spellings: dict[int, list[tuple[str, str]]] = {}
    for field in _FIELDS:
        for rank, spelling in enumerate((field.name, *field.spellings), start=1):
            spellings.setdefault(rank, []).append((plain(spelling), field.name))
    claims = {older(field.name): Claim(field.name, 1) for field in _FIELDS}
    claims |= {field.name: Claim(field.name, 1, _own_unit(field)) for field in _FIELDS}
    for rank, known in sorted(spellings.items()):
        for spelling, name in known:
            claims.setdefault(spelling, Claim(name, rank))
    return claims


def _own_unit(field: Field) -> str:
    return PLAIN_UNIT if field.unit == "money" else ""


def claim_of(words: Words, mapping: Mapping[str, str]) -> Claim | None:
    """Return which field a header claims beyond doubt.

    Parameters
    ----------
    words : tuple of str
        The words over the column, from top to bottom.
    mapping : mapping of str to str
        The user's own headers and what they mean; these come first.

    Returns
    -------
    Claim or None
        By all words, or by the last where those above only group; a unit in brackets or below is split off.
    """
    keys = [plain(word) for word in words]
    own = {plain(theirs): name for theirs, name in mapping.items()}
    for key in ("_".join(keys), *keys[-1:]):
        if key in own:
            return Claim(own[key], 0, _unit(key, CATALOGUE.get(own[key])), "mapping")
    claims = (_looked_up("_".join(keys)), _looked_up("".join(keys)), _with_unit_below(keys), _looked_up(*keys[-1:]))
    return next((claim for claim in claims if claim), None)


def _looked_up(key: str = "") -> Claim | None:
    if key in _catalogue():
        return _catalogue()[key]
    bracket = _BRACKET.fullmatch(key)
    claim = _catalogue().get(bracket["stem"]) if bracket else None
    unit = _unit(key, CATALOGUE[claim.field]) if claim else ""
    return Claim(claim.field, claim.rank, unit) if claim and unit else None


def _with_unit_below(keys: list[str]) -> Claim | None:
    """Return the claim of a header whose unit stands in the row below it."""
    claim = _looked_up(keys[-2]) if len(keys) > 1 else None
    unit = keys[-1].strip("()") if keys else ""
    known = claim is not None and unit in unit_factors(CATALOGUE[claim.field])
    return Claim(claim.field, claim.rank, unit) if claim and known else None


def _unit(key: str, field: Field | None) -> str:
    """Return the unit that a header names; a column that is no field, such as that of earlier areas, has none."""
    bracket = _BRACKET.fullmatch(key)
    if bracket and field and bracket["unit"] in unit_factors(field):
        return bracket["unit"]
    return _own_unit(field) if field and key == field.name else ""


def unclear(words: Words, taken: Collection[str]) -> Claim | None:
    """Return the candidates of a header that means one thing here and another there.

    A parent that speaks of money decides; else it is settled where other headers have taken all candidates but one.
    """
    listed = UNCLEAR.get(_stem(words))
    if listed is None:
        return None
    free = tuple(name for name in listed if name not in taken)
    money = tuple(name for name in free if CATALOGUE[name].unit == "money")
    if len(money) == 1 and any(MONEY_PARENT.search(word) for word in words[:-1]):
        return Claim(money[0])
    if len(free) == 1 < len(listed):
        return Claim(free[0], matched="settled", candidates=free)
    return Claim("", matched="unclear", candidates=listed)


def _stem(words: Words) -> str:
    """Return the last word without what stands in brackets."""
    key = plain(words[-1]) if words else ""
    bracket = _BRACKET.fullmatch(key)
    return bracket["stem"] if bracket else key


def resembling(words: Words, taken: Collection[str], *, cut: bool) -> Claim | None:
    """Return the field, not taken yet, that a header is the beginning of, or is alike to."""
    key = _stem(words)
    if cut and (claim := _completed(key, taken)):
        return claim
    found = process.extract(key, _catalogue().keys(), scorer=fuzz.ratio, score_cutoff=_ALIKE, limit=None)
    alike = [(-score, spelling) for spelling, score, _ in found if _means_the_same(key, spelling)]
    claims = [_catalogue()[spelling] for _, spelling in sorted(alike)]
    units = {claim.field: claim.unit for claim in reversed(claims) if claim.field not in taken}
    fields = dict.fromkeys(claim.field for claim in claims if claim.field not in taken)
    return _one_of(tuple(fields), "alike", units[next(iter(fields))] if fields else "")


def _completed(key: str, taken: Collection[str]) -> Claim | None:
    """Return the field of a header that a shapefile has cut; GDAL numbers those that become the same."""
    for start in dict.fromkeys((key, _COPY.sub("", key))):
        long_enough = len(start) >= _LEAST_CUT[not start.isascii()]
        if not long_enough or len(start.encode("gb18030")) > _LONGEST_CUT:
            continue
        names = tuple(item.name for item in _FIELDS if item.name.startswith(start) and item.name not in taken)
        if names:
            return _one_of(names, "truncated", _own_unit(CATALOGUE[names[0]]))
        spellings = (spelling for spelling in _catalogue() if spelling.startswith(start) and "(" not in spelling)
        begun = {_catalogue()[spelling].field for spelling in spellings}
        if found := tuple(sorted(begun.difference(taken))):
            return _one_of(found, "truncated")
    return None


def _one_of(candidates: tuple[str, ...], matched: Matched, unit: str = "") -> Claim | None:
    if not candidates:
        return None
    if len(candidates) > 1:
        return Claim("", matched="unclear", candidates=candidates)
    return Claim(candidates[0], unit=unit, matched=matched, candidates=candidates)


def _means_the_same(key: str, spelling: str) -> bool:
    """Tell whether two spellings differ by a slip; in Chinese, one other character is another meaning."""
    extra = _minus(key, spelling) + _minus(spelling, key)
    if key.isascii():
        return not any(letter.isdigit() for letter in extra)
    return not extra or (len(extra) == 1 and extra not in TURNING)


def _minus(one: str, other: str) -> str:
    return "".join(letter for letter in set(one) for _ in range(one.count(letter) - other.count(letter)))
