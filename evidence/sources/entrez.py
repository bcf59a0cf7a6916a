"""PubMed over E-utilities: search and fetch, at NCBI's pace, with every reply judged before it is read."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from evidence.errors import ConfigurationError, ContentRefused, TryLater
from evidence.sources.bulk import SourceRecord
from evidence.sources.entrez_errors import Meaning
from evidence.sources.entrez_fetch import BATCH, FetchBatch, RecordReader, fetch_batches
from evidence.sources.entrez_reply import judge
from evidence.sources.entrez_search import CEILING, CountMismatch, SearchNote, SearchPage, collect, read_search
from evidence.sources.entrez_settings import EntrezSettings
from evidence.sources.http import Http, Limits, Reply
from evidence.sources.http_body import Interrupted
from evidence.sources.pace import WITH_KEY, WITHOUT_KEY, Pace
from evidence.sources.retry import persist, retry_after
from evidence.sources.timing import Deadline, Timing

WHOLE_RUN = 2 * 60 * 60.0  # seconds
T = TypeVar("T")
Keep = Callable[[str, bytes], None]  # (endpoint, body of a good reply, without the key)


class HistoryLost(TryLater):
    """The server forgot the history session that was being read."""


@dataclass(frozen=True, slots=True)
class SearchResult:
    """All that a query found. count == len(pmids); pmids: in numeric order; translation: how PubMed understood it.

    server_date: the Date header of the first reply as it came, None where there was none.
    """

    query: str
    count: int
    pmids: tuple[str, ...]
    translation: str
    warnings: tuple[SearchNote, ...]
    web_env: str | None
    query_key: str | None
    server_date: str | None


class Entrez:
    """A run's conversation with E-utilities. requests: sent so far; until: the deadline of the whole run."""

    def __init__(
        self,
        settings: EntrezSettings,
        http: Http,
        pace: Pace,
        *,
        timing: Timing,
        until: Deadline,
        keep: Keep | None = None,
        page_size: int = CEILING,
    ) -> None:
        self.requests = 0
        self._settings = settings
        self._http = http
        self._pace = pace
        self._timing = timing
        self._until = until
        self._keep = keep
        self._page_size = page_size
        self._date: str | None = None

    def search(self, query: str) -> SearchResult:
        """Return everything the query finds, complete or not at all.

        Raises ConfigurationError for an empty query or a key that is not valid, ContentRefused where PubMed does not
        know a field of it or counts otherwise than it gives (twice), TryLater where it cannot be had today.
        """
        if not query.strip():
            raise ConfigurationError("the search of the topic is empty: nothing was asked")
        self._date = None
        try:
            first, pmids = collect(query, self._ask, self._page_size)
        except (HistoryLost, CountMismatch):  # once more from the start: a session ends, records arrive meanwhile
            first, pmids = collect(query, self._ask, self._page_size)
        return SearchResult(
            query,
            first.count,
            tuple(sorted(pmids, key=int)),
            first.translation,
            first.notes,
            first.web_env,
            first.query_key,
            self._date,
        )

    def fetch(self, pmids: Sequence[str], batch_size: int = BATCH) -> Iterator[FetchBatch]:
        """Yield the records batch by batch; PMIDs that PubMed does not give are named in FetchBatch.missing.

        Raises ContentRefused for a reply that is not what was asked for, TryLater where records cannot be had today.
        """
        return fetch_batches(pmids, self._fetch, batch_size)

    def _ask(self, fields: Mapping[str, str]) -> SearchPage:
        return self._call("esearch.fcgi", {**fields, "retmode": "xml"}, "eSearchResult", read_search)

    def _fetch(self, pmids: Sequence[str]) -> tuple[SourceRecord, ...]:
        fields = {"id": ",".join(pmids), "retmode": "xml"}
        return self._call("efetch.fcgi", fields, "PubmedArticleSet", RecordReader().read)

    def _call(self, endpoint: str, fields: Mapping[str, str], root: str, read: Callable[[bytes], T]) -> T:
        """Return what read makes of a good reply, trying again where that may help."""
        form = {**self._settings.identity(), "db": "pubmed", **fields}

        def attempt() -> T:
            reply = self._post(endpoint, form)
            gone = self._is_gone(reply, root, form)
            content = read(f"<{root}/>".encode() if gone else reply.body)
            if self._keep is not None:
                self._keep(endpoint, reply.body)
            return content

        return persist(attempt, f"PubMed ({endpoint.partition('.')[0]})", timing=self._timing, until=self._until)

    def _post(self, endpoint: str, form: Mapping[str, str]) -> Reply:
        with self._pace.turn(self._until):
            self.requests += 1
            reply = self._http.post(self._settings.base.url + endpoint, form, self._until)
        self._date = self._date or reply.headers.get("date")
        return reply

    def _is_gone(self, reply: Reply, root: str, form: Mapping[str, str]) -> bool:
        """Return False for a good reply, True where it says that none of the ids is a record; else raise."""
        verdict = judge(reply.status, reply.body, root, uses_history="WebEnv" in form)
        meaning, words = verdict.meaning, self._settings.secrets.excerpt(verdict.words)
        if meaning is Meaning.GOOD or (meaning is Meaning.GONE and "id" in form):
            return meaning is Meaning.GONE
        if meaning is Meaning.KEY:
            raise ConfigurationError("NCBI_API_KEY: NCBI says that this key is not valid: correct it, or remove it")
        if meaning is Meaning.LOST and "WebEnv" in form:
            raise HistoryLost(f"PubMed forgot the search while it was being read ({words}): try again later")
        if meaning in (Meaning.TRANSIENT, Meaning.LOST):
            raise Interrupted(words, retry_after(reply.headers))
        raise ContentRefused(
            f"PubMed refused the request ({words}): nothing was changed; correct the search or the address"
        )


@contextmanager
def open_entrez(
    settings: EntrezSettings,
    state_folder: Path,
    *,
    timing: Timing | None = None,
    limits: Limits | None = None,
    keep: Keep | None = None,
    page_size: int = CEILING,
) -> Iterator[Entrez]:
    """Give an Entrez for one run, and close its connections at the end.

    state_folder: where the processes of this machine meet to keep the pace; keep: is given every good reply.
    """
    timing = Timing() if timing is None else timing
    http = Http(settings.agent, secrets=settings.secrets, loopback=settings.base.loopback, limits=limits)
    until = timing.deadline(WHOLE_RUN)
    pace = Pace(state_folder, "eutils", WITHOUT_KEY if settings.secrets.key is None else WITH_KEY, timing)
    try:
        yield Entrez(settings, http, pace, timing=timing, until=until, keep=keep, page_size=page_size)
    finally:
        http.close()
