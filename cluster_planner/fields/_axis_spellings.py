"""Headers of coordinates: what they are of, the map that they are from, and the axis."""

from __future__ import annotations

import re
from itertools import product

from cluster_planner.fields._unit_spellings import plain

_LIKE = re.compile("坐标(?!系)|经度|纬度|东经|北纬|gps|lon|lat|lng|coord|(?:^|[^a-z])[xy](?:[^a-z]|$)")
_OF = ("", "中心点", "中心", "小区", "项目", "位置", "点位", "质心", "地理", "大地")
_AXES = (
    (
        "经度 | 东经 | 经度e | 经度(e) | 东经(e) | 经度(东经) | 东经(经度) | 经度(x) | x(经度) | 经度坐标"
        " | x | x坐标 | 坐标x | 横坐标 | 东坐标 | 东向坐标 | e坐标 | 横坐标y | 横坐标x | 横坐标(y) | 横坐标(x)"
        " | x(东) | y(东) | x坐标(东) | y坐标(东) | 东(y) | 东(x) | 东坐标(y) | 东坐标(x)"
    ),
    (
        "纬度 | 北纬 | 纬度n | 纬度(n) | 北纬(n) | 纬度(北纬) | 北纬(纬度) | 纬度(y) | y(纬度) | 纬度坐标"
        " | y | y坐标 | 坐标y | 纵坐标 | 北坐标 | 北向坐标 | n坐标 | 纵坐标x | 纵坐标y | 纵坐标(x) | 纵坐标(y)"
        " | y(北) | x(北) | y坐标(北) | x坐标(北) | 北(x) | 北(y) | 北坐标(x) | 北坐标(y)"
    ),
)
_LATIN = (
    "point_x | pointx | coord_x | x_coord | xcoord | center_x | centroid_x | x_center | easting | lon_wgs84 | wgs84_lon",
    "point_y | pointy | coord_y | y_coord | ycoord | center_y | centroid_y | y_center | northing | lat_wgs84 | wgs84_lat",
)
_BOTH = (
    *("坐标", "经纬度", "经纬度坐标", "坐标(经纬度)", "坐标(经度,纬度)", "经度,纬度", "经度、纬度", "xy坐标"),
    *("坐标(x,y)", "坐标信息", "坐标点", "坐标位置", "坐标值", "经纬度信息"),
)
_TRUE_MAPS = ("wgs84", "wgs-84", "cgcs2000", "国家2000", "gps")
_WEB_MAPS = {
    "gcj02": ("高德", "高德地图", "腾讯", "腾讯地图", "火星", "gcj02", "gcj-02"),
    "bd09": ("百度", "百度地图", "bd09", "bd-09"),
}


def axis_spellings(axis: int, datum: str = "") -> tuple[str, ...]:
    """Return headers of one coordinate.

    Parameters
    ----------
    axis : int
        0 for the easting or longitude, 1 for the northing or latitude; figures decide where surveyors swap them.
    datum : str
        Web map that they name; empty for none.

    Examples
    --------
    >>> "X坐标".casefold() in axis_spellings(0), "百度纬度" in axis_spellings(1, "bd09")
    (True, True)
    """
    words = _AXES[axis].split(" | ")
    if not datum:
        return (*_joined(_OF, words), *_joined(_TRUE_MAPS, words[:1]), *_LATIN[axis].split(" | "))
    return _of_map(datum, [*words, f"坐标{words[0]}"])


def pair_spellings(datum: str = "") -> tuple[str, ...]:
    """Return headers of cells that hold both coordinates, in degrees of the web map that they name."""
    return _of_map(datum, _BOTH) if datum else _joined((*_OF, *_TRUE_MAPS), _BOTH)


def looks_like_place(header: str) -> bool:
    """Return whether a header that means no field speaks of coordinates.

    Examples
    --------
    >>> looks_like_place("定位坐标E"), looks_like_place("坐标系")
    (True, False)
    """
    return _LIKE.search(plain(header)) is not None


def _of_map(datum: str, words: list[str] | tuple[str, ...]) -> tuple[str, ...]:
    maps = _WEB_MAPS[datum]
    return (*_joined(maps, words), *(f"{word}({name})" for name, word in product(maps, words)))


def _joined(starts: tuple[str, ...], words: list[str] | tuple[str, ...]) -> tuple[str, ...]:
    return tuple(f"{start}{word}" for start, word in product(starts, words))
