"""Finds phrases only where a word of the text begins as one of them does."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from evidence.held_words import EVERYTHING, bits_of, held_in
from evidence.needed import needed_words
from evidence.word_places import HEAD, head_of, heads_in
from evidence.words import words_pattern, words_source

_WORD = re.compile(r"[A-Za-z0-9]+")


class WordFinder:
    """What words_pattern(phrases) finds, with the same methods: a record is searched for some 30 lists of phrases.

    The words of a text are looked up once; a list of which no phrase begins like any of them costs next to nothing.
    Phrases that begin with another sign than a letter or digit, or whose "*" comes earlier, have no head: where their
    first sign stands in the text, the whole pattern is searched. So it is where a sign of the text stands for a letter
    of ASCII regardless of case: "\u0131nfection", "M\u0130TOXANTRONE".
    """

    def __init__(self, phrases: Iterable[str]) -> None:
        """Sort the phrases by how they begin."""
        self._phrases = frozenset(phrases)
        shelves: dict[bytes, set[str]] = defaultdict(set)
        for phrase in self._phrases:
            shelves[_head(phrase)].add(phrase)
        headless = shelves.pop(b"", set())
        self._signs = {sign for phrase in headless for sign in (phrase[0].lower(), phrase[0].upper())}
        self._rare = _any_case({phrase[0] for phrase in headless if not phrase[0].isascii()})
        self._shelves = {head: frozenset(found) for head, found in shelves.items()}
        self._heads = frozenset(shelves)
        self._patterns: dict[bytes, re.Pattern[str]] = {}
        self._bits = 0

    def finditer(self, text: str, start: int = 0) -> Iterator[re.Match[str]]:
        """Return the matches from `start` on; they never overlap."""
        bits = self._bits or self._learned()
        held = held_in(text)
        if bits & held != bits:
            return iter(())
        if held == EVERYTHING or (self._signs and self._may_begin(text)):
            return words_pattern(self._phrases).finditer(text, start)
        told = heads_in(text)
        heads = self._heads & told.all
        if not heads:
            return iter(())
        return self._at(text, sorted([(place, head) for head in heads for place in told.places(head)]), start)

    def _may_begin(self, text: str) -> bool:
        """Tell whether a sign stands in the text with which a phrase without a head begins."""
        if any(sign in text for sign in self._signs):
            return True
        return self._rare is not None and not text.isascii() and self._rare.search(text) is not None

    def _learned(self) -> int:
        self._bits = bits_of(needed_words(words_source(self._phrases)))
        return self._bits

    def _at(self, text: str, begins: list[tuple[int, bytes]], end: int) -> Iterator[re.Match[str]]:
        for place, head in begins:
            found = self._pattern(head).match(text, place) if place >= end else None
            if found is not None:
                end = found.end()
                yield found

    def _pattern(self, head: bytes) -> re.Pattern[str]:
        if head not in self._patterns:
            self._patterns[head] = words_pattern(self._shelves[head])
        return self._patterns[head]

    def search(self, text: str, start: int = 0) -> re.Match[str] | None:
        """Return the first match from `start` on."""
        return next(self.finditer(text, start), None)

    def match(self, text: str, start: int = 0) -> re.Match[str] | None:
        """Return the match at `start`."""
        return next((found for found in self.finditer(text, start) if found.start() == start), None)

    def findall(self, text: str) -> list[str]:
        """Return the words of all matches."""
        return [found[0] for found in self.finditer(text)]

    def sub(self, other: str, text: str) -> str:
        """Return the text with `other` in place of every match."""
        kept, end = [], 0
        for found in self.finditer(text):
            kept.append(text[end : found.start()])
            end = found.end()
        return other.join((*kept, text[end:])) if kept else text


def _any_case(signs: Iterable[str]) -> re.Pattern[str] | None:
    """Return what finds the signs in any case: "\u03d0" is a small beta too, of which no case of "\u03b2" tells."""
    listed = "".join(map(re.escape, sorted(signs)))
    return re.compile(f"[{listed}]", re.IGNORECASE) if listed else None


def _head(phrase: str) -> bytes:
    """Return how words begin that the phrase may fit, in small letters; nothing where that is not known."""
    word = _WORD.match(phrase)
    if word is None or (phrase[word.end() :] == "*" and len(word[0]) < HEAD):
        return b""
    return head_of(word[0].lower())
