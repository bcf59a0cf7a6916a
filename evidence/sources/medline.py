"""MEDLINE exports (.nbib): one record after the other, lines such as "TI  - A title", folded with six blanks.

Bio.Medline reads the fields. It is given unfolded lines, because it takes a folded line of a repeated field (a long
keyword or group name) for a new entry.
"""

import re
from collections.abc import Iterator
from typing import Any

from evidence.errors import ContentRefused
from evidence.records.article import Article
from evidence.sources import medline_fields as fields
from evidence.sources.pubmed_parts import is_truncated, read_title

MEDLINE_START = b"PMID-"

_BLANK = " \t"  # no-break and thin spaces are text
_MAX_RECORD = 4 * 1024 * 1024  # bytes; thousands of collaborators fit
_NEXT_RECORD = re.compile(rb"[\r\n](?=PMID-)")
_FIELD = re.compile(r"([A-Z][A-Z0-9]{1,3}) {0,2}-(?: (.*))?")
_SOURCE = re.compile(rb"(?:^|[\r\n])SO {0,2}- ")
_LINE_END = re.compile(r"\r\n|\r|\n")  # not splitlines, which also breaks at U+2028 and the like
_PMID = re.compile(r"[1-9][0-9]{0,9}")
_TITLES = ("TI", "BTI", "TT", "CTI")  # of the article, its book, in its own language, of the collection


def split_medline(chunks: Iterator[bytes], name: str) -> Iterator[tuple[int, bytes]]:
    """Yield (offset, bytes) of every record of a MEDLINE export; name is the file, for messages.

    Raises ContentRefused where one record is larger than any real one, and after the last record where the file was
    cut: what was yielded before must then be discarded.
    """
    last, others_whole = b"", True
    for offset, piece in _pieces(chunks, name):
        if raw := piece.strip():
            others_whole = others_whole and (not last or _SOURCE.search(last) is not None)
            last = piece
            yield offset, raw
    if last:
        _refuse_cut(last, others_whole, name)


def _pieces(chunks: Iterator[bytes], name: str) -> Iterator[tuple[int, bytes]]:
    """Yield (offset, bytes) from one PMID line to the next, the last piece with its line end."""
    buffer, base, searched = b"", 0, 0
    for chunk in chunks:
        buffer += chunk
        while found := _NEXT_RECORD.search(buffer, searched):
            yield base, buffer[: found.start()]
            buffer, base, searched = buffer[found.end() :], base + found.end(), 0
        searched = max(0, len(buffer) - len(MEDLINE_START) - 1)
        if len(buffer) > _MAX_RECORD:
            raise ContentRefused(f"{name}: no end of a record in {_MAX_RECORD >> 20} MiB (byte {base:,}): not MEDLINE")
    yield base, buffer


def _refuse_cut(last: bytes, others_whole: bool, name: str) -> None:
    """Refuse a file that ends within a line, or whose last record alone lacks SO, which PubMed writes last."""
    if last.rstrip(b" \t")[-1:] not in (b"\n", b"\r"):
        why = "ends in the middle of a line"
    elif others_whole and _SOURCE.search(last) is None:
        why = "has no field SO, which PubMed writes last"
    else:
        return
    pmid = _PMID.search(last.split(b"\n", 1)[0].decode("ascii", "replace"))
    which = "the last record" if pmid is None else f"the last record (PMID {pmid[0]})"
    raise ContentRefused(f"{name}: {which} {why}: the file was cut, fetch it again")


def read_nbib(text: str) -> Iterator[tuple[bytes, Article]]:
    """Yield the bytes (UTF-8) and the Article of every record in the text of a MEDLINE export.

    Raises ContentRefused where a line is not MEDLINE, a record has no PMID or no title, or the text was cut.
    """
    for _, raw in split_medline(iter([text.encode("utf-8", "surrogatepass")]), "MEDLINE text"):
        yield raw, read_medline(raw)


def read_medline(raw: bytes) -> Article:
    """Return the Article of one MEDLINE record, as far as the format allows.

    The format has no version (1 is taken), no MeSH identifiers, and one string for a structured abstract, which is
    cut into sections only where its headings are unmistakable.
    Raises ContentRefused where it is not UTF-8, a line is not MEDLINE, or there is no PMID or no field with a title.
    """
    from Bio import Medline  # imported late: most runs read no .nbib

    try:
        lines = _unfold(raw.decode("utf-8-sig"))
    except UnicodeDecodeError as problem:
        raise ContentRefused(f"not in UTF-8 (byte {problem.start} of the record)") from problem
    if not lines:
        raise ContentRefused("an empty record")
    record = Medline.read([f"{key:<4}- {value}\n" for key, value in lines])  # type: ignore[no-untyped-call]
    return _article(record, lines)


def _unfold(text: str) -> list[tuple[str, str]]:
    """Return (field, value) of every line, folded lines joined with one space; blank lines mean nothing."""
    lines: list[tuple[str, str]] = []
    for line in _LINE_END.split(text):
        found = _FIELD.fullmatch(line.rstrip(_BLANK))
        if found is not None:
            lines.append((found[1], (found[2] or "").strip(_BLANK)))
        elif line.startswith("      ") and lines:
            lines[-1] = (lines[-1][0], f"{lines[-1][1]} {line.strip(_BLANK)}".strip(_BLANK))
        elif line.strip(_BLANK):
            raise ContentRefused("a line that is not MEDLINE (expected a field such as 'TI  - ')")
    return lines


def _article(record: dict[str, Any], lines: list[tuple[str, str]]) -> Article:
    pmid = fields.text_of(record, "PMID") or ""
    if not _PMID.fullmatch(pmid):
        raise ContentRefused("a record without a readable PMID")
    if not any(key in record for key in _TITLES):  # every record of PubMed has one, be it "[Not Available]."
        raise ContentRefused(f"PMID {pmid} has no title ({', '.join(_TITLES)})")
    book, vernacular = fields.text_of(record, "BTI"), fields.text_of(record, "TT")
    sections = fields.read_sections(fields.text_of(record, "AB"))
    doi, other_ids = fields.read_ids(record)
    return Article(
        pmid=pmid,
        version=1,
        title=read_title(fields.text_of(record, "TI") or book or "", vernacular),
        sections=sections,
        vernacular_title=vernacular,
        other_abstracts=fields.read_other_abstracts(record),
        copyright=fields.text_of(record, "CI"),
        abstract_truncated=is_truncated(sections),
        journal=fields.text_of(record, "JT") or book,
        journal_short=fields.text_of(record, "TA"),
        issn=fields.read_issn(record),
        volume=fields.text_of(record, "VI"),
        issue=fields.text_of(record, "IP"),
        pages=fields.text_of(record, "PG"),
        published=fields.read_published(record),
        electronic=fields.read_day(fields.text_of(record, "DEP")),
        entered=fields.read_entered(record),
        revised=fields.read_day(fields.text_of(record, "LR")),
        doi=doi,
        other_ids=other_ids,
        authors=fields.read_authors(lines),
        mesh=fields.read_mesh(record),
        keywords=tuple(keyword.lstrip("*") for keyword in fields.list_of(record, "OT")),
        publication_types=fields.list_of(record, "PT"),
        registry_ids=fields.read_registry_ids(record),
        notices=fields.read_notices(lines),
        languages=fields.list_of(record, "LA"),
        status=fields.text_of(record, "STAT"),
        medium="article" if book is None else "book",
        unknown=fields.unknown_fields(record),
    )
