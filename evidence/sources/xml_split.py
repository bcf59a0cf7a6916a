"""A PubMed XML file as a stream of the bytes of its records, without parsing what is inside them.

Only the outer level is read: declaration, external DOCTYPE (never fetched), root, and the record elements one after
the other. Memory is bounded by the largest record allowed. Whatever does not fit is refused with the last good PMID
and the byte where it stands, since records behind a misread limit could be lost without a trace.
"""

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from evidence.sources.xml_marks import may_deceive
from evidence.sources.xml_runs import RUN_OF, Look, Run, Runs, ends_in
from evidence.sources.xml_window import Window

ROOTS = frozenset({"PubmedArticleSet", "PubmedBookArticleSet", "MedlineCitationSet"})
RECORDS = frozenset({"PubmedArticle", "PubmedBookArticle", "MedlineCitation"})
DELETIONS = frozenset({"DeleteCitation", "DeleteDocument"})

_UTF8_BOM = b"\xef\xbb\xbf"
UTF16 = (b"\xff\xfe", b"\xfe\xff", b"\x00<", b"<\x00")
_READABLE = frozenset({b"utf-8", b"utf8", b"us-ascii", b"ascii"})
_ENCODING = re.compile(rb"encoding\s*=\s*[\"']([\w.:-]*)")
_NAME = re.compile(rb"</?([A-Za-z_:][A-Za-z0-9_:.-]*)")
_TAG = re.compile(rb"<[^\"'<>]*(?:\"[^\"<]*\"[^\"'<>]*|'[^'<]*'[^\"'<>]*)*>")
_REMARKS = {b"<!--": b"-->", b"<?": b"?>"}
_OPAQUE = _REMARKS | {b"<![CDATA[": b"]]>"}  # where "</PubmedArticle>" is not a tag
_OPAQUE_START = re.compile(rb"<!--|<\?|<!\[CDATA\[")
_LONGEST_TAG = 65_536  # bytes; also of a comment between records


class Piece(NamedTuple):
    """One element of the outer level: its name, its bytes as they came, where they begin in the plain file."""

    name: str
    raw: bytes
    offset: int


def split_elements(chunks: Iterator[bytes], name: str) -> Iterator[Piece]:
    """Yield every record and deletion list of a PubMed XML stream, in order; name is the file, for messages.

    Raises ContentRefused for another root, another encoding than UTF-8, an internal DTD subset, text or unknown
    elements between the records, a record over the limit, a stream that ends early or goes on behind its root.
    """
    for found in split_runs(chunks, name, lambda _doctype: ends_in):
        if isinstance(found, Piece):
            yield found
        else:
            for number, place in enumerate(found.places):
                yield Piece(RUN_OF, found.raw(number), found.offset + place[0])


def split_runs(chunks: Iterator[bytes], name: str, looking: Callable[[bytes], Look]) -> Iterator[Piece | Run]:
    """Yield the same as split_elements, but records that NLM's layout tells apart in runs, uncut.

    looking: returns for the DOCTYPE of the file, b"" where it has none, what looks at its buffers.
    """
    window = Window(chunks, name)
    root = _enter_root(window)
    runs = Runs(window, looking(window.doctype))
    while root is not None:
        while (run := runs.take()) is not None:
            yield run
        if _leaves_root(window, root):
            break
        piece = _take_element(window)
        if piece.name in RECORDS:
            window.last_record = piece.raw
        yield piece
    if _skip_remarks(window):
        raise window.refusal("goes on behind its root element (files joined together?)", "give each file by itself")


def _enter_root(window: Window) -> str | None:
    """Move past the root's start tag; return its name, None where it is an empty element."""
    if window.starts(*UTF16):
        raise window.refusal("is not in UTF-8 but in UTF-16", "convert it to UTF-8")
    if window.starts(_UTF8_BOM):
        window.take(len(_UTF8_BOM))
    _check_encoding(window)
    if not _skip_remarks(window):
        raise window.refusal("holds no XML at all", "fetch it again")
    if window.starts(b"<!DOCTYPE"):
        _skip_doctype(window)
        _skip_remarks(window)
    root, tag = _tag_at(window)
    if root not in ROOTS:
        raise window.refusal(f"is not PubMed XML, its root is <{root}>", "give files with a PubmedArticleSet")
    window.take(len(tag))
    return None if tag.endswith(b"/>") else root


def _check_encoding(window: Window) -> None:
    if not window.starts(b"<?xml"):
        return
    declaration = window.buffer[window.at : window.at + window.find(b"?>")]
    encoding = _ENCODING.search(declaration)
    if encoding is not None and encoding[1].lower() not in _READABLE:
        raise window.refusal(f"declares the encoding {encoding[1].decode()}", "convert it to UTF-8")


def _skip_doctype(window: Window) -> None:
    """Move past an external DOCTYPE such as NLM's, which is never fetched; an internal subset is refused."""
    end = window.find(b">")
    if b"[" in window.buffer[window.at : window.at + end]:
        raise window.refusal("has a DOCTYPE with declarations of its own", "entities are refused; use NLM's own file")
    window.doctype = window.take(end + 1)


def _skip_remarks(window: Window) -> bool:
    """Move past white space, comments and processing instructions; False at the end of the stream."""
    while window.skip_space():
        closing = next((end for start, end in _REMARKS.items() if window.starts(start)), None)
        if closing is None:
            return True
        size = window.find(closing, 2) + len(closing)
        window.take(size)
    return False


def _leaves_root(window: Window, root: str) -> bool:
    """Move to the next element; True where it was the end tag of the root, which is passed."""
    if not _skip_remarks(window):
        window.need_more()
    if not window.starts(b"</"):
        return False
    name, tag = _tag_at(window)
    if name != root:
        raise window.refusal(f"has a stray </{name}>", "not well-formed XML; fetch it again")
    window.take(len(tag))
    return True


def _tag_at(window: Window) -> tuple[str, bytes]:
    """Return name and bytes of the tag at the window's place, without moving."""
    if window.starts(b"<!"):
        raise window.refusal("has something other than an element where a record should begin", "fetch it again")
    while (tag := _TAG.match(window.buffer, window.at)) is None:
        if len(window.buffer) - window.at > _LONGEST_TAG or not window.starts(b"<"):
            raise window.refusal("has text where a record should begin", "not PubMed XML, or damaged; fetch it again")
        window.need_more()
    name = _NAME.match(tag[0])
    if name is None:
        raise window.refusal("has a tag without a name", "not well-formed XML; fetch it again")
    return name[1].decode("ascii"), tag[0]


def _take_element(window: Window) -> Piece:
    offset = window.offset
    name, tag = _tag_at(window)
    if name not in RECORDS and name not in DELETIONS:
        raise window.refusal(f"has an unknown element <{name}> among its records", "this program is too old for it")
    if tag.endswith(b"/>"):
        return Piece(name, window.take(len(tag)), offset)
    size = _element_size(window, name, len(tag))
    return Piece(name, window.take(size), offset)


def _element_size(window: Window, name: str, start: int) -> int:
    """Return the size of the element at the window's place up to and with its end tag."""
    closing = b"</" + name.encode("ascii")
    while True:
        end = window.find(closing, start)
        first, last = window.at + start, window.at + end
        if may_deceive(window.buffer, first, last):
            end = _end_outside_opaque(window, closing, start)
        size = window.find(b">", end) + 1
        if not window.buffer[window.at + end + len(closing) : window.at + size - 1].strip():
            return size
        start = end + len(closing)  # </PubmedArticleX> is another element


def _end_outside_opaque(window: Window, closing: bytes, start: int) -> int:
    """Return where the end tag begins, passing over comments, CDATA and processing instructions."""
    while True:
        end = window.find(closing, start)
        found = _OPAQUE_START.search(window.buffer, window.at + start, window.at + end)
        if found is None:
            return end
        close = _OPAQUE[found[0]]
        start = window.find(close, found.end() - window.at) + len(close)
