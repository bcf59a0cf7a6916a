"""Figures with their outcomes -> what else ties them: arm, course, group, regimen and time."""

import re
from dataclasses import field

from evidence.extraction.arms import Arm, ArmWords, arm_of
from evidence.extraction.clauses import strong_end, strong_start
from evidence.extraction.contrasts import between, contradicts
from evidence.extraction.figures import RATIO, Figure
from evidence.extraction.groups_before import Groups
from evidence.extraction.mentions import Mention
from evidence.extraction.own_groups import Groups as OwnGroups
from evidence.extraction.own_times import at_own_times, own_time
from evidence.extraction.parts import followed_longer, part_told
from evidence.extraction.readings import Reading, Series
from evidence.extraction.series_ties import SeriesTies, ties_of
from evidence.records.study import StudyFacts
from evidence.values import changed, value


@value
class Study:
    """The record that a sentence belongs to. text: article_text(); hash: its SHA-256.

    pooled: whether its figures are those of many studies. one_size: whether it tells one single size of its patients,
    which a bare count may be set against. most_patients: the largest number of patients that the record tells, None
    where it tells no size of its own. groups: the two that it sets against each other, where no vocabulary names them.
    known: its arms as title and methods name them. subject: the only outcome of the title.
    """

    pmid: str
    doi: str | None
    text: str
    hash: str
    facts: StudyFacts
    one_size: bool = False
    pooled: bool = False
    most_patients: int | None = None
    groups: OwnGroups = ()
    known: Groups = field(default_factory=Groups)
    subject: Mention | None = None

    @property
    def comparators(self) -> tuple[str, ...]:
        """The codes of what the treatment is compared with, () for a study without controls."""
        return tuple(self.facts.comparator.split(", ")) if self.facts.comparator else ()


@value
class Bound:
    """A figure with its outcome and its place in a series."""

    figure: Figure
    outcome: Mention
    arm: Arm
    population: str | None
    regimen: str | None
    months: float | None
    doubts: tuple[str, ...]


def bind_series(
    reading: Reading, series: Series, outcomes: tuple[Mention | None, ...], study: Study
) -> tuple[Bound, ...]:
    """Return the figures of the series that have an outcome, with everything else that ties them."""
    ties = ties_of(reading, series, outcomes, study.comparators)
    doubts, found = ties.doubts, []
    for place, (figure, outcome) in enumerate(zip(series, outcomes, strict=True)):
        if outcome is None:
            continue
        arm = _arm_at(reading, ties, place, study, figure=figure, outcome=outcome)
        doubts = _still_doubted(doubts, figure, outcome, ties.times)
        if arm.contrast is not None:
            doubts = tuple(doubt for doubt in doubts if doubt != "population not told")
        kind = arm.contrast.kind if arm.contrast is not None else None
        population = _population(reading, ties, place, kind, figure=figure)
        own_treatment = population.startswith(("receiving ", "given ", "treated with ", "conditioned with "))
        regimen = ties.regimens[place] if kind != "regimen" and not own_treatment else None  # which has no name here
        point = own_time(reading, figure, outcome, ties.points[place])
        found.append(
            Bound(
                figure, outcome, arm, population or None, (regimen.code or None) if regimen else None,
                point.months if point else None, (*doubts, *((arm.doubt,) if arm.doubt else ())),
            )
        )  # fmt: skip
    return tuple(found)


def _arm_at(reading: Reading, ties: SeriesTies, place: int, study: Study, *, figure: Figure, outcome: Mention) -> Arm:
    between_groups = figure.kind == RATIO or figure.value_kind == "difference"
    own = ties.drugs[place] if between_groups else ties.arms[place]
    arm = _arm(reading, figure, ties.words, study, mention=own, outcome=outcome.code, sure=ties.arms_sure)
    if ties.held_against and place == 0 and arm.doubt == "arm not told":
        return Arm("hsct")  # "62% were free of it, compared with 46% of the controls"
    return arm


_AT_NO_ONE_TIME = ("count", "count-part", "events", "in-n", "and-in-n")  # "two relapsed, at 12 and 14 months"


def _still_doubted(
    doubts: tuple[str, ...], figure: Figure, outcome: Mention, times: tuple[Mention, ...]
) -> tuple[str, ...]:
    """Return the doubts without that about the time, where a number of patients has no one time."""
    if figure.shape not in _AT_NO_ONE_TIME and not at_own_times(figure, outcome, times):
        return doubts
    return tuple(doubt for doubt in doubts if doubt != "time not told")


def _population(reading: Reading, ties: SeriesTies, place: int, kind: str | None, *, figure: Figure) -> str:
    """Return whom the figure is of, "" for all; kind: of the contrast, whose sides are no population of it."""
    course = ties.courses[place]
    courses = (course.code,) if course is not None and course.code and kind != "course" else ()
    told = "; ".join((*courses, *(ties.groups[place] if kind != "subgroup" else ())))
    if kind is not None:
        return told
    told = "; ".join(filter(None, (told, part_told(reading, figure))))
    return told or followed_longer(reading, figure) or ""


def _by_size(figure: Figure, study: Study, mention: Mention | None) -> Arm | None:
    """Return the arm that has as many patients as the figure is of ("9/18 vs 3/22"), where only one has so many."""
    transplanted, everyone = study.facts.n_hsct, study.facts.n_patients
    if len(study.comparators) != 1 or transplanted is None or everyone is None or figure.denominator is None:
        return None
    others = everyone - transplanted
    if others == transplanted or others < 2 or mention is not None:  # what is named outdoes a size
        return None
    if figure.denominator == others:
        return Arm("comparator", study.comparators[0])
    return Arm("hsct") if figure.denominator == transplanted else None


_OPPOSED = re.compile(
    r"\b(?:vs|versus|v|against|than|(?:compared|opposed)\s+(?:with|to)|groups|arms|cohorts|both|respectively)\b"
    r"(?!\s+(?:[\d.]+\s+)?(?:the\s+)?baseline)",
    re.IGNORECASE,
)


def _has_only_controls(text: str, words: ArmWords, study: Study) -> bool:
    """Tell whether the study has controls that no drug makes, and the sentence neither names nor compares with them."""
    return study.comparators == ("control",) and not words.arms and _OPPOSED.search(text) is None


def _arm(
    reading: Reading,
    figure: Figure,
    words: ArmWords,
    study: Study,
    *,
    mention: Mention | None,
    outcome: str,
    sure: bool,
) -> Arm:
    if figure.kind == RATIO or figure.value_kind == "difference":
        start = strong_start(reading.text, figure.start)
        part = reading.text[start : strong_end(reading.text, figure.end)]
        told = between(reading.text, words, study.comparators, place=figure.start, own=mention)
        low, high = (figure.interval.low, figure.interval.high) if figure.interval is not None else (None, None)
        if figure.kind == RATIO and told.doubt is None and contradicts(part, figure.value, low, high):
            return changed(told, doubt="sides of the ratio not told")
        return told
    arm = _by_size(figure, study, mention) or arm_of(mention, study.comparators, outcome)
    if arm.doubt is not None and sure and study.pooled:
        return Arm("hsct")  # a review pools the patients of the treatment, where it names no other
    if arm.doubt is not None and _has_only_controls(reading.text, words, study):
        return Arm("hsct")
    stop = strong_end(reading.text, figure.end)
    shared = figure.shape == "count" and any(figure.end < one.start < stop for one in words.arms)
    whole = figure.shape in ("no-event", "none-of", "count", "count-part", "events")
    if arm.doubt is not None and sure and whole and not shared:  # "in one and ... in three AHSCT patients": whose one?
        return Arm("all")  # "no deaths occurred": of all patients, where no group is named
    return arm
