"""Works, costs and savings worked out again from the catalogue of works, row by row."""

from __future__ import annotations

import math
import re
import unicodedata

import numpy as np
import pandas as pd

LEVELS = ("low", "mid", "high")
FINISHED = ("done", "accepted", "handed_over")
HOUSEHOLD_M2, FLOOR_AREA_RATIO, STOREYS, STAIRWELL_HOUSEHOLDS, BUILDING_STAIRWELLS = 85.0, 1.2, 6.0, 10.0, 3.0
LEAST_KNOWN_SHARE = 0.5  # of the fields that works change
HALF, LEAST_ALIKE = 0.5, 5
LEAST_OF_LIKE = 0.5  # of the cost of like communities as given
WAN = 10_000
LIST_OF_ONE = re.compile(r"in \(('[^',]*')\)")


def sized(frame, settings):
    """Return sizes, what is unknown filled in from what is known, and the lengths and roofs that follow."""
    names = ("households", "floor_area_m2", "site_m2", "storeys", "units", "buildings")
    known = {name: frame[name].where(frame[name] > 0) for name in names}
    outline = frame.geometry.area.where(frame.geom_type != "Point")
    site = known["site_m2"].fillna(outline.where(outline > 0))
    floor = known["floor_area_m2"].fillna(known["households"] * HOUSEHOLD_M2).fillna(site * FLOOR_AREA_RATIO)
    households = known["households"].fillna((floor / HOUSEHOLD_M2).round())
    units = known["units"].fillna(np.ceil(households / STAIRWELL_HOUSEHOLDS))
    storeys = known["storeys"].fillna(STOREYS)
    return pd.DataFrame(
        {
            "households": households,
            "floor_area_m2": floor,
            "site_m2": site.fillna(floor / FLOOR_AREA_RATIO),
            "storeys": storeys,
            "units": units,
            "buildings": known["buildings"].fillna(np.ceil(units / BUILDING_STAIRWELLS)),
            "roof_m2": floor / storeys,
            "street_m": floor / storeys / settings["costs.house_depth_m"],
        }
    )


def direct(catalogue):
    """Return the works that have a quantity."""
    return catalogue[catalogue["class"] != "indirect"]


def becomes(catalogue):
    """Return what fields become by each work: code to pairs of field and value, None for one that adds its quantity."""
    stated = direct(catalogue)["becomes"].dropna()
    parts = {code: [part.strip() for part in rule.split(";")] for code, rule in stated.items()}
    return {
        code: [tuple(part.split("=")) if "=" in part else (part.split("+")[0], None) for part in rule]
        for code, rule in parts.items()
    }


def needed(frame, catalogue, settings):
    """Return how much of each work each community needs by the rules, a column a code."""
    changed = {field for rule in becomes(catalogue).values() for field, _ in rule}
    sizes = sized(frame, settings)
    plain = pd.DataFrame(frame.drop(columns="geometry"))
    before = plain.copy()
    for field in changed & set(before):
        values = before[field].astype(object)
        before[field] = values.mask(before["status"].isin(FINISHED) | (values == "unchecked"), None)
    rows = _rows(before, catalogue)
    amounts = _rows(plain.assign(**sizes), catalogue)
    return pd.DataFrame(
        {
            code: [_amount(work, row, amount) for row, amount in zip(rows, amounts, strict=True)]
            for code, work in _compiled(direct(catalogue)).items()
        },
        index=frame.index,
    )


def named(frame, catalogue):
    """Return which works the ledger names of each community: by a word of the catalogue, or by the code."""
    stated, means = _entries(frame, catalogue)
    meant = [set().union(*(means[entry] for entry in entries)) for entries in stated]
    listed = {code: [code in codes for codes in meant] for code in direct(catalogue).index}
    return pd.DataFrame(listed, index=frame.index)


def covered(frame, amounts, catalogue):
    """Return where every entry of the ledger has a quantity, or none names a work at all."""
    stated, means = _entries(frame, catalogue)
    measured = [set(amounts.columns[row]) for row in amounts.to_numpy() > 0]
    whole = [all(means[e] & mine for e in entries) for entries, mine in zip(stated, measured, strict=True)]
    return pd.Series(whole, frame.index) | ~named(frame, catalogue).any(axis=1)


def _entries(frame, catalogue):
    """Return the entries of each community, and the codes of the works that each entry means."""
    words = direct(catalogue).get("named_by", pd.Series("", direct(catalogue).index)).fillna("")
    stated = frame["works"].map(
        lambda text: [_plain(entry) for entry in text.split(";") if entry.strip()] if isinstance(text, str) else []
    )
    parts = {code: [_plain(word) for word in listed.split("|") if word.strip()] for code, listed in words.items()}
    every = {entry for entries in stated for entry in entries}
    return stated, {
        entry: {
            code for code, listed in parts.items() if entry == _plain(code) or any(part in entry for part in listed)
        }
        for entry in every
    }


def quantities(frame, catalogue, settings):
    """Return the works that count, what is only suggested, and which of those that count a ledger names.

    What a ledger names is the scope, where it names any work; the rest of what is needed is suggested.
    """
    amounts, names = needed(frame, catalogue, settings), named(frame, catalogue)
    beyond = amounts.where(names.any(axis=1).to_numpy()[:, None] & ~names, 0.0)
    counted = amounts if settings.get("costs.suggested_works") == "counted" else amounts - beyond
    return counted, beyond, names & (amounts > 0)


def _plain(text):
    return unicodedata.normalize("NFKC", text).strip().lower()


def estimate(amounts, catalogue, settings):
    """Return works, one mobilisation and fees at each level."""
    whole = {}
    for level in LEVELS:
        own = amounts.to_numpy() @ direct(catalogue)[f"{level}_money"].to_numpy(float)
        own = np.where(own > 0, own + mobilisation(settings, level), 0.0)
        whole[level] = own + fees(own, catalogue, settings, level)
    return pd.DataFrame(whole, index=amounts.index)


def costs(frame, amounts, catalogue, settings):
    """Return cost, basis, estimate and fit of each community, the estimate by level, and the local factor."""
    whole = estimate(amounts, catalogue, settings)
    given = frame["invest_money"].where(frame["invest_money"] > 0)
    changed = sorted({field for rule in becomes(catalogue).values() for field, _ in rule})
    follows = (frame.reindex(columns=changed).notna().mean(axis=1) >= LEAST_KNOWN_SHARE) & (whole["mid"] > 0)
    follows &= covered(frame, amounts, catalogue)
    stated = named(frame, catalogue).any(axis=1) & (settings.get("costs.suggested_works") != "counted")
    alike = stated == (stated.mean() > HALF)
    both = given.notna() & follows & alike
    learned = settings["costs.local_factor"]
    if both.sum() >= settings["costs.least_known"]:
        learned = given[both].sum() / whole.loc[both, "mid"].sum()
    factor = pd.Series(settings["costs.local_factor"], frame.index).mask(alike, learned)
    follows &= ~(whole["mid"] * factor < LEAST_OF_LIKE * _of_like(frame, given))
    like = _of_like(frame, given.fillna((whole["mid"] * factor).where(follows)))
    area, homes = (frame[name].where(frame[name] > 0) for name in ("floor_area_m2", "households"))
    rate = (area * settings["costs.per_m2_money"]).fillna(homes * settings["costs.per_household_money"])
    times = {"low": 1 - settings["costs.rate_spread"], "mid": 1.0, "high": 1 + settings["costs.rate_spread"]}
    table = pd.DataFrame(
        {
            level: given.fillna((whole[level] * factor).where(follows))
            .fillna(like * times[level])
            .fillna(rate * times[level])
            for level in LEVELS
        }
    )
    basis = np.select([given.notna(), follows, like.notna(), rate.notna()], ["given", "works", "like", "rate"], "")
    fit = table["mid"] / whole["mid"].where(whole["mid"] > 0)
    return table.assign(basis=basis, estimate=whole["mid"], fit=fit, compared=both), whole, learned


def _of_like(frame, known):
    """Return costs at the median rate of like communities: of the tenure in the subdistrict, in the county, of all."""
    outline = frame.geometry.area.where(frame.geom_type != "Point")
    sizes = {
        "floor_area_m2": frame["floor_area_m2"],
        "households": frame["households"],
        "site_m2": frame["site_m2"].fillna(outline),
    }
    found = pd.Series(np.nan, frame.index)
    for size in sizes.values():
        amount = size.where(size > 0)
        for kind in (["county", "subdistrict", "tenure"], ["county", "tenure"], ["tenure"], []):
            groups = (known / amount).groupby([frame[name] for name in kind] if kind else np.zeros(len(frame)))
            found = found.fillna(amount * groups.transform("median").where(groups.transform("count") >= LEAST_ALIKE))
    return found


def mobilisation(settings, level):
    """Return what one mobilisation costs."""
    return settings["costs.mobilisation_money" if level == "mid" else f"costs.mobilisation_{level}_money"]


def fees(amount, catalogue, settings, level):
    """Return the fees on an amount; of the sliding ones each part above a step counts for less."""
    indirect = catalogue[catalogue["class"] == "indirect"]
    slides = indirect["share"] == "sliding"
    percent = indirect[f"{level}_money"].astype(float) / 100
    counted, before = np.zeros_like(amount), 0.0
    for start, factor in sorted((float(start) * WAN, factor) for start, factor in settings["costs.fee_steps"].items()):
        counted = counted + np.maximum(amount - start, 0.0) * (factor - before)
        before = factor
    return amount * percent[~slides].sum() + counted * percent[slides].sum()


def added(amounts, catalogue):
    """Return what the works add to each field that they add to, whole pieces."""
    found = {}
    for code, changes in becomes(catalogue).items():
        for field in (field for field, value in changes if value is None):
            found[field] = found.get(field, 0) + np.rint(amounts[code])
    return pd.DataFrame(found, index=amounts.index)


def after(frame, amounts, catalogue):
    """Return the communities as they are expected once every work is done; what was not inspected stays unknown."""
    fields = {field for rule in becomes(catalogue).values() for field, _ in rule}
    renewed = frame.reindex(columns=[*frame, *sorted(fields - set(frame))])
    for code, changes in becomes(catalogue).items():
        done = (amounts[code] > 0).to_numpy()
        for field, value in changes:
            now = renewed[field]
            then = now + np.rint(amounts[code]) if value is None else value
            looked_at = done & now.notna() & (now != "unchecked")
            renewed[field] = now.mask(
                looked_at, float(then) if isinstance(then, str) and then.replace(".", "").isdigit() else then
            )
    return renewed


def _compiled(catalogue):
    def code(text):
        if pd.isna(text) or not text.strip():
            return None
        return compile(LIST_OF_ONE.sub(r"in (\1,)", text.strip()), "<works.csv>", "eval")

    return {row.Index: (code(row.when), code(row.quantity)) for row in catalogue.itertuples()}


def _rows(frame, catalogue):
    """Return the rows of a frame with every name that a formula uses; a field that is never filled is in no layer."""
    words = " ".join(direct(catalogue)[["when", "quantity"]].fillna("").to_numpy().ravel())
    used = sorted(set(re.findall(r"[a-z]\w*", words)) - FUNCTIONS.keys())
    rows = frame.reindex(columns=used).astype(object)
    return [{name: _known(value) for name, value in row.items()} for row in rows.to_dict("records")]


def _known(value):
    return math.nan if value is None or value is pd.NA or value != value else value  # noqa: PLR0124


def _is_known(value):
    return value == value  # noqa: PLR0124


def _first(*values):
    return next((value for value in values if _is_known(value)), math.nan)


FUNCTIONS = {
    "ceil": np.ceil, "floor": np.floor, "round": np.rint, "min": np.minimum, "max": np.maximum, "known": _is_known,
    "first": _first, "has": lambda text, part: isinstance(text, str) and part in text, "__builtins__": {},
}  # fmt: skip


def _amount(work, row, amount):
    when, quantity = work
    if when is not None and not eval(when, FUNCTIONS, row):  # noqa: S307 - the catalogue is ours
        return 0.0
    found = eval(quantity, FUNCTIONS, amount)  # noqa: S307
    return max(float(found), 0.0) if _is_known(found) and np.isfinite(found) else 0.0
