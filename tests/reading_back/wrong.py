"""Jobs that fail: commands and calls that are refused, each with its sentence in both languages."""

from contextlib import chdir

import geopandas as gpd
import numpy as np
import pandas as pd
from reading_back import inputs

# Settings of a plan of five blocks in a row, a to e, 200 households each; a river, and a sixth, f, beyond the river.
SETTINGS = {
    "unknown key": "[areas]\nmax_comunities = 3",
    "unknown section": "[area]\nmax_communities = 3",
    "not a number": '[areas]\nmax_communities = "many"',
    "too high": "[areas]\nmin_likeness = 1.5",
    "too low": "[links]\nmax_gap_m = -1",
    "not whole": "[areas]\nmax_communities = 3.5",
    "no choice": '[links]\ncounty_line = "soft-ish"',
    "no toml": "[areas\nmax",
    "unknown field": "[areas.limits]\nnothing = { max = 1 }",
    "text field": "[areas.limits]\nname = { max = 1 }",
    "limit crossed": "[areas.limits]\nhouseholds = { min = 9, max = 3 }",
    "limit form": "[areas.limits]\nhouseholds = 9",
    "limit key": "[areas.limits]\nhouseholds = { most = 9 }",
    "crossed sizes": "[areas]\nmin_communities = 9\nmax_communities = 3",
    "unknown weight": "[likeness.weights]\nheight = 1",
    "unknown indicator": "[checkup.weights]\nheight = 1",
    "unknown community": '[areas]\ntogether = [["a", "x"]]',
    "unknown excluded": '[areas]\nexcluded = ["x"]',
    "river together": '[areas]\ntogether = [["e", "f"]]',
    "river far together": '[areas]\ntogether = [["a", "f"]]',
    "together apart": '[areas]\ntogether = [["a", "c"]]\napart = [["a", "c"]]',
    "together excluded": '[areas]\ntogether = [["a", "c"]]\nexcluded = ["a"]',
    "locked river": '[areas]\nlocked = [["e", "f"]]',
    "locked apart": '[areas]\nlocked = [["a", "c"]]',
    "locked twice": '[areas]\nlocked = [["a", "b"], ["b", "c"]]',
    "locked part": '[areas]\nlocked = [["a"]]\ntogether = [["a", "b"]]',
    "locked excluded": '[areas]\nlocked = [["a", "b"]]\nexcluded = ["a"]',
    "locked asunder": '[areas]\nlocked = [["a", "b"]]\napart = [["a", "b"]]',
    "span": '[areas]\ntogether = [["a", "b"]]\nmax_span_m = 50.0',
    "only way excluded": '[areas]\ntogether = [["a", "c"]]\nexcluded = ["b"]',
    "only way locked": '[areas]\ntogether = [["a", "e"]]\nlocked = [["b", "c"]]',
    "only way apart": '[areas]\ntogether = [["a", "c"]]\napart = [["a", "b"]]',
    "too much": '[areas]\ntogether = [["a", "b"]]\n[areas.limits]\nhouseholds = { max = 300 }',
    "too much between": '[areas]\ntogether = [["a", "c"]]\n[areas.limits]\nhouseholds = { max = 500 }',
    "too many between": '[areas]\ntogether = [["a", "e"]]\nmax_communities = 4\n[areas.limits]',
    "too little": '[areas]\ntogether = [["a", "b"]]\n[areas.limits]\nhouseholds = { min = 1200 }',
    "too little yet": '[areas]\ntogether = [["a", "b"]]\nmax_communities = 3\n[areas.limits]\nhouseholds = { min = 800 }',
    "several demands": '[areas]\ntogether = [["a", "b"], ["c", "d"]]\nmax_communities = 2\n[areas.limits]\nhouseholds = { min = 500 }',
    "two groups": '[areas]\ntogether = [["a", "c"], ["b", "d"]]\napart = [["a", "b"]]',
    "deadline of none": '[budget.deadlines]\n"x" = 2025',
    "deadline past": '[budget.deadlines]\n"a" = 2001',
    "order of none": '[budget]\nprerequisites = [["a", "x"]]',
    "order in a circle": '[budget]\nprerequisites = [["a", "f"], ["f", "a"]]',
    "fewest above most": "[budget]\nmin_areas_per_county = 5\nmax_areas_per_county = 2",
    "budget below nothing": "[budget]\nyearly_wan = -5",
    "budget as text": '[budget]\nyearly_wan = "17,867万元"',
    "unknown facility": "[services.radius_m]\ncasino = 5",
}
# Those that are run from the command line too; the rest are worded in both languages when the library is called.
ON_SCREEN = ("unknown key", "unknown field", "river together", "locked apart", "too much between", "too little yet")
WORKS = {
    "formula": ("quantity", "households / rooms"),
    "syntax": ("when", "households >"),
    "call": ("quantity", "open('x')"),
    "choice": ("when", "util_water in ('rotten')"),
    "becomes": ("becomes", "util_water=splendid"),
    "share": ("share", "by lot"),
    "class": ("class", "luxury"),
    "rate": ("mid_cny", "lots"),
    "order of rates": ("low_cny", "99999999"),
}


def refused(desk):
    """Run commands that cannot be done."""
    blocks = inputs.blocks(desk, build_year=1985)
    for name in ON_SCREEN:
        text = SETTINGS[name]
        file = desk.write(f"{name.replace(' ', '-')}.toml", f"{text}\n")
        desk.run(name, "plan", blocks, "--settings", file, "--out", "out/none")
    _bad_files(desk, blocks)
    _bad_catalogues(desk, blocks)


def _bad_files(desk, blocks):
    desk.write("text.xlsx", "no workbook")
    desk.write("cut.gpkg", desk.path(blocks).read_bytes()[:9000])
    desk.write("nothing.csv", "")
    desk.write("header.csv", "小区名称,户数\n")
    desk.write("colours.csv", "colour,size\nred,3\n")
    desk.write("fields.toml", '[fields]\nhouseholds = "没有"\n')
    desk.write("odd.toml", '[fields]\nheight = "户数"\n')
    desk.write("broken.json", '{"type": "FeatureCollection", "features": [')
    for name, words in {
        "format": [blocks, "--format", "dwg"],
        "replace": [blocks, "--format", "postgresql://nobody@localhost:1/none?schema=a"],
        "tiles": [blocks, "--tiles", "in/none.pmtiles"],
        "file as folder": [blocks, "--out", "in/colours.csv"],
    }.items():
        desk.run(name, "plan", "--out", "out/none", *words)
    for name, words in {
        "no file": ["in/none.gpkg"],
        "no layer": [blocks, "--layer", "nothing"],
        "no barriers": [blocks, "--barriers", "in/none.gpkg"],
        "no settings": [blocks, "--settings", "in/none.toml"],
        "no workbook": ["in/text.xlsx"],
        "cut": ["in/cut.gpkg"],
        "suffix": [desk.write("notes.docm", "x")],
        "empty": ["in/nothing.csv"],
        "header only": ["in/header.csv"],
        "no field": ["in/colours.csv"],
        "broken json": ["in/broken.json"],
        "crs": [blocks, "--crs", "EPSG:1"],
        "crs words": [blocks, "--crs", "Beijing"],
        "where": [blocks, "--where", "rooms > 3"],
        "where none": [blocks, "--where", "households > 9000"],
        "where syntax": [blocks, "--where", "households >"],
        "encoding": ["in/colours.csv", "--encoding", "latin-9000"],
        "fields": [blocks, "--fields", "in/fields.toml"],
        "fields odd": [blocks, "--fields", "in/odd.toml"],
        "database": ["postgresql://nobody@localhost:1/none?table=a.b"],
        "keep": [blocks, "--keep", "in"],
        "keep other": [blocks, "--keep", "in/colours.csv"],
        "reviews": [blocks, "--reviews", "in"],
        "join itself": [blocks, "--join", "in/none.csv"],
        "matches alone": [blocks, "--matches", "in/colours.csv"],
    }.items():
        desk.run(name, "plan", *words, "--dry-run")
    desk.run("strict", "check", desk.write("strict.csv", "小区名称,户数\n甲,-5\n"), "--strict")
    desk.run("fix shapes", "check", blocks, "--fix", "--out", "out/none")
    desk.run("one to compare", "compare", "in")
    desk.run("none to compare", "compare", "in", "out")
    desk.run("none to map", "map", "in", "out", "--out", "out/x.html")
    desk.run("template", "fields", "--template", "out/nowhere/x.xlsx")
    desk.run("template suffix", "fields", "--template", "out/x.pdf")
    desk.run("option", "plan", blocks, "--colour", "red")


def _bad_catalogues(desk, blocks):
    """Plan with works and modes that a planner broke, one cell or line at a time."""
    desk.run("works", "works", "--write", "in/works.csv")
    table = pd.read_csv(desk.path("in/works.csv"), dtype="str", keep_default_na=False, encoding="utf-8-sig")
    codes = {name.split()[0]: name for name in table.columns}
    for name, (column, value) in WORKS.items():
        changed = table.copy()
        changed.loc[0, codes.get(column, column)] = value
        changed.to_csv(desk.path(f"in/works-{name}.csv"), index=False, encoding="utf-8-sig")
        desk.run(f"works {name}", "plan", blocks, "--works", f"in/works-{name}.csv", "--out", "out/none")
    pd.concat([table, table.iloc[:1]]).to_csv(desk.path("in/twice.csv"), index=False)
    table.iloc[:, 1:].to_csv(desk.path("in/uncoded.csv"), index=False)
    for name in ("in/twice.csv", "in/uncoded.csv", "in/none.csv", "in/colours.csv"):
        desk.run("works as a whole", "plan", blocks, "--works", name, "--out", "out/none")
    head = "mode 模式,when 条件,reason_zh 依据,reason_en reason\n"
    for name, lines in {
        "unknown": "旧改+乐园,,理由,reason\n",
        "formula": "旧改+文旅,rooms > 3,理由,reason\n集中连片,,按连片实施,as one area\n",
        "words": "旧改+文旅,historic_share > 0.5,{rooms},{rooms}\n集中连片,,按连片实施,as one area\n",
        "no last": "旧改+文旅,historic_share > 0.5,理由,reason\n",
    }.items():
        desk.run(
            f"modes {name}",
            "plan",
            blocks,
            "--modes",
            desk.write(f"modes-{name}.csv", head + lines),
            "--out",
            "out/none",
        )
    lists = {
        "code": "a,Z99,1",
        "community": "x,B01,1",
        "quantity": "a,B01,lots",
        "below": "a,B01,-1",
        "twice": "a,B01,1\na,B01,2",
    }
    for name, lines in lists.items():
        file = desk.write(f"list-{name}.csv", f"community_id,code,quantity\n{lines}\n")
        desk.run(f"list {name}", "plan", blocks, "--work-list", file, "--out", "out/none")


def called_wrongly(desk):
    """Call the library with arguments that make no sense; keep each error as it prints and as it is worded."""
    import cluster_planner

    file = inputs.blocks(desk, build_year=1985)
    raw, river = (gpd.read_file(desk.path(file), layer=name) for name in ("communities", "barriers"))
    parse = cluster_planner.Settings
    knobs = {name: desk.write(f"{name.replace(' ', '-')}.toml", f"{text}\n") for name, text in SETTINGS.items()}
    chain = np.diag(np.ones(4), 1)
    table = pd.DataFrame({"households": [200.0, 300.0, 250.0, 220.0, 180.0]}, index=list("abcde"))
    proposer, regions = cluster_planner.AreaProposer, cluster_planner.Regionalizer
    calls = {
        "no geometry": lambda: cluster_planner.plan(pd.DataFrame({"name": ["甲"]})),
        "no rows": lambda: cluster_planner.plan(raw.iloc[:0]),
        "no crs": lambda: cluster_planner.plan(raw.set_crs(None, allow_override=True)),
        "barriers": lambda: cluster_planner.plan(raw, barriers=river.drop(columns="kind")),
        "earlier": lambda: cluster_planner.plan(raw, earlier=pd.Series("A", index=list("pqr"))),
        "proposer width": lambda: proposer(connectivity=chain[:3, :3]).fit(table),
        "proposer none": lambda: proposer(connectivity=chain, max_members=0).fit(table),
        "proposer crossed": lambda: proposer(connectivity=chain, min_members=9, max_members=3).fit(table),
        "proposer nan": lambda: proposer(connectivity=chain).fit(table.assign(households=np.nan)),
        "proposer text": lambda: proposer(connectivity=chain).fit(table.assign(name="甲")),
        "proposer together": lambda: proposer(connectivity=chain, together=[["a", "x"]]).fit(table),
        "proposer apart": lambda: proposer(connectivity=chain, together=[["a", "c"]], apart=[["a", "c"]]).fit(table),
        "proposer locked": lambda: proposer(connectivity=chain, locked=[["a", "e"]]).fit(table),
        "proposer excluded": lambda: proposer(connectivity=chain, together=[["a", "c"]], excluded=["b"]).fit(table),
        "regions many": lambda: regions(9, connectivity=chain).fit(table),
        "regions none": lambda: regions(0, connectivity=chain).fit(table),
        "regions apart": lambda: regions(1, connectivity=np.zeros((5, 5))).fit(table),
        "compare one": lambda: cluster_planner.compare([]),
        "sweep": lambda: cluster_planner.sweep_settings(raw, parse(), {"areas.rooms": [1]}),
        **{f"settings {name}": lambda path=path: _plan_with(raw, river, path) for name, path in knobs.items()},
    }
    for name, call in calls.items():
        with chdir(desk.folder):
            desk.keep(name, _error_of(call))


def _plan_with(raw, river, path):
    import cluster_planner

    return cluster_planner.plan(raw, cluster_planner.read_settings(path), barriers=river)


def _error_of(call):
    """Return what an error says: printed, and in each language where it can speak."""
    try:
        made = call()
    except Exception as error:  # noqa: BLE001 - whatever is raised is what is read back
        in_words = getattr(error, "in_words", None) or getattr(error, "tell", None)  # its name now, and before
        spoken = [in_words(lang) for lang in ("zh", "en")] if in_words else []
        return "\n".join([type(error).__name__, str(error), *spoken])
    return f"no error\n{made!r}"
