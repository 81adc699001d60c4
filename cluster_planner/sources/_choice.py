"""Which tables of a workbook list communities, and which are left out."""

from __future__ import annotations

from collections.abc import Sequence

from cluster_planner.errors import SourceError
from cluster_planner.model import Outcome
from cluster_planner.said import Code, say
from cluster_planner.sources._blocks import Block

_LEAST_ROWS = 3  # of a table that may be a list though its headers are not known
_LEAST_COLUMNS = 3


def choose_tables(blocks: Sequence[Block], *, are_named: bool, with_hidden: bool) -> list[Outcome]:
    """Decide which tables are read: every list with headers of the kind that the best one has.

    Hidden sheets, which often hold an earlier state, are read only where no other sheet lists communities.

    Parameters
    ----------
    blocks : sequence of Block
        All tables, of one file or several.
    are_named : bool
        The user has named their sheets: all lists are read, and without any the best table.
    with_hidden : bool
        Hidden sheets are read too.

    Returns
    -------
    list of str
        ``read`` for each table that is, else why it is not.

    Raises
    ------
    SourceError
        If only hidden sheets hold a list, and these are not to be read.
    """
    shown = [block for block in blocks if are_named or not block.grid.is_concealed]
    hidden = [block for block in blocks if block not in shown and block.is_list]
    if not any(block.is_list for block in shown) and hidden:
        if not with_hidden:
            names = Code(", ".join(dict.fromkeys(block.grid.sheet for block in hidden)))
            raise SourceError(
                say("error.sources.only_hidden", names=names), say("error.sources.show_or_name", names=names)
            )
        shown, hidden = hidden, []
    best = max(shown, key=lambda block: (block.is_list, block.header.known), default=None)
    return [
        "concealed"
        if block in hidden
        else "not_a_list"
        if block not in shown or best is None
        else _outcome(block, best, are_named=are_named)
        for block in blocks
    ]


def _outcome(block: Block, best: Block, *, are_named: bool) -> Outcome:
    if block is best or (block.is_list and (are_named or _is_of_one_kind(block, best))):
        return "read"
    is_wide = len(_words(block)) >= max(len(_words(best)) / 2, _LEAST_COLUMNS)
    return "overlooked" if block.is_list or (is_wide and block.rows >= _LEAST_ROWS) else "not_a_list"


def _is_of_one_kind(block: Block, best: Block) -> bool:
    """Return whether most headers of a table are known, or are those of another."""
    words = _words(block)
    return len(block.fields) * 2 >= len(words) or len(words & _words(best)) * 2 >= len(words)


def _words(block: Block) -> set[tuple[str, ...]]:
    return {words for words in block.header.columns if words}
