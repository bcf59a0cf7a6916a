"""Reading requests from the socket and writing replies to it."""

import gzip
from dataclasses import replace
from datetime import timedelta
from email.utils import format_datetime
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler
from typing import TYPE_CHECKING, cast
from urllib.parse import parse_qsl, urlsplit

from tests.fakes.control import answer_control
from tests.fakes.faults import Action
from tests.fakes.journal import Entry, hash_key
from tests.fakes.limits import CTGOV, service_of
from tests.fakes.messages import Reply, Request, split_ids
from tests.fakes.sending import Plain, Sending, plan

if TYPE_CHECKING:
    from tests.fakes.upstream import Upstream


class Connection(BaseHTTPRequestHandler):
    """One connection of a client; many requests may come over it."""

    protocol_version = "HTTP/1.1"
    timeout = 60

    def do_GET(self) -> None:
        self._handle()

    def do_POST(self) -> None:
        self._handle()

    def do_HEAD(self) -> None:
        self._handle()

    def log_message(self, format: str, *args: object) -> None:
        """The journal is the log."""

    @property
    def up(self) -> "Upstream":
        return cast("Upstream", self.server.upstream)  # type: ignore[attr-defined]

    def _handle(self) -> None:
        request = self._read()
        service = service_of(request.path)
        if service == "control":
            self._write(request, answer_control(self.up, request), Plain())
            return
        headers, refusal = self.up.gate.admit(self.up.world, request, service)
        actions = [] if refusal else self.up.faults.due(request)
        reply = refusal or self._answer(request, service, actions)
        for action in actions:
            reply = action.change(reply)
        self._note(request, service, reply)
        self._write(request, replace(reply, headers=(*reply.headers, *headers)), plan(actions))

    def _read(self) -> Request:
        arrived = self.up.clock()
        parts = urlsplit(self.path)
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        in_url = parse_qsl(parts.query, keep_blank_values=True)
        form = "json" not in self.headers.get("Content-Type", "")
        posted = parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True) if form else []
        params: dict[str, str] = {}
        for name, text in (*in_url, *posted):
            # id=1&id=2 is the same as id=1,2
            params[name] = f"{params[name]},{text}" if name == "id" and name in params else text
        return Request(
            method=self.command,
            path=parts.path,
            endpoint=parts.path.rsplit("/", 1)[-1].removesuffix(".fcgi"),
            params=params,
            headers={name.lower(): text for name, text in self.headers.items()},
            client=self.client_address[0],
            in_url=tuple(name for name, _ in in_url),
            body=body,
            line_size=len(self.requestline),
            arrived=arrived,
        )

    def _answer(self, request: Request, service: str, actions: list[Action]) -> Reply:
        """What the service answers, or what a fault says in its place."""
        for action in actions:
            action.before(self.up)
        instead = next((made for action in actions if (made := action.instead(request)) is not None), None)
        if instead is not None:
            return instead
        tweak = next((action.tweak() for action in actions if action.tweak() is not None), None)
        with self.up.locked():
            chosen = self.up.ctgov if service == "ctgov" else self.up.eutils
            return chosen.answer(replace(request, tweak=tweak))

    def _note(self, request: Request, service: str, reply: Reply) -> None:
        self.up.journal().add(
            Entry(
                at=request.arrived,
                service=service,
                endpoint=request.endpoint if service == "eutils" else request.path.removeprefix(CTGOV),
                method=request.method,
                path=request.path,
                names=tuple(sorted(request.params)),
                names_in_url=request.in_url,
                key_hash=hash_key(request.params.get("api_key", "")),
                body_size=len(request.body),
                agent=request.headers.get("user-agent", ""),
                host=request.headers.get("host", ""),
                ids=len(split_ids([request.params.get("id", "")])),
                status=reply.status,
                shows=reply.shows,
            )
        )

    def _write(self, request: Request, reply: Reply, sending: Sending) -> None:
        body, headers = reply.body, list(reply.headers)
        if sending.may_zip and "gzip" in request.headers.get("accept-encoding", "") and len(body) > 256:
            body = gzip.compress(body, 1, mtime=0)
            headers.append(("Content-Encoding", "gzip"))
        moment = self.up.now() + timedelta(seconds=sending.skew)
        head = [
            f"HTTP/1.1 {reply.status} {phrase(reply.status)}",
            f"Date: {format_datetime(moment, usegmt=True)}",
            "Server: Finatra" if service_of(request.path) == "eutils" else "Server: nginx",
            f"Content-Type: {reply.content_type}",
            *(f"{name}: {text}" for name, text in headers),
        ]
        sending.send(self, head, b"" if request.method == "HEAD" else body, self.up.wait)


def phrase(status: int) -> str:
    return HTTPStatus(status).phrase
