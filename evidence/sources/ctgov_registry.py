"""The connection to ClinicalTrials.gov: one request after another, in its pace, tried again where that helps."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol, TypeVar

from evidence.errors import ContentRefused
from evidence.sources.addresses import Base
from evidence.sources.ctgov_pages import Page, split_page
from evidence.sources.ctgov_reply import HOST, read_names, read_reply, read_version
from evidence.sources.http import Http, Reply
from evidence.sources.http_body import Interrupted
from evidence.sources.pace import Pace
from evidence.sources.redaction import Secrets
from evidence.sources.retry import persist
from evidence.sources.timing import Deadline, Timing

PER_SECOND = 1.0  # requests; no limit is published, robots are asked to wait a second
T = TypeVar("T")


class Sends(Protocol):
    """What the client needs of a connection; evidence.sources.http.Http is the one used."""

    def get(self, url: str, parameters: Mapping[str, str], until: Deadline) -> Reply:
        """Return the reply; raises Interrupted where another try may mend it."""


class Registry:
    """The way to the registry during one run: its connection, its pace, and the run's deadline."""

    def __init__(self, base: str, http: Sends, *, pace: Pace, timing: Timing, until: Deadline) -> None:
        self._base, self._http = base, http
        self._pace, self._timing, self._until = pace, timing, until
        self._names: frozenset[str] | None = None
        self.requests = 0
        self.date: str | None = None  # the Date header of the first reply as it came

    def version(self) -> str:
        """Return the time of the registry's data."""
        return self._ask("version", {}, read_version)

    def page(self, parameters: Mapping[str, str]) -> Page:
        """Return one page of studies."""
        return self._ask("studies", parameters, split_page)

    def _ask(self, path: str, parameters: Mapping[str, str], read: Callable[[bytes], T]) -> T:
        """Return what read makes of the reply, trying again as long as that may help and there is time.

        Raises TryLater when tries or time are used up, ContentRefused (RequestRefused) where no try helps.
        """

        def attempt() -> T:
            reply = self._send(path, parameters)
            if reply.status == 500 and "fields" in parameters:
                self._require_known(parameters)
            return read_reply(reply, read)

        return persist(attempt, f"{HOST} /{path}", timing=self._timing, until=self._until)

    def _send(self, path: str, parameters: Mapping[str, str]) -> Reply:
        with self._pace.turn(self._until):
            self.requests += 1
            reply = self._http.get(self._base + path, parameters, self._until)
        self.date = self.date or reply.headers.get("date")
        return reply

    def _require_known(self, parameters: Mapping[str, str]) -> None:
        """Raise ContentRefused where the registry's own list lacks a field that the request names."""
        if self._names is None:
            try:
                self._names = read_reply(self._send("studies/metadata", {}), read_names)
            except (Interrupted, ContentRefused):
                return  # the service is ill as a whole: the request is tried again
        named = [*parameters["fields"].split("|"), parameters.get("sort", "").partition(":")[0]]
        unknown = [name for name in named if name and name.lower() not in self._names]
        if unknown:
            raise ContentRefused(f"{HOST} no longer knows the field {', '.join(unknown)}: a newer program is needed")


@contextmanager
def connected(base: Base, agent: str, *, folder: Path, timing: Timing, until: Deadline) -> Iterator[Registry]:
    """Hold a connection to the registry. agent: who we are; folder: where all processes here keep the pace."""
    http = Http(agent, secrets=Secrets(), loopback=base.loopback)
    try:
        pace = Pace(folder, "clinicaltrials", PER_SECOND, timing)
        yield Registry(base.url, http, pace=pace, timing=timing, until=until)
    finally:
        http.close()
