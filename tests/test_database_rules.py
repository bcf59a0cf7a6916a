"""What no code of the database may do, because it loses data silently: found by reading the code."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOMS = [Path(__file__).parent.parent / room for room in ("evidence", "db/evidence_db", "cli/evidence_cli")]
MODULES = sorted(path for room in ROOMS for path in room.rglob("*.py"))
TRANSACTION = re.compile(r"\s*(BEGIN|COMMIT|ROLLBACK|SAVEPOINT|RELEASE)\b")
REPLACING = re.compile(r"(?i)\b(INSERT|UPDATE)\s+OR\s+(REPLACE|IGNORE)\b|\bREPLACE\s+INTO\b")


def faults(module: ast.Module, *, may_begin: bool) -> Iterator[str]:
    for node in ast.walk(module):
        if isinstance(node, ast.Call):
            yield from call_faults(node)
        if isinstance(node, ast.With):
            yield from with_faults(node)
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            if REPLACING.search(node.value):
                yield f"line {node.lineno}: wipes what the new row does not name, or hides why a row was refused"
            if TRANSACTION.match(node.value) and not may_begin:
                yield f"line {node.lineno}: only opening.py begins and ends a transaction"


def call_faults(call: ast.Call) -> Iterator[str]:
    for keyword in call.keywords:
        if keyword.arg in {"replace", "alter"} and isinstance(keyword.value, ast.Constant) and keyword.value.value:
            yield f"line {call.lineno}: {keyword.arg}=True"
    if not isinstance(call.func, ast.Attribute):
        return
    if call.func.attr == "executescript":
        yield f"line {call.lineno}: executescript commits first"
    if call.func.attr in {"insert_all", "upsert_all"} and any(is_lazy(argument) for argument in call.args):
        yield f"line {call.lineno}: rows from a generator that may fail half-way"


def is_lazy(argument: ast.expr) -> bool:
    if isinstance(argument, ast.GeneratorExp):
        return True
    return (
        isinstance(argument, ast.Call) and isinstance(argument.func, ast.Name) and argument.func.id in {"map", "filter"}
    )


def with_faults(block: ast.With) -> Iterator[str]:
    for part in block.items:
        used = part.context_expr
        if isinstance(used, ast.Attribute) and used.attr in {"conn", "connection"}:
            yield f"line {block.lineno}: `with` on a connection commits or does nothing, and never closes it"


@pytest.mark.fault("F52")
@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.name)
def test_no_code_writes_in_a_way_that_loses_rows_silently(path: Path) -> None:
    module = ast.parse(path.read_text(encoding="utf-8"))
    assert list(faults(module, may_begin=path.name == "opening.py")) == []


@pytest.mark.fault("F52")
@pytest.mark.parametrize(
    "code",
    [
        "table.insert(row, replace=True)",
        "table.upsert(row, pk='id', alter=True)",
        "with db.conn:\n    pass",
        "with self.connection as c:\n    pass",
        "table.insert_all(row for row in parsed)",
        "table.upsert_all(map(row_of, parsed), pk='id')",
        "connection.executescript(text)",
        "connection.execute('INSERT OR REPLACE INTO finding VALUES (1)')",
        "connection.execute('insert or ignore into finding values (1)')",
        "connection.execute('REPLACE INTO finding VALUES (1)')",
        "connection.execute('COMMIT')",
    ],
)
def test_each_of_those_ways_is_recognised(code: str) -> None:
    assert len(list(faults(ast.parse(code), may_begin=False))) == 1
