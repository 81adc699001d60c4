"""Rooms below refer to communities by their ids; here their errors get the names that a planner knows."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pandas as pd

from cluster_planner.errors import InfeasibleError, SettingsError
from cluster_planner.model import Communities
from cluster_planner.said import Code, Fact, Label, Name, say


@contextmanager
def named_in_errors(communities: Communities) -> Iterator[None]:
    """Let errors give the names of communities with their ids."""

    def named(fact: Fact) -> Fact:
        if not (isinstance(fact, Label) and fact.kind == "community"):
            return fact
        name = communities.frame["name"].get(fact.value)
        if pd.isna(name) or name == fact.value:
            return fact
        return say("common.named", name=Name(name), what=Code(fact.value))

    try:
        yield
    except (InfeasibleError, SettingsError) as error:
        raise error.with_facts(named) from None
