"""Reads the settings file of the nightly job: TOML, each name known, each value text; the file is not for others.

A message names file, line and setting, and never shows a value: it might be the key.
"""

import os
import re
import stat
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from evidence.errors import ConfigurationError, NotPermitted

LARGEST = 64 * 1024  # bytes of a settings file; ours have some hundred
LONGEST = 2000  # characters of one value
_BOM = b"\xef\xbb\xbf"
_UNPRINTED = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")


def read_settings_file(path: Path, known: Mapping[str, str]) -> dict[str, str | list[str]]:
    """Return the settings in the file. known: name -> "text" or "list".

    Raises ConfigurationError where the file is not what it should be, NotPermitted where it cannot be read.
    """
    body = read_small(path, LARGEST)
    if body.startswith(_BOM):
        raise ConfigurationError(f"{path}: begins with a byte order mark: save it as UTF-8 without BOM")
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError as problem:
        line = body[: problem.start].count(b"\n") + 1
        raise ConfigurationError(f"{path}, line {line}: is not UTF-8: save the file as UTF-8") from problem
    try:
        found = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as problem:
        place = re.search(r"at line (\d+)", str(problem))
        where = f", line {place[1]}" if place else ""
        raise ConfigurationError(f'{path}{where}: is not TOML: write each setting as name = "value"') from problem
    return {name: _checked(f"{path}{_line_of(text, name)}", name, value, known) for name, value in found.items()}


def _checked(where: str, name: str, value: Any, known: Mapping[str, str]) -> str | list[str]:
    if name not in known:
        raise ConfigurationError(f"{where}: unknown setting {_shown(name)}: {_nearest(name, known)}")
    if known[name] == "list":
        if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
            raise ConfigurationError(f'{where}: {name} must be a list of texts, such as ["program", "option"]')
        return [checked_text(where, name, each) for each in value]
    if not isinstance(value, str):
        raise ConfigurationError(f"{where}: {name} must be text between quotes, not {_kind(value)}")
    return checked_text(where, name, value)


def checked_text(where: str, name: str, value: str) -> str:
    """Return the value; raises ConfigurationError where no setting is so long, or it has characters nobody types."""
    if len(value) > LONGEST:
        raise ConfigurationError(f"{where}: {name} is too long ({len(value):,} characters, at most {LONGEST:,})")
    if _UNPRINTED.search(value.strip()):
        raise ConfigurationError(f"{where}: {name} has a line break or control character in it: write it on one line")
    return value.strip()


def _kind(value: Any) -> str:
    kinds = {bool: "true or false", int: "a number", float: "a number", list: "a list", dict: "a table"}
    return kinds.get(type(value), "a date or time")


def _line_of(text: str, name: str) -> str:
    """Return ", line 3", or nothing where the name is written in another way."""
    found = re.search(rf"(?m)^[ \t]*[\"'\[]*{re.escape(name)}\b", text)
    return "" if found is None else f", line {text[: found.start()].count(chr(10)) + 1}"


def _nearest(name: str, known: Mapping[str, str]) -> str:
    from difflib import get_close_matches  # late: only a mistake needs it

    near = get_close_matches(name, known, n=1, cutoff=0.6)
    return f"did you mean {near[0]}?" if near else f"there is {', '.join(known)}"


def _shown(name: str) -> str:
    """Return a name that somebody else gave, short: a key pasted without its name would stand there."""
    return (
        repr(name)
        if re.fullmatch(r"[a-z_]{1,30}", name)
        else "(its name is not shown: it has other characters than a-z and _)"
    )


def read_small(path: Path, largest: int) -> bytes:
    """Return the bytes of a regular file of that size at most, links followed."""
    try:
        with path.open("rb") as handle:
            if not stat.S_ISREG(os.fstat(handle.fileno()).st_mode):
                raise ConfigurationError(f"{path}: is no regular file: name the file itself")
            body = handle.read(largest + 1)
    except PermissionError as problem:
        raise NotPermitted(f"{path}: this user may not read it: give the file to the user that runs this") from problem
    except OSError as problem:
        raise ConfigurationError(
            f"{path}: cannot be read ({problem.strerror}): correct the name or make the file"
        ) from problem
    except ValueError as problem:  # a NUL in the name
        raise ConfigurationError("a settings file has a name that no file can have: correct it") from problem
    if len(body) > largest:
        raise ConfigurationError(f"{path}: is too large (more than {largest // 1024} KiB): this is no file of settings")
    return body


def require_private(path: Path, environment: Mapping[str, str]) -> None:
    """Raise ConfigurationError where others than the owner may read a file with the key, the target of a link.

    What systemd hands over in $CREDENTIALS_DIRECTORY is private by its folder; its mode shows an access list.
    """
    handed = environment.get("CREDENTIALS_DIRECTORY")
    if handed and path.resolve().is_relative_to(Path(handed).resolve()):
        return
    mode = path.stat().st_mode
    if mode & 0o077:
        raise ConfigurationError(
            f"{path}: holds the key and can be read by others (mode {stat.S_IMODE(mode):04o}): chmod 600 it, and ask "
            "NCBI for a new key if others use this machine"
        )
