"""What a command loads: a report that takes a second to start is not opened between two patients."""
# ruff: noqa: F811 - a test asks for a fixture by the name under which it was imported

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli_runner import made  # noqa: F401

ROOT = Path(__file__).parent.parent
HEAVY = {
    "requests", "urllib3", "lxml", "Bio", "sqlite_utils", "scipy", "numpy", "rich", "platformdirs", "filelock", "isal",
    "text_to_num", "tomllib", "dataclasses", "hashlib", "argparse", "csv", "textwrap", "shutil", "tempfile", "logging",
    "importlib.metadata", "difflib", "traceback", "asyncio", "jinja2", "markupsafe", "pathlib", "urllib.parse",
}  # fmt: skip
REPORT = [["report"], ["report", "--language", "nl"], ["report", "--as", "json"], ["report", "--question", "Q9"]]


def python(code: str, *words: str) -> subprocess.CompletedProcess[str]:
    """Run the code in a process of its own that finds our packages, and nothing that a site adds."""
    path = os.pathsep.join(str(ROOT / part) for part in ("", "db", "cli"))
    return subprocess.run(
        [sys.executable, "-S", "-c", code, *words],
        env={"PYTHONPATH": os.pathsep.join([path, *_installed()])}, capture_output=True, text=True, check=False,
    )  # fmt: skip


def loaded(*words: str, db: Path) -> set[str]:
    """Return the modules in memory at the end of a command that went well."""
    told = "import sys\nfrom evidence_cli.main import run\ncode = run(sys.argv[1:])\n"
    told += "print('\\n'.join(sorted(sys.modules)), file=sys.stderr)\nsys.exit(code)"
    ran = python(told, "--db", str(db), *words)
    assert ran.returncode == 0, ran.stderr
    return set(ran.stderr.split())


def _installed() -> list[str]:
    return [entry for entry in sys.path if entry.endswith("site-packages")]


@pytest.mark.parametrize("words", [*REPORT, ["--help"], ["--version"], ["report", "--help"], ["status"]], ids=" ".join)
def test_what_is_only_shown_loads_no_library_but_click_and_sqlite(made: Path, words: list[str]) -> None:
    allowed = {"textwrap", "shutil"} if words[-1] == "--help" else set()  # click wraps its help pages with them
    assert loaded(*words, db=made) & (HEAVY - allowed) == set()


def test_the_help_page_loads_nothing_of_ours_but_the_table_of_commands(made: Path) -> None:
    ours = {name for name in loaded("--help", db=made) if name.startswith("evidence")}
    assert ours == {"evidence", "evidence.errors", "evidence_cli", "evidence_cli.main"}


@pytest.mark.parametrize("words", REPORT, ids=" ".join)
def test_a_report_shows_what_is_stored_and_computes_nothing(made: Path, words: list[str]) -> None:
    ours = {name for name in loaded(*words, db=made) if name.startswith("evidence.")}
    assert ours == {"evidence.errors"}


def test_a_search_loads_no_rule_no_json_and_nothing_of_the_report_but_its_words(made: Path) -> None:
    there = loaded("search", "transplantation", db=made)
    assert there & (HEAVY | {"json"}) == set()
    assert {name.rpartition(".")[2] for name in there if name.startswith("evidence_cli.render.")} == {
        "catalogue_brief_en", "catalogue_en", "catalogue_news_en", "catalogue_study_en", "dateline", "page",
        "provenance", "row_shapes", "safe", "words",
    }  # fmt: skip


def test_an_earlier_day_is_judged_anew_without_the_reader_of_abstracts_or_a_solver(made: Path) -> None:
    there = loaded("report", "--as-of", "2026-11-01", db=made)
    assert "evidence.answers" in there
    assert {name for name in there if name.startswith(("evidence.extraction", "scipy", "numpy", "requests"))} == set()


@pytest.mark.parametrize("words", [["trials"], ["show", "MADE-MS"]], ids=" ".join)
def test_what_shows_no_abstract_compiles_no_rule_that_reads_one(made: Path, words: list[str]) -> None:
    assert {name for name in loaded(*words, db=made) if name.startswith("evidence.extraction")} == set()


def test_the_writer_of_pages_is_loaded_for_a_page_alone(made: Path) -> None:
    assert not loaded("show", "97100001", db=made) & {"jinja2", "markupsafe"}
    assert {"jinja2", "markupsafe"} <= loaded("show", "97100001", "--as", "html", db=made)


def test_a_report_as_text_loads_nothing_of_the_page(made: Path) -> None:
    told = loaded("report", "--as", "text", db=made)
    assert not {name for name in told if name.startswith(("evidence_cli.page", "jinja2"))}
    assert "evidence_cli.page.write" in loaded("report", "--as", "html", "--output", "-", db=made)


def test_a_report_is_told_before_anybody_looks_for_garbage(made: Path) -> None:
    told = "import gc\nlooks = []\ngc.callbacks.append(lambda phase, about: looks.append(phase))\n"
    told += "from evidence_cli.__main__ import main\n"
    told += "try:\n    main()\nexcept SystemExit:\n    print(len(looks), gc.get_freeze_count(), file=sys.stderr)\n"
    python(f"import sys\n{told}", "--db", str(made), "report")  # compiles what is not compiled yet: garbage of its own
    ran = python(f"import sys\n{told}", "--db", str(made), "report")
    looks, kept = map(int, ran.stderr.split())
    assert (looks, kept > 10_000) == (0, True)


def test_a_report_in_one_language_loads_one_catalogue(made: Path) -> None:
    assert "evidence_cli.render.catalogue_en" not in loaded("report", "--language", "nl", db=made)


@pytest.mark.parametrize("form", ["ris", "bibtex", "csl-json", "csv", "prisma", "feed", "fhir"])
def test_an_export_needs_none_of_the_libraries_that_read_it(made: Path, form: str) -> None:
    readers = {
        "rispy",
        "bibtexparser",
        "citeproc",
        "fhir",
        "pydantic",
        "lxml",
        "jinja2",
        "scipy",
        "requests",
        "sqlite_utils",
    }
    assert loaded("export", form, db=made) & readers == set()
