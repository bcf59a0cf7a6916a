"""Retractions, errata and concerns in report and show: each as what it is, with what it means for the answers."""
# ruff: noqa: F811 - a test asks for a fixture by the name under which it was imported

import csv
import io
import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from evidence.refresh import refresh_from_files
from evidence_db.opening import writing
from tests.cli_runner import Run, made, run  # noqa: F401
from tests.made_records import COHORT, Made, write_set

RETRACTION = Made("97100090", "A notice", ((None, "A notice."),), notices=(("RetractionOf", COHORT.pmid),))
OTHER = replace(COHORT, pmid="97100071", doi=None, notices=(("ErratumIn", "97100091"), ("CommentIn", "97100092")))


@pytest.fixture(scope="module")
def corrected(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two cohorts; then one is retracted by a notice alone, and an erratum is told of the other."""
    folder = tmp_path_factory.mktemp("corrected")
    for night, records in ((20, [COHORT]), (21, [OTHER, RETRACTION])):
        path = write_set(folder / f"{night}.xml", records)
        with writing(folder / "c.db", create=True) as store:
            now = datetime(2026, 11, night, 1, tzinfo=UTC)
            refresh_from_files([path], "hsct_ms", store, now=now, program_version="0", with_pack=False)
    return folder / "c.db"


@pytest.mark.parametrize("form", ["text", "markdown"])
def test_the_report_tells_each_correction_before_the_questions(run: Run, corrected: Path, form: str) -> None:
    shown = " ".join(run("report", "--as", form, db=corrected).out.replace("**", "").replace("\\", "").split())
    head = shown.split("Who benefits")[0]
    assert (
        "J Made Up 2021:1-9 [pmid:97100001]: retracted, by PMID 97100090 (J Made Up 2021:1-9). No longer counted."
        in head
    )
    assert "J Made Up 2021:1-9 [pmid:97100071]: erratum, by PMID 97100091 (J Made Up). Still counted;" in head
    assert "97100092" not in shown, "a comment is no correction"


def test_the_report_in_dutch_tells_them_in_dutch(run: Run, corrected: Path) -> None:
    shown = " ".join(run("report", "--language", "nl", db=corrected).out.split())
    assert "ingetrokken, door PMID 97100090 (J Made Up 2021:1-9). Telt niet meer mee." in shown


def test_json_says_what_rests_on_a_corrected_record_and_what_did(run: Run, corrected: Path) -> None:
    told = json.loads(run("report", "--as", "json", db=corrected).out)["corrections"]
    assert [(row["record"], row["kind"], row["by"], row["effect"]) for row in told] == [
        ("pmid:97100001", "retracted", ["97100090"], "no longer counted"),
        ("pmid:97100071", "erratum", ["97100091"], "still counted; compare its figures with the correction"),
    ]
    assert told[0]["rests"] == []
    assert "Q9" in told[0]["rested"]
    assert "Q9" in told[1]["rests"]


def test_the_table_names_the_corrections_of_each_question(run: Run, corrected: Path) -> None:
    rows = csv.DictReader(io.StringIO(run("report", "--as", "csv", db=corrected).out))
    told = {row["code"]: row["corrections"] for row in rows}
    assert told["Q9"] == "J Made Up 2021:1-9 [pmid:97100001]: retracted; J Made Up 2021:1-9 [pmid:97100071]: erratum"
    assert told["Q18"] == ""


def test_a_question_shows_only_its_own_corrections(run: Run, corrected: Path) -> None:
    assert len(json.loads(run("report", "--question", "Q9", "--as", "json", db=corrected).out)["corrections"]) == 2
    assert json.loads(run("report", "--question", "Q18", "--as", "json", db=corrected).out)["corrections"] == []


def test_a_report_without_a_correction_has_no_place_for_one(run: Run, tmp_path: Path) -> None:
    with writing(tmp_path / "p.db", create=True) as store:
        path = write_set(tmp_path / "p.xml", [COHORT])
        now = datetime(2026, 11, 20, tzinfo=UTC)
        refresh_from_files([path], "hsct_ms", store, now=now, program_version="0", with_pack=False)
    assert "Corrections" not in run("report", db=tmp_path / "p.db").out


def test_of_an_earlier_day_only_records_of_that_day_are_told(run: Run, corrected: Path) -> None:
    early = run("report", "--as-of", "2019-01-01", "--as", "json", db=corrected)
    assert json.loads(early.out)["corrections"] == []


def test_show_says_what_happened_to_the_record_though_only_the_notice_tells_it(run: Run, corrected: Path) -> None:
    shown = " ".join(run("show", "97100001", db=corrected).out.split())
    assert "STANDING: retracted" in shown
    assert "CORRECTION: retracted, by PMID 97100090" in shown
    assert "Rested on it before:" in shown


def test_show_says_of_a_notice_what_it_is(run: Run, corrected: Path) -> None:
    assert "is the retraction of PMID 97100001" in " ".join(run("show", "97100090", db=corrected).out.split())
