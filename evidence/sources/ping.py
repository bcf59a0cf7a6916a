"""Tells a dead man's switch (healthchecks.io and its kind) that a run began, and how it ended; nothing else is sent.

The service alarms somebody where a run fails, or never ends, or never begins: what no program can tell of itself.
"""

from evidence.errors import EvidenceError
from evidence.sources.addresses import Base
from evidence.sources.http import Http, Limits
from evidence.sources.redaction import Secrets
from evidence.sources.timing import Timing

LONGEST = 2.0  # seconds for one ping, all of it
_CAP = 64 * 1024  # bytes of an answer that nobody reads


def ping_start(base: Base, agent: str, timing: Timing) -> str | None:
    """Tell that a run begins; return why that failed, None where it was heard."""
    return _ping(base, "/start", agent, timing)


def ping_end(base: Base, code: int, agent: str, timing: Timing) -> str | None:
    """Tell the exit code of a run, 0 as success; return why that failed, None where it was heard."""
    return _ping(base, f"/{code}" if code else "", agent, timing)


def _ping(base: Base, ending: str, agent: str, timing: Timing) -> str | None:
    """Ask the address once. The answer of this program is a reason, no exception: a ping changes no run."""
    limits = Limits(LONGEST, LONGEST, LONGEST, _CAP)
    http = Http(agent, secrets=Secrets(), loopback=base.loopback, limits=limits)
    try:
        reply = http.get(base.url + ending, {}, timing.deadline(LONGEST))
    except EvidenceError as problem:
        return str(problem)  # in our own words: they name the host, never the whole address
    finally:
        http.close()
    return None if 200 <= reply.status < 300 else f"HTTP {reply.status}"
