"""Wrong facts put into a plan before it is written, one of a kind, each in one place."""

from __future__ import annotations

from dataclasses import dataclass, replace

from cluster_planner.said import Count, Label, Metres, Money, Said, Score, Several, Share, Year


@dataclass(frozen=True)
class Sentence:
    """A wrong fact in a sentence: what the checker calls it, where reasons stand, what is said, and what it becomes."""

    kind: str
    table: str
    key: str
    fact: str
    wrong: object

    def plant(self, plan, taken):
        """Return the plan with the fact in the first row that says it, and the id of that row."""
        room, frame_name, column = self.table.split(".")
        noun = getattr(plan, room)
        frame = getattr(noun, frame_name).copy()
        row = next(key for key, said in frame[column].items() if key not in taken and _says(said, self.key, self.fact))
        frame.at[row, column] = _falsify(frame.at[row, column], self)
        return replace(plan, **{room: replace(noun, **{frame_name: frame})}), row


@dataclass(frozen=True)
class Figure:
    """A wrong figure in a table: the kind that the checker calls it, which column, and what it becomes."""

    kind: str
    table: str
    wrong: object

    def plant(self, plan, taken):
        """Return the plan with the figure in the last row that is not taken, and the id of that row."""
        room, frame_name, column = self.table.split(".")
        noun = getattr(plan, room)
        frame = getattr(noun, frame_name).copy()
        row = [key for key in frame.index if key not in taken and frame[column].notna()[key]][-1]
        frame.at[row, column] = self.wrong(frame.at[row, column])
        return replace(plan, **{room: replace(noun, **{frame_name: frame})}), row


OF_AREAS, OF_COMMUNITIES = "evaluation.areas.reason_said", "evaluation.communities.reason_said"
PLANTS = (
    Sentence("size", OF_AREAS, "evaluation.size", "count", lambda fact: Count(fact.value + 1)),
    Sentence("criteria", OF_AREAS, "evaluation.pairs", "most", lambda fact: Score(fact.value - 0.1)),
    Sentence("saving", OF_AREAS, "evaluation.saving", "amount", lambda fact: Money(fact.value * 1.2)),
    Sentence("closed", OF_AREAS, "evaluation.others_not_eligible", "count", lambda fact: Count(fact.value + 1)),
    Sentence(
        "next best",
        OF_AREAS,
        "evaluation.next_best_fair",
        "share",
        lambda _: Said("evaluation.share_lost", (("share", Share(0.77)),)),
    ),
    Sentence("member", OF_COMMUNITIES, "evaluation.member", "best", lambda fact: Score(fact.value - 0.1)),
    Sentence(
        "state", OF_COMMUNITIES, "evaluation.ineligible_status", "status", lambda _: Label("choice.status", "suspended")
    ),
    Sentence(
        "alone, nobody near", OF_COMMUNITIES, "evaluation.nearest", "figure", lambda fact: Metres(fact.value + 100)
    ),
    Sentence("size of one alone", OF_COMMUNITIES, "evaluation.alone_need", "need", lambda fact: Score(fact.value / 2)),
    Sentence(
        "paid twice", "programme.frame.reason_said", "programme.paid_twice", "year", lambda fact: Year(fact.value + 1)
    ),
    Figure("片区.户数", "evaluation.areas.households", lambda value: value + 1),
    Figure("小区工程量.工程估算", "works.costs.works_money", lambda value: value * 1.01),
)


def _says(said, key, fact):
    if isinstance(said, Several):
        return any(_says(item, key, fact) for item in said.items)
    if not isinstance(said, Said):
        return False
    facts = dict(said.facts)
    return (said.key == key and facts.get(fact) is not None) or any(_says(inner, key, fact) for inner in facts.values())


def _falsify(said, plant):
    """Return what is said with the wrong fact in it."""
    if isinstance(said, Several):
        return replace(said, items=tuple(_falsify(item, plant) for item in said.items))
    if not isinstance(said, Said):
        return said
    facts = {name: _falsify(fact, plant) for name, fact in said.facts}
    if said.key == plant.key:
        facts[plant.fact] = plant.wrong(facts[plant.fact])
    return Said(said.key, tuple(facts.items()))
