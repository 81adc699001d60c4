"""A short run of the fuzzer; ``python tests/fuzzing.py 20000`` runs a long one."""

from fuzzing import run


def test_mutated_files_end_in_findings_or_in_a_refusal():
    assert run(150) == []


def test_a_damaged_shape_in_geoparquet_is_refused_in_words():
    assert run(1, start=17586) == []  # found by a long run
