"""What every command reads: settings, the date of the data, and rows as plain dicts.

The modules views_*.py hold the SQL of one command each. All of them only read, by sqlite3 alone: no other library
is loaded to show what is stored.
"""

from collections.abc import Iterable, Sequence
from sqlite3 import Connection
from typing import Any

Row = dict[str, Any]


_ABOUT = (
    "topic", "title_en", "title_nl", "intended_use_en", "intended_use_nl", "rule_version", "pack_compiled",
    "newest_record",
)  # fmt: skip
# One question for each column, so that an index answers each by its last entry.
_NEWEST = """
    select max(revised) from article
    union all select max(entered) from article
    union all select max(known_from) from article where known_from <= (select substr(max(started), 1, 10) from run)
"""


def rows(connection: Connection, sql: str, values: Sequence[object] = (), decode: Iterable[str] = ()) -> list[Row]:
    """Return the rows of a SELECT as dicts in its order; columns named in `decode` are read as JSON."""
    cursor = connection.execute(sql, values)
    names = [column[0] for column in cursor.description]
    found = [dict(zip(names, row, strict=True)) for row in cursor]
    for name in decode:
        _decode(found, name)
    return found


def _decode(found: Iterable[Row], name: str) -> None:
    from json import loads  # late: what a search shows holds none

    for row in found:
        row[name] = loads(row[name]) if row[name] is not None else None


def setting(connection: Connection, name: str) -> str | None:
    """Return a setting, None where it was never saved or is empty."""
    row = connection.execute("select value from setting where name = ?", (name,)).fetchone()
    return (row[0] or None) if row is not None else None


def held_topic(connection: Connection) -> str | None:
    """Return the code of the topic in the database, None for a database without answers."""
    if connection.execute("select 1 from sqlite_schema where name = 'setting'").fetchone() is None:
        return None
    return setting(connection, "topic")


def newest_record(connection: Connection) -> str | None:
    """Return the latest day on which PubMed entered or revised an article, or from which one was public.

    A printed date may lie in the future: none after the last run counts. None where no article tells a day.
    """
    return max((day for (day,) in connection.execute(_NEWEST) if day is not None), default=None)


_LAST_ASKED = """
    select max(substr(started, 1, 10)) from run join search on search.run = run.id
    where source = 'pubmed' and refused is null
"""


def currency(connection: Connection) -> Row:
    """Return what the data are and of which date; what was never saved is None.

    data_date: the latest of pack_compiled, newest_record and the last night on which PubMed was asked and its result
    let in: the day up to which the evidence is known; never the day on which an old file happened to be read.
    newest_record is worked out where no run saved it. pubmed_asked: that last night; None where PubMed was never asked.
    """
    held = dict(connection.execute("select name, value from setting"))
    told: Row = {name: held.get(name) or None for name in _ABOUT}
    if "newest_record" not in held:
        told["newest_record"] = newest_record(connection)
    asked = connection.execute(_LAST_ASKED).fetchone()[0]
    days = [day for day in (told["pack_compiled"], told["newest_record"], asked) if day is not None]
    told |= {"data_date": max(days, default=None), "pubmed_asked": asked}
    return told
