"""Where two origins tell one figure differently is shown; what they say alike, or one alone says, is not."""
# ruff: noqa: F811 - a test asks for a fixture by the name under which it was imported

import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from evidence.differing import Difference, differences
from evidence.records.finding import Finding
from evidence.refresh import load_pack_only, refresh_from_files
from evidence_db.opening import writing
from tests.cli_runner import Run, made, run  # noqa: F401
from tests.made_records import Made, write_set
from tests.makers import make_count, make_finding, make_ratio

THREE = replace(make_count("1", "trm", 3, 210), origin="pack")


def test_another_number_of_the_same_thing_is_a_difference_and_the_pack_counts() -> None:
    read = make_count("1", "trm", 30, 210)
    assert differences([THREE, read]) == (Difference("pmid:1", "trm", (THREE.id,), (read.id,)),)


def test_a_person_outranks_the_pack_and_the_pack_the_machine() -> None:
    by_person = replace(make_count("1", "trm", 4, 210), origin="person")
    read = make_count("1", "trm", 30, 210)
    (told,) = differences([read, THREE, by_person])
    assert (told.counts, set(told.other)) == ((by_person.id,), {THREE.id, read.id})


@pytest.mark.parametrize(
    "read",
    [
        make_count("1", "trm", 3, 210),
        make_count("1", "trm", 3, 210, timepoint_months=24),
        make_count("1", "trm", 1, 60, population="SPMS"),
        make_count("1", "deaths_any", 5, 210),
        make_count("2", "trm", 30, 210),
        make_finding("1", "trm", value=1.4),
        make_finding("1", "trm", value=1.43, events=3),
        replace(make_count("1", "trm", 30, 210), state="flagged"),
    ],
    ids=[
        "the same", "another time", "other patients", "another outcome", "another record", "the percent of it",
        "the percent with the count", "a figure that failed",
    ],
)  # fmt: skip
def test_what_is_the_same_or_of_another_thing_is_no_difference(read: Finding) -> None:
    assert differences([THREE, read]) == ()


@pytest.mark.parametrize("value", [1.3, 1.5, 14.3])
def test_a_percent_that_the_count_does_not_round_to_is_a_difference(value: float) -> None:
    assert len(differences([THREE, make_finding("1", "trm", value=value)])) == 1


def test_a_bound_that_differs_is_a_difference_and_one_that_is_not_told_is_none() -> None:
    of_pack = replace(make_ratio("1", "neda", 0.27, 0.08, 0.84, "alemtuzumab"), origin="pack")
    other = make_ratio("1", "neda", 0.27, 0.08, 0.48, "alemtuzumab")
    assert len(differences([of_pack, other])) == 1
    assert differences([of_pack, replace(other, ci_high=None)]) == ()


def test_the_machine_alone_differs_from_nobody() -> None:
    assert differences([make_count("1", "trm", 3, 210), make_count("1", "trm", 30, 210)]) == ()


BURT = Made(
    "34633525",
    "Autologous haematopoietic stem cell transplantation in multiple sclerosis",
    ((None, "We treated 507 patients with multiple sclerosis by AHSCT. Transplant-related mortality was 7 of 507."),),
)


@pytest.fixture
def db(tmp_path: Path) -> Path:
    """The evidence pack, and an abstract of one of its records that prints other deaths than the pack has."""
    place, path = tmp_path / "d.db", write_set(tmp_path / "records.xml", [BURT])
    with writing(place, create=True) as store:
        told = {"now": datetime(2026, 11, 24, tzinfo=UTC), "program_version": "0"}
        load_pack_only("hsct_ms", store, **told)  # type: ignore[arg-type]
        refresh_from_files([path], "hsct_ms", store, **told, with_pack=True)  # type: ignore[arg-type]
    return place


def test_a_difference_is_told_with_the_record_and_with_the_question_in_text_and_json(db: Path, run: Run) -> None:
    words = "transplant-related mortality, HSCT: 0.19% (1 of 507) counts (from the evidence pack), otherwise told: "
    for page in ("show 34633525", "question Q9"):
        told = " ".join(run(*page.split(), db=db).out.split())
        assert f"{words}7 of 507 (read from the abstract)" in told.replace("Transplant", "transplant"), page
    document = json.loads(run("question", "Q9", "--as", "json", db=db).out)
    (told,) = document["differences"]
    assert (told["record"], {row["origin"]: row["events"] for row in told["findings"]}) == (
        "pmid:34633525", {"pack": 1, "machine": 7},
    )  # fmt: skip
    assert json.loads(run("show", "34633525", "--as", "json", db=db).out)["differences"][0]["outcome"] == "trm"


def test_without_a_difference_nothing_is_told(db: Path, run: Run) -> None:
    assert "two sources tell" not in run("question", "Q7", db=db).out
    assert json.loads(run("question", "Q7", "--as", "json", db=db).out)["differences"] == []
