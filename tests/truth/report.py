"""The report by paragraph: what repeats a sheet, what is summed up for it, and prose with the settings in it."""

from __future__ import annotations

import re
from functools import cache

import pandas as pd

from truth import rules_report
from truth.sentence import Fault, normal, read_clauses

AREA = re.compile(r"^(A\d{3,})(?!\d)")
NUMBER = re.compile(r"(?<![\w.])\d[\d,]*(?:\.\d+)?(?![\w])")
IN_WAN = re.compile(r"(?:\(万元\)|\(CNY 10,000\))[^\d;,、]*?(\d[\d,]*(?:\.\d+)?)")
TITLES = re.compile(r"^(?:[一二三四五六七八九十]+、|\d+ )")
LEADS = {"zh": ":", "en": ": "}


def check_report(case):
    """Yield every paragraph of the report that is false, and every one with figures that no rule knows."""
    for lang in case.reports:
        outputs = case.outputs[lang]
        known = {
            normal(cell, lang).rstrip("。.").lower()
            for rows in outputs.sheets.values()
            for row in rows
            for cell in row
            if isinstance(cell, str)
        }
        area = None
        for text in outputs.report:
            plain = normal(text, lang)
            heading = AREA.match(plain)
            area = heading[1] if heading and heading[1] in case.known.members else area
            if _repeats(plain, known, lang) or heading or TITLES.match(plain) or not re.search(r"\d", plain):
                continue
            rule, facts, _ = next(iter(read_clauses(text, rules_report.RULES, lang, by=None)))
            wrong = rule.check(facts, area, case, lang) if rule else _prose(plain, case)
            kind = rule.kind if rule else "report, prose"
            yield from (Fault("false", kind, f"{lang} report {area or ''}", f"{one}: {text[:80]}") for one in wrong)


def _repeats(plain, known, lang):
    """Say whether a paragraph is the text of a cell, after a lead such as its column or its name."""
    tail = plain.rstrip("。.").lower()
    while tail:
        if tail in known:
            return True
        _, found, tail = tail.partition(LEADS[lang])
        if not found:
            return False
    return False


def _prose(plain, case):
    """Every figure in prose is that of a setting, of the findings or of the plan, in the unit stated."""
    allowed = _figures(case)
    for stated in IN_WAN.findall(plain):
        if float(stated.replace(",", "")) * 10_000 not in allowed:
            yield f"{stated} 万元 is in no setting"
    for stated in NUMBER.findall(plain):
        value = float(stated.replace(",", ""))
        if value not in allowed and value * 10_000 not in allowed and value / 100 not in allowed:
            yield f"{stated} is in no setting and no count"


@cache
def _figures(case):
    found = {0.0, 1.0, 10_000.0, *(float(len(case.sheet(title))) for title in case.outputs["zh"].sheets)}
    table = case.known.links
    blocked = table["barrier_kind"].notna()
    part = [
        table[end].map(case.known.communities["outcome"] != "not_eligible").astype(bool)
        for end in ("focal", "neighbor")
    ]
    both = part[0] & part[1]
    found |= {float(one.sum()) for one in (blocked, ~blocked, blocked & both, ~blocked & both)}
    found |= {float(count) for count in case.known.communities["outcome"].value_counts()} | {
        float(len(case.known.communities))
    }
    found |= {float(year) for year in case.sheet("年度计划")["实施年度"]}
    levels = (
        case.sheet("数据核查")["级别"].astype(str).str[:2].value_counts()
        if "数据核查" in case.outputs["zh"].sheets
        else ()
    )
    found |= {float(count) for count in levels}
    counties = [float(count) for count in case.known.areas.get("county", pd.Series(dtype=str)).value_counts()]
    found |= {*counties, *(one + other for one in counties for other in counties)}  # a chapter may hold two of them
    return found | set(_numbers(list(case.known.settings.values())))


def _numbers(value):
    if isinstance(value, dict):
        value = [*value, *value.values()]
    if isinstance(value, list):
        for one in value:
            yield from _numbers(one)
    elif isinstance(value, int | float) or (isinstance(value, str) and value.isdigit()):
        yield float(value)
