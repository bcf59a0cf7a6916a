"""The table of hazards says where each is tested, and each is tested on text and on JSON."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest

ROOM = Path(__file__).parent.parent
ROW = re.compile(r"^\| (H-\d\d) \|.*`test_(h\d\d)_\.\.\.`.*\| (tests/\S+\.py) \|$", re.MULTILINE)
TABLE = ROW.findall((ROOM / "docs/hazards.md").read_text(encoding="utf-8"))
ASKED = [*range(1, 12), *range(15, 18), *range(20, 23)]
TEXT = re.compile(r"\.page\(|standing_of\(|_nothing_counts\(|\bEVERY\b|\bPAGES\b")
JSON = re.compile(r"\.(document|question|figures)\(|standing_of\(|_nothing_counts\(|\bEVERY\b|\bPAGES\b")


@cache
def written(path: str) -> dict[str, str]:
    """Return the tests of a file by name, with what decorates them."""
    source = (ROOM / path).read_text(encoding="utf-8")
    tests = [node for node in ast.parse(source).body if isinstance(node, ast.FunctionDef)]
    lines = source.splitlines()
    return {
        node.name: "\n".join(
            lines[min([node.lineno, *(one.lineno for one in node.decorator_list)]) - 1 : node.end_lineno]
        )
        for node in tests
    }


def test_every_hazard_that_an_answer_can_meet_is_in_the_table() -> None:
    assert [hazard for hazard, _, _ in TABLE] == [f"H-{number:02d}" for number in ASKED]


@pytest.mark.parametrize(("hazard", "prefix", "path"), TABLE)
def test_a_hazard_is_tested_where_the_table_says_on_text_and_on_json(hazard: str, prefix: str, path: str) -> None:
    assert hazard == prefix.upper().replace("H", "H-")
    bodies = [body for name, body in written(path).items() if name.startswith(f"test_{prefix}_")]
    assert any(TEXT.search(body) for body in bodies)
    assert any(JSON.search(body) for body in bodies)
