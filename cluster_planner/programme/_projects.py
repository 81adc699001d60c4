"""What competes for the money: every area, and every community that is renovated alone."""

from __future__ import annotations

import pandas as pd

from cluster_planner.fields.stages import BUILT
from cluster_planner.model import Communities, Evaluation, Works
from cluster_planner.settings import BudgetSettings

PARTS = ("score_need", "score_saving", "score_consent")  # of the score
FULL_SCORE = 100.0  # of all projects together
NETWORKS = "networks"  # the group of works for pipes and cables, which are laid in one window
SMALLEST = 0.01  # an amount, so that members of unknown cost count alike


def list_projects(
    evaluation: Evaluation,
    communities: Communities,
    need: pd.DataFrame,
    settings: BudgetSettings,
    works: Works | None = None,
) -> pd.DataFrame:
    """Return areas by id, then communities alone by id, with what they cost and the points that they bring.

    All projects together have 100 points: ``need_weight`` is shared out by need times households, ``saving_weight`` by
    what is saved, ``consent_weight`` by the households that agree: consent decides whether a project can begin, not
    how badly it is needed, so it is a term of this score and not of the need. Unknown consent counts as none; where no
    project has anything of a term, the other terms share its points. Unknown need counts as none, unknown households as
    the median of a community; a project with any community of unknown cost, ``is_priced`` false, cannot be built.

    Returns
    -------
    DataFrame
        One row a project: ``id``, ``is_area``, ``county`` (empty if unknown), ``communities``, ``unpriced`` (how
        many of them have no cost), ``cost_money``, ``is_priced``, ``score_need``, ``score_saving``,
        ``score_consent``, ``score``, ``silent`` (how many communities do not report their consent, if any
        project reports one), ``subsidised`` (share of the cost in communities that have drawn central subsidy before)
        and ``networks`` (share of the cost for pipes and cables, all if it is not known).
    """
    frame = communities.frame
    outcomes = evaluation.communities
    alone = outcomes.index[outcomes["outcome"] == "alone"].sort_values()
    usual = frame["households"].median()
    usual = 1.0 if pd.isna(usual) else usual
    drawn = (frame["fund_central_money"] > 0) & (frame["status"].isin(BUILT) | (frame["paid_money"] > 0))
    areas = evaluation.areas.sort_index()
    networks = _network_share(works, outcomes)
    consent = pd.DataFrame(
        {"agreeing": communities.consent * frame["households"].fillna(usual), "silent": communities.consent.isna()}
    ).astype(float)
    of_members = consent.groupby(outcomes["area_id"]).sum(min_count=1).reindex(areas.index)
    of_areas = pd.DataFrame(
        {
            "id": areas.index,
            "is_area": True,
            "county": areas["county"].to_numpy(),
            "communities": areas["communities"].to_numpy(int),
            "unpriced": (areas["communities"] - areas["cost_known"]).to_numpy(int),
            "cost_money": areas["cost_together_money"].to_numpy(float),
            "households": _with_usual(areas, usual).to_numpy(float),
            "need": areas["need"].to_numpy(float),
            "saving_money": areas["saving_money"].to_numpy(float),
            **{name: of_members[name].to_numpy() for name in consent},
            "subsidised": _weighed(drawn.astype(float), outcomes).reindex(areas.index).to_numpy(float),
            "networks": _weighed(networks, outcomes).reindex(areas.index).to_numpy(float),
        }
    )
    of_alone = pd.DataFrame(
        {
            "id": alone,
            "is_area": False,
            "county": frame["county"].reindex(alone).to_numpy(),
            "communities": 1,
            "unpriced": outcomes["cost_alone_money"].reindex(alone).isna().to_numpy(int),
            "cost_money": outcomes["cost_alone_money"].reindex(alone).to_numpy(float),
            "households": frame["households"].reindex(alone).fillna(usual).to_numpy(float),
            "need": need["need"].reindex(alone).to_numpy(float),
            "saving_money": 0.0,
            **{name: consent[name].reindex(alone).to_numpy() for name in consent},
            "subsidised": drawn.reindex(alone).to_numpy(float),
            "networks": networks.reindex(alone).to_numpy(float),
        }
    )
    projects = pd.concat([of_areas, of_alone], ignore_index=True) if len(alone) else of_areas
    return _score(projects, settings)


def _with_usual(areas: pd.DataFrame, usual: float) -> pd.Series:
    """Return the households of areas; a member that does not report its own counts as usual."""
    silent = areas["communities"] - areas["households_known"]
    households: pd.Series = areas["households"].fillna(0.0) + silent * usual
    return households


def _network_share(works: Works | None, outcomes: pd.DataFrame) -> pd.Series:
    """Return the share of the works of each community for pipes and cables, missing if not known."""
    if works is None:
        return pd.Series(float("nan"), index=outcomes.index)
    rates = works.catalogue["mid_money"].reindex(works.quantities.columns)
    laid = works.catalogue["sync"].reindex(works.quantities.columns) == NETWORKS
    total = works.quantities @ rates
    share: pd.Series = (works.quantities @ rates.where(laid, 0.0)) / total.where(total > 0)
    return share.reindex(outcomes.index)


def _weighed(share: pd.Series, outcomes: pd.DataFrame) -> pd.Series:
    """Return the mean share of each area, weighed by what its members cost alone."""
    weight = outcomes["cost_alone_money"].fillna(0.0).where(share.notna(), 0.0) + SMALLEST
    by_area = outcomes["area_id"]
    mean: pd.Series = (share * weight).groupby(by_area).sum(min_count=1) / weight.groupby(by_area).sum()
    return mean


def _score(projects: pd.DataFrame, settings: BudgetSettings) -> pd.DataFrame:
    """Share out 100 points by need, by saving and by consent."""
    counts = (projects["is_area"]).astype(float).where(projects["is_area"], settings.alone_weight)
    need_met = (projects["need"].fillna(0.0) * projects["households"]).clip(lower=0.0) * counts
    saved = projects["saving_money"].fillna(0.0).clip(lower=0.0)
    agreed = projects["agreeing"].fillna(0.0).clip(lower=0.0) * counts
    terms = {"score_need": need_met, "score_saving": saved, "score_consent": agreed}
    weights = dict(zip(PARTS, (settings.need_weight, settings.saving_weight, settings.consent_weight), strict=True))
    known = {name: weights[name] for name, term in terms.items() if term.any()}
    points = FULL_SCORE / (sum(known.values()) or 1.0)
    is_priced = projects["cost_money"].notna() & (projects["unpriced"] == 0)
    scored = projects.assign(
        county=projects["county"].fillna("").astype("str"),
        is_priced=is_priced,
        cost_money=projects["cost_money"].where(is_priced, 0.0).clip(lower=0.0),
        subsidised=projects["subsidised"].fillna(0.0),
        networks=projects["networks"].fillna(1.0),
        **{name: points * weights[name] * term / (term.sum() or 1.0) for name, term in terms.items()},
        silent=projects["silent"].astype(int) if known.get("score_consent") else 0,
    )
    return scored.assign(score=scored[list(PARTS)].sum(axis=1))


def place_members(projects: pd.DataFrame, evaluation: Evaluation) -> pd.Series:
    """Return the row of the project of each community that is in an area or alone, indexed by ``community_id``."""
    outcomes = evaluation.communities
    number = pd.Series(projects.index, index=pd.MultiIndex.from_frame(projects[["is_area", "id"]]))
    inside = outcomes["outcome"] == "area"
    taking_part = outcomes.index[inside | (outcomes["outcome"] == "alone")]
    ids = outcomes["area_id"].where(inside, outcomes.index.to_series()).reindex(taking_part)
    keys = pd.MultiIndex.from_arrays([inside.reindex(taking_part), ids])
    return pd.Series(number.reindex(keys).to_numpy(), index=taking_part)
