"""What the catalogue says of one field."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

Kind = Literal["text", "choice", "choices", "integer", "number", "date", "geometry"]
Lang: TypeAlias = str  # the name of a catalogue of words
_SUMMED = frozenset(("户", "栋", "个", "人", "台", "㎡", "万元"))


@dataclass(frozen=True, kw_only=True)
class Choice:
    """One allowed value: the code that is stored, its labels, and other spellings seen in ledgers."""

    code: str
    zh: str
    en: str
    variants: tuple[str, ...] = ()

    def label(self, lang: Lang) -> str:
        """Return the wording that a planner reads."""
        return self.zh if lang == "zh" else self.en


@dataclass(frozen=True, kw_only=True)
class Field:
    """One column of the bank or of the results.

    Attributes
    ----------
    name : str
        Canonical column name, with its unit (``_m2``, ``_wan``, ``_share``).
    zh, en : str
        Headers that a planner reads.
    kind : str
        Type of the values; ``choices`` are several codes separated by ``;``.
    unit : str
        Unit in Chinese, empty where there is none.
    variants : tuple of str
        Other headers under which the field arrives.
    low, high : float or None
        Values outside are refused.
    choices : tuple of Choice
        Allowed values of ``choice`` and ``choices`` fields.
    mandatory : bool
        Asked for when a community applies to the bank.
    personal : bool
        Personal data: recognised so that it can be kept out of every output.
    note : tuple of str
        Remark for the template, Chinese and English.
    """

    name: str
    zh: str
    en: str
    kind: Kind
    unit: str = ""
    variants: tuple[str, ...] = ()
    low: float | None = None
    high: float | None = None
    choices: tuple[Choice, ...] = ()
    mandatory: bool = False
    personal: bool = False
    note: tuple[str, str] = ("", "")

    def label(self, lang: Lang) -> str:
        """Return the header that a planner reads, with the unit in Chinese headers."""
        if lang == "en":
            return self.en
        return f"{self.zh}({self.unit})" if self.unit else self.zh

    @property
    def adds_up(self) -> bool:
        """Whether the figures of several communities make one sum, as floor areas do and years do not."""
        return self.kind in ("integer", "number") and self.unit in _SUMMED

    def choice_label(self, code: str, lang: Lang) -> str:
        """Return the wording of an allowed value, or the code itself where it has none."""
        return next((choice.label(lang) for choice in self.choices if choice.code == code), code)
