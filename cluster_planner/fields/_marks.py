"""What a spreadsheet shows in a cell that should hold a value and has none."""

from __future__ import annotations

# Not of any spreadsheet: put by reading into cells with a formula whose result was never saved.
NOT_CALCULATED = "#FORMULA!"
ERROR_MARKS = frozenset(
    ("#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!", "#N/A", "#SPILL!", "#CALC!", NOT_CALCULATED)
)
