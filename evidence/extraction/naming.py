"""What one sentence names: its outcomes, and its labels and times."""

import re

from evidence.extraction.deaths import name_deaths
from evidence.extraction.groups import find_groups
from evidence.extraction.harm_lists import name_harms
from evidence.extraction.meaning import is_condition, is_freedom, is_measure
from evidence.extraction.mentions import COURSE, DRUG, SUBGROUP, TREATMENT, Finder, Mention
from evidence.extraction.times import find_times

# "RR 0.52", "RR for relapse was": the risk ratio, not relapsing-remitting disease.
_RATIO = re.compile(r"\s*[\])]?\s*(?:[=:,]|(?:of|for|was|in|with)\b(?=[^.;]{0,60}?\d)|\d|\.\d)")


def _is_ratio(text: str, mark: Mention) -> bool:
    return mark.kind == COURSE and text[mark.start : mark.end] == "RR" and _RATIO.match(text, mark.end) is not None


def name_all(text: str, outcomes: Finder, labels: Finder) -> tuple[tuple[Mention, ...], tuple[Mention, ...]]:
    """Return outcomes and labels; a group's name ("with enhancing lesions") is no outcome, "HSCT-related" no arm."""
    marks = labels.find(text)
    marks = tuple(mark for mark in marks if not _is_ratio(text, mark))
    groups = [mark for mark in marks if mark.kind == SUBGROUP]
    named = tuple(
        mention for mention in outcomes.find(text)
        if not any(group.start <= mention.start and mention.end <= group.end for group in groups)
        and not is_condition(text, mention)
        and not is_freedom(text, mention)
        and not is_measure(text, mention)
    )  # fmt: skip
    named = name_deaths(text, name_harms(text, named))
    times = find_times(text)
    kept = tuple(
        mark for mark in marks
        if mark.kind not in (TREATMENT, DRUG) or not any(one.start <= mark.start < one.end for one in named)
    )  # fmt: skip
    return named, tuple(sorted((*kept, *times, *find_groups(text, kept)), key=lambda mark: (mark.start, mark.end)))
