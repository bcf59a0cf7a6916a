"""Levels and changes of a score or rate: "median EDSS improved to 2.0", "from 5.1 to 4.5", "ARR was 0.04"."""

import re
from collections.abc import Iterator

from evidence.extraction.figures import LEVEL, Figure, is_free
from evidence.extraction.mentions import Mention
from evidence.extraction.numbers import SIGNED, has_decimal_comma, read_number

# Which outcomes are told as levels, the highest level that makes sense, the unit, and the statistic if none is named.
SCALES: dict[str, tuple[float, str, str | None]] = {
    "edss_change": (10.0, "points", None),
    "edss_improved": (
        10.0,
        "points",
        None,
    ),  # "median EDSS improvement is 3.5": the words of the one, the figure of the other
    "arr": (20.0, "relapses/year", "rate"),
    "nfl": (100000.0, "pg/mL", None),
    "qol": (300.0, "points", None),
}
_NUMBER = re.compile(rf"(?<![\w.,/]){SIGNED}(?![\w/]|[.,]\d|\s?%|-\d|-\w)")
_NOT_LEVEL_BEFORE = re.compile(
    r"(?:[<>\u2264\u2265=\u00b1/]|\b(?:least|most|than|minimum of|grade|phase|year|month|week|day|patients?|n|"
    r"NEDA|type|"
    r"\+/-|with (?:an? )?(?:EDSS|baseline EDSS)(?: scores?)?(?: of)?|(?:EDSS )?(?:scores? )?between|range|IQR|SD|"
    r"SE|between\s+[\d.]+\s+and))\s*$",
    re.IGNORECASE,
)
_NOT_LEVEL_BEHIND = re.compile(
    r"\s*(?:-?\s?(?:years?|months?|weeks?|days?|patients|subjects|participants|women|men|cases|of\s+(?:the\s+)?\d|"
    r"out\s+of|mg|"
    r"lesions?|relapses?|had|were|to\s+\d|-\s?\d|(?:points?|steps?)?\s*(?:or\s+(?:more|greater|higher|less)|"
    r"in\s+\d))|\+)",
    re.IGNORECASE,
)
_BASELINE_BEFORE = re.compile(
    r"\b(?:baseline|initial|pre-?\s?(?:transplant\w*|HSCT|AHSCT|treatment|therapy)|before|prior to|enrol\w+|inclusion|"
    r"study entry|at (?:the time of )?(?:HSCT|AHSCT|transplant\w*|diagnosis|screening))\b",
    re.IGNORECASE,
)
_LATER = re.compile(
    r"\b(?:to|after|post|at\s+(?:\d|last|final|the last|follow)|follow-?\s?up|improved|decreased)\b", re.IGNORECASE
)
_BASELINE_BEHIND = re.compile(
    r"\s*(?:points?)?\s*(?:\([^)]*\)\s*)?(?:at (?:baseline|entry|inclusion|enrol\w+|HSCT|transplant\w*)|before|"
    r"prior to|"
    r"pre-?\s?(?:transplant\w*|HSCT|AHSCT|treatment))",
    re.IGNORECASE,
)
_PRECEDING = re.compile(r"[^.;,\d]{0,60}?\bin the (?:preceding|previous|prior)\b", re.IGNORECASE)
_CUE = re.compile(
    r"(?:\b(?:was|were|is|being|of|to|by|at|averag\w+|remained|reached)\b|[:=,]|\band\b|\bvs?\.?(?=\s)|"
    r"\bper year|\bversus\b|"
    r"\bcompared\s+(?:with|to)\b)\s*(?:only|a|about|approximately)?\s*$",
    re.IGNORECASE,
)
_AVERAGED = re.compile(r"\b(?:median|mean|average)\s+$", re.IGNORECASE)
_FROM = re.compile(r"\bfrom\s+(?:(?!to\b)[\w-]+\s+){0,7}?$", re.IGNORECASE)
_CHANGE = re.compile(
    r"\b(?:improvement|change|decrease|reduction|increase|decline|reduced by|decreased by|improved by|gain)\b",
    re.IGNORECASE,
)
_TO = re.compile(
    r"\bto\s*(?:a\s+)?(?:(?:median|mean)\s+(?:of\s+)?)?(?:[\w.-]+\s*(?:\([^)]*\))?\s*(?:,|and)\s*)*$", re.IGNORECASE
)
_STATISTIC = re.compile(r"\b(median|mean|average|averaged)\b", re.IGNORECASE)


def find_levels(text: str, mention: Mention, stop: int, taken: tuple[tuple[int, int], ...]) -> tuple[Figure, ...]:
    """Return the levels that a mention of a score is told with, up to `stop`; without the baseline.

    A number that no mean or median goes with is not read: a level of one patient is no result of the study.
    """
    if _MILESTONE.search(text[: mention.start]) is not None:
        return ()
    top, unit, default = SCALES[mention.code]
    return tuple(
        figure
        for match in _candidates(text, mention, stop, taken)
        if (figure := _level(text, mention, match, default, unit)) is not None
        and abs(figure.value) <= top
        and (mention.code != "nfl" or _CONCENTRATION.match(text, match.end()) is not None)
    )


_CONCENTRATION = re.compile(r"\s*(?:\([^()]*\)\s*)?(?:pg/m[lL]|ng/[lL])")


def _part_end(text: str, start: int) -> int:
    """Return the first semicolon outside brackets: what follows speaks of something else."""
    depth = 0
    for place in range(start, len(text)):
        depth += (text[place] in "([") - (text[place] in ")]")
        if text[place] == ";" and depth == 0:
            return place
    return len(text)


def _candidates(text: str, mention: Mention, stop: int, taken: tuple[tuple[int, int], ...]) -> Iterator[re.Match[str]]:
    for match in _NUMBER.finditer(text, mention.end, min(stop, _part_end(text, mention.end))):
        before = text[max(0, match.start() - 60) : match.start()]
        inside = text[mention.end : match.start()]
        beside = not inside.strip(" (:") and (
            mention.code == "arr" or _AVERAGED.search(text[: mention.start]) is not None
        )
        if (
            _is_bracketed(inside, text[match.end() : match.end() + 60])
            or _ELSE.search(inside) is not None
            or not is_free(match.start(), match.end(), taken)
        ):
            continue
        if not beside and _CUE.search(before) is None:
            continue
        if _NOT_LEVEL_BEFORE.search(before) is None and _NOT_LEVEL_BEHIND.match(text, match.end()) is None:
            yield match


# "the time to reach EDSS 6.0": a milestone, not a level that was found.
_MILESTONE = re.compile(r"\breach\w*\s+(?:an?\s+|the\s+)?$", re.IGNORECASE)
_ELSE = re.compile(
    r"\b(?:mean|median|average)\s+(?:\w+\s+){0,2}?(?:follow-?\s?up|age|duration|time|interval|number|dose)\b",
    re.IGNORECASE,
)
_OPPOSED = re.compile(r"^[^()]*\b(?:vs|versus|compared|v)\b", re.IGNORECASE)


def _is_bracketed(inside: str, behind: str) -> bool:
    """Tell whether the number stands in a bracket as a range does; "(from a median of 5.1 to" is told in words.

    A bracket with two sides, "ARR (0.19 with AHSCT versus 0.60)", holds results.
    """
    opened = max(inside.rfind("("), inside.rfind("["))
    closed = max(inside.rfind(")"), inside.rfind("]"))
    if opened <= closed:
        return False
    if _OPPOSED.search(inside[opened + 1 :] + behind) is not None:
        return False
    told = r"[(\[][^()\[\]\d]*\b(?:from|median|mean|difference|to)\b"
    return re.match(told, inside[opened:], re.IGNORECASE) is None


def _level(text: str, mention: Mention, match: re.Match[str], default: str | None, unit: str) -> Figure | None:
    if _is_baseline(text, match):
        return None
    statistic = _statistic(text, mention, match, default)
    if statistic is None:
        return None
    kind = _value_kind(text, mention, match)
    if kind == "difference":
        statistic = "mean_difference"
    printed = match.group()
    doubts = ("decimal comma",) if has_decimal_comma(printed) else ()
    return Figure(
        kind=LEVEL, shape=kind, start=match.start(), end=match.end(), value=read_number(printed), statistic=statistic,
        value_kind=kind, unit=unit, doubts=doubts,
    )  # fmt: skip


def _is_baseline(text: str, match: re.Match[str]) -> bool:
    """Tell whether the number is the level before treatment: "from 5.0", "at baseline was 4.2", "4.2 before HSCT"."""
    before = text[: match.start()]
    if _PRECEDING.match(text, match.end()) is not None:
        return True
    if _FROM.search(before) is not None or _BASELINE_BEHIND.match(text, match.end()) is not None:
        return True
    cues = list(_BASELINE_BEFORE.finditer(before))
    return bool(cues) and _LATER.search(before, max(cues[-1].end(), 0)) is None


_MEDIAN_OF = re.compile(r"\bmedian\s+(?:\w+\s+){0,2}$", re.IGNORECASE)


def _statistic(text: str, mention: Mention, match: re.Match[str], default: str | None) -> str | None:
    """Return the average that is named; of a rate only where it is that of the rate, not of a time."""
    named = _STATISTIC.findall(text[: match.start()])
    if default is not None:
        near = (text[: mention.start], text[mention.end : match.start()])
        return "median" if any(_MEDIAN_OF.search(words) for words in near) else default
    if not named:
        return None
    return "median" if named[-1].lower() == "median" else "mean"


def _value_kind(text: str, mention: Mention, match: re.Match[str]) -> str:
    between = text[mention.end : match.start()]
    if re.search(r"\bdifference\b[^\d]*$", text[: match.start()], re.IGNORECASE) is not None:
        return "difference"
    if _TO.search(between) is not None:
        return "level"
    named = _CHANGE.search(text[max(0, mention.start - 30) : match.start()])
    return "change" if named is not None else "level"
