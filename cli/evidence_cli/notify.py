"""The notification of a job, in plain text: only where an answer changed, or the job failed."""

import os
import platform
import subprocess
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from evidence.errors import EvidenceError
from evidence_cli.render.safe import safe
from evidence_cli.settings import Mail, Settings

if TYPE_CHECKING:
    from evidence_cli.job import Ended

LONGEST = 30.0  # seconds that the command or sendmail may take
WIDTH = 72  # columns, as mail has them
_SECRET = ("NCBI_API_KEY", "NCBI_API_KEY_FILE", "NCBI_EMAIL", "EVIDENCE_SETTINGS", "EVIDENCE_PING_URL")


class Notification(NamedTuple):
    """What is told. code, changed: for a command that wants to decide by them."""

    subject: str
    text: str
    code: int
    changed: tuple[str, ...]


def notification(place: Path, ended: "Ended", at: datetime) -> Notification:
    """Return what is told of a job that changed an answer or failed."""
    failed = ended.failed
    said = []
    if failed:
        said.append(f"evidence: the job failed (exit code {ended.code})")
    if ended.changed:
        many = "answer" if len(ended.changed) == 1 else "answers"
        said.append(f"{len(ended.changed)} {many} changed ({' '.join(ended.changed)})")
    subject = "; ".join(said) if failed else f"evidence: {said[0]}"
    parts = [f"{at:%d %b %Y %H:%M} UTC, {place} on {platform.node() or 'this machine'}"]
    if failed:
        parts.append(_failure(place, ended))
    if ended.changed:
        parts.append(_changes(place, at))
    return Notification(subject, safe("\n\n".join(part for part in parts if part)) + "\n", ended.code, ended.changed)


def _failure(place: Path, ended: "Ended") -> str:
    """Return what happened, what still holds, and where to look."""
    from evidence_cli.render.page import wrap

    lines = wrap(f"What happened: {ended.message}", lead="", indent=0, width=WIDTH)
    lines.append(f"Exit code {ended.code}: {_MEANS.get(ended.code, 'see README, Exit codes')}.")
    with suppress(EvidenceError, ValueError):
        from evidence_db.opening import reading
        from evidence_db.views import currency
        from evidence_db.views_status import last_good_refresh

        with reading(place) as connection:
            held, good = currency(connection), last_good_refresh(connection)
        lines.append(f"Reports still show the data of {held['data_date'] or 'an unknown day'}.")
        lines.append(f"The last run in which everything went well ended {good or 'never'}.")
    lines.append(f"Look at it: evidence --db {place} status")
    return "\n".join(lines)


_MEANS = {
    3: "one source kept yesterday's data, the other moved on",
    65: "what came, or the database itself, is not what it should be; nothing of it was taken over",
    70: "a bug of the program",
    74: "the disk is full or failing",
    75: "a source is down or another run is going on; the next night tries again",
    77: "a permission is missing",
    78: "a setting, the topic folder or the version of the program is wrong; every night will fail until it is mended",
}


def _changes(place: Path, at: datetime) -> str:
    from evidence_cli.render.changes_model import changes_document
    from evidence_cli.render.changes_text import changes_text
    from evidence_cli.render.words import catalogue
    from evidence_db.opening import reading
    from evidence_db.views_changes import changes_state

    try:
        with reading(place) as connection:
            state = changes_state(connection, None)
    except EvidenceError as problem:
        return f"What changed cannot be read: {problem}"
    words = catalogue("en")
    document = changes_document(state, words, as_of=at.date().isoformat(), since=None)
    return changes_text(document, words, width=WIDTH, bold=False)


def send(settings: Settings, words: Notification) -> Iterator[tuple[str, str | None]]:
    """Send it by every way that was set; yield the way, and why it failed (None: it went out)."""
    clean = words._replace(subject=settings.secrets.strike(words.subject), text=settings.secrets.strike(words.text))
    if settings.command:
        yield "command", _by_command(settings.command, clean)
    if settings.mail is not None:
        yield "mail", _by_mail(settings.mail, clean)


def _by_command(command: tuple[str, ...], words: Notification) -> str | None:
    """Run the command with the text on its stdin; it sees subject, exit code and answers, and no secret."""
    told = {"EVIDENCE_SUBJECT": words.subject, "EVIDENCE_EXIT_CODE": str(words.code)}
    told["EVIDENCE_CHANGED"] = " ".join(words.changed)
    return _ran(command, words.text.encode(), told)


def _by_mail(mail: Mail, words: Notification) -> str | None:
    from evidence.sources.mail import plain_message, send_mail

    message = plain_message(mail.sender, mail.to, words.subject, words.text)
    if mail.server is not None:
        return send_mail(message, *mail.server)
    from shutil import which

    path = os.pathsep.join((os.environ.get("PATH", ""), "/usr/sbin", "/usr/lib"))
    program = which("sendmail", path=path)
    if program is None:
        return "this machine has no sendmail: set smtp_server (EVIDENCE_SMTP_SERVER), or notify_command"
    return _ran((program, "-oi", "-t"), bytes(message), {})


def _ran(command: tuple[str, ...], body: bytes, told: dict[str, str]) -> str | None:
    """Run a program; return why it failed, None where it ended well."""
    environment = {name: value for name, value in os.environ.items() if name not in _SECRET} | told
    try:
        ran = subprocess.run(command, input=body, env=environment, capture_output=True, timeout=LONGEST, check=False)
    except subprocess.TimeoutExpired:
        return f"{command[0]} took more than {LONGEST:.0f} seconds"
    except OSError as problem:
        return f"{command[0]}: {problem.strerror}"
    if ran.returncode == 0:
        return None
    said = " ".join(ran.stderr.decode("utf-8", "replace").split())[:200]
    return f"{command[0]} ended with {ran.returncode}{': ' if said else ''}{said}"
