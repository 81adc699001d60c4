"""What merged reviews hold a new plan to, as commented TOML for the planner to decide on."""

from __future__ import annotations

from collections.abc import Sequence

from cluster_planner.reviews import DEMANDING, Demand, Merged
from cluster_planner.said import several
from cluster_planner.settings import format_value
from cluster_planner.words import Lang, say_wanted, speaker


def format_demands(merged: Merged, lang: Lang) -> str:
    """Return the demands of merged reviews as commented TOML that `settings.read_settings` reads.

    Parameters
    ----------
    merged : Merged
        From `merge_reviews`.
    lang : {"zh", "en"}
        Language of the comments.
    """
    lines = [f"# {speaker(lang).say('reviews.demands_head')}", "[areas]"]
    for knob in DEMANDING:
        alike: dict[tuple[frozenset[str], str], list[Demand]] = {}
        for demand in merged.demands:
            if demand.kind == knob and demand.binding:
                alike.setdefault((demand.members, merged.state_of(demand)), []).append(demand)
        lines += [f"{knob} = [", *(_entry(group, merged, lang) for group in alike.values()), "]"]
    return "\n".join(lines) + "\n"


def _entry(alike: Sequence[Demand], merged: Merged, lang: Lang) -> str:
    """Return one entry: what is wanted and by whom, behind a # where it is not in force."""
    state, one = merged.state_of(alike[0]), alike[0]
    members = tuple(sorted(one.members))
    value = format_value(members[0] if one.kind == "excluded" else members)
    is_idle = state in {"conflict", "breaks"}
    why = f"[{speaker(lang).say(f'reviews.state_{state}')}] " if is_idle else ""
    wanted = speaker(lang).write(several((say_wanted(demand, merged.ground) for demand in alike), "semicolons"))
    return f"  {'# ' if is_idle else ''}{value},  # {why}{' '.join(wanted.split())}"
