"""Takes one record into the store, with what the machine reads in it."""

from datetime import date
from hashlib import sha256

from evidence.reading import Reader, read_article
from evidence.records.article import Article
from evidence.records.question import Topic
from evidence.records.registry import RegistryStudy
from evidence.registry import trial_of
from evidence.sources.bulk import SourceRecord
from evidence.storage import Store
from evidence.unmoved import forget


class Intake:
    """Takes the records of one run, within one transaction, and knows what it did.

    live: they come from PubMed itself just now, not from files of any age. done: PMID -> new, changed or older (a
    version that is not the current one), whatever the order of the records; what stayed the same is not in it.
    """

    def __init__(self, store: Store, reader: Reader, *, live: bool) -> None:
        self._store = store
        self._reader = reader
        self._live = live
        self._taken: set[str] = set()
        self._forgot = False
        self.done: dict[str, str] = {}

    def take(self, record: SourceRecord) -> str:
        """Store one record and the machine's reading of it.

        Returns what it was: new, changed, unchanged (these very bytes are stored), older (another version is the
        current one), deleted.
        """
        if record.deleted is not None:
            self._forget()
            self._store.save_deleted(record.deleted.pmid)
            return "deleted"
        if record.article is None:
            return "unchanged"
        article, raw_hash = record.article, sha256(record.raw).hexdigest()
        held = self._store.article_order(article.pmid)
        if held is not None and held[2] == raw_hash:
            return "unchanged"
        if held is not None and not self._supersedes(article, raw_hash, held):
            if not self._store.add_version(article, record.raw, record.form, raw_hash):
                return "unchanged"
            self._forget()
            self.done.setdefault(article.pmid, "older")
            return "older"
        self._taken.add(article.pmid)
        self._forget()
        self._store.save_article(article, record.raw, record.form, raw_hash)
        store_reading(self._store, article, raw_hash, self._reader)
        was = "new" if held is None else "changed"
        if self.done.get(article.pmid) != "new":
            self.done[article.pmid] = was
        return was

    def _forget(self) -> None:
        """Note, once a run, that something is held of which nothing was worked out yet."""
        if not self._forgot:
            forget(self._store)
            self._forgot = True

    def _supersedes(self, article: Article, raw_hash: str, held: tuple[int, str | None, str]) -> bool:
        """True if the article becomes the current version of its PMID.

        By version, then by revision date; PubMed revises without a date too, so that of equals the one that a later run
        brings is the newer, and what PubMed itself gives tonight is current whatever its date. Within one run equals
        are told apart by their hash, so that the order of records and files makes no difference.
        """
        version, revised, held_hash = held
        if article.pmid in self._taken:
            return (article.version, article.revised or "", raw_hash) > (version, revised or "", held_hash)
        if self._live:
            return article.version >= version
        return (article.version, article.revised or "") >= (version, revised or "")


def store_reading(store: Store, article: Article, raw_hash: str, reader: Reader) -> None:
    """Read the article whole and store the report and the figures."""
    report, findings = read_article(article, reader)
    store.save_reading(article.pmid, raw_hash, reader.fingerprint, report, findings)


def take_study(store: Store, study: RegistryStudy, raw: bytes, *, topic: Topic, seen: date) -> int:
    """Store what the registry says of a study on the day; return the number of rows changed.

    The trials of the topic must have been saved before: a study that is one of them gets its key.
    """
    rows = store.save_study(study, raw, seen, trial_of(study, topic.trials))
    if rows:
        forget(store)
    return rows
