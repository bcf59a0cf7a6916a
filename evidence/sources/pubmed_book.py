"""A book or chapter in PubMed (PubmedBookArticle), such as a GeneReviews chapter or a health technology assessment."""

from xml.etree.ElementTree import Element

from evidence.errors import ContentRefused
from evidence.records.article import Article, PartialDate
from evidence.sources import pubmed_parts as parts
from evidence.sources.pubmed_dates import NO_DATE, entry_date, iso_date, read_pub_date
from evidence.sources.pubmed_known import unknown_elements
from evidence.sources.pubmed_text import child_text, texts


def read_book(record: Element) -> Article:
    """Return the Article (medium "book") of a PubmedBookArticle element.

    A chapter's title is its own, journal is the title of the book it is in; a book without chapters has its title
    as both. published is the day the chapter was contributed, where the record has it: the year of the book may lie
    decades before. status is None: books have none.
    Raises ContentRefused where there is no BookDocument or no PMID.
    """
    document = record.find("BookDocument")
    if document is None:
        raise ContentRefused("a PubmedBookArticle without a BookDocument")
    pmid, version = parts.read_pmid(document)
    book, pubmed, abstract = document.find("Book"), record.find("PubmedBookData"), document.find("Abstract")
    sections, vernacular = parts.read_sections(abstract), child_text(document, "VernacularTitle")
    book_title = child_text(book, "BookTitle")
    doi, other_ids = parts.read_ids(pmid, _children(book, "ELocationID"), _ids(document, pubmed))
    return Article(
        pmid=pmid,
        version=version,
        title=parts.read_title(child_text(document, "ArticleTitle") or book_title or "", vernacular),
        sections=sections,
        vernacular_title=vernacular,
        copyright=child_text(abstract, "CopyrightInformation"),
        abstract_truncated=parts.is_truncated(sections),
        journal=book_title,
        volume=child_text(book, "Volume"),
        pages=parts.read_pages(document.find("Pagination")),
        published=_published(document, book),
        entered=None if pubmed is None else entry_date(pubmed),
        revised=iso_date(document.find("DateRevised")),
        doi=doi,
        other_ids=other_ids + tuple(("isbn", isbn) for isbn in texts(book, "Isbn")),
        authors=parts.read_authors([*document.findall("AuthorList"), *_children(book, "AuthorList")]),
        keywords=parts.read_keywords(document),
        publication_types=texts(document, "PublicationType"),
        languages=texts(document, "Language"),
        medium="book",
        unknown=tuple(unknown_elements(record)),
    )


def _published(document: Element, book: Element | None) -> PartialDate:
    contributed = read_pub_date(document.find("ContributionDate"))
    if contributed != NO_DATE or book is None:
        return contributed
    return read_pub_date(book.find("PubDate"))


def _children(parent: Element | None, name: str) -> list[Element]:
    return [] if parent is None else parent.findall(name)


def _ids(document: Element, pubmed: Element | None) -> list[Element]:
    lists = [document.find("ArticleIdList"), None if pubmed is None else pubmed.find("ArticleIdList")]
    return [found for id_list in lists if id_list is not None for found in id_list]
