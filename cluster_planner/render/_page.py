"""The self-contained page: one text that holds everything, with a policy that lets nothing out."""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256

from cluster_planner.books import PLAN_META
from cluster_planner.fields import Lang
from cluster_planner.render._assets import (
    fflate_script,
    leaflet_script,
    leaflet_style,
    notices,
    page_script,
    page_style,
)
from cluster_planner.render._payload import payload_tag
from cluster_planner.render._words import html_language, say

BOOT = 'ClusterPlanner.open(L.map("map", { zoomControl: false }), "plan");'


def write_page(payload: str, lang: Lang, images: tuple[str, ...] = (), plan: str = "") -> str:
    """Return the HTML text of the page; only its payload holds texts of the plan, ``images`` are allowed sources.

    ``plan`` is the id of the plan, where the page shows one.
    """
    scripts = (leaflet_script(), fflate_script(), page_script(), BOOT)
    inlined = "\n".join(f"<script>{script}</script>" for script in scripts)
    return f"""<!DOCTYPE html>
<html lang="{html_language(lang)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{_policy(scripts, images)}">
{PLAN_META.format(plan)}
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>cluster_planner</title>
<link rel="icon" href="data:,">
<style>{leaflet_style()}</style>
<style>{page_style()}</style>
</head>
<body>
<div id="map"></div>
<noscript>{say("no_script", lang)}</noscript>
{payload_tag("plan", payload)}
{inlined}
<!--
{notices()}-->
</body>
</html>
"""


def _policy(scripts: tuple[str, ...], images: tuple[str, ...]) -> str:
    hashes = " ".join(f"'sha256-{b64encode(sha256(script.encode()).digest()).decode('ascii')}'" for script in scripts)
    return (
        f"default-src 'none'; script-src {hashes}; style-src 'unsafe-inline'; "
        f"img-src {' '.join(('data:', 'blob:', *images))}; base-uri 'none'; form-action 'none'"
    )
