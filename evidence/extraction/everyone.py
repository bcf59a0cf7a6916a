"""What everyone had, and what all but a few had: "all patients were relapse-free", "was seen in all but two"."""

import re
from collections.abc import Iterator

from evidence.extraction.denials import PERSON
from evidence.extraction.exceptions import number_excepted
from evidence.extraction.fatal import HARMS
from evidence.extraction.figures import COUNT, PERCENT, Figure
from evidence.extraction.mentions import CONTROL, DRUG, TREATMENT, WHOLE, Mention
from evidence.extraction.numbers import COUNT as WHOLE_OR_WORD
from evidence.extraction.numbers import read_count
from evidence.extraction.polarity import counted
from evidence.values import changed

SHAPES = ("everyone", "all-but")
_NO_SHARE = ("edss_change", "arr", "qol", "brain_atrophy", "nfl", "overall_survival", "trm", "deaths_any")
_HARM = (*HARMS, "malignancy", "secondary_autoimmune", "fertility")
_EXCEPT = (
    rf"(?:,?\s+(?:but|except(?:\s+(?:for|in))?|save|apart\s+from|other\s+than|with\s+the\s+exception\s+of|"
    rf"with\s+(?:only\s+)?"
    rf"(?:one|\w+)\s+exceptions?:?)\s+(?:for\s+|in\s+)?(?:only\s+)?(?P<but>{WHOLE_OR_WORD}|a\s+single)"
    rf"(?:\s+{PERSON})?)?"
)
_WHO = (
    rf"(?:everyone|everybody|(?:all|every|each)(?:\s+of)?(?:\s+(?:the|our|these|them|those))?(?:\s+(?!but\b)"
    rf"(?:remaining|other|evaluable|"
    rf"treated|transplanted|surviving|living))?"
    rf"(?:\s+(?P<n>{WHOLE_OR_WORD}))?(?:\s+(?!but\b|except\b|of\b|in\b|with\b|but\b)[\w-]+){{0,2}}?"
    rf"(?P<person>\s+{PERSON}\b)?)"
)
_VERBS = (
    r"(?:(?:are|is|were|was|be|been|being|remain\w*|stayed|have|has|had|having|still|currently|now|also|since|"
    r"so\s+far|developed|"
    r"experienced|suffered(?:\s+from)?|showed|shown|achieved|reached|maintained|became|presented(?:\s+with)?|"
    r"did|not|never|"
    r"an?|some|any|at\s+least|one|[a-z]+ly|free|(?:of|from)(?=\s+(?:any\s+)?\w+$)|clinical|clinically)\s+){1,7}"
)
_SUBJECT = re.compile(rf"(?:^|[^\w-])(?P<who>{_WHO}{_EXCEPT}),?\s+{_VERBS}$", re.IGNORECASE)
_TOLD = (
    r"(?:\s+(?:was|were|has|have|had|been|occurred|observed|seen|found|noted|recorded|reported|documented|"
    r"achieved|obtained|"
    r"reached|developed|present|detected|evident|ensued|took|place|persisted|maintained|universal|only|also|clinically|"
    r"(?P<gone>disappeared|vanished|ceased|abolished|absent|suppressed|resolved)))*"
)
_LOCATED = re.compile(
    rf"""
        {_TOLD}\s+(?:in|by|among)\s+(?P<who>
            (?:
                everyone|everybody
                | (?:all|every|each)(?:\s+of)?(?:\s+(?:the|our|these|them|those))?
                  (?:\s+(?:remaining|other|evaluable|treated|transplanted|surviving))?
                  (?:\s+(?P<n>{WHOLE_OR_WORD}))?(?P<person>\s+(?:[\w-]+\s+)?{PERSON}\b)?
            ){_EXCEPT}
        )(?=\s*(?:[.,;)]|$)|\s+(?!of\b|with(?:out)?\b|who\b)\w)""",
    re.IGNORECASE | re.VERBOSE,
)
_NOT_THEN = re.compile(
    r"[^.;]{0,60}?\b(?:despite|before|prior\s+to|preceding|previous|baseline|entry|inclusion|enrol\w+|historically|"
    r"responded|resolved|recovered|"
    r"treated|until|who)\b|\s*[(\[]\s?\d|-(?:related|associated|induced)|\s+(?:risk|prophylaxis|treatment|therapy)\b",
    re.IGNORECASE,
)


# "30% of all patients", "almost all patients", "not all patients": not everyone.
_PART_OF = re.compile(
    r"\b(?:of|among|in|for|from|than|almost|nearly|not|virtually|practically|but|about|half|most|in)\s+$|%\s*$",
    re.IGNORECASE,
)


def find_everyone(text: str, outcomes: tuple[Mention, ...]) -> Iterator[tuple[Figure, Mention]]:
    """Yield a share of 100 % for what all patients had; for all but a few the number of those few, turned round."""
    if not any(word in text for word in ("ll", "very")):
        return
    for mention in outcomes:
        if mention.counts is None or mention.code in _NO_SHARE or _NOT_THEN.match(text, mention.end) is not None:
            continue
        before = text[max(0, mention.start - 160) : mention.start]
        match = _SUBJECT.search(before)
        if match is not None and _PART_OF.search(before[: match.start("who")]) is None:
            yield from _made(match, mention, text, shift=mention.start - len(before))
            continue
        match = _LOCATED.match(text, mention.end)
        if match is not None and not (match["gone"] and mention.code in _HARM):
            told = changed(mention, counts="event_free") if match["gone"] and mention.counts == "event" else mention
            yield from _made(match, told, text, shift=0)


def _made(match: re.Match[str], mention: Mention, text: str, *, shift: int) -> Iterator[tuple[Figure, Mention]]:
    everyone = match["who"].lower().startswith("every") or match["person"] or match["n"]
    start, end = shift + match.start("who"), max(mention.end, shift + match.end("who"))
    if match["but"] is None:
        if everyone or re.match(r"(?:all|each)\s+of\s+(?:them|these|those)", match["who"], re.IGNORECASE):
            number = read_count(match["n"]) if match["n"] else None
            if number is None:
                yield Figure(PERCENT, "everyone", start, end, 100.0, unit="%"), mention
            else:
                yield Figure(COUNT, "everyone", start, end, float(number), number, number), mention
        return
    turned = {"event": "event_free", "event_free": "event"}.get(counted(text, mention) or "")
    if turned is None:
        return
    few = number_excepted(match["but"])
    place = shift + match.start("but")
    told = changed(mention, counts=turned, start=place, end=shift + match.end("but"))
    yield Figure(COUNT, "all-but", place, shift + match.end("but"), float(few), few), told


def without_whole(figure: Figure, labels: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """Return the labels without the "all patients" of the figure itself where an arm is named besides."""
    if figure.shape not in SHAPES or not any(label.kind in (TREATMENT, DRUG, CONTROL) for label in labels):
        return labels
    return tuple(one for one in labels if one.kind != WHOLE or not figure.start <= one.start < figure.end)
