"""Deaths that a sentence counts and no reader took: listed for a person, so that none is lost without a word."""

import re
from collections.abc import Iterator, Sequence

from evidence.extraction.arms import Arm
from evidence.extraction.building import build
from evidence.extraction.figures import COUNT, Figure, is_free
from evidence.extraction.mentions import Mention
from evidence.extraction.numbers import COUNT as WHOLE_OR_WORD
from evidence.extraction.numbers import read_count
from evidence.extraction.text import Sentence
from evidence.extraction.ties import Bound, Study
from evidence.records.finding import DEATHS, Finding

NOT_COUNTED = "deaths told in a form that is not read"

# A time, a share and a place of a list count nobody: "death within 30 days", "mortality of 5%", "death (1)" does.
_NOT_A_UNIT = (
    r"(?!\s?%|\s*-?\s*(?:per\s?cent|days?|weeks?|months?|years?|yrs?|mo|cent(?:er|re)s|stud\w+|trials|points?)\b"
    r"|\s*(?:-|to|and)\s*\d+\s*-?\s*(?:days?|weeks?|months?|years?)\b)"
)
_BEFORE = re.compile(
    rf"(?P<n>{WHOLE_OR_WORD}){_NOT_A_UNIT}\s+(?:(?!(?:of|to|and|or|nor|with)\b)[a-z][\w/()-]*,?\s+){{0,3}}$",
    re.IGNORECASE,
)
_AFTER = re.compile(
    rf"""
        (?:\s+(?!within\b|after\b|until\b|by\b|at\b|{WHOLE_OR_WORD})[a-z][\w-]*(?:\s+day\s+\d+)?){{0,5}}?\s*
        (?:\(\s*(?:n\s?=\s?)?|\bn\s?=\s?|\bin\s+|\bof\s+|[:=]\s*)
        (?P<n>{WHOLE_OR_WORD}){_NOT_A_UNIT}""",
    re.IGNORECASE | re.VERBOSE,
)
_DENIED = re.compile(r"\b(?:no|not|without|nor|neither|never|zero)\s+(?:[\w-]+\s+){0,3}$", re.IGNORECASE)


def find_left_deaths(
    sentence: Sentence, named: tuple[Mention, ...], found: Sequence[Finding], study: Study
) -> Iterator[Finding]:
    """Yield, unbound, the first number beside deaths of a sentence of which no finding tells any deaths.

    named: what the sentence names; found: its findings. A number that a finding of something else has is not taken.
    """
    if any(one.outcome in DEATHS for one in found):
        return
    text = sentence.text
    taken = [(one.mark_start or 0, one.mark_end or 0) for one in found]
    for mention in named:
        if mention.code not in DEATHS:
            continue
        figure = _counted(text, mention)
        if figure is not None and is_free(*sentence.normal.span(figure.start, figure.end), taken):
            yield build(Bound(figure, mention, Arm("all"), None, None, None, (NOT_COUNTED,)), sentence, study)
            return


def _counted(text: str, mention: Mention) -> Figure | None:
    begin = max(0, mention.start - 60)
    if _DENIED.search(text[begin : mention.start]) is not None:
        return None
    before, after = _BEFORE.search(text[begin : mention.start]), _AFTER.match(text, mention.end)
    match, shift = (before, begin) if before is not None else (after, 0)
    events = read_count(match["n"]) if match is not None else None
    if match is None or events is None:
        return None
    return Figure(COUNT, "left", shift + match.start("n"), shift + match.end("n"), float(events), events)
