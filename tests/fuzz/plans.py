"""Whole plans of small towns: they keep their contract, are had again from their folder, and name no person."""

from __future__ import annotations

import random
from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd
from all_texts import texts_below

from cluster_planner import read_plan
from cluster_planner.areas import broken_rules
from cluster_planner.pipeline import Inputs, plan_file
from cluster_planner.runs import Outputs, write_run
from cluster_planner.settings import Settings, list_knobs, parse_settings
from fuzz import odd
from fuzz.grammars import toml
from fuzz.towns import small_town

_KNOBS = [knob for knob in list_knobs(Settings()) if knob[0] != "stability"]
PERSON, TELEPHONE = "欧阳某某", "13987654321"


def plans(dice: random.Random) -> int:
    """A town with some odd cells and a knob or two of its own, planned, written and read."""
    town = small_town(dice, dice.randint(2, 16)).astype({"households": object, "build_year": object})
    for _ in range(dice.randrange(4)):
        town.loc[dice.randrange(len(town)), dice.choice(["name", "households", "build_year", "structure"])] = odd.text(
            dice
        )
    town["联系人"], town["备注"] = PERSON, f"{PERSON} {TELEPHONE}"
    lines = [f"[{section}]\n{name} = {toml(dice, value)}" for section, name, value, _ in dice.sample(_KNOBS, 1)]
    try:
        knobs = parse_settings(lines[0])
    except Exception:  # noqa: BLE001 - settings have a kind of their own
        knobs = Settings()
    with TemporaryDirectory() as name:
        folder = Path(name)
        frame = pd.DataFrame(town.drop(columns="geometry")).assign(wkt=town.geometry.to_wkt())
        (folder / "town.csv").write_bytes(frame.to_csv(index=False).encode("utf-8", "surrogatepass"))
        plan = plan_file(Inputs(table=folder / "town.csv", crs="EPSG:4546"), knobs)
        breaches = broken_rules(plan.areas.labels, plan.areas.problem)
        assert breaches.empty, breaches
        write_run(plan, folder / "plan", dice.choice(["zh", "en"]), Outputs(formats=("gpkg", "geojson")))
        again = read_plan(folder / "plan")
        assert again.areas.labels.equals(plan.areas.labels)
        assert not (told := leaks(folder / "plan")), told
    return 1


def leaks(folder: Path) -> list[str]:
    """Return the files, or parts of archives, in which the person or the telephone stands."""
    return [name for name, text in texts_below(folder).items() if PERSON in text or TELEPHONE in text]
