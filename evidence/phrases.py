"""Phrases of the topic as patterns: "change ... EDSS", "{confirmed}? {disability} {worsening|progression}".

A brace holds alternatives, each a phrase itself; a brace or a word with "?" behind it may be missing. " & " stands for
what joins the parts of a list (",", "and", "or", "/"), " ... " for up to four words, "#" for a number. Between two
parts may stand a hyphen, a slash, or the abbreviation of the first in brackets: "annualised relapse (ARR) rate".
"""

import re
from dataclasses import dataclass

from evidence.words import words_source

_GAP = r"(?:[^\w.;:,]+[\w+'/-]+){0,4}?[^\w.;:,]+"  # what " ... " in a phrase stands for
_JOIN = r"(?:\s+[(\[][A-Z][\w/+-]{0,11}[)\]])?[\s/\u2010-\u2015-]+"
_LISTED = (
    r"(?:\s*[,/]\s*(?:(?:and/or|and|or|nor)\s+)?|\s+(?:and/or|and|or|nor)\s+)"
    r"(?:(?:no|of|from|any|without|the)\s+){0,2}"
)
_NUMBER = r"(?<![\w.])\d+(?:\.\d+)?(?![\w.]*\d)"
_NEED_NO_SPACE = "#\u2265\u2264<>="
_SIGNS = re.compile(r"\s*(\{|\}\??|\||\.\.\.|&|#|[^\s{}|&]+\?)\s*")
_OPEN = re.compile(r"[A-Za-z0-9]{0,3}\*")  # a first word of which too little is fixed
_SHORT = re.compile(r"(?!\w{4}).*\*", re.DOTALL)
Tokens = list[str]


class PhraseError(ValueError):
    """A phrase that cannot be read; the message says what is wrong with it."""


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of a phrase. heads: its words that come first; link: what joins it to the part before."""

    pattern: str
    heads: tuple[str, ...]
    optional: bool
    link: str


def phrase_pattern(phrase: str) -> str:
    """Return the pattern of a phrase. Raises PhraseError."""
    return _joined(_parts(phrase))


def phrase_heads(phrase: str) -> tuple[str, ...]:
    """Return the words that a place must begin with for the phrase to fit there. Raises PhraseError.

    They are looked up by their first four letters: a shorter one with "*" would be found only by its own.
    """
    heads = _heads(_parts(phrase))
    fixed = _OPEN.fullmatch if is_plain_phrase(phrase) else _SHORT.fullmatch  # "FIS score*" alone has its first word
    short = next((head for head in heads if fixed(head) is not None), None)
    if short is not None:
        raise PhraseError(f"{phrase!r} begins with {short!r}, which needs four letters before its '*'")
    return heads


def is_plain_phrase(phrase: str) -> bool:
    """Tell whether the phrase is but one text, without alternatives or gaps."""
    return not any(sign in phrase for sign in ("{", "&", " ... ", "?", "#"))


def _parts(phrase: str) -> tuple[_Part, ...]:
    tokens = [token for token in _SIGNS.split(phrase) if token]
    parts, rest = _sequence(tokens)
    if rest:
        raise PhraseError(f"{phrase!r} closes a brace that it does not open")
    if not parts or all(part.optional for part in parts):
        raise PhraseError(f"{phrase!r} names nothing that must stand there")
    return parts


def _sequence(tokens: Tokens) -> tuple[tuple[_Part, ...], Tokens]:
    """Return the parts up to the end of the alternative, and the tokens from there on."""
    parts: list[_Part] = []
    link = _JOIN
    while tokens and tokens[0] not in ("|", "}", "}?"):
        first, tokens = tokens[0], tokens[1:]
        if first in ("...", "&"):
            link = _GAP if first == "..." else _LISTED
            continue
        if first == "{":
            part, tokens = _alternatives(tokens, link)
        else:
            part = _literal(first, link)
        parts.append(part)
        link = _JOIN
    return tuple(parts), tokens


def _literal(words: str, link: str) -> _Part:
    """Return words as a part; a sign ("\u2265") and a number behind it need no space."""
    bare = words.removesuffix("?")
    sign = _NUMBER if bare == "#" else re.escape(bare)
    pattern = sign if bare[0] in f"#{_NEED_NO_SPACE}" else words_source([bare])
    return _Part(pattern, (bare,), optional=bare != words, link=_close(link, (bare,)))


def _close(link: str, heads: tuple[str, ...]) -> str:
    return r"\s*" if link == _JOIN and any(head[0] in _NEED_NO_SPACE for head in heads) else link


def _alternatives(tokens: Tokens, link: str) -> tuple[_Part, Tokens]:
    """Return a brace as one part, and the tokens behind it; the longest alternatives are tried first."""
    found: list[tuple[_Part, ...]] = []
    closing = "|"
    while closing == "|":
        parts, tokens = _sequence(tokens)
        if not parts or not tokens:
            raise PhraseError("a brace is empty or does not close")
        found.append(parts)
        closing, tokens = tokens[0], tokens[1:]
    patterns = sorted((_joined(parts) for parts in found if not _is_word(parts)), key=len, reverse=True)
    words = [parts[0].heads[0] for parts in found if _is_word(parts)]
    patterns.extend([words_source(words)] if words else [])
    heads = tuple(head for parts in found for head in _heads(parts))
    link = _close(link, heads)
    return _Part(f"(?:{'|'.join(patterns)})", heads, optional=closing == "}?", link=link), tokens


def _is_word(parts: tuple[_Part, ...]) -> bool:
    """Tell whether an alternative is plain words, which are looked for together."""
    return len(parts) == 1 and parts[0].pattern == words_source([parts[0].heads[0]])


def _joined(parts: tuple[_Part, ...]) -> str:
    """Return the pattern of parts in a row; where one may be missing, what joins it to its neighbours may be too."""
    pattern = ""
    linked = True  # nothing needs to join what comes first
    for place, part in enumerate(parts):
        follows = place + 1 < len(parts)
        if part.optional and (linked or (part.link != _JOIN and follows)):
            link = _JOIN if not follows else parts[place + 1].link
            pattern += f"{'' if linked else part.link}(?:{part.pattern}{link})?"
            linked = True
            continue
        one = part.pattern if linked else f"{part.link}{part.pattern}"
        pattern += f"(?:{one})?" if part.optional else one
        linked = False
    return pattern


def _heads(parts: tuple[_Part, ...]) -> tuple[str, ...]:
    heads: list[str] = []
    for part in parts:
        heads.extend(part.heads)
        if not part.optional:
            break
    return tuple(heads)
