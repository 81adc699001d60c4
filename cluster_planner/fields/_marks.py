"""What reading puts into cells in place of a value that the file does not hold."""

from __future__ import annotations

# A formula whose result was never saved; in the form of the errors that spreadsheets show, and refused as they are.
NOT_CALCULATED = "#FORMULA!"
