"""Phrases as patterns for the bytes of a record that nobody has parsed.

A needle finds at least every place where the phrase stands in the text of the parsed and folded record, provided that
no word is broken in the bytes (see flat.py): it asks for the letters in order and lets tags and anything but a letter
or digit stand between words and figures, whatever kind of space, hyphen or quotation mark that is. It is made for two
engines, the `re` module and Hyperscan, so it uses only what both spell alike.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

_WORD = re.compile(r"[^\W\d_]+|\d")  # figures one by one: a tag may stand between them
TAG = rb"<[^<>\"']*(?:\"[^\"<]*\"[^<>\"']*|'[^'<]*'[^<>\"']*)*>"
GAP = rb"(?:[^A-Za-z0-9<]|" + TAG + rb")*"
_EDGE = rb"[^A-Za-z0-9]"
_EXPANDED = frozenset(["and", "patient", "patients", "grade"])  # may be printed "&", "pts", "gr": not to be asked for


@dataclass(frozen=True, slots=True)
class Needle:
    """A pattern without lookaround. first: bytes of which one must be there, in small letters where caseless.

    edged: it asks for the edges of a word too.
    """

    pattern: bytes
    caseless: bool
    first: tuple[bytes, ...]
    edged: bool = False


def needles_of(phrases: Iterable[str], *, inside_words: bool = True) -> tuple[Needle, ...]:
    """Return the needles of phrases as the vocabulary spells them, each once.

    A phrase without small letters is looked for in capitals, any other whatever its case. inside_words: a phrase in
    capitals counts as part of a word too. Raises ValueError for a phrase of which nothing can be looked for.
    """
    made = {_needle(phrase, inside_words=inside_words or phrase != phrase.upper()): None for phrase in phrases}
    return tuple(made)


def _needle(phrase: str, *, inside_words: bool) -> Needle:
    words = _asked(phrase)
    if not words:
        raise ValueError(f"nothing of {phrase!r} can be looked for in the bytes of a record")
    caseless = phrase != phrase.upper()
    pattern = GAP.join(b"".join(_sign(sign, caseless=caseless) for sign in word) for word in words)
    if not inside_words:
        pattern = _EDGE + pattern + _EDGE
    return Needle(pattern, caseless, _first(words, caseless=caseless), not inside_words)


def _asked(phrase: str) -> list[str]:
    """Return the words of the phrase, or of its longest part that holds no word which may be printed short."""
    parts: list[list[str]] = [[]]
    for word in _WORD.findall(phrase):
        if word.lower() in _EXPANDED:
            parts.append([])
        else:
            parts[-1].append(word)
    return max(parts, key=lambda part: sum(map(len, part)))


def _sign(sign: str, *, caseless: bool) -> bytes:
    """Return what stands for one letter: case of ASCII is the engine's business, of other letters ours."""
    if sign.isascii():
        return sign.encode("ascii")
    spelt = {sign, sign.lower(), sign.upper()} if caseless else {sign}
    return b"(?:" + b"|".join(sorted(b"".join(rb"\x%02x" % byte for byte in one.encode()) for one in spelt)) + b")"


def _first(words: list[str], *, caseless: bool) -> tuple[bytes, ...]:
    """Return the longest run of ASCII in the words, or the first bytes of the first letter where there is none."""
    runs = [run for word in words for run in re.findall(r"[A-Za-z0-9]+", word)]
    longest = max(runs, key=len, default="")
    if len(longest) > 1:
        return ((longest.lower() if caseless else longest).encode("ascii"),)
    sign = words[0][0]
    return tuple(sorted({one.encode()[:1].lower() for one in (sign, sign.lower(), sign.upper())}))
