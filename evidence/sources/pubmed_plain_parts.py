"""The texts and lists of a plain record, as the patterns of pubmed_grammar.py keep them."""

import re
from functools import lru_cache

from evidence.records.article import AbstractSection, Author, MeshHeading, Notice, OtherAbstract, PartialDate
from evidence.sources.pubmed_dates import read_day, read_parts, read_printed_date
from evidence.sources.pubmed_grammar import author_pattern, entry_pattern
from evidence.sources.pubmed_text import LAYOUT

_INLINE = re.compile(r"<(/?)(sup|sub|i|b|u)>")
_ENTITIES = {"&lt;": "<", "&gt;": ">", "&quot;": '"', "&apos;": "'", "&amp;": "&"}  # the last one last: "&amp;lt;"


class NotPlain(Exception):
    """Only a parser can read this."""


def plain_text(text: str | None) -> str | None:
    """Return a text without tags in it; None where it is absent or empty."""
    return _text(text) if text else None


def _text(text: str) -> str:
    if "&" in text:
        for entity, sign in _ENTITIES.items():
            text = text.replace(entity, sign)
    return text


def marked_text(text: str | None) -> str:
    """Return a text without its inline tags; "" where it is absent. Raises NotPlain unless they are in pairs."""
    if not text:
        return ""
    if "<" in text:
        pieces = _INLINE.split(text)
        _check_pairs(pieces[1::3], pieces[2::3])
        text = "".join(pieces[::3])
    return (LAYOUT.sub(" ", _text(text)) if "\n" in text else _text(text)).strip(" ")


def _check_pairs(slashes: list[str], names: list[str]) -> None:
    opened: list[str] = []
    for slash, name in zip(slashes, names, strict=True):
        if not slash:
            opened.append(name)
        elif not opened or opened.pop() != name:
            raise NotPlain
    if opened:
        raise NotPlain


@lru_cache(maxsize=1024)
def read_date(text: str | None) -> str | None:
    """Return the ISO date of a day; None where it is absent or impossible."""
    found = entry_pattern("DAY").match(text) if text else None
    return None if found is None else read_day(*found.groups())


@lru_cache(maxsize=1024)
def read_published(text: str) -> PartialDate:
    """Return the date of a PubDate element."""
    year, month, day, season, printed = entry_pattern("PRINTED").findall(text)[0]
    return read_printed_date(printed) if printed else read_parts(year, month or None, season or None, day or None)


def read_authors(text: str) -> tuple[Author, ...]:
    """Return authors and groups in order. Raises NotPlain where there is anything else among them."""
    pieces = author_pattern().split(text)  # what stands between them, and five groups of each
    if any(pieces[::6]):
        raise NotPlain
    return tuple(map(Author, pieces[1::6], pieces[2::6], pieces[3::6], pieces[4::6], pieces[5::6]))


def read_sections(text: str | None) -> tuple[AbstractSection, ...]:
    """Return every AbstractText in order; one with a label alone is kept."""
    sections = []
    for label, category, words in entry_pattern("SECTION").findall(text) if text else ():
        told = marked_text(words)
        if told or label:
            sections.append(AbstractSection(label or None, category or None, told))
    return tuple(sections)


def read_other_abstracts(text: str | None) -> tuple[OtherAbstract, ...]:
    """Return abstracts in other languages and plain-language summaries."""
    found = entry_pattern("OTHER_ABSTRACT").findall(text) if text else ()
    return tuple([OtherAbstract(kind, language, read_sections(sections)) for kind, language, sections in found])


def read_headings(text: str | None) -> tuple[MeshHeading, ...]:
    """Return the MeSH headings with their qualifiers."""
    return tuple([_heading(*heading) for heading in entry_pattern("HEADING").findall(text)]) if text else ()


@lru_cache(maxsize=4096)
def _heading(unique: str, major: str, name: str, qualifiers: str) -> MeshHeading:
    told = entry_pattern("QUALIFIER").findall(qualifiers)
    is_major = major == "Y" or any(other == "Y" for other, _ in told)
    return MeshHeading(_text(name), unique, is_major, tuple([_text(other) for _, other in told]))


def read_keywords(text: str | None) -> tuple[str, ...]:
    """Return the keywords in order."""
    found = entry_pattern("KEYWORD").findall(text) if text else ()
    return tuple([keyword for keyword in map(marked_text, found) if keyword])


@lru_cache(maxsize=1024)  # "Journal Article" alone is the list of every third record
def read_texts(entry: str, text: str | None) -> tuple[str, ...]:
    """Return the texts of a list of types, languages or numbers, in order."""
    return tuple(map(_text, entry_pattern(entry).findall(text))) if text else ()


def read_ids(entry: str, text: str | None) -> list[tuple[str, str]]:
    """Return (type, value) of a list of identifiers."""
    found: list[tuple[str, str]] = entry_pattern(entry).findall(text) if text else []
    return [(kind, _text(value)) for kind, value in found] if text and "&" in text else found


def read_registry_ids(text: str | None) -> tuple[tuple[str, str], ...]:
    """Return (bank, accession number) of every DataBankList entry."""
    found: list[tuple[str, str]] = []
    for name, numbers in entry_pattern("BANK").findall(text) if text else ():
        found += [(_text(name), number) for number in read_texts("NUMBER", numbers)]
    return tuple(found)


def read_notices(text: str | None) -> tuple[Notice, ...]:
    """Return every CommentsCorrections entry."""
    found = entry_pattern("NOTICE").findall(text) if text else ()
    return tuple([Notice(kind, pmid or None, _text(source), plain_text(note)) for kind, source, pmid, note in found])
