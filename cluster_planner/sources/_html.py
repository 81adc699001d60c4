"""Read tables of a web page, which many systems export under the name of .xls."""

from __future__ import annotations

from html.parser import HTMLParser

from cluster_planner.sources._grid import Grid, Merged, table_of

_MOST_SPANNED = 1_000


class _Tables(HTMLParser):
    """Collects the cells of the tables of a page, each where its row and the cells above put it."""

    def __init__(self) -> None:
        super().__init__()
        self.tables: list[tuple[list[dict[int, str]], list[Merged]]] = []
        self._taken: set[tuple[int, int]] = set()
        self._cell: tuple[int, int] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open a table, a row or a cell, or break a line within a cell."""
        if tag == "table":
            self.tables.append(([], []))
            self._taken, self._cell = set(), None
        elif tag == "tr" and self.tables:
            self.tables[-1][0].append({})
        elif tag in ("td", "th") and self.tables and self.tables[-1][0]:
            self._open_cell(dict(attrs))
        elif tag == "br":
            self.handle_data(" ")

    def _open_cell(self, attrs: dict[str, str | None]) -> None:
        rows, merged = self.tables[-1]
        top = len(rows) - 1
        left = next(column for column in range(len(self._taken) + 1) if (top, column) not in self._taken)
        bottom = top + _span(attrs.get("rowspan")) - 1
        right = left + _span(attrs.get("colspan")) - 1
        self._taken |= {(row, column) for row in range(top, bottom + 1) for column in range(left, right + 1)}
        if (bottom, right) != (top, left):
            merged.append(Merged(top, left, bottom, right))
        rows[top][left] = ""
        self._cell = (top, left)

    def handle_endtag(self, tag: str) -> None:
        """Close a cell."""
        if tag in ("td", "th", "tr", "table"):
            self._cell = None

    def handle_data(self, data: str) -> None:
        """Add text to the cell that is open."""
        if self._cell is not None:
            row, column = self._cell
            self.tables[-1][0][row][column] += data


def read_html(text: str) -> dict[str, Grid]:
    """Return the tables of a page by their number, from 1."""
    parser = _Tables()
    parser.feed(text)
    parser.close()
    return {str(number): _grid(rows, merged, str(number)) for number, (rows, merged) in enumerate(parser.tables, 1)}


def _grid(rows: list[dict[int, str]], merged: list[Merged], name: str) -> Grid:
    lines = [[" ".join(row.get(column, "").split()) for column in range(max(row, default=-1) + 1)] for row in rows]
    return Grid(cells=table_of(lines), merged=tuple(merged), sheet=name)


def _span(stated: str | None) -> int:
    return min(int(stated), _MOST_SPANNED) if stated and stated.isdecimal() and int(stated) else 1
