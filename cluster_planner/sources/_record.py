"""The record of a plan, ``plan.json``, in again."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from cluster_planner.errors import SourceError

_REMEDY = ("请指向方案的输出文件夹。", "Point to the folder that a plan was written to.")


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
        If there is none, or it cannot be read.
    """
    path = Path(folder) / "plan.json"
    try:
        record: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise SourceError((f"无法读取 {path}: {error}。", f"{path} cannot be read: {error}."), _REMEDY) from error
    if not isinstance(record, dict) or not isinstance(record.get("checksum"), str):
        raise SourceError((f"{path} 中没有方案校验码。", f"{path} has no checksum of a plan."), _REMEDY)
    return record
