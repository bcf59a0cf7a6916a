"""A sentence taken apart into its units, for those who look which outcome a figure is about."""

import re

from evidence.extraction.clauses import blank, insertions, outer_end
from evidence.extraction.mentions import Mention
from evidence.extraction.qualifiers import qualifiers
from evidence.extraction.readings import Reading
from evidence.extraction.subjects import GRADE
from evidence.extraction.units import Unit, bracket_at, unit_at, units_of
from evidence.quick import Quick
from evidence.values import changed, value

# "in the absence of further relapses, 9.7% worsened": the circumstance, not what is counted.
_CIRCUMSTANCE = Quick(
    r"""\b(?:in\sthe\s(?:absence|presence|setting|event|case|context)\sof|despite
          |(?:irrespective|regardless|independent)\sof)\s+(?:[\w-]+\s+){0,3}$""",
    re.IGNORECASE | re.VERBOSE,
)

_RESPECTIVELY = re.compile(r",\s+respectively\s*,", re.IGNORECASE)


@value
class Parted:
    """A sentence taken apart. bare: its text without mentions, figures and insertions.

    reading: with those outcomes alone that can be counted; ends: of the figures with their brackets.
    """

    reading: Reading
    bare: str
    ends: tuple[int, ...]
    units: tuple[Unit, ...]

    def unit(self, place: int) -> Unit:
        """Return the smallest unit around the place."""
        return unit_at(self.units, place)

    def named(self, start: int, end: int) -> list[Mention]:
        """Return the outcomes that begin between two places."""
        return [one for one in self.reading.outcomes if start <= one.start < end]

    def is_aside(self, mention: Mention, place: int) -> bool:
        """Tell whether a bracket with figures of its own holds the mention, and not the place."""
        bracket = bracket_at(self.reading.text, mention.start)
        if bracket is None or bracket[0] <= place <= bracket[1]:
            return False
        return any(bracket[0] < one.start < bracket[1] for one in self.reading.figures)

    def next_figure(self, place: int, otherwise: int) -> int:
        """Return where the first figure at or behind the place begins."""
        return min([one.start for one in self.reading.figures if one.start >= place], default=otherwise)

    def names_before(self, unit: Unit) -> bool:
        """Tell whether the clause of the unit names an outcome before it."""
        # a bracket begins no clause of what stands behind it
        begun = (one.start for one in self.units if one.strong and one.depth <= unit.depth and one.start <= unit.start)
        start = max(begun, default=0)
        return bool(self.named(start, unit.start))


def _closed(reading: Reading, end: int, outer: int) -> int:
    """Return the end of the bracket that a figure opens, where it holds nothing else: "(15%; 95% CI 9-23; n = 40)"."""
    starts = (*(one.start for one in reading.outcomes), *(one.start for one in reading.figures))
    return end if any(end <= start < outer for start in starts) else outer


def part(reading: Reading) -> Parted:
    """Return the reading taken apart."""
    aside = insertions(reading.text, 0, len(reading.text))
    free = tuple(
        one for one in reading.outcomes
        if not any(start <= one.start < end for start, end in aside)
        and _CIRCUMSTANCE.search(reading.text[: one.start]) is None
    )  # fmt: skip
    grades = (match.span() for match in GRADE.finditer(reading.text))  # "toxicity of grade II was seen in 12%"
    aside = (*aside, *grades, *(match.span() for match in _RESPECTIVELY.finditer(reading.text)))
    ends = tuple(outer_end(reading.text, figure.start, figure.end) for figure in reading.figures)
    aside = (*aside, *qualifiers(reading, ends))
    spans = zip(((figure.start, figure.end) for figure in reading.figures), ends, strict=True)
    whole = ((start, _closed(reading, end, outer)) for (start, end), outer in spans)
    bare = blank(reading.quiet, [*whole, *aside])
    return Parted(changed(reading, outcomes=free), bare, ends, units_of(bare))
