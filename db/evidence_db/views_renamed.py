"""Records that the evidence pack knew before their articles were read: the keys they had, and the key they have now."""

import json
from collections.abc import Iterable
from sqlite3 import Connection


def packed_records(connection: Connection, records: Iterable[str]) -> frozenset[str]:
    """Return those of the records that the evidence pack names."""
    found = connection.execute(
        "select record from report where origin = 'pack' and record in (select value from json_each(?))",
        (json.dumps(sorted(set(records))),),
    )
    return frozenset(record for (record,) in found)


def renamed_records(connection: Connection, records: Iterable[str]) -> dict[str, str]:
    """Return every other key that these records answer to -> their key: what an older answer calls them."""
    found = connection.execute(
        "select names.value, record from report, json_each(report.names) as names"
        " where record in (select value from json_each(?))",
        (json.dumps(sorted(set(records))),),
    )
    return dict(found.fetchall())
