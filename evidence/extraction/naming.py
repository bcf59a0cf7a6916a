"""What one sentence names: its outcomes, and its labels and times."""

import re

from evidence.extraction.clauses import BRACKETS
from evidence.extraction.deaths import name_deaths
from evidence.extraction.definitions import compositions
from evidence.extraction.finder import Finder
from evidence.extraction.groups import find_elided_groups, find_groups, find_shared_heads, find_short_courses
from evidence.extraction.harm_lists import name_harms
from evidence.extraction.meaning import is_also, is_condition, is_freedom, is_left_out, is_measure, is_rate
from evidence.extraction.mentions import COURSE, DRUG, SUBGROUP, TREATMENT, Mention
from evidence.extraction.times import find_times
from evidence.values import changed

_WHOLES = ("neda", "event_free_survival")  # outcomes of several events, which a bracket behind them may list

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
        mention for mention in _without_conditions(text, outcomes.find(text))
        if not any(group.start <= mention.start and mention.end <= group.end for group in groups)
        and not is_freedom(text, mention)
        and not is_measure(text, mention)
        and not is_left_out(text, mention)
    )  # fmt: skip
    named = tuple(sorted((*named, *find_shared_heads(text, named, outcomes)), key=lambda one: one.start))
    named = name_deaths(text, name_harms(text, _without_parts(text, named)))
    times = find_times(text)
    kept = tuple(
        mark for mark in marks
        if mark.kind not in (TREATMENT, DRUG) or not any(one.start <= mark.start < one.end for one in named)
    )  # fmt: skip
    kept = (*kept, *find_elided_groups(text, kept, labels))
    kept = (*kept, *find_short_courses(text, kept, labels))
    return named, tuple(sorted((*kept, *times, *find_groups(text, kept)), key=lambda mark: (mark.start, mark.end)))


def _without_conditions(text: str, found: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """Return the mentions but for those that say which patients are meant, and those listed with them."""
    kept: list[Mention] = []
    condition: Mention | None = None
    for mention in found:
        if is_condition(text, mention) or (condition is not None and is_also(text, condition, mention)):
            condition = mention
        else:
            kept.append(changed(mention, code="arr", counts="lower_better") if is_rate(text, mention) else mention)
            condition = None
    return tuple(kept)


_OF_NAME = re.compile(
    r"\s*(?:\([^()]*\)\s*)?[,(]?\s*(?:(?:status|state|rates?|events?|survival|was|were|is|are|which|as|a|an|the|our|"
    r"primary|composite|end\s?point)\s*){0,4}[,(]?\s*",
    re.IGNORECASE,
)
_BARE = re.compile(r"[^%\d]*|[^%]*\b(?:\d{1,2}[\s-](?:weeks?|months?)|T[12]|NEDA-\d)[^%]*")


def _without_parts(text: str, found: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """Return the mentions but for those of a definition, or of a bracket without figures that explains a whole.

    What defines a word that is no outcome itself ("response, defined as stable or improved EDSS") is what was counted.
    """
    spans = [span for span in compositions(text) if any(_OF_NAME.fullmatch(text, one.end, span[0]) for one in found)]
    for bracket in BRACKETS.finditer(text):
        whole = any(one.code in _WHOLES and 0 <= bracket.start() - one.end <= 2 for one in found)
        inside = sum(bracket.start() <= one.start < bracket.end() for one in found)
        if whole and inside > 1 and _BARE.fullmatch(bracket.group()) is not None:
            spans.append(bracket.span())
    return tuple(one for one in found if not any(start <= one.start < end for start, end in spans))
