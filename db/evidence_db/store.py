"""What the workflow calls to keep and find things, inside the one transaction that opening.writing holds.

A list of names: each verb says what it does here, and the modules store_*.py do it. Every save_* writes only rows that
differ from the stored ones and returns how many rows it changed, so that a second run of the same changes none.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from sqlite3 import Connection

from evidence.records.answer import Answer, InternationalStudy
from evidence.records.article import Article, Notice
from evidence.records.finding import Finding
from evidence.records.judgement import Judgement
from evidence.records.question import Link, Topic
from evidence.records.registry import RegistryStudy
from evidence.records.search import Absence, SearchLog
from evidence.records.study import Report, Study
from evidence.records.trial import Trial
from evidence_db import (
    store_articles,
    store_bulk,
    store_decisions,
    store_evidence,
    store_judgements,
    store_ledger,
    store_links,
    store_registry,
    store_runs,
    store_search,
    store_topic,
)
from evidence_db.store_words import Words
from evidence_db.tables import Tables
from evidence_db.views import newest_record


class Store:
    """The database during one write transaction; see evidence.storage for what the workflow asks of it."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self._tables = Tables(connection)
        self._words = Words(connection)

    def finish(self) -> None:
        """Do what a transaction does last: make the search index true."""
        self._words.add()

    # Settings and runs

    def setting(self, name: str) -> str | None:
        """Return a setting, None where it was never saved."""
        return store_runs.load_setting(self.connection, name)

    def save_setting(self, name: str, value: str) -> int:
        """Save a setting."""
        return store_runs.save_setting(self.connection, name, value)

    def begin_run(
        self, kind: str, started: str, arguments: Sequence[str], program_version: str, rule_version: str
    ) -> int:
        """Open a run row; return its number."""
        return store_runs.begin_run(self.connection, kind, started, arguments, program_version, rule_version)

    def finish_run(self, run: int, finished: str, exit_code: int, counts: dict[str, int], message: str) -> None:
        """Close the run row."""
        store_runs.finish_run(self.connection, run, finished, exit_code, counts, message)

    def save_run_file(
        self, run: int, position: int, name: str, file_hash: str, size: int, records: int, deletions: int
    ) -> None:
        """Note a file that the run read; size in bytes."""
        store_runs.save_run_file(self.connection, run, position, name, file_hash, size, records, deletions)

    def may_have_bulk_file(self, name: str, size: int) -> bool:
        """True if a bulk file of this name and size was stored."""
        return store_bulk.may_be_done(self.connection, name, size)

    def has_bulk_file(self, name: str, size: int, file_hash: str, choice: str) -> bool:
        """True if this very bulk file was stored, its records chosen in the same way."""
        return store_bulk.is_done(self.connection, name, size, file_hash, choice)

    def take_over_bulk(self, run: int) -> None:
        """Make what bulk files did to articles since an import was last finished the doing of the run."""
        store_bulk.take_over_articles(self.connection, run)

    # How the sources were asked

    def save_search(self, run: int, log: SearchLog) -> None:
        """Add the log of a search to its run."""
        store_search.save_search(self.connection, run, log)

    def save_hits(self, source: str, ids: Iterable[str]) -> int:
        """Make these the ids that the last accepted search of the source found."""
        return store_search.save_hits(self.connection, source, ids)

    def save_absences(self, absences: Iterable[Absence]) -> int:
        """Save how long records were not found, and what became of them."""
        return store_search.save_absences(self.connection, absences)

    def save_run_articles(self, run: int, what: Mapping[str, str]) -> None:
        """Note what the run did to which article."""
        store_search.save_run_articles(self.connection, run, what)

    # Articles and what the machine read in them

    def pmids(self) -> frozenset[str]:
        """Return the PMID of every article that is held."""
        return store_search.load_pmids(self.connection)

    def has_raw(self, raw_hash: str) -> bool:
        """True if these bytes were stored before."""
        return store_articles.has_raw(self.connection, raw_hash)

    def raw(self, raw_hash: str) -> tuple[str, bytes] | None:
        """Return (form, bytes) of a record as it came, None if it was never stored."""
        return store_articles.load_raw(self.connection, raw_hash)

    def article_order(self, pmid: str) -> tuple[int, str | None, str] | None:
        """Return (version, revised, raw hash) of the stored article, None where the PMID is new."""
        return store_articles.article_order(self.connection, pmid)

    def article(self, pmid: str) -> Article | None:
        """Return the current version of an article, None where the PMID is not here."""
        return store_articles.load_article(self.connection, pmid)

    def save_article(self, article: Article, raw: bytes, form: str, raw_hash: str) -> int:
        """Make this version the current one, keeping its raw bytes and its text; the search index follows."""
        return store_articles.save_article(self._words, article, raw, form, raw_hash)

    def add_version(self, article: Article, raw: bytes, form: str, raw_hash: str) -> int:
        """Keep a version that is not the current one."""
        return store_articles.add_version(self.connection, article, raw, form, raw_hash)

    def newest_record(self) -> str | None:
        """Return the latest ISO day that the articles tell, None without one; a run needs it once, a report often."""
        return newest_record(self.connection)

    def notices(self) -> Iterator[tuple[str, Notice]]:
        """Return every notice that names another record, with the PMID of the article it stands in."""
        return store_articles.load_notices(self.connection)

    def save_deleted(self, pmid: str) -> int:
        """Note that PubMed deleted the PMID; the article, if it is here, stays."""
        return store_articles.save_deleted(self.connection, pmid)

    def deleted(self) -> frozenset[str]:
        """Return the PMIDs that PubMed deleted, by its own word or by what nights without them showed."""
        return store_articles.load_deleted(self.connection)

    def save_reading(self, pmid: str, raw_hash: str, reader: str, report: Report, findings: Sequence[Finding]) -> int:
        """Save what the machine read in the current version, in place of any other reading of the article."""
        return store_articles.save_reading(self.connection, pmid, raw_hash, reader, report, findings)

    def readings(self) -> Iterator[Report]:
        """Return the machine's reports by PMID."""
        return store_articles.load_readings(self.connection)

    def stale_articles(self, reader: str) -> Iterator[tuple[Article, str]]:
        """Return articles (with raw hash) that these rules have not read in their current version."""
        return store_articles.stale_articles(self.connection, reader)

    def machine_findings(self) -> tuple[Finding, ...]:
        """Return every figure of the machine, by PMID and in the order it was read."""
        return tuple(store_articles.load_machine_findings(self.connection))

    # What is worked out, and what the topic says

    def save_reports(self, reports: Iterable[Report]) -> int:
        """Make these the reports, one per record."""
        return store_evidence.save_reports(self._tables, reports)

    def save_findings(self, findings: Iterable[Finding]) -> int:
        """Make these the findings of pack and machine."""
        return store_evidence.save_findings(self._tables, findings)

    def save_studies(self, studies: Iterable[Study]) -> int:
        """Make these the studies."""
        return store_evidence.save_studies(self._tables, studies)

    def save_trials(self, topic: Topic) -> int:
        """Save the topic's trials with snapshots and date history; snapshots are never removed."""
        return store_topic.save_trials(self._tables, topic)

    def trials(self) -> tuple[Trial, ...]:
        """Return the trials with every snapshot ever stored."""
        return tuple(store_topic.load_trials(self.connection))

    # What ClinicalTrials.gov says

    def save_study(self, study: RegistryStudy, raw: bytes, seen: date, trial: str | None) -> int:
        """Save what the registry said of a study on the day; trial: its key in the topic, whose trials were saved."""
        return store_registry.save_study(self.connection, study, raw, seen, trial)

    def registry_studies(self) -> Iterator[RegistryStudy]:
        """Return the current record of every study of the registry, by number."""
        return store_registry.load_studies(self.connection)

    def save_questions(self, topic: Topic) -> int:
        """Save the topic's questions and policy facts."""
        return store_topic.save_questions(self._tables, topic)

    def save_answers(self, answers: Iterable[Answer], run: int, valid_from: str) -> tuple[str, ...]:
        """Append the answers that differ from the newest stored; return their codes."""
        return store_ledger.save_answers(self._tables, answers, run, valid_from)

    def sign_answer(self, signing: store_decisions.Signing) -> int:
        """Append a person's signature under the newest answer; a run never does."""
        return store_decisions.sign_answer(self.connection, signing)

    def withdraw_signature(self, signing: store_decisions.Signing) -> int:
        """Append that a person takes back what they signed; a run never does."""
        return store_decisions.withdraw_signature(self.connection, signing)

    def save_link(self, linking: store_links.Linking, run: int) -> int:
        """Append a person's word about which records are of one study; a refresh never does."""
        return store_links.save_link(self.connection, linking, run)

    def links(self) -> tuple[Link, ...]:
        """Return what people said about which records are of one study and still stands."""
        return store_links.load_links(self.connection)

    def save_judgement(self, judgement: Judgement, run: int) -> bool:
        """Append a person's decision about a figure or a record; False where it is here already; no refresh does."""
        return store_judgements.save_judgement(self.connection, judgement, run)

    def judgements(self) -> tuple[Judgement, ...]:
        """Return what people decided about figures and records, in the order in which it was written."""
        return store_judgements.load_judgements(self.connection)

    def save_headline(self, headline: InternationalStudy, run: int, valid_from: str) -> int:
        """Append the state of the international study if it differs from the newest stored."""
        return store_ledger.save_headline(self._tables, headline, run, valid_from)

    def save_corrections(self, run: int) -> int:
        """Note the corrections of records that no earlier run told of."""
        return store_ledger.save_corrections(self._tables, run)
