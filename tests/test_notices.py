"""A retraction, a concern and an erratum reach the answers from whichever side tells of them, each as what it is."""

import json
from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from evidence.notices import with_notices
from evidence.records.article import Notice
from evidence.records.study import DELETED, NOTICE, RETRACTED, SOUND, UNDER_CONCERN, Report
from evidence.refresh import refresh_from_files
from evidence_db.opening import open_reader, writing
from evidence_db.views_corrections import corrections
from evidence_db.views_report import answers
from tests.db_makers import REPORT
from tests.made_records import COHORT, Made, write_set

NOW = datetime(2026, 11, 22, 6, 0, tzinfo=UTC)
ABOUT, NOTE = COHORT.pmid, "97100090"
RECORD = f"pmid:{ABOUT}"


def report(pmid: str, standing: str = SOUND, **more: Any) -> Report:
    screening = replace(REPORT.screening, standing=standing)
    return replace(REPORT, record=f"pmid:{pmid}", pmid=pmid, names=(), screening=screening, **more)


def standing(reports: Sequence[Report], *told: tuple[str, str, str]) -> str:
    """The standing of the first report after these notices: (PMID it stands in, RefType, PMID it points at)."""
    found = with_notices(reports, [(pmid, Notice(kind, about, "J Made Up")) for pmid, kind, about in told])
    return found[0].screening.standing


@pytest.mark.parametrize(
    ("kind", "becomes"),
    [
        ("RetractionOf", RETRACTED), ("PartialRetractionOf", RETRACTED), ("RetractedandRepublishedFrom", RETRACTED),
        ("ExpressionOfConcernFor", UNDER_CONCERN), (" retractionof ", RETRACTED),
        ("ErratumFor", SOUND), ("UpdateOf", SOUND), ("CommentOn", SOUND), ("Cites", SOUND), ("RetractionIn", SOUND),
    ],
)  # fmt: skip
def test_a_notice_makes_of_the_record_it_points_at_what_it_says(kind: str, becomes: str) -> None:
    assert standing([report("1")], ("9", kind, "1")) == becomes


def test_a_notice_says_nothing_of_other_records() -> None:
    assert standing([report("1")], ("9", "RetractionOf", "2")) == SOUND


@pytest.mark.parametrize("gone", [RETRACTED, DELETED])
def test_a_notice_that_was_withdrawn_says_nothing(gone: str) -> None:
    assert standing([report("1"), report("9", gone)], ("9", "RetractionOf", "1")) == SOUND
    assert standing([report("1"), report("9", NOTICE)], ("9", "RetractionOf", "1")) == RETRACTED


@pytest.mark.parametrize("order", [1, -1])
def test_the_gravest_of_several_notices_counts(order: int) -> None:
    told = [("8", "RetractionOf", "1"), ("9", "ExpressionOfConcernFor", "1")][::order]
    assert standing([report("1")], *told) == RETRACTED


def test_a_notice_never_makes_a_standing_better() -> None:
    assert standing([report("1", DELETED)], ("9", "RetractionOf", "1")) == DELETED


def test_a_record_of_the_pack_is_reached_by_any_pmid_that_it_answers_to() -> None:
    packed = replace(report("1"), record="cite:made2021", pmid=None, names=("doi:10.1/x", "pmid:1"))
    assert standing([packed], ("9", "RetractionOf", "1")) == RETRACTED


# The workflow: what is held, one file a run


def notice(kind: str, title: str = "A notice about a record", types: Sequence[str] = ("Journal Article",)) -> Made:
    return Made(NOTE, title, ((None, "A notice."),), types=types, notices=((kind, ABOUT),))


def nights(folder: Path, *runs: Sequence[Made], deleted: Sequence[str] = ()) -> Path:
    """A database after these runs; the last of them also deletes."""
    db = folder / "evidence.db"
    for number, records in enumerate(runs):
        gone = deleted if number == len(runs) - 1 else ()
        path = write_set(folder / f"{number}.xml", records, gone)
        with writing(db, create=True) as store:
            refresh_from_files([path], "hsct_ms", store, now=NOW, program_version="0", with_pack=False)
    return db


def resting(db: Path) -> set[str]:
    """The questions whose newest answer rests on the cohort."""
    with closing(open_reader(db)) as connection:
        found = answers(connection)
    parts = {code: (answer, *answer["sub_answers"]) for code, answer in found.items()}
    return {code for code, told in parts.items() if any(RECORD in part["studies"] for part in told)}


def told(db: Path) -> list[dict[str, Any]]:
    with closing(open_reader(db)) as connection:
        return corrections(connection, answers(connection))


def kinds(db: Path) -> list[tuple[str, list[str]]]:
    return [(row["kind"], row["by"]) for row in told(db)]


def test_an_answer_falls_when_only_the_notice_of_retraction_is_held(tmp_path: Path) -> None:
    before = resting(nights(tmp_path, [COHORT]))
    (tmp_path / "later").mkdir()
    db = nights(tmp_path / "later", [COHORT], [notice("RetractionOf")])
    assert before
    assert resting(db) == set()
    [row] = told(db)
    assert (row["kind"], row["by"], row["standing"]) == ("retracted", [NOTE], "retracted")
    assert (row["rests"], set(row["rested"])) == ([], before)


@pytest.mark.parametrize("order", [1, -1])
def test_a_notice_counts_whether_it_came_before_or_after_its_record(tmp_path: Path, order: int) -> None:
    assert resting(nights(tmp_path, *[[COHORT], [notice("RetractionOf")]][::order])) == set()


@pytest.mark.parametrize(
    ("kind", "means"),
    [
        ("RetractionIn", "retracted"), ("RetractedandRepublishedIn", "retracted-and-republished"),
        ("ExpressionOfConcernIn", "under-concern"), ("ErratumIn", "erratum"), ("UpdateIn", "updated"),
        ("CorrectedandRepublishedIn", "republished"), ("RepublishedIn", "republished"),
    ],
)  # fmt: skip
def test_a_correction_that_the_record_tells_is_what_it_is(tmp_path: Path, kind: str, means: str) -> None:
    assert kinds(nights(tmp_path, [replace(COHORT, notices=((kind, NOTE),))])) == [(means, [NOTE])]


@pytest.mark.parametrize("kind", ["CommentIn", "Cites", "AssociatedDataset", "SummaryForPatientsIn", "ErratumFor"])
def test_comments_and_references_are_no_corrections_of_the_record(tmp_path: Path, kind: str) -> None:
    assert kinds(nights(tmp_path, [replace(COHORT, notices=((kind, NOTE),))])) == []


def test_an_erratum_is_no_retraction_and_the_answer_stays(tmp_path: Path) -> None:
    db = nights(tmp_path, [COHORT], [notice("ErratumFor")])
    [row] = told(db)
    assert (row["kind"], row["standing"]) == ("erratum", "sound")
    assert set(row["rests"]) == resting(db) != set()


def test_several_corrections_of_one_record_are_all_told_gravest_first(tmp_path: Path) -> None:
    its = (("ErratumIn", "97100091"), ("ErratumIn", "97100092"), ("RetractionIn", NOTE), ("CommentIn", "97100093"))
    assert kinds(nights(tmp_path, [replace(COHORT, notices=its)])) == [
        ("retracted", [NOTE]), ("erratum", ["97100091"]), ("erratum", ["97100092"]),
    ]  # fmt: skip


def test_a_notice_that_both_sides_tell_of_is_one(tmp_path: Path) -> None:
    both = [replace(COHORT, notices=(("RetractionIn", NOTE),)), notice("RetractionOf")]
    assert kinds(nights(tmp_path, both)) == [("retracted", [NOTE])]


def test_a_retraction_that_only_the_type_tells_is_told_without_a_notice(tmp_path: Path) -> None:
    db = nights(tmp_path, [replace(COHORT, types=("Journal Article", "Retracted Publication"))])
    assert [(row["kind"], row["by"], row["ref_type"]) for row in told(db)] == [("retracted", [], None)]


def test_a_record_that_pubmed_deleted_is_told_as_deleted(tmp_path: Path) -> None:
    assert kinds(nights(tmp_path, [COHORT], [], deleted=[ABOUT])) == [("deleted", [])]


def test_a_record_that_never_bore_an_answer_and_is_no_primary_study_is_not_told(tmp_path: Path) -> None:
    sleep = Made("97100004", "Sleep", ((None, "We asked 200 adolescents."),), notices=(("RetractionIn", NOTE),))
    assert kinds(nights(tmp_path, [COHORT, sleep])) == []


def test_each_correction_is_noted_once_with_the_run_that_told_of_it(tmp_path: Path) -> None:
    erratum = replace(COHORT, notices=(("ErratumIn", NOTE),), revised="2022-01-01")
    db = nights(tmp_path, [COHORT], [erratum], [replace(erratum, revised="2022-02-02")])
    with closing(open_reader(db)) as connection:
        noted = connection.execute("SELECT run, record, kind, told_by FROM correction_told").fetchall()
    assert noted == [(2, RECORD, "erratum", NOTE)]


def test_a_run_over_files_notes_what_it_did_to_which_article(tmp_path: Path) -> None:
    newer = replace(COHORT, version=2)
    db = nights(tmp_path, [COHORT], [newer, replace(COHORT, pmid="97100077")], [replace(COHORT, title="Old")], [newer])
    with closing(open_reader(db)) as connection:
        done = connection.execute("SELECT run, pmid, what FROM run_article ORDER BY run, pmid").fetchall()
    assert done == [(1, ABOUT, "new"), (2, ABOUT, "changed"), (2, "97100077", "new"), (3, ABOUT, "older")]


def test_two_versions_in_one_run_are_one_new_article(tmp_path: Path) -> None:
    db = nights(tmp_path, [replace(COHORT, version=2), COHORT, replace(COHORT, version=3)])
    with closing(open_reader(db)) as connection:
        assert connection.execute("SELECT pmid, what FROM run_article").fetchall() == [(ABOUT, "new")]
        assert json.loads(connection.execute("SELECT counts FROM run").fetchone()[0])["new"] == 1
