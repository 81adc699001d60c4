"""Base maps of tiles: a public service, any address, or tiles on disk. Without one, the page asks for nothing."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from cluster_planner._datum import Datum
from cluster_planner.errors import SourceError
from cluster_planner.render._shapes import move_shapes
from cluster_planner.render._tile_files import IMAGE_ENDINGS, unpack_tiles
from cluster_planner.said import Code, say

TIANDITU = "https://t{s}.tianditu.gov.cn/DataServer?T=%s&x={x}&y={y}&l={z}&tk={key}"
GAODE = "https://webrd0{s}.is.autonavi.com/appmaptile?lang=zh_cn&size=1&scale=1&style=8&x={x}&y={y}&z={z}"
PLACES = ("{z}", "{x}", "{y}")


@dataclass(frozen=True, kw_only=True)
class Tiles:
    """Where the tiles of a base map come from, and what the page needs to know of them.

    Attributes
    ----------
    addresses : tuple of str
        Templates of addresses with ``{z}``, ``{x}``, ``{y}`` (``{-y}`` counts from the south), ``{s}`` for a server and
        ``{key}``; later ones lie above earlier ones.
    servers : tuple of str
        Values of ``{s}``.
    sources : tuple of str
        The sources of images that the policy of the page must allow.
    max_zoom : int
        The last zoom with tiles.
    attribution : str
        Who made the tiles, shown on the map.
    key : str
        Value of ``{key}``; without it the reader is asked for one.
    datum : {"GCJ02", "BD09"} or None
        Datum of the tiles, where it is not WGS84.
    """

    addresses: tuple[str, ...]
    sources: tuple[str, ...]
    servers: tuple[str, ...] = ()
    max_zoom: int = 18
    attribution: str = ""
    key: str = ""
    datum: Datum | None = None

    def content(self) -> dict[str, Any]:
        """Return the part that the page needs."""
        return {
            "addresses": list(self.addresses),
            "servers": list(self.servers),
            "max_zoom": self.max_zoom,
            "attribution": self.attribution,
            "key": self.key,
            "is_shifted": self.datum is not None,
        }


def read_tiles(wanted: str, page: Path, bounds: tuple[float, float, float, float], key: str, home: Path) -> Tiles:
    """Return the base map wanted for a page.

    Parameters
    ----------
    wanted : str
        ``tianditu``, ``gaode``, an address with ``{z}``, ``{x}`` and ``{y}``, a folder of tiles, or a file of tiles
        (MBTiles, PMTiles): those within the bounds are unpacked into a folder next to the page.
    page : Path
        The page that is to show them.
    bounds : tuple of float
        West, south, east and north of what is shown, in degrees.
    key : str
        Key of the service. Anyone who has the page can read it.
    home : Path
        Folder that the page will be in when it is read.

    Raises
    ------
    SourceError
        There are no such tiles.
    """
    return _of_service(wanted, key) or _on_disk(Path(wanted), page, bounds, home)


def check_tiles(wanted: str) -> None:
    """Refuse a base map that there is not, before the map is drawn.

    Raises
    ------
    SourceError
        The address is none, or there is no such folder or file.
    """
    if _of_service(wanted, "") is None:
        _require_source(Path(wanted))


def tiles_of_service(wanted: str) -> Tiles:
    """Return the base map of a public service or of an address, for a map that is no file and so has none next to it.

    Raises
    ------
    SourceError
        It is neither.
    """
    found = _of_service(wanted, "")
    if found is None:
        raise SourceError(say("error.render.no_service", wanted=Code(wanted)), say("error.render.hold_zxy"))
    return found


def on_tiles(content: dict[str, Any], base: Tiles) -> dict[str, Any]:
    """Return the content of a page with its base map, moved onto that where it is of another datum."""
    shown = content if base.datum is None else move_shapes(content, base.datum)
    return shown | {"tiles": base.content()}


def _of_service(wanted: str, key: str) -> Tiles | None:
    """Return the base map of a public service or of an address; None for what must be on disk."""
    if wanted == "tianditu":
        servers = tuple("01234567")
        addresses = (TIANDITU % "vec_w", TIANDITU % "cva_w")
        return Tiles(
            addresses=addresses, servers=servers, sources=_hosts(addresses, servers), attribution="天地图", key=key
        )
    if wanted == "gaode":
        servers = tuple("1234")
        return Tiles(
            addresses=(GAODE,),
            servers=servers,
            sources=_hosts((GAODE,), servers),
            attribution="高德地图",
            datum="GCJ02",
        )
    if re.match(r"https?://", wanted):
        return _at_address(wanted, key if "{key}" in wanted else "")
    return None


def _at_address(wanted: str, key: str) -> Tiles:
    if not all(place in wanted.replace("{-y}", "{y}") for place in PLACES):
        raise SourceError(
            say("error.render.address_incomplete", wanted=Code(wanted)),
            say("error.render.hold_zxy"),
        )
    servers = tuple("abc") if "{s}" in wanted else ()
    sources = _hosts((wanted,), servers)
    return Tiles(
        addresses=(wanted,), servers=servers, sources=sources, attribution=sources[0].partition("//")[2], key=key,
        max_zoom=19,
    )  # fmt: skip


def _hosts(addresses: tuple[str, ...], servers: tuple[str, ...]) -> tuple[str, ...]:
    """Return the hosts of all addresses, as the policy of a page names them."""
    named = (address.replace("{s}", server) for address in addresses for server in servers or ("",))
    hosts = sorted({_host(address) for address in named})
    for host in hosts:
        if not re.fullmatch(r"https?://[\w.:\[\]-]+", host):
            raise SourceError(
                say("error.render.host_is_none", host=Code(host)),
                say("error.render.check_tiles"),
            )
    return tuple(hosts)


def _host(address: str) -> str:
    """Return scheme and host of an address; the address itself where it has none."""
    try:
        part = urlsplit(address)
    except ValueError:  # half a bracket, as in an address of IPv6
        return address
    return f"{part.scheme}://{part.netloc}"


def _require_source(source: Path) -> None:
    if not os.path.exists(source):  # noqa: PTH110 - a name too long is none
        raise SourceError(
            say("error.render.no_tiles", source=Code(str(source))),
            say("error.render.use_tiles"),
        )


def _on_disk(source: Path, page: Path, bounds: tuple[float, float, float, float], home: Path) -> Tiles:
    _require_source(source)
    folder = source if source.is_dir() else unpack_tiles(source, page.with_name(f"{page.stem}_tiles"), bounds)
    found = sorted(_tiles_in(folder))
    if not found:
        raise SourceError(
            say("error.render.no_tiles_of_extent", source=Code(str(source))),
            say("error.render.tiles_lie_as"),
        )
    zoom, ending = found[-1]
    relative = Path(os.path.relpath(folder, home if source.is_dir() else page.parent)).as_posix()
    return Tiles(addresses=(f"{relative}/{{z}}/{{x}}/{{y}}{ending}",), sources=("'self'", "file:"), max_zoom=zoom)


def _tiles_in(folder: Path) -> Iterator[tuple[int, str]]:
    """Yield each zoom of a folder with the suffix of its files."""
    for level in folder.iterdir():
        if level.name.isdigit():
            first = next((tile for tile in level.glob("*/*") if tile.suffix.lower() in IMAGE_ENDINGS), None)
            if first is not None:
                yield int(level.name), first.suffix
