"""Patterns that are searched only where the words stand that they cannot do without.

Searching a sentence regardless of case takes some ten microseconds, looking for a plain word a tenth of one. The
words are taken from the pattern itself, so that they never lag behind it; a pattern that needs none is searched always.
"""

import re
import sys
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property, lru_cache

from evidence.beginnings import beginnings, parser
from evidence.word_places import places_of

_SHORT = 60  # characters, which are searched sooner than the words are looked up
_MOST = 24  # more words than these take as long as the search
_DIGIT = re.compile(r"\d")
_ASCII_DIGITS = dict.fromkeys(map(ord, "0123456789"), "0")
Words = tuple[str, ...]
Places = Callable[[str], Iterable[int]]


class Quick:
    """A compiled pattern with the methods of one."""

    __slots__ = ("_flags", "_pattern", "_places", "_source", "_starts", "_words")

    def __init__(self, source: str, flags: int = 0, *, at: Places | None = None) -> None:
        """Keep the pattern; it is compiled when it is first needed.

        at: returns the only places of a text at which a match can begin, in order. Without it the words with which it
        can begin are read off the pattern.
        """
        self._source, self._flags, self._places = source, flags, at
        self._pattern: re.Pattern[str] | None = None
        self._words: tuple[Words, ...] | None = None
        self._starts: frozenset[str] | None = None

    def search(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """Return the first match between start and end."""
        if not self.may(text):
            return None
        pattern, places = self._ready(), self._places_in(text)
        if places is None:
            return pattern.search(text, start, end)
        for place in places:
            found = pattern.match(text, place, end) if place >= start else None
            if found is not None:
                return found
        return None

    def finditer(self, text: str, start: int = 0, end: int = sys.maxsize) -> Iterator[re.Match[str]]:
        """Return the matches between start and end, in order."""
        if not self.may(text):
            return iter(())
        pattern, places = self._ready(), self._places_in(text)
        return pattern.finditer(text, start, end) if places is None else _tried(pattern, text, places, (start, end))

    def findall(self, text: str) -> list[str]:
        """Return the words of the matches."""
        return self._ready().findall(text) if self.may(text) else []

    def sub(self, other: str | Callable[[re.Match[str]], str], text: str) -> str:
        """Return the text with `other` in place of every match."""
        return self._ready().sub(other, text) if self.may(text) else text

    def match(self, text: str, start: int = 0) -> re.Match[str] | None:
        """Return the match at `start`."""
        return self._ready().match(text, start)

    def fullmatch(self, text: str) -> re.Match[str] | None:
        """Return the match of the whole text."""
        return self._ready().fullmatch(text)

    def may(self, text: str) -> bool:
        """Tell whether the words stand in the text without which there is no match."""
        folded = fold(text)
        for words in self._needed() if self._words is None else self._words:
            for word in words:
                if word in folded:
                    break
            else:
                return False
        return True

    def match_there(self, text: str, start: int) -> re.Match[str] | None:
        """Return the match at `start`; what is compiled is tried sooner than its words are looked for."""
        if self._pattern is not None:
            return self._pattern.match(text, start)
        return self._ready().match(text, start) if self.may(text) else None

    def all_needed(self) -> list[Words]:
        """Return the lists of words of each of which every match holds one, the rarest first."""
        return _all_needed(self._source, self._flags)

    def _needed(self) -> tuple[Words, ...]:
        self._words = needed_words(self._source, self._flags)
        return self._words

    def _ready(self) -> re.Pattern[str]:
        if self._pattern is None:
            self._pattern = re.compile(self._source, self._flags)
            # What must stand at the end is looked for before a figure: a new text each time, whose words are not known.
            at_end = self._source.endswith("$")
            self._starts = None if at_end else beginnings(self._source, self._flags)
        return self._pattern

    def _places_in(self, text: str) -> Iterable[int] | None:
        """Return where a match can begin, None where that is not known or the text is too short to look first."""
        if self._places is not None:
            return self._places(text)
        known = self._starts is not None and len(text) > _SHORT and text.isascii()
        return places_of(text, self._starts) if known and self._starts is not None else None


def _tried(
    pattern: re.Pattern[str], text: str, places: Iterable[int], span: tuple[int, int]
) -> Iterator[re.Match[str]]:
    """Yield what finditer finds, looking only where a match can begin."""
    start, end = span
    for place in places:
        found = pattern.match(text, place, end) if place >= start else None
        if found is not None:
            yield found
            start = max(found.end(), place + 1)


class Quicks:
    """Several patterns that are looked for one after the other; none of them where none can match."""

    def __init__(self, patterns: Iterable[Quick]) -> None:
        """Keep the patterns in their order."""
        self._patterns = tuple(patterns)

    @cached_property
    def _words(self) -> Words:
        """The words of which one must stand in a text for any pattern to match; "" where a pattern needs none."""
        left = [pattern.all_needed() or [("",)] for pattern in self._patterns]
        chosen: set[str] = set()
        while left:  # the list that many patterns need and few texts hold goes first
            lists = dict.fromkeys(words for needed in left for words in needed)
            best = max(lists, key=lambda words: sum(words in needed for needed in left) / _frequency(words))
            chosen.update(best)
            left = [needed for needed in left if best not in needed]
        return tuple(sorted(word for word in chosen if not any(other in word for other in chosen - {word})))

    def that_may(self, text: str) -> tuple[Quick, ...]:
        """Return the patterns if the text holds a word that one of them needs."""
        folded = fold(text)
        return self._patterns if any(word in folded for word in self._words) else ()


@lru_cache(maxsize=128)
def fold(text: str) -> str:
    """Return the text in small letters, with 0 for every digit."""
    small = text.lower()
    return small.translate(_ASCII_DIGITS) if small.isascii() else _DIGIT.sub("0", small)


def needed_words(source: str, flags: int = 0) -> tuple[Words, ...]:
    """Return the two rarest lists of folded words of each of which every match holds one; none where none is known."""
    return tuple(_all_needed(source, flags)[:2])


def _all_needed(source: str, flags: int) -> list[Words]:
    if parser is None:
        return []
    try:
        found = _needed(parser.parse(source, flags))
    except (AttributeError, TypeError, ValueError, IndexError):  # pragma: no cover - another parser than was known
        return []
    return list(dict.fromkeys(words for words in found if len(words) <= _MOST))


def _needed(parts: Iterable[tuple[object, object]]) -> list[Words]:
    """Return the lists of words that the parts in a row need, the rarest first."""
    found: list[Words] = []
    run = ""
    for kind, told in parts:
        name = str(kind)
        sign = _sign(name, told)
        if sign is not None:
            run += sign
        elif name not in ("AT", "ASSERT", "ASSERT_NOT"):  # these take no room: around them stands one word
            found.extend([(run,), *_inner(name, told)])
            run = ""
    found.append((run,))
    return sorted((words for words in found if "" not in words), key=_frequency)


def _sign(name: str, told: object) -> str | None:
    """Return the one sign that a part stands for, folded; None for any other part."""
    if name == "LITERAL" and isinstance(told, int):
        sign = fold(chr(told))
        return sign if len(sign) == 1 else None
    if name == "IN" and isinstance(told, list) and len(told) == 1 and str(told[0][1]) == "CATEGORY_DIGIT":
        return "0"
    return None


def _inner(name: str, told: object) -> list[Words]:
    """Return the lists of words that a group, a repeated part or alternatives need."""
    if name == "ATOMIC_GROUP":
        return _needed(told)  # type: ignore[arg-type]
    if not isinstance(told, tuple):
        return []
    if name == "SUBPATTERN":
        return _needed(told[3])
    if name in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
        return _needed(list(told[2]) * min(told[0], 4))
    if name == "BRANCH":
        ways = [_needed(way) for way in told[1]]
        return [tuple(sorted({word for way in ways for word in way[0]}))] if all(ways) else []
    return []


def _frequency(words: Words) -> float:
    """Return how often texts may hold one of the words, and what looking for them costs."""
    return sum(0.003 + 0.1 ** min(len(word), 4) * (4 if word.startswith("0") else 1) for word in words)
