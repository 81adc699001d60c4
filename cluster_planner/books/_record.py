"""The record of a plan, ``plan.json``: written and read back."""

from __future__ import annotations

import json
import math
from collections.abc import Hashable, Mapping
from dataclasses import asdict
from importlib.metadata import version
from pathlib import Path
from typing import Any, cast

import pandas as pd

from cluster_planner._held import NotHeldError, hold
from cluster_planner.books._plan_ids import require_one_plan
from cluster_planner.books._record_shape import Record
from cluster_planner.errors import SourceError
from cluster_planner.model import Changes, Plan, Programme, Stability, sum_known
from cluster_planner.said import FACTS, Code, Fact, Name, Verbatim, from_plain, say, to_plain
from cluster_planner.settings import record_settings
from cluster_planner.words import languages, name_works
from cluster_planner.words.tables import service_counts

_REMEDY = say("error.books.point_to_folder")


def plan_record(plan: Plan) -> dict[str, Any]:
    """Return what was done, with what and how well, as plain values for ``plan.json``."""
    outcomes = plan.evaluation.communities["outcome"].value_counts().sort_index()
    counts = {
        "communities": len(plan.communities),
        "without_place": int((~plan.communities.located).sum()),
        "quarantine": len(plan.communities.quarantine),
        "links_open": len(plan.links.open),
        "links_blocked": len(plan.links.blocked),
        "pairs": len(plan.likeness.frame),
        "areas": len(plan.areas),
        "outcomes": outcomes.to_dict(),
        "services": service_counts(plan),
        "findings": plan.findings.counts().to_dict(),
    }
    about = {name: value for name, value in plan.about.items() if name != "timings_s"}
    record = {
        **about,
        "cite": _citation(plan),
        "checksum": plan.checksum,
        "crs": str(plan.communities.frame.crs),
        "settings": record_settings(plan.settings),
        "counts": counts,
        "value": plan.areas.value,
        "bound": plan.areas.bound,
        "gap": plan.areas.gap,
        "status": plan.areas.status,
        "evidence": asdict(plan.evidence),
        "columns": plan.areas.proof["columns"].sum(),
        "staying": plan.areas.staying,
        "programme": _programme_record(plan.programme),
        "area_names": plan.evaluation.areas["area_name_said"].to_dict(),
        "changes": None if plan.changes is None else _change_record(plan.changes),
        "unchecked": plan.areas.unchecked,
        "widening": plan.widening,
        "costs": _cost_record(plan),
        "savings": plan.savings.items.reset_index().to_dict("records"),
        "proof": plan.areas.proof.drop(columns="seconds").to_dict("records"),
        "next_best": [_next_best_record(second) for second in plan.next_best.frame.reset_index().to_dict("records")],
        "stability": None if plan.stability is None else _stability_record(plan.stability),
        # No two runs take the same time: whatever differs between them is under one name.
        "timings_s": {**plan.about.get("timings_s", {}), "components": plan.areas.proof["seconds"].tolist()},
    }
    return {name: _plain(value) for name, value in record.items()}


def _citation(plan: Plan) -> str:
    """Return one line that names tool, version and plan, the same wherever the plan is read."""
    tool = plan.about.get("versions", {}).get("cluster_planner", version("cluster_planner"))
    title = plan.about.get("title") or "-"
    return f"cluster_planner {tool}: {title} [{plan.checksum[:12]}]"


def record_text(record: Mapping[str, Any], said: Mapping[str, list[Any]]) -> str:
    """Return the record as JSON; what is said comes last, one row to a line."""
    in_a_line = json.JSONEncoder(ensure_ascii=False, allow_nan=False).encode
    columns = (
        f"  {json.dumps(place)}: [\n" + ",\n".join(f"   {in_a_line(row)}" for row in rows) + "\n  ]"
        for place, rows in said.items()
    )
    rest = json.dumps(record, ensure_ascii=False, indent=1, allow_nan=False, default=str).removesuffix("\n}")
    return f'{rest},\n "said": {{\n' + ",\n".join(columns) + "\n }\n}\n"


def area_names(record: Mapping[str, Any]) -> dict[str, Fact]:
    """Return the names of the areas of a record, to be worded in any language."""
    return {area: _name_as_fact(name) for area, name in record["area_names"].items()}


def _name_as_fact(name: Any) -> Fact:
    """Return a name; records of version 0.1 hold it in Chinese and in English."""
    try:
        said = from_plain(name)
    except ValueError:
        said = None
    if said is not None:
        return said
    zh, en = name
    return Verbatim((("zh", "{zh}"), ("en", "{en}")), (("zh", Name(zh)), ("en", Name(en))))


def _cost_record(plan: Plan) -> dict[str, Any]:
    """Return what the costs rest on."""
    works = plan.works
    return {
        "price_years": sorted({int(year) for year in works.catalogue["price_year"]}),
        "bases": works.costs["cost_basis"].value_counts().sort_index().to_dict(),
        "local_factor": works.local_factor,
        "compared": works.compared,
        "cost_alone_money": sum_known(works.costs["cost_alone_money"]),
        "unknown": works.costs["cost_basis"].isna().sum(),
        "rates": _named_rates(works.catalogue),
    }


def _named_rates(catalogue: pd.DataFrame) -> dict[Hashable, Any]:
    names = pd.DataFrame({lang: name_works(catalogue, lang) for lang in languages()})
    return names.join(catalogue[["low_money", "mid_money", "high_money"]]).to_dict("index")


def _programme_record(programme: Programme) -> dict[str, Any]:
    return {
        "value": programme.value,
        "bound": programme.bound,
        "gap": programme.gap,
        "status": programme.status,
        "years": programme.years.reset_index().to_dict("records"),
        "shortfalls": programme.shortfalls.to_dict("records"),
    }


def _change_record(changes: Changes) -> dict[str, Any]:
    worth = {"was_value": changes.was_value, "was_saving_money": changes.was_saving_money}
    return {**changes.counts(), **worth, "areas": changes.areas.reset_index().to_dict("records")}


def _next_best_record(second: Mapping[Hashable, Any]) -> dict[Hashable, Any]:
    return {**second, "moves": [move._asdict() for move in second["moves"]]}


def _stability_record(stability: Stability) -> dict[str, Any]:
    """Return the shares; for pairs only where plan and runs do not all agree."""
    pairs = stability.pairs[stability.pairs["share"] != stability.pairs["together"]]
    return {
        "runs": stability.runs,
        "share": stability.share,
        "areas": stability.areas.to_dict(),
        "communities": stability.communities.to_dict(),
        "pairs": pairs.reset_index().to_dict("records"),
    }


def _plain(value: Any) -> Any:
    """Return a value as JSON can hold it: missing and infinite values are null."""
    if isinstance(value, Mapping):
        return {str(name): _plain(item) for name, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    if isinstance(value, FACTS):
        return to_plain(cast("Fact", value))
    value = value.item() if hasattr(value, "item") else value
    return None if isinstance(value, float) and not math.isfinite(value) else value


def read_record(folder: str | Path) -> dict[str, Any]:
    """Read the record of a plan.

    Parameters
    ----------
    folder : path
        Where the plan was written to.

    Returns
    -------
    dict
        What ``plan.json`` holds.

    Raises
    ------
    SourceError
        If there is none, it cannot be read, an entry is not what a plan writes, or files of two plans lie there.
    """
    require_one_plan(Path(folder))
    path = Path(folder) / "plan.json"
    try:
        record = json.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError, RecursionError) as error:
        raise SourceError(
            say("error.books.record_unreadable", path=Code(str(path)), reason=Code(str(error))), _REMEDY
        ) from error
    if not isinstance(record, dict) or not isinstance(record.get("checksum"), str):
        raise SourceError(say("error.books.no_checksum", path=Code(str(path))), _REMEDY)
    try:
        held: dict[str, Any] = hold(record, Record, others=True)
    except NotHeldError as error:
        raise SourceError(
            say("error.books.record_not_held", path=Code(str(path)), place=Code(error.place)),
            say("error.books.plan_anew"),
        ) from error
    return held
