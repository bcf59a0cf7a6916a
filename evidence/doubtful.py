"""Records that screening let in or left out on thin ground: a person should look at them. Pure."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from evidence.leaning import NOTHING, Lean
from evidence.records.study import MENTION_ONLY, PRIMARY, SECONDARY, SOUND, UNDER_CONCERN

LET_IN, LEFT_OUT = "let-in", "left-out"
# The ends of the reasons that screening/relevance.py gives; a test asks it for each of them.
_NO_PATIENTS = "no patients of its own are reported"
_OF_OTHERS = ("review", "guideline", "meta-analysis/systematic review", "protocol", "economic evaluation")
_IN_PASSING = "is named in passing, no own patients had it"
_BOTH_NAMED = re.compile(r'title names "[^"]*" and "[^"]*"; own patients')
_PATIENTS_TOLD = re.compile(r'own patients are reported: "([^"]*)"')


@dataclass(frozen=True, slots=True)
class Screened:
    """What screening said of a record by its text, whatever people said since. has_text: it has an abstract."""

    record: str
    label: str
    reason: str
    standing: str
    study_design: str | None
    n_hsct: int | None
    has_text: bool


@dataclass(frozen=True, slots=True)
class Doubt:
    """A record to look at. side: let-in or left-out; why: codes, see doubt_of(); rests: questions that rest on it."""

    screened: Screened
    side: str
    why: tuple[str, ...]
    rests: tuple[str, ...] = ()
    lean: Lean = NOTHING

    @property
    def record(self) -> str:
        """The key of the record."""
        return self.screened.record


def doubt_of(screened: Screened) -> Doubt | None:
    """Return why the label of a record stands on thin ground, None where it does not.

    Codes of what was left out: "no-patients" (about the topic, patients of its own were not found), "no-text" (about
    the topic, only a title to tell it from), "passing" (its abstract names the treatment, and it was not taken
    to be about it). Of what was let in: "title" (the title does not name
    both treatment and disease), "patients" (that it has patients of its own is told by a word without a number).
    """
    if screened.standing not in (SOUND, UNDER_CONCERN):
        return None
    why = tuple(_why(screened))
    return Doubt(screened, LET_IN if screened.label == PRIMARY else LEFT_OUT, why) if why else None


def _why(screened: Screened) -> Iterable[str]:
    reason = screened.reason
    if screened.label == PRIMARY:
        if not _BOTH_NAMED.match(reason):
            yield "title"
        told = _PATIENTS_TOLD.search(reason)
        if told is not None and not any(sign.isdigit() for sign in told[1]) and screened.n_hsct is None:
            yield "patients"
    elif screened.label == SECONDARY and _NO_PATIENTS in reason:
        yield "no-patients" if screened.has_text else "no-text"
    elif screened.label == MENTION_ONLY and _IN_PASSING in reason and screened.study_design not in _OF_OTHERS:
        yield from ("passing",) if screened.has_text else ()
