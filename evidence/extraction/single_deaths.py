"""Deaths whose number stands aside: "a patient died", "two, aged 30 and 45, died", "the only death", "all but one"."""

import re
from collections.abc import Iterator

from evidence.extraction.fatal import ANY
from evidence.extraction.figures import COUNT, Figure
from evidence.extraction.mentions import COURSE, SUBGROUP, Mention
from evidence.extraction.numbers import COUNT as WHOLE_OR_WORD
from evidence.extraction.numbers import WORDS, read_count
from evidence.records.finding import DEATHS
from evidence.values import changed

_ONE = r"(?:patient|subject|participant|individual|person|woman|man|girl|boy|child|recipient|male|female|adult)"
_AGES = r"aged\s+(?:(?:between\s+)?\d+(?:\.\d+)?(?:\s*,\s*|\s*(?:and|to|-)\s*)?){1,6}(?:\s*years?)?"
# Up to the verb no second subject may begin: "and", "but" and what parts clauses end a trait, decimals do not.
_MORE = rf"(?:(?!\b(?:and|but|or|while|whereas|died|{WORDS})\b(?!\s\d+\.\d))[^.;:,()]|\.\d){{1,70}}?"
_TRAIT = (
    rf"(?:,?\s+{_AGES},?|,\s+{_MORE},|\s+(?:of|from|with|in|on|who|whose|treated|given|after|receiving|randomi[sz]ed)\s+{_MORE}"
    r"|\s*\([^()]{1,60}\))?"
)
_AUX = r"(?:\s+(?:had|has|have|then|later|since|also|subsequently|eventually|[a-z]+ly))*\s+$"
_WHO = re.compile(
    rf"""
        \b(?P<of>of\s+(?:the\s+|these\s+)?)?(?:
            (?:an?|the\s+only)\s+(?:(?:\d+|[a-z]+)-year-old\s+|(?!{_ONE}\b)[a-z-]+\s+){{0,3}}?{_ONE}
            |(?P<n>{WHOLE_OR_WORD})\s+(?:[a-z-]+\s+)?(?:patients?|women|men|participants?|subjects?|{_ONE})
        ){_TRAIT}{_AUX}""",
    re.IGNORECASE | re.VERBOSE,
)
_DOING = re.compile(
    r"(?:died|succumbed|perished|passed|lost|did|failed|was|took|committed|expired|could)\b", re.IGNORECASE
)
_NOUN = re.compile(r"(?:death|fatality|suicide|fatal\scase)$", re.IGNORECASE)
_A = re.compile(
    r"\b(?<!risk\sof\s)(?<!without\s)(?<!not\s)(?<!such\s)(?<!after\s)(?:an?|the\s+(?:only|sole|single))\s+"
    r"(?:(?!no\b)[a-z-]+\s+){0,2}$",
    re.IGNORECASE,
)
_NO_EVENT = re.compile(
    r"\s+(?:rates?|certificates?|risks?|hazards?|register\w*|each|anxiety)\b|\s*[(\[]\s?\.?\d[\d.]*\s?%|[^.;,]{0,40}\bnot\b",
    re.IGNORECASE,
)
_ALL_BUT = re.compile(
    rf"\ball(?:\s+(?:of\s+)?(?:the|our|these))?(?:\s+(?:[a-z]+\s+)?(?:patients|participants|subjects|recipients))?\s+"
    rf"(?:but|except|save)(?:\s+for)?\s+(?P<n>{WHOLE_OR_WORD})(?:\s+[a-z]+)?"
    rf"(?:\s+(?:are|were|have|had|has|is|was|still|remain\w*|currently))*\s*$",
    re.IGNORECASE,
)
_LIVING = re.compile(r"(?:(?:are|were|is|was|still|remain\w*|being)\s+)?(?:alive|survived)$", re.IGNORECASE)
_KILLED = re.compile(rf"\s+(?P<n>{WHOLE_OR_WORD}|an?)\s+(?:[a-z]+\s+)?(?:patients|{_ONE})\b", re.IGNORECASE)


def find_single_deaths(text: str, outcomes: tuple[Mention, ...]) -> Iterator[tuple[Figure, Mention]]:
    """Yield the deaths of a sentence whose number is an article, or stands apart from them."""
    for mention in outcomes:
        begin = max(0, mention.start - 160)
        found = _before(text, begin, mention, outcomes)
        if found is not None:
            told = mention if mention.code in DEATHS else changed(mention, code=ANY, counts="event")
            yield from _counted(found.groupdict().get("n"), (begin + found.start(), mention.end), told)
        killed = _KILLED.match(text, mention.end) if text[mention.start : mention.end].lower() == "killed" else None
        if killed is not None:
            yield from _counted(killed["n"], (killed.start("n"), killed.end()), mention)


def _before(text: str, begin: int, mention: Mention, outcomes: tuple[Mention, ...]) -> re.Match[str] | None:
    """Return who died, the one death, or "all but two" before those who survived; begin: where to look from."""
    words, before = text[mention.start : mention.end], text[begin : mention.start]
    if mention.code in DEATHS:
        found = _died(words, before, text[mention.end :])
        again = found is not None and _is_told_again(text[: begin + found.start()], outcomes)
        return None if again else found
    survived = mention.code == "overall_survival" and _LIVING.match(words) is not None
    return _ALL_BUT.search(before) if survived else None


def _counted(number: str | None, place: tuple[int, int], mention: Mention) -> Iterator[tuple[Figure, Mention]]:
    """Yield so many deaths; None and an article are one, and a slip of the pen ("00 two died") counts nobody."""
    single = number is None or number.lower() in ("a", "an")
    events = 1 if single else read_count(number or "")
    if events:
        yield Figure(COUNT, "single" if single else "count", *place, float(events), events), mention


def _is_told_again(ahead: str, outcomes: tuple[Mention, ...]) -> bool:
    """Tell whether only a comma parts the words from deaths named ahead of them: "one late death, a suicide"."""
    return any(one.code in DEATHS and ahead[one.end :].strip() == "," for one in outcomes if one.end <= len(ahead))


def _died(words: str, before: str, behind: str) -> re.Match[str] | None:
    """Return who died, or the one death: "a woman with SPMS" before "died", "a" before "death"."""
    if _NOUN.search(words) is not None:
        return None if _NO_EVENT.match(behind) is not None else _A.search(before)
    if _DOING.match(words) is None:
        return None
    who = _WHO.search(before)
    return None if who is None or who["of"] is not None else who


def without_traits(figure: Figure, labels: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """Return the labels without the traits of one who died: "a woman with SPMS died" counts no group of SPMS."""
    if figure.shape != "single":
        return labels
    inside = [one for one in labels if one.kind in (COURSE, SUBGROUP) and figure.start <= one.start < figure.end]
    return tuple(one for one in labels if one not in inside)
