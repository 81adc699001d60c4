"""The towns: drawn by hand in metres around a centre, with invented names.

Facts are the names and codes of the six counties, the rough place of their seats and the name of the river 资江;
every street, subdistrict and outline is made up.
"""

from __future__ import annotations

from dataclasses import dataclass

from sample.shapes import Point

ADCODES = {
    "资阳区": "430902",
    "赫山区": "430903",
    "南县": "430921",
    "桃江县": "430922",
    "安化县": "430923",
    "沅江市": "430981",
}


@dataclass(frozen=True)
class Line:
    """A river, railway or street through a town: ``width_m`` from bank to bank or from plot to plot."""

    kind: str
    name: str
    width_m: float
    points: tuple[Point, ...]


@dataclass(frozen=True)
class Subdistrict:
    """A subdistrict and a point inside it."""

    county: str
    name: str
    x: float
    y: float


@dataclass(frozen=True)
class Town:
    """One town: where it is, how large, what runs through it and how it is divided.

    Attributes
    ----------
    lon, lat : float
        Rough place of the county seat.
    turn_deg : float
        How far the drawing is turned, anticlockwise.
    radii : (float, float)
        Half the length and half the breadth of the built-up ground, m.
    lines : tuple of Line
        Rivers, railways and main streets.
    borders : tuple of str
        Names of the lines along which subdistricts meet.
    subdistricts : tuple of Subdistrict
        The subdistricts.
    wharf : (float, float)
        Centre of the historic quarter.
    quarter : str
        Its name.
    works : tuple of str
        Work units that the town once housed.
    """

    lon: float
    lat: float
    turn_deg: float
    radii: Point
    lines: tuple[Line, ...]
    borders: tuple[str, ...]
    subdistricts: tuple[Subdistrict, ...]
    wharf: Point
    quarter: str
    works: tuple[str, ...]


YIYANG = Town(
    lon=112.34,
    lat=28.58,
    turn_deg=9,
    radii=(1430, 1090),
    lines=(
        Line(
            "water",
            "资江",
            220,
            ((-3600, 420), (-2200, 100), (-1300, -120), (-400, 60), (500, -40), (1400, 130), (2600, -80), (3600, 60)),
        ),
        Line("water", "西港渠", 9, ((-1010, 1500), (-960, 950), (-985, 600), (-930, 200), (-900, 0))),
        Line("water", "枫塘渠", 11, ((310, -1500), (270, -1000), (330, -650), (290, -300), (330, -60))),
        Line(
            "railway",
            "枫资支线",
            26,
            ((-3400, -1050), (-1700, -930), (-400, -850), (700, -900), (1700, -1080), (3400, -1300)),
        ),
        Line(
            "primary", "金桥路", 36, ((-420, -3000), (-390, -1100), (-330, -500), (-300, 0), (-360, 600), (-300, 3000))
        ),
        Line("primary", "迎宾路", 34, ((900, -3000), (760, -1000), (700, -450), (780, 50), (690, 560), (900, 3000))),
        Line(
            "primary",
            "赫林大道",
            38,
            ((-3000, -700), (-1500, -560), (-300, -500), (800, -560), (1700, -470), (3000, -500)),
        ),
        Line(
            "primary", "长堤大道", 34, ((-3000, 820), (-1600, 590), (-350, 560), (700, 620), (1700, 560), (3000, 700))
        ),
        Line("secondary", "文昌路", 20, ((230, 2600), (190, 1100), (250, 600), (200, -150))),
        Line("secondary", "北洲路", 20, ((-1500, 960), (-700, 900), (100, 960), (900, 880), (1700, 940))),
        Line("secondary", "书院路", 22, ((-1120, -2600), (-1050, -1000), (-980, -500), (-1010, 100))),
        Line("secondary", "银杉路", 20, ((1310, -2600), (1230, -900), (1270, -450), (1220, 0))),
    ),
    borders=("资江", "金桥路", "文昌路", "迎宾路", "赫林大道"),
    subdistricts=(
        Subdistrict("资阳区", "临资街道", -900, 500),
        Subdistrict("资阳区", "文昌阁街道", -50, 500),
        Subdistrict("资阳区", "北洲街道", 450, 500),
        Subdistrict("资阳区", "长堤街道", 1100, 500),
        Subdistrict("赫山区", "南岸街道", -900, -300),
        Subdistrict("赫山区", "南岸街道", -900, -900),
        Subdistrict("赫山区", "枫塘街道", 200, -300),
        Subdistrict("赫山区", "会源街道", 200, -1000),
        Subdistrict("赫山区", "银杉街道", 1200, -300),
        Subdistrict("赫山区", "银杉街道", 1200, -900),
    ),
    wharf=(-60, 250),
    quarter="大渡口老码头历史街区",
    works=(
        "市第一棉纺厂",
        "市苎麻纺织厂",
        "市机床厂",
        "地区航运公司",
        "市粮油机械厂",
        "市建材总厂",
        "地区汽车运输公司",
        "市竹器工艺厂",
        "市电机厂",
        "地区物资局",
        "市造纸厂",
        "市农机修造厂",
    ),
)

NANXIAN = Town(
    lon=112.41,
    lat=29.37,
    turn_deg=-21,
    radii=(760, 700),
    lines=(
        Line("water", "藕汊河", 92, ((-2600, 700), (-1300, 420), (-500, 330), (300, 420), (1100, 300), (2600, 500))),
        Line("water", "南渠运河", 22, ((258, 448), (230, 100), (330, -250), (280, -700), (400, -1600))),
        Line("water", "稻香渠", 8, ((-1300, -330), (-700, -300), (-250, -350), (300, -300))),
        Line("primary", "荷堤大道", 34, ((-2400, -80), (-1000, -20), (0, -60), (1000, 40), (2400, 0))),
        Line("primary", "湖垸路", 34, ((-420, -2400), (-350, -800), (-300, 0), (-340, 420), (-260, 2400))),
        Line("secondary", "赤松路", 20, ((-1500, -520), (-600, -500), (400, -560), (1500, -500))),
        Line("secondary", "桑园路", 18, ((680, -1500), (640, -600), (690, 0), (650, 500))),
    ),
    borders=("藕汊河", "湖垸路", "南渠运河"),
    subdistricts=(
        Subdistrict("南县", "北汀镇", -700, 600),
        Subdistrict("南县", "北汀镇", 400, 700),
        Subdistrict("南县", "荷堤街道", -700, -300),
        Subdistrict("南县", "稻香街道", 0, -300),
        Subdistrict("南县", "南渠街道", 700, -300),
    ),
    wharf=(-120, 250),
    quarter="藕汊河老街历史街区",
    works=("县苎麻厂", "县糖厂", "县棉麻公司", "县罐头厂", "县水利局", "县农机厂"),
)

TAOJIANG = Town(
    lon=112.14,
    lat=28.52,
    turn_deg=14,
    radii=(960, 700),
    lines=(
        Line("water", "资江", 200, ((-2800, -300), (-1400, -150), (-500, 130), (300, 160), (1200, -60), (2800, 200))),
        Line("water", "竹溪渠", 10, ((-620, -1300), (-640, -700), (-560, -300), (-600, 60))),
        Line("railway", "竹湾支线", 26, ((-2600, 820), (-1100, 560), (0, 520), (1000, 600), (2600, 900))),
        Line("primary", "桃湾大道", 36, ((-2600, -560), (-1100, -430), (0, -330), (1100, -440), (2600, -400))),
        Line("primary", "凤桥路", 34, ((-260, -2400), (-200, -900), (-130, -300), (-160, 300), (-60, 2400))),
        Line("secondary", "芙蓉巷路", 20, ((420, -1600), (390, -700), (430, -300), (400, 280))),
        Line("secondary", "江北路", 20, ((-1500, 420), (-700, 350), (100, 400), (1500, 330))),
        Line("secondary", "凤形路", 18, ((520, 1500), (480, 700), (520, 200))),
    ),
    borders=("资江", "凤桥路", "芙蓉巷路"),
    subdistricts=(
        Subdistrict("桃江县", "江北镇", -700, 450),
        Subdistrict("桃江县", "江北镇", 400, 450),
        Subdistrict("桃江县", "竹溪街道", -700, -300),
        Subdistrict("桃江县", "桃湾街道", 150, -300),
        Subdistrict("桃江县", "凤桥街道", 800, -300),
    ),
    wharf=(140, -60),
    quarter="桃湾竹码头历史地段",
    works=("县竹胶板厂", "县水泥厂", "县汽车运输公司", "县纸厂", "县林业局", "县机械厂"),
)

ANHUA = Town(
    lon=111.22,
    lat=28.38,
    turn_deg=-12,
    radii=(1020, 610),
    lines=(
        Line(
            "water",
            "资江",
            180,
            ((-2800, -500), (-1500, -60), (-600, 150), (200, 60), (900, -160), (1700, -60), (2800, 300)),
        ),
        Line("water", "梅溪", 62, ((460, -1700), (380, -900), (470, -500), (420, 40))),
        Line("water", "茶亭渠", 9, ((-1300, 520), (-700, 560), (-200, 450), (250, 520))),
        Line(
            "primary", "茶马大道", 34, ((-2800, 200), (-1300, 330), (-500, 430), (400, 330), (1200, 200), (2800, 560))
        ),
        Line("primary", "梅岭路", 32, ((-260, -2400), (-180, -800), (-120, -200), (-160, 400), (-300, 2400))),
        Line("secondary", "滨江南路", 20, ((-1500, -330), (-800, -260), (-100, -330), (700, -480), (1500, -430))),
        Line("secondary", "柳溪路", 18, ((660, 1400), (620, 600), (660, 100), (640, -220))),
    ),
    borders=("资江", "梅岭路", "柳溪路", "梅溪"),
    subdistricts=(
        Subdistrict("安化县", "茶亭镇", -700, 400),
        Subdistrict("安化县", "资水湾镇", 200, 400),
        Subdistrict("安化县", "柳溪镇", 1000, 200),
        Subdistrict("安化县", "梅岭镇", -700, -200),
        Subdistrict("安化县", "梅岭镇", 100, -300),
        Subdistrict("安化县", "南坪镇", 900, -400),
    ),
    wharf=(-330, 300),
    quarter="茶马古埠历史街区",
    works=("县黑茶厂", "县林产化工厂", "县航运公司", "县电力公司", "县农机厂", "县水轮机厂"),
)

YUANJIANG = Town(
    lon=112.36,
    lat=28.84,
    turn_deg=27,
    radii=(1060, 850),
    lines=(
        Line("water", "琼池湖", 520, ((-2200, -1250), (-1200, -950), (-300, -820), (700, -960), (2200, -1300))),
        Line("water", "东汊河", 78, ((2400, 700), (1100, 520), (500, 600), (-200, 700), (-1000, 640), (-2400, 900))),
        Line("water", "莲港运河", 24, ((-400, 716), (-470, 300), (-390, 0), (-450, -350), (-380, -800), (-420, -1800))),
        Line(
            "railway", "沅益专用线", 22, ((1000, -2200), (800, -900), (760, -300), (830, 200), (960, 600), (1300, 2200))
        ),
        Line("trunk", "环湖公路", 40, ((-2400, -420), (-1100, -500), (-200, -470), (800, -540), (2400, -700))),
        Line("primary", "琼汀路", 34, ((-2400, 180), (-900, 120), (0, 60), (900, 130), (2400, 40))),
        Line("primary", "芦洲路", 34, ((200, -2200), (230, -600), (160, 0), (210, 600), (150, 2400))),
        Line("secondary", "橘园路", 20, ((-1500, 420), (-500, 380), (500, 350), (1500, 420))),
        Line("secondary", "湖滨路", 20, ((-1500, -180), (-400, -220), (500, -250), (1500, -180))),
    ),
    borders=("东汊河", "莲港运河", "芦洲路", "橘园路"),
    subdistricts=(
        Subdistrict("沅江市", "莲台街道", -800, 0),
        Subdistrict("沅江市", "琼汀街道", -100, 0),
        Subdistrict("沅江市", "芦洲街道", 600, 0),
        Subdistrict("沅江市", "橘园街道", -100, 500),
        Subdistrict("沅江市", "橘园街道", 600, 480),
        Subdistrict("沅江市", "橘园街道", -900, 500),
        Subdistrict("沅江市", "北岸镇", 0, 900),
        Subdistrict("沅江市", "北岸镇", 700, 900),
    ),
    wharf=(-560, -380),
    quarter="琼池老渔埠历史街区",
    works=("市苎麻纺织厂", "市造纸厂", "市船舶修造厂", "市水产公司", "市罐头厂", "市机械厂", "市芦苇公司"),
)

TOWNS = (YIYANG, NANXIAN, TAOJIANG, ANHUA, YUANJIANG)
