"""One request, one reply: bounded in time and size, over verified TLS, without following anybody anywhere.

Environment: for the real hosts HTTPS_PROXY, NO_PROXY and REQUESTS_CA_BUNDLE are heeded, since hospitals have proxies;
for a loopback host nothing of the environment is. TLS is always verified; there is no switch.
"""

from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from evidence.errors import ContentRefused, EvidenceError, TryLater
from evidence.sources.http_body import CAP, Interrupted, read_body
from evidence.sources.redaction import Secrets
from evidence.sources.timing import Deadline

if TYPE_CHECKING:
    from requests import Response, Session

    from evidence.sources.http_session import Patience

CONNECT = 10.0  # seconds to get a connection
SILENCE = 60.0  # seconds without a byte
WHOLE = 90.0  # seconds for the whole of a request, whatever trickles in
_CHUNK = 64 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds and decoded bytes that one request may take."""

    connect: float = CONNECT
    silence: float = SILENCE
    whole: float = WHOLE
    cap: int = CAP


@dataclass(frozen=True, slots=True)
class Reply:
    """What came back. headers: by lower-case name; body: decoded, with the key struck out wherever it was quoted."""

    status: int
    headers: Mapping[str, str]
    body: bytes = field(repr=False)


class Http:
    """Connections to one service, held open between requests. agent: who we are, with tool and version."""

    def __init__(self, agent: str, *, secrets: Secrets, loopback: bool, limits: Limits | None = None) -> None:
        self._agent = agent
        self._secrets = secrets
        self._limits = Limits() if limits is None else limits
        self._loopback = loopback
        self._session: Session | None = None
        self._patience: Patience | None = None

    def close(self) -> None:
        """Close the connections."""
        if self._session is not None:
            self._session.close()
            self._session = None

    def post(self, url: str, fields: Mapping[str, str], until: Deadline) -> Reply:
        """Return the reply to a form sent in the body, so that nothing of it stands in an address or a log.

        Raises Interrupted for whatever another try may mend (reset, timeout, cut or damaged body), TryLater for a
        certificate that is not trusted, ContentRefused for a redirect, a bomb or an unknown encoding.
        """
        return self._send("POST", url, fields=fields, until=until)

    def get(self, url: str, parameters: Mapping[str, str], until: Deadline) -> Reply:
        """Return the reply to parameters in the address: for services that take no secrets. Raises as post does."""
        return self._send("GET", url, parameters=parameters, until=until)

    def _send(
        self,
        method: str,
        url: str,
        *,
        until: Deadline,
        fields: Mapping[str, str] | None = None,
        parameters: Mapping[str, str] | None = None,
    ) -> Reply:
        from requests.exceptions import RequestException
        from urllib3.exceptions import HTTPError

        try:
            return self._exchange(method, url, fields, parameters, until.within(self._limits.whole))
        except (RequestException, HTTPError, OSError) as problem:
            failure = _failure(urlsplit(url).hostname or "", problem)
        # Raised here, outside the except: a library's exception carries the request and so the key in its body.
        raise failure

    def _exchange(
        self,
        method: str,
        url: str,
        fields: Mapping[str, str] | None,
        parameters: Mapping[str, str] | None,
        until: Deadline,
    ) -> Reply:
        session, patience = self._connected()
        patience.until = until
        response = session.request(
            method,
            url,
            data=fields,
            params=parameters,
            headers={"User-Agent": self._agent, "Accept-Encoding": "gzip"},
            timeout=(max(0.001, min(self._limits.connect, until.remaining())), patience.next_wait()),
            allow_redirects=False,
            stream=True,
        )
        with closing(response):
            return self._read(response)

    def _connected(self) -> "tuple[Session, Patience]":
        from evidence.sources.http_session import Patience, timed_session

        if self._session is None or self._patience is None:
            self._patience = Patience(self._limits.silence)
            self._session = timed_session(self._patience, with_environment=not self._loopback)
        return self._session, self._patience

    def _read(self, response: "Response") -> Reply:
        headers = {name.lower(): value for name, value in response.headers.items()}
        if 300 <= response.status_code < 400:
            target = self._secrets.excerpt(urlsplit(headers.get("location", "")).hostname or "an address of its own")
            raise ContentRefused(
                f"the server sends us on to {target} (HTTP {response.status_code}), which is not followed: "
                "check the base address and the proxy"
            )
        encoding = headers.get("content-encoding", "").strip().lower()
        body = read_body(_chunks(response), encoding, self._limits.cap)
        return Reply(response.status_code, headers, self._secrets.strike_body(body))


def _chunks(response: "Response") -> Iterator[bytes]:
    """Yield the bytes as they arrive. Raises urllib3's errors where the connection ends before the body does."""
    while chunk := response.raw.read1(_CHUNK, decode_content=False):
        yield chunk


def _failure(host: str, problem: Exception) -> EvidenceError:
    """Return what went wrong in our own words: those of the libraries may quote the request."""
    causes = list(_causes(problem))
    names = [type(cause).__name__ for cause in causes]
    if any("SSL" in name or "Certificate" in name for name in names):
        reasons = [str(cause) for cause in causes if "verif" in str(cause).lower()]
        if reasons:
            return TryLater(
                f"{host}: its TLS certificate is not trusted ({_certificate_words(reasons)}): nothing was sent"
            )
    if any("Timeout" in name for name in names):
        return Interrupted(f"{host}: no complete reply in time")
    return Interrupted(f"{host}: the connection failed ({names[-1]})")


def _certificate_words(reasons: list[str]) -> str:
    return min(reasons, key=len).rpartition("certificate verify failed: ")[2].partition(" (_ssl")[0]


def _causes(problem: BaseException) -> Iterator[BaseException]:
    """Yield the exception and what it was made of, outermost first."""
    seen: list[BaseException] = []
    following: BaseException | None = problem
    while following is not None and following not in seen:
        yield following
        seen.append(following)
        inner = [part for part in (*following.args, getattr(following, "reason", None)) if isinstance(part, Exception)]
        following = inner[0] if inner else following.__cause__ or following.__context__
