"""Exact text and the text that rules read, with a way back from every place in the second to the first.

Three layers: the bytes as they came (kept elsewhere), the exact text (article_text), the normal text (here).
The normal text differs only in what was shown to be noise: special spaces, dashes, middle dots, invisible signs, and
in words that are printed short ("pts").
It is not NFKC, which would turn 10\u00b2 into 102.
"""

import re
from collections.abc import Sequence
from dataclasses import field
from functools import lru_cache

from evidence.extraction.headings import GLUED, HEADING, behind_glued
from evidence.records.article import Article
from evidence.shorthand import long_form, short_words
from evidence.values import value

BACKGROUND, METHODS, RESULTS, CONCLUSIONS, UNLABELLED = "background", "methods", "results", "conclusions", "unlabelled"

_SPACES = "\t\n\r\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
_INVISIBLE = "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u00ad"
_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe63\uff0d"
_ONE_TO_ONE = str.maketrans({
    **dict.fromkeys(_SPACES, " "), **dict.fromkeys(_DASHES, "-"),
    "\u2a7e": "\u2265", "\u2267": "\u2265", "\u2a7d": "\u2264", "\u2266": "\u2264",  # slanted signs
    "\uff05": "%", "\u2019": "'", "\u2018": "'", "\u201c": '"', "\u201d": '"',
    "\uff1d": "=", "\uff1c": "<", "\uff1e": ">",
})  # fmt: skip
_MIDDLE_DOTS = "\u00b7\u2219\u22c5\u2022\u2027"  # "0\u00b771" of the Lancet journals
_THIN = "\u2009\u200a\u202f"  # "15\u2009946" is one number; an ordinary space is not trusted to join
_RARE = re.compile(f"[{_INVISIBLE}{_MIDDLE_DOTS}{_THIN}]")  # what is not read sign by sign


@value
class NormalText:
    """Text for rules. offsets[i] is the place of text[i] in the exact text; one more for the end."""

    text: str
    offsets: Sequence[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the span of the exact text that text[start:end] stands for; empty spans stay empty."""
        first = self.offsets[start]
        return (first, self.offsets[end - 1] + 1) if end > start else (first, first)


@value
class Sentence:
    """One sentence: kind of its section, its span in the exact text, and its normal text, which the rules read."""

    kind: str
    start: int
    end: int
    normal: NormalText
    text: str = field(init=False)

    def __post_init__(self) -> None:
        """Keep the text at hand: all rules ask for it."""
        object.__setattr__(self, "text", self.normal.text)


def normalise(exact: str, start: int = 0, end: int | None = None) -> NormalText:
    """Return exact[start:end] for rules; offsets count from the beginning of `exact`."""
    stop = len(exact) if end is None else end
    told = exact[start:stop]
    rare = () if told.isascii() else tuple(_RARE.finditer(exact, start, stop))
    short = tuple(short_words(exact, start, stop))
    if not rare and not short:  # most sentences: every sign stays at its place
        return NormalText(told.translate(_ONE_TO_ONE), range(start, stop + 1))
    signs = list(told.translate(_ONE_TO_ONE))
    for match in rare:
        signs[match.start() - start] = _normal_sign(exact, match.start())
    for match in short:
        signs[match.start() - start : match.end() - start] = _spread(match.group())
    offsets = [place for place, sign in enumerate(signs, start) for _ in sign]
    return NormalText("".join(signs), (*offsets, stop))


def _spread(printed: str) -> list[str]:
    """Return the long form of a word, its letters spread over the places of the short one: the rest on the last."""
    long = long_form(printed)
    before = len(printed) - 1
    return [*long[:before], long[before:]]


def _normal_sign(exact: str, place: int) -> str:
    sign = exact[place]
    if sign in _INVISIBLE:
        return ""
    if sign in _MIDDLE_DOTS and _digit(exact, place + 1) and (_digit(exact, place - 1) or _begins(exact, place)):
        return "."
    if sign in _THIN and _digit(exact, place - 1) and re.match(r"\d{3}(?!\d)", exact[place + 1 : place + 5]):
        return ""
    return sign.translate(_ONE_TO_ONE)


def _begins(exact: str, place: int) -> bool:
    """Tell whether a number begins at the place, as in "p<·05": nothing, a space, a bracket or a sign is before it."""
    return place == 0 or exact[place - 1].isspace() or exact[place - 1] in "(<>=\u2264\u2265[-\u2212"


def _digit(exact: str, place: int) -> bool:
    return 0 <= place < len(exact) and exact[place].isdecimal()


# The first that fits decides; a label with "results" in it ("METHODS AND RESULTS") is results.
_KINDS = (
    (RESULTS, r"result|finding|observations?\b|^(?:clinical |main |patient )?outcomes?$"),
    (CONCLUSIONS, r"conclu|interpret|discussion|significance|relevance|limitation|classification|summary|comment"),
    (METHODS, r"method|design|setting|participant|patients?\b|material|procedure|measure|intervention|source|"
              r"eligib|selection|extraction|analys|registration|funding|trial"),
    (BACKGROUND, r"background|intro|objective|aim|purpose|rationale|context|importance|question|hypothes|goal"),
)  # fmt: skip
_CATEGORIES = {"BACKGROUND": BACKGROUND, "OBJECTIVE": BACKGROUND, "METHODS": METHODS, "RESULTS": RESULTS,
               "CONCLUSIONS": CONCLUSIONS}  # fmt: skip


@lru_cache(maxsize=256)  # the same few labels
def section_kind(label: str | None, category: str | None) -> str:
    """Return the kind of a section by its label, else by PubMed's category, else UNLABELLED."""
    for kind, words in _KINDS:
        if label is not None and re.search(words, label, re.IGNORECASE):
            return kind
    return _CATEGORIES.get(category or "", UNLABELLED)


def title_sentence(article: Article) -> Sentence:
    """Return the title as one sentence."""
    end = len(article.title)
    return Sentence(BACKGROUND, 0, end, normalise(article.title))


def read_sentences(article: Article, text: str) -> tuple[Sentence, ...]:
    """Return the sentences of the abstract in order; text: article_text(article), which their spans point into."""
    found: list[Sentence] = []
    place = len(article.title) + 1
    for section in article.sections:
        place += len(section.label) + 2 if section.label else 0
        kind = section_kind(section.label, section.category)
        for start, end in split_sentences(section.text):
            if section.label is None:
                kind = _headed(section.text[start:end]) or kind
                start = behind_glued(section.text, start)
            found.append(Sentence(kind, place + start, place + end, normalise(text, place + start, place + end)))
        place += len(section.text) + 1
    return tuple(found)


def _headed(sentence: str) -> str | None:
    """Return the kind of the heading that the sentence begins with ("Patients and methods: ..."), None without one."""
    heading = HEADING.match(sentence)
    kind = section_kind(heading["glued"] or heading["label"], None) if heading is not None else UNLABELLED
    return None if kind == UNLABELLED else kind


_STOP = re.compile(
    rf"[.!?](?={GLUED})|[.!?][\"'\u201d\u2019)\]]*"
    r"(?=\s+[\"'\u201c\u2018(\[]?(?:[A-Z0-9\u00c0-\u00de]|[a-z]{1,2}[A-Z])|\s*$)|\n+"
)
_ABBREVIATED = re.compile(
    r"(?:\b(?:vs|v|e\.g|i\.e|cf|al|etc|approx|resp|Dr|Prof|St|Fig|No|no|ca|incl|excl|Inc|Ltd|U\.S|U\.K|var|sp|spp)|"
    r"(?<![A-Za-z0-9])[A-Z])\.$"
)
_LONGEST = 12  # characters before the full stop of an abbreviation that tell whether it is one
_NUMBER_FOLLOWS = re.compile(r"\s+\d")
_CLOSED_LATER = re.compile(r"[^(.]{0,120}\)")


def split_sentences(text: str) -> tuple[tuple[int, int], ...]:
    """Return the spans of the sentences, without the white space around them."""
    spans: list[tuple[int, int]] = []
    start = 0
    for stop in _STOP.finditer(text):
        if _is_inside(text, stop, start):
            continue
        spans.append((start, stop.end()))
        start = stop.end()
    spans.append((start, len(text)))
    trimmed = (_trim(text, first, last) for first, last in spans)
    return tuple((first, last) for first, last in trimmed if last > first)


def _is_inside(text: str, stop: re.Match[str], start: int) -> bool:
    """Tell whether the stop is no end of a sentence: an abbreviation, or inside brackets that close later."""
    if stop.end() >= len(text):
        return False
    abbreviated = _ABBREVIATED.search(text, max(start, stop.start() - _LONGEST), stop.start() + 1)
    if abbreviated is not None and not (abbreviated.group() == "no." and not _NUMBER_FOLLOWS.match(text, stop.end())):
        return True
    opened = text.count("(", start, stop.start() + 1) - text.count(")", start, stop.start() + 1)
    return opened == 1 and _CLOSED_LATER.match(text, stop.end()) is not None


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
