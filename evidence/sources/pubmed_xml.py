"""One PubMed record in XML, as PubMed gives it: nothing inferred, nothing lost that an Article has a place for.

Every path is anchored: the PMID comes from MedlineCitation/PMID alone, identifiers from the record's own lists, since
references and notices hold PMIDs and DOIs of other papers.
"""

import re
from xml.etree.ElementTree import Element

from evidence.errors import ContentRefused
from evidence.records.article import Article, DeletedRecord
from evidence.sources import pubmed_parts as parts
from evidence.sources.pubmed_book import read_book
from evidence.sources.pubmed_dates import entry_date, iso_date, read_pub_date
from evidence.sources.pubmed_known import unknown_elements, unknown_values
from evidence.sources.pubmed_text import child_text, exact_text, texts
from evidence.sources.xml_guard import parse_element
from evidence.sources.xml_marks import first_remark

_PMID_ELEMENT = re.compile(rb"<PMID(?:\s[^<>]*)?>\s*([0-9]{1,10})\s*</PMID\s*>")
_UNREAD_DAY = re.compile(  # of submission, review, indexing; spelt as NLM spells it
    rb"""<PubMedPubDate\ PubStatus="(?!entrez")[a-z]+"> \s* <Year>[0-9]+</Year> \s* <Month>[0-9]+</Month> \s*
        <Day>[0-9]+</Day> \s* (?:<Hour>[0-9]+</Hour> \s*)? (?:<Minute>[0-9]+</Minute> \s*)? </PubMedPubDate> \s*""",
    re.VERBOSE,
)
_NOTHING = Element("Nothing")  # stands for an absent part; it is never changed


def read_record(raw: bytes) -> Article:
    """Return the Article of one <PubmedArticle>, <PubmedBookArticle> or <MedlineCitation> element.

    Raises ContentRefused where it is not well-formed XML, is another element, or has no PMID. An element, RefType or
    status newer than this reader is named in Article.unknown.
    """
    record = _parsed(raw)
    if record.tag == "PubmedBookArticle":
        return read_book(record)
    citation = record if record.tag == "MedlineCitation" else record.find("MedlineCitation")
    if citation is None or record.tag not in ("PubmedArticle", "MedlineCitation"):
        raise ContentRefused("an element that is not a PubMed record: expected PubmedArticle with a MedlineCitation")
    pubmed = record.find("PubmedData")
    return _read_citation(record, citation, _NOTHING if pubmed is None else pubmed)


def read_deletions(raw: bytes) -> list[tuple[bytes, DeletedRecord]]:
    """Return each PMID of a <DeleteCitation> or <DeleteDocument> element, with the bytes of its PMID element.

    Raises ContentRefused where the element is not well formed or holds anything but PMIDs.
    """
    spelt = list(_PMID_ELEMENT.finditer(raw))
    element = parse_element(raw)
    if [found[1].decode("ascii") for found in spelt] != [exact_text(child) for child in element]:
        raise ContentRefused(f"a {element.tag} list that holds something other than PMIDs")
    return [(found[0], DeletedRecord(found[1].decode("ascii"))) for found in spelt]


def _parsed(raw: bytes) -> Element:
    try:
        return parse_element(without_unread(raw))
    except ContentRefused:  # told with the line of the record as it is
        return parse_element(raw)


def without_unread(raw: bytes) -> bytes:
    """Return the record without what nothing is read of: references, affiliations, all days of the history but one.

    That is half of a newer file. Only what is plain is cut: where comments, CDATA or lists inside lists could deceive a
    search for bytes, the record is parsed as it is.
    """
    if first_remark(raw, 0) < len(raw):
        return raw
    return _without_history(_without_affiliations(_without_references(raw)))


def _without_references(raw: bytes) -> bytes:
    """Return the record without a single reference list."""
    start = raw.find(b"<ReferenceList>")
    end = raw.find(b"</ReferenceList>", start) if start >= 0 else -1
    if end < 0 or raw.find(b"<ReferenceList", start + 1) >= 0:
        return raw
    return raw[:start] + raw[end + len(b"</ReferenceList>") :]


def _without_affiliations(raw: bytes) -> bytes:
    first, *rest = raw.split(b"<AffiliationInfo>")
    if not rest:
        return raw
    kept = [first]
    for part in rest:
        _, end, after = part.partition(b"</AffiliationInfo>")
        if not end:
            return raw
        kept.append(after)
    return b"".join(kept)


def _without_history(raw: bytes) -> bytes:
    before, history, after = raw.rpartition(b"<History>")
    return before + history + _UNREAD_DAY.sub(b"", after)


def _read_citation(record: Element, citation: Element, pubmed: Element) -> Article:
    article = _part(citation, "Article")
    journal = _part(article, "Journal")
    issue = _part(journal, "JournalIssue")
    abstract = article.find("Abstract")
    pmid, version = parts.read_pmid(citation)
    vernacular = child_text(article, "VernacularTitle")
    sections = parts.read_sections(abstract)
    doi, other_ids = parts.read_ids(pmid, article.findall("ELocationID"), _part(pubmed, "ArticleIdList"))
    info = citation.find("MedlineJournalInfo")
    return Article(
        pmid=pmid,
        version=version,
        title=parts.read_title(exact_text(article.find("ArticleTitle")), vernacular),
        sections=sections,
        vernacular_title=vernacular,
        other_abstracts=parts.read_other_abstracts(citation),
        copyright=child_text(abstract, "CopyrightInformation"),
        abstract_truncated=parts.is_truncated(sections),
        journal=child_text(journal, "Title"),
        journal_short=child_text(journal, "ISOAbbreviation") or child_text(info, "MedlineTA"),
        issn=child_text(journal, "ISSN") or child_text(info, "ISSNLinking"),
        volume=child_text(issue, "Volume"),
        issue=child_text(issue, "Issue"),
        pages=parts.read_pages(article.find("Pagination")),
        published=read_pub_date(issue.find("PubDate")),
        electronic=_electronic(article),
        entered=entry_date(pubmed),
        revised=iso_date(citation.find("DateRevised")),
        doi=doi,
        other_ids=other_ids + _medline_ids(citation),
        authors=parts.read_authors(article.findall("AuthorList")),
        mesh=parts.read_mesh(citation),
        keywords=parts.read_keywords(citation),
        publication_types=texts(article.find("PublicationTypeList"), "PublicationType"),
        registry_ids=parts.read_registry_ids(article),
        notices=parts.read_notices(citation),
        languages=texts(article, "Language"),
        status=citation.get("Status"),
        unknown=_unknown(record, citation),
    )


def _part(parent: Element, name: str) -> Element:
    found = parent.find(name)
    return _NOTHING if found is None else found


def _electronic(article: Element) -> str | None:
    """Return the earliest ArticleDate: the day from which the paper could be read on line."""
    days = [iso_date(element) for element in article.findall("ArticleDate")]
    return min((day for day in days if day is not None), default=None)


def _medline_ids(citation: Element) -> tuple[tuple[str, str], ...]:
    return tuple((other.get("Source", "unknown"), exact_text(other)) for other in citation.findall("OtherID"))


def _unknown(record: Element, citation: Element) -> tuple[str, ...]:
    """Return what NLM's DTDs do not have: elements by name, values as "CommentsCorrections@RefType=Value"."""
    notices = citation.find("CommentsCorrectionsList")
    kinds = [] if notices is None else [entry.get("RefType", "") for entry in notices]
    return (*unknown_elements(record), *unknown_values(kinds, citation.get("Status", "")))
