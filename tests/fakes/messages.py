"""A request as the stand-in reads it and a reply as it is written."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

XML, JSON, TEXT, HTML = (
    "text/xml; charset=UTF-8",
    "application/json; charset=UTF-8",
    "text/plain; charset=UTF-8",
    "text/html; charset=UTF-8",
)


@dataclass(frozen=True)
class Request:
    """method, path and parameters; body_size in bytes; arrived in seconds of the server's own clock."""

    method: str
    path: str
    endpoint: str
    params: Mapping[str, str]
    headers: Mapping[str, str] = field(default_factory=dict)
    client: str = "127.0.0.1"
    in_url: tuple[str, ...] = ()
    body: bytes = b""
    line_size: int = 0
    arrived: float = 0.0
    tweak: tuple[str, str] | None = None

    def number(self, name: str, default: int) -> int:
        text = self.params.get(name, "").strip()
        return int(text) if text.lstrip("-").isdigit() else default


@dataclass(frozen=True)
class Reply:
    """status and body as they go out, with the ids of the behaviours that they show."""

    body: bytes
    status: int = 200
    content_type: str = XML
    headers: tuple[tuple[str, str], ...] = ()
    shows: tuple[str, ...] = ()

    def showing(self, *ids: str) -> "Reply":
        return replace(self, shows=(*self.shows, *ids))


def json_reply(content: Any, *shows: str, status: int = 200) -> Reply:
    return Reply(json.dumps(content, ensure_ascii=False).encode(), status, JSON, shows=shows)


def text_reply(text: str, *shows: str, status: int = 200) -> Reply:
    return Reply(text.encode(), status, TEXT, shows=shows)


def split_ids(texts: Sequence[str]) -> list[str]:
    """The ids of comma lists, without blanks."""
    return [part.strip() for text in texts for part in text.split(",") if part.strip()]
