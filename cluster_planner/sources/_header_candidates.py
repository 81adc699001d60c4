"""What one header claims to mean: looked up, cut short, alike, or unclear."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, replace
from functools import cache

from rapidfuzz import fuzz, process

from cluster_planner._money import older
from cluster_planner.fields import Catalogue, Field, plain, short_name, unit_factors
from cluster_planner.model import Matched
from cluster_planner.sources._header_marks import UNIT_AFTER_SIGN, UNIT_IN_BRACKETS
from cluster_planner.sources._mapping import FieldMapping
from cluster_planner.sources._row_marks import MONEY_PARENT, TOTAL_UNDER, TURNING

# The words over a column from top to bottom: a parent and its child where cells are merged over several columns.
Words = tuple[str, ...]

_BRACKET = re.compile(UNIT_IN_BRACKETS)
_AFTER_SIGN = re.compile(UNIT_AFTER_SIGN)
_SIGN = re.compile(r"[\W_]+")
_COPY = re.compile(r"_?\d$")
_CUT_UNIT = re.compile(r"(?P<stem>[^(]+)\((?P<unit>[^)]*)")
_LEAST_CUT = {True: 3, False: 7}  # characters that a cut header must still have, Chinese and Latin
_LONGEST_CUT = 10  # bytes
PLAIN_UNIT = "cny"  # what a column of amounts is in that is called as the catalogue calls it
_LEAST_PARENT = 2  # words: the parent's and its own
_GENERIC, _LAST_RANK = 1000, 3000  # spellings without Chinese come after all others; below every spelling
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
def _claims(catalogue: Catalogue) -> dict[str, Claim]:
    """Return the claim of every known spelling: its name, the spellings in order, and last what fits a shapefile."""
    spellings: dict[int, list[tuple[str, str]]] = {}
    for field in catalogue.read:
        for rank, spelling in enumerate(field.spellings, start=1):
            spellings.setdefault(rank + (_GENERIC if spelling.isascii() else 0), []).append(
                (plain(spelling), field.name)
            )
    # A column called name, which any program makes, gives way to one called 小区名称.
    claims = {older(field.name): Claim(field.name, _GENERIC) for field in catalogue.read}
    claims |= {field.name: Claim(field.name, _GENERIC, _own_unit(field)) for field in catalogue.read}
    for rank, known in sorted(spellings.items()):
        for spelling, name in known:
            claims.setdefault(spelling, Claim(name, rank))
    for field in catalogue.bank:
        claims.setdefault(short_name(field.name, ()), Claim(field.name, _LAST_RANK, _own_unit(field)))
    return claims


def _own_unit(field: Field) -> str:
    return PLAIN_UNIT if field.unit == "money" else ""


def claim_of(words: Words, mapping: FieldMapping) -> Claim | None:
    """Return which field a header claims beyond doubt.

    Parameters
    ----------
    words : tuple of str
        The words over the column, from top to bottom.
    mapping : FieldMapping
        The user's own headers and what they mean, which come first, and the catalogue.

    Returns
    -------
    Claim or None
        By all words, or by the last where those above only group; a unit in brackets or below is split off.
    """
    keys, catalogue = [plain(word) for word in words], mapping.catalogue
    own = {plain(theirs): name for theirs, name in mapping.headers.items()}
    for key in ("_".join(keys), *keys[-1:]):
        if key in own:
            return Claim(own[key], 0, _unit(key, catalogue.get(own[key])), "mapping")
    claims = (
        _looked_up("_".join(keys), catalogue),
        _looked_up("".join(keys), catalogue),
        _with_unit_below(keys, catalogue),
        _looked_up(keys[-1] if keys else "", catalogue),
        _laundered(keys[-1] if keys else "", catalogue),
        _total_under(keys, catalogue),
    )
    claim = next((claim for claim in claims if claim), None)
    return replace(claim, unit=claim.unit or _unit_over(words, catalogue[claim.field])) if claim else None


def _looked_up(key: str, catalogue: Catalogue) -> Claim | None:
    known = _claims(catalogue)
    if key in known:
        return known[key]
    for stem, unit in _split(key):
        claim = known.get(stem)
        if claim and unit in unit_factors(catalogue[claim.field]):
            return Claim(claim.field, claim.rank, unit)
    return None


def _split(key: str) -> list[tuple[str, str]]:
    """Return a header before what may be its unit, and that: in brackets, or after a sign."""
    found = (pattern.fullmatch(key) for pattern in (_BRACKET, _AFTER_SIGN))
    return [(split["stem"], split["unit"]) for split in found if split]


def _laundered(key: str, catalogue: Catalogue) -> Claim | None:
    """Return the claim of a header in which a database has put ``_`` for brackets and signs: ``建筑面积_㎡_``."""
    if "_" not in key:
        return None
    stem, *unit = [part for part in key.split("_") if part] or [""]
    return _claims_laundered(catalogue).get(_launder(key)) or _looked_up(f"{stem}({''.join(unit)})", catalogue)


@cache
def _claims_laundered(catalogue: Catalogue) -> dict[str, Claim]:
    return {_launder(spelling): claim for spelling, claim in reversed(_claims(catalogue).items())}


def _launder(key: str) -> str:
    return "_".join(part for part in _SIGN.split(key) if part)


def _with_unit_below(keys: list[str], catalogue: Catalogue) -> Claim | None:
    """Return the claim of a header with its unit in the row below it."""
    claim = _looked_up(keys[-2], catalogue) if len(keys) > 1 else None
    unit = keys[-1].strip("()") if keys else ""
    known = claim is not None and unit in unit_factors(catalogue[claim.field])
    return Claim(claim.field, claim.rank, unit) if claim and known else None


def _total_under(keys: list[str], catalogue: Catalogue) -> Claim | None:
    """Return the claim of 合计 under a parent: of the parent, or of the investment where that speaks of money."""
    if len(keys) < _LEAST_PARENT or keys[-1] not in TOTAL_UNDER:
        return None
    field = catalogue.get("invest_money")
    over = _looked_up(keys[-2], catalogue)
    if over is None and field is not None and MONEY_PARENT.search(keys[-2]):
        over = Claim(field.name, unit=_unit(keys[-2], field))
    return over and Claim(over.field, _LAST_RANK, over.unit)


def _unit(key: str, field: Field | None) -> str:
    """Return the unit that a header names; a column that is no field, such as that of earlier areas, has none."""
    if field is None:
        return ""
    named = next((unit for _, unit in _split(key) if unit in unit_factors(field)), "")
    return named or (_own_unit(field) if key == field.name else "")


def unclear(words: Words, taken: Collection[str], catalogue: Catalogue) -> Claim | None:
    """Return the candidates of a header that means one thing here and another there.

    A parent that speaks of money decides; else it is settled where other headers have taken all candidates but one.
    """
    listed = catalogue.unclear.get(_stem(words, catalogue))
    if listed is None:
        return None
    free = tuple(name for name in listed if name not in taken)
    money = tuple(name for name in free if catalogue[name].unit == "money")
    if len(money) == 1 and any(MONEY_PARENT.search(word) for word in words[:-1]):
        return Claim(money[0], unit=_unit_over(words, catalogue[money[0]]))
    if len(free) == 1 < len(listed):
        return Claim(free[0], unit=_unit_over(words, catalogue[free[0]]), matched="settled", candidates=free)
    return Claim("", matched="unclear", candidates=listed)


def _unit_over(words: Words, field: Field) -> str:
    """Return the unit that a header names, or a parent of it: the lowest."""
    return next((unit for word in reversed(words) if (unit := _unit(plain(word), field))), "")


def _stem(words: Words, catalogue: Catalogue) -> str:
    """Return the last word without anything in brackets, or a unit after a sign."""
    key = plain(words[-1]) if words else ""
    if bracket := _BRACKET.fullmatch(key):
        return bracket["stem"]
    return next((stem for stem, unit in _split(key) if unit in _all_units(catalogue)), key)


@cache
def _all_units(catalogue: Catalogue) -> frozenset[str]:
    return frozenset(unit for field in catalogue.read for unit in unit_factors(field))


def resembling(words: Words, taken: Collection[str], catalogue: Catalogue, *, cut: bool) -> Claim | None:
    """Return the field, not taken yet, that a header is the beginning of, or is alike to."""
    key, known = _stem(words, catalogue), _claims(catalogue)
    if cut and (claim := _completed(key, taken, catalogue)):
        return claim
    found = process.extract(key, known.keys(), scorer=fuzz.ratio, score_cutoff=_ALIKE, limit=None)
    alike = [(-score, spelling) for spelling, score, _ in found if _means_the_same(key, spelling)]
    claims = [known[spelling] for _, spelling in sorted(alike)]
    units = {claim.field: claim.unit for claim in reversed(claims) if claim.field not in taken}
    fields = dict.fromkeys(claim.field for claim in claims if claim.field not in taken)
    if not fields:
        return None
    best = next(iter(fields))
    return _one_of(tuple(fields), "alike", _unit_over(words, catalogue[best]) or units[best])


def _completed(key: str, taken: Collection[str], catalogue: Catalogue) -> Claim | None:
    """Return the field of a header that a shapefile has cut; GDAL numbers those that become the same."""
    known = _claims(catalogue)
    if claim := _cut_in_its_unit(key, taken, catalogue):
        return claim
    for start in dict.fromkeys((key, _COPY.sub("", key))):
        long_enough = len(start) >= _LEAST_CUT[not start.isascii()]
        if not long_enough or len(start.encode("gb18030")) > _LONGEST_CUT:
            continue
        names = tuple(item.name for item in catalogue.read if item.name.startswith(start) and item.name not in taken)
        if names:
            return _one_of(names, "truncated", _own_unit(catalogue[names[0]]))
        spellings = (spelling for spelling in known if spelling.startswith(start) and "(" not in spelling)
        begun = {known[spelling].field for spelling in spellings}
        if found := tuple(sorted(begun.difference(taken))):
            return _one_of(found, "truncated")
    return None


def _cut_in_its_unit(key: str, taken: Collection[str], catalogue: Catalogue) -> Claim | None:
    """Return the field of a header that was cut after its bracket opened, with the unit if what is left of it tells."""
    cut = _CUT_UNIT.fullmatch(_COPY.sub("", key))
    claim = _looked_up(cut["stem"], catalogue) if cut else None
    if cut is None or claim is None or claim.field in taken:
        return None
    units = {
        unit: worth for unit, worth in unit_factors(catalogue[claim.field]).items() if unit.startswith(cut["unit"])
    }
    if cut["unit"] and not units:
        return None
    is_sure = len(set(units.values())) <= 1
    unit = next(iter(units), "") if is_sure else ""
    return Claim(claim.field, claim.rank, unit, "truncated" if is_sure else "unit_cut", (claim.field,))


def _one_of(candidates: tuple[str, ...], matched: Matched, unit: str = "") -> Claim | None:
    if not candidates:
        return None
    if len(candidates) > 1:
        return Claim("", matched="unclear", candidates=candidates)
    return Claim(candidates[0], unit=unit, matched=matched, candidates=candidates)


def _means_the_same(key: str, spelling: str) -> bool:
    """Return whether two spellings differ by a slip; in Chinese, one other character is another meaning."""
    extra = _minus(key, spelling) + _minus(spelling, key)
    if key.isascii():
        return not any(letter.isdigit() for letter in extra)
    return not extra or (len(extra) == 1 and extra not in TURNING)


def _minus(one: str, other: str) -> str:
    return "".join(letter for letter in set(one) for _ in range(one.count(letter) - other.count(letter)))
