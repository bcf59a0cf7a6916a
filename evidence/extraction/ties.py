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
from evidence.extraction.labels import assign
from evidence.extraction.mentions import CONTROL, DRUG, TIME, WHOLE, Mention
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
    held_against = len(series) == 2 and arms[0] is None and arms[1] is not None and arms[1].kind in (DRUG, CONTROL)
    drugs, _ = assign(reading, series, tuple(mention for mention in words.arms if mention.kind == DRUG))
    courses, courses_sure = assign(reading, series, words.courses)
    groups, groups_sure = _groups(reading, series, outcomes, words.subgroups)
    regimens, _ = assign(reading, series, words.regimens)
    points, points_sure = _assign_times(reading, series, outcomes, times)
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


def _holds(outcome: Mention, group: Mention) -> bool:
    """Tell whether the name of the outcome holds that of the group: "white matter loss" is of white matter."""
    return outcome.start <= group.start and group.end <= outcome.end


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


def _groups(
    reading: Reading, series: Series, outcomes: tuple[Mention | None, ...], mentions: tuple[Mention, ...]
) -> tuple[tuple[tuple[str, ...], ...], bool]:
    """Return the subgroups of each figure; those that the name of its outcome holds, unless others are told beside.

    "White matter loss was 2% and grey matter loss 1%": each its own; "grey matter shrank by 1%, white matter by 2%".
    """
    held = [one for one in mentions if any(_holds(outcome, one) for outcome in reading.outcomes)]
    mixed = {one.group for one in mentions if one not in held}
    apart = tuple(one for one in mentions if one not in held or one.group in mixed)
    groups, sure = _assign_groups(reading, series, apart)
    own = [one for one in held if one.group not in mixed]
    told = zip(groups, outcomes, strict=True)
    return tuple(
        (*codes, *(one.code for one in own if outcome and _holds(outcome, one))) for codes, outcome in told
    ), sure


def _assign_groups(
    reading: Reading, series: Series, mentions: tuple[Mention, ...]
) -> tuple[tuple[tuple[str, ...], ...], bool]:
    """Return the subgroups of each figure, one of each kind ("activity", "tissue"), and whether they are certain."""
    codes: list[tuple[str, ...]] = [()] * len(series)
    certain = True
    for group in dict.fromkeys(mention.group for mention in mentions if mention.kind != WHOLE):
        of_it = tuple(mention for mention in mentions if mention.group == group or mention.kind == WHOLE)
        found, sure = assign(reading, series, of_it)
        certain = certain and sure
        codes = [
            (*told, *((one.code,) if one is not None and one.code else ()))
            for told, one in zip(codes, found, strict=True)
        ]
    return tuple(codes), certain


def _assign_times(
    reading: Reading, series: Series, outcomes: tuple[Mention | None, ...], times: tuple[Mention, ...]
) -> tuple[tuple[Mention | None, ...], bool]:
    """Return the time of each figure: that which the name of its outcome holds ("100-day mortality"), else one told."""
    held = [next((one for one in times if outcome is not None and _holds(outcome, one)), None) for outcome in outcomes]
    if all(one is not None for one in held):
        return tuple(held), True
    points, sure = assign(reading, series, times)
    return tuple(one or point for one, point in zip(held, points, strict=True)), sure


def _by_size(figure: Figure, study: Study, mention: Mention | None) -> Arm | None:
    """Return the arm that has as many patients as the figure is of ("9/18 vs 3/22"), where only one has so many."""
    transplanted, everyone = study.facts.n_hsct, study.facts.n_patients
    if len(study.comparators) != 1 or transplanted is None or everyone is None or figure.denominator is None:
        return None
    others = everyone - transplanted
    if others == transplanted or others < 2 or (mention is not None and mention.start > figure.start):
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
    if arm.doubt is not None and sure and figure.shape in ("no-event", "none-of", "count", "count-part", "events"):
        return Arm("all")  # "no deaths occurred": of all patients, where no group is named
    return arm
