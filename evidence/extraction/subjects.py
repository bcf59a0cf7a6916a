"""The grammar of "two patients of the BEAM group also had": a number, whose it is, a verb, and what parts them."""

import re

from evidence.extraction.denials import PERSON
from evidence.quick import Quick

LINKING = r"(?:in|of|with|after|before|to|on|for|at|by|from|and|or|but|than|were|was|had|have|has|who|which)"
VERB = (
    r"(?:developed|experienced|got(?!\s+(?:worse|better)\b)|caught|fell\s+ill\s+with|(?:came|went)\s+down\s+"
    r"with|suffered(?:\s+from)?|showed|presented(?:\s+with)?|reported|acquired|contracted|required|"
    r"needed|underwent|diagnosed\s+with|found\s+to\s+have|achieved|reached|attained|maintained|displayed|"
    r"exhibited|manifested|sustained|met|entered|"
    r"affected\s+by|treated\s+(?:in|for)|(?:re)?(?:admitted|hospitali[sz]ed)\s+(?:for|with|because\s+of)|had)"
)
BEGUN = (
    rf"(?=\s+(?:{VERB}|has|have|was|were|died|relapsed|progressed|worsened|improved|deteriorated|became|conceived|"
    r"fathered|gave|also|subsequently|later)\b)"
)
SUBJECT = re.compile(
    rf"""
        (?P<noun>
            \s+(?:
                of\s+(?:the\s+|these\s+|our\s+)?(?:them|these|those|whom|which)\b(?!\s+(?:[\w-]+\s+)?{PERSON}\b)
                |(?:of\s+(?:the|these|those|our)\s+)?(?:(?!{LINKING}\b)[\w/'+-]+\s+){{0,3}}?{PERSON}\b
            )
        )?(?P<trait>
            (?:
                \s+(?:with|in|of|from|on|after|given|treated\s+with)\s+[^;:,()]{{1,60}}?
                |,[^,;()]{{1,50}},
                |\s*\([^()]{{1,60}}\)
            ){BEGUN}
        )?(?P<aux>
            (?:
                \s+(?:
                    who|that|also|then|later|since|still|only|each|both|did|had|has|have|was|were|been|be|to
                    |[a-z]+ly
                )
            )*
        )(?:\s+(?P<verb>{VERB}))?(?=\s)""",
    re.IGNORECASE | re.VERBOSE,
)
ACTS = re.compile(
    r"(?:\w+ed|died|became|lost|gave|got|entered|conceived|fathered|requir\w+|admitted|improv\w+|dead|alive)\b",
    re.IGNORECASE,
)
# "of the 8 patients who relapsed": those of whom something else is told.
GIVEN = re.compile(r"\b(?:of|among|in)\s+(?:the|these|those|our|all)\s+$", re.IGNORECASE)
DENIED = re.compile(r"\b(?:no|not|nor|without|free|never|none)\b", re.IGNORECASE)
# What parts a verb from a name behind it: a denial, a cause, an occasion, another subject.
BREAK = re.compile(
    r"\b(?:due|because|after|following|before|prior|despite|for|until|risk|against|"
    r"prevent\w*|than|who|which|that|if|when|while|since|although|and\s+(?:the|had|were|was))\b|[.;:,()]|\d",
    re.IGNORECASE,
)
LISTED = re.compile(
    r"\s*(?:,|,?\s*(?:and|or|plus|as well as))\s*(?:(?:an?|the|also|later|then)\s+)?(?:[a-z][\w-]*\s+){0,2}"
)
# Of "14 grade 3 or 4 infections": no count.
GRADE = Quick(
    r"\bgrades?\s+(?:[0-5]|I{1,3}V?|V)(?!\d)(?:\s*(?:-|/|to|or|and)\s*(?:[0-5]|I{1,3}V?|IV|V)\b)?", re.IGNORECASE
)
DIRECT = re.compile(
    rf"\s+(?:(?:[a-z-]+\s+)?(?:cases?|episodes?|instances?|occurrences?|reports?)\s+(?:of\s+)?)?(?:an?\s+)?"
    rf"(?:(?!{LINKING}\b)[a-z][\w/-]*\s+){{0,3}}?(?:non-)?",
    re.IGNORECASE,
)
NAMED = re.compile(
    r"(?:\b(?:case|patient|subject|cohort|group|part|study|arm|figure|table|than|least|within|grades?|phase|year|month|"
    r"day|week|type|stage|the latter|the former|all but|all except|"
    r"(?:none|neither|any)\s+of\s+(?:the|our|these)|score|level|EDSS|NEDA|in|line|step|class)|"
    r"[<>\u2264\u2265=/]|\b(?:woman|man|girl|boy|patient|female|male|child|person)\s+of|\baged)\s*$",
    re.IGNORECASE,
)
LENGTH = re.compile(
    r"""
        [\s-]*(?:
            years?|months?|weeks?|days?|hours?|mg|g|kg|doses?|cycles?|points?|steps?|studies|trials|million
            |thousand|hundred
            |(?:[\w-]+\s+)?cent(?:re|er)s?
            |times|fold|lesions|relapses|out\s+of|of\s+(?:the\s+|these\s+|our\s+)?\d
        )\b""",
    re.IGNORECASE | re.VERBOSE,
)
