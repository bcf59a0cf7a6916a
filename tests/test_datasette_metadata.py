"""What Datasette would say of the database is the data dictionary, and fits the schema."""

import json
import re

import pytest

from tests.datasette_metadata import DICTIONARY, HIDDEN, LABELS, METADATA, NEWEST_FIRST, metadata
from tests.db_makers import scratch


@pytest.fixture(scope="module")
def schema() -> dict[str, list[str]]:
    """Tables and views of a new database with their columns."""
    with scratch() as store:
        names = [
            name
            for (name,) in store.connection.execute(
                "SELECT name FROM sqlite_schema WHERE type IN ('table', 'view')"
                " AND name NOT LIKE 'article!_search!_%' ESCAPE '!'"
            )
        ]
        told = "SELECT name FROM pragma_table_info(?) ORDER BY cid"
        return {name: [column for (column,) in store.connection.execute(told, (name,))] for name in names}


def described() -> dict[str, dict[str, str]]:
    """Table -> column -> words, read line by line from the file."""
    found: dict[str, dict[str, str]] = {}
    table = ""
    for line in METADATA.read_text(encoding="utf-8").splitlines():
        if match := re.fullmatch(r" {6}(\w+):", line):
            table = match[1]
            found[table] = {}
        elif match := re.fullmatch(r' {10}("\w+"): (".*")', line):
            found[table][json.loads(match[1])] = json.loads(match[2])
    return found


def test_the_file_is_made_from_the_data_dictionary() -> None:
    made = metadata(DICTIONARY.read_text(encoding="utf-8"))
    assert METADATA.read_text(encoding="utf-8") == made, "run: python -m tests.datasette_metadata"


def test_it_describes_every_table_and_column_of_the_schema_and_no_other(schema: dict[str, list[str]]) -> None:
    assert {name: list(columns) for name, columns in sorted(described().items())} == dict(sorted(schema.items()))
    assert all(len(words) > 10 for columns in described().values() for words in columns.values())


def test_what_a_table_is_opened_with_is_a_column_of_it(schema: dict[str, list[str]]) -> None:
    assert all(label in schema[table] for table, label in LABELS.items())
    assert all("id" in schema[table] for table in NEWEST_FIRST)
    assert set(HIDDEN) <= set(schema)
