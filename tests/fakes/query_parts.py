"""A PubMed query taken to pieces, and what is said about the whole of it."""

import re
from dataclasses import dataclass, field

OPERATORS = ("AND", "OR", "NOT")
_PIECE = re.compile(
    r"""\s*(?:
      (?P<open>\() | (?P<close>\))
    | (?P<quoted>"[^"]*") | (?P<unclosed>"[^"]*$)
    | (?P<tag>\[[^\]]*\])
    | (?P<colon>:)
    | (?P<key>\#\d+)
    | (?P<doi>10\.\d{4,}/[^\s\[\]"]+)
    | (?P<word>[^\s()\[\]":]+)
    )""",
    re.VERBOSE,
)


class QueryError(ValueError):
    """The term cannot be read."""


class NoSuchList(QueryError):
    """The term names a list that the history does not hold."""


@dataclass
class Found:
    """What a search gives beside the PMIDs: how it was understood and what was not."""

    pmids: frozenset[str] = frozenset()
    translation: str = ""
    translations: list[tuple[str, str]] = field(default_factory=list)
    phrases_not_found: list[str] = field(default_factory=list)
    fields_not_found: list[str] = field(default_factory=list)
    ignored: list[str] = field(default_factory=list)
    quoted_not_found: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Part:
    """PMIDs of a part of the query and its translation; pmids is None where the part is left out."""

    pmids: frozenset[str] | None
    text: str = ""


def pieces_of(term: str) -> list[tuple[str, str]]:
    """The term as (kind, text): open, close, quoted, unclosed, tag, colon, key or word."""
    pieces = [(found.lastgroup or "", found[0].strip()) for found in _PIECE.finditer(term)]
    return [("word" if kind == "doi" else kind, text) for kind, text in pieces]
