"""Groups that are named by another group: "in all", "overall", "in those without", "in the other patients"."""

import re

from evidence.extraction.finder import Finder
from evidence.extraction.mentions import CONTROL, COURSE, REGIMEN, SUBGROUP, WHOLE, Mention
from evidence.extraction.numbers import COUNT
from evidence.quick import Quick
from evidence.values import changed

_PARTING = (COURSE, SUBGROUP, REGIMEN)  # what parts patients into groups, besides the arms of the study
_TISSUE = "tissue"  # parts brains, not patients
_WHOLE = Quick(
    r"""
    \b(?:(?:in|of|for|with|among|across)\s+)?
    (?P<all>(?:all(?:\s+(?:the\s+)?(?:\w+\s+)?(?:patients|cases|participants|subjects|recipients))
      |(?<=in\s)all|(?<=for\s)all|(?<=of\s)all
      |the\s+(?:whole|entire|total|overall|full)\s+(?:\w+\s+)?(?:group|cohort|population|series|sample)
      |overall(?=\s*[,(;:]|\s+and\b)))(?=\W|$)
    """,
    re.IGNORECASE | re.VERBOSE,
)
_REST = Quick(
    r"""
    \b(?:in|of|for|with|among|than)\s+
    (?P<rest>(?:those|patients|subjects|participants|cases|individuals|people)\s+without(?=\s*(?:[,.;()]|$|\(
      |at\b|and\b))
      |(?:the\s+)?(?:other|remaining)\s+(?:patients|subjects|participants|cases|groups?|women|men|forms|courses
        |regimens?)
      |the\s+(?:others|rest|remainder))
    """,
    re.IGNORECASE | re.VERBOSE,
)


# "Two transplanted patients and one control died": in numbers, a control is a patient of the other group.
_ONE_CONTROL = Quick(
    rf"\b(?:{COUNT})\s+(?P<one>control)\b(?=\s*[(,.;]|\s+(?:died|had|was|developed|and|vs)\b)", re.IGNORECASE
)
_ELIDED = re.compile(
    r"(?P<word>[A-Za-z][\w-]+)\s+(?:and|or|versus|vs\.?|than)\s+(?:(?:in|of|for|with|after)\s+)?(?:the\s+)?$"
)


def find_elided_groups(text: str, marks: tuple[Mention, ...], labels: Finder) -> tuple[Mention, ...]:
    """Return "the secondary" of "the secondary and the primary progressive forms": their noun is told once."""
    found: list[Mention] = []
    for mark in marks:
        words = text[mark.start : mark.end]
        head = re.split(r"[\s-]", words, maxsplit=1)[1:]
        match = _ELIDED.search(text, max(0, mark.start - 50), mark.start) if head and mark.kind in _PARTING else None
        if match is None or any(one.start < match.end("word") and match.start("word") < one.end for one in marks):
            continue
        whole = f"{match['word'].rstrip('-')} {head[0]}"
        one = next(iter(labels.find(whole)), None)
        if one is not None and (one.start, one.end, one.kind) == (0, len(whole), mark.kind) and one.code != mark.code:
            found.append(changed(one, start=match.start("word"), end=match.end("word")))
    return tuple(found)


_SHARED = re.compile(
    r"\s*(?:[(\[][^()\[\]]*[)\]]\s*)?(?:,\s*(?:and\s+|or\s+)?|\s*(?:and|or)\s+)(?P<word>[A-Z][\w-]*[A-Z0-9])\b"
)


def find_shared_heads(text: str, named: tuple[Mention, ...], outcomes: Finder) -> tuple[Mention, ...]:
    """Return "EBV" of "reactivation of CMV (15%) or EBV (12%)": the head of a list of names is told once."""
    found: list[Mention] = []
    for mention in named:
        head, _, last = text[mention.start : mention.end].rpartition(" ")
        match = _SHARED.match(text, mention.end) if head and last.isupper() else None
        if match is None or any(one.start < match.end("word") and match.start("word") < one.end for one in named):
            continue
        whole = f"{head} {match['word']}"
        one = next(iter(outcomes.find(whole)), None)
        if one is not None and (one.start, one.end, one.code) == (0, len(whole), mention.code):
            found.append(changed(one, start=match.start("word"), end=match.end("word")))
    return tuple(found)


# "93% for RRMS and 72% for progressive": the disease is told once.
_SHORT = Quick(
    r"""
        \b(?:for|in|of|with|among|and|vs\.?|versus)\s+(?:the\s+)?
        (?P<word>(?:(?:primary|secondary|relapsing)[\s-])?(?:progressive|remitting|relapsing))
        (?=\s*(?:[,.;()]|$|\b(?:cases|forms?|ones|and)\b))""",
    re.IGNORECASE | re.VERBOSE,
)


def find_short_courses(text: str, marks: tuple[Mention, ...], labels: Finder) -> tuple[Mention, ...]:
    """Return "progressive" beside another course as the course that it is: the name of the disease is left out."""
    short = tuple(_SHORT.finditer(text))
    if not any(mark.kind == COURSE for mark in marks) and len({match["word"].lower() for match in short}) < 2:
        return ()
    found: list[Mention] = []
    for match in short:
        whole = f"{match['word']} MS"
        one = next(iter(labels.find(whole)), None)
        start, end = match.span("word")
        free = all(mark.end <= start or end <= mark.start for mark in marks)
        if free and one is not None and (one.kind, one.end) == (COURSE, len(whole)):
            found.append(changed(one, start=start, end=end))
    return tuple(found)


def find_groups(text: str, marks: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """Return "in all" as WHOLE, "in those without" as what the group named before it is not."""
    parting = [mark for mark in marks if mark.kind in _PARTING]
    found = [Mention(WHOLE, "", match.start("all"), match.end("all")) for match in _WHOLE.finditer(text)]
    found.extend(Mention(CONTROL, "control", *match.span("one")) for match in _ONE_CONTROL.finditer(text))
    for match in _REST.finditer(text):
        before = [mark for mark in parting if mark.end <= match.start("rest") and mark.group != _TISSUE]
        if before:
            last = before[-1]
            found.append(
                Mention(last.kind, f"not {last.code}", match.start("rest"), match.end("rest"), None, None, last.group)
            )
    return tuple(one for one in found if all(one.end <= mark.start or mark.end <= one.start for mark in marks))
