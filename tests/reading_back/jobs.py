"""The fixed list of jobs: what a bureau does with the planner, with good inputs and odd ones."""

import json
from hashlib import sha256

import openpyxl
from reading_back import inputs

DEMANDING = """
[areas]
max_communities = 6
min_likeness = 0.55
excluded = ["{excluded}"]
apart = [["{apart[0]}", "{apart[1]}"]]
together = [["{together[0]}", "{together[1]}"]]
locked = [[{locked}]]
[budget]
years = 4
max_areas_per_county = 1
[budget.sources]
central = [900.0, 900.0, 900.0, 500.0]
county = 800.0
[budget.deadlines]
"{deadline}" = 2025
[costs]
price_year = 2023
"""


def plan_of_sample(desk):
    """Plan the whole sample, with a report."""
    desk.run("plan", "plan", inputs.sample(desk), "--report", "--out", "out/sample")


def plan_of_town(desk):
    """Plan a small town in every format, with a report, stability, own works and modes."""
    town = inputs.town(desk)
    desk.run("works", "works", "--write", "in/works.csv")
    desk.run("dry run", "plan", town, "--dry-run")
    formats = [option for name in ("gpkg", "parquet", "geojson", "shp", "shp-gbk") for option in ("--format", name)]
    first = inputs.communities_of_town()["community_id"].iloc[:2]
    listed = desk.write("list.csv", f"community_id,code,quantity\n{first.iloc[0]},B01,120\n{first.iloc[1]},B01,0\n")
    more = ["--works", "in/works.csv", "--work-list", listed, "--stability", "6", "--title", "桃江县 2024 年片区方案"]
    desk.run("plan", "plan", town, "--report", *formats, *more, "--out", "out/town")


def keep_and_demand(desk):
    """Plan, then keep to it under other settings and demands, for a town that has changed."""
    town = inputs.town(desk)
    desk.run("plan", "plan", town, "--out", "out/first")
    areas = (
        desk.layer("out/first/areas.gpkg", "communities").dropna(subset=["area_id"]).groupby("area_id")["community_id"]
    )
    members = [list(ids) for _, ids in areas]
    knobs = DEMANDING.format(
        excluded=members[0][0],
        apart=members[1][:2],
        together=members[2][:2],
        locked=", ".join(f'"{one}"' for one in members[3]),
        deadline=members[4][0],
    )
    settings = desk.write("demands.toml", knobs)
    fewer = inputs.communities_of_town()
    names = fewer["name"].where(fewer.index != fewer.index[3], "改名小区")
    changed = inputs.town(desk, "changed.gpkg", name=names)
    desk.run("keep", "plan", changed, "--keep", "out/first", "--settings", settings, "--report", "--out", "out/second")
    desk.run("keep sheet", "plan", town, "--keep", "out/first/plan.xlsx", "--out", "out/third")
    desk.run("compare", "compare", "out/first", "out/second", "out/third", "--out", "out/compared", "--name", "甲",
             "--name", "乙", "--name", "丙")  # fmt: skip
    desk.run("map", "map", "out/first", "out/second", "--out", "out/both.html")


def review_and_plan(desk):
    """Plan, review by three hands who disagree, merge, and plan anew."""
    town = inputs.town(desk)
    desk.run("plan", "plan", town, "--out", "out/first")
    record = json.loads(desk.path("out/first/plan.json").read_text(encoding="utf-8"))
    labelled = desk.layer("out/first/areas.gpkg", "communities").dropna(subset=["area_id"])
    members = {area: list(ids) for area, ids in labelled.groupby("area_id")["community_id"]}
    one, two, three, four = list(members)[:4]
    hands = {
        ("community", "张三"): (
            [
                {"op": "move", "community": members[one][0], "to": two},
                {"op": "comment", "about": "community", "id": members[one][0], "text": "居民愿意并入相邻片区"},
                {"op": "opinion", "about": "area", "id": three, "opinion": "agree"},
            ],
            [],
        ),
        ("subdistrict", "李四"): (
            [
                {"op": "lock", "area": one, "communities": members[one]},
                {"op": "apart", "communities": members[two][:2]},
                {"op": "opinion", "about": "community", "id": members[three][0], "opinion": "object"},
                {"op": "merge", "area": three, "into": four},
            ],
            [
                {"area": four, "rule": rule, "figure": "5120", "bound": "3000"}
                for rule in (
                    "households_max",
                    "households_min",
                    "communities",
                    "span_m",
                    "connected",
                    "apart",
                    "invest_wan_max",
                )
            ],
        ),
        ("county", "王五"): (
            [
                {"op": "exclude", "community": members[four][0]},
                {"op": "move", "community": members[four][1], "to": ""},
                {"op": "opinion", "about": "area", "id": three, "opinion": "object"},
            ],
            [],
        ),
    }
    files = [
        desk.write(f"{role}.json", json.dumps(_sealed(record["checksum"], role, name, *done), ensure_ascii=False))
        for (role, name), done in hands.items()
    ]
    desk.run("review", "review", "out/first", *files)
    desk.run("plan again", "plan", town, "--reviews", "out/first", "--out", "out/again")
    desk.run("another plan", "review", "out/again", files[0])
    desk.write("changed.json", desk.path("in/county.json").read_text(encoding="utf-8").replace("王五", "赵六"))
    desk.run("changed", "review", "out/first", "in/changed.json")
    desk.run("no review", "review", "out/first", desk.write("list.json", "[1, 2]"))
    desk.run("no json", "review", "out/first", desk.write("half.json", '{"format": "cluster'))
    desk.run("no plan", "review", "out", files[0])


def _sealed(checksum, role, name, operations, breaches):
    """Return a review as the map page exports it."""
    content = {
        "format": "cluster-planner-review/1",
        "plan": checksum,
        "reviewer": {"name": name, "role": role},
        "operations": operations,
        "breaches": breaches,
    }
    text = json.dumps(content, sort_keys=True, separators=(",", ":"))
    return content | {"sha256": sha256(text.encode("ascii")).hexdigest()}


def sweep(desk):
    """Try settings; no plan can meet some of them."""
    town = inputs.blocks(desk, count=8, build_year=[1980, 1982, 1984, 1995, 1996, 1981, 1983, 1990, 1991])
    settings = desk.write("together.toml", '[areas]\ntogether = [["a", "c"]]\n')
    ranges = ["--set", "areas.max_communities=2,4", "--set", "areas.min_likeness=0.3:0.6:0.15"]
    desk.run("sweep", "sweep", town, *ranges, "--settings", settings, "--jobs", "1", "--out", "out/swept")
    for name, grid in (("knob", "areas.maximum=2"), ("value", "areas.max_communities=many"), ("text", "areas.apart=1"),
                       ("form", "areas.max_communities"), ("range", "areas.min_likeness=0.6:0.3:0.1")):  # fmt: skip
        desk.run(f"sweep {name}", "sweep", town, "--set", grid, "--out", "out/none")
    desk.run(
        "sweep many", "sweep", town, "--set", "areas.min_likeness=0:1:0.001", "--at-most", "9", "--out", "out/none"
    )


def lifts(desk):
    """Share the cost of lifts by a sheet as it comes from a bureau, and by the template."""
    head = ["单元", "楼层", "房号", "专有面积(㎡)", "业主", "意见", "参与分摊"]
    rows = [
        [
            unit,
            f"{floor}层",
            f"{floor}0{flat}",
            80 + flat,
            f"{unit}{floor}{flat}",
            "同意" if floor < 6 else "反对",
            None,
        ]
        for unit in ("1单元", "2单元")
        for floor in range(1, 7)
        for flat in (1, 2)
    ]
    rows[-3][5] = rows[-4][5] = "不同意"
    rows[3][5], rows[2][6] = "", "否"
    good = inputs.workbook(desk, "flats.xlsx", ("分户表", [head, *rows]))
    for scheme in ("P1", "P2", "P3"):
        for majority in ("special", "ordinary") if scheme == "P1" else ("special",):
            terms = ["--scheme", scheme, "--majority", majority, "--cost", "61.5", "--subsidy", "10"]
            desk.run(f"{scheme} {majority}", "lifts", good, *terms, "--out", f"out/{scheme}-{majority}.xlsx")
    desk.run("P4", "lifts", good, "--scheme", "P4", "--floor-shares", "2=5,3=10,4=20,5=30,6=35", "--out", "out/P4.xlsx")
    bad = [list(row) for row in rows]
    bad[0][1], bad[1][3], bad[2][5], bad[3][6], bad[4][4], bad[6][2] = "顶楼", "八十", "再议", "也许", None, bad[5][2]
    torn = [list(row) for row in rows]
    torn[7][4] = torn[8][4] = "李四"
    torn[7][5] = "反对"
    sheets = {"bad": [head, *bad], "torn": [head, *torn], "lacks": [head[:3], [1, 2, "201"]], "none": [head]}
    for name, cells in sheets.items():
        desk.run(name, "lifts", inputs.workbook(desk, f"{name}.xlsx", ("分户表", cells)), "--out", f"out/{name}.xlsx")
    for name, options in {
        "shares": ["--scheme", "P4", "--floor-shares", "3=50"],
        "words": ["--scheme", "P4", "--floor-shares", "three=50"],
        "no shares": ["--scheme", "P4"],
        "cost": ["--cost", "-1"],
        "subsidy": ["--cost", "10", "--subsidy", "20"],
        "suffix": ["--out", "out/x.csv"],
    }.items():
        desk.run(name, "lifts", good, *options)
    desk.run("template", "lifts", "out/template.xlsx", "--template")
    desk.run("template there", "lifts", "out/template.xlsx", "--template")
    book = openpyxl.load_workbook(desk.path("out/template.xlsx"))
    agreed = "同意" if desk.lang == "zh" else "in favour"
    for row, floor in enumerate((3, 4, 5, 6), start=3):
        for column, value in enumerate(["3栋", 1, floor, f"{floor}01", 90.5, f"Y{row}", agreed, None], start=1):
            book.worksheets[0].cell(row, column, value)
    book.save(desk.path("in/filled.xlsx"))
    desk.run("filled", "lifts", "in/filled.xlsx", "--scheme", "P3", "--out", "out/filled.xlsx")


def lists(desk):
    """Show and write all that is there to be known: fields, settings, works, and the help of each command."""
    for name in ("fields", "settings", "works"):
        desk.run(name, name)
    desk.run("template", "fields", "--template", "out/template.xlsx")
    desk.run("settings written", "settings", "--write", "out/settings.toml")
    desk.run("works written", "works", "--write", "out/works.csv")
    for command in ("plan", "check", "review", "map", "compare", "sweep", "lifts", "fields", "works", "settings"):
        desk.run(f"help {command}", command, "--help")


def odd_towns(desk):
    """Plan where much is missing: costs, households, outlines, neighbours, everything."""
    shown = inputs.communities_of_town()
    places = shown.geometry.representative_point()
    desk.run("ledger", "plan", _ledger_of_town(desk), "--out", "out/ledger")
    unknown = dict.fromkeys(("households", "invest_wan", "floor_area_m2", "residents", "units", "buildings"))
    desk.run("no sizes", "plan", inputs.town(desk, "sizes.gpkg", **unknown), "--out", "out/sizes")
    some = shown["households"].where(shown.index % 3 != 0)
    desk.run("few sizes", "plan", inputs.town(desk, "few.gpkg", households=some, invest_wan=None), "--out", "out/few")
    desk.run("points", "plan", inputs.town(desk, "points.gpkg", geometry=places, site_m2=None), "--out", "out/points")
    desk.run("one", "plan", inputs.blocks(desk, count=0, name="one.gpkg"), "--out", "out/one", "--report")
    young = inputs.blocks(desk, count=3, name="young.gpkg", build_year=2015)
    desk.run("none eligible", "plan", young, "--out", "out/young", "--report")
    desk.run("blocks", "plan", inputs.blocks(desk, build_year=1985), "--out", "out/blocks")
    tight = desk.write(
        "tight.toml", "[areas.limits]\nhouseholds = { min = 300.0, max = 450.0 }\n[budget]\nyearly_wan = 1.0\n"
    )
    desk.run("tight", "plan", "in/blocks.gpkg", "--settings", tight, "--out", "out/tight")


def _ledger_of_town(desk):
    """Write the town as a bureau's ledger with Chinese headers, placed by coordinates."""
    shown = inputs.communities_of_town()
    places = shown.geometry.representative_point()
    heads = {"community_id": "项目编号", "name": "小区名称", "county": "县市区", "subdistrict": "街道",
             "build_year": "建成年份", "households": "总户数", "floor_area_m2": "建筑面积(㎡)", "structure": "房屋结构",
             "invest_wan": "总投资(万元)", "status": "入库状态"}  # fmt: skip
    table = shown[list(heads)].rename(columns=heads).assign(经度=places.x.round(6), 纬度=places.y.round(6))
    table.to_excel(desk.path("in/ledger.xlsx"), index=False)
    return "in/ledger.xlsx"
