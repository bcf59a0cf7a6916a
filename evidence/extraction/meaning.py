"""What the words around an outcome make of it: denied, lost, a condition, a measure, one side of several."""

import re

from evidence.extraction.mentions import Mention

# "free of relapse", "without any relapse", "did not progress": the share counts those who are spared.
_DENIAL = (
    r"(?:\b(?:free|freedom)\s+(?:of|from)|\b(?:devoid\s+of|without|absence\s+of|lack(?:ing|ed)?(?:\s+of)?|"
    r"avoid(?:ed|ing|ance\s+of)?|no|never|nor|neither|not|nobody|none|absent)\b|n't)"
)
# What may stand between a denial and what it denies: verbs of having, evidence, kinds of event.
_FILLER = (
    r"(?:any|an?|the|their|all|of|in|or|and|either|both|to|from|for|yet|been|evidence|signs?|need|further|more|new|"
    r"single|additional|other|subsequent|recurrent|ongoing|confirmed|sustained|clinical|significant|acute|"
    r"experienc\w+|ha[dv]e?|having|show\w*|develop\w*|present\w*|suffer\w*|report\w*|demonstrat\w*|exhibit\w*|"
    r"reveal\w*|display\w*|undergo\w*|sustain\w*|record\w*|meet|met|reach\w*|"
    r"(?:\d{1,2}|three|six|twelve)[\s-](?:weeks?|months?)|(?:week|month)s?)"
)
# "no relapses or progression": what is joined with "or" is denied too; with "and" where it is freedom from both.
_LISTED = r"(?:(?:[\w/+-]+[\s,]+){1,5}(?:or|nor|and/or)\s+)?"
_BOTH = r"\b(?:(?:free|freedom)\s+(?:of|from)|without|absence\s+of)\s+(?:[\w/+-]+[\s,]+){1,5}(?:and|or)\s+"
_SPARED = re.compile(rf"(?:{_DENIAL}\s+{_LISTED}|{_BOTH})(?:{_FILLER}\s+){{0,6}}$|{_DENIAL}\s+$", re.IGNORECASE)
_SPARED_AFTER = re.compile(
    r"-?\s?(?:free\b|freedom\b)|"
    r"\s+(?:(?:was|were|had\s+been|has\s+been|have\s+been)\s+(?:absent|avoided|prevented|not\s+\w+)|"
    r"(?:did|had|has|have)\s+not\s+(?:occur|happen|develop|recur|appear|be)\w*)\b",
    re.IGNORECASE,
)
# "no relapses, progression or new lesions": what stands before the last of the list is denied too.
_INNER = re.compile(rf"{_DENIAL}\s+(?:[\w/+-]+[\s,]+){{1,6}}$", re.IGNORECASE)
_LAST = re.compile(r"\s*(?:,[^.;()%\d]{0,60})?\b(?:or|nor)\b", re.IGNORECASE)
_OPPOSITE = {"event": "event_free", "event_free": "event"}


def is_denied(text: str, mention: Mention) -> bool:
    """Tell whether the words around the mention deny it ("no further relapses", "free from progression")."""
    before = text[max(0, mention.start - 90) : mention.start]
    if _SPARED.search(before) is not None or _SPARED_AFTER.match(text, mention.end) is not None:
        return True
    listed = before.rstrip().endswith(",") or before.rstrip()[-1:].isalpha()
    return listed and "," in before and _INNER.search(before) is not None and _LAST.match(text, mention.end) is not None


_CONDITION = re.compile(
    r"\b(?:patients?|those|subjects?|participants?|individuals?|women|people|groups?|cases)\s+(?:with|without|"
    r"who had|having)\s+"
    r"(?:(?:an?|any|[<>\u2264\u2265]?\s?\d+|no|neither|either|both)\s+)?(?:\w+\s+)?$",
    re.IGNORECASE,
)
_ACT = re.compile(r"(?:died|relapsed|progressed|worsened|improved|deteriorated|became|conceived|fathered|gave)\b")
_WITH = ("with", "without", "having", "had")
_OCCASION = re.compile(
    r"\b(?:(?:time|treatment|prevention|prophylaxis|setting|diagnosis)\s+of|at\s+(?:\w+\s+)?risk\s+(?:of|for))\s+"
    r"(?:the\s+|an?\s+)?$",
    re.IGNORECASE,
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
    if _ACT.match(text, mention.start) is not None and not text[: mention.start].rstrip().endswith(_WITH):
        return False  # "patients with SPMS died"
    denied = _WITHOUT.match(text, mention.start)  # "patients without progression": the name holds the denial
    match = _CONDITION.search(
        f"{text[: mention.start]}{denied.group()} " if denied is not None else text[: mention.start]
    )
    return match is not None and _PROPORTION.search(text[: match.start()]) is None


_WITHOUT = re.compile(r"without\b|with no\b", re.IGNORECASE)
_ALSO = re.compile(
    r"\s*(?:\([^()]*\)\s*)?(?:,|,?\s*\b(?:and|or|nor|and/or)\b)\s*(?:(?:with|without|no|an?|any|new|of)\s+){0,2}$",
    re.IGNORECASE,
)


def is_also(text: str, first: Mention, second: Mention) -> bool:
    """Tell whether the second name goes on with a list that the first stands in ("with neither CDI nor CDW")."""
    return _ALSO.match(text[first.end : second.start]) is not None


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


_RATE = re.compile(r"[^.;()%\d]{0,60}(?:\d[.,]\d+|0)\b(?!\s?(?:%|to\s+[\d.]+\s?%))", re.IGNORECASE)


def is_rate(text: str, mention: Mention) -> bool:
    """Tell whether a "relapse rate" is one of relapses in a time ("fell from 1.2 to 0.1"), not of patients (12%)."""
    if mention.code != "relapse_free_survival" or not re.search(r"\brates?\b", text[mention.start : mention.end]):
        return False
    return mention.counts == "event" and _RATE.match(text, mention.end) is not None


# "failed to maintain NEDA", "did not remain relapse-free", "risk of not achieving NEDA": the freedom is lost.
_LOST = re.compile(
    r"\b(?:fail\w*|inability|unable|loss\s+of|los(?:t|e|ing)|no\s+longer|never|not|violat\w+(?:\s+of)?)\s+"
    r"(?:(?!only\b|differ)\w+\s+){0,3}$|"
    r"n't\s+(?:\w+\s+){0,2}$|\b(?:without|no)\s+$",
    re.IGNORECASE,
)
_LOST_AFTER = re.compile(
    r"\s+(?:status\s+)?(?:(?:was|were|had\s+been|is|could)\s+)?(?:subsequently\s+|later\s+|then\s+)?"
    r"(?:not\s+(?:be\s+)?(?:maintained|achieved|reached|kept|retained|met|sustained|attained)|lost\b|violated|failed|"
    r"failure|violation|loss\b)",
    re.IGNORECASE,
)


def counted(text: str, mention: Mention) -> str | None:
    """Return what a share of the mention counts in this sentence: a denied event is spared, a lost freedom an event."""
    if mention.counts == "event":
        return _OPPOSITE["event"] if is_denied(text, mention) else "event"
    if mention.counts == "event_free" and is_lost(text, mention):
        return "event"
    return mention.counts


def is_lost(text: str, mention: Mention) -> bool:
    """Tell whether the words around a freedom say that it was not kept or reached."""
    before = text[max(0, mention.start - 60) : mention.start]
    return _LOST.search(before) is not None or _LOST_AFTER.match(text, mention.end) is not None
