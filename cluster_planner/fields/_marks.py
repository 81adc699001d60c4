"""Marks in cells and in names of columns that the user did not write."""

from __future__ import annotations

# A formula saved without its result; in the form of the errors that spreadsheets show, and refused like them.
NOT_CALCULATED = "#FORMULA!"
# Stands between the owner of a column and its name, where a table has that column for several plans.
OWNER_MARK = "\x1f"
