"""All rules of the door by their id; the tables are in the files named after what they judge."""

from __future__ import annotations

from cluster_planner.model import Rule
from cluster_planner.validation import _place_rules, _shape_rules, _value_rules

RULES: dict[str, Rule] = {
    rule.id: rule
    for table in (_value_rules, _place_rules, _shape_rules)
    for rule in vars(table).values()
    if isinstance(rule, Rule)
}
# Repairs of form that leave no doubt: told once for a column, with their number.
COUNTED = frozenset({_value_rules.YEAR_FROM_DATE.id})
