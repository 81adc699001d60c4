"""The page in two dresses: one text that holds everything, or one that files of a server complete."""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256
from html import escape

from cluster_planner.books import PLAN_META
from cluster_planner.fields import Lang
from cluster_planner.render._assets import (
    leaflet_script,
    leaflet_style,
    notices,
    page_script,
    page_style,
)
from cluster_planner.render._payload import payload_tag
from cluster_planner.render._words import html_language, say

BOOT = "ClusterPlanner.start();"


def write_page(payload: str, lang: Lang, images: tuple[str, ...] = (), plan: str = "", still: str = "") -> str:
    """Return the HTML text of the page; only its payload holds texts of the plan, ``images`` are allowed sources.

    ``plan`` is the id of the plan, where the page shows one; ``still`` is what a reader without scripts sees of it.
    """
    scripts = (leaflet_script(), page_script(), BOOT)
    hashes = " ".join(f"'sha256-{b64encode(sha256(script.encode()).digest()).decode('ascii')}'" for script in scripts)
    policy = f"script-src {hashes}; style-src 'unsafe-inline'; img-src {' '.join(('data:', 'blob:', *images))}"
    styles = "\n".join(f"<style>{style}</style>" for style in (leaflet_style(), page_style()))
    inlined = "\n".join(f"<script>{script}</script>" for script in scripts)
    return _document(lang, policy, plan, styles, "plan", f"{payload_tag('plan', payload)}\n{inlined}", still)


def write_served_page(lang: Lang, files: str, payload: str, plan: str = "") -> str:
    """Return the HTML text of the page on a server, which needs no inline script or style.

    Parameters
    ----------
    lang : {"zh", "en"}
        Language that comes first.
    files : str
        Address of the folder with ``served_files``.
    payload : str
        Address of the payload, the text of ``pack_plan``.
    plan : str
        Id of the plan.
    """
    policy = "script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'"
    names = served_files()
    styles = "\n".join(
        f'<link rel="stylesheet" href="{escape(files)}{name}">' for name in names if name.endswith(".css")
    )
    scripts = "\n".join(f'<script src="{escape(files)}{name}"></script>' for name in names if name.endswith(".js"))
    return _document(lang, policy, plan, styles, payload, scripts)


def served_files() -> dict[str, str]:
    """Return the files that a served page asks for, by name, in the order in which they must be loaded.

    A server that keeps reviews serves another ``start.js``: ``ClusterPlanner.start({ store })`` with a store of its
    own; see ``Store`` in ``page/src/types.d.ts`` and ``page/src/review/store.js``.
    """
    return {
        "leaflet.css": leaflet_style(),
        "page.css": page_style(),
        "leaflet.js": leaflet_script(),
        "page.js": page_script(),
        "start.js": BOOT,
    }


def _document(lang: Lang, policy: str, plan: str, styles: str, payload: str, body: str, still: str = "") -> str:
    return f"""<!DOCTYPE html>
<html lang="{html_language(lang)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; {policy}; base-uri 'none'; form-action 'none'">
{PLAN_META.format(plan)}
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>cluster_planner</title>
<link rel="icon" href="data:,">
{styles}
</head>
<body>
<div id="map" data-plan="{escape(payload)}"></div>
<noscript><p>{say("no_script", lang)}</p>{still}</noscript>
{body}
<!--
{notices()}-->
</body>
</html>
"""
