"""Which communities a spoken name means: whole, without its middle, with its id, or by its number alone."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cached_property

from truth.sentence import normal

WITH_ID = re.compile(r"^(.*)\(([^()]+)\)$")
CLIPPED = "..."


class Names:
    """Names of communities and of areas, in the notation of one language.

    Parameters
    ----------
    communities, areas : Series
        Names by id.
    lang : {"zh", "en"}
        As `normal` writes them.
    """

    def __init__(self, communities, areas, lang):
        stated = communities.fillna(communities.index.to_series())
        self.communities = {key: normal(name, lang) for key, name in stated.items()}
        self.areas = {key: normal(name, lang) for key, name in areas.items()}
        self.lang = lang

    @cached_property
    def _by_name(self):
        found = defaultdict(list)
        for key, name in self.communities.items():
            found[name].append(key)
        return found

    def who(self, spoken):
        """Return the ids of the communities that a spoken name may mean."""
        spoken = spoken.strip()
        if spoken in self._by_name:
            return self._by_name[spoken]
        with_id = WITH_ID.match(spoken)
        if with_id and with_id[2] in self.communities:
            return [with_id[2]]
        if with_id and normal(with_id[2], self.lang) in self._ids:
            return [self._ids[normal(with_id[2], self.lang)]]
        if CLIPPED in spoken:
            head, tail = spoken.split(CLIPPED, 1)
            return [key for key, name in self.communities.items() if name.startswith(head) and name.endswith(tail)]
        return []

    def ends(self, spoken):
        """Return the ids of the communities with this end of a name: the second of two may be shortened."""
        return self.who(spoken) or [key for key, name in self.communities.items() if name.endswith(spoken.strip())]

    def which_area(self, spoken):
        """Return the ids of the areas that a spoken name may mean: the whole name, or that of the community in it."""
        spoken = spoken.strip()
        whole = [key for key, name in self.areas.items() if name == spoken]
        short = [key for key, name in self.areas.items() if name.split("·")[-1].split(", ")[0] == spoken]
        part = [key for key, name in self.areas.items() if spoken in name or _core(spoken) in name]
        return whole or short or part

    @cached_property
    def _ids(self):
        return {normal(key, self.lang): key for key in self.communities}


def _core(spoken):
    return spoken.removeprefix("area of ").removesuffix("片区").split(CLIPPED)[0]
