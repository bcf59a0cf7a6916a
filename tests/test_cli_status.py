"""status and refresh: the age of the data, exit codes for monitors, and what is not part of this version."""
# ruff: noqa: F811 - a test asks for a fixture by the name under which it was imported

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from evidence.records.article import PartialDate
from evidence.refresh import RefreshOutcome
from evidence_cli import importing
from evidence_cli.commands.status import age_in_hours
from evidence_db.opening import writing
from tests.cli_runner import Run, made, run  # noqa: F401
from tests.made_evidence import ARTICLE, make_database

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)  # the made-up refresh ended on 20 Nov at 01:00:05, 59 hours before


@pytest.mark.parametrize(("hours", "code"), [("58", 1), ("59", 0), ("0", 1), ("1000", 0)])
def test_the_exit_code_tells_a_monitor_that_the_data_are_too_old(run: Run, hours: str, code: int) -> None:
    assert run("status", "--max-age", hours).code == code


def test_without_a_limit_status_is_no_alarm(run: Run) -> None:
    ran = run("status")
    assert ran.code == 0
    assert "59.0 hours" in ran.out


def test_the_runs_are_shown_with_how_they_ended(run: Run) -> None:
    document = json.loads(run("status", "--as", "json").out)
    assert document["age_hours"] == 59.0
    assert document["runs"][0]["exit_code"] == 0
    assert document["rows"]["finding"] == 5
    assert document["statuses"] == {"partly": 3}


def test_a_database_that_is_not_there_is_too_old_for_a_monitor_and_missing_for_a_person(
    run: Run, tmp_path: Path
) -> None:
    missing = tmp_path / "none.db"
    assert run("status", "--max-age", "1", db=missing).code == 1
    assert run("status", db=missing).code == 66
    assert not missing.exists()


def test_where_only_the_pack_was_loaded_the_age_counts_from_the_day_it_was_compiled(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "pack.db"
    with writing(path, create=True) as store:
        number = store.begin_run("pack", "2026-11-22T11:00:00+00:00", (), "0", "1")
        store.save_setting("topic", "hsct_ms")
        store.save_setting("pack_compiled", "2026-11-20")
        store.finish_run(number, "2026-11-22T11:00:01+00:00", 0, {}, "")
    assert run("status", "--max-age", "59", db=path).code == 1
    assert json.loads(run("status", "--as", "json", db=path).out)["age_hours"] == 60.0


@pytest.mark.parametrize(
    ("since", "hours"),
    [
        (None, None),
        ("2026-11-22", 12.0),
        ("2026-11-22T11:00:00+00:00", 1.0),
        ("2026-11-22T13:00:00+01:00", 0.0),
        ("2027-01-01", 0.0),
    ],
)
def test_an_age_is_unknown_or_at_least_nothing(since: str | None, hours: float | None) -> None:
    assert age_in_hours(since, NOW) == hours
    assert age_in_hours("2026-11-22T12:00:00", NOW + timedelta(minutes=6)) == 0.1


def test_a_refresh_over_the_network_without_an_address_is_refused_before_anything_is_asked(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("NCBI_EMAIL", "NCBI_API_KEY", "EVIDENCE_EUTILS_URL", "EVIDENCE_CTGOV_URL"):
        monkeypatch.delenv(name, raising=False)
    ran = run("refresh", db=tmp_path / "new.db")
    assert (ran.code, ran.out, ran.err.count("\n")) == (78, "", 1)
    assert "NCBI_EMAIL" in ran.err
    assert not (tmp_path / "new.db").exists()


def test_a_file_that_is_not_there_is_told_with_66_and_leaves_no_database(run: Run, tmp_path: Path) -> None:
    ran = run("refresh", "--from", str(tmp_path / "none.xml"), db=tmp_path / "new.db")
    assert ran.code == 66
    assert ran.err.count("\n") == 1
    assert not (tmp_path / "new.db").exists()


@pytest.mark.parametrize(
    ("words", "changed", "code"), [([], ("Q1",), 0), (["--exit-code"], ("Q1",), 10), (["--exit-code"], (), 0)]
)
def test_a_changed_answer_is_told_first_and_by_exit_code_only_when_asked(
    run: Run, monkeypatch: pytest.MonkeyPatch, words: list[str], changed: tuple[str, ...], code: int
) -> None:
    outcome = RefreshOutcome(1, {"new": 2, "rows": 9}, changed)
    monkeypatch.setattr(importing, "read_files", lambda *_: outcome)
    ran = run("refresh", "--from", "x.xml", *words)
    assert ran.code == code
    first, second = ran.out.splitlines()
    assert first == ("answers changed: Q1" if changed else "no answer changed")
    assert second == "records: new 2; rows written: 9"


def test_a_run_that_failed_does_not_make_the_data_younger(run: Run, tmp_path: Path) -> None:
    path = make_database(tmp_path / "failed.db")
    with writing(path, create=False) as store:
        number = store.begin_run("files", "2026-11-22T11:00:00+00:00", (), "0", "1")
        store.finish_run(number, "2026-11-22T11:00:01+00:00", 75, {}, "upstream down")
    document = json.loads(run("status", "--as", "json", db=path).out)
    assert document["age_hours"] == 59.0
    assert document["runs"][0]["message"] == "upstream down"


def test_a_printed_date_in_the_future_is_not_the_date_of_the_data(run: Run, tmp_path: Path) -> None:
    ahead = replace(
        ARTICLE, entered=None, revised=None, published=PartialDate("2027 Jan", "month", "2027-01-01", "2027-01-31")
    )
    path = make_database(tmp_path / "ahead.db", articles=(ahead,))
    assert json.loads(run("status", "--as", "json", db=path).out)["newest_record"] is None


RECORD = """<PubmedArticle><MedlineCitation Status="MEDLINE"><PMID Version="1">97200001</PMID>
<DateRevised><Year>2024</Year><Month>02</Month><Day>03</Day></DateRevised>
<Article PubModel="Print"><Journal><JournalIssue><PubDate><Year>2023</Year></PubDate></JournalIssue><Title>Made</Title>
</Journal><ArticleTitle>Autologous haematopoietic stem cell transplantation in multiple sclerosis</ArticleTitle>
<Abstract><AbstractText>Twelve zebrafish-free people were treated.</AbstractText></Abstract></Article>
</MedlineCitation></PubmedArticle>"""


def test_a_refresh_from_a_file_stores_the_record_and_the_second_one_changes_nothing(run: Run, tmp_path: Path) -> None:
    source, database = tmp_path / "one.xml", tmp_path / "one.db"
    source.write_text(f"<?xml version='1.0'?><PubmedArticleSet>{RECORD}</PubmedArticleSet>", encoding="utf-8")
    first = run("refresh", "--no-pack", "--from", str(source), db=database)
    assert first.code == 0, first.err
    assert "new 1" in first.out
    second = run("refresh", "--no-pack", "--exit-code", "--from", str(source), db=database)
    assert (second.code, second.out) == (0, "no answer changed\nrecords: unchanged 1; rows written: 0\n")
    assert "pmid:97200001" in run("search", "zebrafish-free", db=database).out
    status = json.loads(run("status", "--as", "json", db=database).out)
    assert (status["data_date"], status["pack_compiled"]) == ("2024-02-03", None)
    assert "WARNING: the data are" in run("report", db=database).out


def test_a_file_that_is_not_pubmed_is_refused_and_leaves_the_database_as_it_was(
    run: Run, tmp_path: Path, made: Path
) -> None:
    page = tmp_path / "error.xml"
    page.write_text("<html><body>Service unavailable</body></html>", encoding="utf-8")
    before = made.read_bytes()
    ran = run("refresh", "--from", str(page))
    assert (ran.code, ran.out) == (65, "")
    assert made.read_bytes() == before
