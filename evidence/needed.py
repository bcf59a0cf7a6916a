"""The words that a pattern cannot do without, read off the pattern itself."""

import re
from collections.abc import Iterable
from functools import lru_cache

from evidence.beginnings import parser

_MOST = 24  # more words than these take as long as the search
_DIGIT = re.compile(r"\d")
_ASCII_DIGITS = dict.fromkeys(map(ord, "0123456789"), "0")
Words = tuple[str, ...]


@lru_cache(maxsize=128)
def fold(text: str) -> str:
    """Return the text in small letters, with 0 for every digit."""
    small = text.lower()
    return small.translate(_ASCII_DIGITS) if small.isascii() else _DIGIT.sub("0", small)


def needed_words(source: str, flags: int = 0) -> tuple[Words, ...]:
    """Return the two rarest lists of folded words of each of which every match holds one; none where none is known."""
    if parser is None:
        return ()
    try:
        found = _needed(parser.parse(source, flags))
    except (AttributeError, TypeError, ValueError, IndexError):  # pragma: no cover - another parser than was known
        return ()
    return tuple(dict.fromkeys(words for words in found if len(words) <= _MOST))[:2]


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
