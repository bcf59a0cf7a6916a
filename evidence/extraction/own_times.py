"""The time of one figure: not when one patient had the event, but the day on which the only one died."""

import re

from evidence.extraction.early_deaths import day_of_death
from evidence.extraction.figures import Figure
from evidence.extraction.mentions import Mention
from evidence.extraction.readings import Reading
from evidence.records.finding import DEATHS


def own_time(reading: Reading, figure: Figure, outcome: Mention, point: Mention | None) -> Mention | None:
    """Return the time of the figure: not that of one patient's event, but the day on which the only one died."""
    if point is not None and _is_of_event(reading, figure, outcome, point):
        point = None
    behind = point is None or point.start > outcome.end
    if behind and outcome.code in DEATHS and figure.events == 1:
        return day_of_death(reading.text, outcome, reading.labels)
    return point


def at_own_times(figure: Figure, outcome: Mention, times: tuple[Mention, ...]) -> bool:
    """Tell whether as many times stand behind the outcome as patients had it: "2 (7%) relapsed, at 2 and 18 months"."""
    later = [one for one in times if one.start > max(figure.end, outcome.end)]
    return (
        figure.events is not None and 1 < figure.events == len(later) and all(one.end == later[-1].end for one in later)
    )


_ACTIVITY = ("relapse_free_survival", "progression_free_survival", "mri_activity_free", "event_free_survival", "neda")
# "Relapsed badly with slow remission 9 months after it": how it was; in "had a relapse within 9 months after it" a word
# makes the time one of assessment.
_HOW = re.compile(
    r"""
        (?:
            \s+
            (?!(?:at|by|within|during|in|over|until|through|throughout|for|first|after|since|to|and|or|but)\b)
            [\w'-]+
        ){1,6}\s+""",
    re.IGNORECASE | re.VERBOSE,
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
