"""Of how many patients a comparison is: its own two sides, not everybody in a report with several."""

import re
from collections.abc import Sequence

from evidence.answering.sides import MIXED
from evidence.answering.terms import named_in
from evidence.records.question import Term
from evidence.records.study import Report

SIZED = re.compile(r"(?P<drug>[^;()]+)\(\s*n\s*=\s*(?P<n>\d+)\s*\)")  # "alemtuzumab (n=204); ocrelizumab (n=314)"


def patients_compared(report: Report, drug: str | None, terms: Sequence[Term]) -> int | None:
    """Return the patients of transplantation and of one drug together, None where that is not told.

    drug: code of the comparator, None for a contrast that is not with a drug. Where a report compares with several
    drugs, the number of all its patients is that of no comparison: the transplanted ones and those printed with the
    drug are; else it is better to say nothing than a wrong number.
    """
    facts, words = report.facts, report.facts.comparator or ""
    mixtures = {term.code for term in terms if term.group == MIXED}
    if drug is None or drug in mixtures or len(named_in(words, terms) - mixtures) < 2:
        return facts.n_patients
    sizes = {drug: int(told["n"]) for told in SIZED.finditer(words) for drug in named_in(told["drug"], terms)}
    if facts.n_hsct is None or drug not in sizes:
        return None
    return facts.n_hsct + sizes[drug]
