"""The door for communities: a raw table goes in, communities in metres come out, every row is accounted for."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from cluster_planner._cells import as_text
from cluster_planner._money import MONEY, newer
from cluster_planner.columns import find_column
from cluster_planner.fields import Catalogue, Field
from cluster_planner.model import Communities, Findings, Note, SetAside
from cluster_planner.profile import CHINA, Profile
from cluster_planner.settings import Settings
from cluster_planner.validation._opening import open_table, refuse_errors
from cluster_planner.validation._reading_rules import asked_about, reading_findings, refuse_shifted, require_header
from cluster_planner.validation._remarks import Remarks, RemarksOnValues
from cluster_planner.validation._remarks_on_pairs import label_rows
from cluster_planner.validation.places._bounds_in_words import without_bounds_in_words
from cluster_planner.validation.places._crs import DEGREES
from cluster_planner.validation.places._crs_names import DATUMS, System, is_datum_named, name_system
from cluster_planner.validation.places._footprints import read_footprints
from cluster_planner.validation.places._geocoder_piles import judge_geocoder_piles
from cluster_planner.validation.places._locate import locate_rows
from cluster_planner.validation.places._offsets import judge_offsets, judge_offsets_by_outlines, warn_of_datum
from cluster_planner.validation.places._overlaps import judge_overlaps
from cluster_planner.validation.places._points import written_next_to
from cluster_planner.validation.places._shape_rules import SITE_FROM_OUTLINE
from cluster_planner.validation.places._shapes import repair_outlines
from cluster_planner.validation.places._whereabouts import judge_far
from cluster_planner.validation.surroundings._subdivisions import compare_codes, compare_subdivisions
from cluster_planner.validation.values import _value_rules as rules
from cluster_planner.validation.values._amounts import bare_worth, column_in
from cluster_planner.validation.values._choices import parse_choice, parse_choices
from cluster_planner.validation.values._contradictions import judge_values
from cluster_planner.validation.values._ids import forget_rounded, give_ids, judge_duplicates, parse_ids
from cluster_planner.validation.values._namesakes import judge_namesakes
from cluster_planner.validation.values._numbers import parse_number
from cluster_planner.validation.values._texts import parse_text
from cluster_planner.validation.values._years import parse_date, parse_year

_PLACED = ("lon", "lat", "geometry")
_DEGREE_DIGITS = 7
_NUMBERS = ("integer", "number")


def validate_communities(
    raw: gpd.GeoDataFrame | pd.DataFrame,
    settings: Settings | None = None,
    *,
    boundaries: gpd.GeoDataFrame | None = None,
    values: Mapping[str, Mapping[str, str]] | None = None,
    crs: str | None = None,
    notes: Sequence[Note] = (),
    profile: Profile = CHINA,
    quarantine: SetAside = "known",
) -> Communities:
    """Turn a raw table into communities, or say why a row cannot be one.

    Every row ends in exactly one place: the communities, the quarantine, or a finding that it is blank or a total.

    Parameters
    ----------
    raw : GeoDataFrame or DataFrame
        Columns under canonical names; a column of amounts is in 万元 where its name ends in ``_wan`` in place of
        ``_money``. Places are shapes with a coordinate system, or WKT, or ``lon`` and ``lat``. ``source_row`` names the
        rows as the user sees them; without it, the index does.
    settings : Settings, optional
        Columns with a limit in ``settings.areas.limits`` are kept though the catalogue does not know them.
    boundaries : GeoDataFrame, optional
        Outlines with ``county`` and ``subdistrict``: fill in what is missing there, doubt what disagrees.
    values : mapping of str to mapping of str to str, optional
        For a choice field, what the file's own values mean: a code or label of the catalogue.
    crs : str, optional
        Coordinate system of the coordinate columns, of WKT and of shapes that name none; by default degrees.
    notes : sequence of Note, optional
        What was done to the table while it was read, for the findings.
    profile : Profile
        The country that sets the fields.
    quarantine : {"known", "all"}
        Which columns of rows that cannot be used are kept: fields of the catalogue and columns with a limit, or all
        but those of people.

    Returns
    -------
    Communities
        Sorted by id, in one metric coordinate system, with findings and quarantine.

    Raises
    ------
    DataError
        If shapes in metres come without a coordinate system, two columns have one name, or no header was recognised.
    """
    knobs, catalogue = settings or profile.settings, profile.catalogue
    require_header(notes)
    limits = list(knobs.areas.limited_columns)
    table, about_table = open_table(raw, {"source_row", *limits, *asked_about(notes)}, catalogue)
    remarks = Remarks(len(table))
    refuse_shifted(table["source_row"], notes, remarks)
    cells = without_bounds_in_words(refuse_errors(table, remarks, catalogue), remarks)
    parsed = _parse_columns(cells, values or {}, limits, catalogue, remarks)
    judge_values(parsed, cells, knobs, catalogue, remarks)
    system = name_system(crs)
    places = repair_outlines(locate_rows(cells, parsed["crs_tag"], system, boundaries, remarks), remarks)
    judge_duplicates(parsed["community_id"], table, remarks)
    if not is_datum_named(cells, parsed["crs_tag"], system):
        warn_of_datum(places, remarks)
        if boundaries is not None:
            judge_offsets(parsed, places, boundaries, remarks)
    if system == System() and parsed["crs_tag"].isna().all():
        judge_offsets_by_outlines(places, written_next_to(cells, places), remarks)
    parsed = _judge_places(parsed.assign(source_row=table["source_row"]), places, boundaries, remarks)
    parsed["community_id"] = give_ids(parsed, places, remarks)
    frame = _frame(parsed, places, read_footprints(cells, places), catalogue, remarks)
    about_rows = remarks.findings(table["source_row"], parsed["community_id"], parsed["name"])
    return Communities(
        frame,
        Findings.concat([reading_findings(notes, is_system_named=crs is not None), *about_table, about_rows]),
        _quarantine(table if quarantine == "all" else _known(table, limits, catalogue), catalogue, remarks),
        profile,
    )


def _judge_places(
    parsed: pd.DataFrame,
    places: gpd.GeoSeries,
    boundaries: gpd.GeoDataFrame | None,
    remarks: Remarks,
) -> pd.DataFrame:
    """Check the rows against where they lie and against each other; return them with what follows."""
    if boundaries is None:
        judge_far(places, parsed["county"], remarks)
    else:
        parsed = compare_subdivisions(parsed, places, boundaries, remarks)
    compare_codes(parsed, boundaries, remarks)
    parsed = parsed.assign(location_quality=judge_geocoder_piles(parsed["name"], places, remarks))
    labels = label_rows(parsed)
    judge_overlaps(places, labels, remarks)
    certain = places.where(parsed["location_quality"] != "fallback")
    judge_namesakes(parsed, certain, labels, remarks)
    return parsed


def _parse_columns(
    table: pd.DataFrame,
    values: Mapping[str, Mapping[str, str]],
    limits: Collection[str],
    catalogue: Catalogue,
    remarks: Remarks,
) -> pd.DataFrame:
    """Return every field of the catalogue but the geometry, and the columns that have a limit."""
    unknown = [name for name in limits if name not in catalogue and find_column(name) is None]
    own = [Field(name=name, kind="number", unit=_unit_of(name)) for name in unknown]
    parsed: dict[str, pd.Series] = {}
    nothing = {number: _nothing(table.index, number=number) for number in (True, False)}
    for field in (*catalogue.bank, *(field for field in own if column_in(table, field) in table)):
        if field.kind == "geometry":
            continue
        column = column_in(table, field)
        if column not in table or field.name in _PLACED:
            parsed.setdefault(field.name, nothing[field.kind in _NUMBERS])
            continue
        texts, codes = _distinct(table[column])
        on_values = RemarksOnValues(remarks, codes)
        if field.kind == "integer" and field.unit == "year":
            first, last = (_spread(years, codes, table.index) for years in parse_year(texts, field, on_values))
            parsed[field.name] = first.fillna(parsed.get(field.name, first))
            if field.name == "build_year":
                parsed["build_year_to"] = last
        else:
            parsed[field.name] = _spread(
                _parse(texts, field, values.get(field.name, {}), on_values, bare_worth(table, field)),
                codes,
                table.index,
            )
    parsed["community_id"] = forget_rounded(parse_ids(parsed["community_id"]), remarks)
    return pd.DataFrame(parsed, index=table.index)


def _distinct(column: pd.Series) -> tuple[pd.Series, np.ndarray]:
    """Return the values of a column, each once, and for each row the position of its value."""
    if not pd.api.types.is_numeric_dtype(column):
        column = as_text(column)
    codes, values = pd.factorize(column, use_na_sentinel=False)
    return pd.Series(values), codes


def _spread(values: pd.Series, codes: np.ndarray, index: pd.Index) -> pd.Series:
    """Return the value that each row was read as."""
    rows: pd.Series = values.take(codes).set_axis(index)
    return rows


def _unit_of(name: str) -> str:
    return "money" if name.endswith(MONEY) else ""


def _parse(column: pd.Series, field: Field, values: Mapping[str, str], remarks: Remarks, bare: float) -> pd.Series:
    match field.kind:
        case "integer" | "number":
            return parse_number(column, field, remarks, bare)
        case "choice":
            return parse_choice(column, field, values, remarks)
        case "choices":
            return parse_choices(column, field, values, remarks)
        case "date":
            return parse_date(column, field, remarks)
        case _:
            return parse_text(column, field, remarks)


def _nothing(index: pd.Index, *, number: bool) -> pd.Series:
    if number:
        return pd.Series(np.nan, index=index, dtype="float64")
    return pd.Series("", index=index, dtype="str").where(pd.Series(data=False, index=index))


def _frame(
    parsed: pd.DataFrame, places: gpd.GeoSeries, footprints: pd.Series, catalogue: Catalogue, remarks: Remarks
) -> gpd.GeoDataFrame:
    """Put the kept rows together: what follows from the place, and what is still missing."""
    frame = gpd.GeoDataFrame(parsed, geometry=places)[~remarks.refused]
    centres = frame.geometry.centroid.to_crs(DEGREES)
    outline = shapely.get_dimensions(frame.geometry.to_numpy()) == 2  # noqa: PLR2004
    measured = frame["site_m2"].isna() & outline
    if measured.any():
        remarks.add_for_file(SITE_FROM_OUTLINE, field="site_m2", count=int(measured.sum()))
    frame = frame.assign(
        lon=centres.x.round(_DEGREE_DIGITS),
        lat=centres.y.round(_DEGREE_DIGITS),
        crs_tag=frame["crs_tag"].mask(frame["crs_tag"].isin(DATUMS), "WGS84"),
        site_m2=frame["site_m2"].where(~measured, frame.area.round(1)),
        footprint=footprints.reindex(frame.index),
    )
    for field in catalogue.bank:
        gaps = int(frame[field.name].isna().sum()) if field.mandatory and field.name not in _PLACED else 0
        if gaps:
            remarks.add_for_file(rules.MANDATORY_MISSING, field=field.name, count=gaps)
    return frame.set_index("community_id").sort_index()


def _quarantine(table: pd.DataFrame, catalogue: Catalogue, remarks: Remarks) -> pd.DataFrame:
    """Return the refused rows as they came, shapes as WKT, with the rule of each."""
    rows = pd.DataFrame(table[remarks.refused])
    for name, column in rows.items():
        if column.dtype == "geometry":
            rows[name] = shapely.to_wkt(column.to_numpy())
    return _apart_from_ours(rows, catalogue).assign(rule=remarks.reasons()).reset_index(drop=True)


def _known(table: pd.DataFrame, limits: Collection[str], catalogue: Catalogue) -> pd.DataFrame:
    """Return only the columns that are fields or have a limit: in any other may stand anything about anybody."""
    known = {"source_row", *limits, *(field.name for field in catalogue.read)}
    return table[[name for name in table if name in known or newer(str(name)) in known]]


def _apart_from_ours(rows: pd.DataFrame, catalogue: Catalogue) -> pd.DataFrame:
    """Return rows without our names for columns of their own: ``outcome`` of the ledger becomes ``outcome (2)``."""
    names = {}
    for name in map(str, rows):
        copy = 2
        while f"{name} ({copy})" in rows:
            copy += 1
        if name not in catalogue and name != "source_row" and find_column(name):
            names[name] = f"{name} ({copy})"
    return rows.rename(columns=names)
