"""Ambiguous headers: the fields that each may mean."""

from __future__ import annotations

UNCLEAR: dict[str, tuple[str, ...]] = {
    "社区名称": ("name", "neighbourhood"),
    "编号": ("community_id", "earlier_area", "adcode"),
    "序号": ("community_id",),
    "代码": ("community_id", "adcode"),
    "面积": ("floor_area_m2", "site_m2"),
    "总面积": ("floor_area_m2", "site_m2"),
    "面积合计": ("floor_area_m2", "site_m2"),
    "总门牌数": ("units", "households", "buildings"),
    "门牌数": ("units", "households", "buildings"),
    "居民": ("residents", "fund_residents_money", "households"),
    "人数": ("residents", "residents_60", "consent_households"),
    "类型": ("tenure", "structure", "works_class"),
    "类别": ("works_class", "tenure"),
    "性质": ("tenure", "works_class"),
    "年份": ("build_year", "plan_year"),
    "时间": ("build_year", "started_on", "done_on"),
    "日期": ("build_year", "started_on", "done_on"),
    "资金": ("invest_money", "paid_money"),
    "area": ("floor_area_m2", "site_m2", "earlier_area"),
    "code": ("community_id", "adcode"),
    "no": ("community_id",),
    "no.": ("community_id",),
    "type": ("tenure", "structure", "works_class"),
    "year": ("build_year", "plan_year"),
    "date": ("build_year", "started_on", "done_on"),
}
