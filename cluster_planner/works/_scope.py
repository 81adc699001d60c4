"""Which of the works needed the ledger plans: where it names works, these are the scope."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy.sparse import csr_array

from cluster_planner.fields import plain
from cluster_planner.model import Communities
from cluster_planner.works._prices import direct_works


@dataclass(frozen=True, eq=False)
class Scope:
    """Which works the ledger names for which communities.

    Attributes
    ----------
    named : DataFrame of bool
        Indexed as the communities, a column for each direct work of the catalogue.
    entries : Index
        The distinct entries of the ledger.
    row, entry : ndarray of int, shape (k,)
        Which community has which entry.
    names : ndarray of bool, shape (entries, works)
        Which works an entry names.
    """

    named: pd.DataFrame
    entries: pd.Index
    row: np.ndarray
    entry: np.ndarray
    names: np.ndarray

    @property
    def is_stated(self) -> pd.Series:
        """Where the ledger names any work of the catalogue; elsewhere the scope is unknown."""
        return self.named.any(axis="columns")

    @property
    def strange(self) -> pd.Series:
        """In how many communities each entry stands that names no work of the catalogue."""
        return self._count(~self._is_understood)

    def unmeasured(self, quantities: pd.DataFrame) -> pd.Series:
        """Return in how many communities each entry stands that names works of no quantity: what they cost is unknown.

        Parameters
        ----------
        quantities : DataFrame
            Of `Works`.
        """
        return self._count(~self._is_measured(quantities > 0) & self._is_understood)

    def is_covered(self, measured: pd.DataFrame) -> pd.Series:
        """Return where the quantities hold something of every entry: elsewhere they leave out part of the scope.

        Parameters
        ----------
        measured : DataFrame of bool
            Shaped as ``named``: which works have a quantity, or were set by the planner.
        """
        covered = np.ones(len(self.named), dtype=bool)
        covered[self.row[~self._is_measured(measured)]] = False
        return pd.Series(covered | ~self.is_stated.to_numpy(), self.named.index)

    def _is_measured(self, measured: pd.DataFrame) -> np.ndarray:
        """Whether any work that each entry of a community names has a quantity."""
        known: np.ndarray = (measured.to_numpy()[self.row] & self.names[self.entry]).any(axis=1)
        return known

    @property
    def _is_understood(self) -> np.ndarray:
        """Whether each entry of a community names any work."""
        understood: np.ndarray = np.asarray(self.names.any(axis=1))[self.entry]
        return understood

    def _count(self, chosen: np.ndarray) -> pd.Series:
        counts = pd.Series(self.entries[self.entry[chosen]]).value_counts().sort_index()
        return counts.sort_values(ascending=False, kind="stable")


def read_scope(communities: Communities, catalogue: pd.DataFrame) -> Scope:
    """Read which works the ledger plans.

    An entry names every work with a word in it (``named_by`` of the catalogue, separated by ``|``), and the work that
    it is the code of.

    Parameters
    ----------
    communities : Communities
        The communities, n of them, with ``works``: entries separated by semicolons.
    catalogue : DataFrame
        From `read_works`.
    """
    works, ids = direct_works(catalogue), communities.index
    texts = communities.frame["works"].reset_index(drop=True).dropna().str.split(";").explode().astype("str")
    texts = texts[texts.str.strip() != ""]
    entry, entries = pd.factorize(texts)
    row, names = texts.index.to_numpy(np.intp), _naming(entries, works)
    held = csr_array((np.ones(len(entry)), (row, entry)), shape=(len(ids), len(entries)))
    named = pd.DataFrame((held @ names.astype(float)) > 0, index=ids, columns=works.index)
    return Scope(named, entries, row, entry, names)


def _naming(entries: pd.Index, works: pd.DataFrame) -> np.ndarray:
    """Return which entries name which works: bool array of shape (entries, works)."""
    texts = pd.Series([plain(entry) for entry in entries], dtype="str")
    named = np.zeros((len(texts), len(works)), dtype=bool)
    for place, (code, words) in enumerate(works["named_by"].items()):
        named[:, place] = texts == plain(str(code))
        for word in map(plain, words.split("|")):
            if word:
                named[:, place] |= texts.str.contains(word, regex=False).to_numpy()
    return named
