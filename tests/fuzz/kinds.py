"""The kinds of cases, with their share of the time."""

from __future__ import annotations

from fuzz import grammars, parts, plans, shapes, tables
from fuzz.running import Kind

KINDS = {
    "settings": Kind(grammars.settings),
    "mappings": Kind(grammars.mapping),
    "works": Kind(grammars.works),
    "formulas": Kind(grammars.formulas),
    "sweeps": Kind(grammars.sweeps, 0.5),
    "reviews": Kind(grammars.reviews, ready=grammars.planned),
    "records": Kind(grammars.records, 2, ready=grammars.planned),
    "rows": Kind(tables.odd_rows, 3),
    "files": Kind(tables.damaged, 2),
    "shapes": Kind(shapes.shapes, 2),
    "workbooks": Kind(parts.workbooks),
    "shapefiles": Kind(parts.shapefiles),
    "parquets": Kind(parts.parquets),
    "tiles": Kind(parts.tiles, 0.5),
    "plans": Kind(plans.plans, 3, ready=grammars.planned),
}
