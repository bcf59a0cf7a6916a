"""Where the words of a text begin, looked up once a text."""

import re
from collections.abc import Sequence
from functools import lru_cache
from string import ascii_lowercase, ascii_uppercase, digits

HEAD = 3  # letters by which words are looked up
_SMALL = str.maketrans(ascii_uppercase, ascii_lowercase)  # every sign keeps its place
_NOT_IN_PLACE = re.compile("[\u0130\u212a]")  # the signs whose small letters are two, or a letter of ASCII
_WORDS = re.compile(r"([a-z0-9]+|\(|\A)([^a-z0-9(]*)")
_LETTERS = f"{ascii_uppercase}{ascii_lowercase}{digits}".encode("ascii")
_FOLDED = f"{ascii_lowercase}{ascii_lowercase}{'0' * len(digits)}".encode("ascii")
FOLD = bytes(_FOLDED[_LETTERS.index(sign)] if sign in _LETTERS else ord(" ") for sign in range(256))
NO_SIGNS = _LETTERS + b" \t\n\r\f\v"
_ZERO, _SPACE = b"0"[0], b" "[0]


def folded(text: str) -> bytes:
    """Return the words of the text in small letters, each in its place: 0 for a digit, a space for any other sign."""
    return in_ascii(text).translate(FOLD)


def in_ascii(text: str) -> bytes:
    """Return the text with "?" for every sign beyond ASCII."""
    return text.encode("ascii", "replace")


@lru_cache(maxsize=64)  # the sentences of one record
def words_of(text: str) -> tuple[tuple[int, str], ...]:
    """Return where each word of plain letters and digits begins, with the word in small letters; "(" counts as one."""
    found = []
    place = 0
    small = text.lower() if text.isascii() or _NOT_IN_PLACE.search(text) is None else text.translate(_SMALL)
    for word, gap in _WORDS.findall(small):
        if word:
            found.append((place, word))
        place += len(word) + len(gap)
    return tuple(found)


def head_of(word: str) -> bytes:
    """Return the letters by which a word in small letters is looked up: every number by 0."""
    head = folded(word)[:HEAD]
    return b"0" if head[0] == _ZERO else head


class Heads:
    """How the words of a text begin. all: the heads of its words."""

    __slots__ = ("_folded", "_places", "all")

    def __init__(self, text: str) -> None:
        """Fold the text; where its words begin is looked up when a head is asked for, which few are."""
        self._folded = folded(text)
        self.all = frozenset([b"0" if word[0] == _ZERO else word[:HEAD] for word in self._folded.split()])
        self._places: dict[bytes, list[int]] = {}

    def places(self, head: bytes) -> Sequence[int]:
        """Return in order where words begin with the head, one that the text has."""
        known = self._places.get(head)
        if known is None:
            known = self._places[head] = self._found(head)
        return known

    def _found(self, head: bytes) -> list[int]:
        text, whole = self._folded, len(head) < HEAD and head != b"0"  # a shorter one is the whole word
        found = []
        place = text.find(head)
        while place >= 0:
            begins = place == 0 or text[place - 1] == _SPACE
            end = place + len(head)
            if begins and not (whole and end < len(text) and text[end] != _SPACE):
                found.append(place)
            place = text.find(head, place + 1)
        return found


@lru_cache(maxsize=64)
def heads_in(text: str) -> Heads:
    """Return the heads of all words, and where words begin with them."""
    return Heads(text)


def places_of(text: str, heads: frozenset[bytes]) -> Sequence[int]:
    """Return in order where words begin with one of the heads."""
    told = heads_in(text)
    found = heads & told.all
    if len(found) > 1:
        return sorted([place for head in found for place in told.places(head)])
    return told.places(next(iter(found))) if found else ()
