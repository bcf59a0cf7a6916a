"""What the words around an outcome make of it: denied, lost, a condition, a measure, one side of several."""

import re

from evidence.extraction.mentions import Mention

# "free of relapse", "without any relapse", "did not progress": the share counts those who are spared.
_SPARED = re.compile(
    r"(?:\b(?:free|freedom)\s+(?:of|from)|\b(?:without|absence of|lack of|no|never|nor|neither|not|n't|nobody|absent))"
    r"(?:\s+(?:\d{1,2}[\s-](?:weeks?|months?)|(?:three|six|twelve)[\s-]months?|any|a|an|the|"
    r"evidence of|"
    r"signs? of|further|new|confirmed|sustained|clinical|experienc\w+|ha[dv]e?|"
    r"show\w*|other|subsequent|develop\w*|present\w*|suffer\w*|from|significant|need of|or|and|either))*\s*$",
    re.IGNORECASE,
)
_SPARED_AFTER = re.compile(r"-?\s?(?:free\b|freedom\b)", re.IGNORECASE)
_OPPOSITE = {"event": "event_free", "event_free": "event"}


def is_denied(text: str, mention: Mention) -> bool:
    """Tell whether the words around the mention deny it ("no further relapses", "free from progression")."""
    before = text[max(0, mention.start - 70) : mention.start]
    return _SPARED.search(before) is not None or _SPARED_AFTER.match(text, mention.end) is not None


_CONDITION = re.compile(
    r"\b(?:patients|those|subjects|participants|individuals|women|people|groups?|cases)\s+(?:with|without|who had|"
    r"having)\s+"
    r"(?:(?:an?|any|[<>\u2264\u2265]?\s?\d+|no)\s+)?(?:\w+\s+)?$",
    re.IGNORECASE,
)
_OCCASION = re.compile(
    r"\b(?:time|treatment|prevention|prophylaxis|setting|diagnosis)\s+of\s+(?:the\s+|an?\s+)?$", re.IGNORECASE
)
_PROPORTION = re.compile(
    r"(?:\b(?:proportion|percentage|share|number|rate|fraction)|%|\d|\))\s*(?:of\s+(?:the\s+)?)?$", re.IGNORECASE
)


def is_condition(text: str, mention: Mention) -> bool:
    """Tell whether the name says which patients are meant ("frequent in patients with relapses"), not what happened.

    "The proportion of patients with relapses" and "83% of patients with NEDA" say what happened.
    """
    if _OCCASION.search(text[: mention.start]) is not None or (
        mention.code == "malignancy" and re.match(r"\s+patients\b", text[mention.end :]) is not None
    ):
        return True  # "86% were on a drug at the time of infection", "cancer patients"
    match = _CONDITION.search(text[: mention.start])
    return match is not None and _PROPORTION.search(text[: match.start()]) is None


_MEASURE = re.compile(
    r"\b(?:assessed|measured|determined|evaluated|defined|confirmed)\s+(?:by|with|using|on|as)\s+(?:the\s+|an?\s+)?$|"
    r"\b(?:based on|according to|in terms of)\s+(?:the\s+)?$",
    re.IGNORECASE,
)


def is_measure(text: str, mention: Mention) -> bool:
    """Tell whether the score is only what another outcome was measured by ("as assessed by EDSS")."""
    return mention.code == "edss_change" and _MEASURE.search(text[: mention.start]) is not None


_OR_BEFORE = re.compile(r"\bor\s+(?:[\w-]+\s+){0,3}$", re.IGNORECASE)


def is_composite(text: str, mention: Mention) -> bool:
    """Tell whether a death is only one side of an endpoint of several ("critically ill (intensive care or death)")."""
    if mention.code not in ("trm", "deaths_any"):
        return False
    return (
        _OR_BEFORE.search(text[: mention.start]) is not None
        or re.match(r"\s+or\s", text[mention.end :], re.IGNORECASE) is not None
    )


def is_freedom(text: str, mention: Mention) -> bool:
    """Tell whether "survival" is the end of the name of something else ("attack-free survival", "graft survival")."""
    if mention.code != "overall_survival":
        return False
    return re.search(r"(?:\bfree|\b(?:graft|cell|event|median))[\s-]+$", text[: mention.start]) is not None


_LOST = re.compile(r"\b(?:fail\w*|loss of|lost|losing|not)\s+(?:to\s+)?(?:\w+\s+){0,2}$", re.IGNORECASE)


def counted(text: str, mention: Mention) -> str | None:
    """Return what a share of the mention counts in this sentence: a denied event is spared, a lost freedom an event."""
    if mention.counts == "event":
        return _OPPOSITE["event"] if is_denied(text, mention) else "event"
    before = text[max(0, mention.start - 40) : mention.start]
    if mention.counts == "event_free" and _LOST.search(before) is not None:
        return "event"
    return mention.counts
