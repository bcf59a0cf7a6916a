"""References as RIS, for Zotero, EndNote, Mendeley, Rayyan, Covidence.

A PMID has no tag of its own: it stands in AN, which most programs keep, and in a note, which all of them keep. C2 is
where EndNote looks for the PMCID. A line can hold anything but a line break, so nothing is escaped.
"""

from collections.abc import Iterable, Iterator

from evidence_cli.exports.reference import Name, Reference
from evidence_cli.exports.when import When


def ris(references: Iterable[Reference]) -> str:
    """Return the references as RIS, one empty line between two."""
    return "\n".join("".join(f"{tag}  - {value}\n" for tag, value in _lines(one)) for one in references)


def _lines(one: Reference) -> Iterator[tuple[str, str]]:
    """Return tag and value of each line, TY first and ER last."""
    yield "TY", "BOOK" if one.is_book else "JOUR"
    first, _, last = one.pages.partition("-")
    told = [
        ("TI", one.title), *(("AU", _author(name)) for name in one.authors), ("T2", one.journal),
        ("J2", one.journal_short), ("SN", one.issn), ("VL", one.volume), ("IS", one.issue), ("SP", first),
        ("EP", last), ("PY", one.published.year), ("DA", _date(one.published)), ("DO", one.doi), ("AN", one.pmid),
        ("C2", one.pmcid), ("UR", one.url), ("LA", one.language), *(("KW", word) for word in one.keywords),
        ("ID", one.key), *(("N1", note) for note in (*_ids(one), *one.notes)),
        ("AB", " ".join(one.abstract.split("\n"))),
    ]  # fmt: skip
    yield from ((tag, value) for tag, value in told if value)
    yield "ER", ""


def _author(name: Name) -> str:
    """Return "Burt, Richard K, Jr", or the name of a group."""
    return name.group or ", ".join(part for part in (name.family, name.given, name.suffix) if part)


def _date(when: When) -> str:
    """Return "2024/03//": year, month, day and what else is printed, as far as each is known."""
    if not when.first:
        return ""
    year, month, day = (*(f"{part:02d}" for part in when.first), "", "")[:3]
    other = when.printed.replace("/", "-") if when.season or when.is_range else ""
    return f"{year.zfill(4)}/{month}/{day}/{other}"


def _ids(one: Reference) -> Iterator[str]:
    if one.pmid:
        yield f"PMID: {one.pmid}{f'; PMCID: {one.pmcid}' if one.pmcid else ''}"
