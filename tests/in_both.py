"""What a plan says, in words of both languages, for tests of sentences."""

import dataclasses

from cluster_planner.said import Name, Verbatim
from cluster_planner.words import word_column

SAID = "_said"


def in_both(table):
    """Return a table with its facts in words as well: ``reason_said`` also as ``reason_zh`` and ``reason_en``."""
    said = [name.removesuffix(SAID) for name in table if name.endswith(SAID)]
    return table.assign(
        **{f"{name}_{lang}": word_column(table[name + SAID], lang) for name in said for lang in ("zh", "en")}
    )


def evaluation_in_both(evaluation):
    """Return an evaluation with everything in its tables in both languages too."""
    return dataclasses.replace(evaluation, areas=in_both(evaluation.areas), communities=in_both(evaluation.communities))


def saying(zh, en):
    """Return what reads as this in Chinese, whatever signs are in it, and as that in English."""
    return Verbatim((("zh", "{text}"), ("en", en)), (("text", Name(zh)),))
