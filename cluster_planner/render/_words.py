"""The wordings of the page in every language: those of the catalogue, by the keys that the scripts ask for."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from cluster_planner.columns import NEED_PARTS
from cluster_planner.fields import Lang
from cluster_planner.words import Speaker, languages, read_catalogue, speaker

Text = TypeVar("Text")

NEED_PARTS_AFTER = tuple(f"after_{name}" for name in NEED_PARTS)

# The states of the bank in stages, in the order in which a project passes them.
STAGES: dict[str, tuple[str, ...]] = {
    "applied": ("draft", "submitted", "returned"),
    "reviewed": ("community_ok", "street_ok", "county_ok", "joint_review", "publicity"),
    "in_bank": ("in_bank",),
    "built": ("planned", "started"),
    "completed": ("done", "accepted", "handed_over"),
    "halted": ("rejected", "withdrawn", "suspended"),
}


def words() -> dict[str, tuple[str, ...]]:
    """Return every wording of the page in all its languages, with the labels of outcomes from the field catalogue."""
    outcomes = {f"outcome_{code}": labels for code, labels in in_all("choice.outcome").items()}
    return in_all("page") | in_all("review_page") | outcomes


def in_all(section: str) -> dict[str, tuple[str, ...]]:
    """Return the entries of a section of the catalogues, each in all languages of the page."""
    sections = in_each(lambda words: words.catalogue.section(section))
    return {key: tuple(texts[key] for texts in sections) for key in sections[0]}


def in_each(word: Callable[[Speaker], Text]) -> tuple[Text, ...]:
    """Return what is said in each language with a catalogue, in the order of the page."""
    return tuple(word(speaker(lang)) for lang in languages())


def html_language(lang: Lang) -> str:
    """Return the language code for an HTML page."""
    name: str = read_catalogue(lang).style["html"]
    return name


def say(key: str, lang: Lang) -> str:
    """Return one wording in one language."""
    return read_catalogue(lang).entries[f"page.{key}"]
