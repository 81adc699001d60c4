"""Shapes and attributes changed before they are written: one bad shape costs one row."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import shapely
from shapely import GeometryCollection, LineString, MultiPoint, MultiPolygon, Point, Polygon
from shapely.affinity import affine_transform, rotate, scale, translate
from shapely.geometry.base import BaseGeometry

from fuzz import odd
from fuzz.tables import check
from fuzz.towns import COLUMNS, sample

SHAPES = 60


def changed(shape: BaseGeometry, dice: random.Random) -> BaseGeometry | None:
    """Return a shape as no surveyor drew it."""
    corner, centre = Point(shapely.get_coordinates(shape)[0]), shape.centroid
    spike = [(0, 0), (1, 0), (1, 1), (0.5, 1), (0.5, 9), (0.5, 1), (0, 1)]
    makers: list[Callable[[], BaseGeometry | None]] = [
        lambda: None,
        Polygon,
        GeometryCollection,
        lambda: centre,
        lambda: MultiPoint([corner, centre]),
        lambda: LineString([corner, centre]),
        lambda: GeometryCollection([shape, corner]),
        lambda: GeometryCollection([GeometryCollection([GeometryCollection([shape])])]),
        lambda: MultiPolygon([shape, translate(shape, 1e-4)]),
        lambda: Polygon([corner, corner, corner, corner]),
        lambda: Polygon([(0, 0), (1, 1), (1, 0), (0, 1)]),
        lambda: Polygon(spike),
        lambda: Polygon(shape.exterior.coords, [shape.exterior.coords]),
        lambda: translate(shape, dice.choice([180, -360, 1e6, 1e300])),
        lambda: scale(shape, dice.choice([1e-9, 1e3, 0, -1]), dice.choice([1e-9, 1, 1e3])),
        lambda: affine_transform(shape, [0, 1, 1, 0, 0, 0]),
        lambda: rotate(shape, dice.uniform(0, 360)),
        lambda: shapely.force_3d(shape, dice.choice([0.0, -1e5, 1e308])),
        lambda: shapely.transform(shape, lambda xy: xy.round(dice.choice([0, 2, 3, 4]))),
        lambda: shapely.buffer(centre, 1e-4, quad_segs=500),
    ]
    return dice.choice(makers)()


def shapes(dice: random.Random) -> int:
    """Sixty outlines, half of them changed, in a file of any format."""
    frame = sample(SHAPES).copy()
    frame[COLUMNS] = frame[COLUMNS].astype(object)
    spoiled = dice.sample(range(SHAPES), SHAPES // 2)
    outlines = list(frame.geometry)
    for row in spoiled:
        outlines[row] = changed(outlines[row], dice)
        if dice.random() < 0.3:
            frame.loc[row, dice.choice(COLUMNS)] = odd.text(dice).replace("\x00", "")
    frame = frame.set_geometry(outlines, crs=frame.crs).drop(columns=["lon", "lat"])
    frame[frame.columns.drop("geometry")] = (
        frame[frame.columns.drop("geometry")].astype("str").where(frame.drop(columns="geometry").notna(), None)
    )
    with TemporaryDirectory() as folder:
        path = Path(folder) / dice.choice(["town.gpkg", "town.geojson", "town.parquet", "town.csv"])
        match path.suffix:
            case ".parquet":
                frame.to_parquet(path)
            case ".csv":
                table = frame.drop(columns="geometry").assign(wkt=frame.geometry.to_wkt())
                path.write_bytes(table.to_csv(index=False).encode("utf-8", "surrogatepass"))
            case _:
                frame.to_file(path, engine="pyogrio")
        communities, _ = check(path)
    return len(communities) - (SHAPES - len(spoiled))
