"""Records by PMID in batches, with what was asked and not given named."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import sha256

from evidence.errors import ContentRefused
from evidence.sources.bulk import XML, SourceRecord
from evidence.sources.http_body import Interrupted
from evidence.sources.pubmed_xml import read_record
from evidence.sources.xml_split import RECORDS, split_elements

BATCH = 200  # records a request; some 3 MB

FetchBody = Callable[[Sequence[str]], tuple[SourceRecord, ...]]


@dataclass(frozen=True, slots=True)
class FetchBatch:
    """The records of one batch, in the order of the reply; several versions of a PMID and repetitions are passed on.

    missing: PMIDs asked for, twice, and not given; unasked: PMIDs given that nobody asked for (a merged record may
    answer under its new PMID).
    """

    asked: tuple[str, ...]
    records: tuple[SourceRecord, ...] = field(repr=False)
    missing: tuple[str, ...]
    unasked: tuple[str, ...]


def fetch_batches(pmids: Sequence[str], fetch: FetchBody, size: int = BATCH) -> Iterator[FetchBatch]:
    """Yield the records of the PMIDs, size of them at a time, each PMID once; those not given are asked for again."""
    wanted = tuple(dict.fromkeys(pmids))
    for start in range(0, len(wanted), size):
        asked = wanted[start : start + size]
        records = fetch(asked)
        missing = _absent(asked, records)
        if missing:
            records += fetch(missing)
        given = dict.fromkeys(_pmids(records))
        unasked = tuple(pmid for pmid in given if pmid not in set(asked))
        yield FetchBatch(asked, records, _absent(asked, records), unasked)


def _pmids(records: Sequence[SourceRecord]) -> list[str]:
    return [record.article.pmid for record in records if record.article is not None]


def _absent(asked: Sequence[str], records: Sequence[SourceRecord]) -> tuple[str, ...]:
    given = set(_pmids(records))
    return tuple(pmid for pmid in asked if pmid not in given)


class RecordReader:
    """Reads the replies to one request, try after try.

    Damage of the line differs from try to try; a reply that comes twice in the very same bytes and still can't be
    read is what PubMed holds, and waiting will not mend it.
    """

    def __init__(self, asked: Sequence[str]) -> None:
        self._asked = frozenset(asked)
        self._refused: str | None = None

    def read(self, body: bytes) -> tuple[SourceRecord, ...]:
        """Return the records of a PubmedArticleSet.

        Raises Interrupted where it is damaged or answers another question, ContentRefused where it came so before.
        """
        try:
            records = read_records(body)
        except ContentRefused as problem:
            failure = problem
        else:
            if records and self._asked.isdisjoint(_pmids(records)):
                raise Interrupted("the reply holds none of the records asked for, but others")
            return records
        digest = sha256(body).hexdigest()
        if digest == self._refused:
            raise failure
        self._refused = digest
        raise Interrupted(f"the reply is damaged: {failure}") from failure


def read_records(body: bytes) -> tuple[SourceRecord, ...]:
    """Return every record of a PubmedArticleSet. Raises ContentRefused where any of it is damaged."""
    records = []
    for piece in split_elements(iter((body,)), "the reply of efetch"):
        if piece.name not in RECORDS:
            raise ContentRefused(f"a <{piece.name}> among records fetched by PMID")
        records.append(SourceRecord(XML, piece.raw, read_record(piece.raw), None))
    return tuple(records)
