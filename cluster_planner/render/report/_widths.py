"""Widths of the columns of a table on paper: each as wide as its texts need, as far as there is room."""

from __future__ import annotations

from unicodedata import east_asian_width

from cluster_planner.render.report._blocks import Facts, Table

TWIPS_PER_CM = 567
_LETTER_CM, _PADDING = 0.15, 1.6  # of a Latin letter; and of the margins of a cell, in letters


def facts_widths(facts: Facts, width_cm: float) -> list[int]:
    """Return the widths of labels and values side by side, in twips."""
    share = width_cm * TWIPS_PER_CM / facts.abreast
    label = 0.28 if facts.abreast == 1 else 0.5
    return [round(share * part) for _ in range(facts.abreast) for part in (label, 1 - label)]


def table_widths(table: Table, width_cm: float) -> list[int]:
    """Return widths in twips: narrow columns get what they need, wide ones share the rest."""
    needed = [
        _PADDING + max(_letters_of_head(head), *(_letters(row[place]) for row in table.rows), 2)
        for place, head in enumerate(table.heads)
    ]
    left, granted = width_cm / _LETTER_CM, dict[int, float]()
    for waiting, place in enumerate(sorted(range(len(needed)), key=lambda place: needed[place])):
        granted[place] = min(needed[place], left / (len(needed) - waiting))
        left -= granted[place]
    scale = width_cm * TWIPS_PER_CM / sum(granted.values())
    return [round(scale * granted[place]) for place in range(len(needed))]


def _letters_of_head(head: str) -> float:
    """Return the room for a bold head on two lines; in Latin letters on three, with no word broken."""
    if not head.isascii():
        return _letters(head) / 2 + 1
    return max(_letters(head) / 3, *map(_letters, head.split()), 0) * 1.1


def _letters(text: str) -> float:
    """Return the width of a text in letters; Chinese ones count twice."""
    return sum(2 if east_asian_width(letter) in "WF" else 1 for letter in text)
