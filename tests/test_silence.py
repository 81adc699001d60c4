"""A library prints nothing: what is on stdout is what the caller wrote there."""

import subprocess
import sys

from real_input import SAMPLE

from cluster_planner._highs import new_solver

PLANNED = """
from cluster_planner.pipeline import Inputs, plan_file
plan_file(Inputs(table={sample!r}, where="county = '南县'"))
print("ours")
"""


def test_a_plan_in_a_process_of_its_own_prints_nothing():
    code = PLANNED.format(sample=str(SAMPLE))
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, encoding="utf-8")
    assert run.stdout == "ours\n"


def test_a_solver_is_silent_from_its_first_moment_and_when_it_solves(capfd):
    solver = new_solver({"mip_max_nodes": 10})
    solver.addVar(0.0, 5.0)
    solver.changeColCost(0, -1.0)
    solver.run()
    assert solver.getObjectiveValue() == -5.0
    captured = capfd.readouterr()
    assert (captured.out, captured.err) == ("", "")
