"""Rooms below speak of communities by their ids; here their refusals get the names that a planner knows."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pandas as pd

from cluster_planner.errors import InfeasibleError, SettingsError
from cluster_planner.model import Communities
from cluster_planner.said import Code, Fact, Label, Name, say


@contextmanager
def told_by_name(communities: Communities) -> Iterator[None]:
    """Let what is refused name communities, their ids beside them."""

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
