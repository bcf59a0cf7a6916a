"""The settings of the nightly job: from the environment, else from a file; checked before anything is done."""

import os
import re
import shlex
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from evidence.errors import ConfigurationError
from evidence.sources.addresses import Base, read_ping_base
from evidence.sources.redaction import Secrets
from evidence_cli.settings_file import checked_text, read_settings_file, read_small, require_private

# Setting -> its variable and kind; the file has the names on the left.
SETTINGS = {
    "ncbi_email": ("NCBI_EMAIL", "text"),
    "ncbi_api_key": ("NCBI_API_KEY", "text"),
    "ncbi_api_key_file": ("NCBI_API_KEY_FILE", "text"),
    "ping_url": ("EVIDENCE_PING_URL", "text"),
    "notify_command": ("EVIDENCE_NOTIFY_COMMAND", "list"),
    "notify_mail": ("EVIDENCE_NOTIFY_MAIL", "text"),
    "mail_from": ("EVIDENCE_MAIL_FROM", "text"),
    "smtp_server": ("EVIDENCE_SMTP_SERVER", "text"),
    "backup_folder": ("EVIDENCE_BACKUP_FOLDER", "text"),
}
OTHERS = ("EVIDENCE_DB", "EVIDENCE_TOPIC", "EVIDENCE_EUTILS_URL", "EVIDENCE_CTGOV_URL", "EVIDENCE_SETTINGS")
_LARGEST_KEY = 4096  # bytes of a file that holds nothing but the key
_ADDRESS = re.compile(r"[^@\s,;<>]+@[^@\s,;<>]+")
_SERVER = re.compile(r"(?P<host>\[[0-9a-fA-F:]+\]|[A-Za-z0-9.-]{1,253})(:(?P<port>\d{1,5}))?")


class Mail(NamedTuple):
    """Where a notification goes. server: (host, port), None for the machine's own sendmail."""

    to: tuple[str, ...]
    sender: str
    server: tuple[str, int] | None


class Settings(NamedTuple):
    """What the nightly job was told. environment: as read_entrez_settings wants it; None = not wanted."""

    environment: Mapping[str, str]
    secrets: Secrets
    ping: Base | None = None
    command: tuple[str, ...] = ()
    mail: Mail | None = None
    backup_folder: str | None = None


def read_settings(environment: Mapping[str, str]) -> Settings:
    """Return the settings; raises ConfigurationError or NotPermitted with what, where and what to do."""
    _require_known(environment)
    told = _told(environment)
    key = _key(told, environment)
    ncbi = {"NCBI_API_KEY": key, "NCBI_EMAIL": _text(told, "ncbi_email")}
    ping = _text(told, "ping_url")
    mail = _mail(told)
    private = (ping, *(() if mail is None else (*mail.to, mail.sender)))
    return Settings(
        {**environment, **{name: value for name, value in ncbi.items() if value}},
        Secrets(key or None, ncbi["NCBI_EMAIL"] or None, tuple(word for word in private if word)),
        read_ping_base(ping, "ping_url (EVIDENCE_PING_URL)") if ping else None,
        _command(told),
        mail,
        _folder(told),
    )


def backup_folder(path: Path) -> Path:
    """Return the folder with the copies of the database."""
    from evidence_db.copies import copies_folder

    return copies_folder(path, _folder(_told(os.environ)))


def _told(environment: Mapping[str, str]) -> dict[str, str | list[str]]:
    """Return what file and variables say; a variable outranks the file, and its key file outranks the file's key."""
    filed, own = _from_file(environment), _from_environment(environment)
    if "ncbi_api_key_file" in own:
        filed.pop("ncbi_api_key", None)
    return filed | own


def _require_known(environment: Mapping[str, str]) -> None:
    """Raise for a variable that is one of ours but for a slip of the pen: it would be silently without effect."""
    from difflib import get_close_matches

    ours = [*(variable for variable, _ in SETTINGS.values()), *OTHERS]
    for name in sorted(environment):
        if name.startswith(("EVIDENCE_", "NCBI_")) and name not in ours:
            near = get_close_matches(name, ours, n=1, cutoff=0.8)
            if near:
                raise ConfigurationError(f"{name}: unknown variable: did you mean {near[0]}?")


def _from_file(environment: Mapping[str, str]) -> dict[str, str | list[str]]:
    path = settings_path(environment)
    if path is None:
        return {}
    told = read_settings_file(path, {name: kind for name, (_, kind) in SETTINGS.items()})
    if "ncbi_api_key" in told:
        require_private(path, environment)
    return told


def settings_path(environment: Mapping[str, str]) -> Path | None:
    """Return the settings file: as EVIDENCE_SETTINGS names it, else in the user's folder if it is there, else None."""
    named = environment.get("EVIDENCE_SETTINGS")
    if named:
        return Path(named)
    from platformdirs import user_config_path

    try:
        usual = user_config_path("hsct-evidence", appauthor=False) / "settings.toml"
        return usual if usual.exists() else None
    except (RuntimeError, OSError):  # a user without a home, or with one where nobody may look: no file of theirs
        return None


def _from_environment(environment: Mapping[str, str]) -> dict[str, str | list[str]]:
    told: dict[str, str | list[str]] = {}
    for name, (variable, kind) in SETTINGS.items():
        value = checked_text("the environment", variable, environment.get(variable, ""))
        if not value:
            continue
        try:
            told[name] = shlex.split(value) if kind == "list" else value
        except ValueError as problem:
            raise ConfigurationError(f"{variable}: its quotes do not match: correct it") from problem
    return told


def _text(told: Mapping[str, str | list[str]], name: str) -> str:
    value = told.get(name, "")
    return value if isinstance(value, str) else " ".join(value)


def _key(told: Mapping[str, str | list[str]], environment: Mapping[str, str]) -> str:
    """Return the key, from its own file where one is named."""
    named = _text(told, "ncbi_api_key_file")
    if not named or _text(told, "ncbi_api_key"):
        return _text(told, "ncbi_api_key")
    path = Path(named)
    body = read_small(path, _LARGEST_KEY)
    require_private(path, environment)
    key = body.decode("utf-8", "replace").strip()
    if not re.fullmatch(r"[A-Za-z0-9._-]{6,128}", key):
        raise ConfigurationError(f"{path}: holds no API key (one line of letters and digits): copy it again from NCBI")
    return key


def _command(told: Mapping[str, str | list[str]]) -> tuple[str, ...]:
    words = told.get("notify_command", [])
    if not words:
        return ()
    from shutil import which

    if which(words[0]) is None:
        raise ConfigurationError(
            "notify_command (EVIDENCE_NOTIFY_COMMAND): its program is not there or may not be run: write its whole path"
        )
    return tuple(words)


def _mail(told: Mapping[str, str | list[str]]) -> Mail | None:
    to = tuple(word for word in re.split(r"[,;\s]+", _text(told, "notify_mail")) if word)
    if not to:
        return None
    sender = _text(told, "mail_from") or to[0]
    for name, addresses in (("notify_mail (EVIDENCE_NOTIFY_MAIL)", to), ("mail_from (EVIDENCE_MAIL_FROM)", (sender,))):
        if not all(_ADDRESS.fullmatch(address) for address in addresses):
            raise ConfigurationError(f"{name}: not an e-mail address: correct it")
    return Mail(to, sender, _server(_text(told, "smtp_server")))


def _server(text: str) -> tuple[str, int] | None:
    if not text:
        return None
    found = _SERVER.fullmatch(text)
    port = int((found and found["port"]) or 25)
    if found is None or not 0 < port < 65536:
        raise ConfigurationError("smtp_server (EVIDENCE_SMTP_SERVER): not a server: write host or host:port")
    return found["host"].strip("[]"), port


def _folder(told: Mapping[str, str | list[str]]) -> str | None:
    folder = _text(told, "backup_folder")
    if folder and not Path(folder).is_absolute():
        raise ConfigurationError("backup_folder (EVIDENCE_BACKUP_FOLDER): write the whole path, from / on")
    return folder or None
