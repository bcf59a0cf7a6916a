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


def remake(store: Store, kept: Kept, topic: Topic, pack: Pack | None, *, run: int, as_of: str) -> Derived:
    """Fill the store from the replies, read every article again and work out every answer.

    run: what new lines of the ledgers belong to; as_of: the day of the last run of the original. Raises DatabaseDamaged
    where a reply can no longer be read.
    """
    _take_versions(store, kept.articles())
    store.save_trials(topic)
    for raw, seen in kept.studies():
        take_study(store, read_study_again(raw), raw, topic=topic, seen=seen)
    return derive(store, topic, compile_reader(topic.vocabulary), pack, run=run, as_of=as_of)


def _take_versions(store: Store, replies: Iterable[KeptReply]) -> None:
    """Store every version; the greatest of its PMID becomes the current one, in whatever order they come."""
    best: dict[str, Order] = {}
    for reply in replies:
        article = _article(reply)
        order = (reply.current, article.version, article.revised or "", reply.raw_hash)
        greatest = order >= best.get(article.pmid, order)
        keep = store.save_article if greatest else store.add_version
        keep(article, reply.raw, reply.form, reply.raw_hash)
        if greatest:
            best[article.pmid] = order


def _article(reply: KeptReply) -> Article:
    try:
        return read_article_again(reply.form, reply.raw)
    except ContentRefused as problem:
        raise DatabaseDamaged(f"reply {reply.raw_hash} can no longer be read ({problem}); restore a copy") from problem
