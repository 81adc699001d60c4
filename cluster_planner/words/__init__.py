"""Words: keys and facts from the rooms become sentences of one language.

One catalogue for each language, as data (``zh.toml``, ``en.toml``): every sentence, label and meaning under its key,
and how the language writes numbers, money and lists. A third language is one more file. The sentences on a whole noun,
such as merged reviews, are composed here too; their modules are loaded on demand, so that an error is worded at once.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from cluster_planner.words._catalogue import Catalogue, Lang, languages, read_catalogue
from cluster_planner.words._errors import word_error
from cluster_planner.words._speaker import Form, Speaker, speaker

if TYPE_CHECKING:
    from cluster_planner.words._comparison import word_comparison
    from cluster_planner.words._evidence import say_evidence, say_evidence_brief
    from cluster_planner.words._frames import head_column, label_column, read_amounts, word_column, word_columns
    from cluster_planner.words._lifts import word_consent
    from cluster_planner.words._plan import (
        say_changes,
        say_known_of,
        say_price_basis,
        say_programme,
        say_progress,
        say_proof,
        say_sharing,
        say_stability,
        say_staying,
        say_under_way,
        say_worth,
    )
    from cluster_planner.words._reviews import say_breaches, say_demand, say_wanted, word_merged
    from cluster_planner.words._settings import (
        describe_knob,
        meaning_of,
        setting_header,
        short_meaning_of,
        unit_of,
        unit_of_value,
        worth_of,
        write_setting,
    )
    from cluster_planner.words._works import name_units, name_works

__all__ = [
    "Catalogue",
    "Form",
    "Lang",
    "Speaker",
    "describe_knob",
    "head_column",
    "label_column",
    "languages",
    "meaning_of",
    "name_units",
    "name_works",
    "read_amounts",
    "read_catalogue",
    "say_breaches",
    "say_changes",
    "say_demand",
    "say_evidence",
    "say_evidence_brief",
    "say_known_of",
    "say_price_basis",
    "say_programme",
    "say_progress",
    "say_proof",
    "say_sharing",
    "say_stability",
    "say_staying",
    "say_under_way",
    "say_wanted",
    "say_worth",
    "setting_header",
    "short_meaning_of",
    "speaker",
    "unit_of",
    "unit_of_value",
    "word_column",
    "word_columns",
    "word_comparison",
    "word_consent",
    "word_error",
    "word_merged",
    "worth_of",
    "write_setting",
]

_COMPOSED = {
    "say_changes": "_plan",
    "say_evidence": "_evidence",
    "say_evidence_brief": "_evidence",
    "say_known_of": "_plan",
    "say_price_basis": "_plan",
    "say_programme": "_plan",
    "say_under_way": "_plan",
    "say_progress": "_plan",
    "say_proof": "_plan",
    "say_sharing": "_plan",
    "say_stability": "_plan",
    "say_staying": "_plan",
    "say_worth": "_plan",
    "word_consent": "_lifts",
    "describe_knob": "_settings",
    "head_column": "_frames",
    "label_column": "_frames",
    "read_amounts": "_frames",
    "meaning_of": "_settings",
    "name_units": "_works",
    "name_works": "_works",
    "setting_header": "_settings",
    "short_meaning_of": "_settings",
    "unit_of_value": "_settings",
    "unit_of": "_settings",
    "worth_of": "_settings",
    "write_setting": "_settings",
    "word_column": "_frames",
    "word_columns": "_frames",
    "word_comparison": "_comparison",
    "say_breaches": "_reviews",
    "say_demand": "_reviews",
    "say_wanted": "_reviews",
    "word_merged": "_reviews",
}


def __getattr__(name: str) -> Any:
    """Load the module that words a noun when it is used."""
    if name not in _COMPOSED:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_COMPOSED[name]}"), name)
