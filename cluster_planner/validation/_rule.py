"""How a rule is written down, and the two remedies that most of them have."""

from __future__ import annotations

from cluster_planner.model import Rule, Severity

CHECK = ("请核对; 无误则无需处理。", "Check it; if it is right, nothing needs doing.")
CORRECT = ("请在原表中改正后重新导入。", "Correct it in your table and read it again.")


def rule(name: str, severity: Severity, problem: tuple[str, str], remedy: tuple[str, str]) -> Rule:
    """Return a rule; problem and remedy in Chinese and English."""
    return Rule(
        id=name,
        severity=severity,
        problem_zh=problem[0],
        problem_en=problem[1],
        remedy_zh=remedy[0],
        remedy_en=remedy[1],
    )
