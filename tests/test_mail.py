"""A notification by mail: over TLS to any other machine, and what a server refuses is told."""

import smtplib
import ssl
from email.message import EmailMessage
from typing import Any, Self

import pytest

from evidence.sources.mail import plain_message, send_mail


def server(done: list[str], refused: dict[str, tuple[int, bytes]] | None = None) -> type:
    """A mail server that notes what it is asked to do."""

    class Server:
        def __init__(self, host: str, port: int, **_: Any) -> None:
            done.append(f"{host}:{port}")

        def __enter__(self) -> Self:
            return self

        def __exit__(self, *_: object) -> None:
            done.append("closed")

        def ehlo_or_helo_if_needed(self) -> None:
            done.append("hello")

        def starttls(self, *, context: ssl.SSLContext) -> None:
            assert context.verify_mode == ssl.CERT_REQUIRED
            assert context.check_hostname
            done.append("TLS")

        def send_message(self, message: EmailMessage) -> dict[str, tuple[int, bytes]]:
            done.append(message["To"])
            return refused or {}

    return Server


MESSAGE = plain_message("from@made.example", ["one@made.example", "two@made.example"], "Q1\nmoved", "Text.")


@pytest.mark.parametrize(
    ("host", "steps"),
    [("mail.made.example", ["hello", "TLS"]), ("127.0.0.1", ["hello"]), ("localhost", ["hello"])],
)
def test_a_mail_goes_to_another_machine_over_tls_alone(
    monkeypatch: pytest.MonkeyPatch, host: str, steps: list[str]
) -> None:
    done: list[str] = []
    monkeypatch.setattr(smtplib, "SMTP", server(done))
    assert send_mail(MESSAGE, host, 25) is None
    assert done == [f"{host}:25", *steps, "one@made.example, two@made.example", "closed"]
    assert MESSAGE["Subject"] == "Q1 moved"


def test_addresses_that_a_server_refuses_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(smtplib, "SMTP", server([], {"two@made.example": (550, b"no such user")}))
    assert send_mail(MESSAGE, "localhost", 25) == "the server refused 1 of the addresses"
