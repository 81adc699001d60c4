"""Chinese texts have the full-width punctuation of GB/T 15834: in the catalogue, and in a workbook that is written."""

import re

import pytest
from real_input import plan_of

from cluster_planner.words import read_catalogue
from cluster_planner.words.tables import plan_tables

HAN = "\u3400-\u9fff\u3000-\u303f\uff00-\uffef“”㎡"
HALF = re.compile(rf"(?<=[{HAN}]) ?[,;:?!()]|[,;:?!()] ?(?=[{HAN}])")
FACT = "字"  # stands where the catalogue has a fact: what is put in may be Chinese

# Texts that a user types or that are code, with what of them stays half-width.
TYPED = {
    "error.estimators.pass_coordinates": ["fit(..., coordinates=...)"],  # Python
    "error.estimators.pass_quantities": ["fit(..., quantities=...)"],
    "error.formula.parts_there_are": ["in (...)"],  # as formulas have it
    "error.pipeline.give_date": ["date(2026, 5, 4)"],
    "error.pipeline.give_inputs": ['Inputs(table="小区.csv")'],
    "error.pipeline.give_works": ["read_works()"],
    "error.pipeline.write_values": ["起:止:步长", "5000万元,8000万元"],  # as the values of a sweep are typed
    "error.settings.give_group": ["(...)", 'settings={"areas.min_likeness": 0.6}'],
    "error.settings.line_each": ['{"键": 值}'],
    "error.settings.write_bounds": ["{ min = 300, max = 3000 }", "(300, 3000)"],
    "error.sources.argument_field": [": "],  # of a mapping
    "error.sources.name_table": ["?table=模式"],  # in an address
    "formula.rule.works": ["not known(...)"],
    "hint.culture_tags": ["安化黑茶;老码头"],  # as tags are typed
    "hint.trade_tags": ["市场;沿街商铺"],
}
# Columns of the workbook that hold what was read, or what settings and formulas read.
BY_FORMULA = ("条件：", "每项工程的条件")  # cells that cite the formulas of the catalogue of works
AS_READ = {"setting_value", "entering", "found", "done", "address", "name", "source", "works", "code", "networks"}


def test_no_chinese_text_of_the_catalogue_has_half_width_punctuation() -> None:
    words, faults = read_catalogue("zh"), {}
    for key in words.entries:
        text = "".join(said + (FACT if fact else "") for said, fact, _ in words.parts(key))
        for typed in TYPED.get(key, ()):
            assert typed in text, "take it out of the list"
            text = text.replace(typed, "")
        if HALF.search(text):
            faults[key] = text
    assert faults == {}
    between = {name: text for name, text in words.style["between"].items() if name not in ("codes", "choices", "with")}
    assert [text for text in (*between.values(), words.style["colon"]) if re.search("[,;:]", text)] == []


@pytest.mark.parametrize("text", ["户数(户)", "请核对, 无误", "小区: 三个", "三个 (约)", "可跨; 不计", "是否?"])
def test_half_width_punctuation_is_found(text) -> None:
    assert HALF.search(text)


@pytest.mark.parametrize("text", ["共 1,234.5 万元", "见 plan.xlsx。", "请写 --set a=6,8,10，再运行", "（0 至 1）"])
def test_figures_files_and_commands_are_let_be(text) -> None:
    assert not HALF.search(text)


def test_no_cell_that_we_word_in_the_sample_has_half_width_punctuation() -> None:
    faults = {
        (title, name, cell)
        for title, table in plan_tables(plan_of("sample"), "zh").items()
        for name in table.columns
        if str(name).rpartition("|")[2] not in AS_READ
        for cell in table[name].dropna().unique()
        if isinstance(cell, str) and HALF.search(cell) and not cell.startswith(BY_FORMULA)
    }
    assert sorted(faults)[:20] == []
