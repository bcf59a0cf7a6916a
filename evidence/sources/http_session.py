"""A requests session that keeps to a deadline, follows no redirect, and takes no cookie or password along.

A timeout of requests is for each read: a server that sends a byte every few seconds is never too late. Here every
read of the socket, headers included, is given only what is left of the request's deadline.
"""

import io
import socket
from http.client import HTTPResponse
from http.cookiejar import DefaultCookiePolicy
from typing import Any

import requests
from requests.adapters import HTTPAdapter
from requests.cookies import RequestsCookieJar
from urllib3 import HTTPConnectionPool, HTTPSConnectionPool, PoolManager
from urllib3.connection import HTTPConnection, HTTPSConnection

from evidence.sources.timing import Deadline


class Patience:
    """How long the next read may take; held by the connections, set before each request."""

    def __init__(self, longest_silence: float) -> None:
        self.longest_silence = longest_silence  # seconds
        self.until: Deadline | None = None

    def next_wait(self) -> float:
        """Return the seconds to wait for the next byte. Raises TimeoutError where the deadline has passed."""
        left = self.longest_silence if self.until is None else min(self.longest_silence, self.until.remaining())
        if left <= 0:
            raise TimeoutError("the deadline has passed")
        return left


def timed_session(patience: Patience, *, with_environment: bool) -> requests.Session:
    """Return the session. with_environment: heed HTTPS_PROXY, NO_PROXY and REQUESTS_CA_BUNDLE (never .netrc)."""
    session = _Session()
    session.trust_env = with_environment
    session.auth = _no_password
    session.cookies = RequestsCookieJar(policy=DefaultCookiePolicy(allowed_domains=[]))
    for scheme in ("https://", "http://"):
        session.mount(scheme, _TimedAdapter(patience))
    return session


def _no_password(request: requests.PreparedRequest) -> requests.PreparedRequest:
    """Stand where .netrc would be looked up."""
    return request


class _Session(requests.Session):
    def get_redirect_target(self, resp: requests.Response) -> None:
        """Return no target: else requests reads the whole body of a redirect, even one it does not follow."""


class _TimedAdapter(HTTPAdapter):
    def __init__(self, patience: Patience) -> None:
        self._pools = _timed_pools(patience)
        super().__init__(max_retries=0)

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        super().init_poolmanager(*args, **kwargs)
        self.poolmanager.pool_classes_by_scheme = self._pools

    def proxy_manager_for(self, *args: Any, **kwargs: Any) -> PoolManager:
        manager: PoolManager = super().proxy_manager_for(*args, **kwargs)
        manager.pool_classes_by_scheme = self._pools
        return manager


def _timed_pools(patience: Patience) -> dict[str, Any]:
    """Return connection pools whose connections read through patience."""

    def respond(sock: socket.socket, *args: Any, **kwargs: Any) -> HTTPResponse:
        response = HTTPResponse(sock, *args, **kwargs)
        response.fp.close()
        response.fp = io.BufferedReader(_TimedStream(sock, patience))
        return response

    timed = {"response_class": staticmethod(respond)}
    plain = type("TimedConnection", (HTTPConnection,), timed)
    secure = type("TimedSecureConnection", (HTTPSConnection,), timed)
    return {
        "http": type("TimedPool", (HTTPConnectionPool,), {"ConnectionCls": plain}),
        "https": type("TimedSecurePool", (HTTPSConnectionPool,), {"ConnectionCls": secure}),
    }


class _TimedStream(io.RawIOBase):
    def __init__(self, sock: socket.socket, patience: Patience) -> None:
        self._sock = sock
        self._patience = patience
        self._stream = sock.makefile("rb", buffering=0)  # keeps the socket open as long as the reply is read

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int | None:
        self._sock.settimeout(self._patience.next_wait())
        return self._stream.readinto(buffer)

    def close(self) -> None:
        self._stream.close()
        super().close()
