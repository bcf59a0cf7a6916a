"""Whether a denial is a statement of its own: it has a verb or closes its clause, and belongs to no share."""

import re

from evidence.extraction.denials import PERSON
from evidence.extraction.fatal import COUNTED_ALONE, HARMS
from evidence.extraction.figures import Figure
from evidence.extraction.mentions import Mention
from evidence.extraction.numbers import COUNT

# Outcomes that are told by their absence alone: "97% engrafted, with no deaths".
_HARMS = (*COUNTED_ALONE, *HARMS)
# "no deaths were seen", and at the end of a list "no deaths, relapses or infections were seen".
_HAS_VERB = re.compile(
    r"""
        ^(?:[^.;,()]|\([^()]*\)|,(?=[^.;,()]{1,40}(?:,|\b(?:or|nor)\b))){0,90}?\b
        (?:
            was|were|occurred|has|have|had|observed|reported|seen|developed|recorded|noted|appeared|emerged
            |arose|found|detected|recurred|encountered|could|can|happened|died
        )\b""",
    re.IGNORECASE | re.VERBOSE,
)
_THERE = re.compile(r"\b(?:there\s+(?:was|were)|had been|(?:was|were)|observed|reported|recorded)\s*$", re.IGNORECASE)


# "no new lesions were seen in 90%" is a share who were spared.
IN_SHARE = re.compile(
    r"(?:[^.;,()\d]|\bT[12]){0,80}?\b(?:was|were|occurred|been|seen|observed|found|detected)\s+"
    r"(?:(?!and\b|but\b)[^.;,()%\s]+\s+){0,8}?(?:in|by)\s+"
    r"(?:all\s+(?:but|except)|most|half|the\s+(?:great\s+)?majority|[\d.]+(?:(?:,|,?\s+and)\s+[\d.]+)*\s?%|"
    r"\d+\s+\(?[\d.]+\s?%|\d+\s?/\s?\d+|\d+\s+(?:patients\s+)?\([\d.]+\s?%|\d+\s+(?:out\s+)?of\s+\d+)|"
    r"\s+in\s+(?:[\d.]+\s?%|\d+\s?/\s?\d+|\d+\s+\(?[\d.]+\s?%)"
)


_ALSO_HAD = re.compile(r"(?:,|\band|\bor)\s+(?:had|have|has|showed|experienced|developed)\s+$", re.IGNORECASE)


def is_share_of(text: str, start: int, mention: Mention, figures: tuple[Figure, ...]) -> bool:
    """Tell whether the denial belongs to a share: "83% had no relapses" is 83 % spared, not no relapses at all."""
    before = [figure for figure in figures if figure.end <= start]
    if not before:
        return any(figure.start < start < figure.end for figure in figures)
    if _ALSO_HAD.search(text[:start]) is not None:
        return True  # "16% and 21% of patients did not relapse, had no progression and ..."
    if _THERE.search(text[:start]) is not None or _HAS_VERB.match(text[mention.end :]) is not None:
        return not is_parted(text, start, figures)
    return True


# "No relapse in 151 patient-years", "no new lesion on 289 scans", "no relapse during follow-up".
_WATCHED = re.compile(
    r"""
        \s+(?:in|during|over|on|throughout)\s+(?:the\s+|our\s+)?
        (?:
            \d[\d,]*\s+(?:\w+\s+)?(?:patient-?\s?years|person-?\s?years|scans|MRIs?|years|months)
            |(?:whole|entire|total)\b|follow-?\s?up|observation|study
        )""",
    re.IGNORECASE | re.VERBOSE,
)


# "MRI at 3 months showed no lesions"; "MRI of two patients showed none" is of those two.
_SHOWED = re.compile(
    r"\b(?:MRIs?|MR|imaging|scans?|images)\b(?P<whose>[^.;:]{0,150}?)\b(?:showed|revealed|demonstrated|disclosed|displayed)\s*$",
    re.IGNORECASE,
)
_OF_SOME = re.compile(rf"(?<!the\s)(?<!all\s)\b{COUNT}\s+(?:of\b|(?:\w+\s+)?{PERSON}\b)", re.IGNORECASE)


_IN_SO_MANY = re.compile(rf"\s+in\s+(?:{COUNT})\b", re.IGNORECASE)


def is_said(text: str, start: int, mention: Mention) -> bool:
    """Tell whether the denial is a statement: it has a verb, or closes a clause of a harm (", with no deaths")."""
    if _THERE.search(text[:start]) is not None or _HAS_VERB.match(text[mention.end :]) is not None:
        return True
    showed = _SHOWED.search(text[:start])
    if showed is not None and _OF_SOME.search(showed["whose"]) is None and not _IN_SO_MANY.match(text, mention.end):
        return True
    bracketed = text[:start].count("(") > text[:start].count(")")
    closes = (
        re.match(r"\s*(?:[.,;]|$|(?:and|or|in|on|over|throughout|among|during|at|within|after)\b)", text[mention.end :])
        is not None
    )
    watched = _WATCHED.match(text, mention.end) is not None
    return closes and not bracketed and (mention.code in _HARMS or watched)


def is_parted(text: str, start: int, figures: tuple[Figure, ...]) -> bool:
    """Tell whether a comma or a word begins something new between the last figure and the place."""
    ends = [figure.end for figure in figures if figure.start < start]
    if not ends:
        return True
    return re.search(r"[,;]|\band\b|\bbut\b|\bwhile\b|\bwhereas\b", text[max(ends) : start]) is not None
