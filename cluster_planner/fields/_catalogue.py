"""The catalogue of a country as one value, for all that read, judge or ask for fields."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from cluster_planner.fields._field import Field
from cluster_planner.fields.people import names_people


@dataclass(frozen=True, eq=False, repr=False)
class Catalogue(Mapping[str, Field]):
    """All fields of the tables of a country, by their names.

    Attributes
    ----------
    bank : tuple of Field
        Fields of a community.
    locating : tuple of Field
        Other ways to say where a community lies: read, turned into longitude and latitude, not kept.
    flats : tuple of Field
        Fields of a flat.
    unclear : mapping of str to tuple of str
        Headers that mean one field in one ledger and another in the next.
    """

    bank: tuple[Field, ...]
    locating: tuple[Field, ...]
    flats: tuple[Field, ...]
    unclear: Mapping[str, tuple[str, ...]]

    @cached_property
    def read(self) -> tuple[Field, ...]:
        """The fields that are looked for in a table of communities."""
        return (*self.bank, *self.locating)

    @cached_property
    def of_bank(self) -> Mapping[str, Field]:
        """The fields of the bank by their names."""
        return {field.name: field for field in self.bank}

    @cached_property
    def _by_name(self) -> dict[str, Field]:
        return {field.name: field for field in (*self.read, *self.flats)}

    def is_personal(self, name: str) -> bool:
        """Return whether a column holds personal data, by the catalogue or by the words of its header.

        Parameters
        ----------
        name : str
            Canonical column name, or a header that is not ours.

        Returns
        -------
        bool
            True where it must be kept out of every output.

        Examples
        --------
        >>> from cluster_planner.profile import CHINA
        >>> [CHINA.catalogue.is_personal(name) for name in ("phone", "户主姓名", "households")]
        [True, True, False]
        """
        field = self.get(name)
        return names_people(name) if field is None else field.personal

    def __getitem__(self, name: str) -> Field:
        """Return a field."""
        return self._by_name[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._by_name)

    def __len__(self) -> int:
        return len(self._by_name)

    def __eq__(self, other: object) -> bool:
        return self is other

    def __hash__(self) -> int:
        return id(self)

    def __repr__(self) -> str:
        """Say how much it asks."""
        return f"<Catalogue: {len(self.bank)} fields of communities, {len(self.flats)} of flats>"
