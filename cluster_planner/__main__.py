"""The command line as ``python -m cluster_planner`` and as ``cluster-planner``."""

from cluster_planner._supervision import main

__all__ = ["main"]

if __name__ == "__main__":
    main()
