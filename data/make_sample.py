"""Write the synthetic sample: ``yiyang.gpkg`` and, for the same communities, the ledger ``台账.xlsx``.

    python data/make_sample.py [--out DIR]

Everything is made up but the names of the six counties and the totals in ``sample/figures.py``; see README.md.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from sample.prefecture import make_layers
from sample.writing import write_geopackage, write_ledger


def main() -> None:
    """Make the sample and write both files."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, default=Path(__file__).parent, help="folder to write to")
    folder = parser.parse_args().out
    layers = make_layers()
    write_geopackage(layers, folder / "yiyang.gpkg")
    write_ledger(layers["communities"], folder / "台账.xlsx")
    for name, layer in layers.items():
        print(f"{name}: {len(layer)}")


if __name__ == "__main__":
    main()
