"""Precision and recall of judged abstracts."""

from collections.abc import Iterable
from dataclasses import dataclass

from evidence.records.finding import Finding
from tests.abstract_cases import Case
from tests.scoring_abstracts import WRONG, Judged


def clean(case: Case) -> tuple[Finding, ...]:
    """Return the findings that may reach an answer."""
    return tuple(finding for finding in case.findings if finding.state == "clean")


@dataclass(frozen=True)
class Tally:
    """How many findings were right and wrong, and how many rows no finding gave."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    @property
    def precision(self) -> float:
        """The share of findings that are right; 1 where there is none."""
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 1.0

    @property
    def recall(self) -> float:
        """The share of rows that were read; 1 where there is none."""
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0


def tally(judged: Iterable[Judged], outcome: str | None = None) -> Tally:
    """Return the counts over all abstracts, of one outcome or of all."""
    right = wrong = missed = 0
    for one in judged:
        right += sum(outcome in (None, row.outcomes[0]) for row in one.found)
        missed += sum(outcome in (None, row.outcomes[0]) for row in one.missed)
        wrong += sum(verdict == WRONG and outcome in (None, finding.outcome) for finding, verdict in one.verdicts)
    return Tally(right, wrong, missed)
