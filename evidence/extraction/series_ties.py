"""What the labels of a sentence give each figure of a series: its arm, course, groups, regimen and time."""

from evidence.extraction.arms import ArmWords, sort_labels
from evidence.extraction.held_labels import groups_of, times_of
from evidence.extraction.label_sides import Assigned
from evidence.extraction.labels import assign
from evidence.extraction.mentions import CONTROL, DRUG, TIME, Mention
from evidence.extraction.other_side import with_other_side
from evidence.extraction.readings import Outcomes, Reading, Series
from evidence.values import value


@value
class SeriesTies:
    """One of each for every figure of the series, in their order. words, times: all labels of the sentence.

    arms_sure: whether nothing makes the arms a doubt; held_against: whether only the second of two has an arm, one that
    the first is held against; drugs: the arms without those that are no drug; doubts: what is not told of the series.
    """

    words: ArmWords
    times: tuple[Mention, ...]
    arms: Assigned
    arms_sure: bool
    held_against: bool
    drugs: Assigned
    courses: Assigned
    groups: tuple[tuple[str, ...], ...]
    regimens: Assigned
    points: Assigned
    doubts: tuple[str, ...]


def ties_of(reading: Reading, series: Series, outcomes: Outcomes, comparators: tuple[str, ...]) -> SeriesTies:
    """Return what each figure of the series has of its own."""
    words = sort_labels(reading.labels, comparators)
    times = tuple(mention for mention in reading.labels if mention.kind == TIME)
    arms, arms_sure = assign(reading, series, words.arms)
    arms = with_other_side(reading, series, arms, comparators)
    drugs, _ = assign(reading, series, tuple(mention for mention in words.arms if mention.kind == DRUG))
    courses, courses_sure = assign(reading, series, words.courses)
    groups, groups_sure = groups_of(reading, series, outcomes, words.subgroups)
    regimens, _ = assign(reading, series, words.regimens)
    points, points_sure = times_of(reading, series, outcomes, times)
    told = (("population not told", courses_sure and groups_sure), ("time not told", points_sure))
    return SeriesTies(
        words=words,
        times=times,
        arms=arms,
        arms_sure=arms_sure,
        held_against=len(series) == 2 and arms[0] is None and arms[1] is not None and arms[1].kind in (DRUG, CONTROL),
        drugs=drugs,
        courses=courses,
        groups=groups,
        regimens=regimens,
        points=points,
        doubts=tuple(doubt for doubt, sure in told if not sure),
    )
