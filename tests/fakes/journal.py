"""What the server saw: one entry a request, in the order of arrival, without any secret."""

import hashlib
import threading
from collections.abc import Iterable
from dataclasses import asdict, dataclass


@dataclass(frozen=True)
class Entry:
    """at: seconds of the server's monotonic clock; key_hash: sha256 of api_key, "" where none was sent."""

    at: float
    service: str
    endpoint: str
    method: str
    path: str
    names: tuple[str, ...]
    names_in_url: tuple[str, ...]
    key_hash: str
    body_size: int
    agent: str
    host: str
    ids: int
    status: int
    shows: tuple[str, ...]


def hash_key(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest() if key else ""


class Journal:
    """Entries under a lock; asked by tests after the fact."""

    def __init__(self) -> None:
        self._entries: list[Entry] = []
        self._lock = threading.Lock()

    def add(self, entry: Entry) -> None:
        with self._lock:
            self._entries.append(entry)

    def entries(self, service: str | None = None, endpoint: str | None = None) -> tuple[Entry, ...]:
        """Entries of "eutils" or "ctgov", of one endpoint ("esearch", "studies"), by time of arrival."""
        with self._lock:
            kept = sorted(self._entries, key=lambda entry: entry.at)
        return tuple(e for e in kept if service in (None, e.service) and endpoint in (None, e.endpoint))

    def clear(self) -> None:
        with self._lock:
            self._entries.clear()

    def shown(self) -> set[str]:
        """Ids of the behaviours that replies showed so far."""
        return {name for entry in self.entries() for name in entry.shows}

    def busiest_second(self, service: str = "eutils", key: str | None = None) -> int:
        """The largest number of requests that arrived within any one second; of one key, where given."""
        wanted = None if key is None else hash_key(key)
        times = [entry.at for entry in self.entries(service) if wanted in (None, entry.key_hash)]
        return most_within(times, 1.0)

    def keys_in_urls(self) -> tuple[Entry, ...]:
        return tuple(entry for entry in self.entries() if "api_key" in entry.names_in_url)

    def without_name(self) -> tuple[Entry, ...]:
        """E-utilities requests that did not say tool and email."""
        return tuple(entry for entry in self.entries("eutils") if not {"tool", "email"} <= set(entry.names))

    def long_gets(self) -> tuple[Entry, ...]:
        """Requests with more than 200 ids that were not POSTed."""
        return tuple(entry for entry in self.entries() if entry.ids > 200 and entry.method != "POST")

    def as_json(self) -> dict[str, object]:
        return {
            "requests": [asdict(entry) for entry in self.entries()],
            "busiest_second": {name: self.busiest_second(name) for name in ("eutils", "ctgov")},
            "keys_in_urls": len(self.keys_in_urls()),
            "shown": sorted(self.shown()),
        }


def most_within(times: Iterable[float], window: float) -> int:
    """The largest number of times in any half-open window of that many seconds."""
    ordered, first, most = sorted(times), 0, 0
    for last, time in enumerate(ordered):
        while time - ordered[first] >= window:
            first += 1
        most = max(most, last - first + 1)
    return most
