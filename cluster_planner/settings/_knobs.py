"""Every knob with its unit, default, range and meaning, as frozen values.

The defaults follow DESIGN section 7. Rates and limits are orders of magnitude from practice, not official
figures: every one can be changed in a TOML file.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from cluster_planner.errors import SettingsError
from cluster_planner.said import Code, Count, Number, say
from cluster_planner.settings._section import Section, knob

Line = Literal["hard", "soft", "off"]
How = Literal["sum", "least", "most", "mean", "span"]  # how members of an area are put together for a limit
Yearly: TypeAlias = float | tuple[float, ...]  # one amount for every year, or one for each
FUNDS = ("central", "province", "county", "bond", "utility", "residents", "private")


@dataclass(frozen=True, kw_only=True)
class Limit:
    """Bounds on the total of one column over an area; both included, ``None`` is no bound."""

    min: float | None = None
    max: float | None = None

    def __post_init__(self) -> None:
        """Refuse bounds that no total can meet; 300 and 300.0 are the same bound, and the same text of a record."""
        for name in ("min", "max"):
            bound = getattr(self, name)
            object.__setattr__(self, name, None if bound is None else float(bound))
        if self.min is not None and self.max is not None and self.min > self.max:
            raise SettingsError(
                say("error.settings.limit_crossed", least=Number(self.min), most=Number(self.max)),
                say("error.settings.swap_bounds"),
            )


@dataclass(frozen=True, kw_only=True)
class LinkSettings(Section, key="links"):
    """When two communities can share works."""

    max_gap_m: float = knob(50.0, "两个面状小区之间的最大间距", "largest gap between two outlines", unit="m", low=0, high=2000)
    max_point_gap_m: float = knob(200.0, "两个点状小区之间的最大间距", "largest gap between two points", unit="m", low=0, high=5000)
    min_water_width_m: float = knob(15.0, "构成阻隔的水面最小宽度", "least width of water that is a barrier", unit="m", low=0, high=1000)
    barrier_kinds: tuple[str, ...] = knob(
        ("water", "railway", "motorway", "trunk", "primary"), "构成阻隔的要素类别", "kinds of features that are barriers")
    crossing_radius_m: float = knob(25.0, "过街通道(桥梁、涵洞)两侧打开阻隔的半径", "how far around a bridge or underpass a barrier is open", unit="m", low=0, high=500)
    county_line: Line = knob("hard", "县市区界线: hard 不可跨, soft 降分, off 不计", "county line: hard never, soft costs likeness, off ignored")
    subdistrict_line: Line = knob("hard", "街道界线: hard 不可跨, soft 降分, off 不计", "subdistrict line: hard, soft or off")
    neighbourhood_line: Line = knob("soft", "社区界线: hard 不可跨, soft 降分, off 不计", "neighbourhood line: hard, soft or off")


@dataclass(frozen=True, kw_only=True)
class EligibilitySettings(Section, key="eligibility"):
    """Which communities may be renovated at all."""

    built_until: int = knob(2000, "全额支持: 建成年份不晚于", "built no later than this: eligible in full", unit="year", low=1900, high=2100)
    late_until: int = knob(2005, "限量纳入: 建成年份不晚于", "built no later than this: eligible up to a share", unit="year", low=1900, high=2100)
    late_share: float = knob(0.15, "限量纳入的户数占比上限", "largest share of households built after the first year", low=0, high=1)
    statuses: tuple[str, ...] = knob(
        ("draft", "submitted", "community_ok", "street_ok", "in_bank", "returned"),
        "可参与划片的入库状态", "states of the review from which a community can join an area")
    excluded_tenures: tuple[str, ...] = knob(("self_built", "urban_village"), "不纳入改造的小区类型", "kinds of housing that are never renovated")


@dataclass(frozen=True, kw_only=True)
class CheckupSettings(Section, key="checkup"):
    """How need is scored: a weight for each indicator and where it is full."""

    weights: Mapping[str, float] = knob(
        {"age": 0.2, "structure": 0.1, "utilities": 0.2, "fire_lane": 0.12, "sewer": 0.1, "lifts": 0.08,
         "elderly": 0.08, "parking": 0.06, "management": 0.06},
        "各体检指标的权重", "weight of each indicator", low=0, high=100)
    reference_year: int = knob(2024, "计算楼龄的年份", "year from which age is counted", unit="year", low=1990, high=2100)
    new_years: float = knob(10.0, "楼龄不超过此值得 0 分", "age at which need begins", unit="years", low=0, high=100)
    old_years: float = knob(40.0, "楼龄达到此值得满分", "age at which need is full", unit="years", low=1, high=200)
    lift_storeys: int = knob(6, "达到此层数而无电梯即需加装", "storeys from which a lift is needed", unit="storeys", low=2, high=50)
    elderly_share: float = knob(0.3, "60 岁以上占比达到此值得满分", "share of people over 60 at which need is full", low=0.01, high=1)
    elderly_check_share: float = knob(0.2, "体检: 60 岁以上占比低于此值为达标", "share of people over 60 below which the check-up passes", low=0, high=1)
    chargers_per_space: float = knob(0.1, "体检: 充电设施与车位之比达到此值为达标", "chargers for each parking space that pass the check-up", low=0, high=10)
    parking_per_household: float = knob(0.4, "户均车位达到此值得 0 分", "parking spaces per household that are enough", low=0.01, high=5)


@dataclass(frozen=True, kw_only=True)
class LikenessSettings(Section, key="likeness"):
    """How alike two communities are: the four criteria and their scales."""

    weights: Mapping[str, float] = knob(
        {"location": 0.3, "type": 0.3, "trade": 0.2, "culture": 0.2}, "四项标准的权重", "weight of each criterion", low=0, high=100)
    year_scale: float = knob(10.0, "建成年份相差此值则完全不像", "years apart at which likeness is nil", unit="years", low=1, high=100)
    storey_scale: float = knob(2.0, "层数相差此值则完全不像", "storeys apart at which likeness is nil", unit="storeys", low=0.5, high=50)
    gap_scale_m: float = knob(100.0, "间距达到此值则位置不相近", "gap between outlines at which location counts nothing", unit="m", low=1, high=5000)
    span_scale_m: float = knob(800.0, "中心距离达到此值则位置不相近", "walk between centres at which location counts nothing", unit="m", low=1, high=20000)
    facility_radius_m: float = knob(500.0, "共享配套设施的服务半径", "radius within which a facility serves", unit="m", low=10, high=5000)
    soft_line_discount: float = knob(0.1, "跨软界线时位置得分的扣减", "taken from location for each soft line between the two", low=0, high=1)


@dataclass(frozen=True, kw_only=True)
class AreaSettings(Section, key="areas"):
    """What an area is, and what it is worth."""

    min_likeness: float = knob(0.5, "相似度门槛: 高于此值的一对小区才增加片区价值", "threshold above which a pair adds value", low=0, high=1)
    min_communities: int = knob(2, "片区最少小区数", "fewest communities in an area", low=2, high=1000)
    max_communities: int = knob(10, "片区最多小区数", "most communities in an area", low=2, high=1000)
    max_span_m: float = knob(800.0, "片区内任意两小区的最大距离", "largest distance between two members", unit="m", low=1, high=20000)
    limits: Mapping[str, Limit] = knob(
        {"households": Limit(min=300, max=3000), "site_m2": Limit(max=500_000), "invest_wan": Limit(max=5000)},
        "片区合计的上下限", "bounds on the total of any numeric column over an area")
    saving_weight: float = knob(0.1, "每省一次进场所值", "value of one mobilisation saved", low=0, high=100)
    effort: float = knob(1.0, "求解力度: 每个连通片分配的搜索量为默认值的倍数; 未证最优时可调大", "how hard to search and prove, as a multiple of the usual work for each component", low=0.001, high=1000)
    trench_m_per_mobilisation: float = knob(250.0, "多长的共享管沟相当于省一次进场", "shared trench worth as much as one mobilisation", unit="m", low=1, high=100000)
    stay_weight: float = knob(0.05, "沿用上次方案(--keep)时, 原在同一片区的一对小区仍在一起所值; 0 为只沿用片区编号", "with --keep, value of two communities that shared an area in the earlier plan and still do; 0 keeps ids alone", low=0, high=100)
    together: tuple[tuple[str, ...], ...] = knob((), "必须在一起的小区组", "groups of communities that must share an area")
    apart: tuple[tuple[str, ...], ...] = knob((), "不得在一起的小区对", "groups of communities of which no two may share an area")
    locked: tuple[tuple[str, ...], ...] = knob((), "锁定的片区(成员编号)", "areas that are kept exactly as they are")
    excluded: tuple[str, ...] = knob((), "不参与划片的小区", "communities that join no area")

    def __post_init__(self) -> None:
        """Refuse sizes that no area can have."""
        super().__post_init__()
        least, most = self.min_communities, self.max_communities
        if least > most:
            raise SettingsError(
                say("error.settings.communities_crossed", least=Count(least), most=Count(most)),
                say("error.settings.swap"),
            )


@dataclass(frozen=True, kw_only=True)
class StabilitySettings(Section, key="stability"):
    """How firmly areas hold when weights, scales and thresholds are a little other; takes as long as so many plans."""

    runs: int = knob(0, "稳定性检验的试算次数; 0 为不检验", "plans made anew under varied weights and thresholds; 0 for none", low=0, high=10000)
    spread: float = knob(0.1, "试算时, 相似度的各项权重和尺度、相似度门槛、跨度、节省权重各在此比例内上下浮动", "share by which each weight and scale of likeness, and threshold, span and saving weights of areas vary up or down", low=0, high=0.9)
    seed: int = knob(0, "试算的随机种子", "seed of the random variation", low=0, high=999_999)


@dataclass(frozen=True, kw_only=True)
class CostSettings(Section, key="costs"):
    """Rates from which costs and savings are estimated; never official figures."""

    price_year: int = knob(2022, "价格年份", "year of the prices", unit="year", low=2000, high=2100)
    floor_area_cny_m2: float = knob(244.5, "单独改造: 每平方米建筑面积", "cost alone for each m2 of floor area", unit="CNY/m2", low=0, high=10000)
    household_cny: float = knob(22253.0, "面积不详时: 每户", "cost alone for each household where floor area is unknown", unit="CNY", low=0, high=1e6)
    rate_spread: float = knob(0.25, "按单价估算时, 费用上下浮动的比例", "share by which a cost from these two rates may lie lower or higher", low=0, high=0.9)
    local_factor: float = knob(1.0, "本地系数: 已知投资不足时, 工程估算乘以此值", "works estimates are multiplied by this where too few investments are known", low=0.1, high=10)
    least_known: int = knob(10, "已知投资的小区达到此数, 本地系数即取 已知投资/工程估算", "investments that must be known before the local factor follows from them", low=1, high=1_000_000)
    house_depth_m: float = knob(12.0, "楼栋进深: 小区内道路(管线)长度 = 建筑面积 / 层数 / 进深, 即沿每排楼一条", "depth of a house: streets and pipes inside a site are as long as its rows of houses, floor area by storeys by depth", unit="m", low=5, high=100)
    mobilisation_low_wan: float = knob(8.0, "一次进场(临设、措施), 低价", "one mobilisation, low", unit="10,000 CNY", low=0, high=1000)
    mobilisation_wan: float = knob(12.0, "一次进场(临设、措施), 中价", "one mobilisation", unit="10,000 CNY", low=0, high=1000)
    mobilisation_high_wan: float = knob(20.0, "一次进场(临设、措施), 高价", "one mobilisation, high", unit="10,000 CNY", low=0, high=1000)
    digging_low_share: float = knob(0.4, "开挖、回填、恢复占管网单价的比例, 低", "share of a network's rate that is digging, backfill and reinstatement, low", low=0, high=1)
    digging_share: float = knob(0.5, "开挖、回填、恢复占管网单价的比例", "share of a network's rate that is digging, backfill and reinstatement", low=0, high=1)
    digging_high_share: float = knob(0.6, "开挖、回填、恢复占管网单价的比例, 高", "share of a network's rate that is digging, backfill and reinstatement, high", low=0, high=1)
    further_share: float = knob(0.35, "同沟时每增加一种管线仍需的开挖比例", "share of its digging that each further network in a trench still needs", low=0, high=1)
    surface_width_m: float = knob(4.0, "共用路面的宽度: 不超过此值, 也不超过小区间距", "width of road surface along a shared trench, no more than the gap between the two", unit="m", low=0, high=30)
    bulk_low_share: float = knob(0.02, "集中采购降价比例, 低", "bulk discount, low", low=0, high=0.5)
    bulk_share: float = knob(0.035, "集中采购降价比例", "bulk discount", low=0, high=0.5)
    bulk_high_share: float = knob(0.05, "集中采购降价比例, 高", "bulk discount, high", low=0, high=0.5)
    fee_steps: Mapping[str, float] = knob(
        {"0": 1.0, "200": 0.88, "500": 0.8, "1000": 0.72, "3000": 0.66},
        "间接费累退: 超过该数(万元)的部分, 费率乘以此系数", "sliding fees: what lies above so many 10,000 CNY is charged at the percentage times this", low=0, high=1)
    new_road_years: int = knob(5, "新修道路几年内不得再开挖", "years in which a new road is not to be dug up", unit="years", low=0, high=30)
    max_saving_share: float = knob(0.2, "节省比例的可信上限", "share saved above which it is flagged", low=0, high=1)

    def __post_init__(self) -> None:
        """Refuse ranges out of order, and fees that grow faster than the amount."""
        super().__post_init__()
        triples = (
            ("mobilisation_wan", self.mobilisation_low_wan, self.mobilisation_wan, self.mobilisation_high_wan),
            ("digging_share", self.digging_low_share, self.digging_share, self.digging_high_share),
            ("bulk_share", self.bulk_low_share, self.bulk_share, self.bulk_high_share),
        )
        for name, low, mid, high in triples:
            if not low <= mid <= high:
                raise SettingsError(
                    say("error.settings.out_of_order", name=Code(name), low=Number(low), mid=Number(mid), high=Number(high)),
                    say("error.settings.rising_order"),
                )
        steps = list(self.fee_steps.values())
        if steps != sorted(steps, reverse=True):
            raise SettingsError(
                say("error.settings.fees_rise"),
                say("error.settings.fall_by_step"),
            )


@dataclass(frozen=True, kw_only=True)
class ServiceSettings(Section, key="services"):
    """Which facilities an area should have within reach."""

    radius_m: Mapping[str, float] = knob(
        {"canteen": 500.0, "elderly_care": 500.0, "clinic": 500.0, "pocket_park": 300.0, "activity_room": 500.0,
         "kiosk": 300.0, "market": 500.0},
        "各类设施的步行服务半径", "walk within which a facility serves", unit="m", low=10, high=5000)
    per_household: Mapping[str, float] = knob(
        {"parking": 0.4, "charging": 0.04}, "户均停车位和充电设施的目标数", "parking spaces and chargers wanted for each household", low=0, high=5)
    size_m2: Mapping[str, float] = knob(
        {"canteen": 150.0, "elderly_care": 350.0, "clinic": 150.0, "pocket_park": 400.0, "activity_room": 200.0,
         "kiosk": 50.0, "market": 300.0},
        "各类设施的最小规模", "least size of a facility", unit="m2", low=1, high=100_000)
    least_households: Mapping[str, float] = knob(
        {"canteen": 300.0, "elderly_care": 500.0, "clinic": 500.0, "pocket_park": 150.0, "activity_room": 300.0,
         "kiosk": 150.0, "market": 1000.0},
        "新增服务户数达到此值才设点, 不足则宜与周边共建", "households that a site must newly serve to be worth building", low=0, high=100_000)
    enough_share: float = knob(0.8, "服务户数占比达到此值即为已覆盖", "share of households within reach at which an area is served", low=0.01, high=1)
    most_sites: int = knob(2, "一个片区同类设施最多建议的点位数", "most sites of one kind that are proposed in an area", low=1, high=20)
    persons_per_household: float = knob(2.5, "常住人口不详时: 每户人数", "persons in a household where residents are unknown", low=0.5, high=10)
    detour: float = knob(1.3, "没有道路数据时: 步行距离为直线距离的倍数", "walk as a multiple of the straight line where there are no road lines", low=1, high=5)
    access_m: float = knob(150.0, "小区和设施到最近道路的最大距离, 超过则按直线估算", "farthest from a road line at which it is used; beyond, the straight line is", unit="m", low=1, high=2000)
    join_m: float = knob(10.0, "道路线端点与相邻道路相距不超过此值, 视为相接", "widest gap at the end of a road line that is closed", unit="m", low=0, high=100)
    walkable_kinds: tuple[str, ...] = knob(
        ("primary", "secondary", "tertiary", "residential", "unclassified", "service", "living_street", "pedestrian",
         "footway", "cycleway", "path", "steps", "track", "road"),
        "可步行的道路类别", "kinds of lines that people walk along")


@dataclass(frozen=True, kw_only=True)
class BudgetSettings(Section, key="budget"):
    """Years, money and demands of the programme; of an amount in a list, the last one holds for all later years."""

    first_year: int = knob(2024, "首个实施年度", "first year", unit="year", low=2000, high=2100)
    years: int = knob(3, "年度数", "number of years", low=1, high=30)
    yearly_wan: Yearly = knob(17867.0, "每年预算(未按来源列出时); 各年不同则写成列表, 末项沿用到以后各年", "budget of each year, where no sources are listed; a list where years differ", unit="10,000 CNY", low=0, high=1e8)
    sources: Mapping[str, Yearly] = knob({}, "各资金来源每年的预算(central, province, county, bond, utility, residents, private), 按此次序使用; 列出后取代每年预算", "budget of each source and year, used in this order, in place of the yearly budget", unit="10,000 CNY", low=0, high=1e8)
    min_areas_per_county: int = knob(1, "每县每年至少安排的片区数(有片区可排时)", "fewest areas of each county and year, while it has any", low=0, high=1000)
    max_areas_per_county: int = knob(2, "每县每年至多安排的片区数", "most areas of each county and year", low=0, high=1000)
    deadlines: Mapping[str, int] = knob({}, "最迟开工年度: 小区编号 = 年度; 指含该小区的片区", "latest year to start: community id = year; means the area that holds it", low=2000, high=2100)
    prerequisites: tuple[tuple[str, ...], ...] = knob((), "先后次序(小区编号): 前者所在片区的实施年度须早于后者", "order of communities: the area of each is built in an earlier year than that of the next")
    build_months: int = knob(18, "工期; 资金按月均匀支付, 首年 12 个月, 其余在次年", "months that a project is built and paid over, evenly: 12 in its first year, the rest in the next", unit="months", low=1, high=24)
    under_way_share: float = knob(1.0, "在建和已列计划项目的未付资金由各年预算优先支付的比例; 0 为不计", "share of what is not yet paid of projects under way or planned that budgets pay first; 0 for none", low=0, high=1)
    need_weight: float = knob(0.7, "得分中体检得分×户数的权重", "weight of need times households in the score", low=0, high=100)
    saving_weight: float = knob(0.3, "得分中节省的权重", "weight of saving in the score", low=0, high=100)
    alone_weight: float = knob(1.0, "单独改造小区得分的折算系数", "what the score of a community alone is multiplied by", low=0, high=100)
    later_loss: float = knob(0.05, "每晚一年得分减少的比例", "share of a score that is lost with each year later", low=0, high=0.9)
    tolerance: float = knob(0.001, "求解精度: 证明至多再好此比例即停", "stop once no programme can be better by more than this share", low=0, high=1)

    def __post_init__(self) -> None:
        """Refuse sources that nobody knows, and bounds that no county can keep."""
        super().__post_init__()
        for name in self.sources:
            if name not in FUNDS:
                raise SettingsError(
                    say("error.settings.unknown_source", name=Code(repr(name))),
                    say("error.settings.known_sources", funds=Code(", ".join(FUNDS))),
                )
        least, most = self.min_areas_per_county, self.max_areas_per_county
        if least > most:
            raise SettingsError(
                say("error.settings.areas_crossed", least=Count(least), most=Count(most)),
                say("error.settings.swap"),
            )


@dataclass(frozen=True, kw_only=True)
class Settings:
    """All knobs of a plan."""

    links: LinkSettings = field(default_factory=LinkSettings)
    eligibility: EligibilitySettings = field(default_factory=EligibilitySettings)
    checkup: CheckupSettings = field(default_factory=CheckupSettings)
    likeness: LikenessSettings = field(default_factory=LikenessSettings)
    areas: AreaSettings = field(default_factory=AreaSettings)
    stability: StabilitySettings = field(default_factory=StabilitySettings)
    costs: CostSettings = field(default_factory=CostSettings)
    services: ServiceSettings = field(default_factory=ServiceSettings)
    budget: BudgetSettings = field(default_factory=BudgetSettings)


