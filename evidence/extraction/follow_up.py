"""How long the patients were followed: the first average that the record tells, else the shortest."""

import re

from evidence.extraction.numbers import COUNT, DECIMAL, WORDS, read_count, read_number
from evidence.extraction.text import BACKGROUND, CONCLUSIONS, METHODS, Sentence
from evidence.quick import Quick, Quicks
from evidence.records.study import FollowUp

_UNIT = r"(?P<unit>days?|weeks?|wks?|months?|mo|mos|mths?|years?|yrs?|y)\b"
# A range or a spread, before the number or between it and its unit: "47.6 (0.9-125) months", "3.1 \u00b1 1.4 years".
_SPREAD = (
    rf"(?:[\[(][^)\]]{{1,60}}[\])]|(?:\u00b1|\+/-)\s?{DECIMAL}|,\s?(?:range|IQR|SD)[^,;)]{{0,40}},|"
    rf",?\s?(?:range|IQR),?:?\s?{DECIMAL}\s?(?:-|to)\s?{DECIMAL},?)"
)
# Not "47 months of median follow-up, 3-year EFS": the years are those of another figure.
_LENGTH = (
    rf"(?P<value>{DECIMAL}|{WORDS})\s*(?:{_SPREAD}\s*)?(?:and\s+{DECIMAL}\s*{_SPREAD}\s*)?(?:-?\s?{_UNIT})"
    rf"(?:\s+and\s+(?P<rest>{DECIMAL}|{WORDS})\s+months\b)?"
    r"(?!\s(?:EFS|PFS|RFS|OS|NEDA|[a-z-]+[\s-](?:free|survival)))"
)
_AVERAGE = r"(?P<statistic>median|mean|average|minimum|minimal)"
_FOLLOW = (
    r"(?:follow(?:ed)?[\s-]?ups?|(?-i:FU|F/U)|observation(?:al)?(?:\s+(?:time|period))?|"
    r"(?:safety )?(?:data )?(?:collection|surveillance) period|time on study|time of observation)"
)
_BETWEEN = (
    r"(?:(?:clinical|total|overall|duration|length|time|period|of|the|post-?transplant\w*|patient|individual|"
    r"available|"
    r"subsequent|potential|neurological|complete)\s+){0,4}"
)
_FOLLOW_UPS = tuple(
    Quick(form, re.IGNORECASE)
    for form in (
        rf"{_LENGTH}\s+of\s+{_AVERAGE}\s+{_FOLLOW}",
        rf"\b{_AVERAGE}\s+(?:{_SPREAD}\s+)?{_BETWEEN}{_FOLLOW}"
        rf"(?:\s+(?!median|mean)[A-Za-z-]+){{0,4}}(?:\s+\d{{4}})?\s*(?:{_SPREAD}\s*)?(?:\w+\s+)?[:=,(]?\s*{_LENGTH}",
        rf"\b{_AVERAGE}\s+{_BETWEEN}{_FOLLOW}\b(?:\s+(?:of|in|for|among)\s+(?:the\s+|all\s+)?\d[\d,]*\s+"
        rf"[a-z]+)?[^.;\d]{{0,60}}?\b(?:was|were|of|is|being)\s+{_LENGTH}",
        rf"\b{_FOLLOW}\b[^.\d]{{0,60}}?\b{_AVERAGE}\b[^.;\d]{{0,25}}?{_LENGTH}",
        rf"\b(?:followed|observed|monitored)\b[^.;\d]{{0,40}}?\b{_AVERAGE}\b[^.;\d]{{0,40}}?{_LENGTH}",
        # Scanned yearly up to ten years (mean five).
        rf"\bup\s+to\s+{DECIMAL}\s+(?:years|months)\s*[(,]\s?{_AVERAGE},?\s+(?:of\s+)?{_LENGTH}",
        rf"\b{_FOLLOW}\b[^.;\d]{{0,60}}(?:\d[\d,.]*\s+(?:patient|person)[\s-]?(?:years|"
        rf"months)\s*)?[(,]\s?{_AVERAGE}[^.;\d()]{{0,25}}?{_LENGTH}",
        # A follow-up that ranged from 1 to 9 years, or was a year or more, with its median in brackets.
        rf"\b{_FOLLOW}\b\s+(?:\w+\s+){{0,2}}(?:of|from|for|between)\s+(?:at least\s+)?[\d.]+[^.;()]{{0,40}}"
        rf"(?:[(,;]|\s(?=with|and))\s?(?:(?:with|and)\s+)?(?:an?\s+)?{_AVERAGE}[^.;\d()]{{0,15}}?{_LENGTH}",
        # Followed for 5.2 years (median).
        rf"\b(?:{_FOLLOW}|followed)\b[^.;\d]{{0,40}}?{_LENGTH}\s*(?:[(,]\s?|(?:in|as)\s+(?:the\s+)?){_AVERAGE}\b",
        # At long term (mean 21 months), at the last visit (median: 4 years).
        rf"\b(?:long[\s-]term|(?:last|latest|final|most\s+recent)\s+(?:visit|control|contact|assessment|"
        rf"evaluation|examination))"
        rf"\s*[(,]\s?{_AVERAGE}(?:\s+of|:|,)?\s+{_LENGTH}(?!\s+(?:before|earlier|ago))",
        # Over a median of 5 years of follow-up.
        rf"\b{_AVERAGE}\s+of\s+{_LENGTH}'?\s*(?:of\s+)?(?:\w+\s+)?{_FOLLOW}",
    )
)
# "with 3.1 \u00b1 1.4 years follow-up", "follow-up was 3.1 \u00b1 1.4 years": a mean, by its spread.
_MEANS = tuple(
    Quick(form, re.IGNORECASE)
    for form in (
        rf"(?P<value>{DECIMAL})\s*(?:\u00b1|\+/-)\s?{DECIMAL}\s*-?\s?{_UNIT}(?P<rest>)'?\s*(?:of\s+)?(?:\w+\s+"
        rf")?{_FOLLOW}",
        rf"\b{_FOLLOW}\s+averaged\s+{_LENGTH}",
        rf"\b(?:{_FOLLOW}|followed|observed)\b[^.;\d]{{0,40}}?{_LENGTH}\s+on\s+average\b",
        rf"\b{_FOLLOW}\b[^.;\d]{{0,40}}?(?P<value>{DECIMAL})\s*(?:\u00b1|\+/-)\s?{DECIMAL}\s*-?\s?{_UNIT}(?P<rest>)",
    )
)
_FORMS = Quicks((*_FOLLOW_UPS, *_MEANS))
# A length that patients had to have to be taken, not one that they had.
_REQUIRED = Quick(
    r"\b(?:criteri\w+|eligib\w+|requir\w+|inclu(?:ded|sion) if|were (?:included|selected|eligible) if|planned|"
    r"will)\b",
    re.IGNORECASE,
)
_UNITS = {"d": "days", "w": "weeks", "m": "months", "y": "years"}


def find_follow_up(sentences: tuple[Sentence, ...]) -> FollowUp | None:
    """Return the first average follow-up that the record states for its patients, a minimum where it states none."""
    last = tuple(sentence for sentence in sentences if sentence.kind == CONCLUSIONS)
    told = (*(one for one in sentences if one.kind != CONCLUSIONS), *last)
    found = [each for sentence in told if (each := _told(sentence)) is not None]
    average = next((each for each in found if each.statistic != "minimum"), found[0] if found else None)
    return average if average is not None else _without_word(sentences)


# "After a median of 29 months, 18 had ...": a length that is named by nothing else, where nothing better is told.
_AT_FIRST = Quick(
    rf"""
        (?:^(?:At|After|Over)|[a-z],\sover)\s+an?\s+{_AVERAGE}\s+(?:time\s+|period\s+)?of\s+{_LENGTH}\s*
        (?:{_SPREAD}\s*)?(?:,|(?<=[a-z)])\s*(?=(?:none|no|all|nobody|neither|{COUNT}|\d+\s?%)\b))""",
    re.IGNORECASE | re.VERBOSE,
)
_EXAMINED = Quick(
    rf"""
        \b(?:at|after)\s+an?\s+{_AVERAGE}\s+of\s+{_LENGTH}\s+(?:after|from)\s+(?:the\s+)?
        (?:a?hsct|asct|[a-z-]*\s?transplant|graft|treatment)""",
    re.IGNORECASE | re.VERBOSE,
)


_SINCE = Quick(
    rf"""
        \b{_AVERAGE}\s+(?:time|interval)\s+(?:since|after|from)\s+(?:the\s+)?
        (?:a?hsct|asct|[a-z-]*\s?transplant\w*|graft\w*)\s+(?:was|were)\s+{_LENGTH}""",
    re.IGNORECASE | re.VERBOSE,
)
# "Eleven deaths were recorded over a median of 4 years", "were better after a mean of 30 months": a time that was
# watched through, or a state at its end; what befell after such a time (menses, a cytopenia) is no follow-up.
_WATCHED = Quick(
    rf"""
        \b(?:deaths?|died|alive|survived|relapse[sd]?|events?|progress\w+|stable|remained|free|no\s+\w+)\b
        [^.;\d]{{0,60}}?\b(?:over|during)\s+an?\s+{_AVERAGE}\s+of\s+{_LENGTH}
        (?!\s*(?:{_SPREAD}\s*)?(?:before|prior|preceding|earlier|of\s+(?!follow)))""",
    re.IGNORECASE | re.VERBOSE,
)
_STATE = Quick(
    rf"""
        \b(?:
            improvement|improved\s+by|better|stable|unchanged|stabili[sz]ed|alive|free|participated|took\s+part
            |interviewed|re-?examined|contacted
        )\b[^.;,]{{0,60}}?\b(?:after|at)\s+an?\s+{_AVERAGE}\s+of\s+{_LENGTH}
        (?!\s*(?:{_SPREAD}\s*)?(?:before|prior|from\s+(?:onset|diagnosis)|of\s+(?!follow)))""",
    re.IGNORECASE | re.VERBOSE,
)
_AGAIN = re.compile(
    rf"\b(?:re-?examined|reassessed|re-?evaluated)\b[^.;\d]{{0,60}}?\bat\s+an?\s+{_AVERAGE}\s+of\s+{_LENGTH}",
    re.IGNORECASE,
)


def _without_word(sentences: tuple[Sentence, ...]) -> FollowUp | None:
    for sentence in sentences:
        match = _AT_FIRST.search(sentence.text) if sentence.kind not in (BACKGROUND, CONCLUSIONS) else None
        if match is None and sentence.kind == METHODS:
            match = _EXAMINED.search(sentence.text)
        if match is None and sentence.kind not in (BACKGROUND, CONCLUSIONS):
            match = next(
                filter(None, (form.search(sentence.text) for form in (_SINCE, _AGAIN, _WATCHED, _STATE))), None
            )
        if match is not None and match["unit"][0].lower() in "my":
            return _follow_up(match)
    return None


# "Followed for a mean of 50 months (AHSCT) and 30 months (drug)": each group has its own, the study has none.
_OF_ONE_GROUP = re.compile(
    rf"""
        \s*\((?!\s*(?:range|IQR|SD|interquartile|CI|\d))[^()]*[A-Za-z][^()]*\)\s*,?\s*(?:and|versus|vs\.?)\s+
        (?:of\s+)?{DECIMAL}\s*(?:{_SPREAD}\s*)?(?:days|weeks|months|mths|mos?|years|yrs?)\b
        (?!\s*(?:respectively|[,(]?\s?range))""",
    re.IGNORECASE | re.VERBOSE,
)


def _told(sentence: Sentence) -> FollowUp | None:
    if sentence.kind == BACKGROUND and sentence.start != 0 and not re.search(r"\bwe\b|\bour\b", sentence.text):
        return None
    shortest: FollowUp | None = None
    for pattern in _FORMS.that_may(sentence.text):
        for match in pattern.finditer(sentence.text):
            found = None if _OF_ONE_GROUP.match(sentence.text, match.end()) else _follow_up(match)
            if found is not None and found.statistic != "minimum":
                return found
            shortest = shortest or found
    return None if shortest is not None and _REQUIRED.search(sentence.text) is not None else shortest


def _follow_up(match: re.Match[str]) -> FollowUp | None:
    named = match.groupdict().get("statistic") or "mean"
    statistic = {"average": "mean", "minimal": "minimum"}.get(named.lower(), named.lower())
    value = _number(match["value"])
    unit = _UNITS[match["unit"][0].lower()]
    if value is None:
        return None
    rest = _number(match["rest"]) if match["rest"] else None
    if rest is not None and unit == "years":
        return FollowUp(statistic, 12 * value + rest, "months")
    return FollowUp(statistic, value, unit)


def _number(printed: str) -> float | None:
    count = read_number(printed) if printed[0].isdecimal() or printed[0] == "." else read_count(printed)
    return None if count is None else float(count)
