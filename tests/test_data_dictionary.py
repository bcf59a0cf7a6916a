"""The data dictionary names every table and column of the database, each with its meaning, unit and source."""

import re
from pathlib import Path

import pytest

from tests.db_makers import load, scratch

README = Path(__file__).parent.parent / "db/README.md"


def described() -> dict[str, list[list[str]]]:
    """The dictionary's tables with the cells of their rows, as the README has them."""
    dictionary = README.read_text(encoding="utf-8").split("## Data dictionary")[1]
    chapters = re.split(r"^### ", dictionary, flags=re.MULTILINE)[1:]
    tables = {}
    for chapter in chapters:
        lines = [line for line in chapter.splitlines() if line.startswith("| ")]
        assert lines[0] == "| column | meaning | unit or values | source |"
        tables[chapter.split("\n", 1)[0]] = [
            [cell.strip() for cell in line.strip("|").split("|")] for line in lines[1:]
        ]
    return tables


@pytest.fixture(scope="module")
def columns() -> dict[str, list[str]]:
    """The tables and views of a new database with their columns; the inner tables of the search index aside."""
    with scratch() as store:
        found = store.connection.execute(
            "SELECT name FROM sqlite_schema WHERE type IN ('table', 'view')"
            " AND name NOT LIKE 'article!_search!_%' ESCAPE '!'"
        )
        names = [name for (name,) in found]
        told = "SELECT name FROM pragma_table_info(?) ORDER BY cid"
        return {name: [column for (column,) in store.connection.execute(told, (name,))] for name in names}


def test_every_table_is_described_and_no_other(columns: dict[str, list[str]]) -> None:
    assert sorted(described()) == sorted(columns)


def test_every_column_is_described_in_the_order_of_its_table(columns: dict[str, list[str]]) -> None:
    assert {name: [row[0] for row in rows] for name, rows in described().items()} == columns


def test_every_description_says_meaning_unit_and_source() -> None:
    incomplete = [row for rows in described().values() for row in rows if len(row) != 4 or not all(row)]
    assert incomplete == []


def test_every_column_that_is_called_json_holds_json() -> None:
    said = {(table, row[0]) for table, rows in described().items() for row in rows if row[2].startswith("JSON")}
    with scratch() as store:
        load(store, backwards=False)
        store.finish_run(1, "2020-01-01T00:00:00", 0, {}, "")
        for table, column in sorted(said):
            query = f'SELECT count("{column}"), min(json_valid("{column}")) FROM {table}'  # noqa: S608 - names from the README
            count, valid = store.connection.execute(query).fetchone()
            assert count > 0, f"no {table}.{column} to look at"
            assert valid == 1, f"{table}.{column}"
