"""What every export keeps: no clock, no talk on stdout, nothing that steers a terminal, whole files, exit codes."""
# ruff: noqa: F811 - a test asks for a fixture by the name under which it was imported

import json
import sqlite3
from datetime import UTC, datetime
from pathlib import Path

import pytest

from evidence.refresh import refresh_from_files
from evidence_cli.commands.export import command
from evidence_db.opening import writing
from tests.cli_runner import Run, made, run  # noqa: F401
from tests.made_records import ALL, RETRACTED_COHORT, write_set

FORMS = ("ris", "bibtex", "csl-json", "csv", "prisma", "metafor", "feed", "fhir")
OF_ONE = tuple(form for form in FORMS if form != "prisma")
BILINGUAL = ("csv", "feed", "fhir")


def test_these_are_all_of_them() -> None:
    assert set(command.commands) == set(FORMS)


@pytest.mark.parametrize("form", FORMS)
def test_an_export_is_made_of_the_database_alone_and_the_same_on_every_day(run: Run, form: str) -> None:
    told = run("export", form)
    assert told.code == 0
    assert told.out == run("export", form, now=datetime(2031, 1, 1, tzinfo=UTC)).out


@pytest.mark.parametrize("form", FORMS)
def test_no_text_of_others_steers_a_terminal(run: Run, form: str) -> None:
    shown = run("export", form).out
    assert not [sign for sign in ("\x1b", "\u202e", "\u200b", "\x9b") if sign in shown]
    assert "\nQ1  ANSWERED" not in shown


@pytest.mark.parametrize("form", OF_ONE)
def test_an_unknown_question_is_a_mistake_of_the_user_and_nothing_is_written(
    run: Run, tmp_path: Path, form: str
) -> None:
    ran = run("export", form, "--question", "Q99", "--output", str(tmp_path / "out"))
    assert (ran.code, ran.out, list(tmp_path.iterdir())) == (2, "", [])
    assert "there is Q1 Q9 Q17" in ran.err


@pytest.mark.parametrize("form", FORMS)
def test_a_file_is_whole_and_the_database_is_never_the_file(run: Run, tmp_path: Path, made: Path, form: str) -> None:
    target = tmp_path / "out"
    assert run("export", form, "--output", str(target)).out == ""
    assert target.read_text(encoding="utf-8") == run("export", form).out
    assert run("export", form, "--output", str(tmp_path / "none" / "out")).code == 73
    before = made.read_bytes()
    assert run("export", form, "--output", str(made)).code == 2
    assert made.read_bytes() == before


@pytest.mark.parametrize("form", FORMS)
def test_what_is_no_database_of_ours_is_refused(run: Run, tmp_path: Path, form: str) -> None:
    other = tmp_path / "other.db"
    with sqlite3.connect(other) as connection:
        connection.execute("CREATE TABLE a (b)")
    connection.close()
    ran = run("export", form, db=other)
    assert (ran.code, ran.out) == (65, "")


@pytest.mark.parametrize("form", BILINGUAL)
def test_what_people_read_is_there_in_both_languages(run: Run, form: str) -> None:
    english, dutch = (run("export", form, "--lang", language).out for language in ("en", "nl"))
    assert english != dutch
    assert "sterven" in dutch or "Kosten" in dutch


@pytest.fixture(scope="module")
def retracted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database that read six records from a file, one of them retracted."""
    folder = tmp_path_factory.mktemp("retracted")
    path = write_set(folder / "all.xml", ALL)
    with writing(folder / "evidence.db", create=True) as store:
        now = datetime(2026, 11, 20, 1, tzinfo=UTC)
        refresh_from_files([path], "hsct_ms", store, now=now, program_version="0", with_pack=False)
    return folder / "evidence.db"


@pytest.mark.parametrize("form", ["ris", "bibtex", "csl-json"])
def test_a_retracted_report_stays_in_the_references_and_says_so(run: Run, retracted: Path, form: str) -> None:
    shown = run("export", form, db=retracted).out
    assert shown.count("RETRACTED: ") == 1
    assert f"RETRACTED: {RETRACTED_COHORT.title}" in shown
    assert RETRACTED_COHORT.pmid in shown
    assert "Retracted: PMID 97100007 (J Made Up)." in shown


def test_no_figure_of_a_retracted_report_counts_in_a_table_or_bundle(run: Run, retracted: Path) -> None:
    rows = run("export", "csv", db=retracted).out.splitlines()
    its = [row for row in rows if row.startswith("figure,") and RETRACTED_COHORT.pmid in row]
    assert its
    assert all(row.startswith("figure,,") and "RETRACTED: " in row for row in its)
    bundle = json.loads(run("export", "fhir", db=retracted).out)
    assert RETRACTED_COHORT.pmid not in json.dumps(bundle)


@pytest.mark.parametrize("form", ["ris", "prisma"])
def test_an_empty_machine_loads_the_pack_and_says_so_on_stderr(run: Run, tmp_path: Path, form: str) -> None:
    ran = run("export", form, db=tmp_path / "new.db")
    assert ran.code == 0
    assert "loading the evidence pack" in ran.err
    assert "loading the evidence pack" not in ran.out
