"""What the words around an outcome make of it: a condition, a measure, a rate, one side of several."""

import re
from collections.abc import Iterable

from evidence.extraction.denials import PERSON
from evidence.extraction.mentions import Mention
from evidence.extraction.numbers import COUNT
from evidence.quick import Quick
from evidence.records.finding import DEATHS

_CONDITION = Quick(
    r"\b(?:patients?|those|subjects?|participants?|individuals?|women|people|groups?|cases)\s+"
    r"(?:with\s+(?:and|or|versus|vs\.?)\s+without|with|without|who had|having)\s+"
    r"(?:(?:an?|any|[<>\u2264\u2265]?\s?\d+|no|neither|either|both)\s+)?(?:\w+\s+)?$",
    re.IGNORECASE,
)
_ACT = re.compile(r"(?:died|relapsed|progressed|worsened|improved|deteriorated|became|conceived|fathered|gave)\b")
_WITH = ("with", "without", "having", "had")
_OCCASION = Quick(
    r"\b(?:(?:time|treatment|prevention|prophylaxis|setting|diagnosis)\s+of|at\s+(?:\w+\s+)?risk\s+(?:of|for)|"
    r"(?:treated|transplanted|referred|selected)\s+(?:for|because\s+of|on\s+account\s+of|due\s+to)|"
    r"(?:indications?|reasons?)\s+(?:for\s+\w+\s+)?(?:was|were|included))\s+"
    r"(?:the\s+|an?\s+)?$",
    re.IGNORECASE,
)
_MEANWHILE = re.compile(r"\b(?:in|during|throughout|before|after)\s+(?:the\s+|their\s+|her\s+)?$", re.IGNORECASE)
_PROPORTION = re.compile(
    r"(?:\b(?:proportion|percentage|share|number|rate|fraction|more|fewer|most)|%|\d|\))\s*(?:of\s+(?:the\s+)?)?$",
    re.IGNORECASE,
)


def is_condition(text: str, mention: Mention) -> bool:
    """Tell whether the name says which patients are meant ("frequent in patients with relapses"), not what happened.

    "The proportion of patients with relapses" and "83% of patients with NEDA" say what happened.
    """
    occasion = _OCCASION.search(text[: mention.start])
    if (occasion is not None and not _is_treated_harm(text, occasion, mention)) or (
        mention.code == "malignancy" and re.match(r"\s+patients\b", text[mention.end :]) is not None
    ):
        return True  # "86% were on a drug at the time of infection", "cancer patients"
    if (
        mention.code == "fertility"
        and _MEANWHILE.search(text[: mention.start]) is not None
        and text[mention.end - 1] != "s"
    ):
        return True  # "nobody relapsed during pregnancy"
    if _ACT.match(text, mention.start) is not None and not text[: mention.start].rstrip().endswith(_WITH):
        return False  # "patients with SPMS died"
    denied = _WITHOUT.match(text, mention.start)  # "patients without progression": the name holds the denial
    match = _CONDITION.search(
        f"{text[: mention.start]}{denied.group()} " if denied is not None else text[: mention.start]
    )
    if match is None or _THERE_WERE.search(text[: match.start()]) is not None:
        return False  # "there were two patients with relapses"
    return _PROPORTION.search(text[: match.start()]) is None


_HARMS = ("infection", "viral_reactivation", "other_toxicity", "secondary_autoimmune", "malignancy")
_COUNTED_WERE = re.compile(
    rf"""
        (?:{COUNT}|another)\s+(?:of\s+(?:them|these|whom)\s+|(?:[\w-]+\s+){{0,2}}?{PERSON}\s+)?
        (?:(?:was|were|had\s+to\s+be|had\s+been)\s+)(?:\w+ly\s+)?$""",
    re.IGNORECASE | re.VERBOSE,
)


def _is_treated_harm(text: str, occasion: re.Match[str], mention: Mention) -> bool:
    """Tell whether so many patients are said to have been treated for a harm: "two were treated for an infection"."""
    if mention.code not in _HARMS or not occasion.group().lower().startswith("treated"):
        return False
    return _COUNTED_WERE.search(text[: occasion.start()]) is not None


_THERE_WERE = re.compile(r"\bthere\s+(?:was|were)\s+(?:only\s+)?(?:\w+(?:-\w+)?)\s+$", re.IGNORECASE)
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


_LEFT_OUT = re.compile(
    r"""
        \s+(?:(?:was|were|being|are|having\s+been)\s+)?(?:
            not\s+(?:counted|included|considered|regarded)
            |excluded|censored|disregarded|ignored|left\s+out|set\s+aside
        )\b""",
    re.IGNORECASE | re.VERBOSE,
)


def is_left_out(text: str, mention: Mention) -> bool:
    """Tell whether the name says what was not counted ("PFS (deaths excluded) was 70%")."""
    return _LEFT_OUT.match(text, mention.end) is not None


_OR_BEFORE = re.compile(r"\bor\s+(?:[\w-]+\s+){0,3}$", re.IGNORECASE)


def is_composite(text: str, mention: Mention) -> bool:
    """Tell whether a death is only one side of an endpoint of several ("critically ill (intensive care or death)")."""
    if mention.code not in DEATHS:
        return False
    return (
        _OR_BEFORE.search(text[: mention.start]) is not None
        or re.match(r"\s+or\s", text[mention.end :], re.IGNORECASE) is not None
    )


_ACTIVITY = ("relapse_free_survival", "progression_free_survival", "mri_activity_free")
_OR_BEHIND = re.compile(
    r"\s+(?:and/)?or\s+(?:(?:had|showed|developed|experienced)\s+)?(?:an?\s+)?(?:[\w-]+\s+){0,1}", re.IGNORECASE
)


def is_one_of_two(text: str, mention: Mention, named: Iterable[Mention], place: int) -> bool:
    """Tell whether a figure at `place` counts either of two events behind it: "5 had relapsed or had new lesions"."""
    if mention.code not in _ACTIVITY or mention.counts != "event" or place >= mention.start:
        return False
    others = [one for one in named if one.code in _ACTIVITY and one.code != mention.code and one.counts == "event"]
    return any(_OR_BEHIND.fullmatch(text, mention.end, one.start) is not None for one in others) and not any(
        one.counts != "event" for one in named if one.start < mention.start
    )


def is_freedom(text: str, mention: Mention) -> bool:
    """Tell whether "survival" is the end of the name of something else ("attack-free survival", "graft survival")."""
    if mention.code != "overall_survival":
        return False
    return (
        re.search(
            r"(?:\bfree|\bfree[\s-](?:of|from)[\s-](?:[\w-]+[\s-])?[\w-]+|\b(?:graft|cell|event|median))[\s-]+$",
            text[: mention.start],
        )
        is not None
    )


# A change from one level to another, or a unit: "0.7" alone may be a share of patients.
_RATE = re.compile(
    r"""
        [^.;()%\d]{0,60}(?:
            \bfrom\s+\d+(?:\.\d+)?\s+(?:\([^()%]*\)\s+)?(?:[a-z-]+\s+){0,4}to\s+\d+(?:\.\d+)?(?!\s?%|\.?\d)
            |\d+(?:\.\d+)?\s?(?:/|per\s|a\s)\s?(?:patient|person|year|annum)
        )""",
    re.IGNORECASE | re.VERBOSE,
)


def is_rate(text: str, mention: Mention) -> bool:
    """Tell whether a "relapse rate" is one of relapses in a time ("fell from 1.2 to 0.1"), not of patients (12%)."""
    if mention.code != "relapse_free_survival" or not re.search(r"\brates?\b", text[mention.start : mention.end]):
        return False
    return mention.counts == "event" and _RATE.match(text, mention.end) is not None
