"""Formulas in the cells of tables that planners edit: a small, safe language over the columns of a frame."""

from __future__ import annotations

import ast
import operator
from collections.abc import Callable, Iterable, Mapping
from functools import reduce
from typing import Literal, NoReturn, TypeAlias

import numpy as np
import pandas as pd

from cluster_planner._typed_marks import IN_FORMULAS
from cluster_planner.errors import DataError
from cluster_planner.said import Code, Count, Fact, Label, Said, say, several

Kind = Literal["truth", "number", "text"]
Operation: TypeAlias = Callable[[pd.Series, pd.Series], pd.Series]

_LONGEST = 1000
_PARTS = say("error.formula.parts_there_are")
_ARITHMETIC: Mapping[type[ast.operator], Operation] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}
_EQUALITY: Mapping[type[ast.cmpop], Operation] = {ast.Eq: operator.eq, ast.NotEq: operator.ne}
_ORDER: Mapping[type[ast.cmpop], Operation] = {
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
}
_FUNCTIONS: Mapping[str, tuple[int, Callable[..., pd.Series]]] = {
    "ceil": (1, np.ceil),
    "floor": (1, np.floor),
    "round": (1, np.rint),
    "min": (2, np.minimum),
    "max": (2, np.maximum),
}


def evaluate(text: str, frame: pd.DataFrame, kind: Kind | None = None, row: Fact | None = None) -> pd.Series:
    """Evaluate a formula for every row of a frame.

    The language: names of columns, numbers, texts in quotes; ``+ - * /``; ``< <= > >= == !=``, also chained;
    ``in`` and ``not in`` a list of constants; ``and or not``; ``a if condition else b``; ``ceil floor round min max``;
    ``known(x)``, ``first(a, b)`` for the first that is known, and ``has(text, 'part')``. Missing values make a number
    missing and a comparison false, ``!=`` and ``not in`` too; a division by 0 is missing.

    Parameters
    ----------
    text : str
        The formula.
    frame : DataFrame
        Columns that it may name: numbers, texts and truths.
    kind : {"truth", "number", "text"}, optional
        What it must yield.
    row : fact, optional
        Where it stands, for messages.

    Returns
    -------
    Series
        On the index of the frame: bool, float or str.

    Raises
    ------
    DataError
        If the text is not a formula of this language, names an unknown column, or yields another kind.

    Examples
    --------
    >>> frame = pd.DataFrame({"households": [120.0, None], "tenure": ["reformed", "commodity"]})
    >>> evaluate("ceil(households / 50)", frame).tolist()
    [3.0, nan]
    >>> evaluate("households >= 100 or tenure in ('commodity', 'mixed')", frame).tolist()
    [True, True]
    """
    formula = _Formula(text, frame, row)
    try:
        return formula.value(formula.parse(), kind)
    except (RecursionError, OverflowError):
        formula.refuse(say("error.formula.too_much"))


class _Formula:
    """One formula over one frame; every part of it has a value for every row."""

    def __init__(self, text: str, frame: pd.DataFrame, row: Fact | None) -> None:
        self.text, self.frame, self.row = text, frame, row
        self.parts: Mapping[type[ast.AST], Callable[..., pd.Series]] = {
            ast.Constant: self._constant,
            ast.Name: self._column,
            ast.BinOp: self._arithmetic,
            ast.UnaryOp: self._turned,
            ast.BoolOp: self._joined,
            ast.Compare: self._compared,
            ast.IfExp: self._chosen,
            ast.Call: self._called,
        }

    def parse(self) -> ast.expr:
        """Return the tree of the formula."""
        if len(self.text) > _LONGEST:
            self.refuse(say("error.formula.too_long", most=Count(_LONGEST)))
        try:
            return ast.parse(self.text.translate(IN_FORMULAS).strip(), mode="eval").body
        except (SyntaxError, ValueError, MemoryError):
            self.refuse(say("error.formula.ill_written"))

    def value(self, node: ast.expr, kind: Kind | None = None) -> pd.Series:
        """Return the value of a part, which must be of that kind."""
        part = self.parts.get(type(node))
        if part is None:
            self.refuse(say("error.formula.unsupported"), node)
        value = part(node)
        if kind is not None and _kind(value) != kind:
            self._refuse_kind(node, kind)
        return value

    def _constant(self, node: ast.Constant, rows: int | None = None) -> pd.Series:
        """Return a constant for every row, or for the first few where only its kind matters."""
        if not isinstance(node.value, bool | int | float | str):
            self.refuse(say("error.formula.unsupported"), node)
        if isinstance(node.value, str) and any("\ud800" <= sign <= "\udfff" for sign in node.value):  # half a letter
            self.refuse(say("error.formula.ill_written"), node)
        kind = {bool: "bool", str: "str"}.get(type(node.value), "float64")
        return pd.Series(node.value, index=self.frame.index[:rows], dtype=kind)

    def _require(self, node: ast.Constant, kind: Kind) -> None:
        if _kind(self._constant(node, rows=0)) != kind:
            self._refuse_kind(node, kind)

    def _refuse_kind(self, node: ast.expr, kind: Kind) -> NoReturn:
        self.refuse(say("error.formula.must_have", kind=Label("error.formula.kind", kind)), node)

    def _column(self, node: ast.Name) -> pd.Series:
        if node.id not in self.frame:
            known = several((Code(str(name)) for name in self.frame.columns), "codes")
            unknown = say("error.formula.unknown", name=Code(node.id))
            self.refuse(unknown, remedy=say("error.formula.known", known=known))
        column = self.frame[node.id]
        return column.astype("float64") if _kind(column) == "number" else column

    def _arithmetic(self, node: ast.BinOp) -> pd.Series:
        if type(node.op) not in _ARITHMETIC:
            self.refuse(say("error.formula.operation"), node)
        left, right = (self.value(side, "number") for side in (node.left, node.right))
        return _finite(_ARITHMETIC[type(node.op)](left, right))

    def _turned(self, node: ast.UnaryOp) -> pd.Series:
        if isinstance(node.op, ast.Not):
            return ~self.value(node.operand, "truth")
        if not isinstance(node.op, ast.USub):
            self.refuse(say("error.formula.operation"), node)
        return -self.value(node.operand, "number")

    def _joined(self, node: ast.BoolOp) -> pd.Series:
        join = operator.and_ if isinstance(node.op, ast.And) else operator.or_
        return reduce(join, (self.value(part, "truth") for part in node.values))  # noqa: PD011 - operands, no frame

    def _compared(self, node: ast.Compare) -> pd.Series:
        lefts = [node.left, *node.comparators[:-1]]
        steps = zip(lefts, node.ops, node.comparators, strict=True)
        held: pd.Series = reduce(operator.and_, (self._compare(*step) for step in steps))
        return held

    def _compare(self, left: ast.expr, sign: ast.cmpop, right: ast.expr) -> pd.Series:
        if isinstance(sign, ast.In | ast.NotIn):
            value = self.value(left)
            among: pd.Series = value.isin(self._listed(right, _kind(value)))
            return among if isinstance(sign, ast.In) else ~among & value.notna()
        if type(sign) in _ORDER:
            return _ORDER[type(sign)](self.value(left, "number"), self.value(right, "number"))
        if type(sign) not in _EQUALITY:
            self.refuse(say("error.formula.comparison"), left)
        one = self.value(left)
        other = self.value(right, _kind(one))
        return _EQUALITY[type(sign)](one, other) & one.notna() & other.notna()

    def _listed(self, node: ast.expr, kind: Kind) -> list[object]:
        """Return the constants of a list, all of one kind."""
        items = node.elts if isinstance(node, ast.List | ast.Tuple | ast.Set) else [node]
        for item in items:
            if not isinstance(item, ast.Constant):
                self.refuse(say("error.formula.list"), node)
            self._require(item, kind)
        return [item.value for item in items if isinstance(item, ast.Constant)]

    def _chosen(self, node: ast.IfExp) -> pd.Series:
        chosen = self.value(node.body)
        return chosen.where(self.value(node.test, "truth"), self.value(node.orelse, _kind(chosen)))

    def _called(self, node: ast.Call) -> pd.Series:
        name = node.func.id if isinstance(node.func, ast.Name) else ""
        if name == "known" and len(node.args) == 1:
            return self.value(node.args[0]).notna()
        if name == "has" and len(node.args) == 2 and isinstance(node.args[1], ast.Constant):  # noqa: PLR2004 - text, part
            self._require(node.args[1], "text")
            texts = self.value(node.args[0], "text")
            return texts.str.contains(str(node.args[1].value), regex=False).fillna(value=False).astype(bool)
        if name == "first" and node.args:
            values = [self.value(part, "number") for part in node.args]
            return reduce(lambda one, other: one.fillna(other), values)
        least, function = _FUNCTIONS.get(name, (0, np.nan))
        if not callable(function) or node.keywords or not _fits(least, node.args):
            self.refuse(say("error.formula.function"), node)
        values = [self.value(part, "number") for part in node.args]
        return reduce(function, values) if least > 1 else function(values[0])

    def refuse(self, fault: Said, node: ast.expr | None = None, remedy: Said = _PARTS) -> NoReturn:
        """Say what is wrong with the formula, and with which part of it."""
        part = None if node is None else say("error.formula.part", part=Code(ast.unparse(node)))
        problem = say("error.formula.fault", text=Code(repr(self.text)), fault=fault, part=part)
        raise DataError(problem, remedy, () if self.row is None else (self.row,))


def _kind(value: pd.Series) -> Kind:
    if pd.api.types.is_bool_dtype(value):
        return "truth"
    return "number" if pd.api.types.is_numeric_dtype(value) else "text"


def _finite(value: pd.Series) -> pd.Series:
    return value.mask(np.isinf(value))


def _fits(least: int, arguments: Iterable[ast.expr]) -> bool:
    """Return whether a function that takes one argument, or two and more, can be called with these."""
    count = len(list(arguments))
    return count == 1 if least == 1 else count >= least
