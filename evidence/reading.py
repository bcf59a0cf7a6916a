"""Reads one article whole: what it is, its facts, its figures."""

from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from typing import TYPE_CHECKING

from evidence.records.article import Article, Author, article_text
from evidence.records.finding import Finding
from evidence.records.question import Term, Vocabulary
from evidence.records.study import UNRELATED, Report, Screening, StudyFacts
from evidence.sources_named import sources_in
from evidence.versions import READER_VERSION, SCREENER_VERSION

if TYPE_CHECKING:
    from evidence.extraction.reader import Reader as Extraction
    from evidence.screening import Screener

NO_FACTS = StudyFacts()


@dataclass(frozen=True)
class Reader:
    """The vocabulary as patterns, compiled when the first article is read: on most nights there is none.

    Then the rules themselves are not even loaded, which takes longer than the rest of such a night.

    fingerprint: names rules and words, so that a change of either re-reads the articles.
    """

    vocabulary: Vocabulary
    fingerprint: str

    @cached_property
    def screener(self) -> "Screener":
        """What decides what an article is."""
        from evidence.screening import compile_screener

        return compile_screener(self.vocabulary)

    @cached_property
    def extraction(self) -> "Extraction":
        """What reads facts and figures."""
        from evidence.extraction import compile_reader as compile_extraction

        return compile_extraction(self.vocabulary)

    @property
    def sources(self) -> tuple[Term, ...]:
        """Where patients may come from."""
        return self.vocabulary.sources


def compile_reader(vocabulary: Vocabulary) -> Reader:
    """Return the vocabulary ready to read articles."""
    words = sha256(repr(vocabulary).encode("utf-8")).hexdigest()[:16]
    return Reader(vocabulary, f"{SCREENER_VERSION}/{READER_VERSION}/{words}")


def read_article(article: Article, reader: Reader) -> tuple[Report, tuple[Finding, ...]]:
    """Return the machine's report on the article and the figures it read."""
    from evidence.screening import screen

    return read_article_as(article, screen(article, reader.screener), reader)


def read_article_as(article: Article, screening: Screening, reader: Reader) -> tuple[Report, tuple[Finding, ...]]:
    """Return the report and the figures of an article that is what the screening says."""
    from evidence.extraction import read_whole
    from evidence.screening import is_indirect, settings_of

    if screening.label == UNRELATED:
        return _report(article, screening=screening), ()
    whole = read_whole(article, screening, reader.extraction)
    report = _report(
        article,
        screening=screening,
        facts=whole.facts,
        n_overlong=whole.n_overlong,
        indirect=is_indirect(article, reader.screener),
        settings=settings_of(article, reader.screener),
        sources=sources_in(article_text(article), reader.sources),
    )
    return report, whole.findings


def _report(
    article: Article,
    *,
    screening: Screening,
    facts: StudyFacts = NO_FACTS,
    n_overlong: int = 0,
    indirect: bool = False,
    settings: tuple[str, ...] = (),
    sources: tuple[str, ...] = (),
) -> Report:
    known_from = article.known_from
    return Report(
        record=article.record,
        pmid=article.pmid,
        doi=article.doi,
        names=(f"doi:{article.doi.lower()}",) if article.doi else (),
        title=article.title,
        citation=_citation(article),
        first_author=_first_author(article),
        year=int(known_from[:4]) if known_from else None,
        known_from=known_from,
        screening=screening,
        facts=facts,
        origin="machine",
        complete=_seen_whole(article) and n_overlong == 0,
        indirect=indirect,
        settings=settings,
        note=_told_overlong(n_overlong),
        authors=tuple(dict.fromkeys(name for author in article.authors if (name := _name(author)) is not None)),
        sources=sources,
    )


def _told_overlong(number: int) -> str | None:
    """Return what the report says of sentences that are too long, None where there are none."""
    if number == 0:
        return None
    return f"{number} {'sentence was' if number == 1 else 'sentences were'} too long to be read"


def _seen_whole(article: Article) -> bool:
    """False without an abstract, or with one that was cut (by PubMed's mark, or ending in an ellipsis)."""
    if not article.sections or article.abstract_truncated:
        return False
    return not article.sections[-1].text.rstrip().endswith(("...", "\u2026"))


def _citation(article: Article) -> str | None:
    """Return "JAMA 2019;321(2):165-174" from the parts the record has, None without a journal."""
    journal = article.journal_short or article.journal
    if journal is None:
        return None
    issue = f"({article.issue})" if article.issue else ""
    place = f";{article.volume}{issue}" if article.volume else ""
    pages = f":{article.pages}" if article.pages else ""
    return f"{journal} {article.published.raw}{place}{pages}".strip()


def _first_author(article: Article) -> str | None:
    return _name(article.authors[0]) if article.authors else None


def _name(author: Author) -> str | None:
    """Return "Burman J", or the name of a group."""
    if author.collective is not None:
        return author.collective
    return " ".join(part for part in (author.last_name, author.initials) if part) or None
