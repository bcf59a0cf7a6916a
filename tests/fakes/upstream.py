"""The fake upstream: PubMed's E-utilities and ClinicalTrials.gov on 127.0.0.1, over real sockets.

    python -m tests.fakes.upstream --port 0 --serve FILE... [--script nights.toml]

From published evidence (see behaviours.py), not measured against the real hosts. In a test, marked with
tests.fakes.loopback.loopback so that it may open sockets to this machine alone:

    with Upstream(world) as up:                           made_world(25_000), load_world(file, ...), World()
        up.eutils_url, up.ctgov_url                       base URLs with a trailing slash
        up.fault("esearch", "status:429:EU-01", nth=1)    faults.py lists actions and when they fire
        happen(up.world, "retract", pmid="97000001")      events.py: what can happen in a night
        up.next_night()                                   a virtual day passes, with the events of a script
        up.journal().busiest_second()                     what the server saw, without any key

Limits are those of NCBI, by the server's own monotonic clock; limits=(None, None) lifts them. Only slow faults wait.
A script is TOML: start = 2026-11-01, then [[event]] tables with day, do, and what the event of that name takes.
From another process: GET /__journal__, POST /__fault__ /__mend__ /__event__ /__night__.
"""

import argparse
import contextlib
import json
import sys
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime
from http.server import ThreadingHTTPServer
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from tests.fakes.ctgov import Ctgov
from tests.fakes.eutils import Eutils
from tests.fakes.faults import Faults, Rule
from tests.fakes.history import History
from tests.fakes.journal import Journal
from tests.fakes.limits import Gate
from tests.fakes.loopback import HOST
from tests.fakes.nights import Nights
from tests.fakes.wire import Connection
from tests.fakes.world import World, load_world


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    request_queue_size = 128
    upstream: "Upstream"

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that hangs up is part of the tests; anything else is a mistake of the stand-in itself."""
        del request, client_address
        problem = sys.exception()
        if isinstance(problem, Exception) and not isinstance(problem, OSError):
            self.upstream.mistakes.append(problem)


class Upstream:
    """Both services on one port. limits: requests a second without and with a key, None for no limit."""

    def __init__(
        self,
        world: World | None = None,
        *,
        port: int = 0,
        limits: tuple[int | None, int | None] = (3, 10),
        nights: Nights | None = None,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self.world = World() if world is None else world
        self.history = History(self.world.seed)
        self.eutils, self.ctgov = Eutils(self.world, self.history), Ctgov(self.world)
        self.faults, self.gate, self.nights = Faults(self.world.seed), Gate(*limits), nights
        self.clock, self.now = time.monotonic, now
        self._journal, self._port, self._lock = Journal(), port, threading.RLock()
        self._server: _Server | None = None
        self._stopping = threading.Event()
        self.mistakes: list[Exception] = []

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()
        if self.mistakes and problem is None:
            raise ExceptionGroup("the stand-in itself failed", self.mistakes)

    def start(self) -> None:
        """Open the port and answer in threads of its own."""
        self._stopping.clear()
        self._server = _Server((HOST, self._port), Connection)
        self._server.upstream = self
        self._port = self._server.server_address[1]
        threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True).start()

    def stop(self) -> None:
        if self._server is not None:
            self._stopping.set()
            self._server.shutdown()
            self._server.server_close()
            self._server = None

    def restart(self, *, forget: bool = True) -> None:
        """Stop and start on the same port; the history is lost unless forget is False."""
        self.stop()
        if forget:
            self.history.expire()
        self.start()

    @property
    def url(self) -> str:
        return f"http://{HOST}:{self._port}/"

    @property
    def eutils_url(self) -> str:
        return f"{self.url}entrez/eutils/"

    @property
    def ctgov_url(self) -> str:
        return f"{self.url}api/v2/"

    def journal(self) -> Journal:
        return self._journal

    def fault(self, endpoint: str, action: str, **when: Any) -> Rule:
        """Add a rule: see faults.py for actions and for nth, every, probability, times, match, seed."""
        return self.faults.add(endpoint, action, **when)

    def mend(self) -> None:
        """Remove every rule."""
        self.faults.clear()

    def next_night(self) -> str:
        """Let the script's next virtual day happen and return the new day; without a script, one day passes."""
        with self._lock:
            (self.nights or Nights()).advance(self.world)
            self.history.advance(24 * 3600.0)
        return self.world.today.isoformat()

    def wait(self, seconds: float) -> None:
        """What slow faults wait by; ends at once when the server stops."""
        self._stopping.wait(seconds)

    def warm(self) -> None:
        """Build the index now instead of at the first search."""
        with self._lock:
            self.eutils.indexed()

    def locked(self) -> threading.RLock:
        """Held while one request looks at the world."""
        return self._lock


def main() -> None:
    """Serve files until interrupted."""
    parser = argparse.ArgumentParser(description="a stand-in for PubMed's E-utilities and ClinicalTrials.gov")
    parser.add_argument("--port", type=int, default=0, help="0 takes a free one")
    parser.add_argument("--serve", nargs="*", type=Path, default=[], help="PubMed .xml or .xml.gz, CT.gov .json")
    parser.add_argument("--script", type=Path, help="nights.toml; POST /__night__ lets the next one happen")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--no-limit", action="store_true", help="no rate limit")
    chosen = parser.parse_args()
    nights = Nights.read(chosen.script) if chosen.script else None
    world = load_world(*chosen.serve, seed=chosen.seed)
    if nights is not None and nights.start is not None:
        world.today = nights.start
    limits = (None, None) if chosen.no_limit else (3, 10)
    with Upstream(world, port=chosen.port, limits=limits, nights=nights) as up:
        up.warm()
        print(json.dumps({"eutils": up.eutils_url, "ctgov": up.ctgov_url, "records": len(world.records)}), flush=True)
        with contextlib.suppress(KeyboardInterrupt):
            threading.Event().wait()


if __name__ == "__main__":
    main()
