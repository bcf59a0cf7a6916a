"""A PubMed record as PubMed gives it: nothing inferred, order and repetition kept."""

from hashlib import sha256

from evidence.values import value


@value
class PartialDate:
    """A date as printed, and the days it may mean.

    raw: as printed ("1998 Dec-1999 Jan", "Winter 2018"); precision: day, month, season, year or none;
    first, last: ISO dates of the interval, None where no year can be read.
    """

    raw: str
    precision: str
    first: str | None
    last: str | None


@value
class Author:
    """A person, or a group (collective); a part that the record does not give is None."""

    last_name: str | None = None
    fore_name: str | None = None
    initials: str | None = None
    suffix: str | None = None
    collective: str | None = None


@value
class AbstractSection:
    """One AbstractText element; text is exact (inline markup kept as its text), label and category as given."""

    label: str | None
    category: str | None
    text: str


@value
class OtherAbstract:
    """An abstract in another language, or a plain-language summary; never mixed with the abstract."""

    kind: str | None
    language: str | None
    sections: tuple[AbstractSection, ...]


@value
class Notice:
    """One CommentsCorrections entry: RetractionIn, ErratumFor, UpdateOf, ... ref_type is kept as spelt."""

    ref_type: str
    pmid: str | None
    source: str
    note: str | None = None


@value
class MeshHeading:
    """A MeSH descriptor with its qualifiers; major if the descriptor or a qualifier is a major topic."""

    descriptor: str
    ui: str | None
    major: bool
    qualifiers: tuple[str, ...] = ()


@value
class Article:
    """One version of one PubMed record.

    registry_ids: (bank, accession) from DataBankList; other_ids: (type, value) such as ("pmc", "PMC1").
    electronic, entered, revised: ISO dates or None. medium: "article" or "book".
    abstract_truncated: PubMed cut the abstract ("ABSTRACT TRUNCATED AT 250 WORDS"): incomplete evidence.
    unknown: names of elements or enumeration values this reader did not know; stored and counted, never fatal.
    """

    pmid: str
    version: int
    title: str
    sections: tuple[AbstractSection, ...] = ()
    vernacular_title: str | None = None
    other_abstracts: tuple[OtherAbstract, ...] = ()
    copyright: str | None = None
    abstract_truncated: bool = False
    journal: str | None = None
    journal_short: str | None = None
    issn: str | None = None
    volume: str | None = None
    issue: str | None = None
    pages: str | None = None
    published: PartialDate = PartialDate("", "none", None, None)
    electronic: str | None = None
    entered: str | None = None
    revised: str | None = None
    doi: str | None = None
    other_ids: tuple[tuple[str, str], ...] = ()
    authors: tuple[Author, ...] = ()
    mesh: tuple[MeshHeading, ...] = ()
    keywords: tuple[str, ...] = ()
    publication_types: tuple[str, ...] = ()
    registry_ids: tuple[tuple[str, str], ...] = ()
    notices: tuple[Notice, ...] = ()
    languages: tuple[str, ...] = ()
    status: str | None = None
    medium: str = "article"
    unknown: tuple[str, ...] = ()

    @property
    def record(self) -> str:
        """The record key, "pmid:30644983"."""
        return f"pmid:{self.pmid}"

    @property
    def known_from(self) -> str | None:
        """ISO date from which the record was public: the earliest of electronic, entry and end of the printed date."""
        days = [day for day in (self.electronic, self.entered, self.published.last) if day is not None]
        return min(days) if days else None


@value
class DeletedRecord:
    """A PMID that PubMed says it deleted (DeleteCitation in an update file)."""

    pmid: str


def article_text(article: Article) -> str:
    """Return the exact text that findings point into: title, then each section on its own line after its label.

    Offsets of a Finding (start, end) count characters of this text; text_hash(article) names the version.
    """
    lines = [article.title]
    for section in article.sections:
        lines.append(f"{section.label}: {section.text}" if section.label else section.text)
    return "\n".join(lines)


def text_hash(text: str) -> str:
    """Return the SHA-256 of the text in UTF-8, in hexadecimal."""
    return sha256(text.encode("utf-8")).hexdigest()
