"""How bytes leave: whole, cut, dripping, or not at all. The only place that sleeps, and only for slow faults."""

import socket
import struct
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.fakes.faults import Action

Sleep = Callable[[float], None]
TICKS = 20  # portions a second of a slow drip
WIRE = {
    "reset_before", "reset_mid", "short_content_length", "chunk_cut", "no_length_cut", "slow_drip", "hang",
    "gzip_bomb", "date_skew",
}  # fmt: skip


@dataclass(frozen=True)
class Plain:
    """The whole reply with its Content-Length. skew: seconds that the Date header is off."""

    skew: float = 0.0
    may_zip: bool = True

    def send(self, to: BaseHTTPRequestHandler, head: list[str], body: bytes, sleep: Sleep) -> None:
        del sleep
        write(to, [*head, f"Content-Length: {len(body)}"], body)


@dataclass(frozen=True)
class Cut:
    """Sends kept bytes of the body (None: half of it) and hangs up.

    manner: "length" promises the whole body; "chunk" sends chunks without the last; "none" promises nothing, so that
    the client sees a normal end; "reset" breaks the connection off.
    """

    manner: str
    kept: int | None = None
    skew: float = 0.0
    may_zip: bool = False

    def send(self, to: BaseHTTPRequestHandler, head: list[str], body: bytes, sleep: Sleep) -> None:
        del sleep
        part = body[: len(body) // 2 if self.kept is None else self.kept]
        if self.manner == "chunk":
            write(to, [*head, "Transfer-Encoding: chunked"], b"%x\r\n%s\r\n" % (len(part), part))
        elif self.manner == "none":
            write(to, [*head, "Connection: close"], part)
        else:
            write(to, [*head, f"Content-Length: {len(body)}"], part)
        to.close_connection = True
        if self.manner == "reset":
            break_off(to)


@dataclass(frozen=True)
class Silent:
    """Resets the connection before a single byte."""

    skew: float = 0.0
    may_zip: bool = False

    def send(self, to: BaseHTTPRequestHandler, head: list[str], body: bytes, sleep: Sleep) -> None:
        del head, body, sleep
        break_off(to)


@dataclass(frozen=True)
class Slow:
    """Waits some seconds, then sends whole or so many bytes a second."""

    wait: float = 0.0
    rate: float | None = None
    skew: float = 0.0
    may_zip: bool = False

    def send(self, to: BaseHTTPRequestHandler, head: list[str], body: bytes, sleep: Sleep) -> None:
        sleep(self.wait)
        if self.rate is None:
            write(to, [*head, f"Content-Length: {len(body)}"], body)
            return
        write(to, [*head, f"Content-Length: {len(body)}"], b"")
        step = max(1, int(self.rate / TICKS))
        for at in range(0, len(body), step):
            write_bytes(to, body[at : at + step])
            if to.close_connection:
                return
            sleep(step / self.rate)


@dataclass(frozen=True)
class Bomb:
    """A small gzip body that unpacks to so many MiB of an XML text."""

    mebibytes: int
    skew: float = 0.0
    may_zip: bool = False

    def send(self, to: BaseHTTPRequestHandler, head: list[str], body: bytes, sleep: Sleep) -> None:
        del body, sleep
        packed = b"".join(packed_blanks(self.mebibytes))
        write(to, [*head, "Content-Encoding: gzip", f"Content-Length: {len(packed)}"], packed)


Sending = Plain | Cut | Silent | Slow | Bomb


def packed_blanks(mebibytes: int) -> Iterator[bytes]:
    """A gzip stream of an XML comment of blanks, made without holding it unpacked."""
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    yield packer.compress(b'<?xml version="1.0" ?>\n<PubmedArticleSet><!--')
    for _ in range(mebibytes):
        yield packer.compress(b" " * (1 << 20))
    yield packer.compress(b"--></PubmedArticleSet>")
    yield packer.flush()


def plan(actions: "list[Action]") -> Sending:
    """How a reply is sent, from the first action that has a say in it."""
    skew = sum(float(action.value) for action in actions if action.name == "date_skew")
    for action in actions:
        number = int(float(action.value)) if action.value.replace(".", "", 1).isdigit() else None
        made: dict[str, Sending] = {
            "reset_before": Silent(skew),
            "reset_mid": Cut("reset", number, skew),
            "short_content_length": Cut("length", number, skew),
            "chunk_cut": Cut("chunk", number, skew),
            "no_length_cut": Cut("none", number, skew),
            "slow_drip": Slow(0.0, float(action.value or 20) if action.name == "slow_drip" else None, skew),
            "hang": Slow(float(action.value or 1) if action.name == "hang" else 0.0, None, skew),
            "gzip_bomb": Bomb(number or 200, skew),
        }
        if action.name in made:
            return made[action.name]
    return Plain(skew)


def write(to: BaseHTTPRequestHandler, head: list[str], body: bytes) -> None:
    write_bytes(to, ("\r\n".join(head) + "\r\n\r\n").encode("latin-1") + body)


def write_bytes(to: BaseHTTPRequestHandler, content: bytes) -> None:
    try:
        to.wfile.write(content)
        to.wfile.flush()
    except OSError:  # the client has gone
        to.close_connection = True


def break_off(to: BaseHTTPRequestHandler) -> None:
    """Close with a reset instead of a normal end."""
    to.close_connection = True
    to.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    to.connection.close()
