"""Marks in cells and in names of columns that are no text of the user."""

from __future__ import annotations

# A formula whose result was never saved; in the form of the errors that spreadsheets show, and refused as they are.
NOT_CALCULATED = "#FORMULA!"
# Stands between the owner of a column and its name, where a table has that column for several plans.
OWNER_MARK = "\x1f"
