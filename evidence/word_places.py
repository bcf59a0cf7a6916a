"""Where the words of a text begin, looked up once a text."""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

HEAD = 3  # letters by which words are looked up
_SMALL = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "abcdefghijklmnopqrstuvwxyz")  # every sign keeps its place
_HEADS = re.compile(rf"([a-z0-9]{{1,{HEAD}}}|\A)([a-z0-9]*[^a-z0-9]*)")
_WORDS = re.compile(r"([a-z0-9]+|\(|\A)([^a-z0-9(]*)")


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
    return text.lower() if text.isascii() else text.translate(_SMALL)


def head_of(word: str) -> str:
    """Return the letters by which a word in small letters is looked up: every number by 0."""
    head = word[:HEAD]
    if head.isalpha():
        return head
    return "0" if head[:1].isdigit() else "".join("0" if sign.isdigit() else sign for sign in head)


@lru_cache(maxsize=64)
def heads_in(text: str) -> tuple[frozenset[str], Mapping[str, list[int]]]:
    """Return the heads of all words, and where words begin with them."""
    places: dict[str, list[int]] = {}
    place = 0
    for letters, rest in _HEADS.findall(_small(text)):
        head = letters if letters.isalpha() else head_of(letters)
        if head in places:
            places[head].append(place)
        else:
            places[head] = [place]
        place += len(letters) + len(rest)
    return frozenset(places), places


def places_of(text: str, heads: frozenset[str]) -> Sequence[int]:
    """Return in order where words begin with one of the heads."""
    all_heads, places = heads_in(text)
    found = heads & all_heads
    if len(found) > 1:
        return sorted([place for head in found for place in places[head]])
    return places[next(iter(found))] if found else ()
