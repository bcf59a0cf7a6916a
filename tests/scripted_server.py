"""A server on this machine that answers each request with its next scripted reply, and keeps what it was sent."""

import socket
import ssl
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from types import TracebackType
from typing import BinaryIO, Self
from urllib.parse import parse_qsl

Script = bytes | Callable[[socket.socket], None]


def answer(body: bytes, status: str = "200 OK", *headers: str) -> bytes:
    """A whole reply with its Content-Length."""
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", *headers, "", ""]
    return "\r\n".join(lines).encode() + body


@dataclass
class Sent:
    """A request as it arrived: at in seconds of the monotonic clock, its first line, headers and form."""

    line: str
    headers: dict[str, str]
    form: dict[str, str]
    at: float = field(default_factory=time.monotonic)


class Wire:
    """Answers the n-th request with the n-th script, later ones with the last."""

    def __init__(self, *scripts: Script, tls: ssl.SSLContext | None = None) -> None:
        self.sent: list[Sent] = []
        self._scripts = scripts
        self._tls = tls
        self._socket = socket.create_server(("127.0.0.1", 0))

    @property
    def url(self) -> str:
        return f"{'http' if self._tls is None else 'https'}://127.0.0.1:{self._socket.getsockname()[1]}/"

    def __enter__(self) -> Self:
        threading.Thread(target=self._serve, daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._socket.shutdown(socket.SHUT_RDWR)  # else the thread that waits in accept() keeps it open
        self._socket.close()

    def _serve(self) -> None:
        while True:
            try:
                connection, _ = self._socket.accept()
                if self._tls is not None:
                    connection = self._tls.wrap_socket(connection, server_side=True)
            except ssl.SSLError:
                continue
            except OSError:
                return
            threading.Thread(target=self._talk, args=(connection,), daemon=True).start()

    def _talk(self, connection: socket.socket) -> None:
        with connection, connection.makefile("rb") as stream:
            while self._answer(connection, stream):
                pass

    def _answer(self, connection: socket.socket, stream: BinaryIO) -> bool:
        try:
            line = stream.readline().decode().strip()
            if not line:
                return False
            headers = dict(iter(lambda: _header(stream.readline()), None))
            form = dict(parse_qsl(stream.read(int(headers.get("content-length", 0))).decode()))
            self.sent.append(Sent(line, headers, form))
            script = self._scripts[min(len(self.sent), len(self._scripts)) - 1]
            if isinstance(script, bytes):
                connection.sendall(script)
                return True
            script(connection)
        except OSError:
            pass
        return False


def _header(line: bytes) -> tuple[str, str] | None:
    name, _, value = line.decode().partition(":")
    return (name.strip().lower(), value.strip()) if value else None


def reset(connection: socket.socket) -> None:
    """Drop the connection the hard way."""
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\x01\x00\x00\x00\x00\x00\x00\x00")
    connection.close()


def drip(head: bytes, pause: float, times: int = 200) -> Script:
    """Send the head, then a byte every pause seconds."""

    def send(connection: socket.socket) -> None:
        connection.sendall(head)
        for _ in range(times):
            time.sleep(pause)
            connection.sendall(b"x")

    return send
