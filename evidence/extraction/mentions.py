"""A named thing at a place of the text: an outcome, an arm, a course, a regimen, a subgroup or a time."""

from evidence.extraction.text import Sentence
from evidence.values import value

OUTCOME, TREATMENT, DRUG, REGIMEN, COURSE, SUBGROUP, CONTROL, TIME, WHOLE = (
    "outcome", "treatment", "drug", "regimen", "course", "subgroup", "control", "time", "whole",
)  # fmt: skip


@value
class Mention:
    """A named thing at a place of the normal text. counts: for outcomes, what a share of patients with it counts.

    months: for times, months after treatment or start. group: for subgroups, what they part patients by. prepares:
    whether a drug also prepares grafts, so that it may name a regimen ("4% with Cy, 9% with BEAM").
    """

    kind: str
    code: str
    start: int
    end: int
    counts: str | None = None
    months: float | None = None
    group: str | None = None
    prepares: bool = False


Marked = tuple[tuple[Sentence, tuple[Mention, ...]], ...]  # sentences with what they name
