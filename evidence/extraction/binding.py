"""Which outcome each figure of a sentence is about.

A figure looks for its outcome in its own unit (the words between two commas, "and", "versus" ...), first behind it where
it is the subject ("83% had no relapse"), else before it ("PFS was 83%"); then in the units before and behind, as long as
nothing else is named on the way. A word that names nothing (plain_words) never parts them; any other does.
"""

import re
from dataclasses import dataclass, replace
from itertools import pairwise

from evidence.extraction.clauses import (
    AGAINST,
    OBJECT,
    OF_IT,
    PREDICATE,
    blank,
    insertions,
    is_plain,
    is_subject_of,
    outer_end,
)
from evidence.extraction.figures import Figure
from evidence.extraction.mentions import Mention
from evidence.extraction.units import Unit, bracket_at, units_of

Series = tuple[Figure, ...]
Outcomes = tuple[Mention | None, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """What was found in one sentence. quiet: the text with all mentions blanked."""

    text: str
    figures: tuple[Figure, ...]
    outcomes: tuple[Mention, ...]
    labels: tuple[Mention, ...]
    quiet: str


def quiet_text(text: str, *mentions: tuple[Mention, ...]) -> str:
    """Return the text with the mentions blanked: what is left decides whether two things belong together."""
    return blank(text, [(mention.start, mention.end) for group in mentions for mention in group])


def bind_outcomes(reading: Reading) -> Outcomes:
    """Return the outcome of each figure in order, None where it can't be told."""
    return _Binder(reading).bind()


# "in the absence of further relapses, 9.7% worsened": the circumstance, not what is counted.
_CIRCUMSTANCE = re.compile(
    r"\b(?:in\sthe\s(?:absence|presence|setting|event|case|context)\sof|despite|irrespective\sof|regardless\sof|independent\sof)"
    r"\s+(?:[\w-]+\s+){0,3}$",
    re.IGNORECASE,
)
_LEADING = re.compile(r"\s*(?:in|among|for)\s", re.IGNORECASE)


class _Binder:
    """Holds what was bound so far: a later figure may take over what an earlier one of its list has."""

    def __init__(self, reading: Reading) -> None:
        spans = [(figure.start, outer_end(reading.text, figure.start, figure.end)) for figure in reading.figures]
        aside = insertions(reading.text, 0, len(reading.text))
        free = tuple(
            one for one in reading.outcomes
            if not any(start <= one.start < end for start, end in aside)
            and _CIRCUMSTANCE.search(reading.text[: one.start]) is None
        )  # fmt: skip
        self.reading = replace(reading, outcomes=free)
        self.bare = blank(reading.quiet, [*((figure.start, figure.end) for figure in reading.figures), *aside])
        self.ends = [end for _, end in spans]
        self.units = units_of(self.bare)
        self.bound: list[Mention | None] = []

    def bind(self) -> Outcomes:
        listed = self._lists()
        for place, figure in enumerate(self.reading.figures):
            told = listed.get(place)
            self.bound.append(told if told is not None else self._one(place, figure))
        return tuple(self.bound)

    def _one(self, place: int, figure: Figure) -> Mention | None:
        inside = [one for one in self.reading.outcomes if figure.start <= one.start < figure.end]
        if inside:
            return inside[-1]
        unit = self._unit(figure.start)
        mention, blocked = self._in_unit(place, figure, unit)
        if mention is not None or blocked:
            return mention
        if unit.depth:
            return self._host(figure, unit)
        ahead = self._ahead(place, unit)
        if ahead is not None or PREDICATE.match(self.reading.text, self.ends[place]) is not None:
            return (
                ahead  # "69% of these were 55 or older": what is said of them is no outcome, and none before is meant
            )
        return self._behind(unit, figure)

    def _unit(self, place: int) -> Unit:
        return next(unit for unit in reversed(self.units) if unit.start <= place < unit.end)

    def _in_unit(self, place: int, figure: Figure, unit: Unit) -> tuple[Mention | None, bool]:
        """Return the outcome told in the figure's own unit, and whether another thing is told there instead."""
        end = self.ends[place]
        stop = min([one.start for one in self.reading.figures[place + 1 :] if one.start >= end], default=unit.end)
        stop = max(end, min(stop, unit.end))
        before = [one for one in self.reading.outcomes if unit.start <= one.start and one.end <= figure.start]
        behind = [one for one in self.reading.outcomes if end <= one.start < stop]
        said = PREDICATE.match(self.reading.text, end)
        right = behind[0] if behind and self._reaches(end, behind[0], said.end() if said else None) else None
        if right is not None and (not before or said is not None):
            return right, False
        if before:
            left = self._explained(before, figure.start)
            between = self.bare[left.end : figure.start]
            return (left, False) if is_plain(between) or is_subject_of(between) else (None, True)
        foreign = not is_plain(self.bare[unit.start : figure.start]) or not is_plain(self.bare[end:stop])
        return None, bool(behind) or foreign

    def _reaches(self, end: int, mention: Mention, said: int | None) -> bool:
        """Tell whether the figure speaks of the mention behind: nothing else is named between, or only its own traits.

        What a verb has as object is named last: "12% had large enhancing lesions" tells of lesions.
        """
        if is_plain(self.bare[end : mention.start]):
            return True
        return (
            said is not None and said <= mention.start and OBJECT.fullmatch(self.bare[said : mention.start]) is not None
        )

    def _explained(self, before: list[Mention], start: int) -> Mention:
        """Return the nearest outcome; where it stands in a closed bracket that explains the one before it, that one."""
        nearest = before[-1]
        bracket = bracket_at(self.reading.text, nearest.start)
        if bracket is None or bracket[1] > start or bracket_at(self.reading.text, start) == bracket:
            return nearest
        outside = [one for one in before if one.end <= bracket[0]]
        return outside[-1] if outside and is_plain(self.bare[outside[-1].end : bracket[0]]) else nearest

    def _host(self, figure: Figure, unit: Unit) -> Mention | None:
        """Return the outcome that the bracket around the figure follows ("lower risk of relapse (HR 0.29; ...)")."""
        bracket = bracket_at(self.reading.text, figure.start)
        if bracket is None:
            return None
        if not is_plain(self.bare[bracket[0] + 1 : figure.start]):
            earlier = [place for place, one in enumerate(self.bound) if self.reading.figures[place].start > bracket[0]]
            return self.bound[earlier[-1]] if earlier and is_plain(self.bare[unit.start : figure.start]) else None
        for place in reversed(range(len(self.bound))):
            named = any(self.ends[place] <= one.start < bracket[0] for one in self.reading.outcomes)
            if self.ends[place] <= bracket[0]:
                if (
                    not named
                    and is_plain(self.bare[self.ends[place] : bracket[0]])
                    and "," not in self.bare[self.ends[place] : bracket[0]]
                ):
                    return self.bound[place]
                break
        host = self._unit(bracket[0])
        before = [one for one in self.reading.outcomes if host.start <= one.start and one.end <= bracket[0]]
        if before:
            between = self.bare[before[-1].end : bracket[0]]
            return before[-1] if is_plain(between) or is_subject_of(between) or OF_IT.match(between) else None
        if not is_plain(self.bare[host.start : bracket[0]]):
            return None
        return self._said_of(bracket[1] + 1, host) or self._behind(host, figure)

    def _said_of(self, end: int, host: Unit) -> Mention | None:
        """Return what is said of patients whose share stands in brackets ("most patients (80%) were relapse-free")."""
        said = PREDICATE.match(self.reading.text, end)
        stop = min([one.start for one in self.reading.figures if one.start >= end], default=host.end)
        behind = [one for one in self.reading.outcomes if end <= one.start < min(stop, host.end)]
        reached = said is not None and behind and self._reaches(end, behind[0], said.end())
        return behind[0] if reached else None

    def _ahead(self, place: int, unit: Unit) -> Mention | None:
        """Return the outcome told behind a list that the figure begins ("85% in RRMS and 60% in SPMS had no relapse")."""
        if self._named_before(unit):
            return None
        for later in self.units[self.units.index(unit) + 1 :]:
            if later.depth or later.strong:
                return None
            named = [one for one in self.reading.outcomes if later.start <= one.start < later.end]
            told = [one for one in self.reading.figures if later.start <= one.start < later.end]
            if not told and named and _LEADING.match(self.bare, unit.start) is not None:
                return (
                    named[0] if is_plain(self.bare[later.start : named[0].start]) else None
                )  # "In 13 (43%), there was"
            if not told or len(told) > 1:
                return None
            if named:
                end = outer_end(self.reading.text, told[0].start, told[0].end)
                plain = is_plain(self.bare[later.start : named[0].start])
                return named[0] if plain and named[0].start >= end else None
            if not is_plain(self.bare[later.start : later.end]):
                return None
        return None

    def _named_before(self, unit: Unit) -> bool:
        start = max((one.start for one in self.units if one.strong and one.start <= unit.start), default=0)
        return any(start <= one.start < unit.start for one in self.reading.outcomes)

    def _behind(self, unit: Unit, figure: Figure) -> Mention | None:
        """Return what the units before tell: the outcome of their last figure, else the last that they name."""
        for earlier in reversed(self.units[: self.units.index(unit)]):
            if earlier.depth:
                continue
            told = [
                place for place, one in enumerate(self.bound)
                if earlier.start <= self.reading.figures[place].start < earlier.end
                and not bracket_at(self.reading.text, self.reading.figures[place].start)
            ]  # fmt: skip
            named = [one for one in self.reading.outcomes if earlier.start <= one.start < earlier.end]
            if told and not (
                named
                and named[-1].start > self.reading.figures[told[-1]].start
                and self.bound[told[-1]] is not named[-1]
            ):
                return self.bound[told[-1]]
            if named:
                return named[-1] if is_plain(self.bare[named[-1].end : earlier.end]) or not told else None
            if not is_plain(self.bare[earlier.start : earlier.end]) and earlier.strong:
                return None
        return None

    def _lists(self) -> dict[int, Mention]:
        """Return the outcomes of figures that follow a list of as many ("RFS, PFS and NEDA were 87, 77 and 68%")."""
        found: dict[int, Mention] = {}
        for run in self._runs():
            first, last = self.reading.figures[run[0]], self.ends[run[-1]]
            told = self._list_before(first.start, len(run)) or self._list_behind(last, len(run))
            if told is not None:
                each = len(run) // len(told) if self._opposed(run) else 1
                found.update({place: told[index // each % len(told)] for index, place in enumerate(run)})
        return found

    def _opposed(self, run: list[int]) -> bool:
        """Tell whether the figures are pairs of two groups: "RFS and PFS were 90% vs 60% and 80% vs 50%"."""
        pairs = zip(run[::2], run[1::2], strict=False)
        return all(AGAINST.search(self.bare[self.ends[one] : self.reading.figures[two].start]) for one, two in pairs)

    def _runs(self) -> list[list[int]]:
        """Return the places of figures that nothing but plain words and connectors part."""
        runs: list[list[int]] = []
        for place, figure in enumerate(self.reading.figures):
            joined = (
                runs
                and figure.kind == self.reading.figures[runs[-1][-1]].kind
                and figure.statistic == self.reading.figures[runs[-1][-1]].statistic
            )
            start = self.ends[runs[-1][-1]] if runs else 0
            named = any(start <= one.start < figure.start for one in self.reading.outcomes)
            inside = any(figure.start <= one.start < figure.end for one in self.reading.outcomes)
            if joined and not named and not inside and is_plain(self.bare[start : figure.start]):
                runs[-1].append(place)
            else:
                runs.append([place])
        return [run for run in runs if len(run) > 1]

    def _list_before(self, start: int, size: int) -> tuple[Mention, ...] | None:
        figures = [one.end for one in self.reading.figures if one.end <= start]
        before = [one for one in self.reading.outcomes if max(figures, default=0) <= one.start and one.end <= start]
        return self._as_list(before, size) if before and is_plain(self.bare[before[-1].end : start]) else None

    def _list_behind(self, end: int, size: int) -> tuple[Mention, ...] | None:
        told = self._named_before(self._unit(end - 1))
        if told and "respectively" not in self.reading.text[end:]:
            return None
        behind = [one for one in self.reading.outcomes if one.start >= end]
        return self._as_list(behind, size) if behind and is_plain(self.bare[end : behind[0].start]) else None

    def _as_list(self, named: list[Mention], size: int) -> tuple[Mention, ...] | None:
        gaps = all(_is_gap(self.bare[one.end : two.start]) for one, two in pairwise(named))
        different = len({one.code for one in named}) == len(named)
        return tuple(named) if len(named) > 1 and gaps and different and size % len(named) == 0 else None


def _is_gap(between: str) -> bool:
    """Tell whether two names of a list stand on either side: no word that matters, no number, no new clause."""
    return is_plain(between) and re.search(r"[\d;:.]", between) is None
