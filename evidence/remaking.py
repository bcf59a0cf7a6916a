"""A database made anew: raw replies in, everything that can be worked out from them out.

What was said on which day (answers, dates seen, runs, decisions) is no reply of anybody: the caller brings it over.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

from evidence.deriving import Derived, derive
from evidence.errors import ContentRefused, DatabaseDamaged
from evidence.intake import take_study
from evidence.reading import compile_reader
from evidence.records.article import Article
from evidence.records.question import Pack, Topic
from evidence.sources.bulk import read_article_again, read_study_again
from evidence.storage import Store

Order = tuple[bool, int, str, str]  # was the current one, version, revised, hash: the greatest becomes the current one


@dataclass(frozen=True, slots=True)
class KeptReply:
    """A reply of PubMed as it is kept. current: it was the current version of its PMID."""

    form: str
    raw_hash: str
    raw: bytes = field(repr=False)
    current: bool = False


class Kept(Protocol):
    """The replies of the database that is made anew."""

    def articles(self) -> Iterator[KeptReply]:
        """Yield every reply of PubMed that was ever taken."""

    def studies(self) -> Iterator[tuple[bytes, date]]:
        """Yield every reply of the registry with the day on which it was seen, each study's in their order."""


class RemadeStore(Store, Protocol):
    """What is asked of the new database besides."""

    def raw(self, raw_hash: str) -> tuple[str, bytes] | None:
        """Return (form, bytes) of a reply."""


def remake(store: RemadeStore, kept: Kept, topic: Topic, pack: Pack | None, *, run: int, as_of: str) -> Derived:
    """Fill the store from the replies, read every article again and work out every answer.

    run: what new lines of the ledgers belong to; as_of: the day of the last run of the original. Raises DatabaseDamaged
    where a reply can no longer be read.
    """
    for pmid, (_, _, _, raw_hash) in sorted(_stored(store, kept.articles()).items()):
        found = store.raw(raw_hash)
        if found is None:
            raise DatabaseDamaged(f"PMID {pmid}: its reply {raw_hash} is not kept; restore a copy")
        form, raw = found
        store.save_article(_article(form, raw, raw_hash), raw, form, raw_hash)
    store.save_trials(topic)
    for raw, seen in kept.studies():
        take_study(store, read_study_again(raw), raw, topic=topic, seen=seen)
    return derive(store, topic, compile_reader(topic.vocabulary), pack, run=run, as_of=as_of)


def _stored(store: Store, replies: Iterable[KeptReply]) -> dict[str, Order]:
    """Store every version; return by PMID which of them is the current one."""
    best: dict[str, Order] = {}
    for reply in replies:
        article = _article(reply.form, reply.raw, reply.raw_hash)
        store.add_version(article, reply.raw, reply.form, reply.raw_hash)
        order = (reply.current, article.version, article.revised or "", reply.raw_hash)
        best[article.pmid] = max(order, best.get(article.pmid, order))
    return best


def _article(form: str, raw: bytes, raw_hash: str) -> Article:
    try:
        return read_article_again(form, raw)
    except ContentRefused as problem:
        raise DatabaseDamaged(f"reply {raw_hash} can no longer be read ({problem}); restore a copy") from problem
