"""A short run of the fuzzer; ``python tests/fuzzing.py 20000`` runs a long one."""

from fuzzing import run


def test_mutated_files_end_in_findings_or_in_a_refusal():
    assert run(150) == []
