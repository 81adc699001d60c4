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
from cluster_planner.settings._clock import today
from cluster_planner.settings._kinds import hints_of
from cluster_planner.settings._limit import Limit
from cluster_planner.settings._section import Section, knob

Line = Literal["hard", "soft", "off"]
Suggested = Literal["marked", "counted"]
Yearly: TypeAlias = float | tuple[float, ...]  # one amount for every year, or one for each
FUNDS = ("central", "province", "county", "bond", "utility", "residents", "private")


@dataclass(frozen=True, kw_only=True)
class LinkSettings(Section, key="links"):
    """When two communities can share works."""

    max_gap_m: float = knob(50.0, unit="m", low=0, high=2000)
    max_point_gap_m: float = knob(200.0, unit="m", low=0, high=5000)
    min_water_width_m: float = knob(15.0, unit="m", low=0, high=1000)
    barrier_kinds: tuple[str, ...] = knob(
        ("water", "railway", "motorway", "trunk", "primary"))
    crossing_radius_m: float = knob(25.0, unit="m", low=0, high=500)
    county_line: Line = knob("hard")
    subdistrict_line: Line = knob("hard")
    neighbourhood_line: Line = knob("soft")

    def reach_m(self, points: int) -> float:
        """Return the largest gap between two communities; each that is only a point stands for an unseen outline."""
        return self.max_gap_m + points * (self.max_point_gap_m - self.max_gap_m) / 2


@dataclass(frozen=True, kw_only=True)
class EligibilitySettings(Section, key="eligibility"):
    """Which communities may be renovated at all."""

    built_until: int = knob(2000, unit="year", low=1900, high=2100, source="guidance_2020")
    late_until: int = knob(2005, unit="year", low=1900, high=2100, source="late")
    late_share: float = knob(0.15, low=0, high=1, source="late")
    statuses: tuple[str, ...] = knob(
        ("draft", "submitted", "community_ok", "street_ok", "county_ok", "joint_review", "publicity", "in_bank",
         "returned"))
    excluded_tenures: tuple[str, ...] = knob(("self_built", "urban_village"))
    least_consent: float = knob(0.0, low=0, high=1)


@dataclass(frozen=True, kw_only=True)
class CheckupSettings(Section, key="checkup"):
    """How need is scored: a weight for each indicator, and the figure at which it is full."""

    weights: Mapping[str, float] = knob(
        {"age": 0.2, "structure": 0.1, "utilities": 0.2, "fire_lane": 0.12, "sewer": 0.1, "lifts": 0.08,
         "elderly": 0.08, "parking": 0.06, "management": 0.06}, low=0, high=100)
    reference_year: int | None = knob(None, unit="year", low=1990, high=2100)
    new_years: float = knob(10.0, unit="years", low=0, high=100)
    old_years: float = knob(40.0, unit="years", low=1, high=200)
    lift_storeys: int = knob(6, unit="storeys", low=2, high=50)
    elderly_share: float = knob(0.3, low=0.01, high=1)
    elderly_check_share: float = knob(0.2, low=0, high=1)
    chargers_per_space: float = knob(0.1, low=0, high=10)
    parking_per_household: float = knob(0.4, low=0.01, high=5)

    @property
    def age_year(self) -> int:
        """The year from which age is counted: the current one, unless set."""
        return today().year if self.reference_year is None else self.reference_year


@dataclass(frozen=True, kw_only=True)
class LikenessSettings(Section, key="likeness"):
    """How alike two communities are: the four criteria and their scales."""

    weights: Mapping[str, float] = knob(
        {"location": 1.0, "type": 1.0, "trade": 1.0, "culture": 1.0}, low=0, high=100, source="planted")
    year_scale: float = knob(10.0, unit="years", low=1, high=100)
    storey_scale: float = knob(2.0, unit="storeys", low=0.5, high=50)
    gap_scale_m: float = knob(100.0, unit="m", low=1, high=5000)
    span_scale_m: float = knob(800.0, unit="m", low=1, high=20000)
    facility_radius_m: float = knob(500.0, unit="m", low=10, high=5000)
    soft_line_discount: float = knob(0.1, low=0, high=1)


@dataclass(frozen=True, kw_only=True)
class AreaSettings(Section, key="areas"):
    """What an area is, and what it is worth."""

    min_likeness: float = knob(0.3, low=0, high=1, source="planted")
    min_communities: int = knob(2, low=2, high=1000)
    max_communities: int = knob(10, low=2, high=1000)
    max_span_m: float = knob(800.0, unit="m", low=1, high=20000)
    limits: Mapping[str, Limit] = knob(
        {"households": Limit(min=200, max=3000), "site_m2": Limit(max=500_000), "invest_money": Limit(max=50_000_000)}, source="area_projects")
    saving_weight: float = knob(0.03, low=0, high=100, source="planted")
    effort: float = knob(1.0, low=0.001, high=1000)
    trench_m_per_mobilisation: float = knob(250.0, unit="m", low=1, high=100000)
    stay_weight: float = knob(0.05, low=0, high=100)
    together: tuple[tuple[str, ...], ...] = knob((), source="user")
    apart: tuple[tuple[str, ...], ...] = knob((), source="user")
    locked: tuple[tuple[str, ...], ...] = knob((), source="user")
    excluded: tuple[str, ...] = knob((), source="user")

    @property
    def limited_columns(self) -> tuple[str, ...]:
        """What the limits are on, each once."""
        return tuple(dict.fromkeys(limit.column or name for name, limit in self.limits.items()))

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
    """How firm areas are when weights, scales and thresholds vary a little; takes as long as so many plans."""

    runs: int = knob(0, low=0, high=10000)
    spread: float = knob(0.1, low=0, high=0.9)
    seed: int = knob(0, low=0, high=999_999)


@dataclass(frozen=True, kw_only=True)
class CostSettings(Section, key="costs"):
    """Rates from which costs and savings are estimated; never official figures."""

    price_year: int = knob(2022, unit="year", low=2000, high=2100, source="yiyang_costs")
    per_m2_money: float = knob(244.5, unit="cny_m2", low=0, high=10000, source="yiyang_costs")
    per_household_money: float = knob(22253.0, unit="cny", low=0, high=1e6, source="yiyang_costs")
    rate_spread: float = knob(0.25, low=0, high=0.9)
    local_factor: float = knob(1.0, low=0.1, high=10)
    least_known: int = knob(10, low=1, high=1_000_000)
    suggested_works: Suggested = knob("marked")
    house_depth_m: float = knob(12.0, unit="m", low=5, high=100)
    mobilisation_low_money: float = knob(80_000.0, unit="money", low=0, high=1e7)
    mobilisation_money: float = knob(120_000.0, unit="money", low=0, high=1e7)
    mobilisation_high_money: float = knob(200_000.0, unit="money", low=0, high=1e7)
    digging_low_share: float = knob(0.4, low=0, high=1)
    digging_share: float = knob(0.5, low=0, high=1)
    digging_high_share: float = knob(0.6, low=0, high=1)
    further_share: float = knob(0.35, low=0, high=1)
    surface_width_m: float = knob(4.0, unit="m", low=0, high=30)
    bulk_low_share: float = knob(0.02, low=0, high=0.5)
    bulk_share: float = knob(0.035, low=0, high=0.5)
    bulk_high_share: float = knob(0.05, low=0, high=0.5)
    fee_steps: Mapping[str, float] = knob(
        {"0": 1.0, "200": 0.88, "500": 0.8, "1000": 0.72, "3000": 0.66}, low=0, high=1)
    new_road_years: int = knob(5, unit="years", low=0, high=30)
    max_saving_share: float = knob(0.2, low=0, high=1)

    def __post_init__(self) -> None:
        """Refuse ranges out of order, and fees that grow faster than the amount."""
        super().__post_init__()
        triples = (
            ("mobilisation_money", self.mobilisation_low_money, self.mobilisation_money, self.mobilisation_high_money),
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
         "kiosk": 300.0, "market": 500.0}, unit="m", low=10, high=5000)
    per_household: Mapping[str, float] = knob(
        {"parking": 0.4, "charging": 0.04}, low=0, high=5)
    size_m2: Mapping[str, float] = knob(
        {"canteen": 150.0, "elderly_care": 350.0, "clinic": 150.0, "pocket_park": 400.0, "activity_room": 200.0,
         "kiosk": 50.0, "market": 300.0}, unit="m2", low=1, high=100_000)
    least_households: Mapping[str, float] = knob(
        {"canteen": 300.0, "elderly_care": 500.0, "clinic": 500.0, "pocket_park": 150.0, "activity_room": 300.0,
         "kiosk": 150.0, "market": 1000.0}, low=0, high=100_000)
    enough_share: float = knob(0.8, low=0.01, high=1)
    most_sites: int = knob(2, low=1, high=20)
    persons_per_household: float = knob(2.5, low=0.5, high=10)
    detour: float = knob(1.3, low=1, high=5)
    access_m: float = knob(150.0, unit="m", low=1, high=2000)
    join_m: float = knob(10.0, unit="m", low=0, high=100)
    walkable_kinds: tuple[str, ...] = knob(
        ("primary", "secondary", "tertiary", "residential", "unclassified", "service", "living_street", "pedestrian",
         "footway", "cycleway", "path", "steps", "track", "road"))


@dataclass(frozen=True, kw_only=True)
class BudgetSettings(Section, key="budget"):
    """Years, money and demands of the programme; the last amount of a list holds for all later years."""

    first_year: int | None = knob(None, unit="year", low=2000, high=2100)
    years: int = knob(3, low=1, high=30)
    yearly_money: Yearly | None = knob(None, unit="money", low=0, high=1e12, source="user")
    sources_money: Mapping[str, Yearly] = knob({}, unit="money", low=0, high=1e12, source="user")
    min_areas_per_county: int = knob(1, low=0, high=1000, source="yiyang_areas")
    max_areas_per_county: int = knob(2, low=0, high=1000, source="yiyang_areas")
    excess_loss: float = knob(0.25, low=0, high=1000)
    deadlines: Mapping[str, int] = knob({}, low=2000, high=2100, source="user")
    prerequisites: tuple[tuple[str, ...], ...] = knob((), source="user")
    build_months: int = knob(18, unit="months", low=1, high=24, source="yiyang_months")
    under_way_share: float = knob(1.0, low=0, high=1)
    need_weight: float = knob(0.7, low=0, high=100)
    saving_weight: float = knob(0.3, low=0, high=100)
    consent_weight: float = knob(0.1, low=0, high=100)
    alone_weight: float = knob(1.0, low=0, high=100)
    later_loss: float = knob(0.05, low=0, high=0.9)
    tolerance: float = knob(0.001, low=0, high=1)

    @property
    def start_year(self) -> int:
        """The year in which the programme starts: next year, unless set."""
        return today().year + 1 if self.first_year is None else self.first_year

    def __post_init__(self) -> None:
        """Refuse unknown sources, and bounds that no county can keep."""
        super().__post_init__()
        for name in self.sources_money:
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

    def __post_init__(self) -> None:
        """Refuse what is no group of knobs."""
        for name, group in hints_of(Settings).items():
            given = getattr(self, name)
            if not isinstance(given, group):
                raise SettingsError(
                    say("error.settings.no_group", name=Code(name), value=Code(repr(given))),
                    say("error.settings.give_group", group=Code(group.__name__)),
                )


