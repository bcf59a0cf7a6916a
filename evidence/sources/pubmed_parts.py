"""The repeated parts of a PubMed record (abstract, authors, identifiers, notices, ...); order and repetition kept."""

import re
from collections.abc import Iterable, Iterator
from xml.etree.ElementTree import Element

from evidence.errors import ContentRefused
from evidence.records.article import AbstractSection, Author, MeshHeading, Notice, OtherAbstract
from evidence.sources.pubmed_text import child_text, exact_text, texts

NO_ENGLISH_TITLE = "[Title not available in English]"
NO_TITLE = "[Title not available]"

_PMID = re.compile(r"[1-9][0-9]{0,9}")
_VERSION = re.compile(r"[0-9]{1,4}")
_NAMES = frozenset(["LastName", "ForeName", "FirstName", "Initials", "Suffix", "CollectiveName"])
_DOI = re.compile(r"10\.\d{4,9}/\S+")
_DOI_PREFIX = re.compile(r"\A(?:doi\s*:|https?://(?:dx\.)?doi\.org/)\s*", re.IGNORECASE)
# "(ABSTRACT TRUNCATED AT 250 WORDS)", "[abstract truncated]"; feeds end a cut abstract in an ellipsis
_TRUNCATED = re.compile(r"abstract truncated(?: at \d+ words?)?[)\].]*\s*$|(?:\.\.\.|\u2026)[)\]]*\s*$", re.IGNORECASE)


def read_pmid(parent: Element) -> tuple[str, int]:
    """Return PMID and version of a MedlineCitation or BookDocument; a record is version 1 unless it says otherwise.

    Raises ContentRefused where there is no PMID: without it a record cannot be kept.
    """
    element = parent.find("PMID")
    pmid = exact_text(element)
    if element is None or not _PMID.fullmatch(pmid):
        raise ContentRefused("a record without a readable PMID")
    version = element.get("Version", "1")
    return pmid, int(version) if _VERSION.fullmatch(version) else 1


def read_title(title: str, vernacular: str | None) -> str:
    """Return the title, or a bracketed note where the record gives none in English, or none at all."""
    if title:
        return title
    return NO_TITLE if vernacular is None else NO_ENGLISH_TITLE


def read_sections(abstract: Element | None) -> tuple[AbstractSection, ...]:
    """Return every AbstractText in order; one with a label alone ("LEVEL OF EVIDENCE: 4") is kept."""
    if abstract is None:
        return ()
    sections = []
    for element in abstract.findall("AbstractText"):
        label, text = element.get("Label") or None, exact_text(element)
        if text or label:
            sections.append(AbstractSection(label, element.get("NlmCategory"), text))
    return tuple(sections)


def is_truncated(sections: Iterable[AbstractSection]) -> bool:
    """Whether the abstract ends in a mark that it was cut."""
    return any(_ends_cut(section.text[-60:]) for section in sections)


def _ends_cut(ending: str) -> bool:
    if "..." not in ending and "\u2026" not in ending and "runcated" not in ending.lower():
        return False
    return _TRUNCATED.search(ending) is not None


def read_other_abstracts(citation: Element) -> tuple[OtherAbstract, ...]:
    """Return abstracts in other languages and plain-language summaries."""
    return tuple(
        OtherAbstract(element.get("Type"), element.get("Language"), read_sections(element))
        for element in citation.findall("OtherAbstract")
    )


def read_authors(lists: Iterable[Element]) -> tuple[Author, ...]:
    """Return authors and groups in order, without those PubMed marks invalid and without the editors of a book."""
    authors = []
    for author_list in lists:
        if author_list.get("Type") == "editors":
            continue
        for author in author_list.findall("Author"):
            if author.get("ValidYN") != "N":
                authors.append(_author(author))
    return tuple(authors)


def _author(element: Element) -> Author:
    parts = {part.tag: exact_text(part) for part in element if part.tag in _NAMES}  # affiliations are not read
    told = parts.get
    return Author(
        told("LastName"),
        told("ForeName") or told("FirstName"),
        told("Initials"),
        told("Suffix"),
        told("CollectiveName"),
    )


def clean_doi(text: str) -> str | None:
    """Return the DOI without "doi:" or a resolver in front, spelt as given; None where it is no DOI."""
    stripped = text if text.startswith("10.") else _DOI_PREFIX.sub("", text, count=1)
    return stripped if _DOI.fullmatch(stripped) else None


def read_ids(
    pmid: str, locations: Iterable[Element], ids: Iterable[Element]
) -> tuple[str | None, tuple[tuple[str, str], ...]]:
    """Return the DOI and all other identifiers as (type, value), each once.

    ELocationID comes first (ValidYN="N" marks one that PubMed withdrew), then the record's own ArticleIdList.
    References and notices are never looked at.
    """
    return pick_doi(_named_ids(locations, ids), pmid)


def pick_doi(named: Iterable[tuple[str, str]], pmid: str) -> tuple[str | None, tuple[tuple[str, str], ...]]:
    """Return the first DOI that is one, and all other identifiers; a second, different DOI stays among them."""
    ids, doi = list[tuple[str, str]](), None
    for one in named:
        clean = clean_doi(one[1]) if one[0] == "doi" else None
        doi = doi or clean
        ids.append(one if clean is None else ("doi", clean))
    told = {("pubmed", pmid), ("doi", (doi or "").lower())}
    return doi, tuple(dict.fromkeys([found for found in ids if (found[0], found[1].lower()) not in told]))


def _named_ids(locations: Iterable[Element], ids: Iterable[Element]) -> Iterator[tuple[str, str]]:
    for element in locations:
        text = exact_text(element)
        if text and element.get("ValidYN") != "N":
            yield element.get("EIdType", "unknown"), text
    for element in ids:
        text = exact_text(element)
        if text:
            yield element.get("IdType", "pubmed"), text  # the DTD's default


def read_pages(pagination: Element | None) -> str | None:
    """Return the pages as printed ("123-33"), or start and end page where that is all there is."""
    printed = child_text(pagination, "MedlinePgn")
    if printed is not None:
        return printed
    pages = [
        page for page in (child_text(pagination, "StartPage"), child_text(pagination, "EndPage")) if page is not None
    ]
    return "-".join(pages) or None


def read_mesh(citation: Element) -> tuple[MeshHeading, ...]:
    """Return the MeSH headings with their qualifiers."""
    heading_list = citation.find("MeshHeadingList")
    return () if heading_list is None else tuple(_heading(heading) for heading in heading_list.findall("MeshHeading"))


def _heading(element: Element) -> MeshHeading:
    descriptor = element.find("DescriptorName")
    major = any(name.get("MajorTopicYN") == "Y" for name in element)
    unique = None if descriptor is None else descriptor.get("UI")
    return MeshHeading(exact_text(descriptor), unique, major, texts(element, "QualifierName"))


def read_keywords(parent: Element) -> tuple[str, ...]:
    """Return the keywords of all lists in order."""
    return tuple(keyword for keywords in parent.findall("KeywordList") for keyword in texts(keywords, "Keyword"))


def read_registry_ids(article: Element) -> tuple[tuple[str, str], ...]:
    """Return (bank, accession number) of every DataBankList entry: trial registries and data deposits."""
    bank_list = article.find("DataBankList")
    found = []
    for bank in () if bank_list is None else bank_list.findall("DataBank"):
        name = child_text(bank, "DataBankName") or ""
        found += [(name, number) for number in texts(bank.find("AccessionNumberList"), "AccessionNumber")]
    return tuple(found)


def read_notices(citation: Element) -> tuple[Notice, ...]:
    """Return every CommentsCorrections entry, its RefType as spelt; a PMID or note that is not there is None."""
    notice_list = citation.find("CommentsCorrectionsList")
    return () if notice_list is None else tuple(_notice(entry) for entry in notice_list.findall("CommentsCorrections"))


def _notice(entry: Element) -> Notice:
    source = child_text(entry, "RefSource") or ""
    return Notice(entry.get("RefType", ""), child_text(entry, "PMID"), source, child_text(entry, "Note"))
