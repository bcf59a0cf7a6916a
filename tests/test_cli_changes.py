"""changes: answers first with their cause, of the last run or of all since a day; an empty database says so."""
# ruff: noqa: F811 - a test asks for a fixture by the name under which it was imported

import csv
import io
import json
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from evidence.records.registry import RegistryStudy
from evidence.refresh import refresh_from_files
from evidence.sources.ctgov_json import read_study
from evidence_db.opening import writing
from evidence_db.store import Store
from tests.cli_runner import Run, made, run  # noqa: F401
from tests.db_makers import SEARCH
from tests.made_records import COHORT, MOUSE, Made, write_set
from tests.made_studies import as_bytes, study

RETRACTION = Made("97100090", "A notice", ((None, "A notice."),), notices=(("RetractionOf", COHORT.pmid),))
RAM_MS, OTHER = "NCT03477500", "NCT04047628"  # the second is BEAT-MS
FORMS = ["text", "markdown", "json", "json-lines", "csv"]


def told(nct: str, completion: str) -> tuple[RegistryStudy, bytes]:
    dates = {"completionDateStruct": {"date": completion}, "lastUpdatePostDateStruct": {"date": "2026-11-20"}}
    raw = as_bytes(study(identificationModule={"nctId": nct}, statusModule=dates))
    return read_study(raw), raw


@pytest.fixture(scope="module")
def nights(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """20 Nov: a cohort. 21: it is retracted, both trials slip, a search is refused. 22: a mouse, which is nobody."""
    folder = tmp_path_factory.mktemp("nights")
    for night, records in ((20, [COHORT]), (21, [RETRACTION]), (22, [MOUSE])):
        path = write_set(folder / f"{night}.xml", records)
        with writing(folder / "c.db", create=True) as store:
            now = datetime(2026, 11, night, 1, tzinfo=UTC)
            done = refresh_from_files([path], "hsct_ms", store, now=now, program_version="0", with_pack=False)
            if night == 21:
                _slip(store, done.run)
    return folder / "c.db"


def _slip(store: Store, run: int) -> None:
    keys = dict(store.connection.execute("SELECT id, trial FROM trial_id WHERE register = 'nct'").fetchall())
    for nct in (RAM_MS, OTHER):
        for day, completion in (("2026-11-19", "2029-01"), ("2026-11-21", "2031-02")):
            store.save_study(*told(nct, completion), date.fromisoformat(day), keys[nct])
    store.save_search(run, replace(SEARCH, refused="found 0, and 5 before"))


def document(run: Run, db: Path, *words: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(run("changes", "--as", "json", *words, db=db).out)
    return found


def test_the_last_run_that_changed_nothing_is_no_alarm(run: Run, nights: Path) -> None:
    found = document(run, nights)
    assert [each["id"] for each in found["runs"]] == [3]
    assert not [row for row in found["answers"] if row["code"] == "Q9"]
    assert [(row["record"], row["what"], row["label"]) for row in found["records"]] == [
        ("pmid:97100003", "new", "mention-only")
    ]


def test_an_answer_that_fell_tells_from_what_to_what_and_why(run: Run, nights: Path) -> None:
    found = document(run, nights, "--since", "2026-11-21")
    [deaths] = [row for row in found["answers"] if row["code"] == "Q9"]
    assert deaths["moved"]
    assert (deaths["from"]["status"], deaths["to"]["status"]) == ("signal", "open")
    assert deaths["causes"][0] == {
        "code": "correction", "name": "pmid:97100001", "detail": "retracted",
        "text": "J Made Up 2021:1-9 [pmid:97100001]: retracted", "label": "J Made Up 2021:1-9 [pmid:97100001]",
    }  # fmt: skip


def test_answers_come_before_everything_else_on_the_page(run: Run, nights: Path) -> None:
    shown = " ".join(run("changes", "--since", "2026-11-21", db=nights).out.split())
    order = ("Answers", "status signal became", "The international study: RAM-MS", "Registered trials", "Records",
             "Corrections", "Searches refused")  # fmt: skip
    places = [shown.index(words) for words in order]
    assert places == sorted(places)
    assert "Since 21 Nov 2026: 2 runs." in shown


def test_the_moves_of_the_international_study_stand_apart_from_those_of_other_trials(run: Run, nights: Path) -> None:
    found = document(run, nights, "--since", "2026-11-21")
    international = found["international_study"]["moves"]
    assert {row["nct"] for row in international} == {RAM_MS}
    assert {row["nct"] for row in found["trials"]} == {OTHER}
    assert "completion is now Feb 2031 (was Jan 2029; seen 21 Nov 2026)" in [row["text"] for row in international]


def test_a_move_before_the_day_is_not_told(run: Run, nights: Path) -> None:
    assert document(run, nights)["international_study"]["moves"] == []


def test_a_correction_and_a_refused_search_are_told_with_the_run_that_met_them(run: Run, nights: Path) -> None:
    found = document(run, nights, "--since", "2026-11-21")
    assert [(row["record"], row["kind"], row["run"]) for row in found["corrections"]] == [
        ("pmid:97100001", "retracted", 2)
    ]
    assert [(row["source"], row["refused"]) for row in found["searches_refused"]] == [
        ("pubmed", "found 0, and 5 before")
    ]
    last = document(run, nights)
    assert (last["corrections"], last["searches_refused"]) == ([], [])


def test_records_are_counted_by_run(run: Run, nights: Path) -> None:
    counts = document(run, nights, "--since", "2026-11-20")["record_counts"]
    assert counts == [{"run": night, "new": 1, "changed": 0, "older": 0, "in_pack": 0} for night in (1, 2, 3)]


def test_the_first_answers_are_one_line(run: Run, nights: Path) -> None:
    shown = " ".join(run("changes", "--since", "2026-11-01", db=nights).out.split())
    assert "First answers (20): Q1, Q2," in shown


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("language", ["en", "nl"])
def test_every_form_says_of_what_date_it_is(run: Run, nights: Path, form: str, language: str) -> None:
    ran = run("changes", "--since", "2026-11-21", "--as", form, "--language", language, db=nights)
    assert ran.code == 0
    assert "professionals" in ran.out
    assert "{" not in ran.out or form in ("json", "json-lines", "csv")


def test_the_table_has_one_row_a_change(run: Run, nights: Path) -> None:
    rows = csv.DictReader(io.StringIO(run("changes", "--since", "2026-11-21", "--as", "csv", db=nights).out))
    kinds = [row["kind"] for row in rows]
    assert kinds == sorted(kinds, key=["answer", "trial", "record", "correction", "search"].index)
    assert set(kinds) == {"answer", "trial", "record", "correction", "search"}


def test_in_dutch_it_is_dutch(run: Run, nights: Path) -> None:
    shown = " ".join(run("changes", "--since", "2026-11-21", "--language", "nl", db=nights).out.split())
    assert "status aanwijzing werd open" in shown
    assert "afronding is nu feb 2031 (was jan 2029; gezien 21 nov 2026)" in shown


@pytest.mark.parametrize("form", ["text", "json"])
def test_an_empty_database_says_so_and_is_not_filled(run: Run, tmp_path: Path, form: str) -> None:
    ran = run("changes", "--as", form, db=tmp_path / "none.db")
    assert ran.code == 0
    assert ("No run is stored yet." in ran.out) if form == "text" else json.loads(ran.out)["runs"] == []
    assert list(tmp_path.iterdir()) == []


def test_a_day_after_the_last_run_has_no_run(run: Run, nights: Path) -> None:
    ran = run("changes", "--since", "2027-01-01", db=nights)
    assert (ran.code, "Since 1 Jan 2027: no run." in ran.out) == (0, True)


def test_what_is_no_day_is_refused_by_the_name_of_the_option(run: Run, nights: Path) -> None:
    ran = run("changes", "--since", "yesterday", db=nights)
    assert ran.code == 2
    assert "--since 'yesterday'" in ran.err


def test_status_shows_the_last_search_of_each_source_and_that_it_was_refused(run: Run, nights: Path) -> None:
    [search] = json.loads(run("status", "--as", "json", db=nights).out)["searches"]
    assert (search["source"], search["count"], search["refused"], search["accepted"]) == (
        "pubmed", 2, "found 0, and 5 before", None,
    )  # fmt: skip
    assert search["warnings"] == ["PhraseIgnored: the"]
    shown = " ".join(run("status", db=nights).out.split())
    assert "pubmed 2026-11-21T01:00:00+00:00: 2 found, 1 fetched, 1 not given; REFUSED: found 0, and 5 before" in shown
