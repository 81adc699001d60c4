"""What a plan says, checked against its input and its own tables by code that knows nothing of the planner.

A kind of sentence is a `Rule` in a file of ``rules_*``: its words in each language, and what must be true of its facts.
A sheet of figures has a function in a file of ``figures_*`` that works its columns out again. A new sentence or column
brings its own; until then it is reported as unparsed or unchecked.
"""

from __future__ import annotations

from truth import figures_areas, figures_checkup, figures_programme, figures_works
from truth.agreement import check_agreement
from truth.case import Case
from truth.figures import check_figures
from truth.report import check_report
from truth.speech import check_speech
from truth.totals import check_totals

SHEETS = (figures_areas, figures_checkup, figures_programme, figures_works)  # that register what they work out

__all__ = ["SHEETS", "Case", "check_all"]


def check_all(case):
    """Return every fault of a plan: false, unparsed or unchecked."""
    return [*check_figures(case), *check_agreement(case), *check_speech(case), *check_report(case), *check_totals(case)]
