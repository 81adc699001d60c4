"""Small tables that a planner edits: a CSV saved by Excel, or a workbook, read as texts."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pandas as pd
from python_calamine import CalamineError

from cluster_planner._plain_file import require_plain_file
from cluster_planner.errors import SourceError
from cluster_planner.said import Code, say

FIRST_ROW = 2  # a spreadsheet counts the header as row 1


def read_texts(path: Path) -> pd.DataFrame:
    """Return the cells as texts under the first word of each header, indexed by row; blank rows are left out.

    Raises
    ------
    SourceError
        If the file cannot be read.
    """
    require_plain_file(path)
    try:
        content = path.read_bytes()
        if path.suffix.lower() in (".xlsx", ".xlsm"):
            table = pd.read_excel(BytesIO(content), dtype="str", engine="calamine")
        else:
            table = pd.read_csv(BytesIO(content), dtype="str", encoding=_encoding(content))
    except (OSError, ValueError, KeyError, CalamineError) as error:
        raise SourceError(
            say("error.tables.unreadable", path=Code(str(path)), reason=Code(str(error))),
            say("error.tables.give_csv_or_xlsx"),
        ) from error
    table.columns = [str(name).strip().split(" ")[0] for name in table.columns]
    table.index = pd.RangeIndex(FIRST_ROW, len(table) + FIRST_ROW)
    table = table.dropna(how="all").fillna("")
    stripped: pd.DataFrame = table.apply(lambda column: column.astype("str").str.strip())
    return stripped


def _encoding(content: bytes) -> str:
    """Return the encoding of a CSV: UTF-8 if marked so, or GBK as older versions of Excel save it."""
    try:
        content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return "gb18030"
    return "utf-8-sig"
