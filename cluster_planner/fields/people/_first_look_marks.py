"""What a text holds that may name somebody, for a first look at many."""

from __future__ import annotations

from cluster_planner.fields.people._name_marks import LABELS, OFFICES

_WORDS = (
    f"{LABELS}|{OFFICES}|微信|[薇V威]信|钉钉|扣扣|(?i:we ?chat|weixin|whats ?app|qq|vx|wx|contact|owner|householder"
    r"|manager|prepared by|filled in by|checked by|\[at\]|\(at\)| at [a-z0-9-]+\.)"
)
SIGNS = "[@＠]|[一幺][三四五六七八九][〇零○一二两三四五六七八九幺]{9}|" + _WORDS
LEAST_DIGITS = 7
# A cheap first look at texts as they were typed, of Arrow's kind.
LIKELY = rf"(?:[0-9０-９٠-٩۰-۹०-९](?s:.*)){{{LEAST_DIGITS}}}|{SIGNS}"
