"""Jobs at the door: messy ledgers, outlines and joins, with what is found in them."""

import random

import geopandas as gpd
import numpy as np
from reading_back import inputs
from shapely import Point, Polygon, box

HEADERS = ["项目编号", "小区名称", "县市区", "街道", "建成年份", "户数", "建筑面积(万㎡)", "占地面积", "房屋结构", "小区类型",
           "停车位", "同意户数", "同意率", "总投资(万元)", "完成投资", "中央补助(万元)", "楼栋数", "开工日期", "完工日期", "经度", "纬度",
           "联系电话", "备注", "name_en"]  # fmt: skip
# What stands in real ledgers where a number, a year, a place or a name should be.
WORDS = ["90年代", "约120户", "１２０", "一百二十户", "1998-2001", "98", "2035", "36526", "1998年6月", "19000100", "暂无数据",
         "—", "/", "不详", "#REF!", "=1+1", "112°21′18.2″E", "28.57,112.35", "112。355", "37632579", "1.13万㎡", "235万",
         "85%", "1,234", "inf", "-1", "0", "1e308", "<script>", "{{7*7}}", "13812345678", "430902198001011234", "赫山区",
         "TRUE", "砖混", "框架", "2023-05-01", "2021/3", "商品房", "6层"]  # fmt: skip
RISKY = "项目编号,小区名称,县市区,街道,建成年代,总户数,建筑面积(万㎡),经度,纬度,联系电话,备注,户主姓名"
RISKY_ROWS = (
    "001,=1+1,赫山区,桃花仑街道,1998年,约120户,1.13,112.35,28.57,13812345678,,欧阳某某",
    "002,@乙,赫山区,桃花仑街道,暂无数据,一百,0.9,28.58,112.36,13812345678,联系139 8765 4321,欧阳某某",
    '003,丙𠮷,赫山区,桃花仑街道,90年代,110,0.8,112.37,"28.57,17",,430903198001011234,',
    "004,丁,赫山区,桃花仑街道,1988,-5,abc,112.371,28.571,,,",
    "004,丁二,赫山区,桃花仑街道,1988,50,0.7,112.371,28.571,,,",
    ",,,,,,,,,,,",
    "005,戊,赫山区,桃花仑街道,,60,0.6,112.372,28.572,,,",
    "006,己,赫山区,桃花仑街道,1998-2003,60,0.6,112.373,28.572,,,",
    "007,己小区,赫山区,桃花仑街道,1998,60,0.6,212.373,28.572,,,",
    "007,己小区,赫山区,桃花仑街道,1998,60,0.6,212.373,28.572,,,",
    "项目编号,小区名称,县市区,街道,建成年代,总户数,建筑面积(万㎡),经度,纬度,联系电话,备注,户主姓名",
    "合计,,,,,280,,,,,,",
    "注: 以上为估算,,,,,,,,,,,",
)


def messy_ledgers(desk):
    """Check ledgers with every fault that people make; mark and repair them."""
    risky = "\r\n".join((RISKY, *RISKY_ROWS))
    desk.run("gbk", "check", desk.write("台账.csv", risky, "gb18030"), "--out", "out/gbk", "--fix")
    desk.run("strict", "check", "in/台账.csv", "--strict")
    desk.run("utf8", "check", desk.write("utf8.csv", risky), "--out", "out/utf8", "--write-fields", "out/fields.toml")
    desk.run("big5", "check", desk.write("big5.csv", "項目編號,小區名稱,戶數\n1,甲小區,12\n2,乙小區,30\n", "big5"))
    desk.run("plan", "plan", "in/utf8.csv", "--out", "out/plan", "--report")
    desk.run("twins", "plan", desk.write("twins.csv", _twins()), "--out", "out/twins")
    for number in range(6):
        book = inputs.workbook(
            desk, f"messy{number}.xlsx", ("说明", [["说明"], ["填报口径"]]), ("台账", _messy(number))
        )
        desk.run(f"messy {number}", "check", book, "--out", f"out/messy{number}", "--fix")
    _check_shapes(desk)


def _messy(number):
    """Return a ledger of 25 rows, in each row some cells replaced by words that do not belong there."""
    dice = random.Random(number)  # noqa: S311 - repeatable, not secret
    rows = [["某区老旧小区台账", *[None] * (len(HEADERS) - 1)]] if number % 2 else []
    rows.append(HEADERS)
    for at in range(25):
        row = [f"A{at:03d}", f"小区{at}", "赫山区", "桃花仑街道", 1985 + at % 20, 60 + at, 0.6, 4000 + at, "砖混", "商品房", at,
               40, 0.7, 120 + at, 20, 60, 3, "2023-03-01", "2024-03-01", 112.35 + at / 1000, 28.57, None, None, f"Block {at}"]  # fmt: skip
        for _ in range(dice.randint(1, 3)):
            row[dice.randrange(len(row))] = dice.choice(WORDS)
        rows.append(row)
    rows.append(["合计", *[None] * 4, 999, *[None] * (len(HEADERS) - 6)])
    return rows


def _twins():
    """Return a ledger with columns of its own called as ours are, and rows that are set aside."""
    head = "community_id,name,name_zh,name_en,reason_en,county_en,households,build_year,lon,lat\n"
    rows = (
        f"c{at},小区{at},中文{at},English {at},why {at},Heshan,100,1985,{112.35 + at / 2000},28.57\n" for at in range(8)
    )
    return (
        head
        + "".join(rows)
        + "c1,重复,中文,English twice,why,Heshan,100,1985,112.4,28.57\nc9,无处,中文,Nowhere,,,9,1985,,\n"
    )


def _check_shapes(desk):
    """Check outlines that are broken, overlap, lie elsewhere or are none, under doubtful systems of coordinates."""
    good = [box(112.35 + at / 1000, 28.57, 112.3507 + at / 1000, 28.5706) for at in range(8)]
    bow = Polygon([(112.36, 28.57), (112.3607, 28.5706), (112.3607, 28.57), (112.36, 28.5706)])
    odd = [bow, good[0].buffer(-1e-5), good[1], Point(112.355, 28.575), Polygon(), None, box(0, 0, 1, 1), box(12.35, 28.5, 12.36, 28.6),
           box(112.361, 28.57, 112.361001, 28.59), box(112.37, 28.57, 112.371, 28.571).boundary]  # fmt: skip
    count = len(good) + len(odd)
    table = {"community_id": [f"s{at}" for at in range(count)], "name": [f"小区{at // 2}" for at in range(count)],
             "households": 100, "build_year": 1985, "county": "赫山区", "subdistrict": ["甲街道", "乙街道"] * (count // 2)}  # fmt: skip
    frame = gpd.GeoDataFrame(table, geometry=good + odd, crs="EPSG:4490")
    frame.to_file(desk.path("in/shapes.geojson"), driver="GeoJSON")
    frame.iloc[:8].set_crs(None, allow_override=True).to_file(desk.path("in/nocrs.gpkg"), layer="nocrs")
    frame.iloc[:8].to_file(desk.path("in/own.shp"), encoding="gb18030")
    desk.path("in/own.prj").unlink()
    desk.path("in/own.cpg").unlink(missing_ok=True)
    desk.run("shapes", "check", "in/shapes.geojson", "--out", "out/shapes")
    desk.run("shapes planned", "plan", "in/shapes.geojson", "--out", "out/shapes-plan")
    desk.run("no crs", "check", "in/nocrs.gpkg")
    desk.run("no prj", "check", "in/own.shp")
    desk.run("gcj", "check", "in/shapes.geojson", "--crs", "GCJ02")
    desk.run("bd", "check", "in/utf8.csv", "--crs", "BD09")
    desk.run("metres", "check", "in/shapes.geojson", "--crs", "EPSG:4546")
    squares = gpd.GeoDataFrame({"level": ["county", "subdistrict"], "name": ["赫山区", "丙街道"], "county": "赫山区"},
                               geometry=[box(112.3, 28.5, 112.4, 28.6), box(112.355, 28.5, 112.4, 28.6)], crs=4490)  # fmt: skip
    squares.to_file(desk.path("in/bounds.gpkg"), layer="bounds")
    desk.run("boundaries", "check", "in/shapes.geojson", "--boundaries", "in/bounds.gpkg", "--out", "out/bounds")
    kinds = gpd.GeoDataFrame(
        {"kind": ["water", "canal", None]},
        geometry=[box(112.3525, 28.5, 112.353, 28.6), Point(112.35, 28.57), None],
        crs=4490,
    )
    kinds.to_file(desk.path("in/kinds.gpkg"), layer="kinds")
    desk.run("barriers", "plan", "in/shapes.geojson", "--barriers", "in/kinds.gpkg", "--facilities", "in/kinds.gpkg",
             "--crossings", "in/kinds.gpkg", "--out", "out/barriers")  # fmt: skip


def joins(desk):
    """Join ledgers to outlines by id, by name, with doubts, by a list of decisions, and in vain."""
    streets = ["汽车路街道"] * 7
    named = {
        "name": ["甲小区", "乙小区", "丙小区", "丁小区(一期)", "丁小区(二期)", "同名", "同名"],
        "subdistrict": streets,
    }
    outlines = inputs.parcels(desk, named)
    head = ["小区名称", "街道", "户数", "建成年份", "经度", "纬度"]
    rows = [["甲小区", "汽车路街道", 100, 1985, 112.3552, 28.5903], ["乙小区（北区）", "汽车路街道", "约90户", 1986, 112.3562, 28.5903],
            ["丙小區", "汽车路街道", 80, 1987, None, None], ["丁小区", "汽车路街道", 70, 1988, None, None],
            ["同名", "汽车路街道", 60, 1989, None, None], ["无此小区", "汽车路街道", 50, 1990, None, None],
            ["甲小区", "汽车路街道", 101, 1985, 112.4552, 28.5903]]  # fmt: skip
    ledger = inputs.workbook(desk, "join.xlsx", ("台账", [head, *rows]))
    desk.run("names", "check", outlines, "--join", ledger, "--out", "out/names", "--fix")
    desk.run("planned", "plan", outlines, "--join", f"{ledger}:台账", "--out", "out/planned")
    drafted = desk.path("out/names/matches.csv")
    if drafted.exists():
        desk.write("matches.csv", drafted.read_bytes())
        desk.run("matches", "check", outlines, "--join", ledger, "--matches", "in/matches.csv")
    desk.run("bad matches", "check", outlines, "--join", ledger, "--matches", desk.write("bad.csv", "a,b\n1,2\n"))
    ids = inputs.parcels(desk, {"community_id": ["001", "002", "003", "003"]}, "ids.gpkg")
    table = desk.write("户数.csv", "项目编号,小区名称,总户数\n001,甲,约120户\n002,乙,90\n004,丙,abc\n002,乙二,91\n")
    desk.run("ids", "check", ids, "--join", table, "--out", "out/ids", "--fix")
    desk.run("no sheet", "check", ids, "--join", f"{ledger}:没有")
    desk.run("no file", "check", ids, "--join", "in/none.xlsx")
    desk.run("nothing joins", "check", ids, "--join", desk.write("other.csv", "小区名称,户数\n别处,9\n"))
    desk.run("nothing to join by", "check", ids, "--join", desk.write("plain.csv", "户数\n9\n"))
    desk.run("outlines twice", "check", ids, "--join", outlines)
    cells = np.arange(4).tolist()
    desk.run("shapes only", "plan", inputs.parcels(desk, {"extra": cells}, "bare.gpkg"), "--out", "out/bare")
