"""Which score a number is of: the one named before it, or the one right behind it."""

import re

from evidence.extraction.clauses import residue, without_brackets
from evidence.extraction.mentions import Mention
from evidence.extraction.numbers import DECIMAL
from evidence.extraction.scales import OWN_WORDS, SCALES, is_analysis
from evidence.extraction.score_text import GROUP_SIGN, MOVED, TIME_SIGN, TO, ScoreText
from evidence.quick import Quick

_SIGNS = f"{TIME_SIGN}{GROUP_SIGN}"
# What stands right before a level: a verb, a preposition, a sign, or the group or time it is of.
_CUE = re.compile(
    rf"""(?:\b(?:was|were|is|are|being|been|of|to|by|at|from|averag\w+|remained|reached|reaching|and|or|had|an?|
        vs?\.?|versus|against|than|per\ year|compared\ (?:with|to)|mean|median|with|low|
        {MOVED}|differences?|changes?|reductions?|decreases?|increases?|improvements?|declines?|score|scores
          |level|levels)|
        [:=,(\[{_SIGNS}]|{TO})\s*(?:only|just|about|approximately|around|still|even|~|\u2248)?\s*$""",
    re.IGNORECASE | re.VERBOSE,
)
_BOUNDARY = re.compile(r"[;:,(\[]|\b(?:and|but|while|whereas|although|however|though|with)\b", re.IGNORECASE)
_ELSE = Quick(
    r"""
        \b(?:
            (?:mean|median|average)\s+(?:\w+\s+){0,2}?follow-?\s?up
            |age|duration|time\s+(?:to|since|from|of)|numbers?\s+of|doses?|intervals?|count|hospital\w*
        )\b""",
    re.IGNORECASE | re.VERBOSE,
)
_TIME_TO = Quick(r"\btimes?\s+to\b|\breach\w*\s+(?:an?\s+|the\s+)?$", re.IGNORECASE)
_TRAIT = Quick(
    r"""
        \b(?:with|having|whose|(?P<had>had))\s+(?:an?\s+|the\s+)?(?:(?:higher|lower|baseline)\s+)?
        (?:(?:mean|median|average)\s+)?$""",
    re.VERBOSE,
)


def governing(scored: ScoreText, scales: tuple[Mention, ...], match: re.Match[str]) -> Mention | None:
    """Return the score that was named before the number, if nothing else was named since."""
    before = [one for one in scales if one.end <= match.start()]
    if not before or not _has_cue(scored, before[-1], match):
        return None
    mention = _of_list(scored, before, match)
    if mention is None or not _is_reached(scored, before[-1], match) or is_analysis(scored.bare, match.start()):
        return None
    if _TIME_TO.search(scored.bare[: mention.start]) is not None or _is_trait(scored, mention, match):
        return None
    return mention


def _has_cue(scored: ScoreText, mention: Mention, match: re.Match[str]) -> bool:
    gap = scored.bare[mention.end : match.start()]
    return not gap.strip() or _CUE.search(gap) is not None


def _of_list(scored: ScoreText, before: list[Mention], match: re.Match[str]) -> Mention | None:
    """Return the score of the number where several are listed ("EDSS and ARR were 2.5 and 0.1"), else the nearest."""
    listed = [before[-1]]
    for one in reversed(before[:-1]):
        gap = scored.bare[one.end : listed[0].start]
        if one.code == listed[0].code or re.fullmatch(r"\s*(?:scores?\s*)?(?:,|,?\s*and)\s*(?:the\s+)?", gap) is None:
            break
        listed.insert(0, one)
    if len(listed) == 1:
        return before[-1]
    place = len(re.findall(DECIMAL, scored.bare[before[-1].end : match.start()]))
    return listed[place] if place < len(listed) else None


def _is_reached(scored: ScoreText, mention: Mention, match: re.Match[str]) -> bool:
    gap = without_brackets(scored.bare[mention.end : match.start()])
    for one in scored.outcomes:
        inside = mention.end <= one.start < match.start() and gap[one.start - mention.end] != " "
        if inside and one.code not in SCALES and one.code != "progression_free_survival":
            return False
    if _ELSE.search(gap) is not None:
        return False
    last = max((boundary.end() for boundary in _BOUNDARY.finditer(gap)), default=None)
    if last is None:
        return True
    words = residue(gap[last:].replace("(", " ").replace("[", " "))
    return all(word.lower() in OWN_WORDS for word in words)


_OF = re.compile(r"\s*(?:scores?\s*)?(?:of|[(=:])?\s*", re.IGNORECASE)


_TOLD = re.compile(rf"{TO}|\b(?:change|after|last|final|at\s+{TIME_SIGN}|by|follow)|{TIME_SIGN}", re.IGNORECASE)
# "The matched cohort had a mean EDSS of 3.6": at entry.
_ENTERED = re.compile(
    r"""
        \b(?:
            patients|individuals|participants|persons|people|subjects|cases|\w*cohorts?|groups?|samples?
            |populations?
        )\b[^;]*$""",
    re.IGNORECASE | re.VERBOSE,
)


def _is_trait(scored: ScoreText, mention: Mention, match: re.Match[str]) -> bool:
    """Tell whether the score says which patients are meant ("patients with a mean EDSS of 5.7 ...")."""
    gap = scored.bare[mention.end : match.start()]
    trait = _TRAIT.search(scored.bare[: mention.start])
    if trait is None or _OF.fullmatch(gap) is None:
        return False
    clause = scored.bare[scored.bare.rfind(";", 0, mention.start) + 1 : mention.start]
    if trait["had"] and (_ENTERED.search(clause) is None or _TOLD.search(clause) is not None):
        return False  # "at the last visit patients had a mean EDSS of 2.0"
    if re.search(r"\bchanges?\b", scored.text[mention.start : mention.end]) or match["value"][0] in "+-":
        return False  # "with a median change in EDSS of -0.5"
    gap, behind = scored.bare[mention.end : match.start()], scored.bare[match.end() : match.end() + 40]
    return _TOLD.search(gap) is None and _TOLD.search(behind) is None


_POINTS_BEHIND = re.compile(r"\s*-?\s?(?:points?|steps?|units?)\b", re.IGNORECASE)
_NOUN_BEHIND = re.compile(
    r"\b(?:improvement|change|decrease|reduction|increase|decline|gain|drop|worsening|lower|higher)\b", re.IGNORECASE
)
_BEFORE_NOUN = re.compile(
    rf"(?:\b(?:an?|of|by|was|were|is|had|mean|median|average|to|from|with|and|vs\.?)|[,(:=]|{TO})\s*$", re.IGNORECASE
)


def named_behind(scored: ScoreText, scales: tuple[Mention, ...], match: re.Match[str]) -> Mention | None:
    """Return the score that is named right behind ("a 0.5-point improvement in EDSS", "0.1 relapses per year")."""
    after = next((one for one in scales if one.start >= match.end()), None)
    if after is None or _BEFORE_NOUN.search(scored.bare[: match.start()]) is None:
        return None
    gap = scored.bare[match.end() : after.start]
    if len(gap) > 60 or re.search(r"[;:,()\[\]]|\band\b", gap) is not None:
        return None
    if any(word.lower() not in OWN_WORDS for word in residue(gap)):
        return None
    unit = after.code == "arr" and not gap.strip()
    told = _POINTS_BEHIND.match(gap) is not None or _NOUN_BEHIND.search(gap) is not None
    return after if unit or told else None
