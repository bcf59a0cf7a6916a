"""A plain record of a PubMed file, read without a tree: the same Article as pubmed_xml.py reads, in half its time.

99 of 100 records of NLM's files are plain (pubmed_grammar.py). The others are left to the tree, which alone tells
what is wrong with a record, so that a damaged one is never read here.
"""

import re

from evidence.records.article import Article
from evidence.sources import pubmed_plain_parts as plain
from evidence.sources.pubmed_grammar import record_pattern
from evidence.sources.pubmed_known import unknown_values
from evidence.sources.pubmed_parts import is_truncated, pick_doi, read_title
from evidence.sources.pubmed_xml import read_record
from evidence.sources.xml_guard import MAX_MARKUP
from evidence.sources.xml_marks import may_deceive

_AUTHORS = re.compile(rb'<AuthorList(?: CompleteYN="[YN]")?>\n? *')
Told = dict[str, str | None]


def read_quickly(raw: bytes) -> Article:
    """Return the Article of a record, or refuse it, as read_record does."""
    article = read_plain(raw)
    return read_record(raw) if article is None else article


def read_plain(raw: bytes) -> Article | None:
    """Return the Article of a plain record, None for any other."""
    if len(raw) > MAX_MARKUP:  # bytes, so that it cannot have more tags
        return None
    try:
        rest, authors = _without_long_lists(raw)
        text = rest.decode("utf-8")
        found = record_pattern().fullmatch(text)
        if found is None or _has_no_signs(text) or _has_no_signs(authors):
            return None
        return _article(found.groupdict(), authors)
    except (UnicodeDecodeError, plain.NotPlain):
        return None


def _without_long_lists(raw: bytes) -> tuple[bytes, str]:
    """Return the record with empty elements for authors and references, and what its list of authors holds.

    A tag that is none, in a comment or in CDATA, deceives nobody: what is left of them does not match.
    """
    start = raw.find(b"<AuthorList")
    if start < 0:
        return b"".join(_without_references(raw, 0)), ""
    opening, end = _AUTHORS.match(raw, start), raw.find(b"</AuthorList>", start)
    if opening is None or end < 0:
        raise plain.NotPlain
    authors = raw[opening.end() : end].decode("utf-8")
    return b"".join((raw[:start], b"<AuthorList/>", *_without_references(raw, end + 13))), authors


def _without_references(raw: bytes, at: int) -> tuple[bytes, ...]:
    """Return what stands from there on, in pieces. Of one list of references nothing is read, not even its tags."""
    start = raw.find(b"<ReferenceList>", at)
    if start < 0:
        return (raw[at:],)
    end = raw.rfind(b"</ReferenceList>", start)
    if end < 0 or raw.find(b"ReferenceList", start + 15, end) >= 0 or may_deceive(raw, start, end):
        raise plain.NotPlain
    return raw[at:start], b"<ReferenceList/>", raw[end + 16 :]


def _has_no_signs(text: str) -> bool:
    return "\ufffe" in text or "\uffff" in text  # they are not allowed in XML


def _article(told: Told, authors: str) -> Article:
    pmid, status = str(told["pmid"]), str(told["status"])
    vernacular = plain.marked_text(told["vernacular"]) or None
    sections, notices = plain.read_sections(told["sections"]), plain.read_notices(told["notices"])
    doi, other_ids = pick_doi(plain.read_ids("LOCATION", told["locations"]) + plain.read_ids("ID", told["ids"]), pmid)
    return Article(
        pmid=pmid,
        version=int(str(told["version"])),
        title=read_title(plain.marked_text(told["title"]), vernacular),
        sections=sections,
        vernacular_title=vernacular,
        other_abstracts=plain.read_other_abstracts(told["other_abstracts"]),
        copyright=plain.plain_text(told["copyright"]),
        abstract_truncated=is_truncated(sections),
        journal=plain.plain_text(told["journal"]),
        journal_short=plain.plain_text(told["journal_short"] or told["medline_short"]),
        issn=plain.plain_text(told["issn"] or told["issn_linking"]),
        volume=plain.plain_text(told["volume"]),
        issue=plain.plain_text(told["issue"]),
        pages=_pages(told),
        published=plain.read_published(str(told["published"])),
        electronic=plain.read_date(told["electronic"]),
        entered=plain.read_date(told["entered"]),
        revised=plain.read_date(told["revised"]),
        doi=doi,
        other_ids=(*other_ids, *plain.read_ids("OTHER_ID", told["other_ids"])),
        authors=plain.read_authors(authors),
        mesh=plain.read_headings(told["headings"]),
        keywords=plain.read_keywords(told["keywords"]),
        publication_types=plain.read_texts("TYPE", told["types"]),
        registry_ids=plain.read_registry_ids(told["banks"]),
        notices=notices,
        languages=plain.read_texts("LANGUAGE", told["languages"]),
        status=status,
        unknown=tuple(unknown_values([notice.ref_type for notice in notices], status)),
    )


def _pages(told: Told) -> str | None:
    if told["pages"]:
        return plain.plain_text(told["pages"])
    return plain.plain_text("-".join([page for page in (told["first_page"], told["last_page"]) if page]))
