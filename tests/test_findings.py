"""Findings hold rules and facts: every rule has its words in every language, and counts are numbers."""

from importlib import import_module

import numpy as np
import openpyxl
import pandas as pd
import pytest
from command_line import run

from cluster_planner.model import Findings, Rule
from cluster_planner.said import Label, say, several
from cluster_planner.words import languages, read_catalogue, speaker
from cluster_planner.words._catalogue import FOLDER
from cluster_planner.words.tables import finding_table, summary_table

PACKAGE = FOLDER.parent
GAPS, TYPED, ASKED = (
    Rule(*reported)
    for reported in (("mandatory_missing", "warning"), ("sentinel", "repair"), ("header_unclear", "warning"))
)


def rules_of_the_package():
    """Return every rule that a file of the package writes down, be it alone or in a table of several."""
    files = (path for path in PACKAGE.rglob("*.py") if "Rule(" in path.read_text(encoding="utf-8"))
    rooms = (
        import_module(".".join(("cluster_planner", *path.relative_to(PACKAGE).with_suffix("").parts))) for path in files
    )
    held = [value for room in rooms for value in vars(room).values()]
    inside = [value for table in held if isinstance(table, dict) for value in table.values()]
    return {value.id: value for value in (*held, *inside) if isinstance(value, Rule)}


def test_every_rule_has_a_problem_and_a_remedy_in_every_language_and_no_word_is_without_its_rule():
    wanted = {f"{rule}.{part}" for rule in rules_of_the_package() for part in ("problem", "remedy")}
    assert len(wanted) > 2 * 100
    for lang in languages():
        reported = read_catalogue(lang).section("rule")
        assert reported.keys() == wanted
        assert all(reported.values())


def test_a_count_is_a_number_and_read_as_what_was_found():
    findings = Findings.concat([
        Findings.of(GAPS, field="households", count=12),
        Findings.of(TYPED, row=[4, 7], field="trade", found=["2024", "无"]),
    ])  # fmt: skip
    assert findings.frame["count"].tolist() == [12, pd.NA, pd.NA]
    assert findings.frame["found"].tolist() == ["", "2024", "无"]
    assert finding_table(findings, "zh")["found"].tolist() == ["2024", "无", "12"]  # gaps are hints, read last
    summary = summary_table(findings, "en").set_index("rule")
    assert summary["count"].to_dict() == {"mandatory_missing": 12, "sentinel": 2}


def test_a_number_that_was_found_in_the_whole_file_is_no_count():
    findings = Findings.of(Rule("zone_prefix", "repair"), field="lon", found="39", becomes="EPSG:4527")
    assert summary_table(findings, "en")["count"].tolist() == [1]
    assert finding_table(findings, "en")["found"].tolist() == ["39"]


def test_what_takes_words_is_worded_in_the_language_of_the_reader():
    candidates = several(
        (say("finding.candidate", field=Label("field", name)) for name in ("name", "households")), "choices"
    )
    findings = Findings.concat([
        Findings.of(TYPED, row=[4], field="trade", found="无", becomes="商贸"),
        Findings.of(ASKED, field="名", found="名", becomes=candidates),
    ])  # fmt: skip
    assert finding_table(findings, "zh")["done"].tolist() == ["小区名称（name） / 户数（households）", "商贸"]
    assert finding_table(findings, "en")["done"].tolist() == ["Name (name) / Households (households)", "商贸"]
    assert not set(finding_table(findings, "zh")) & {"becomes_said", "becomes", "count"}


def test_many_findings_stay_small():
    rows = np.arange(100_000)
    findings = Findings.concat(Findings.of(rule, row=rows, field="trade", found="无") for rule in (TYPED, GAPS))
    repeated = findings.frame[["field", "rule", "severity", "source"]]
    assert repeated.memory_usage(deep=True, index=False).sum() < 5 * len(findings)
    assert "becomes_said" not in findings.frame


@pytest.mark.parametrize(
    ("lang", "names", "others"),
    [
        ("zh", {"error": "错误", "warning": "提醒", "repair": "已修复"}, ("警告", "修正")),
        ("en", {"error": "error", "warning": "warning", "repair": "repair"}, ("issue", "correction")),
    ],
)
def test_a_severity_has_one_name_in_the_tables_of_the_screen_and_in_the_line_below_them(tmp_path, lang, names, others):
    file = tmp_path / "a.csv"
    file.write_text("编号,名称,户数,经度,纬度\na1,甲,约100,112.35,28.59\na2,乙,#REF!,112.351,28.59\n", encoding="utf-8")
    screen = run("check", file, "--lang", lang)
    lines = screen.splitlines()
    counted = next(line for line in lines if all(name in line for name in names.values()))
    for code, name in names.items():
        assert speaker(lang).label("choice.severity", code).startswith(name)
        assert any(line.strip().startswith(name) for line in lines if line != counted)
    assert not any(name in screen for name in others)


# --- the user's own columns in the quarantine sheet

OWN = {
    "name_zh": "原名乙",
    "name_en": "Yi",
    "remark_en": "b",
    "rule": "own rule",
    "problem": "own problem",
    "outcome": "area",
    "remedy_zh": "own remedy",
}
LEDGER = """项目编号,小区名称,{heads},县市区,街道,社区,户数,经度,纬度
430902-2024-0001,甲小区,{others},资阳区,S,N,100,112.35,28.59
430902-2024-0002,乙小区,{own},资阳区,S,N,#REF!,112.351,28.59
430902-2024-0003,丙小区,{others},资阳区,S,N,120,112.352,28.59
"""


@pytest.fixture(scope="module")
def ledger(tmp_path_factory):
    file = tmp_path_factory.mktemp("suffixes") / "ledger.csv"
    others = ",".join("other" for _ in OWN)
    text = LEDGER.format(heads=",".join(OWN), own=",".join(OWN.values()), others=others)
    file.write_text(text, encoding="utf-8")
    return file


@pytest.mark.parametrize(
    ("lang", "sheet", "name", "reason"),
    [
        ("zh", "隔离数据", "小区名称", {"问题": "单元格是公式错误或未计算的公式", "规则": "error_cell"}),
        ("en", "Quarantine", "Name", {"Rule": "error_cell"}),
    ],
)
def test_a_ledger_with_columns_of_languages_keeps_them_all_in_quarantine(ledger, tmp_path, lang, sheet, name, reason):
    run("plan", ledger, "--quarantine", "all", "--lang", lang, "--out", tmp_path / "out")
    heads, row = openpyxl.load_workbook(tmp_path / "out/plan.xlsx")[sheet].iter_rows(values_only=True)
    reported = dict(zip(heads, row, strict=True))
    assert len(reported) == len(heads)
    assert reported[name] == "乙小区"
    assert reason.items() <= reported.items()
    own = {"rule": "rule (2)", "problem": "problem (2)", "outcome": "outcome (2)"}
    assert {own.get(head, head): text for head, text in OWN.items()}.items() <= reported.items()


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_ledger_with_columns_of_languages_is_checked_and_handed_back_whole(ledger, tmp_path, lang):
    run("check", ledger, "--lang", lang, "--fix", "--out", tmp_path / "out")
    book = openpyxl.load_workbook(tmp_path / "out/findings.xlsx")
    marked = next(sheet for sheet in book.worksheets if "name_zh" in next(sheet.iter_rows(values_only=True)))
    _, _, row, _ = marked.iter_rows(values_only=True)
    assert row[2 : 2 + len(OWN)] == tuple(OWN.values())
