"""How the words begin at which a pattern can match, read off the pattern itself."""

from collections.abc import Iterable, Sequence
from functools import lru_cache

from evidence.number_words import ANY_WORD, WORDS
from evidence.word_places import HEAD

try:  # the parser of patterns is no public part of Python: without it every text is searched
    from re import _parser  # type: ignore[attr-defined]
except ImportError:  # pragma: no cover - Python 3.11 to 3.14 have it
    _parser = None

Parts = Sequence[tuple[object, object]]
_DEEPEST = 40
_ENDS = ("AT_BOUNDARY", "AT_END", "AT_END_STRING")  # \B stands within a word
_REPEATS = ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT")


class NoParserError(Exception):
    """Patterns cannot be looked into."""


@lru_cache(maxsize=4)  # a pattern is asked for its words, then for its beginnings
def parsed(source: str, flags: int = 0) -> Parts:
    """Return the parts of a pattern. Raises NoParserError."""
    if _parser is None:
        raise NoParserError
    return tuple(_parser.parse(source.replace(WORDS, ANY_WORD), flags))


class _AnywhereError(Exception):
    """A match may begin inside a word, with a sign, or with any word."""


def beginnings(source: str, flags: int = 0) -> frozenset[str] | None:
    """Return the heads (see word_places) of the words with which a match begins; None where that is not known.

    True of texts in ASCII alone: elsewhere signs of other scripts are letters and digits too.
    """
    try:
        return frozenset(_heads(parsed(source, flags), "", bound=False, depth=0))
    except (NoParserError, _AnywhereError, AttributeError, TypeError, ValueError, IndexError):
        return None


def _heads(parts: Parts, head: str, *, bound: bool, depth: int) -> set[str]:
    """Return the heads of what the parts match behind `head`; bound: whether a word is known to begin there."""
    if depth > _DEEPEST or not parts:
        raise _AnywhereError
    (kind, told), rest = parts[0], parts[1:]
    name = str(kind)
    if name == "AT" and head and str(told) in _ENDS:
        return {head}
    if name in ("AT", "ASSERT", "ASSERT_NOT"):
        return _heads(rest, head, bound=bound or _bounds(name, told), depth=depth + 1)
    ways = _ways(name, told, rest)
    if ways is not None:
        found = (_heads(way, head, bound=bound, depth=depth + 1) for way in ways)
        return {each for heads in found for each in heads}
    return _behind(_signs(name, told), rest, head, bound=bound, depth=depth)


def _bounds(name: str, told: object) -> bool:
    r"""Tell whether a word begins behind the part: \b, the begin of the text, or (?<![\w-])."""
    if name == "AT":
        return str(told) in ("AT_BOUNDARY", "AT_BEGINNING", "AT_BEGINNING_STRING")
    if name != "ASSERT_NOT" or not isinstance(told, tuple) or told[0] > 0 or len(told[1]) != 1:
        return False
    kind, signs = told[1][0]
    return str(kind) == "IN" and any(str(sign) == "CATEGORY_WORD" for _, sign in signs)


def _ways(name: str, told: object, rest: Parts) -> list[Parts] | None:
    """Return the rows of parts that a group, alternatives or a repeated part stand for; None for a single sign."""
    if name == "ATOMIC_GROUP":
        return [[*told, *rest]]  # type: ignore[misc]
    if not isinstance(told, tuple):
        return None
    if name == "SUBPATTERN":
        return [[*told[3], *rest]]
    if name == "BRANCH":
        return [[*way, *rest] for way in told[1]]
    if name not in _REPEATS:
        return None
    low, high, inner = told
    again = [(name, (max(low - 1, 0), high - 1, inner))] if high > 1 else []
    return [*([] if low else [rest]), [*inner, *again, *rest]]


def _signs(name: str, told: object) -> Iterable[str] | None:
    """Return the signs that a part may match, in small letters and 0 for a digit; None where they are too many."""
    if name == "LITERAL" and isinstance(told, int):
        return (_folded(told),)
    if name != "IN" or not isinstance(told, list):
        return None
    found: list[str] = []
    for kind, sign in told:
        if str(kind) == "LITERAL":
            found.append(_folded(sign))
        elif str(sign) in ("CATEGORY_DIGIT", "CATEGORY_SPACE"):
            found.append("0" if str(sign) == "CATEGORY_DIGIT" else " ")
        else:
            return None
    return found


def _folded(code: int) -> str:
    sign = chr(code).lower()
    return "0" if sign.isdigit() else sign


def _behind(signs: Iterable[str] | None, rest: Parts, head: str, *, bound: bool, depth: int) -> set[str]:
    """Return the heads that go on with one of the signs; any sign but a letter or a digit ends the word."""
    if signs is None or not (head or bound):
        raise _AnywhereError
    found: set[str] = set()
    for sign in signs:
        if not (sign.isascii() and sign.isalnum()):
            if not head:
                raise _AnywhereError
            found.add(head)
        elif len(head) + 1 == HEAD or head + sign == "0":
            found.add(head + sign)
        else:
            found |= _heads(rest, head + sign, bound=bound, depth=depth + 1)
    return found
