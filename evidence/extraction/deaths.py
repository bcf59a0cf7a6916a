"""Which deaths a sentence tells: those of the treatment, of any cause, or a part of them."""

import re

from evidence.extraction.died_of import OTHERS, causes_told, died_of, stop_of
from evidence.extraction.early_deaths import all_soon
from evidence.extraction.fatal import ANY, HARMS, OF_TREATMENT, told_fatal
from evidence.extraction.mentions import COURSE, TIME, Mention
from evidence.extraction.numbers import COUNT as WHOLE_OR_WORD
from evidence.records.finding import DEATHS
from evidence.values import changed

_TREATMENT = (
    r"(?:(?:auto|stem[\s-]cell\s|bone[\s-]marrow\s|autologous\s)?transplant(?:ation|ations|s)?|a?hsct|asct|"
    r"sct|procedures?|treatments?|"
    r"therapy|conditioning|regimen|toxicit\w+|chemotherapy|mobili[sz]ation|study\s(?:drug|treatment)|"
    r"veno-?\s?occlusive\sdisease|sinusoidal\sobstruction|engraftment\ssyndrome|graft\sfailure)\b"
)
JUDGED = (
    r"(?:(?:was|were|is|are|be|been|being|could|can|had|has|have|that|which|considered|judged|deemed|thought|"
    r"felt|regarded|classified|"
    r"reported|found|believed|as|to|likely|possibly|probably|directly|clearly|definitely)\s+){0,6}"
)
_LINK = (
    r"(?:(?:related|due|attribut\w+|ascribed|linked|secondary|owing|connected)\s+to|"
    r"(?:connected|linked|associated|related)\s+with|(?:put\s+down|traced(?:\s+back)?|imputed|credited)\s+to|"
    r"blamed\s+on|"
    r"in\s+relation\s+(?:to|with)|resulting\s+from)"
)
_THING = (
    r"(?:(?:an?|the|some|severe|early|late|other)\s+){0,2}"
    r"(?:(?:complication|toxicit|cause|event|effect|consequence)\w*\s+)?"
)
RELATED = (
    rf"(?:(?:{_LINK}|caused\s+by|because\s+of|(?<!days\s)(?<!weeks\s)(?<!months\s)(?<!years\s)(?:of|from))\s+"
    rf"{_THING}(?:(?:of|from|related\s+to|due\s+to)\s+)?(?:the\s+)?"
    rf"(?:(?!and\b|or\b|after\b)[\w-]+\s+)?{_TREATMENT}|{_TREATMENT}[\s-]+(?:related|associated|induced))"
)
# What may stand between "died" and its cause: a time, a place; no other subject.
_MEANWHILE = r"(?:\s+(?!(?:and|but|or|while|whereas|not|no|without|with|from|due)\b)[\w.%-]+){0,8}?"
_BEFORE = re.compile(
    rf"\b(?<!un)(?<!not\s){_TREATMENT}[\s-]+(?:related|associated|induced)\s+(?:[\w-]+\s+){{0,2}}$", re.IGNORECASE
)
_BEHIND = re.compile(
    rf"""
        (?:\s*\([^()]{{1,60}}\))?(?:
            ,\s+(?:at|on|after|within|in)\s+(?:(?!(?:was|were|had)\b)[\w.+-]+\s+){{0,9}}?[\w.+-]+,
            |{_MEANWHILE},?(?:\s+and(?:\s+(?:all|both))?(?=\s+(?:was|were)\s))?
            |,?\s+(?:of|from|due\s+to)\s+[^.;:,()]{{1,60}},\s+(?:which|that)
        )\s+{JUDGED}{RELATED}""",
    re.IGNORECASE | re.VERBOSE,
)
_UNRELATED = re.compile(
    r"\b(?:unrelated|not\s+(?:[\w-]+\s+){0,3}(?:related|due|attribut\w+)|independent\s+of|unconnected)\b|"
    r"\bno[nt][\s-](?:\w+[\s-]){0,2}related\b",
    re.IGNORECASE,
)  # fmt: skip


# What nobody dies of: measures, and what befell those who live.
_NO_CAUSES = ("overall_survival", "edss_change", "edss_improved", "arr", "qol", "nfl", "brain_atrophy", "neda")


def name_deaths(text: str, named: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """Return the outcomes with deaths of the treatment told as such, and without what the patients died of."""
    fatal = told_fatal(text, named)
    rates = [one.start for one in fatal if one.code == OF_TREATMENT]
    fatal = tuple(one for one in fatal if one.code != ANY or not _is_told_again(text, one.end, rates))
    deaths = [mention for mention in fatal if mention.code in DEATHS]
    if not deaths:
        told = causes_told(text)
        return named if told is None else tuple(one for one in named if one.code not in HARMS or one.start < told)
    causes = [span for mention in deaths for span in died_of(text, mention)]
    harms = [one for one in fatal if one.code in (*HARMS, "malignancy")]
    return tuple(
        _refined(text, mention, harms) if mention.code in DEATHS else mention
        for mention in fatal
        if mention.code in (*DEATHS, *_NO_CAUSES) or not any(start <= mention.start < end for start, end in causes)
    )


# "Two deaths occurred, giving a treatment-related mortality of 0.6%", "(TRM 0.6%)": the same deaths again.
_GIVING = re.compile(
    r"""
        (?:[^.;]|\.\d){0,70}?\b(?:
              giving|yielding|translat\w+\s+(?:in)?to|correspond\w+\s+to|amount\w+\s+to|resulting\s+in
              |equivalent\s+to
          )\s+(?:an?\s+|the\s+)?(?:[\w-]+\s+)?$
        |[^.;()]{0,70}\(\s?(?:an?\s+)?$""",
    re.IGNORECASE | re.VERBOSE,
)


def _is_told_again(text: str, end: int, rates: list[int]) -> bool:
    """Tell whether a rate of deaths that starts at one of the places tells the deaths that were named up to the end."""
    return any(_GIVING.fullmatch(text, end, start) is not None for start in rates if start > end)


def _refined(text: str, mention: Mention, harms: list[Mention]) -> Mention:
    if mention.code == OF_TREATMENT:
        return changed(mention, code=ANY) if _is_foreign(text, mention) else mention
    if _UNRELATED.search(text[max(0, mention.start - 40) : stop_of(text, mention.end)]) is not None:
        return mention
    related = _BEFORE.search(text[: mention.start]) or _BEHIND.match(text, mention.end)
    soon = _is_soon(text, mention)
    if related or (soon and (_WITHIN.match(text, mention.end) or _is_of_harm(text, mention, harms))):
        return changed(mention, code=OF_TREATMENT)
    return mention


def _is_foreign(text: str, mention: Mention) -> bool:
    """Tell whether "non-" stands before the name: "a non-transplant-related death"."""
    return re.search(r"\bno[nt][\s-]+$", text[: mention.start], re.IGNORECASE) is not None


def _is_of_harm(text: str, mention: Mention, harms: list[Mention]) -> bool:
    """Tell whether a harm is named as what they died of."""
    return any(start <= one.start < end for start, end in died_of(text, mention) for one in harms)


# "Died within 100 days": no cause is told, and the time alone makes them deaths of the treatment.
_WITHIN = re.compile(
    r"\s+(?:\([^()]{1,60}\)\s+)?(?:[\w-]+\s+){0,2}?(?:within|in|during|before|until|till|by|up\s+to|to)\s",
    re.IGNORECASE,
)


def _is_soon(text: str, mention: Mention) -> bool:
    """Tell whether every time told behind the deaths, up to the next subject, is a soon one."""
    others = OTHERS.search(text, mention.end, stop_of(text, mention.end))
    return all_soon(text, mention.end, stop_of(text, mention.end) if others is None else others.start())


OF_DEATHS = re.compile(
    rf"\b(?P<n>{WHOLE_OR_WORD}|none|neither|no)\s+(?:out\s+)?(?:of\s+)?(?P<the>the\s+|these\s+|those\s+)?"
    rf"(?:(?P<all>{WHOLE_OR_WORD})\s+)?$",
    re.IGNORECASE,
)


def parted_before(text: str, mention: Mention) -> re.Match[str] | None:
    """Return "two of six" before a name of deaths, None where there is no such thing."""
    before = OF_DEATHS.search(text[: mention.start])
    return before if before is not None and re.search(r"\bof\b", before.group(), re.IGNORECASE) is not None else None


def is_part_of_deaths(text: str, mention: Mention) -> bool:
    """Tell whether the name stands in "two of six deaths", "none of the deaths": what is divided, not what happened."""
    return parted_before(text, mention) is not None and is_noun(text, mention)


_OF_PART = re.compile(
    rf"[:(]|,\s*(?:of\s+(?:which|whom)\s+)?{WHOLE_OR_WORD}\s+(?:of|from|due|with|on|at|after|in)\b", re.IGNORECASE
)


def own_labels(text: str, mention: Mention, labels: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """Return the labels without those of single deaths and of their causes.

    "Two died: one of sepsis on day 12 and one later" has no time, "died of progressive disease" no course.
    """
    if mention.code not in DEATHS:
        return labels
    part = _OF_PART.search(text, mention.end)
    stop = len(text) if part is None else part.start()
    causes = tuple(died_of(text, mention))
    return tuple(
        label for label in labels
        if not (label.kind == TIME and label.start >= stop)
        and not (label.kind == COURSE and any(start <= label.start < end for start, end in causes))
    )  # fmt: skip


def is_noun(text: str, mention: Mention) -> bool:
    """Tell whether the mention names deaths, not dying."""
    return text[mention.start : mention.end].lower().startswith(("death", "fatal"))
