"""Where the words of a text begin, looked up once a text."""

import re
from collections.abc import Sequence
from functools import lru_cache

HEAD = 3  # letters by which words are looked up
_SMALL = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "abcdefghijklmnopqrstuvwxyz")  # every sign keeps its place
_NOT_IN_PLACE = re.compile("[\u0130\u212a]")  # the signs whose small letters are two, or a letter of ASCII
_ASCII_DIGITS = str.maketrans("123456789", "000000000")
_DIGIT = re.compile(r"[1-9]")
_FOLDED = re.compile(r"[a-z0]+")
_WORDS = re.compile(r"([a-z0-9]+|\(|\A)([^a-z0-9(]*)")
_IN_WORD = frozenset("abcdefghijklmnopqrstuvwxyz0")


@lru_cache(maxsize=64)  # the sentences of one record
def words_of(text: str) -> tuple[tuple[int, str], ...]:
    """Return where each word of plain letters and digits begins, with the word in small letters; "(" counts as one."""
    found = []
    place = 0
    for word, gap in _WORDS.findall(_small(text)):
        if word:
            found.append((place, word))
        place += len(word) + len(gap)
    return tuple(found)


def _small(text: str) -> str:
    return text.lower() if text.isascii() or _NOT_IN_PLACE.search(text) is None else text.translate(_SMALL)


def head_of(word: str) -> str:
    """Return the letters by which a word in small letters is looked up: every number by 0."""
    head = word[:HEAD]
    if head.isalpha():
        return head
    return "0" if head[:1].isdigit() else "".join("0" if sign.isdigit() else sign for sign in head)


class Heads:
    """How the words of a text begin. all: the heads of its words."""

    __slots__ = ("_folded", "_places", "all")

    def __init__(self, text: str) -> None:
        """Fold the text; where its words begin is looked up when a head is asked for, which few are."""
        small = _small(text)
        self._folded = small.translate(_ASCII_DIGITS) if small.isascii() else _DIGIT.sub("0", small)
        words = set(_FOLDED.findall(self._folded))
        self.all = frozenset(["0" if word[0] == "0" else word[:HEAD] for word in words])
        self._places: dict[str, list[int]] = {}

    def places(self, head: str) -> Sequence[int]:
        """Return in order where words begin with the head, one that the text has."""
        known = self._places.get(head)
        if known is None:
            known = self._places[head] = self._found(head)
        return known

    def _found(self, head: str) -> list[int]:
        text, whole = self._folded, len(head) < HEAD and head != "0"  # a shorter one is the whole word
        found = []
        place = text.find(head)
        while place >= 0:
            begins = place == 0 or text[place - 1] not in _IN_WORD
            if begins and not (whole and text[place + len(head) : place + len(head) + 1] in _IN_WORD):
                found.append(place)
            place = text.find(head, place + 1)
        return found


@lru_cache(maxsize=64)
def heads_in(text: str) -> Heads:
    """Return the heads of all words, and where words begin with them."""
    return Heads(text)


def places_of(text: str, heads: frozenset[str]) -> Sequence[int]:
    """Return in order where words begin with one of the heads."""
    told = heads_in(text)
    found = heads & told.all
    if len(found) > 1:
        return sorted([place for head in found for place in told.places(head)])
    return told.places(next(iter(found))) if found else ()
