"""Hands a plain-text mail to a mail server; over TLS wherever the server is not this machine."""

import smtplib
import ssl
from collections.abc import Sequence
from email.message import EmailMessage

from evidence.sources.addresses import is_loopback

LONGEST = 10.0  # seconds for each step of the conversation


def plain_message(sender: str, to: Sequence[str], subject: str, text: str) -> EmailMessage:
    """Return the mail; its subject is one line."""
    message = EmailMessage()
    message["From"], message["To"] = sender, ", ".join(to)
    message["Subject"] = " ".join(subject.split())
    message["Auto-Submitted"] = "auto-generated"  # RFC 3834: no holiday reply to a machine
    message.set_content(text)
    return message


def send_mail(message: EmailMessage, host: str, port: int, longest: float = LONGEST) -> str | None:
    """Send the mail; return why that failed, None where the server took it for everybody."""
    try:
        with smtplib.SMTP(host, port, timeout=longest) as server:
            server.ehlo_or_helo_if_needed()
            if not is_loopback(host):
                server.starttls(context=ssl.create_default_context())
            refused = server.send_message(message)
    except (OSError, smtplib.SMTPException) as problem:
        return f"{type(problem).__name__}: {_words(problem)}"
    return f"the server refused {len(refused)} of the addresses" if refused else None


def _words(problem: Exception) -> str:
    """Return what the server said, on one line; what it says may quote an address, which the caller strikes out."""
    said = getattr(problem, "smtp_error", None) or str(problem)
    text = said.decode("utf-8", "replace") if isinstance(said, bytes) else str(said)
    return " ".join(text.split())[:200]
