"""What a knob is, and the groups of knobs that check their own ranges."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields
from typing import Any, ClassVar

from cluster_planner.errors import SettingsError
from cluster_planner.said import Code, Label, Number, say
from cluster_planner.settings._kinds import as_kind, hints_of


@dataclass(frozen=True, kw_only=True)
class Knob:
    """What is known of one knob besides its type and default; its meaning stands in the catalogues of words.

    Attributes
    ----------
    unit : str
        Code of the unit, empty where there is none.
    low, high : float or None
        Range of its numbers.
    source : str
        Code of where the default comes from: a source, ``expert`` (from practice, without a source), or ``user`` (not
        set, since only the user can).
    """

    unit: str = ""
    low: float | None = None
    high: float | None = None
    source: str = "expert"


def knob(
    default: Any, *, unit: str = "", low: float | None = None, high: float | None = None, source: str = "expert"
) -> Any:
    """Declare a knob of a settings class, with its unit, its range and the source of its default."""
    about = {"knob": Knob(unit=unit, low=low, high=high, source=source)}
    if isinstance(default, dict | list):
        return field(default_factory=default.copy, metadata=about)
    return field(default=default, metadata=about)


class Section:
    """A group of knobs that checks its own ranges; ``key`` is its name in the settings."""

    key: ClassVar[str]

    def __init_subclass__(cls, *, key: str) -> None:
        """Name the group as the settings do."""
        super().__init_subclass__()
        cls.key = key

    def __post_init__(self) -> None:
        """Refuse values of another kind than their knob holds, or outside its range."""
        kinds = hints_of(type(self))
        for item in fields(self):  # type: ignore[arg-type]
            place, about = f"{type(self).__name__}.{item.name}", item.metadata["knob"]
            value = as_kind(getattr(self, item.name), kinds[item.name], place)
            object.__setattr__(self, item.name, value)
            for number in _flat(value):
                if isinstance(number, int | float):
                    _check_range(place, number, about, Label("knob", f"{self.key}.{item.name}"))


def _flat(value: Any) -> Iterator[Any]:
    """Yield all single values of a knob."""
    if isinstance(value, Mapping | tuple):
        for item in value.values() if isinstance(value, Mapping) else value:
            yield from _flat(item)
    else:
        yield value


def _check_range(name: str, number: float, about: Knob, knob: Label) -> None:
    low = about.low if about.low is not None else float("-inf")
    high = about.high if about.high is not None else float("inf")
    if not low <= number <= high:
        raise SettingsError(
            say(
                "error.settings.beyond", name=Code(name), low=Number(low), high=Number(high), number=Code(f"{number:g}")
            ),
            say("error.settings.choose_in_range", knob=knob),
        )
