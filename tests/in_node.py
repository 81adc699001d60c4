"""The page's own modules outside of the page: what they compute, asked through node."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

SOURCES = Path(__file__).parents[1] / "page" / "src"


def in_node(module: str, names: str, expression: str, given: Any) -> Any:
    """Return the value of an expression over ``given`` and some ``names`` of a module, as JSON carries it."""
    script = f"""
        import {{ {names} }} from {json.dumps((SOURCES / module).as_uri())};
        let text = "";
        for await (const part of process.stdin) text += part;
        const given = JSON.parse(text);
        console.log(JSON.stringify({expression}));"""
    done = subprocess.run(
        ["node", "--input-type=module", "--eval", script],
        input=json.dumps(given),
        capture_output=True,
        text=True,
        check=True,
    )
    return json.loads(done.stdout)
