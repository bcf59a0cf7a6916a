"""What stands before the services: the length of the line, the rate, the key."""

import threading
from collections import defaultdict, deque
from dataclasses import replace

from tests.fakes.messages import Reply, Request, json_reply, text_reply
from tests.fakes.world import World

EUTILS, CTGOV, CONTROL = "/entrez/eutils/", "/api/v2/", "/__"
LONGEST_LINE = 8192
Headers = tuple[tuple[str, str], ...]


def service_of(path: str) -> str:
    """ "eutils", "ctgov", "control" or "elsewhere"."""
    if path.startswith(EUTILS):
        return "eutils"
    if path.startswith(CTGOV):
        return "ctgov"
    return "control" if path.startswith(CONTROL) else "elsewhere"


class Gate:
    """3 requests in any second without a key, 10 with one; refused ones count too. None lifts a limit."""

    def __init__(self, without_key: int | None = 3, with_key: int | None = 10) -> None:
        self.without_key, self.with_key = without_key, with_key
        self._seen: dict[str, deque[float]] = defaultdict(deque)
        self._lock = threading.Lock()

    def admit(self, world: World, request: Request, service: str) -> tuple[Headers, Reply | None]:
        """Headers for the reply, and the reply itself where the request gets no further."""
        if request.line_size > LONGEST_LINE:
            return (), text_reply("Request-URI Too Large", "EU-19", status=414)
        if service == "elsewhere":
            return (), text_reply("Not Found", status=404)
        if service == "ctgov":
            return (), None
        if request.method == "HEAD":
            return (("Allow", "GET,POST"),), Reply(b"", 405, shows=("EU-28",))
        return self._metered(world, request)

    def _metered(self, world: World, request: Request) -> tuple[Headers, Reply | None]:
        key = request.params.get("api_key", "")
        caller, limit = key or request.client, self.with_key if key else self.without_key
        count = self._count(caller, request.arrived)
        headers = () if limit is None else rate_headers(limit, count)
        if limit is not None and count > limit:
            return (*headers, ("Retry-After", "2")), too_many(caller, count, limit)
        if key and (key in world.rejected_keys or (world.known_keys is not None and key not in world.known_keys)):
            fields = {"error": "API key invalid", "api-key": key, "type": "invalid", "status": "unknown"}
            return headers, json_reply(fields, "EU-25", status=400)
        return headers, None

    def _count(self, caller: str, now: float) -> int:
        """How many requests the caller made in the last second, this one included."""
        with self._lock:
            times = self._seen[caller]
            while times and now - times[0] >= 1.0:
                times.popleft()
            times.append(now)
            return len(times)


def rate_headers(limit: int, count: int) -> Headers:
    return (
        ("Access-Control-Expose-Headers", "X-RateLimit-Limit,X-RateLimit-Remaining"),
        ("X-RateLimit-Limit", str(limit)),
        ("X-RateLimit-Remaining", str(max(0, limit - count))),
    )


def too_many(caller: str, count: int, limit: int) -> Reply:
    """The body names the caller: the key where one was sent, else the address."""
    fields = {"error": "API rate limit exceeded", "api-key": caller, "count": str(count), "limit": str(limit)}
    return replace(json_reply(fields, "EU-01"), status=429)
