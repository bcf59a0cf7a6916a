"""Reading requests from the socket and writing replies to it."""

import gzip
import json
import time
from dataclasses import replace
from email.utils import format_datetime
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler
from typing import TYPE_CHECKING, cast
from urllib.parse import parse_qsl, urlsplit

from tests.fakes.faults import Action
from tests.fakes.journal import Entry, hash_key
from tests.fakes.messages import JSON, Reply, Request, json_reply, split_ids, text_reply
from tests.fakes.sending import Plain, plan

if TYPE_CHECKING:
    from tests.fakes.upstream import Upstream

EUTILS, CTGOV, CONTROL = "/entrez/eutils/", "/api/v2/", "/__"
LONGEST_LINE = 8192


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
            self._write(request, self._control(request), Plain())
            return
        actions = self.up.faults.due(request)
        reply = self._answer(request, service, actions)
        for action in actions:
            reply = action.change(reply)
        self._note(request, service, reply)
        self._write(request, reply, plan(actions))

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
            line_size=len(self.raw_requestline),
            arrived=arrived,
        )

    def _answer(self, request: Request, service: str, actions: list[Action]) -> Reply:
        if request.line_size > LONGEST_LINE:
            return text_reply("Request-URI Too Large", "EU-19", status=414)
        if service == "ctgov":
            return self._apply(request, actions)
        if service != "eutils":
            return text_reply("Not Found", status=404)
        if request.method == "HEAD":
            return Reply(b"", 405, headers=(("Allow", "GET,POST"),), shows=("EU-28",))
        return self._limited(request, actions)

    def _limited(self, request: Request, actions: list[Action]) -> Reply:
        key, limiter = request.params.get("api_key", ""), self.up.limiter
        limit = limiter.limit(bool(key))
        count = limiter.count(key or request.client, request.arrived)
        headers = () if limit is None else rate_headers(limit, count)
        if limit is not None and count > limit:
            return replace(too_many(key or request.client, count, limit), headers=(*headers, ("Retry-After", "2")))
        world = self.up.world
        if key and (key in world.rejected_keys or (world.known_keys is not None and key not in world.known_keys)):
            fields = {"error": "API key invalid", "api-key": key, "type": "invalid", "status": "unknown"}
            return replace(json_reply(fields, "EU-25", status=400), headers=headers)
        reply = self._apply(request, actions)
        return replace(reply, headers=(*reply.headers, *headers))

    def _apply(self, request: Request, actions: list[Action]) -> Reply:
        """What the service answers, or what a fault says in its place."""
        for action in actions:
            action.before(self.up)
        instead = next((made for action in actions if (made := action.instead(request)) is not None), None)
        if instead is not None:
            return instead
        tweak = next((action.tweak() for action in actions if action.tweak() is not None), None)
        with self.up.locked():
            service = self.up.ctgov if request.path.startswith(CTGOV) else self.up.eutils
            return service.answer(replace(request, tweak=tweak))

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

    def _control(self, request: Request) -> Reply:
        """The stand-in's own paths: what it saw, faults, nights."""
        if request.path == "/__journal__":
            return json_reply(self.up.journal().as_json())
        if request.path == "/__fault__" and request.method == "POST":
            rules = json.loads(request.body or b"[]")
            for rule in rules if isinstance(rules, list) else [rules]:
                self.up.fault(rule.pop("endpoint", "*"), rule.pop("action"), **rule)
            return json_reply({"rules": len(self.up.faults)})
        if request.path == "/__mend__" and request.method == "POST":
            self.up.mend()
            return json_reply({"rules": 0})
        if request.path == "/__night__" and request.method == "POST":
            return json_reply({"today": self.up.next_night()})
        return text_reply("Not Found", status=404)

    def _write(self, request: Request, reply: Reply, sending: Plain) -> None:
        body, headers = reply.body, list(reply.headers)
        if sending.may_zip and "gzip" in request.headers.get("accept-encoding", "") and len(body) > 256:
            body = gzip.compress(body, 1, mtime=0)
            headers.append(("Content-Encoding", "gzip"))
        moment = self.up.now().timestamp() + sending.skew
        head = [
            f"HTTP/1.1 {reply.status} {phrase(reply.status)}",
            f"Date: {format_datetime(_utc(moment), usegmt=True)}",
            "Server: Finatra" if service_of(request.path) == "eutils" else "Server: nginx",
            f"Content-Type: {reply.content_type}",
            *(f"{name}: {text}" for name, text in headers),
        ]
        sending.send(self, head, b"" if request.method == "HEAD" else body, time.sleep)


def service_of(path: str) -> str:
    if path.startswith(EUTILS):
        return "eutils"
    if path.startswith(CTGOV):
        return "ctgov"
    return "control" if path.startswith(CONTROL) else "elsewhere"


def rate_headers(limit: int, count: int) -> tuple[tuple[str, str], ...]:
    return (
        ("Access-Control-Expose-Headers", "X-RateLimit-Limit,X-RateLimit-Remaining"),
        ("X-RateLimit-Limit", str(limit)),
        ("X-RateLimit-Remaining", str(max(0, limit - count))),
    )


def too_many(caller: str, count: int, limit: int) -> Reply:
    fields = {"error": "API rate limit exceeded", "api-key": caller, "count": str(count), "limit": str(limit)}
    return replace(json_reply(fields, "EU-01", status=429), content_type=JSON)


def phrase(status: int) -> str:
    return HTTPStatus(status).phrase


def _utc(moment: float):
    from datetime import UTC, datetime

    return datetime.fromtimestamp(moment, UTC)
