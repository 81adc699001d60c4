"""The wordings of the page in every language: those of the catalogue, by the keys that the scripts ask for."""

from __future__ import annotations

from cluster_planner.fields import Lang
from cluster_planner.model import NEED_PARTS as PARTS
from cluster_planner.words import read_catalogue, speaker

LANGUAGES: tuple[Lang, Lang] = ("zh", "en")

# What the indicators of the check-up add to need, in short.
NEED_PARTS: dict[str, tuple[str, ...]] = {
    name: tuple(speaker(lang).header(name, "page") for lang in LANGUAGES) for name in PARTS
}

NEED_PARTS_AFTER = {f"after_{name}": words for name, words in NEED_PARTS.items()}

# What the states of the bank come to, in the order in which a project passes them.
STAGES: dict[str, tuple[str, ...]] = {
    "applied": ("draft", "submitted", "returned"),
    "reviewed": ("community_ok", "street_ok"),
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
    sections = [read_catalogue(lang).section(section) for lang in LANGUAGES]
    return {key: tuple(texts[key] for texts in sections) for key in sections[0]}


def html_language(lang: Lang) -> str:
    """Return the language as a page names it."""
    name: str = read_catalogue(lang).style["html"]
    return name


def say(key: str, lang: Lang) -> str:
    """Return one wording in one language."""
    return read_catalogue(lang).entries[f"page.{key}"]
