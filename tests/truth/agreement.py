"""One fact stated in several places is the same in all of them: sheets, layers, map, and both languages."""

from __future__ import annotations

import re

import numpy as np
import pandas as pd

from truth.figures import same
from truth.figures_areas import value
from truth.sentence import Fault

# Layer and page give them under names of their own; a sheet under its header.
REASONS = (
    ("areas", "片区", "片区编号", {"reason": "理由", "held_by_saving": "靠节省划入的成员"}),
    ("areas", "片区指标", "片区编号", {"next_best": "次优方案", "mode_reason": "改造模式依据"}),
    ("communities", "成员小区", "项目编号", {"reason": "理由"}),
    ("communities", "单独改造与未纳入", "项目编号", {"reason": "理由", "advice": "划入片区的条件"}),
)
FIGURES = {
    "片区": {
        "小区数": "communities",
        "户数": "households",
        "建筑面积": "floor_area_m2",
        "单独改造费用": "cost_alone_money",
        "节省": "saving_money",
        "连片改造费用": "cost_together_money",
        "节省比例": "saving_share",
        "次序": "order",
        "实施年度": "year",
    },
    "片区指标": {
        "占地面积": "site_m2",
        "改造需求度": "need",
        "平均相似度": "likeness_mean",
        "最低相似度": "likeness_min",
        "跨度": "span_m",
        "方案评分": "value",
        "紧凑度": "compactness",
        "若不划为片区的评分损失": "value_lost",
        "次优方案少省": "saving_lost_money",
    },
}

WAN, IN_WAN = 10_000, re.compile("（万元）$")  # amounts of a Chinese sheet; English ones are in CNY

LABELS = {
    "房屋结构": "structure",
    "小区类型": "tenure",
    "费用依据": "cost_basis",
    "入库状态": "status",
    "边界来源": "footprint",
    "结果": "outcome",
}


def check_agreement(case):
    """Yield every place where sheets, layers, map and the two languages disagree."""
    yield from _languages(case)
    for lang, outputs in case.outputs.items():
        yield from _reasons(case, outputs, lang)
        yield from _membership(case, outputs, lang)
        yield from _labels(case, lang)
    yield from _layer_figures(case)
    yield from _page_figures(case)


def _languages(case):
    """Every figure of a sheet is the same in both languages, and stands in the same place."""
    zh, en = (list(outputs.sheets.values()) for outputs in case.outputs.values())
    if [len(rows) for rows in zh] != [len(rows) for rows in en]:
        yield Fault("false", "languages", "sheets", "there are other sheets, or other rows")
        return
    for title, one, other in zip(case.outputs["zh"].sheets, zh, en, strict=True):
        for row, (cells, twins) in enumerate(zip(one, other, strict=True), start=1):
            for cell, twin, each in zip(cells, twins, _worths(one[0], cells), strict=True):
                both = [isinstance(value, int | float) for value in (cell, twin)]
                if both[0] != both[1] or (all(both) and not np.isclose(cell * each, twin, rtol=1e-12, atol=1e-4)):
                    yield Fault("false", "languages", f"{title} row {row}", f"{cell} and {twin}")


def _worths(heads, cells):
    """Return by how much each figure of a row is greater in English; of amounts bought in bulk also their quantity."""
    of_money = {"工程量": WAN, "每单位节省": 1 / WAN} if "万元" in cells else {}
    names = [str(head).partition("（")[0] for head in heads]
    return [WAN if IN_WAN.search(str(head)) else of_money.get(name, 1) for head, name in zip(heads, names, strict=True)]


def _reasons(case, outputs, lang):
    """A reason is the same in sheet, layer and map."""
    for layer, title, key, columns in REASONS:
        table = case.sheet(title, lang).set_index(key)
        stated = outputs.layers[layer].set_index("area_id" if layer == "areas" else "community_id")
        for place, texts in (("layer", stated), ("map", outputs.page.table(layer))):
            for name, header in columns.items():
                where = f"{lang} {place} {layer}.{name}"
                yield from _texts(table, header, texts.reindex(table.index).get(name), where)
    schedule = case.sheet("年度项目", lang).set_index("项目")["理由"]
    pages = [outputs.page.table(layer) for layer in ("areas", "communities")]
    for page in pages:
        for key_of, text in page.get("programme_reason", pd.Series(dtype=object)).dropna().items():
            if not _alike(text, schedule.get(key_of)):
                yield Fault(
                    "false",
                    "same text",
                    f"{lang} map programme_reason {key_of}",
                    f"{text!r}, sheet {schedule.get(key_of)!r}",
                )


def _texts(table, header, there, where):
    """What a sheet says under a header stands elsewhere too; a column without any text may be left out in either."""
    empty = pd.Series(None, table.index, dtype=object)
    pairs = pd.DataFrame({"here": table.get(header, empty), "there": empty if there is None else there})
    for key, (here, other) in pairs.iterrows():
        if not _alike(other, here):
            yield Fault("false", "same text", f"{where} {key}", f"{other!r}, sheet {here!r}")


def _alike(one, other):
    return (pd.isna(one) and pd.isna(other)) or one == other


def _membership(case, outputs, lang):
    """Sheet, layer and map put everyone into the same area."""
    sheet = case.sheet("成员小区", lang).set_index("项目编号")["片区编号"].to_dict()
    layer = outputs.layers["communities"].set_index("community_id")["area_id"].dropna().to_dict()
    content = outputs.page.content
    ids = content["communities"]["ids"]
    page = {
        key: content["areas"]["ids"][at] for key, at in zip(ids, content["communities"]["area"], strict=True) if at >= 0
    }
    if not sheet == layer == page:
        yield Fault("false", "membership", lang, f"{len(sheet)}, {len(layer)} and {len(page)} members differ")


def _labels(case, lang):
    """A word of a sheet stands for one code of the layer, and a code has one word."""
    for title in ("成员小区", "单独改造与未纳入"):
        table = case.sheet(title, lang)
        rows = case.known.communities.reindex(table["项目编号"])
        for header, name in LABELS.items():
            if header not in table or name not in rows:
                continue
            pairs = {
                (word, code)
                for word, code in zip(table[header], rows[name], strict=True)
                if not (pd.isna(word) and pd.isna(code))
            }
            for side in (0, 1):
                several = {pair[side] for pair in pairs if sum(one[side] == pair[side] for one in pairs) > 1}
                if several:
                    yield Fault("false", "labels", f"{lang} {title}!{header}", f"{several} stand for several")


def _layer_figures(case):
    """A figure of an area is the same in sheet and layer."""
    for title, columns in FIGURES.items():
        table = case.sheet(title)
        rows = case.known.areas.reindex(table["片区编号"])
        for header, name in columns.items():
            if header in table and name in rows:
                bad = ~same(table[header], rows[name])
                for key, stated, should in zip(
                    table["片区编号"][bad.to_numpy()],
                    table[header][bad.to_numpy()],
                    rows[name][bad.to_numpy()],
                    strict=True,
                ):
                    yield Fault("false", "layer", f"areas.{name} {key}", f"{should}, sheet {stated}")


def _page_figures(case):
    """A figure of the map is that of the layer, rounded as it is shown."""
    page = case.outputs["zh"].page
    for layer, key in (("areas", "area_id"), ("communities", "community_id")):
        stated = case.outputs["zh"].layers[layer].set_index(key)
        columns = page.content[layer]["table"]
        for name, column in columns.items():
            if "values" not in column or name not in stated or not pd.api.types.is_numeric_dtype(stated[name]):
                continue
            decimals = column["digits"] + {"percent": 2, "money": -4}.get(column["style"], 0)
            shown = pd.Series(page.table(layer)[name], dtype=float).reindex(stated.index)
            off = (shown - stated[name]).abs() > 0.5 * 10.0**-decimals + 1e-9
            off |= shown.isna() != stated[name].isna()
            if name == "year" and layer == "communities":  # a member begins with its area
                off &= stated["area_id"].isna()
            for one in stated.index[off]:
                yield Fault("false", "map", f"{layer}.{name} {one}", f"{shown[one]}, layer {stated.loc[one, name]}")
    summary = page.content["summary"]
    outcomes = case.known.communities["outcome"].value_counts()
    counts = {
        "areas": len(case.known.members),
        "in_areas": outcomes.get("area", 0),
        "alone": outcomes.get("alone", 0),
        "not_eligible": outcomes.get("not_eligible", 0),
    }
    for name, count in counts.items():
        if summary[name] != count:
            yield Fault("false", "map", f"summary {name}", f"{summary[name]}, are {count}")
    worth = value(case).sum()
    if not np.isclose(summary["value"], worth, atol=1e-4):
        yield Fault("false", "map", "summary value", f"{summary['value']}, the areas are worth {worth}")
    if not np.isclose(summary["value"], pd.to_numeric(case.sheet("优度证明")["方案评分"]).sum(), atol=1e-6):
        yield Fault("false", "map", "summary value", f"{summary['value']}")
