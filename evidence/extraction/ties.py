"""Figures with their outcomes -> what else ties them: arm, course, group, regimen and time."""

import re
from dataclasses import dataclass, field, replace

from evidence.extraction.arms import Arm, ArmWords, arm_of, sort_labels
from evidence.extraction.clauses import strong_end, strong_start
from evidence.extraction.contrasts import between, contradicts
from evidence.extraction.early_deaths import day_of_death
from evidence.extraction.fatal import DEATHS
from evidence.extraction.figures import RATIO, Figure
from evidence.extraction.groups_before import Groups
from evidence.extraction.held_labels import groups_of, times_of
from evidence.extraction.labels import assign
from evidence.extraction.mentions import CONTROL, DRUG, TIME, Mention
from evidence.extraction.other_side import with_other_side
from evidence.extraction.own_groups import Groups as OwnGroups
from evidence.extraction.parts import followed_longer, part_told
from evidence.extraction.readings import Reading, Series
from evidence.records.study import StudyFacts


@dataclass(frozen=True, slots=True)
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


@dataclass(frozen=True, slots=True)
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
    words = sort_labels(reading.labels, study.comparators)
    times = tuple(mention for mention in reading.labels if mention.kind == TIME)
    arms, arms_sure = assign(reading, series, words.arms)
    arms = with_other_side(reading, series, arms, study.comparators)
    held_against = len(series) == 2 and arms[0] is None and arms[1] is not None and arms[1].kind in (DRUG, CONTROL)
    drugs, _ = assign(reading, series, tuple(mention for mention in words.arms if mention.kind == DRUG))
    courses, courses_sure = assign(reading, series, words.courses)
    groups, groups_sure = groups_of(reading, series, outcomes, words.subgroups)
    regimens, _ = assign(reading, series, words.regimens)
    points, points_sure = times_of(reading, series, outcomes, times)
    told = (("population not told", courses_sure and groups_sure), ("time not told", points_sure))
    doubts = tuple(doubt for doubt, sure in told if not sure)
    found = []
    for position, (figure, outcome) in enumerate(zip(series, outcomes, strict=True)):
        if outcome is None:
            continue
        between_groups = figure.kind == RATIO or figure.value_kind == "difference"
        own = drugs[position] if between_groups else arms[position]
        arm = _arm(reading, figure, words, study, mention=own, outcome=outcome.code, sure=arms_sure)
        if held_against and position == 0 and arm.doubt == "arm not told":
            arm = Arm("hsct")  # "62% were free of it, compared with 46% of the controls"
        if _at_own_times(figure, outcome, times):
            doubts = tuple(doubt for doubt in doubts if doubt != "time not told")
        if figure.shape in (
            "count",
            "count-part",
            "events",
            "in-n",
            "and-in-n",
        ):  # "two relapsed, at 12 and 14 months": a number at no one time
            doubts = tuple(doubt for doubt in doubts if doubt != "time not told")
        if arm.contrast is not None:
            doubts = tuple(doubt for doubt in doubts if doubt != "population not told")
        course = courses[position]
        kind = arm.contrast.kind if arm.contrast is not None else None
        courses_told = (course.code,) if course is not None and course.code and kind != "course" else ()
        population = "; ".join((*courses_told, *(groups[position] if kind != "subgroup" else ())))
        if kind is None:
            population = "; ".join(filter(None, (population, part_told(reading, figure))))
            population = population or followed_longer(reading, figure) or ""
        regimen, point = regimens[position] if kind != "regimen" else None, points[position]
        if population and population.startswith(("receiving ", "given ", "treated with ", "conditioned with ")):
            regimen = None  # its own treatment, which has no name here
        point = None if point is not None and _is_of_event(reading, figure, outcome, point) else point
        behind = point is None or point.start > outcome.end
        if behind and outcome.code in DEATHS and figure.events == 1:
            point = day_of_death(reading.text, outcome, reading.labels)
        found.append(
            Bound(
                figure, outcome, arm, population or None, (regimen.code or None) if regimen else None,
                point.months if point else None, (*doubts, *((arm.doubt,) if arm.doubt else ())),
            )
        )  # fmt: skip
    return tuple(found)


def _at_own_times(figure: Figure, outcome: Mention, times: tuple[Mention, ...]) -> bool:
    """Tell whether as many times stand behind the outcome as patients had it: "2 (7%) relapsed, at 2 and 18 months"."""
    later = [one for one in times if one.start > max(figure.end, outcome.end)]
    return (
        figure.events is not None and 1 < figure.events == len(later) and all(one.end == later[-1].end for one in later)
    )


_ACTIVITY = ("relapse_free_survival", "progression_free_survival", "mri_activity_free", "event_free_survival", "neda")
# "Relapsed badly with slow remission 9 months after it": how it was; in "had a relapse within 9 months after it" a word
# makes the time one of assessment.
_HOW = re.compile(
    r"(?:\s+(?!(?:at|by|within|during|in|over|until|through|throughout|for|first|after|since|to|and|or|but)\b)[\w'-]+){1,6}\s+",
    re.IGNORECASE,
)
_AFTERWARDS = re.compile(r"\s+(?:after|post|following|from|later)\b|\s+post-", re.IGNORECASE)


def _is_of_event(reading: Reading, figure: Figure, outcome: Mention, point: Mention) -> bool:
    """Tell whether the time is when one patient had the event ("a relapse 7 months after transplantation")."""
    if outcome.code not in _ACTIVITY or figure.events != 1 or point.start <= outcome.end:
        return False
    between = reading.text[outcome.end : point.start]
    return not between.strip() or (
        _HOW.fullmatch(between) is not None and _AFTERWARDS.match(reading.text, point.end) is not None
    )


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
            return replace(told, doubt="sides of the ratio not told")
        return told
    arm = _by_size(figure, study, mention) or arm_of(mention, study.comparators, outcome)
    if arm.doubt is not None and sure and study.pooled:
        return Arm("hsct")  # a review pools the patients of the treatment, where it names no other
    stop = strong_end(reading.text, figure.end)
    shared = figure.shape == "count" and any(figure.end < one.start < stop for one in words.arms)
    whole = figure.shape in ("no-event", "none-of", "count", "count-part", "events")
    if arm.doubt is not None and sure and whole and not shared:  # "in one and ... in three AHSCT patients": whose one?
        return Arm("all")  # "no deaths occurred": of all patients, where no group is named
    return arm
