"""Records by PMID in batches, with what was asked and not given named."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import sha256

from evidence.errors import ContentRefused
from evidence.sources.bulk import XML, SourceRecord
from evidence.sources.http_body import Interrupted
from evidence.sources.pubmed_xml import read_record
from evidence.sources.xml_split import RECORDS, split_elements

BATCH = 200  # records a request; some 3 MB
SAME_DAMAGE = 3  # times that the very same bytes are tried

FetchBody = Callable[[Sequence[str]], tuple[SourceRecord, ...]]


@dataclass(frozen=True, slots=True)
class FetchBatch:
    """The records of one batch, in the order of the reply; several versions of a PMID and repetitions are passed on.

    missing: PMIDs asked for, twice, and not given; unasked: PMIDs of records that nobody asked for (a merged record may
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

    Damage of the line differs from try to try; a reply that comes in the very same bytes each time and can't be read
    is what PubMed holds, and waiting will not mend it.
    """

    def __init__(self) -> None:
        self._refused: Counter[str] = Counter()

    def read(self, body: bytes) -> tuple[SourceRecord, ...]:
        """Return the records of a PubmedArticleSet.

        Raises Interrupted where it is damaged, ContentRefused where it came so SAME_DAMAGE times.
        """
        try:
            return read_records(body)
        except ContentRefused as problem:
            failure = problem
        digest = sha256(body).hexdigest()
        self._refused[digest] += 1
        if self._refused[digest] >= SAME_DAMAGE:
            raise failure
        raise Interrupted(f"the reply is damaged: {failure}") from failure


def read_records(body: bytes) -> tuple[SourceRecord, ...]:
    """Return every record of a PubmedArticleSet. Raises ContentRefused where any of it is damaged."""
    records = []
    for piece in split_elements(iter((body,)), "the reply of efetch"):
        if piece.name not in RECORDS:
            raise ContentRefused(f"a <{piece.name}> among records fetched by PMID")
        records.append(SourceRecord(XML, piece.raw, read_record(piece.raw), None))
    return tuple(records)
