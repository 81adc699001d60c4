"""Rules as a planner writes them into the catalogue, evaluated over all communities at once.

``when`` is a condition on fields, ``quantity`` a formula in fields, ``becomes`` what fields are after the work. They are
read by Python's own grammar, of which only what stands here is allowed; nothing is ever executed.
"""

from __future__ import annotations

import ast
import operator
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import reduce
from types import MappingProxyType

import numpy as np
import pandas as pd

from cluster_planner.fields import BANK, Field

UNCHECKED = "unchecked"  # a code, but no answer
FIELDS = {field.name: field for field in BANK}
ALIASES = {field.zh: field.name for field in BANK}
LONE_EQUALS = re.compile(r"(?<![<>=!])=(?!=)")
FULL_WIDTH = str.maketrans("（），；：＝＜＞＋－＊／“”、", '(),;:=<>+-*/"",')
ARITHMETIC = MappingProxyType({ast.Add: np.add, ast.Sub: np.subtract, ast.Mult: np.multiply, ast.Div: np.divide})
ORDER = MappingProxyType(
    {
        ast.Lt: operator.lt,
        ast.LtE: operator.le,
        ast.Gt: operator.gt,
        ast.GtE: operator.ge,
        ast.Eq: operator.eq,
        ast.NotEq: operator.ne,
    }
)
FUNCTIONS: MappingProxyType[str, tuple[int, Callable[..., np.ndarray]]] = MappingProxyType(
    {
        "ceil": (1, np.ceil),
        "floor": (1, np.floor),
        "round": (1, np.rint),
        "min": (2, np.minimum),
        "max": (2, np.maximum),
        "fill": (2, lambda value, other: np.where(np.isnan(value), other, value)),
    }
)


class RuleError(Exception):
    """A rule that cannot be read; ``zh`` and ``en`` say why."""

    def __init__(self, zh: str, en: str) -> None:
        self.zh, self.en = zh, en
        super().__init__(en)


@dataclass(frozen=True)
class Change:
    """What a field is after a work: a value, or itself and the quantity."""

    field: str
    value: str | float | None

    @property
    def adds(self) -> bool:
        """Whether the quantity is added to what was there."""
        return self.value is None


def judge(rule: str, table: pd.DataFrame) -> np.ndarray:
    """Return for each row whether a condition holds: 1, 0, or NaN where the fields do not say.

    Parameters
    ----------
    rule : str
        Such as ``util_water in (aged, broken) or "供水" in works``; an empty one always holds.
    table : DataFrame of shape (n, fields)
        What is known.

    Returns
    -------
    ndarray of shape (n,)
        By three-valued logic: what is unknown decides nothing.

    Raises
    ------
    RuleError
        If the rule cannot be read.

    Examples
    --------
    >>> table = pd.DataFrame({"storeys": [3.0, 6.0, np.nan], "lifts": [0.0, np.nan, 1.0]})
    >>> judge("storeys >= 4 and lifts == 0", table)
    array([ 0., nan,  0.])
    """
    if not rule.strip():
        return np.ones(len(table))
    return _truth(_parse(rule), table)


def measure(rule: str, table: pd.DataFrame) -> np.ndarray:
    """Return a quantity for each row, NaN where a field it rests on is unknown; see `judge`.

    Examples
    --------
    >>> measure("ceil(households / 300)", pd.DataFrame({"households": [90.0, 301.0]}))
    array([1., 2.])
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        amount = np.broadcast_to(_number(_parse(rule), table), len(table))
    return np.where(np.isfinite(amount), amount, np.nan)


def read_changes(rule: str) -> tuple[Change, ...]:
    """Return what fields become after a work.

    Raises
    ------
    RuleError
        If it cannot be read.

    Examples
    --------
    >>> read_changes("util_water=good; parking+quantity")
    (Change(field='util_water', value='good'), Change(field='parking', value=None))
    """
    parts = (part.strip() for part in rule.translate(FULL_WIDTH).split(";"))
    return tuple(_change(part) for part in parts if part)


def _change(text: str) -> Change:
    name, sign, value = (part.strip() for part in re.match(r"([^=+]*)([=+]?)(.*)", text).groups())  # type: ignore[union-attr]
    field = _field(name)
    if sign == "+" and value == "quantity" and field.kind in ("integer", "number"):
        return Change(field.name, None)
    if sign == "=" and field.kind == "choice":
        return Change(field.name, _code(field, value))
    if sign == "=" and field.kind in ("integer", "number"):
        return Change(field.name, _number_text(value))
    raise RuleError(f"“{text}”写法不对", f'"{text}" is not of the form field=value or field+quantity')


def _number_text(value: str) -> float:
    try:
        return float(value)
    except ValueError:
        raise RuleError(f"“{value}”不是数字", f'"{value}" is not a number') from None


def _parse(rule: str) -> ast.expr:
    text = LONE_EQUALS.sub("==", rule.translate(FULL_WIDTH)).strip()
    try:
        return ast.parse(text, mode="eval").body
    except (SyntaxError, ValueError, MemoryError, RecursionError):
        raise RuleError(
            "写法不完整或括号、引号不配对", "it is incomplete, or brackets or quotes do not match"
        ) from None


def _truth(node: ast.expr, table: pd.DataFrame) -> np.ndarray:
    if isinstance(node, ast.BoolOp):
        parts = [_truth(value, table) for value in node.values]
        return reduce(_and if isinstance(node.op, ast.And) else _or, parts)
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        negated: np.ndarray = 1.0 - _truth(node.operand, table)
        return negated
    if isinstance(node, ast.Compare):
        sides = [node.left, *node.comparators]
        return reduce(_and, (_compare(*side, table) for side in zip(sides, node.ops, sides[1:], strict=False)))
    raise RuleError("条件应是字段与取值的比较", "a condition compares fields with values")


def _and(one: np.ndarray, other: np.ndarray) -> np.ndarray:
    return np.where((one == 0) | (other == 0), 0.0, one * other)


def _or(one: np.ndarray, other: np.ndarray) -> np.ndarray:
    return 1.0 - _and(1.0 - one, 1.0 - other)


def _compare(left: ast.expr, sign: ast.cmpop, right: ast.expr, table: pd.DataFrame) -> np.ndarray:
    if isinstance(sign, ast.In | ast.NotIn):
        found = _contains(left, right, table) if isinstance(left, ast.Constant) else _is_one_of(left, right, table)
        return found if isinstance(sign, ast.In) else 1.0 - found
    if isinstance(left, ast.Name) and isinstance(sign, ast.Eq | ast.NotEq) and _known_field(left) is not None:
        found = _is_one_of(left, ast.Tuple([right]), table)
        return found if isinstance(sign, ast.Eq) else 1.0 - found
    if type(sign) not in ORDER:
        raise RuleError("比较符号只能用 < <= > >= = != in", "only < <= > >= = != and in compare")
    one, other = _number(left, table), _number(right, table)
    holds = ORDER[type(sign)](one, other).astype(float)  # type: ignore[attr-defined]
    return np.broadcast_to(np.where(np.isnan(one) | np.isnan(other), np.nan, holds), len(table))


def _known_field(name: ast.Name) -> Field | None:
    """Return the field of codes or text that a name stands for, if it does."""
    field = FIELDS.get(ALIASES.get(name.id, name.id))
    return field if field is not None and field.kind in ("choice", "choices", "text") else None


def _is_one_of(left: ast.expr, right: ast.expr, table: pd.DataFrame) -> np.ndarray:
    if not isinstance(left, ast.Name) or not isinstance(right, ast.Tuple | ast.List):
        if isinstance(left, ast.Name):
            right = ast.Tuple([right])  # brackets round a single value are no list in this grammar
        else:
            raise RuleError("in 的左边应是字段", "a field stands left of in")
    field = _field(left.id)
    if field.kind in ("integer", "number"):
        values = [_number(value, table) for value in right.elts]
        return reduce(_or, (_same(table[field.name].to_numpy(float), value) for value in values))
    codes = [_code(field, _word(value)) for value in right.elts]
    return _matches(table[field.name], lambda known: known.isin(codes))


def _same(one: np.ndarray, other: np.ndarray) -> np.ndarray:
    return np.where(np.isnan(one), np.nan, (one == other).astype(float))


def _contains(word: ast.Constant, right: ast.expr, table: pd.DataFrame) -> np.ndarray:
    if not isinstance(right, ast.Name) or not isinstance(word.value, str):
        raise RuleError('应写作 "文字" in 字段', 'write it as "text" in field')
    field = _field(right.id)
    if field.kind in ("integer", "number"):
        raise RuleError(f"{field.zh}是数值, 不能查找文字", f"{field.name} is a number and holds no text")
    return _matches(table[field.name], lambda known: known.str.contains(word.value, regex=False))


def _matches(values: pd.Series, test: Callable[[pd.Series], pd.Series]) -> np.ndarray:
    known = (values.notna() & (values != UNCHECKED)).to_numpy(bool)
    found = test(values.astype("str")).fillna(value=False).to_numpy(bool)
    return np.where(known, found.astype(float), np.nan)


def _number(node: ast.expr, table: pd.DataFrame) -> np.ndarray:
    if isinstance(node, ast.Constant) and isinstance(node.value, int | float) and not isinstance(node.value, bool):
        return np.float64(node.value)  # type: ignore[return-value]
    if isinstance(node, ast.Name):
        return _column(node.id, table)
    if isinstance(node, ast.BinOp) and type(node.op) in ARITHMETIC:
        with np.errstate(divide="ignore", invalid="ignore"):
            made: np.ndarray = ARITHMETIC[type(node.op)](_number(node.left, table), _number(node.right, table))
        return made
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        return -_number(node.operand, table)
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and not node.keywords:
        return _call(node.func.id, node.args, table)
    raise RuleError(
        f"“{ast.unparse(node)}”不能参与计算; 可用 + - * / 和 {' '.join(FUNCTIONS)}",
        f'"{ast.unparse(node)}" cannot be calculated with; use + - * / and {" ".join(FUNCTIONS)}',
    )


def _call(name: str, arguments: list[ast.expr], table: pd.DataFrame) -> np.ndarray:
    if name not in FUNCTIONS:
        raise RuleError(
            f"没有函数 {name}; 可用 {' '.join(FUNCTIONS)}", f"no function {name}; there are {' '.join(FUNCTIONS)}"
        )
    count, function = FUNCTIONS[name]
    if len(arguments) != count:
        raise RuleError(f"{name} 需要 {count} 个值", f"{name} takes {count} values")
    return function(*(_number(argument, table) for argument in arguments))


def _column(name: str, table: pd.DataFrame) -> np.ndarray:
    found = ALIASES.get(name, name)
    if found in FIELDS and FIELDS[found].kind not in ("integer", "number"):
        raise RuleError(f"{FIELDS[found].zh}不是数值, 不能计算", f"{found} is no number")
    if found not in table:
        raise RuleError(f"没有字段 {name}", f"there is no field {name}")
    return table[found].to_numpy(float)


def _field(name: str) -> Field:
    found = ALIASES.get(name, name)
    if found not in FIELDS:
        raise RuleError(f"没有字段 {name}", f"there is no field {name}")
    return FIELDS[found]


def _word(node: ast.expr) -> str:
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Constant):
        return str(node.value)
    raise RuleError(f"“{ast.unparse(node)}”不是取值", f'"{ast.unparse(node)}" is no value')


def _code(field: Field, word: str) -> str:
    """Return the code of a value that a field can have, also where it is called as a planner calls it."""
    if not field.choices:
        return word
    for choice in field.choices:
        if word in (choice.code, choice.zh, choice.en, *choice.variants):
            return choice.code
    known = " ".join(choice.code for choice in field.choices)
    raise RuleError(f"{field.zh}没有取值“{word}”; 可取 {known}", f'{field.name} is never "{word}"; it can be {known}')
