"""Events told as none: "no deaths occurred", "none of the 53 patients"."""

import re
from dataclasses import replace

from evidence.extraction.deaths import is_part_of_deaths
from evidence.extraction.figures import PERCENT, ZERO, Figure
from evidence.extraction.mentions import Mention
from evidence.extraction.numbers import COUNT as WHOLE_OR_WORD
from evidence.extraction.numbers import read_count

# Outcomes that each hit one patient at most, or are counted one by one: "two deaths", "four pregnancies".
COUNTED_ALONE = ("trm", "deaths_any", "malignancy", "fertility", "secondary_autoimmune")
# Outcomes that are told by their absence alone: "97% engrafted, with no deaths".
_HARMS = (*COUNTED_ALONE, "serious_adverse_events", "infection", "viral_reactivation", "other_toxicity")
PERSON = (
    r"(?:patients?|subjects?|participants?|individuals?|persons?|people|women|woman|men|man|females?|males?|cases?|"
    r"children|child|adults?|recipients?|survivors?|p[wp]\w*MS|patients?\s+with\s+(?:\w+\s+)?MS)"
)
_BLOCKED = (
    r"differen\w+|significant\w*|associat\w+|correlat\w+|effect\w*|impact|evidence|risk|increase\w*|data|information|"
    r"predict\w*|influence|relation\w*|change\w*|longer|need|role|benefit|improvement|reduction|decrease|unexpected|"
    r"maternal|neonatal|newborn|obstetric\w*|perinatal|fetal|foetal|unusual|excess\w*|such|consistent|clear|apparent|"
    r"similar|common|known|reported"
)
_NO = re.compile(
    rf"\b(?:no|zero|neither|nor)\s+(?:(?!(?:{_BLOCKED})\b)[\w/-]+\s+(?:(?:or|and)\s+)?){{0,5}}$",
    re.IGNORECASE,
)
_WITHOUT = re.compile(r"\bwithout\s+(?:any\s+)?$", re.IGNORECASE)
_NO_PERSON = re.compile(
    rf"\b(?:(?:no|none of the|none of our)\s+(?:(?P<all>{WHOLE_OR_WORD})\s+)?(?:[\w-]+\s+){{0,3}}?{PERSON}|nobody|"
    rf"none(?:\s+of\s+(?:them|whom|these|those|which))?)\b(?!\s+(?:was|were)\s+(?:lost|excluded))"
    rf"(?P<told>[^.;:,]{{0,60}})$",
    re.IGNORECASE,
)
_LISTED = re.compile(
    r"^\s*(?:,|,?\s*(?:or|and|nor))\s*(?!such as|including|for example|but)(?:[\w-]+\s+){0,3}$", re.IGNORECASE
)
_NOT_BEHIND = re.compile(
    rf"\s+(?:on|in|of)\s+(?:any\s+)?(?:cogniti\w+|mood|fatigue|renal|liver|cardiac|visual)|\s*(?:-?free\b|"
    rf"risks?\b|(?:{_BLOCKED})\b|between|status|measures?|outcomes?\b|treatment\b|scores?\b|data\b)",
    re.IGNORECASE,
)
# "no deaths were seen", and at the end of a list "no deaths, relapses or infections were seen".
_HAS_VERB = re.compile(
    r"^(?:[^.;,()]|\([^()]*\)|,(?=[^.;,()]{1,40}(?:,|\b(?:or|nor)\b))){0,90}?\b(?:was|were|occurred|has|have|had|observed|reported|seen|developed|"
    r"recorded|noted|"
    r"happened|died)\b",
    re.IGNORECASE,
)
_THERE = re.compile(r"\b(?:there\s+(?:was|were)|had been|(?:was|were)|observed|reported|recorded)\s*$", re.IGNORECASE)
_AMONG = re.compile(
    rf"^[^.;:]{{0,50}}?\b(?:among|in|of|for)\s+(?:(?:the|all|any of the|our|"
    rf"these)\s+){{0,2}}(?P<all>{WHOLE_OR_WORD})\s+(?:[\w-]+\s+){{0,2}}?{PERSON}\b",
    re.IGNORECASE,
)
_NONE_IN = re.compile(
    r"\b(?:compared\s+(?:with|to)|versus|vs\.?|and|but|against)\s+(?P<none>none|no one|nobody)\s+(?:in|of|with|"
    r"after)\b",
    re.IGNORECASE,
)


def find_zeros(
    text: str, outcomes: tuple[Mention, ...], figures: tuple[Figure, ...]
) -> tuple[tuple[Figure, Mention], ...]:
    """Return "none happened" statements with their outcome; the figure's words reach from denial to outcome."""
    found: list[tuple[Figure, Mention]] = []
    for mention in outcomes:
        zero = _zero(text, mention, figures) or _listed_zero(text, mention, found)
        if zero is not None and _NOT_BEHIND.match(text, mention.end) is None:
            found.append((zero, mention))
    return tuple(found)


def _zero(text: str, mention: Mention, figures: tuple[Figure, ...]) -> Figure | None:
    before = text[max(0, mention.start - 100) : mention.start]
    offset = mention.start - len(before)
    if is_part_of_deaths(text, mention) or _is_divided(before):
        return None
    person = _NO_PERSON.search(before)
    if person is not None and _is_parted(text, offset + person.start(), figures):
        return _of_nobody(text, offset, person, mention)
    if mention.counts != "event":
        return None
    denied = _NO.search(before)
    if denied is not None and _QUALIFIED.search(before[: denied.start()]) is not None:
        return None
    if denied is None and _SHARE_BEHIND.search(text[mention.end : mention.end + 80]) is None and (behind := _NOT_BEFORE.match(text, mention.end)) is not None:
        counted = _COUNTED.search(text[: mention.start]) is not None
        return None if counted else replace(_made(text, "no-event", mention.start, mention, None), end=behind.end())
    if denied is None and mention.code in ("trm", "deaths_any"):
        denied = _WITHOUT.search(before)
        if denied is not None and _SURVIVAL.search(before[: denied.start()]) is not None:
            return None
    if denied is None or _is_share_of(text, offset + denied.start(), mention, figures):
        return None
    if not _is_said(text, offset + denied.start(), mention) or _IN_SHARE.match(text, mention.end) is not None:
        return None
    return _made(text, "no-event", offset + denied.start(), mention, None)


def _of_nobody(text: str, offset: int, person: re.Match[str], mention: Mention) -> Figure | None:
    """Return the zero of "none of the 53 patients died"; the traits of those meant tell no event themselves."""
    told = person["told"] + text[mention.start : mention.end]
    if _TRAIT.match(told) is not None:
        if _ACTIVE.search(told) is None:
            return None  # "no patient with relapses ...": who is meant
        made = _made(text, "none-of", offset + person.start(), mention, None)
        return replace(made, doubts=("of a part only",))
    return _made(text, "none-of", offset + person.start(), mention, person["all"])


# "none of the infections was fatal": there were infections.
_DIVIDED = re.compile(
    rf"\b(?:none|neither|no one)\s+of\s+(?:the|these|those|our|all)\s+(?:{WHOLE_OR_WORD}\s+)?(?:[\w-]+\s+){{0,2}}$",
    re.IGNORECASE,
)
_QUALIFIED = re.compile(rf"\b(?:{PERSON}|those)\s+(?:with|having|who had)\s+$", re.IGNORECASE)
# "12 relapses were not treated" denies no relapse.
_COUNTED = re.compile(r"\d[\w%]*\s+(?:[\w-]+\s+){0,3}$")
_SURVIVAL = re.compile(r"\b(?:surviv\w+|alive|lived|free)\s+$", re.IGNORECASE)
_TRAIT = re.compile(r"\s+(?:with(?:out)?|who|in whom|whose|having|of those|in the)\b", re.IGNORECASE)
_ACTIVE = re.compile(
    r"\b(?:had|has|have|developed|experienced|suffered|showed|presented|reported|required|met|was|were)\b", re.IGNORECASE
)
_SHARE_BEHIND = re.compile(r"[(\[]\s?(?:\d+\s?/\s?\d+|[\d.]+\s?%)")
# "Deaths were not observed", "mortality was nil", "infections did not occur", "PML (n = 0)".
_NOT_BEFORE = re.compile(
    r"(?:\s+(?:rates?|events?|cases?))?\s+(?:(?:was|were|has been|have been|had been)\s+(?:not\s+(?:been\s+)?(?:observed|"
    r"seen|reported|recorded|detected|encountered|noted|found|documented)|nil|zero|none|absent|never\s+\w+)|"
    r"(?:did|does)\s+not\s+occur|of\s+(?:zero|nil))\b|\s*[(\[]\s?n\s?=\s?0\s?[)\]]",
    re.IGNORECASE,
)


def _is_divided(before: str) -> bool:
    divided = _DIVIDED.search(before)
    return divided is not None and re.search(rf"\b{PERSON}\b", divided.group(), re.IGNORECASE) is None


def _made(text: str, shape: str, start: int, mention: Mention, all_printed: str | None) -> Figure:
    among = _AMONG.match(text[mention.end :]) if all_printed is None else None
    printed = among["all"] if among is not None else all_printed
    total = read_count(printed) if printed else None
    partial = mention.code in ("trm", "deaths_any") and _PARTLY.search(text[start:]) is not None
    doubts = ("of a part only",) if partial else ()
    return Figure(ZERO, shape, start, mention.end, 0.0, events=0, denominator=total, doubts=doubts)


# "no deaths since then", "no deaths in those transplanted after 2007": not of all patients.
_PARTLY = re.compile(
    r"^no\s+(?:further|other|more|additional|subsequent|late[r]?)\b|\b(?:since|thereafter|subsequently|"
    r"after (?:the year )?(?:19|20)\d\d|"
    r"in the (?:last|later|second|most recent)|among (?:those|patients) (?:who|with|treated|transplanted))\b",
    re.IGNORECASE,
)
# "no new lesions were seen in 90%" is a share who were spared.
_IN_SHARE = re.compile(
    r"[^.;,()\d]{0,80}?\b(?:was|were|occurred|been|seen|observed|found|detected)\s+(?:\w+\s+)?(?:in|by)\s+"
    r"(?:[\d.]+\s?%|\d+\s+\(?[\d.]+\s?%|\d+\s?/\s?\d+|\d+\s+(?:patients\s+)?\([\d.]+\s?%|\d+\s+(?:out\s+)?of\s+\d+)|"
    r"\s+in\s+(?:[\d.]+\s?%|\d+\s?/\s?\d+|\d+\s+\(?[\d.]+\s?%)"
)


def _is_share_of(text: str, start: int, mention: Mention, figures: tuple[Figure, ...]) -> bool:
    """Tell whether the denial belongs to a share: "83% had no relapses" is 83 % spared, not no relapses at all."""
    before = [figure for figure in figures if figure.end <= start]
    if not before:
        return any(figure.start < start < figure.end for figure in figures)
    if _THERE.search(text[:start]) is not None or _HAS_VERB.match(text[mention.end :]) is not None:
        return not _is_parted(text, start, figures)
    return True


def _is_said(text: str, start: int, mention: Mention) -> bool:
    """Tell whether the denial is a statement: it has a verb, or closes a clause of a harm (", with no deaths")."""
    if _THERE.search(text[:start]) is not None or _HAS_VERB.match(text[mention.end :]) is not None:
        return True
    bracketed = text[:start].count("(") > text[:start].count(")")
    closes = re.match(r"\s*(?:[.,;]|$|(?:and|or|in|among|during|at|within|after)\b)", text[mention.end :]) is not None
    return closes and not bracketed and mention.code in _HARMS


def _is_parted(text: str, start: int, figures: tuple[Figure, ...]) -> bool:
    """Tell whether a comma or a word begins something new between the last figure and the place."""
    ends = [figure.end for figure in figures if figure.start < start]
    if not ends:
        return True
    return re.search(r"[,;]|\band\b|\bbut\b|\bwhile\b|\bwhereas\b", text[max(ends) : start]) is not None


def _listed_zero(text: str, mention: Mention, found: list[tuple[Figure, Mention]]) -> Figure | None:
    """Return the zero of "no deaths, malignancies or secondary autoimmune disease" for the later names."""
    if not found or found[-1][1].end > mention.start or mention.counts != "event":
        return None
    if _LISTED.match(text[found[-1][1].end : mention.start]) is None:
        return None
    first = found[-1][0]
    return Figure(ZERO, first.shape, first.start, mention.end, 0.0, events=0, denominator=first.denominator)


def find_none_in(text: str) -> tuple[Figure, ...]:
    """Return the "none" of "37% improved compared to none in the other group": a share of 0 beside another."""
    return tuple(
        Figure(PERCENT, "none-in", match.start("none"), match.end("none"), 0.0, events=0, unit="%")
        for match in _NONE_IN.finditer(text)
    )
