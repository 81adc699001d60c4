"""The command: so many seconds of every kind, on from where the log ends."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from fuzz.kinds import KINDS
from fuzz.running import Log, run_cases

LOG = Path(__file__).parents[2] / "build" / "fuzz.jsonl"


def main() -> None:
    parser = argparse.ArgumentParser(prog="fuzz")
    parser.add_argument("seconds", type=float, nargs="?", default=60)
    parser.add_argument("--log", type=Path, default=LOG)
    parser.add_argument("--kinds", nargs="*", choices=[*KINDS], default=[*KINDS])
    parser.add_argument("--only", metavar="KIND:NUMBER", help="run one case and let its error out")
    asked = parser.parse_args()
    if asked.only:
        kind, _, number = asked.only.partition(":")
        sys.stdout.write(f"{KINDS[kind].run(int(number))}\n")
        return
    log = Log.opened(asked.log)
    finds = run_cases({name: KINDS[name] for name in asked.kinds}, asked.seconds, log)
    sys.stdout.write("\n".join([log.summary(), *finds]) + "\n")
    sys.exit(bool(finds))


if __name__ == "__main__":
    main()
