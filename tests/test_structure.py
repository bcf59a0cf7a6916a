"""The house rules that a machine can keep: who imports whom, where SQL, connections, printing and the clock may be."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
ROOMS = {
    "evidence": ROOT / "evidence",
    "evidence_db": ROOT / "db/evidence_db",
    "evidence_cli": ROOT / "cli/evidence_cli",
}
MAY_IMPORT = {
    "evidence": {"evidence"},
    "evidence_db": {"evidence", "evidence_db"},
    "evidence_cli": {"evidence", "evidence_db", "evidence_cli"},
}
MODULES = sorted((room, path) for room, folder in ROOMS.items() for path in folder.rglob("*.py"))
IDS = [f"{room}/{path.name}" for room, path in MODULES]
SQL = re.compile(
    r"(?i)\s*(SELECT\s.+\sFROM|INSERT\s+(OR\s+\w+\s+)?INTO|UPDATE\s+\w+\s+SET|DELETE\s+FROM|CREATE\s+TABLE|PRAGMA\s)",
    re.S,
)
CONNECTING = {"requests", "urllib", "http", "socket", "ftplib", "httpx", "urllib3", "ssl", "smtplib"}
LONGEST_MODULE = 320
TEXTS = {".py", ".toml", ".md", ".jsonl", ".sql"}


def name_of(path: Path) -> str:
    return path.name


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def imported(module: ast.Module) -> Iterator[str]:
    for node in ast.walk(module):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "absolute imports only"
            yield node.module or ""


@pytest.mark.parametrize(("room", "path"), MODULES, ids=IDS)
def test_imports_run_from_the_command_line_to_the_database_to_the_evidence_and_never_back(
    room: str, path: Path
) -> None:
    ours = {name.split(".")[0] for name in imported(tree(path))} & set(ROOMS)
    assert ours <= MAY_IMPORT[room]


def test_the_error_tree_imports_nothing_and_the_nouns_only_each_other() -> None:
    assert list(imported(tree(ROOMS["evidence"] / "errors.py"))) == []
    for path in (ROOMS["evidence"] / "records").glob("*.py"):
        ours = [name for name in imported(tree(path)) if name.startswith("evidence")]
        others = {name for name in ours if not name.startswith("evidence.records.")}
        assert others <= {"evidence.values"}, path.name  # which tells how a noun is made


@pytest.mark.parametrize("path", [path for room, path in MODULES if room != "evidence_db"], ids=name_of)
def test_sql_lives_in_the_database_room_alone(path: Path) -> None:
    texts = [
        node.value for node in ast.walk(tree(path)) if isinstance(node, ast.Constant) and isinstance(node.value, str)
    ]
    assert [text for text in texts if SQL.match(text)] == []


@pytest.mark.parametrize(
    "path", [path for room, path in MODULES if "sources" not in path.parts], ids=lambda path: path.name
)
def test_only_the_sources_open_a_connection(path: Path) -> None:
    assert {name.split(".")[0] for name in imported(tree(path))} & CONNECTING == set()


@pytest.mark.parametrize("path", [path for room, path in MODULES if room != "evidence_cli"], ids=name_of)
def test_only_the_command_line_prints(path: Path) -> None:
    calls = [node.func for node in ast.walk(tree(path)) if isinstance(node, ast.Call)]
    assert "print" not in {call.id for call in calls if isinstance(call, ast.Name)}
    assert "click" not in set(imported(tree(path)))


@pytest.mark.parametrize("path", [path for room, path in MODULES if room != "evidence_cli"], ids=name_of)
def test_the_clock_is_read_by_the_command_and_passed_down(path: Path) -> None:
    read = {node.attr for node in ast.walk(tree(path)) if isinstance(node, ast.Attribute)}
    assert read & {"now", "utcnow", "today", "localtime", "gmtime"} == set()


@pytest.mark.parametrize("path", [path for _, path in MODULES], ids=IDS)
def test_a_module_can_be_read_in_one_sitting(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST_MODULE


def test_a_topic_is_data_and_holds_no_code() -> None:
    folder = ROOMS["evidence"] / "topics" / "hsct_ms"
    assert {path.suffix for path in folder.iterdir() if path.is_file()} <= {".toml", ".jsonl"}


def test_nothing_in_the_repository_names_a_machine_or_a_package_index() -> None:
    telling = re.compile("|".join(["/ro" + "ot/", "/wo" + "rk/", r"/ho" + r"me/\w+/", "index-" + "url"]))
    kept = [
        path for path in ROOT.rglob("*") if path.is_file() and path.suffix in {".py", ".toml", ".md", ".jsonl", ".sql"}
    ]
    ours = [path for path in kept if not {".venv", ".venv-bench", "dist", "build"} & set(path.relative_to(ROOT).parts)]
    assert [str(path) for path in ours if telling.search(path.read_text(encoding="utf-8"))] == []
