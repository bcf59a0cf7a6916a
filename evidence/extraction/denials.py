"""Words that deny: who or what did not have it, before the name and behind it."""

import re

from evidence.extraction.numbers import COUNT as WHOLE_OR_WORD
from evidence.extraction.numbers import WORDS
from evidence.quick import Quick

PERSON = (
    r"(?:patients?|pts?|subjects?|participants?|individuals?|persons?|people|women|woman|men|man|females?|"
    r"males?|cases?|"
    r"children|child|adults?|recipients?|survivors?|p[wp]\w*MS)"
)
# What is denied is no event: "no difference in deaths", "no unexpected toxicity".
_BLOCKED = (
    r"differen\w+|significant\w*|associat\w+|correlat\w+|effect\w*|impact|evidence|risk|increase\w*|data|information|"
    r"predict\w*|influence|relation\w*|change\w*|longer|need|role|benefit|improvement|reduction|decrease|unexpected|"
    r"maternal|neonatal|newborn|obstetric\w*|perinatal|fetal|foetal|unusual|excess\w*|such|consistent|clear|apparent|"
    r"similar|common|known|reported"
)
NO = Quick(
    rf"\b(?:no|zero|neither|nor)\s+(?:(?!(?:{_BLOCKED}|but|{WORDS})\b)[\w/-]+\s+(?:(?:or|and)\s+)?){{0,5}}$",
    re.IGNORECASE,
)
_DID = (
    r"had|has|have|was|were|died|relapsed|progressed|worsened|deteriorated|developed|experienced|suffered|"
    r"showed|needed|required|"
    r"conceived|became|met|ever|got|contracted|presented|reported"
)  # "none of the 34 died"
WITHOUT = re.compile(r"\bwithout\s+(?:any\s+)?$", re.IGNORECASE)
NO_PERSON = Quick(
    r"\b(?:(?:no|not\s+(?:a\s+single|one|any)|none of the|"
    rf"none of our)\s+(?:(?P<all>{WHOLE_OR_WORD})\s+)?(?:(?!and\b|or\b|but\b)[\w-]+\s+){{0,3}}?{PERSON}|nobody|"
    rf"neither\s+(?:{PERSON}|of\s+(?:the|our|these)\s+(?:two\s+)?{PERSON}|of\s+(?:them|these|those|whom))|no\s+one|"
    rf"none(?:\s+of\s+(?:(?:the|our|these|those|all)\s+(?P<many>{WHOLE_OR_WORD})(?=\s+(?:{_DID})\b|\s+$)|"
    r"them|whom|these|those|which))?)\b(?!\s+(?:was|were)\s+(?:lost|excluded))"
    rf"(?P<told>(?:[^.;:,]|\.\d){{0,80}})$",
    re.IGNORECASE,
)
NOT_BEHIND = re.compile(
    rf"""
        (?!
            \s+associated\s+with\s+(?:the\s+)?
            (?:procedure|treatment|transplant|a?hsct|asct|conditioning|regimen)
        )(?:
            \s+(?:on|in|of)\s+(?:any\s+)?(?:cogniti\w+|mood|fatigue|renal|liver|cardiac|visual)
            | \s*(?:
                  -?free\b|-(?:related|associated|induced)\b|risks?\b|(?:{_BLOCKED})\b|between|status|measures?
                  |outcomes?\b|treatment\b|scores?\b|data\b
              )
        )""",
    re.IGNORECASE | re.VERBOSE,
)
# "Deaths were not observed", "mortality was nil", "infections did not occur", "PML (n = 0)", "TRM at day 100 was 0".
BEHIND = re.compile(
    rf"""
        (?:\s+(?:rates?|events?|cases?))?\s+(?:
              (?:was|were|being|has\ been|have\ been|had\ been)\s+
                (?:
                    not\s+(?:been\s+)?
                      (?:observed|seen|reported|recorded|detected|encountered|noted|found|documented)
                    |nil|zero|none|absent|never\s+\w+
                )(?:
                    \s+(?:in|on|at)\s+any\s+(?:one\s+)?of\s+(?:the\s+|our\s+|these\s+)?(?P<any>{WHOLE_OR_WORD})
                    (?!\s?%|[.,]\d)
                )?
              | (?:could\s+(?:no\s+longer|not)\s+be|(?:was|were)\s+no\s+longer)\s+
                (?:detect\w+|seen|found|demonstrated|visible|present|observed)
                (?:\s+in\s+any\b(?:\s+of\s+(?:them|these|those|(?:the|our|these)\s+[a-z]+)|\s+patients?)?)?
              |(?:did|does)\s+not\s+occur|of\s+(?:zero|nil)
          )\b
        | (?:\s+at\s+(?:[\w-]+\s+){{0,3}}?[\w-]+)?\s*(?:\b(?:was|were|is|of)\b|:|=|,)\s*0
          (?![\d.,%/]*\d|\s?(?:%|per\s?cent\b)|\s*(?:/|of|out|and|or|vs\.?|versus)\b)
        |\s*:\s*(?:none|nil|zero)\b
        | (?:\s+(?!and\b|or\b|but\b|treat|fatal|resol|recur|need|requir)[\w-]+){{0,4}}?\s+(?:in|by)\s+
          (?:none|nobody|no\s+one|no\s+patients?)\b
          (?:\s+of\s+(?:(?:the|these|those|our|them)\s*)?(?:(?P<all>{WHOLE_OR_WORD})(?!\s?%|[.,]\d))?)?
        | (?:\s+(?:was|were|occurred|seen|found|observed|detected|present|noted|appeared)){{1,3}}\s+on\s+
          (?:none\b|no\b)(?=[^.;,()]{{0,50}}\b(?:scans?|MRIs?|images?|examinations?)\b)
        |\s*[(\[]\s?n\s?=\s?0\s?[)\]]""",
    re.IGNORECASE | re.VERBOSE,
)
# "neither relapse (2/12 vs 3/42) nor worsening was related to it": they happened.
SHARE_NEXT = re.compile(r"\s*[(\[]\s?(?:[1-9]\d*\s?/\s?\d+|[1-9]\d*\s+of\s+\d+|(?:[1-9]|0?\.\d*[1-9])[\d.]*\s?%)")
SHARE_BEHIND = re.compile(
    r"[(\[]\s?(?:\d+\s?/\s?\d+|[\d.]+\s?%)|^[^.;,()]{0,60}?\b(?:in|by|for|from)\s+(?:only\s+)?"
    r"(?:\d+\s?/\s?\d|\d[\d.]*\s?%|\d+\s+(?:out\s+)?of\s+(?:the\s+)?\d|\d+\s+(?:\w+\s+)?\([\d.]+\s?%)"
)
_IN_BRACKET = re.compile(r"[(\[]\s?(?:\d+\s?/\s?\d+|[\d.]+\s?%)")
# "no treatment-related mortality (0/32)": the bracket is read for itself.
ZERO_NEXT = re.compile(r"\s*[(\[]\s?0\s?(?:/|of)\s?\d+")
# "12 relapses were not treated" denies no relapse.
_COUNTED = re.compile(r"\d[\w%]*\s+(?:(?!and\b|or\b|but\b|in\b)[\w-]+\s+){0,3}$")


def denied_behind(text: str, end: int, start: int) -> re.Match[str] | None:
    """Return the denial behind the name at start..end ("deaths were not observed", "was seen in none of 12").

    None where there is none, where a share follows, or where the name itself is counted.
    """
    match = BEHIND.match(text, end)
    if (
        match is None
        or (
            match["all"] is None
            and "none" not in match.group()
            and SHARE_BEHIND.search(text[end : end + 80]) is not None
        )
        or _IN_BRACKET.search(text[end : end + 80]) is not None
        or _COUNTED.search(text[:start]) is not None
    ):
        return None
    return match
