"""What was found later: "found in none at 12 months but in one at 24", "two relapses occurred", "fell from 17 to 2"."""

import re
from collections.abc import Iterator

from evidence.extraction.clauses import blank
from evidence.extraction.denials import PERSON
from evidence.extraction.figures import COUNT, Figure, Pairs
from evidence.extraction.mentions import Mention
from evidence.extraction.numbers import COUNT as WHOLE_OR_WORD
from evidence.extraction.numbers import read_count
from evidence.extraction.text import Sentence
from evidence.quick import Quick
from evidence.values import changed

# "Enhancement, which was present in 8 patients before it, was found in none": how it had been.
_EARLIER = Quick(
    r"""
        ,\s+(?:(?:which|that)\s+)?(?:(?:was|were|had\s+been)\s+)?(?:present|seen|found|detected|visible|noted|observed|there)
        \s+(?:in|by)\s+[^,;]{1,60}?\b(?:before\w*|prior|pre-?\w+|at\s+(?:baseline|entry|inclusion|enrol\w+)|initially)\b
        [^,;]{0,30},""",
    re.IGNORECASE | re.VERBOSE,
)


def without_earlier(sentence: Sentence) -> Sentence:
    """Return the sentence with blanks for an insertion that says how it was before treatment."""
    spans = [(match.start(), match.end() - 1) for match in _EARLIER.finditer(sentence.text)]
    if not spans:
        return sentence
    spans = [(start, end + 1) for start, end in spans]
    return changed(sentence, normal=changed(sentence.normal, text=blank(sentence.text, spans)))


_AND_THEN = re.compile(
    rf"""
        (?:[^.;,()\d]|\d+\s*(?:months?|years?|weeks?)){{0,40}}?,?\s+(?:but|and|while)\s+
        (?:an?\s+(?:new|single|further|fresh)\s+(?:one|lesion)\s+)?(?:(?:again|re-?appeared|recurred|returned|was|were|then|seen|found|detected)\s+){{0,3}}in\s+(?:only\s+)?
        (?P<n>{WHOLE_OR_WORD})(?:\s+(?:of\s+(?:the\s+)?(?P<all>{WHOLE_OR_WORD})|{PERSON}))?
        (?=\s+(?:at|after|by|during|in)\s+(?:the\s+)?(?:\d+|{WHOLE_OR_WORD}|month|year|later|first|second))""",
    re.IGNORECASE | re.VERBOSE,
)


def found_later(text: str, zeros: Pairs) -> Iterator[tuple[Figure, Mention]]:
    """Yield the number of patients who had later what none had at first."""
    for zero, mention in zeros:
        match = _AND_THEN.match(text, max(zero.end, mention.end))
        if match is not None:
            events = read_count(match["n"]) or 0
            total = read_count(match["all"]) if match["all"] else None
            told = changed(mention, start=match.start("n"), end=match.end("n"))  # away from what denies the name
            yield Figure(COUNT, "count", match.start("n"), match.end(), float(events), events, total), told


_EVENT = re.compile(r"(?:relapse|attack|exacerbation|bout)s?", re.IGNORECASE)
_HAPPENED = re.compile(
    r"""
        (?:\s+(?:only|alone)\b)?(?:,[^.;,]{1,50},|\s*\([^()]*\))?\s+(?:and\s+[^.;,]{1,60}?\s+)?
        (?:occurred|happened|took\s+place|ensued|(?:was|were|(?:has|have|had)\s+been)\s+
           (?:seen|observed|recorded|noted|reported|registered|documented|diagnosed))\b
        (?!\s+(?:in|by|among|from)\s+(?:the\s+)?(?:\d|a\b|an\b|one\b|two\b|three\b|both\b|all\b|single\b))""",
    re.IGNORECASE | re.VERBOSE,
)
_BEFORE = re.compile(
    rf"(?:^|[\s;:,(])(?P<n>{WHOLE_OR_WORD})\s+(?:(?:new|further|clinical|mild|single|MS|late)\s+){{0,2}}$",
    re.IGNORECASE,
)
_THERE = re.compile(r"\bthere\s+(?:was|were|has\s+been|have\s+been)\s+(?:only\s+|just\s+)?$", re.IGNORECASE)
_COLON = re.compile(rf"\s*:\s+(?P<n>{WHOLE_OR_WORD})\s*(?:\([^()%\d]*\)\s*)?(?:[.;]|$)", re.IGNORECASE)
_OTHER_TIME = Quick(
    r"\b(?:before|prior|preceding|previous\w*|baseline|per\s+year|a\s+year|or\s+more|at\s+least|history|pregnan\w+)\b",
    re.IGNORECASE,
)


_IN_TIME = re.compile(r"\s+(?:in|per|over|during)\s+[\d,.]+\s+(?:patient|person|pt)", re.IGNORECASE)  # a rate


def relapses_counted(text: str, outcomes: tuple[Mention, ...]) -> Iterator[tuple[Figure, Mention]]:
    """Yield a number of relapses that a statement tells, in so many patients or fewer."""
    for mention in outcomes:
        named = _EVENT.fullmatch(text, mention.start, mention.end)
        if mention.code != "relapse_free_survival" or named is None or _OTHER_TIME.search(text) is not None:
            continue
        colon = _COLON.match(text, mention.end)
        before = colon or _BEFORE.search(text[max(0, mention.start - 40) : mention.start])
        if (
            _IN_TIME.match(text, mention.end) is not None
            or before is None
            or (events := read_count(before["n"])) is None
        ):
            continue
        place = before.start("n") + (0 if colon else max(0, mention.start - 40))
        told = colon or _THERE.search(text[:place]) or _HAPPENED.match(text, mention.end)
        if told is not None:
            end = before.end("n") if colon else mention.end
            yield Figure(COUNT, "events", min(place, mention.start), end, float(events), events), mention


# "The number of patients with active lesions fell from 17 to 2".
_NUMBER_OF = Quick(rf"\bnumbers?\s+of\s+{PERSON}\s+(?:with|having|who\s+had)\s+(?:[\w-]+\s+){{0,2}}?$", re.IGNORECASE)
_FELL_TO = re.compile(
    r"[^.;:()]{0,40}?\b(?:decreas|declin|fell|drop|was\s+reduced|were\s+reduced|rose|increas|went)\w*\s+from\s+\d+\s+[^.;:()]{0,30}?\bto\s+"
    r"(?:only\s+)?(?P<n>\d+)(?!\s?%|[.,]\d)",
    re.IGNORECASE,
)


def numbers_fallen(text: str, outcomes: tuple[Mention, ...]) -> Iterator[tuple[Figure, Mention]]:
    """Yield the number of patients to which it fell."""
    for mention in outcomes if "umber" in text else ():
        if mention.counts == "event" and _NUMBER_OF.search(text[: mention.start]) is not None:
            match = _FELL_TO.match(text, mention.end)
            if match is not None:
                events = int(match["n"])
                yield Figure(COUNT, "count", match.start("n"), match.end("n"), float(events), events), mention
