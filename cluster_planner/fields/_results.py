"""The columns that the tool itself computes, with the words a planner reads for them."""

from __future__ import annotations

from cluster_planner.fields import _choices as allowed
from cluster_planner.fields._field import Choice, Field, Kind


def _result(
    name: str, zh: str, en: str, kind: Kind = "number", unit: str = "", choices: tuple[Choice, ...] = ()
) -> Field:
    return Field(name=name, zh=zh, en=en, kind=kind, unit=unit, choices=choices)


RESULTS: tuple[Field, ...] = (
    _result("area_id", "片区编号", "Area", "text"),
    _result("area_name", "片区名称", "Area name", "text"),
    _result("area_name_en", "片区名称(英文)", "Area name (English)", "text"),
    _result("outcome", "结果", "Outcome", "choice", choices=allowed.OUTCOMES),
    _result("reason", "理由", "Reason", "text"),
    _result("communities", "小区数", "Communities", "integer", "个"),
    _result("members", "成员小区", "Members", "text"),
    _result("need", "体检得分", "Need"),
    _result("coverage", "体检覆盖率", "Check-up coverage"),
    _result("likeness", "相似度", "Likeness"),
    _result("likeness_mean", "平均相似度", "Mean likeness"),
    _result("likeness_min", "最低相似度", "Least likeness"),
    _result("location", "地理位置相邻", "Location"),
    _result("type", "小区类型相近", "Type"),
    _result("trade", "产业配套相关", "Trade and services"),
    _result("culture", "文化脉络相连", "Culture"),
    _result("span_m", "跨度", "Span", unit="m"),
    _result("compactness", "紧凑度", "Compactness"),
    _result("cost_alone_wan", "单独改造费用", "Cost alone", unit="万元"),
    _result("cost_together_wan", "连片改造费用", "Cost together", unit="万元"),
    _result("saving_wan", "节省", "Saving", unit="万元"),
    _result("saving_share", "节省比例", "Share saved"),
    _result("mobilisation_saving_wan", "进场费节省", "Saved on mobilisation", unit="万元"),
    _result("trench_saving_wan", "管沟共享节省", "Saved on trenches", unit="万元"),
    _result("value", "目标值", "Value"),
    _result("bound", "上界", "Upper bound"),
    _result("gap", "差距", "Gap"),
    _result("year", "实施年度", "Year", "integer", "年"),
    _result("order", "次序", "Order", "integer"),
    _result("budget_wan", "预算", "Budget", unit="万元"),
    _result("spent_wan", "安排资金", "Allotted", unit="万元"),
    _result("focal", "小区甲", "Community A", "text"),
    _result("neighbor", "小区乙", "Community B", "text"),
    _result("gap_m", "间距", "Gap between the two", unit="m"),
    _result("trench_m", "可共享管沟", "Shared trench", unit="m"),
    _result("barrier", "阻隔", "Barrier", "text"),
    _result("barrier_kind", "阻隔类型", "Kind of barrier", "choice", choices=allowed.BARRIER_KINDS),
    _result("soft_lines", "相隔的行政界线数", "Administrative lines between", "integer", "条"),
    _result("kind", "类别", "Kind", "choice", choices=allowed.BARRIER_KINDS),
    _result("width_m", "宽度", "Width", unit="m"),
    _result("colour", "配色号", "Colour number", "integer"),
    _result("source_row", "原表行号", "Row of the source", "integer"),
    _result("footprint", "边界来源", "Footprint", "choice", choices=allowed.FOOTPRINTS),
    _result("wkt", "边界(WKT)", "Boundary (WKT)", "text"),
    _result("source", "数据来源", "Source", "choice", choices=allowed.SOURCES),
    _result("sheet", "工作表", "Sheet", "text"),
    _result("location_quality", "位置可靠性", "Location quality", "choice", choices=allowed.LOCATION_QUALITIES),
    _result("row", "行号", "Row", "text"),
    _result("field", "字段", "Field", "text"),
    _result("found", "原值", "Found", "text"),
    _result("rule", "规则", "Rule", "text"),
    _result("severity", "级别", "Severity", "choice", choices=allowed.SEVERITIES),
    _result("done", "处理", "Done", "text"),
    _result("problem", "问题", "Problem", "text"),
    _result("remedy", "办法", "Remedy", "text"),
    _result("areas", "片区数", "Areas", "integer", "个"),
    _result("unit", "单位", "Unit", "text"),
    _result("count", "次数", "Count", "integer"),
    _result("item", "项目", "Item", "text"),
    _result("item_value", "内容", "Content", "text"),
    _result("setting", "设置项", "Setting", "text"),
    _result("setting_value", "取值", "Set to", "text"),
    _result("meaning", "含义", "Meaning", "text"),
)
