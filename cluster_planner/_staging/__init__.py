"""Files appear whole or not at all, and nobody's work is replaced."""

from __future__ import annotations

from cluster_planner._staging._journal import recover
from cluster_planner._staging._new_file import new_file
from cluster_planner._staging._register import file_checksum
from cluster_planner._staging._stage import Stage, staged
from cluster_planner._staging._targets import check_targets

__all__ = ["Stage", "check_targets", "file_checksum", "new_file", "recover", "staged"]
