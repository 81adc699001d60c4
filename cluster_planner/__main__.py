"""The command line as ``python -m cluster_planner``."""

from cluster_planner.cli import main

if __name__ == "__main__":
    main()
