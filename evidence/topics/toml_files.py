"""Reads whole TOML files of a topic, and refuses two entries of one code."""

import tomllib
from collections.abc import Callable, Sequence
from pathlib import Path

from evidence.errors import TopicError
from evidence.topics.folder import read_text
from evidence.topics.plain import shown
from evidence.topics.reader import Read, Table, read_whole


def read_toml(path: Path, read: Callable[[Table], Read]) -> Read:
    """Return what read makes of the whole file. Raises TopicError where the file is missing, empty or not TOML."""
    try:
        values = tomllib.loads(read_text(path))
    except (ValueError, RecursionError) as problem:  # TOMLDecodeError; an integer of 4,300 digits; nested without end
        raise TopicError(f"{path.name}: is not TOML: {problem}") from problem
    return read_whole(Table(path.name, "", "", values), read)


def refuse_twins(table: Table, key: str, codes: Sequence[str]) -> None:
    """Refuse two entries of the same code."""
    for position, code in enumerate(codes):
        if code in codes[:position]:
            raise table.mistake(key, f"has the code {shown(code)} twice")
