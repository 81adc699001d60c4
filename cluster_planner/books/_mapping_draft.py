"""A mapping file to correct instead of to write: what each header was taken for, and what else it may mean."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from pathlib import Path

from cluster_planner._staging import staged
from cluster_planner.model import Header
from cluster_planner.words import speaker

_TITLE = (
    "字段对照文件草稿: 等号左边是本软件的字段, 右边是您表中的表头。去掉行首的 # 即生效。",
    "全部字段可用 cluster-planner fields 查看。",
    "Draft of a mapping file: left of = is a field of this software, right of it the header of your table.",
    "Take the # off a line to make it count; all fields are listed by: cluster-planner fields",
)
_SECTIONS = {
    "known": ("已识别", "recognised"),
    "doubtful": ("近似或推断得出, 请核对后去掉 #", "found by likeness or by elimination: check, then take off the #"),
    "unclear": ("含义不明, 请从候选中选一行去掉 #", "unclear: choose one line of each and take off its #"),
    "unknown": ("未识别, 未使用; 如需使用请填写字段名", "unknown and not used: to use one, put in the name of a field"),
}
_SECTION_OF = {
    "mapping": "known",
    "catalogue": "known",
    "truncated": "doubtful",
    "alike": "doubtful",
    "settled": "doubtful",
    "unclear": "unclear",
    "unknown": "unknown",
}


def draft_mapping(headers: Sequence[Header], path: str | Path, crs: str | None = None) -> Path:
    """Write a mapping file for a table, to be corrected by hand and read by `read_mapping`.

    Parameters
    ----------
    headers : sequence of Header
        What the headers of the table were taken for.
    path : path
        The TOML file.
    crs : str, optional
        Coordinate system that a mapping file has named already.

    Returns
    -------
    Path
        The file. Headers that are recognised stand in it as they were read; what is doubtful is commented out.

    Raises
    ------
    SourceError
        If the file cannot be written.
    """
    path = Path(path)
    lines = [f"# {line}" for line in _TITLE]
    lines += ["", f"crs = {_quoted(crs)}" if crs else '# crs = "EPSG:4547"', "", "[fields]"]
    held = {header.name for header in headers if header.matched not in ("unclear", "unknown")}
    for section, (chinese, english) in _SECTIONS.items():
        members = [header for header in headers if _SECTION_OF[header.matched] == section]
        if members:
            lines += ["", f"# -- {chinese} / {english}"]
            lines += [line for header in members for line in _lines(header, section, held)]
    with staged(path.parent) as staging:
        (staging / path.name).write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def _lines(header: Header, section: str, held: Iterable[str]) -> list[str]:
    if section == "known":
        return [_entry(header.name, header)]
    if section == "doubtful":
        return [f"# {_entry(header.name, header)}"]
    free = [name for name in header.candidates if name not in held]
    return [f"# {_entry(name, header)}" for name in free] or [f"# ? = {_quoted(header.text)}"]


def _entry(name: str, header: Header) -> str:
    return f"{name} = {_quoted(header.text)}  # {speaker('zh').header(name)} / {speaker('en').header(name)}"


def _quoted(text: str) -> str:
    """Return a text as TOML and JSON both write it."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
