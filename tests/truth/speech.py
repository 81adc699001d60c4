"""Every sentence of a plan, read by its rule and checked: what is false, and what no rule knows."""

from __future__ import annotations

from truth import (
    rules_adjacent,
    rules_advice,
    rules_alone,
    rules_areas,
    rules_bounds,
    rules_communities,
    rules_modes,
    rules_next_best,
    rules_overview,
    rules_programme,
    rules_saving,
)
from truth.sentence import Fault, read_clauses, read_sentences

RULES = {
    "area": rules_areas.RULES + rules_next_best.RULES + rules_adjacent.RULES,
    "community": rules_communities.RULES + rules_alone.RULES + rules_advice.RULES,
    "project": rules_programme.RULES,
    "mode": rules_modes.RULES,
    "bounds": rules_bounds.RULES,
    "saving": rules_saving.RULES,
    "overview": rules_overview.RULES,
}
WHOLE = {"mode", "overview", "bounds", "saving"}  # that are one clause, without a stop
# Where the texts of a group stand: sheet, column of whom it speaks, column of the text.
COLUMNS = (
    ("area", "片区", "片区编号", "理由"),
    ("community", "成员小区", "项目编号", "理由"),
    ("community", "单独改造与未纳入", "项目编号", "理由"),
    ("community", "单独改造与未纳入", "项目编号", "划入片区的条件"),
    ("project", "年度项目", "项目", "理由"),
    ("saving", "片区", "片区编号", "靠节省划入的成员"),
    ("mode", "片区指标", "片区编号", "改造模式依据"),
)


def texts(case, lang):
    """Yield every text that planners read: its group, its subject, its place, and the text."""
    for group, title, key, column in COLUMNS:
        table = case.sheet(title, lang)
        for one, text in zip(table[key], table[column], strict=True):
            yield group, one, f"{title}!{column} {one}", text
    areas = case.outputs[lang].layers["areas"].set_index("area_id")
    for area, text in areas.get("bounds", {}).items():
        yield "bounds", area, f"areas.bounds {area}", text
    for label, content in case.sheet("概览", lang).itertuples(index=False):
        yield "overview", label, f"概览 {label}", f"{label}|{content}"


def check_speech(case, tally=None):
    """Yield a fault for every sentence of either language that is false or that no rule knows."""
    for lang in case.outputs:
        for group, key, where, text in texts(case, lang):
            if group in WHOLE:
                sentences = read_clauses(text or "", RULES[group], lang, by=None)
            else:
                sentences = read_sentences(text or "", RULES[group], lang)
            said = []
            for rule, facts, sentence in sentences:
                if rule is None:
                    yield Fault("unparsed", group, f"{lang} {where}", sentence)
                    continue
                if tally is not None:
                    tally[lang, rule.kind] += 1
                said.append(facts)
                for wrong in rule.check(facts | {"said": said}, key, case, lang):
                    yield Fault("false", rule.kind, f"{lang} {where}", f"{wrong}: {sentence}")
