"""Review files as the map page exports them: read, and refused where they are not what they claim."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any, Literal

from cluster_planner._held import NotHeldError, hold
from cluster_planner._plain_file import require_plain_file
from cluster_planner.errors import DataError, SourceError
from cluster_planner.reviews._operations import Content
from cluster_planner.said import Code, say

Role = Literal["community", "subdistrict", "county", "planner"]
FORMAT = "cluster-planner-review/1"
_AGAIN = say("error.reviews.export_again")


@dataclass(frozen=True, order=True)
class Reviewer:
    """Who reviewed, and for which level: ``community``, ``subdistrict``, ``county``; the plan itself is ``planner``."""

    role: Role
    name: str


@dataclass(frozen=True, eq=False)
class Review:
    """What one reviewer did to a plan, in the order in which it was done.

    Attributes
    ----------
    reviewer : Reviewer
        Who it is of.
    operations : tuple of mapping
        Each with ``op`` and what that needs: ``move`` (a community to an area, to none, or to a new one ``+id`` with
        that community), ``merge``, ``lock``, ``apart``, ``exclude``, ``comment``, ``opinion``, ``agree_rest``; and the
        ``moment`` in universal time at which it was done, if the file says so.
    breaches : tuple of mapping
        Rules that the page showed as broken at the end: ``area``, ``rule``, ``figure``, ``bound``.
    """

    reviewer: Reviewer
    operations: tuple[Mapping[str, Any], ...]
    breaches: tuple[Mapping[str, Any], ...] = ()


def read_review(path: str | Path, checksum: str) -> Review:
    """Read a review of one plan.

    Parameters
    ----------
    path : path-like
        A file exported by the map page.
    checksum : str
        That of the plan reviewed.

    Returns
    -------
    Review
        What the file holds.

    Raises
    ------
    SourceError
        If the file cannot be read.
    DataError
        If it is no review, was changed after its export, or is of another plan.
    """
    content = _read(path)
    stated = content.get("sha256") if isinstance(content, dict) else None
    if not isinstance(content, dict) or content.get("format") != FORMAT or not isinstance(stated, str):
        raise DataError(say("error.reviews.no_review", path=Code(str(path))), _AGAIN)
    if seal(content) != stated:
        raise DataError(
            say("error.reviews.changed", path=Code(str(path))),
            _AGAIN,
        )
    if content.get("plan") != checksum:
        raise DataError(
            say("error.reviews.of_another_plan", path=Code(str(path))),
            say("error.reviews.point_to_reviewed"),
        )
    return _typed(content, path)


def seal(content: Mapping[str, Any]) -> str:
    """Return the SHA-256 of a review without its own field: of JSON with sorted keys, in ASCII, without blanks."""
    rest = {key: value for key, value in content.items() if key != "sha256"}
    return sha256(json.dumps(rest, sort_keys=True, separators=(",", ":")).encode("ascii")).hexdigest()


def _read(path: str | Path) -> Any:
    require_plain_file(path)
    try:
        return json.loads(Path(path).read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise SourceError(
            say("error.reviews.unreadable", path=Code(str(path)), reason=Code(str(error.strerror))),
            say("error.reviews.check_path"),
        ) from error
    except (ValueError, RecursionError) as error:
        raise SourceError(
            say("error.reviews.not_json", path=Code(str(path)), reason=Code(str(error))), _AGAIN
        ) from error


def _typed(content: Mapping[str, Any], path: str | Path) -> Review:
    """Return the review; what the page cannot have written is refused, sealed or not."""
    try:
        held = hold(content, Content)
    except NotHeldError as error:
        raise DataError(say("error.reviews.not_held", path=Code(str(path)), place=Code(error.place)), _AGAIN) from error
    who = Reviewer(held["reviewer"]["role"], " ".join(held["reviewer"]["name"].split()))
    return Review(who, tuple(held["operations"]), tuple(held["breaches"]))
