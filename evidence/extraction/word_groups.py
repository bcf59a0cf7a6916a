"""Groups that only the words beside each figure tell: "31% with the higher dose and 12% with the lower one".

No vocabulary names them, and nothing else parts the figures; they are held apart by those words, or stay unbound.
"""

import re
from collections import defaultdict
from itertools import pairwise

from evidence.extraction.agreement import same_thing
from evidence.extraction.clauses import is_plain, outer_end
from evidence.extraction.compared_groups import of_comparison
from evidence.extraction.denials import PERSON
from evidence.extraction.mentions import CONTROL, TREATMENT, Mention
from evidence.extraction.units import bracket_at
from evidence.records.finding import Finding
from evidence.values import changed

Who = tuple[str | None, ...]

_PREPOSITION = (
    r"(?:in|of|for|among|under|on|after|following|during|above|below|between|aged|given|receiving|treated|conditioned"
    r"|with|without|when|if|from|by)"
)
_VERB = (
    r"(?:had|has|have|was|were|is|are|did|does|while|whereas|because|due|and|or|but|vs|versus|against|than|compared)"
)
_WORD = r"[^\s,;:()\[\]%]+"
_BEHIND = re.compile(
    rf"""
        \s*(?:{PERSON}\s+)?(?P<who>{_PREPOSITION}\s+(?:(?!{_VERB}\b){_WORD}\s*){{1,8}}?
            (?:\b(?:who|whom|whose|if|when|that|with)\s+(?:{_WORD}\s*){{1,8}}?)?
            (?:\bor\s+(?:more|less|fewer|older|younger|above|below|over|under)\s*)?)
        (?=\s*(?:[.,;:)\]]|[(\[]|$|(?:and|or|but|while|whereas|vs|versus|against|as|compared|in\s+contrast)\b))""",
    re.IGNORECASE | re.VERBOSE,
)
# "29% (age up to 35)".
_INSIDE = re.compile(
    r"\s*[(\[]\s*(?P<who>(?![nNpP]\s?[=<>]|CI\b|SD\b|SE\b|IQR\b|range\b)[A-Za-z<>\u2264\u2265][^()\[\]%=;]{2,50}?)\s*[)\]]"
)
_ASIDE = re.compile(
    r"(?:\s*[(\[][^()\[\]]*\d[^()\[\]]*[)\]]|\s*\u00b1\s?[\d.]+\s?%?"
    r"|\s+(?:at|after|by|within)\s+(?:the\s+)?(?:[\w.]+\s+(?:years?|months?|weeks?|days?)|(?:year|month|week|day)\s+\d+))*",
    re.IGNORECASE,
)
# "14 of the other 106".
_OTHERS = re.compile(r"\bof\s+the\s+(?P<who>other|remaining)\s", re.IGNORECASE)
# All words but the last are whole: read as several each, seven take the seventh power of their length.
_BEFORE = re.compile(
    rf"(?:^|[,;:(]|\b(?:and|but|while|whereas|vs\.?|versus)\b)\s*(?:and\s+|but\s+)?"
    rf"(?P<who>(?P<how>{_PREPOSITION})\s+(?:(?!{_VERB}\b){_WORD}+\s*){{0,6}}?(?!{_VERB}\b){_WORD}\s*)\s*,?\s*"
    r"(?:\b(?:it|they|this|these)\s+(?:was|were)\s|\b(?:was|were|by|in)\s|:)?\s*(?:only\s+|just\s+)?$",
    re.IGNORECASE,
)
_HEAD = re.compile(
    rf"(?:^|[;:]\s)\s*(?P<who>(?P<how>{_PREPOSITION})\s+(?:(?!{_VERB}\b){_WORD}\s*){{1,7}})", re.IGNORECASE
)
_NO_GROUP = re.compile(
    r"""
        \b(?:
            baseline|before|prior|previously|initially|entry|inclusion|published|reported|expected|literature|historical
            |years?|months?|weeks?|days?|last|first|second|third|end|follow-?\s?up|visits?|scans?|both|M\d+|then
            |average|median|mean|detectable|normal|healthy|these|this|it|them
            |definitions?|criteri\w+|methods?|readers?|readings?|raters?|analys[ei]s|estimates?|measures?|scales?|assays?
        )\b""",
    re.IGNORECASE | re.VERBOSE,
)
_AGE = re.compile(r"\b(?:aged?|old|older|younger|under|over|above|below|between)\b|[<>\u2264\u2265]", re.IGNORECASE)
_NUMBERED = re.compile(
    r"\b(?:first|second|third|last|end)\s+(?:group|cohort|era|period|regimen|cent(?:re|er)|series|arm|\w+\s+group)\b",
    re.IGNORECASE,
)
_WHOLE = re.compile(r"\b(?:all|whole|entire|total|overall)\b", re.IGNORECASE)
_APART = re.compile(
    r",\s+(?:and|but|with|while)\b|;|\b(?:but|while|whereas|vs\.?|versus|against|than|compared)\b|\(", re.IGNORECASE
)
_WITHOUT = re.compile(r"\b(?:without|not|no)\b", re.IGNORECASE)
_EARLIER = re.compile(r"\b(?:prior\s+to|before|preceding)\s+(?:the\s+)?[\w-]+", re.IGNORECASE)  # "lesions before AHSCT"
_LINK = re.compile(r"^(?:in|of|for|with|among|by)\s+(?:the\s+)?", re.IGNORECASE)


def parted_by_words(findings: tuple[Finding, ...], text: str, marks: tuple[Mention, ...]) -> tuple[Finding, ...]:
    """Return the findings of a sentence; those that only the words beside them part have these as population.

    text, marks: of the sentence; words that name the treatment or its controls are no group of the treated.
    """
    arms = tuple(text[mark.start : mark.end] for mark in marks if mark.kind in (TREATMENT, CONTROL))
    alike: dict[tuple[object, ...], list[Finding]] = defaultdict(list)
    for finding in findings:
        if finding.state == "clean" and finding.contrast is None and finding.mark_start is not None:
            alike[same_thing(finding)].append(finding)
    told: dict[int, str] = {}
    for members in alike.values():
        if len({one.value for one in members}) == len(members) > 1:
            groups = _groups(members)
            if not any(_is_arm(who, arms) for who in groups):
                told.update({id(one): who for one, who in zip(members, groups, strict=True) if who})
    return tuple(_of(finding, told[id(finding)]) if id(finding) in told else finding for finding in findings)


def _is_arm(who: str | None, arms: tuple[str, ...]) -> bool:
    words = _EARLIER.sub(" ", who or "")
    if re.search(r"\d", words) is not None:
        return False  # "those transplanted after 2010"
    named = [arm for arm in arms if arm in words]
    return any(_WITHOUT.search(words) or is_plain(words.replace(arm, " ")) for arm in named)


def _of(finding: Finding, who: str) -> Finding:
    told = "; ".join(filter(None, (finding.population, who)))
    unsized = finding.statistic == "count" or finding.rule in ("percent:n-percent", "percent:n-comma-percent")
    return changed(
        finding,
        population=told,
        regimen=None,
        denominator=None if unsized and _is_of_all(finding) else finding.denominator,
    )


def _is_of_all(finding: Finding) -> bool:
    """Tell whether the size was that of the cohort, not printed beside the figure."""
    return not finding.rule.endswith(("n/n", "n-of-n", "n-of-n-percent", "n/n-percent"))


def _groups(members: list[Finding]) -> Who:
    """Return the words for whom each figure is of, () where they part nothing."""
    for way in (_behind_each, _before_each, of_comparison):
        found = way(members)
        if found:
            return found
    return (None,) * len(members)


def _spans(members: list[Finding]) -> tuple[str, list[tuple[int, int]]]:
    """Return the sentence and the places of the figures in it."""
    base = members[0].start or 0
    return members[0].sentence or "", [((one.mark_start or 0) - base, (one.mark_end or 0) - base) for one in members]


def _behind_each(members: list[Finding]) -> Who:
    text, spans = _spans(members)
    found = []
    for place, (start, end) in enumerate(spans):
        stop = spans[place + 1][0] if place + 1 < len(spans) else len(text)
        end = outer_end(text, start, end)
        bracket = bracket_at(text, start)
        if bracket is not None and sum(bracket[0] < one < bracket[1] for one, _ in spans) == 1:
            end = max(end, bracket[1] + 1)
        inside = _INSIDE.match(text, end, stop)
        match = inside or _BEHIND.match(text, _end(_ASIDE.match(text, end, stop), end), stop)
        match = _OTHERS.search(text, start, end) or match
        found.append(None if match is None else _name(match["who"]))
    apart = found[0] is not None or _APART.search(text, spans[0][1], spans[1][0]) is not None
    return tuple(found) if apart and _part(found, first=True) else ()


def _end(match: re.Match[str] | None, otherwise: int) -> int:
    return otherwise if match is None else match.end()


def _before_each(members: list[Finding]) -> Who:
    text, spans = _spans(members)
    named = text.find(members[0].note or "\0")
    heads = [_HEAD.search(text, 0, min(spans[0][0], named) if named > 0 else spans[0][0])]
    heads.extend(_BEFORE.search(text[end:start]) for (_, end), (start, _) in pairwise(spans))
    if any(one is None for one in heads) or len({one["how"].lower() for one in heads if one}) > 1:
        return ()
    found = [_name(one["who"]) for one in heads if one is not None]
    return tuple(found) if _part(found, first=False) else ()


def _name(words: str) -> str | None:
    """Return the name of the group, "" for all patients, None where the words name none."""
    if _NO_GROUP.search(words) is not None and _AGE.search(words) is None and _NUMBERED.search(words) is None:
        return None
    return "" if _WHOLE.search(words) is not None else " ".join(_LINK.sub("", words).split()[:9]).rstrip(" .-")


def _part(found: list[str | None], *, first: bool) -> bool:
    """Tell whether the names part the figures: all differ, and none is left out but the first, which is of all."""
    told = [one for one in found if one is not None]
    left_out = [place for place, one in enumerate(found) if one is None]
    named = len({one.lower() for one in told}) == len(told) and (not left_out or (first and left_out == [0]))
    return named and any(told)
