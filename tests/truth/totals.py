"""Sums are the same wherever they stand, to the cent: under sheets, by county and year, in the page, in the report."""

from __future__ import annotations

from itertools import product

import docx
import numpy as np
import pandas as pd

from truth.sentence import Fault

PER_UNIT, CENTS = 100, 1_000_000  # cents of a yuan, and of 万元
COSTS = {"单独改造费用": "cost_alone_money", "连片改造费用": "cost_together_money", "节省": "saving_money"}
PLACES, WHOLE, IN_NO_YEAR, UNKNOWN = "县×年度×来源", "合计", "未列入年度", "不详"
SUMMED = ("成员小区", "节省明细", "年度项目", "年度计划", "资金", "在建片区", "分年支付", PLACES)
APART = ("另筹专项资金此数即可列入（万元）", "满足全部要求尚缺（万元）")


def check_totals(case):
    """Yield every sum that is not that of its rows, or that differs from the same sum elsewhere."""
    outputs = case.outputs["zh"]
    for title in SUMMED:
        yield from _of_sheet(outputs, title)
    yield from _of_areas(case)
    yield from _of_page(case)
    if "zh" in case.reports:
        yield from _of_report(outputs)


def _of_sheet(outputs, title):
    """The last total of a sheet is the sum of its rows."""
    rows, totals = outputs.sheets.get(title, []), outputs.totals(title) if title in outputs.sheets else []
    for place, header in enumerate(rows[0]) if totals else ():
        if str(header).endswith("（万元）") and header not in APART:
            stated, summed = _cents(totals[-1][place]), _sum([row[place] for row in rows[1:]])
            if stated != summed:
                yield Fault("false", "totals", f"{title} {header}", f"{stated} cents, should be {summed}")


def _of_areas(case):
    """Costs are summed over the areas with a known saving, or over all if none is known; so do the places."""
    outputs = case.outputs["zh"]
    areas = outputs.sheet("片区")
    if areas.empty:
        return
    counted = areas[areas["节省"].notna()] if areas["节省"].notna().any() else areas
    for title, header in product(("片区", PLACES), COSTS):
        head, total = outputs.sheets[title][0], outputs.totals(title)[-1]
        stated = _cents(total[head.index(f"{header}（万元）")])
        summed = _sum(counted[header] / CENTS * PER_UNIT)
        if stated != summed:
            yield Fault("false", "totals", f"{title} {header}", f"{stated} cents, should be {summed}")


def _of_page(case):
    """Any county and year has the same sums in the page, which adds up the rows that its filters let pass."""
    outputs = case.outputs["zh"]
    table, content = outputs.sheet(PLACES), outputs.page.content
    if table.empty:
        return
    areas, communities = outputs.page.table("areas"), outputs.page.table("communities")
    for name in COSTS.values():
        areas[name] = content["totals"]["areas"][name]
    outcome = content["communities"]["outcome"]
    communities["cost"] = content["totals"]["communities"]["cost_alone_money"]
    alone = communities[np.array(outcome["texts"], dtype=object)[outcome["codes"]] == "alone"]
    paid = {"areas": areas, "communities": communities}
    for name, frame in paid.items():
        frame["paid"] = sum((each["values"] for each in content["sources"].get(name, [])), np.zeros(len(frame)))
    of_areas, of_alone = (
        _by_place(areas, [*COSTS.values(), "paid"]),
        _by_place(alone.assign(paid=communities["paid"]), ["cost", "paid"]),
    )
    for row in table.to_dict("records"):
        place = row["县市区"], row["实施年度"]
        area, one = of_areas.get(place, {}), of_alone.get(place, {})
        should = {header: area.get(name, 0.0) for header, name in COSTS.items()}
        should["费用"] = _both(area.get("cost_together_money"), one.get("cost"))
        for header, cents in should.items():
            stated = np.nan if pd.isna(row[header]) else round(row[header] * PER_UNIT)
            if not np.array_equal(stated, cents, equal_nan=True):
                yield Fault("false", "totals, page", f"{place} {header}", f"{stated} cents, the page has {cents}")
        spent = area.get("paid", 0.0) + one.get("paid", 0.0)
        funds = [row[name] for name in row if name in FUNDS]
        if funds and round(sum(funds) * PER_UNIT) != spent:
            yield Fault("false", "totals, page", f"{place} 来源", f"{funds}, the page has {spent} cents")


def _of_report(outputs):
    """The report has the rows of the sheet, in whole 万元."""
    head, *rows = outputs.every_row.get(PLACES, [[]])
    amounts = [place for place, header in enumerate(head) if str(header).endswith("（万元）")]
    if not any(row[place] is not None for row in rows for place in amounts):
        return  # the report leaves out what nobody knows
    document = docx.Document(outputs.folder / "report.docx")
    tables = [[[cell.text for cell in row.cells] for row in table.rows] for table in document.tables]
    found = [table for table in tables if table and table[0][:2] == head[:2] and "费用（万元）" in table[0]]
    if len(found) != 1:
        yield Fault("unchecked", "totals, report", PLACES, f"{len(found)} tables")
        return
    for place, header in enumerate(found[0][0]):
        if header.endswith("（万元）"):
            for row, stated in zip(rows, found[0][1:], strict=True):
                value = row[head.index(header)]
                if value is not None and stated[place] != f"{value:,.0f}":
                    yield Fault("false", "totals, report", f"{row[:2]} {header}", f"{stated[place]}, should be {value}")


FUNDS = ("中央补助", "省级补助", "市县资金", "专项债", "专营单位出资", "居民出资", "社会资本")


def _by_place(frame, names):
    year = frame["year"] if "year" in frame else pd.Series(None, frame.index, dtype=object)
    county = frame["county"] if "county" in frame else pd.Series(None, frame.index, dtype=object)
    keys = [county.fillna(UNKNOWN), year.map(lambda value: IN_NO_YEAR if pd.isna(value) else str(int(value)))]
    return frame[names].astype(float).groupby(keys).sum(min_count=1).to_dict("index")


def _both(one, other):
    known = [value for value in (one, other) if value is not None and not np.isnan(value)]
    return sum(known) if known else np.nan


def _cents(value):
    return None if value is None or pd.isna(value) else round(value * CENTS)


def _sum(values):
    known = [round(value * CENTS) for value in values if value is not None and not pd.isna(value)]
    return sum(known) if known else None
