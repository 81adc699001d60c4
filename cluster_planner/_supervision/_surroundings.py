"""The environment of the process that reads: GDAL opens formats of ours only, and asks nobody for anything."""

from __future__ import annotations

import os
from collections.abc import Mapping

# All drivers of GDAL 3.6 to 3.12 that read vectors, except for those of ours: GPKG, SQLite, ESRI Shapefile, GeoJSON and
# its kin, FlatGeobuf, KML, LIBKML, GML, GPX, DXF, MapInfo File, OpenFileGDB, MEM and Memory.
_SKIPPED = (
    "ADBC", "AIVector", "AVCBin", "AVCE00", "AeronavFAA", "AmigoCloud", "ARCGEN", "Arrow", "BAG", "BNA", "CAD", "CSV",
    "CSW", "Carto", "Cloudant", "CouchDB", "DB2ODBC", "DGN", "DGNv8", "DODS", "DWG", "EDIGEO", "EEDA", "ElasticSearch",
    "Elasticsearch", "FITS", "FileGDB", "GDALG", "GFT", "GMLAS", "GPSBabel", "GPSTrackMaker", "GTFS", "GeoRSS",
    "Geoconcept", "Geomedia", "HANA", "HDF5", "HTF", "HTTP", "IDB", "INGRES", "Idrisi", "Interlis 1", "Interlis 2",
    "JML", "JP2ECW", "JP2KAK", "JP2Lura", "JP2MrSID", "JP2OpenJPEG", "JPEG2000", "LVBAG", "MBTiles", "MSSQLSpatial",
    "MVT", "MapML", "MiraMonVector", "MongoDB", "MongoDBv3", "Mysql", "MySQL", "NAS", "NGW", "OAPIF", "OCI", "ODBC",
    "ODS", "OGCAPI", "OGDI", "OGR_DODS", "OGR_GMT", "OGR_OGDI", "OGR_PDS", "OGR_SDTS", "OGR_VRT", "OSM", "OpenAir",
    "OpenDRIVE", "PCIDSK", "PDF", "PDS4", "PGDUMP", "PGeo", "PLSCENES", "PMTiles", "Parquet", "PostgreSQL", "REC",
    "S57", "SDE", "SEGUKOOA", "SEGY", "SOSI", "SUA", "SVG", "SXF", "Selafin", "TIGER", "TileDB", "UK .NTF", "VDV",
    "VFK", "VICAR", "WAsP", "WFS", "Walk", "XLS", "XLSX", "XODR", "XPlane", "netCDF",
)  # fmt: skip
_NO_ADDRESS = "none://"  # a proxy of no kind, so that no request leaves
_SETTINGS = {
    "GDAL_SKIP": ",".join(_SKIPPED),
    "GDAL_DRIVER_PATH": "disable",
    "GDAL_CONFIG_FILE": os.devnull,  # no gdalrc
    "GDAL_PAM_ENABLED": "NO",  # no .aux.xml
    "GDAL_HTTP_PROXY": _NO_ADDRESS,
    "GDAL_HTTPS_PROXY": _NO_ADDRESS,
    "GDAL_HTTP_MAX_RETRY": "0",
    "CPL_VSIL_CURL_ALLOWED_EXTENSIONS": ".none",
    "CPL_LOG": os.devnull,  # it warns of each skipped driver that it lacks
    "GML_DOWNLOAD_SCHEMA": "NO",
    "OGR_SQLITE_ALLOW_EXTERNAL_ACCESS": "NO",
    "PROJ_NETWORK": "OFF",
    "NO_PROXY": "",  # it would let requests pass by the proxy
    "no_proxy": "",
}
_OF_GDAL = ("CPL_", "GDAL_", "GML_", "LIBKML_", "OGR_", "SHAPE_", "SQLITE_", "VSI_")
_KEPT = ("GDAL_DATA",)  # where its tables are


def surroundings(environment: Mapping[str, str]) -> dict[str, str]:
    """Return an environment in which GDAL, once it is loaded, reads only files of our formats.

    Parameters
    ----------
    environment : mapping of str to str
        That of the user; nothing of GDAL is taken over from it.
    """
    own = {name: value for name, value in environment.items() if name in _KEPT or not name.startswith(_OF_GDAL)}
    return own | _SETTINGS
