"""Other ways in which a ledger says where a community lies: read, turned into longitude and latitude, not kept."""

from __future__ import annotations

from cluster_planner.fields._field import Field


def _pair(datum: str, zh: str, en: str, lon: str, lat: str) -> tuple[Field, Field]:
    return (
        Field(name=f"lon_{datum}", zh=f"{zh}经度", en=f"{en} longitude", kind="number", unit="度",
              variants=tuple(lon.split()), low=-180, high=180),
        Field(name=f"lat_{datum}", zh=f"{zh}纬度", en=f"{en} latitude", kind="number", unit="度",
              variants=tuple(lat.split()), low=-90, high=90),
    )  # fmt: skip


LOCATING: tuple[Field, ...] = (
    *_pair(
        "gcj02", "高德", "Gaode",
        "高德地图经度 腾讯经度 腾讯地图经度 火星经度 gcj02经度 经度(gcj02) 经度(高德) gcj_lng gcj02_lng",
        "高德地图纬度 腾讯纬度 腾讯地图纬度 火星纬度 gcj02纬度 纬度(gcj02) 纬度(高德) gcj_lat gcj02_lat",
    ),
    *_pair(
        "bd09", "百度", "Baidu",
        "百度地图经度 bd09经度 经度(bd09) 经度(百度) bd_lng bd09_lng",
        "百度地图纬度 bd09纬度 纬度(bd09) 纬度(百度) bd_lat bd09_lat",
    ),
    Field(
        name="lonlat", zh="经纬度", en="Coordinates", kind="text",
        variants=("坐标", "地理坐标", "经纬度坐标", "坐标(经纬度)", "坐标(经度,纬度)", "lnglat", "latlng", "location"),
    ),
)  # fmt: skip
