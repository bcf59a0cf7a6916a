"""Which outcome each figure of a sentence is about.

A figure looks for its outcome in its own unit (the words between two commas, "and", "versus" ...), first behind it
where it is the subject ("83% had no relapse"), else before it ("PFS was 83%"); then in the units before and behind, as
long as nothing else is named on the way. A word that names nothing (plain_words) never parts them; any other does.
"""

import re

from evidence.extraction.clauses import COMPARED, OF_IT, PREDICATE, is_plain, is_subject_of
from evidence.extraction.figures import Figure
from evidence.extraction.mentions import Mention
from evidence.extraction.outcome_lists import told_in_lists
from evidence.extraction.parted import Parted, part
from evidence.extraction.reach import explained, is_reached, said_of, told_ahead
from evidence.extraction.readings import Outcomes, Reading
from evidence.extraction.units import Unit, bracket_at
from evidence.quick import Quick


def bind_outcomes(reading: Reading) -> Outcomes:
    """Return the outcome of each figure in order, None where it can't be told."""
    return _Binder(part(reading)).bind()


_IT_WAS = re.compile(
    r"\b(?:it|this)\s+(?:was|fell\s+to|rose\s+to|reached|remained)\s+(?:only\s+|at\s+)?$", re.IGNORECASE
)
# "14% at 2 years despite prophylaxis with aciclovir": the circumstance names nothing that was counted.
_DESPITE = re.compile(
    r"""
        \b(?:
            despite|in\s+spite\s+of|because\s+of|due\s+to|owing\s+to|regardless\s+of|irrespective\s+of
            |notwithstanding
        )\s.*""",
    re.IGNORECASE | re.VERBOSE,
)


# "PFS was 80% and NEDA 60% at 3 years; the corresponding figures at 6 years were 60% and 40%".
_CORRESPONDING = Quick(
    r"""
        \b(?:the\s+)?(?:corresponding|respective|equivalent|same)\s+
          (?:figures?|values?|rates?|proportions?|percentages?|estimates?|probabilit(?:y|ies)|numbers?|shares?)
          \b
        |[;,]\s+(?:and\s+|while\s+)?(?:these|they|both)\s+(?=(?:were|fell|dropped|declined|rose|became)\b)""",
    re.IGNORECASE | re.VERBOSE,
)
# "As compared to 3 of 4 who relapsed": whom the figure is of; in "there were 3 of 20 who relapsed" it is what they had.
_WHO_HAD = re.compile(r"\s*(?:patients\s+|of\s+those\s+)?(?:who|whom|that)\b", re.IGNORECASE)
_HELD = re.compile(
    r"\b(?:compared\s+(?:to|with)|opposed\s+to|versus|vs\.?|against|than|in|of|among)\s+(?:only\s+)?$", re.IGNORECASE
)


def _said(behind: str) -> str:
    return _DESPITE.sub("", behind)


class _Binder:
    """Holds what was bound so far: a later figure may take over what an earlier one of its list has."""

    def __init__(self, parted: Parted) -> None:
        self.parted = parted
        self.text, self.bare, self.ends = parted.reading.text, parted.bare, parted.ends
        self.figures = parted.reading.figures
        self.bound: list[Mention | None] = []

    def bind(self) -> Outcomes:
        listed = told_in_lists(self.parted)
        for place, figure in enumerate(self.figures):
            told = listed.get(place) or self._corresponding(place, figure)
            self.bound.append(told if told is not None else self._one(place, figure))
        return tuple(self.bound)

    def _corresponding(self, place: int, figure: Figure) -> Mention | None:
        """Return the outcome of "the corresponding figures were 60% and 40%": as the last so many were told before."""
        begun = [match.end() for match in _CORRESPONDING.finditer(self.text, 0, figure.start)]
        if not begun or self.parted.named(begun[-1], figure.start):
            return None
        run = [
            index
            for index, one in enumerate(self.figures)
            if one.start >= begun[-1] and not self.parted.named(begun[-1], one.start)
        ]
        before = self.bound[max(0, run[0] - len(run)) : run[0]]
        codes = {one.code for one in before if one is not None}
        return before[place - run[0]] if len(before) == len(run) == len(codes) else None

    def _one(self, place: int, figure: Figure) -> Mention | None:
        inside = self.parted.named(figure.start, figure.end)
        if inside:
            return inside[-1]
        unit = self.parted.unit(figure.start)
        mention, blocked = self._in_unit(place, figure, unit)
        if mention is not None or blocked:
            return mention
        if unit.depth:
            return self._host(figure, unit)
        ahead = told_ahead(self.parted, unit)
        if ahead is not None or PREDICATE.match(self.text, self.ends[place]) is not None:
            return (
                ahead  # "69% of these were 55 or older": what is said of them is no outcome, and none before is meant
            )
        return self._behind(unit)

    def _in_unit(self, place: int, figure: Figure, unit: Unit) -> tuple[Mention | None, bool]:
        """Return the outcome told in the figure's own unit, and whether another thing is told there instead."""
        end = self.ends[place]
        stop = min([one.start for one in self.figures[place + 1 :] if one.start >= end], default=unit.end)
        stop = max(end, min(stop, unit.end))
        before = [one for one in self.parted.named(unit.start, figure.start) if one.end <= figure.start]
        behind = [one for one in self.parted.named(end, stop) if not self.parted.is_aside(one, figure.start)]
        if (
            figure.denominator is not None
            and _WHO_HAD.match(self.text, end)
            and _HELD.search(self.text[: figure.start])
        ):
            behind = []
        said = PREDICATE.match(self.text, end) or PREDICATE.match(self.bare, end)  # behind an insertion
        reached = behind and is_reached(self.parted, end, behind[0], said.end() if said else None)
        if reached and (not before or said is not None):
            return behind[0], False
        if before:
            left = explained(self.parted, before, figure.start)
            between = self.bare[left.end : figure.start]
            return (left, False) if is_plain(between) or is_subject_of(between) else (None, True)
        if _IT_WAS.search(self.text[unit.start : figure.start]) is not None:
            told = self.parted.named(0, unit.start)
            again = told[-1] if len({one.code for one in told}) == 1 else None  # "in those under 30 it was 12%"
            if told:
                return again, again is None
        foreign = not is_plain(self.bare[unit.start : figure.start]) or not is_plain(_said(self.bare[end:stop]))
        return None, bool(behind) or foreign

    def _host(self, figure: Figure, unit: Unit) -> Mention | None:
        """Return the outcome that the bracket around the figure follows ("lower risk of relapse (HR 0.29; ...)")."""
        bracket = bracket_at(self.text, figure.start)
        if bracket is None:
            return None
        earlier = [place for place in range(len(self.bound)) if self.figures[place].start > bracket[0]]
        inside = bool(earlier) and bool(self.parted.named(bracket[0], self.figures[earlier[0]].start))
        if inside or not is_plain(self.bare[bracket[0] + 1 : figure.start]):
            return self.bound[earlier[-1]] if earlier and is_plain(self.bare[unit.start : figure.start]) else None
        last = self._last_before(bracket[0])
        if last is not None:
            return last
        host = self.parted.unit(bracket[0])
        before = [one for one in self.parted.named(host.start, bracket[0]) if one.end <= bracket[0]]
        if before:
            between = self.bare[before[-1].end : bracket[0]]
            told = is_plain(between) or is_subject_of(between) or OF_IT.match(between) or COMPARED.match(between)
            return before[-1] if told else None
        if not is_plain(self.bare[host.start : bracket[0]]):
            return None
        return said_of(self.parted, bracket[1] + 1, host) or self._behind(host)

    def _last_before(self, opening: int) -> Mention | None:
        """Return the outcome of the last figure before a bracket, where nothing is named between and no comma parts."""
        ended = [place for place in range(len(self.bound)) if self.ends[place] <= opening]
        if not ended:
            return None
        between = self.bare[self.ends[ended[-1]] : opening]
        if self.parted.named(self.ends[ended[-1]], opening) or not is_plain(between) or "," in between:
            return None
        return self.bound[ended[-1]]

    def _behind(self, unit: Unit) -> Mention | None:
        """Return what the units before tell: the outcome of their last figure, else the last that they name."""
        units = self.parted.units
        for earlier in reversed(units[: units.index(unit)]):
            if earlier.depth:
                continue
            told = [
                place for place in range(len(self.bound))
                if earlier.start <= self.figures[place].start < earlier.end
                and not bracket_at(self.text, self.figures[place].start)
            ]  # fmt: skip
            named = self.parted.named(earlier.start, earlier.end)
            renamed = named and told and named[-1].start > self.figures[told[-1]].start
            if told and not (renamed and self.bound[told[-1]] is not named[-1]):
                return self.bound[told[-1]]
            if named:
                return named[-1] if is_plain(self.bare[named[-1].end : earlier.end]) or not told else None
            if not is_plain(self.bare[earlier.start : earlier.end]) and earlier.strong:
                return None
        return None
