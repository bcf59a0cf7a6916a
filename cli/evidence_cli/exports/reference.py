"""A record as something that can be cited: PubMed's own words where it was read, else what the evidence pack knows."""

import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from evidence_cli.exports.when import When, published
from evidence_cli.render.links import doi_link, pubmed_link
from evidence_cli.render.safe import one_line

Row = Mapping[str, Any]
# What stands in the title and among the keywords, so that it survives the way into another program.
MARKS = {
    "retracted": "RETRACTED",
    "under-concern": "EXPRESSION OF CONCERN",
    "deleted": "DELETED FROM PUBMED",
    "notice": "NOTICE",
}
_MEANS = {
    "retracted": "Retracted: never counted as evidence.",
    "under-concern": "Under an expression of concern: never the sole support of an answer.",
    "deleted": "PubMed deleted the record: never counted as evidence.",
    "notice": "A notice about another article: never counted as evidence.",
    "excluded": "Excluded by a person: not counted as evidence here.",
}
_NO_TITLE = "[Not Available]"  # what PubMed writes where it has no title
# As in "JAMA 2019;321(2):165-174" and "Neurology 2015".
_CITATION = re.compile(
    r"(?P<journal>[^;:()\[\]]+?) (?P<year>\d{4})(;(?P<volume>\w+)(\((?P<issue>[^()]+)\))?(:(?P<pages>[\w-]+))?)?"
)
_PMCID = re.compile(r"\bPMC\d{1,9}\b")


class Name(NamedTuple):
    """An author: a person by family and given name (in full, else initials), or a group; "" = not told."""

    family: str = ""
    given: str = ""
    suffix: str = ""
    group: str = ""


class Reference(NamedTuple):
    """What every format has a place for; "" = not known. mark: of MARKS; others: there are authors nobody told us."""

    key: str
    title: str
    mark: str
    authors: tuple[Name, ...]
    others: bool
    journal: str
    journal_short: str
    issn: str
    volume: str
    issue: str
    pages: str
    published: When
    pmid: str
    pmcid: str
    doi: str
    url: str
    keywords: tuple[str, ...]
    language: str
    is_book: bool
    notes: tuple[str, ...]
    abstract: str


def references(rows: list[Any], told: Row, *, abstracts: bool) -> list[Reference]:
    """Return the references of rows of views_references; told: about(); abstracts: with their text."""
    return [_reference(row, told, abstracts) for row in rows]


def _reference(row: Row, told: Row, abstracts: bool) -> Reference:
    cited = _CITATION.fullmatch(row["citation"] or "") if row["title"] is None else None
    printed = cited.groupdict() if cited is not None else {}
    mark = MARKS.get(row["standing"], "")
    authors, others = _authors(row)
    return Reference(
        key=row["record"],
        title=marked(_title(row), mark),
        mark=mark,
        authors=authors,
        others=others,
        journal=_plain(row["journal"] or printed.get("journal")),
        journal_short=_plain(row["journal_short"]),
        issn=_plain(row["issn"]),
        volume=_plain(row["volume"] or printed.get("volume")),
        issue=_plain(row["issue"] or printed.get("issue")),
        pages=_plain(row["pages"] or printed.get("pages")),
        published=published(row),
        pmid=_plain(row["pmid"]),
        pmcid=_pmcid(row),
        doi=_plain(row["doi"]),
        url=pubmed_link(row["pmid"]) or doi_link(row["doi"]) or _web(row["source_url"]),
        keywords=tuple(each for each in (mark, *map(_plain, row["keywords"] or ())) if each),
        language=_plain((row["languages"] or [""])[0]),
        is_book=row["medium"] == "book",
        notes=tuple(_notes(row, told, others=others, parsed=cited is not None)),
        abstract="\n".join(_paragraphs(row)) if abstracts else "",
    )


def marked(title: str, mark: str) -> str:
    """Return the title with its mark in front, unless its journal has put it there already; without one the mark."""
    if not mark or title.upper().startswith(mark):
        return title
    return f"{mark}: {title}" if title else mark


def _title(row: Row) -> str:
    """Return the title as PubMed or the pack has it, "" without one: what the pack says of a record is no title."""
    own, told = _plain(row["title"]), _plain(row["told_title"])
    if own and not own.startswith(_NO_TITLE):
        return own
    return "" if told.startswith("[") else told


def _plain(text: str | None) -> str:
    return one_line(text or "")


def _authors(row: Row) -> tuple[tuple[Name, ...], bool]:
    """Return the authors, and whether only the first is known: of a record without authors at PubMed the pack's."""
    printed = tuple(name for name in map(_name, row["authors"] or ()) if any(name))
    if printed:
        return printed, False
    if row["known_authors"]:
        return tuple(map(_short_name, row["known_authors"])), False
    first = _plain(row["first_author"])
    return ((_short_name(first),) if first else ()), bool(first)


def _name(author: Row) -> Name:
    if author["collective"]:
        return Name(group=_plain(author["collective"]))
    given = _plain(author["fore_name"] or author["initials"])
    return Name(_plain(author["last_name"]), given, _plain(author["suffix"]))


def _short_name(text: str) -> Name:
    """Return a person for "de Vries A", a group for anything else."""
    family, _, initials = _plain(text).rpartition(" ")
    if family and len(initials) <= 4 and initials.isupper():
        return Name(family, initials)
    return Name(group=_plain(text))


def _pmcid(row: Row) -> str:
    told = [value for kind, value in row["other_ids"] or () if kind == "pmc"]
    found = _PMCID.search(" ".join((*told, *(row["names"] or ()), row["source_url"] or "")))
    return found.group() if found is not None else ""


def _web(address: str | None) -> str:
    """Return the address of a source of the pack if it is one of the web and nothing but an address."""
    told = address or ""
    return told if re.fullmatch(r"https?://[\w./:?=%&+~,;@()-]+", told, re.ASCII) else ""


def _notes(row: Row, told: Row, *, others: bool, parsed: bool) -> Iterator[str]:
    if row["standing"] in _MEANS:
        yield _MEANS[row["standing"]]
    yield from (_correction(each) for each in row["corrections"] if each["by"])
    yield f"Screened as {row['label']}{': ' + row['study_design'] if row['study_design'] else ''}."
    if not _title(row) and row["told_title"]:
        yield f"The title is not known. The evidence pack says of the record: {_plain(row['told_title']).strip('[]')}."
    if others:
        yield "Only the first author is known."
    if row["title"] is None and row["citation"] and not parsed:
        yield f"Citation: {_plain(row['citation'])}."
    yield f"HSCT evidence tracker, record {row['record']}, data of {told['data_date'] or 'an unknown date'}."
    yield _plain(told["intended_use"])


def _correction(told: Row) -> str:
    """Return "erratum: PMID 1 (J Made Up 2025)": the notice that corrects, doubts or retracts the record."""
    source = f" ({_plain(told['source'])})" if told["source"] else ""
    return f"{told['kind'].replace('-', ' ').capitalize()}: PMID {_plain(', '.join(told['by']))}{source}."


def _paragraphs(row: Row) -> Iterator[str]:
    for section in row["sections"] or ():
        label = f"{_plain(section['label'])}: " if section["label"] else ""
        yield f"{label}{_plain(section['text'])}"
