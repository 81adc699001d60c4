"""The wording of the report, from the catalogue."""

from __future__ import annotations

from cluster_planner.fields import Lang
from cluster_planner.words import speaker


def say(key: str, lang: Lang, **figures: object) -> str:
    """Return one wording in one language, with its figures."""
    return speaker(lang).fill(f"report.{key}", **figures)
