"""What the workflow asks of a database; evidence_db.store.Store is the one used."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Protocol

from evidence.errors import ConfigurationError
from evidence.records.answer import Answer, InternationalStudy
from evidence.records.article import Article, Notice
from evidence.records.finding import Finding
from evidence.records.judgement import Judgement
from evidence.records.question import Link, Topic
from evidence.records.registry import RegistryStudy
from evidence.records.search import Absence, SearchLog
from evidence.records.study import Report, Study
from evidence.records.trial import Trial


class Store(Protocol):
    """What the workflow needs of the database; every save_* returns the number of rows it changed."""

    def setting(self, name: str) -> str | None:
        """Return a setting, None where it was never saved."""

    def save_setting(self, name: str, value: str) -> int:
        """Save a setting."""

    def begin_run(
        self, kind: str, started: str, arguments: Sequence[str], program_version: str, rule_version: str
    ) -> int:
        """Open a run row; return its number."""

    def finish_run(self, run: int, finished: str, exit_code: int, counts: dict[str, int], message: str) -> None:
        """Close the run row."""

    def save_run_file(
        self, run: int, position: int, name: str, file_hash: str, size: int, records: int, deletions: int
    ) -> None:
        """Note a file that the run read."""

    def save_search(self, run: int, log: SearchLog) -> None:
        """Add the log of a search to its run."""

    def save_hits(self, source: str, ids: Iterable[str]) -> int:
        """Make these the ids that the last accepted search of the source found."""

    def save_absences(self, absences: Iterable[Absence]) -> int:
        """Save how long records were not found, and what became of them."""

    def save_run_articles(self, run: int, what: Mapping[str, str]) -> None:
        """Note what the run did to which article: new, changed, older."""

    def may_have_bulk_file(self, name: str, size: int) -> bool:
        """True if a bulk file of this name and size was stored."""

    def has_bulk_file(self, name: str, size: int, file_hash: str, choice: str) -> bool:
        """True if this very bulk file was stored, its records chosen in the same way."""

    def take_over_bulk(self, run: int) -> None:
        """Make what bulk files did to articles since an import was last finished the doing of the run."""

    def pmids(self) -> frozenset[str]:
        """Return the PMID of every article that is held."""

    def has_raw(self, raw_hash: str) -> bool:
        """True if a record of exactly these bytes was stored before."""

    def article_order(self, pmid: str) -> tuple[int, str | None, str] | None:
        """Return (version, revised, raw hash) of the stored article, None where the PMID is new."""

    def article(self, pmid: str) -> Article | None:
        """Return the current version of an article, None where the PMID is not here."""

    def save_article(self, article: Article, raw: bytes, form: str, raw_hash: str) -> int:
        """Make this version the current one, keeping its raw bytes."""

    def add_version(self, article: Article, raw: bytes, form: str, raw_hash: str) -> int:
        """Keep a version that is not the current one."""

    def newest_record(self) -> str | None:
        """Return the latest ISO day that the articles tell (entered, revised or public), None without one."""

    def notices(self) -> Iterable[tuple[str, Notice]]:
        """Return every notice that names another record, with the PMID of the article it stands in."""

    def save_deleted(self, pmid: str) -> int:
        """Note that PubMed deleted the PMID."""

    def deleted(self) -> frozenset[str]:
        """Return the PMIDs that PubMed deleted, by its own word or by what nights without them showed."""

    def save_reading(self, pmid: str, raw_hash: str, reader: str, report: Report, findings: Sequence[Finding]) -> int:
        """Save what the machine read in the current version, with the fingerprint of the rules that made it."""

    def readings(self) -> Iterable[Report]:
        """Return the machine's reports in a fixed order."""

    def stale_articles(self, reader: str) -> Iterator[tuple[Article, str]]:
        """Return articles (with raw hash) whose reading was made by other rules than these."""

    def machine_findings(self) -> tuple[Finding, ...]:
        """Return every machine finding in a fixed order."""

    def save_reports(self, reports: Sequence[Report]) -> int:
        """Make these the reports, one per record."""

    def save_findings(self, findings: Sequence[Finding]) -> int:
        """Make these the findings of pack and machine."""

    def save_studies(self, studies: Sequence[Study]) -> int:
        """Make these the studies."""

    def save_trials(self, topic: Topic) -> int:
        """Save the topic's trials with snapshots and date history."""

    def trials(self) -> Sequence[Trial]:
        """Return the trials with every snapshot ever stored, those of the registry's nights too."""

    def save_study(self, study: RegistryStudy, raw: bytes, seen: date, trial: str | None) -> int:
        """Save what the registry said of a study on the day; trial: its key in the topic, None for another study."""

    def links(self) -> tuple[Link, ...]:
        """Return what people said about which records are of one study; no run writes it."""

    def judgements(self) -> tuple[Judgement, ...]:
        """Return what people decided about figures and records, in the order in which it was written; no run does."""

    def save_questions(self, topic: Topic) -> int:
        """Save the topic's questions and policy facts."""

    def save_answers(self, answers: Sequence[Answer], run: int, valid_from: str) -> tuple[str, ...]:
        """Append the answers that differ from the newest stored; return their codes."""

    def save_headline(self, headline: InternationalStudy, run: int, valid_from: str) -> int:
        """Append the headline if it differs from the newest stored."""

    def save_corrections(self, run: int) -> int:
        """Note the retractions, errata, concerns and updates of records that no earlier run told of."""


def require_topic(store: Store, topic: Topic) -> None:
    """Raise ConfigurationError where the store holds another topic."""
    held = store.setting("topic") or store.setting("bulk_topic")  # an import that was cut off has no answers yet
    if held is not None and held != topic.code:
        raise ConfigurationError(
            f"the database holds topic {held!r}, not {topic.code!r}: name another file with --db, or --topic {held}"
        )
