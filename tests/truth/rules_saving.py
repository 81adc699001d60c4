"""Members that an area holds for the saving alone: by likeness its value would be higher without them."""

from __future__ import annotations

import re

import pandas as pd

from truth.sentence import Rule, agrees
from truth.values import links_inside

MEMBER = {"zh": re.compile(r"(.+?)\((\d\.\d\d)\)(?:、|$)"), "en": re.compile(r"(.+?) \((\d\.\d\d)\)(?:, |$)")}
HAIR = 1e-9


def check_held(facts, area, case, lang):
    """All such members are named and no others, each with its mean likeness to the others."""
    held = _held(case, area)
    stated = MEMBER[lang].findall(facts["held"])
    if len(stated) != len(held):
        yield f"named are {len(stated)}, held are {list(held)}"
        return
    for name, mean in stated:
        key = next((key for key in case.names[lang].who(name) if key in held), None)
        if key is None or not agrees(mean, held[key]):
            yield f"{name}: held are {held}"


def check_nobody(_, area, case, lang):  # noqa: ARG001
    """There is no such member."""
    if held := _held(case, area):
        yield f"held are {held}"


def _held(case, area):
    """Return the mean likeness to the others of each member that is held by the saving."""
    knob, pairs = case.known.settings, case.known.inside[case.known.inside["area_id"] == area]
    both = pd.concat([pairs.set_index(end)["likeness"] for end in ("focal", "neighbor")])
    links = links_inside(case, case.known.members[area])
    facing = pd.concat([links.set_index(end)["facing_m"] for end in ("focal", "neighbor")])
    alike = (both - knob["areas.min_likeness"]).groupby(level=0).sum()
    trench = facing.groupby(level=0).sum().reindex(alike.index, fill_value=0) / knob["areas.trench_m_per_mobilisation"]
    with_saving = alike + knob["areas.saving_weight"] * (1 + trench)
    return both.groupby(level=0).mean()[(alike < -HAIR) & (with_saving >= -HAIR)].to_dict()


RULES = (
    Rule("held by nobody", "无", "none", check_nobody),
    Rule("held by saving", "<held:any>", "<held:any>", check_held),
)
