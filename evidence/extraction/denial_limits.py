"""What a denial leaves open: who is meant, a part of the deaths, a relation instead of the event."""

import re

from evidence.extraction.denials import PERSON
from evidence.extraction.numbers import COUNT as WHOLE_OR_WORD
from evidence.quick import Quick

_NO_BEARING = re.compile(
    r"""
        (?:[^.;,()]|\([^()]*\)){0,60}?\b(?:was|were|is|are|had)\s+(?:\w+ly\s+)?
        (?:
            related\s+to|associated|correlated|predict\w+|differ\w+|influenced|affected\s+by|linked
            |an?\s+(?:effect|influence|impact)
        )\b(?!
            \s+(?:the\s+)?(?:(?:study|trial|transplant\w*)\s+)?
            (?:treatment|transplant|procedure|therapy|regimen|conditioning|a?hsct|asct)
        )""",
    re.IGNORECASE | re.VERBOSE,
)
_QUALIFIED = re.compile(
    rf"\b(?:{PERSON}|those|proportions?|percentages?|shares?|probabilit(?:y|ies)|numbers?|likelihood)\s+"
    r"(?:with|having|who had|of)\s+$",
    re.IGNORECASE,
)
_SURVIVAL = re.compile(r"\b(?:surviv\w+|alive|lived|free)\s+$", re.IGNORECASE)
_DIVIDED = Quick(
    rf"\b(?:none|neither|no one)\s+of\s+(?:the|these|those|our|all)\s+(?:{WHOLE_OR_WORD}\s+)?(?:[\w-]+\s+){{0,2}}$",
    re.IGNORECASE,
)
_TRAIT = re.compile(r"\s+(?:with(?:out)?|who|in whom|whose|having|of those|in the)\b", re.IGNORECASE)
_ACTIVE = re.compile(
    r"\b(?:had|has|have|developed|experienced|suffered|showed|presented|reported|required|met|was|were|died|relapsed|"
    r"progressed|worsened|deteriorated|improved|became)\b",
    re.IGNORECASE,
)
# "no deaths since then", "no deaths in those transplanted after 2007", "no fatal infections": not all deaths of all.
_PARTLY = re.compile(
    r"^(?:no|without)\s+(?:further|other|more|additional|subsequent|late[r]?|fatal|lethal)\b|\b(?:since|thereafter|"
    r"subsequently|after (?:the year )?(?:19|20)\d\d|"
    r"in (?:the )?(?:last|later|second|most recent|other|remaining)|among (?:those|patients) (?:who|with|treated|"
    r"transplanted))\b",
    re.IGNORECASE,
)
# "no patient died of infection": some may have died of something else.
_OF_SOMETHING = re.compile(
    r"\s+(?:(?:occurred|were|was|seen|observed|reported|recorded)\s+){0,2}(?:of|from|due to|because of|caused by|"
    r"attribut\w+ to|related to|secondary to|as a result of)\s(?!any\b|(?:the\s+)?\d+\b|our\b|them\b|these\b)",
    re.IGNORECASE,
)


# "no cardiac death": none of a kind.
_OF_KIND = re.compile(
    r"""
        \bno\s+(?:[\w/-]+,?\s+){0,4}?(?!
            (?:
                no|or|and|nor|other|any|single|reported|observed|documented|known|recorded|study|patient
                |post-?\w+|on-study|in-hospital|overall|cases?|of|treatment\w*|transplant\w*|procedure\w*
                |(?:treatment|transplant\w*|procedure|a?hsct|asct|therapy|toxicity|conditioning|regimen)-related
                |or
            )\b
        )[a-z][\w-]+(?<!,)\s+(?:deaths?|fatalit(?:y|ies)|mortality)$""",
    re.IGNORECASE | re.VERBOSE,
)


def has_no_bearing(text: str, end: int) -> bool:
    """Tell whether what is denied is a relation, not the event: "neither X nor Y was related to the load"."""
    return _NO_BEARING.match(text, end) is not None


def is_qualified(before: str) -> bool:
    """Tell whether a denial says who is meant ("patients with no relapses"), not what happened."""
    return _QUALIFIED.search(before) is not None


def is_survival(before: str) -> bool:
    """Tell whether "without" belongs to an endpoint ("survival without death or relapse")."""
    return _SURVIVAL.search(before) is not None


def is_divided(before: str) -> bool:
    """Tell whether "none of the infections" stands there: there were infections."""
    divided = _DIVIDED.search(before)
    return divided is not None and re.search(rf"\b{PERSON}\b", divided.group(), re.IGNORECASE) is None


def has_trait(told: str) -> bool:
    """Tell whether the words behind "no patient" begin with who is meant: "with RRMS", "who completed 5 years"."""
    return _TRAIT.match(told) is not None


def is_active(told: str) -> bool:
    """Tell whether the words hold a verb of what happened to patients."""
    return _ACTIVE.search(told) is not None


_ANEW = re.compile(
    rf"\b(?:and|but|while|whereas|or)\s+(?:only\s+|in\s+)?(?:{WHOLE_OR_WORD}|all|most|some|the)\b", re.IGNORECASE
)


# "no patient who received AHSCT developed": all of the treated, no part of them.
OF_TREATED = re.compile(
    r"""
        \s+(?:
            (?:who|that)\s+(?:had\s+)?(?:received|underwent|undergone|got|were\s+(?:given|treated\s+with)|had)
            \s+(?:the\s+|an?\s+)?
        )(?:a?hsct|asct|a?hct|transplant\w*|autograft\w*|the\s+procedure|treatment)\b""",
    re.IGNORECASE | re.VERBOSE,
)


def begins_anew(told: str) -> bool:
    """Tell whether the words hold another subject: "no patient had a relapse and two worsened"."""
    return _ANEW.search(told) is not None


_NEXT = re.compile(r"[;.](?!\d)|,?\s+(?:yet|but|whereas|although|though|while)\b|,\s+and\b", re.IGNORECASE)


def is_of_part(text: str, start: int, end: int, *, any_cause: bool) -> bool:
    """Tell whether a denial of deaths is one of a part: of a cause, of a time, of some patients."""
    stop = _NEXT.search(text, end)
    if _PARTLY.search(text[start : len(text) if stop is None else stop.start()]) is not None:
        return True
    return any_cause and (_OF_SOMETHING.match(text, end) is not None or _OF_KIND.search(text[start:end]) is not None)
