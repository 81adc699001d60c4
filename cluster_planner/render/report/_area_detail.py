"""What an area saves, what is built in it, and which facilities it should have."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from cluster_planner.render._text import TENTHS, head_of, label_of, number, written
from cluster_planner.render.report._blocks import Block, Paragraph, Table
from cluster_planner.render.report._report import Report
from cluster_planner.said import Money
from cluster_planner.words import speaker

MOST_WORKS = 8
_CHECK = ("indicator", "failed", "failed_after")
_FACILITY = ("service", "site_names", "served_before", "served_after")
_PRODUCT = ("quantity", "mid_money", "fit", "amount_money")
_ENDS = ("saving_low_money", "saving_money", "saving_high_money")


def savings(report: Report, area: str) -> Iterator[Block]:
    """Yield the items of what the area saves: quantities, then low, likely and high amounts."""
    items = report.plan.savings.items
    if area not in items.index.get_level_values("area_id"):
        return
    mine = pd.DataFrame(items.xs(area, level="area_id"))
    totals = mine[list(_ENDS)].sum()
    names = written(mine.index.to_series(), "saving_item", report.lang)
    quantities = [_quantity(report, *row) for row in zip(mine["quantity"], mine["unit"], strict=True)]
    rows = [[label_of("quantity", report.lang), *quantities, ""]]
    rows += [
        [head_of(end, report.lang), *(number(saved, report.lang, TENTHS) for saved in [*mine[end], totals[end]])]
        for end in _ENDS
    ]
    heads = [label_of("item", report.lang), *names, report.say("total")]
    yield Table(heads, rows, [False, *[True] * (len(heads) - 1)], report.say("saving_items"))


def _quantity(report: Report, quantity: float, unit: str) -> str:
    if unit == "money":
        return report.write(Money(quantity))
    return f"{number(quantity, report.lang)} {speaker(report.lang).label('unit', unit)}".rstrip()


def works(report: Report, area: str) -> Iterator[Block]:
    """Yield the dearest works, each multiplied out: what the ledger plans, what is assumed, what is suggested."""
    table = report.tables["works"]
    mine = table[(table["area_id"] == area) & table["code"].notna()]
    if "suggested_money" in mine:
        mine = mine.assign(amount_money=mine["amount_money"].fillna(mine["suggested_money"]))
    worth = mine["amount_money"].fillna(mine["quantity"] * mine["mid_money"].astype(float))
    mine = mine.assign(worth=worth).sort_values("worth", ascending=False, kind="stable")
    how = report.plan.settings.costs.suggested_works
    for scope, title in (("named", "works_named"), ("assumed", "works_assumed"), ("suggested", f"works_{how}")):
        rows = mine[mine["in_scope"] == scope]
        if len(rows):
            yield Paragraph(_dearest(report, rows), "close", report.say(title))


def _dearest(report: Report, mine: pd.DataFrame) -> str:
    """Return the dearest works in a row of clauses, each multiplied out."""
    columns = (mine[name].head(MOST_WORKS) for name in ("work", "unit", *_PRODUCT))
    clauses = [_multiplied(report, *row) for row in zip(*columns, strict=True)]
    if len(mine) > MOST_WORKS:
        clauses.append(report.say("more_works", count=len(mine) - MOST_WORKS))
    return report.chained(clauses)


def _multiplied(report: Report, work: str, unit: str, quantity: float, rate: float, fit: float, amount: float) -> str:
    """Return a work with its figures as in the workbook, which multiply out; no amount if the cost is unknown."""
    factors = {"work": work, "unit": unit, "quantity": _short(quantity), "rate": _short(rate)}
    if pd.isna(amount):
        return report.say("work_unpriced", **factors)
    return report.say("work", **factors, fit=f"{fit:.4f}", amount=report.write(Money(amount), "1"))


def _short(figure: float) -> str:
    """Return a figure to two decimals, without trailing zeros."""
    return f"{figure:,.2f}".rstrip("0").rstrip(".")


def corridors(report: Report, area: str) -> Iterator[Block]:
    """Yield how many corridors share one trench, and how many have which conflict."""
    table = report.tables["corridors"]
    mine = table[table["area_id"] == area]
    shared_m = mine["shared_trench_m"]
    clauses = [report.say("corridors_shared", count=(shared_m > 0).sum(), metres=number(shared_m.sum(), report.lang))]
    counts = mine["conflict"].dropna().value_counts().sort_index()
    conflicts = written(counts.index.to_series(), "conflict", report.lang)
    clauses += [report.say("conflict", count=many, conflict=name) for many, name in zip(counts, conflicts, strict=True)]
    if len(mine):
        yield Paragraph(report.chained(clauses), "close", report.say("corridors"))


def checkup(report: Report, area: str) -> Iterator[Block]:
    """Yield the indicators that any member fails, with how many fail before and after the works."""
    if "checks" not in report.tables:
        return
    table = report.tables["checks"]
    mine = table[(table["area_id"] == area) & (table["failed"] > 0)]
    columns = [written(mine[name], name, report.lang) for name in _CHECK]
    clauses = [report.say("check", **dict(zip(_CHECK, row, strict=True))) for row in zip(*columns, strict=True)]
    if clauses:
        yield Paragraph(report.chained(clauses), "close", report.say("checks"))


def facilities(report: Report, area: str) -> Iterator[Block]:
    """Yield the missing facilities, where they would be and whom they would serve; then the open cases."""
    table = report.tables["services"]
    mine = table[table.index == area]
    missing = mine[(mine["service_state"] == "missing") & mine["site_names"].notna()]
    columns = [written(missing[name], name, report.lang) for name in _FACILITY]
    also = [report.say("facility_also", areas=ids) if pd.notna(ids) else "" for ids in missing["also_serves"]]
    clauses = [
        report.say("facility", **dict(zip(_FACILITY, row, strict=True)), also=others)
        for *row, others in zip(*columns, also, strict=True)
    ]
    if clauses:
        yield Paragraph(report.chained(clauses), "close", report.say("facilities"))
    open_states = {state: mine.loc[mine["service_state"] == state, "service"] for state in ("small", "unknown")}
    notes = [
        report.say(f"facilities_{state}", services=report.listed(written(services, "service", report.lang)))
        for state, services in open_states.items()
        if len(services)
    ]
    if notes:
        yield Paragraph(report.chained(notes), "close", report.say("facilities_open"))
