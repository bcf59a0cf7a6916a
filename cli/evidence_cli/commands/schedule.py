"""evidence schedule: what makes the nightly job run every night, as text to install."""

import os
import re
import sys
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

import click

from evidence.errors import UsageError
from evidence_cli.out import deliver, write_whole
from evidence_cli.session import Session, current_time, database_path, note, topic_code

if TYPE_CHECKING:
    from evidence_cli.render.units import Plan

_USER = re.compile(r"[a-z_][a-z0-9_-]{0,31}")
_AT = re.compile(r"([01]\d|2[0-3]):[0-5]\d")
_UNWRITABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
_STATE, _SETTINGS = Path("/var/lib/hsct-evidence"), Path("/etc/hsct-evidence/settings.toml")


@click.group("schedule")
def command() -> None:
    """Print what runs the refresh every night; nothing is installed."""


@command.command("systemd")
@click.option("--user", default="hsct-evidence", show_default=True, help="The user that runs it; not root.")
@click.option("--at", default="23:30", show_default=True, metavar="HH:MM", help="When, in New York's time.")
@click.option("--settings", metavar="FILE", help=f"File with address and key, read by root. Default: {_SETTINGS}.")
@click.option("--output", metavar="FOLDER", help="Write the units into FOLDER, one file each, instead of stdout.")
@click.pass_obj
def systemd(session: Session, user: str, at: str, settings: str | None, output: str | None) -> None:
    """Print a hardened service, its timer, and a unit that tells of a run that was cut off.

    The database is --db or EVIDENCE_DB, else one in /var/lib/hsct-evidence. The key never stands in a unit: systemd
    hands the settings file to the job (LoadCredential).
    """
    from evidence_cli.render.units import TIMER, units

    if not _USER.fullmatch(user) or user == "root":
        raise UsageError("--user must be the name of a system user, and not root")
    if not _AT.fullmatch(at):
        raise UsageError("--at must be a time as 23:30")
    place = _STATE / f"{Path(topic_code(session)).name}.db" if session.db is None else Path(session.db)
    plan = _plan(session, place, Path(settings) if settings else _SETTINGS)._replace(user=user, at=at)
    texts = units(plan)
    if output is None:
        deliver("\n".join(texts.values()), None)
        return
    folder = Path(output)
    if not folder.is_dir():
        raise UsageError(f"--output {output} is no folder: make it, or name another one")
    for name, text in texts.items():
        write_whole(str(folder / name), text)
    note(
        session,
        f"wrote {', '.join(texts)} to {output}; then: systemctl daemon-reload, systemctl enable --now {TIMER}",
    )


@command.command("cron")
@click.option("--settings", metavar="FILE", help="File with address and key. Default: the one in your config folder.")
@click.pass_obj
def cron(session: Session, settings: str | None) -> None:
    """Print lines of a crontab, for machines without systemd."""
    from platformdirs import user_config_path

    from evidence_cli.render.units import crontab
    from evidence_cli.session import own_folder

    usual = own_folder(user_config_path) / "settings.toml"
    deliver(crontab(_plan(session, database_path(session), Path(settings) if settings else usual)), None)


@command.command("alarm", hidden=True)
@click.pass_obj
def alarm(session: Session) -> None:
    """Tell that the job was cut off; for the unit that OnFailure= starts, which knows how it ended."""
    from evidence_cli.job import Ended, Job, tell_cut_off
    from evidence_cli.settings import read_settings

    result = os.environ.get("MONITOR_SERVICE_RESULT", "unknown")
    if result == "exit-code":
        return  # the job ended by itself, and told so
    why = re.sub(r"[^a-z-]", "", result)[:30]
    words = f"systemd ended the job from outside ({why}): look at `journalctl -u evidence-refresh`"
    settings = read_settings(os.environ)
    job = Job(session, settings, database_path(session), "refresh", (), lambda: current_time())
    tell_cut_off(job, Ended(75, words))


def _plan(session: Session, place: Path, settings: Path) -> "Plan":
    from evidence_cli.render.units import Plan

    topic = session.topic if session.topic is None or os.sep not in session.topic else os.path.abspath(session.topic)  # noqa: PTH100
    plan = Plan(_program(), _whole(place), _whole(settings), topic=topic)
    written = (*plan.program, str(plan.db), str(plan.settings), plan.topic or "")
    if any(_UNWRITABLE.search(word) for word in written):
        raise UsageError("a path with a line break or control character cannot stand in a unit or a crontab: rename it")
    return plan


def _whole(path: Path) -> PurePosixPath:
    return PurePosixPath(os.path.abspath(path))  # noqa: PTH100 - links stay as they were named


def _program() -> tuple[str, ...]:
    """Return how this very program is started: its script, else its module."""
    script = Path(sys.executable).parent / "evidence"
    return (str(script),) if script.exists() else (sys.executable, "-m", "evidence_cli")
