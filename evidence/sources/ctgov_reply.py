"""What a reply of ClinicalTrials.gov is: good, worth another try, or a refusal that no second try mends.

    200 with JSON         good                    429, 403, 408, 425, 5xx        another try
    200 without           another try             other 4xx (text/plain)         refused, with its words
    500 where the request names fields that the registry's own list does not have: refused (it answers so for the
    names of its retired interface)

Sources: the API's OpenAPI document; what other clients met (cyanheads/clinicaltrialsgov-mcp-server).
"""

from collections.abc import Callable, Iterator
from typing import TypeVar

from evidence.errors import ContentRefused
from evidence.sources.ctgov_tree import NotJson, read_tree
from evidence.sources.http import Reply
from evidence.sources.http_body import Interrupted
from evidence.sources.redaction import Secrets
from evidence.sources.retry import retry_after

HOST = "ClinicalTrials.gov"
_PATIENT = frozenset({403, 408, 425, 429})  # 403: how it answers to who asks too fast
_MARKUP = (b"<!", b"<h", b"<H", b"<?")
T = TypeVar("T")


class RequestRefused(ContentRefused):
    """The registry does not take the request as it is (HTTP 400, 404, ...); asking again will not help."""


def read_reply(reply: Reply, read: Callable[[bytes], T]) -> T:
    """Return what read makes of the body of a good reply.

    Raises Interrupted where another try may help, RequestRefused where none will; ContentRefused from read for JSON
    that is not what was asked for. A reply without studies is never made of one that is no JSON.
    """
    if reply.status in _PATIENT or reply.status >= 500:
        raise Interrupted(f"{HOST}: HTTP {reply.status}", retry_after(reply.headers))
    if reply.status >= 400:
        words = Secrets().excerpt(reply.body.decode("utf-8", "replace"))
        raise RequestRefused(f"{HOST} refuses the request (HTTP {reply.status}: {words})")
    if reply.status != 200 or not reply.body.strip():
        raise Interrupted(f"{HOST}: an empty reply (HTTP {reply.status})")
    if reply.body.lstrip().startswith(_MARKUP):
        raise Interrupted(f"{HOST}: a web page where JSON was asked for")
    try:
        return read(reply.body)
    except NotJson as problem:
        raise Interrupted(f"{HOST}: {problem}") from problem


def read_version(body: bytes) -> str:
    """Return the time of the registry's data as it tells it ("2026-11-20T09:00:05"); raises ContentRefused."""
    told = read_tree(body)
    stamp = told.get("dataTimestamp") if isinstance(told, dict) else None
    if not isinstance(stamp, str) or not stamp:
        raise ContentRefused(f"{HOST} does not say of what day its data are (no dataTimestamp)")
    return stamp


def read_names(body: bytes) -> frozenset[str]:
    """Return every name that a field has in the registry's list of fields, in lower case; raises ContentRefused."""
    names = frozenset(_names(read_tree(body)))
    if not names:
        raise ContentRefused(f"{HOST} gives no list of its fields")
    return names


def _names(tree: object) -> Iterator[str]:
    waiting = [tree]
    while waiting:
        node = waiting.pop()
        if isinstance(node, list):
            waiting += node
        elif isinstance(node, dict):
            yield from (str(node[key]).lower() for key in ("name", "piece") if key in node)
            waiting.append(node.get("children"))
