"""One record's bytes become one element tree, or are refused: no entities, no bombs, no repairs.

The standard library's ElementTree was chosen over lxml by measurement on 20,788 real records (233 MB): with references,
affiliations and history cut it takes 88 us a record against lxml's 50, but what reads the tree is a third slower on
lxml's, so that a record read whole costs the same; and it needs 36 ms less to import, which a night of a few hundred
records never earns back, and is one dependency less. A record is parsed without its DOCTYPE, so
there is no DTD: nothing is fetched, and an entity that XML itself does not define is an error. Damaged XML is
refused, never repaired. Of a file only what is not plain comes here (pubmed_plain.py).
"""

import re
from itertools import chain
from xml.etree.ElementTree import Element, ParseError, XMLParser

from evidence.errors import ContentRefused

MAX_RECORD = 16 * 1024 * 1024  # bytes; the largest of 51,392 real records has 0.5 MB
MAX_MARKUP = 500_000  # tags, and attributes twice (they cost more); 15,000 named collaborators are some 250,000
MAX_DEPTH = 64  # elements inside elements; real records, formulas included, stay under 20
_SHALLOW = 16 * 1024  # bytes; a record under this size is never deep enough to matter, and most are

# Prefixes that NLM's DTD would declare. Without a DTD a record may use them undeclared.
_PREFIXES = {"mml": "http://www.w3.org/1998/Math/MathML", "xlink": "http://www.w3.org/1999/xlink"}
_PREFIX = re.compile(rb"[<\s/]([A-Za-z_][\w.-]*):[A-Za-z_]")
_UNBOUND_PREFIX = 27  # expat's code


def parse_element(raw: bytes) -> Element:
    """Return the one element that raw holds, in UTF-8.

    Raises ContentRefused for anything that is not exactly one well-formed element, for a document type or an
    entity of its own, and for more bytes, tags or nesting than any real record has.
    """
    if len(raw) > MAX_RECORD:
        raise ContentRefused(f"a record of more than {MAX_RECORD >> 20} MiB is not a PubMed record")
    if len(raw) > MAX_MARKUP and raw.count(b"<") + 2 * raw.count(b"=") > MAX_MARKUP:
        raise ContentRefused(f"a record with more than {MAX_MARKUP:,} tags is not a PubMed record")
    element = _parse(raw)
    if len(raw) > _SHALLOW:
        _refuse_depth(element)
    return element


def _opening(prefixes: dict[str, str]) -> bytes:
    declared = " ".join(f'xmlns:{name}="{uri}"' for name, uri in prefixes.items())
    return f"<record {declared}>".encode("ascii")


_OPENING = _opening(_PREFIXES)


def _parse(raw: bytes) -> Element:
    try:
        return _parse_inside(raw, _OPENING)
    except ParseError as problem:
        if problem.code != _UNBOUND_PREFIX:
            raise _not_well_formed(raw, problem) from problem
    names = {name.decode("ascii") for name in _PREFIX.findall(raw)} - {"xml", "xmlns"}
    try:  # the root of the file may have declared prefixes that the record uses
        return _parse_inside(raw, _opening({name: f"urn:prefix:{name}" for name in sorted(names)} | _PREFIXES))
    except ParseError as problem:
        raise _not_well_formed(raw, problem) from problem


def _parse_inside(raw: bytes, opening: bytes) -> Element:
    parser = XMLParser(encoding="utf-8")  # noqa: S314 - guarded by parse_element: no DTD, no entities, bounded
    parser.feed(opening)
    parser.feed(raw)
    parser.feed(b"</record>")
    wrapper: Element = parser.close()
    if len(wrapper) != 1 or (wrapper.text or "").strip() or (wrapper[0].tail or "").strip():
        raise ContentRefused("not one XML element: give one record at a time")
    return wrapper[0]


def _not_well_formed(raw: bytes, problem: ParseError) -> ContentRefused:
    if b"<!DOCTYPE" in raw or b"<!ENTITY" in raw:
        return ContentRefused("declares a document type inside a record; entities of its own are refused")
    reason = str(problem).partition(":")[0]
    return ContentRefused(f"not well-formed XML ({reason}, line {problem.position[0]} of the record)")


def _refuse_depth(element: Element) -> None:
    level, depth = [element], 0
    while level:
        depth += 1
        if depth > MAX_DEPTH:
            raise ContentRefused(f"elements nested more than {MAX_DEPTH} deep are not a PubMed record")
        level = list(chain.from_iterable(level))
