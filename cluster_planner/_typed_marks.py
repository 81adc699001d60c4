"""Characters of a Chinese keyboard and marks of our own templates, as they are read."""

from __future__ import annotations

NOTES_MARK = "【说明】"  # starts the row of a template that says what to fill in
# What a Chinese keyboard or an office program types in place of plain signs.
IN_FORMULAS = str.maketrans(
    {"‘": "'", "’": "'", "“": '"', "”": '"', "，": ",", "（": "(", "）": ")", "×": "*", "÷": "/"}
    | {"≥": ">=", "≤": "<=", "≠": "!=", "！": "!", "＞": ">", "＜": "<", "＝": "="}
)
IN_RULES = str.maketrans("；＝＋", ";=+")
