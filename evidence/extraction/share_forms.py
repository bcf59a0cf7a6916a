"""The forms in which shares of patients are printed, in the order in which they are tried."""

import re

from evidence.extraction.numbers import COUNT as WHOLE_OR_WORD
from evidence.extraction.numbers import DECIMAL, WORDS, count_places, share_places
from evidence.quick import Places, Quick, Quicks

_PCT = rf"(?P<percent>(?:(?<![\w.)])[-+]\s?)?{DECIMAL})\s?(?:%|per\s?cent\b)"


_N = rf"(?P<n>{WHOLE_OR_WORD})"


_ALL = rf"(?P<all>(?:(?<=/)\d{{1,5}}(?![\w/]|\.\d)|{WHOLE_OR_WORD}))"


_OF = (
    r"\s*(?:/|\bout\s+of\b|\bof\b|\bamong\b|\bfrom(?:\s+among)?\b)\s*"
    r"(?:(?:the|all|a total of|our|these|evaluable|first|other|remaining|last)\s+){0,3}"
)


_INT = r"(?:\d{1,3}(?:,\d{3})+|\d{1,5})"


_SLASH_N = rf"(?<![\w./,-])(?P<n>{_INT})"


_WORDS_BETWEEN = r"(?:[^.;:()\[\]\d]|\.(?=\d)){0,80}?"


_FEW_WORDS = r"(?:[^.;:,()\[\]\d%]|\d+\s(?:days?|months?|years?)\b){0,60}?"  # "3 patients died within 100 days (1.4%)"


# "One toxic death, in the group with BEAM (1.5%)".
_GROUP = r"(?:,\s(?:in|with|on|after)\s(?:the\s)?[^.;:,()\[\]\d%]{1,40}?)?"


_NO_UNIT = (
    r"(?!(?:\s*(?:,(?:\s*and)?|and|or|to|-)\s*\d+)*\s*+-?\s*(?:years?|months?|weeks?|days?|points?|mg|g/|kg|"
    r"ml|hours?|cycles?|courses?|doses?|steps?|"
    r"times|-year|th\b|groups?|arms|cohorts|regimens|studies|trials|cent(?:re|er)s|treatments|registr\w+|"
    r"relapses|thirds|quarters|fifths))"
)


# In this order; what an earlier form has read is closed to the later ones.
_THEN = r"(?:[,(\[]|;(?=[^()\[\]]*[)\]]))"  # a semicolon outside brackets parts two things
_PEOPLE = r"(?:patients?|subjects?|participants?|women|men|cases?)"
_NAMES = r"(?:(?!of\b|out\b|and\b)[\w/+-]+\s+){1,2}"
_FORMS: tuple[tuple[str, str], ...] = (
    # as in "10 (+/-7)%"
    ("half-width", rf"(?P<percent>(?:(?<![\w.)])[-+]\s?)?{DECIMAL})\s?%?\s*\(?\s?(?:\u00b1|\+/-|\+-)\s?"
                   rf"{DECIMAL}\s?\)?\s?%"),
    ("n-n/n-percent", rf"(?:{WHOLE_OR_WORD})\s+(?:\w+\s+){{0,2}}?{_PEOPLE}\s?[(\[]\s?"
                      rf"(?P<n>{_INT})\s?/\s?(?P<all>{_INT})\s?[,;:]\s?{_PCT}"),
    ("n-of-n-percent", rf"{_N}{_OF}{_ALL}{_NO_UNIT}{_WORDS_BETWEEN}\s?[(\[,;=]\s?(?:i\.e\.,?\s*)?{_PCT}"),
    ("n/n-percent", rf"{_SLASH_N}\s?/\s?(?P<all>{_INT})(?![\w/]|\.\d)(?:(?:\s+{_PEOPLE})?\s?[(\[,;=]|"
                    rf"\s+(?:(?!(?:and|or|but|vs|versus)\b|\d)[\w-]+\s+){{1,3}}[(\[])\s?(?:i\.e\.,?\s*)?{_PCT}"),
    ("percent-n-of-n", rf"{_PCT}\s*(?:of\s+(?:the\s+)?(?:\w+\s+){{1,4}})?{_THEN}\s?(?:n\s?=\s?)?{_N}{_OF}{_ALL}"),
    ("percent-n/n", rf"{_PCT}\s*(?:of\s+(?:the\s+)?(?:\w+\s+){{1,4}})?{_THEN}\s?(?:n\s?=\s?)?(?P<n>{_INT})\s?/\s?"
                    rf"(?P<all>{_INT})\b"),
    ("n-percent-of-n", rf"{_N}\s*[(\[]\s?{_PCT}\s?[)\]]\s*of\s+(?:the\s+)?{_ALL}{_NO_UNIT}"),
    ("n-comma-percent", rf"\bn\s?=\s?(?P<n>\d{{1,5}})\s?[,;(\[]\s?{_PCT}"),
    ("percent-n", rf"{_PCT}\s*(?:of\s+(?:the\s+)?\w+\s+)?[,;(\[]\s?n\s?=\s?(?P<n>\d{{1,5}})(?![\w/]|\.\d)"),
    ("percent-patients", rf"{_PCT}\s*[(\[]\s?{_N}\s+(?:patients|subjects|participants|cases|women|men)\b"),
    ("n-percent", rf"(?<!grade\s)(?<!grades\s){_N}{_NO_UNIT}{_FEW_WORDS}{_GROUP}\s?[(\[]\s?{_PCT}"),
    # "One patient died of necrosis after an obstruction of the small veins (4.5%)".
    ("n-percent", rf"{_N}\s+(?:{_PEOPLE}\s+)?(?:died|succumbed)\s(?:(?!and\b|but\b|while\b)[a-z-]+\s){{1,14}}?"
                  rf"[(\[]\s?{_PCT}"),
    ("percent-of-n", rf"{_PCT}\s+of\s+(?:the\s+|all\s+|our\s+)?{_ALL}\s+(?:\w+\s+){{0,2}}?(?:patients|subjects|"
                     rf"participants|cases|women|men)\b"),
    ("percent", _PCT),
    ("percent-words", rf"(?P<words>{WORDS})\s+per\s?cent\b"),
    ("one-in-n", rf"{_N}\s+in\s+(?:every\s+)?(?P<all>{WHOLE_OR_WORD})\s+(?:of\s+(?:the|our|these)\s+)?"
                 rf"(?:\w+\s+){{0,2}}?(?:patients|subjects|participants|cases|women|men|people|individuals)\b"),
    # "a mortality of 1 in 25": so many, and no year, length or group
    ("one-in-n", rf"\b(?:is|was|were|of|to|about|nearly|approximately|roughly)\s+(?P<n>1|one)\s+in\s+(?:every\s+)?"
                 rf"(?!(?:19|20)\d\d\b)(?P<all>{WHOLE_OR_WORD}){_NO_UNIT}(?=\s*(?:[.,;)]|$|after\b|within\b|and\b))"),
    ("in-n-and-n", rf"\bin\s+{_N}\s+(?:and|vs\.?|versus)\s+(?:in\s+)?(?P<also>{WHOLE_OR_WORD})\s+(?:\w+\s+)?{_PEOPLE}\b"
                   rf"(?!\s*[(\[]\s?\d|[\s-]*(?:months?|years?))"),
    ("in-n-of-groups", rf"\b(?:in|by|affected)\s+{_N}\s+{_NAMES}(?:and|vs\.?|versus)\s+(?:in\s+)?"
                       rf"(?P<also>{WHOLE_OR_WORD})\s+{_NAMES}{_PEOPLE}\b(?!\s*[(\[]\s?\d|[\s-]*(?:months?|years?))"),
    ("in-n", rf"\b(?:occurred|observed|seen|reported|happened|noted|found|diagnosed|documented|achieved|reached|"
             rf"maintained|recorded|detected|registered|progressed|relapsed|worsened|improved|deteriorated)\s+"
             rf"(?:only\s+)?(?:in|by)\s+{_N}\s+(?:(?!of\b|out\b|and\b)[\w/+-]+\s+){{0,2}}?(?:patients?|"
             rf"subjects?|participants?|women|men|"
             rf"cases?)\b(?!\s*[(\[]\s?\d|[\s-]*(?:months?|years?))"),
    ("and-in-n", rf"\band\s+(?:in|by)\s+{_N}\s+(?:(?!of\b|out\b)\w+\s+){{0,2}}?{_PEOPLE}\b"
                 rf"(?!\s*[(\[]\s?\d|[\s-]*(?:months?|years?))"),
    ("all-n", rf"\b(?:in|by)\s+all(?:\s+(?:of\s+)?(?:the|our|these))?\s+{_N}\s+(?:\w+\s+)?{_PEOPLE}\b"
              rf"(?!\s*[(\[]\s?\d|[\s-]*(?:months?|years?))"),
    ("n-of-n", rf"{_N}\s+(?:out\s+)?of\s+(?:(?:the|all|our|these|first|evaluable|other|remaining|last)\s+){{0,2}}"
               rf"{_ALL}{_NO_UNIT}"),
    ("n/n", rf"{_SLASH_N}\s?/\s?(?P<all>{_INT})(?![\w/%]|[.,]\d|\s?%)"),
)  # fmt: skip


# "observed in 3 patients in the HSCT group and 34 patients in the DMT group", "in 3 AHSCT and 12 DMT patients".
AND_ALSO = re.compile(
    rf"\s+(?:and|vs\.?|versus|compared\s+(?:with|to))\s+(?:in\s+)?(?P<other>{WHOLE_OR_WORD})\s+(?:[\w-]+\s+){{1,2}}"
    rf"(?:patients|subjects|participants)\s*(?=[.,;)]|$)|"
    rf"\s+(?:in|of|from|after|with)\s+(?:[\w-]+\s+){{1,5}}?(?:and|vs\.?|versus|compared\s+(?:with|"
    rf"to))\s+(?:in\s+)?(?P<n>{WHOLE_OR_WORD})"
    rf"\s+(?:(?:patients|subjects|participants)\s+)?(?:in|of|from|after|with)\b",
    re.IGNORECASE,
)


AFTER_RANGES = "n-of-n-percent"  # "10 (+/-7)%" itself looks like a range


def _places(form: str) -> Places | None:
    """Return where the form can begin: at its number, unless it begins with words."""
    if form.startswith((_PCT, rf"(?P<percent>{DECIMAL})")):
        return share_places
    counted = form.removeprefix(r"(?<!grade\s)(?<!grades\s)")
    return count_places if counted.startswith((_N, _SLASH_N, f"(?:{WHOLE_OR_WORD})", rf"(?P<words>{WORDS})")) else None


SHAPES = {Quick(form, re.IGNORECASE, at=_places(form)): name for name, form in _FORMS}
_FIRST_AFTER = list(SHAPES.values()).index(AFTER_RANGES)
BEFORE_RANGES, BESIDE_RANGES = Quicks(list(SHAPES)[:_FIRST_AFTER]), Quicks(list(SHAPES)[_FIRST_AFTER:])


SHARED_SIGN = re.compile(
    rf"(?P<more>(?:(?<![\w.-])(?>{DECIMAL})\s*+(?:,(?:\s*\b(?:and\b|vs\.?))?|\band\b|\bvs\.?|\bversus\b)\s*+)+)$"
)


# "brought lesions down by 79%", "had risen at 3 months by a median of 65%": how far something moved.
MOVED_BY = Quick(
    r"\b(?:down|up|ris(?:e|en|es|ing)|sh(?:rank|runk|rinks?)|gr(?:ew|own|ows)|cut|diminish\w*|shorten\w*|prolong\w*|"
    r"delay\w*|slow\w*|shorter|longer|higher|larger|smaller|less|more|fewer|worsen\w*|(?:reduc|decreas|increas)\w*|"
    r"lower\w*|fell|fallen|ros[ei]\w*)\s+(?:(?!by\b)[\w-]+\s+){0,6}by\s+"
    r"(?:(?:about|approximately|almost|nearly|some|an?|mean|median|average|of)\s+){0,4}$",
    re.IGNORECASE,
)


AT = re.compile(r"\b(?:at|after|within|over)\s+$", re.IGNORECASE)  # "71% at 2, and 65% at 5 years"
