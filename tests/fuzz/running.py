"""Run cases kind by kind, each by its number, and keep a log of how far each kind has come and what was found."""

from __future__ import annotations

import json
import random
import signal
import time
import traceback
import warnings
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from cluster_planner.errors import ClusterPlannerError, SolverError

LONGEST_S = 20
BATCH_S = 2.0


@dataclass(frozen=True)
class Kind:
    """A kind of case.

    Attributes
    ----------
    case : callable
        Makes one case by the dice and runs it; returns how many mutants got past the first refusal.
    share : float
        Of the time, against the other kinds.
    ready : callable
        Makes what all its cases need, outside their time.
    """

    case: Callable[[random.Random], int]
    share: float = 1.0
    ready: Callable[[], object] = lambda: None

    def run(self, number: int) -> int:
        """Run one case; a proper refusal is none past it, anything else that is raised is a find."""
        dice = random.Random(number)  # noqa: S311 - repeatable, not secret
        self.ready()
        with _bounded(), warnings.catch_warnings():
            warnings.simplefilter("ignore")
            try:
                return self.case(dice)
            except SolverError:
                raise
            except ClusterPlannerError as error:
                if not (error.in_words("zh") and error.in_words("en")):
                    raise AssertionError("a refusal without words") from error
                return 0


@dataclass
class Log:
    """How far each kind has come: a line of JSON for each batch and each find."""

    path: Path | None = None
    next_number: dict[str, int] = field(default_factory=dict)
    past: dict[str, int] = field(default_factory=dict)
    finds: int = 0

    @classmethod
    def opened(cls, path: Path) -> Log:
        """Read a log, if there is one."""
        log = cls(path)
        path.parent.mkdir(parents=True, exist_ok=True)
        for line in path.read_text("utf-8").splitlines() if path.exists() else ():
            log._count(json.loads(line))
        return log

    def write(self, **entry: object) -> None:
        self._count(entry)
        if self.path is not None:
            with self.path.open("a", encoding="utf-8") as file:
                file.write(json.dumps(entry, ensure_ascii=True) + "\n")

    def _count(self, entry: Mapping[str, object]) -> None:
        kind = str(entry["kind"])
        if "error" in entry:
            self.finds += 1
            return
        self.next_number[kind] = int(str(entry["next"]))
        self.past[kind] = self.past.get(kind, 0) + int(str(entry["past"]))

    def summary(self) -> str:
        cases = sum(self.next_number.values())
        kinds = ", ".join(f"{kind} {self.past[kind]:,} of {self.next_number[kind]:,}" for kind in sorted(self.past))
        return (
            f"{cases:,} cases, {sum(self.past.values()):,} mutants past the first refusal, {self.finds} finds ({kinds})"
        )


def run_cases(kinds: Mapping[str, Kind], seconds: float, log: Log) -> list[str]:
    """Run cases for so many seconds, in batches of each kind in turn; return a line for each find of this run."""
    end, finds = time.monotonic() + seconds, []
    spent = dict.fromkeys(kinds, 0.0)
    while time.monotonic() < end:
        name = min(kinds, key=lambda name: spent[name] / kinds[name].share)
        begun = time.monotonic()
        finds += run_batch(name, kinds[name], min(end, begun + BATCH_S), log)
        spent[name] += time.monotonic() - begun
    return finds


def run_batch(name: str, kind: Kind, end: float, log: Log) -> list[str]:
    """Run cases of a kind until that moment, at least one."""
    number, past, finds = log.next_number.get(name, 0), 0, []
    while True:
        try:
            past += kind.run(number)
        except Exception as error:  # noqa: BLE001 - whatever it is, it is a find
            where = traceback.extract_tb(error.__traceback__)[-1]
            text = f"{type(error).__name__}: {error}"[:500]
            log.write(kind=name, number=number, error=text, where=f"{where.filename}:{where.lineno}")
            finds.append(f"{name}:{number} {text} ({where.filename}:{where.lineno})")
        number += 1
        if time.monotonic() >= end:
            break
    log.write(kind=name, next=number, past=past)
    return finds


@contextmanager
def _bounded() -> Iterator[None]:
    """End a case that hangs."""

    def stop(*_: object) -> None:
        raise TimeoutError(f"longer than {LONGEST_S} s")

    before = signal.signal(signal.SIGALRM, stop)
    signal.alarm(LONGEST_S)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)
