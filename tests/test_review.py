"""Signing an answer: by whom, when, for which evidence; kept by every run, and not said of an answer that changed."""
# ruff: noqa: F811 - a test asks for a fixture by the name under which it was imported

import csv
import io
import json
import re
import sqlite3
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from evidence.refresh import refresh_from_files
from evidence.storage import Store as Workflow
from evidence_db.opening import reading, writing
from evidence_db.store import Store
from evidence_db.store_decisions import Signing
from evidence_db.views_decisions import signatures
from evidence_db.views_report import report_state
from tests.cli_runner import Run, made, run  # noqa: F401
from tests.made_evidence import ANSWERS, ESCAPE, make_database
from tests.made_records import COHORT, MOUSE, Made, write_set

ROOM = Path(__file__).parent.parent
SIGNED_ON = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
LATER = datetime(2026, 11, 25, 9, 30, tzinfo=UTC)
WORDS = ("--name", "A. Jansen", "--reason", "Read every abstract")
RETRACTION = Made("97100090", "A notice", ((None, "A notice."),), notices=(("RetractionOf", COHORT.pmid),))


def night(db: Path, day: int, records: Sequence[Made]) -> None:
    path = write_set(db.parent / f"{day}.xml", records)
    with writing(db, create=True) as store:
        now = datetime(2026, 11, day, 1, tzinfo=UTC)
        refresh_from_files([path], "hsct_ms", store, now=now, program_version="0", with_pack=False)


@pytest.fixture
def db(tmp_path: Path) -> Path:
    """A cohort of 40, of whom nobody died of the transplant."""
    night(tmp_path / "r.db", 20, [COHORT])
    return tmp_path / "r.db"


@pytest.fixture
def signed(db: Path, run: Run) -> Path:
    assert run("review", "sign", "q9", *WORDS, db=db, now=SIGNED_ON).code == 0
    return db


def question(run: Run, db: Path, code: str = "Q9", *words: str, now: datetime = LATER) -> dict[str, Any]:
    ran = run("report", "--question", code, "--as", "json", *words, db=db, now=now)
    found: dict[str, Any] = json.loads(ran.out)["questions"][0]
    return found


def test_signing_says_what_was_signed(db: Path, run: Run) -> None:
    ran = run("review", "sign", "Q9", *WORDS, db=db, now=SIGNED_ON)
    assert re.fullmatch(
        r"Q9: signal\. Certainty very low\. Evidence [0-9a-f]{12}\. "
        r"Signed by A\. Jansen, 22 Nov 2026: Read every abstract\.\n",
        ran.out,
    )


@pytest.mark.parametrize("words", [["report"], ["report", "--as", "markdown"], ["question", "Q9"]], ids=" ".join)
def test_a_signed_answer_says_by_whom_and_when(signed: Path, run: Run, words: list[str]) -> None:
    page = " ".join(run(*words, db=signed, now=LATER).out.replace("\\", "").split())
    assert page.count("Signed by A. Jansen, 22 Nov 2026: Read every abstract.") == 1
    assert "earlier answer" not in page


def test_a_signed_answer_says_so_in_dutch(signed: Path, run: Run) -> None:
    page = " ".join(run("report", "--language", "nl", db=signed, now=LATER).out.split())
    assert "Getekend door A. Jansen, 22 nov 2026: Read every abstract." in page


def test_certainty_is_provisional_until_a_person_signs(signed: Path, run: Run) -> None:
    assert question(run, signed)["certainty_provisional"] is False
    assert question(run, signed, "Q7")["certainty_provisional"] is True
    assert "Certainty: Provisional: nobody has signed" in " ".join(
        run("question", "Q7", db=signed, now=LATER).out.split()
    )
    assert "Provisional: nobody" not in run("question", "Q9", db=signed, now=LATER).out


def test_json_and_csv_tell_the_signature_with_the_evidence_it_is_under(signed: Path, run: Run) -> None:
    (told,) = question(run, signed)["signatures"]
    assert (told["name"], told["made"], told["current"]) == ("A. Jansen", "2026-11-22T09:30:00+00:00", True)
    with reading(signed) as connection:
        (held,) = connection.execute("SELECT evidence_hash FROM answer WHERE question = 'Q9'").fetchone()
    assert told["evidence_hash"] == held
    rows = csv.DictReader(io.StringIO(run("report", "--as", "csv", db=signed, now=LATER).out))
    assert {
        row["code"]: (row["signed"], row["certainty_provisional"]) for row in rows if row["code"] in ("Q7", "Q9")
    } == {
        "Q7": ("", "yes"),
        "Q9": ("A. Jansen 2026-11-22", "no"),
    }


def test_when_the_evidence_changes_the_signature_is_of_an_earlier_answer(signed: Path, run: Run) -> None:
    night(signed, 24, [RETRACTION])
    found = question(run, signed)
    assert ([each["current"] for each in found["signatures"]], found["certainty_provisional"]) == ([False], True)
    page = " ".join(run("report", db=signed, now=LATER).out.split())
    assert (
        "Signed by A. Jansen, 22 Nov 2026, for an earlier answer (signal, certainty very low), "
        "which has changed since: Read every abstract."
    ) in page
    assert "Provisional: nobody has signed" in " ".join(run("question", "Q9", db=signed, now=LATER).out.split())
    assert "A. Jansen 2026-11-22 (earlier answer)" in run("report", "--as", "csv", db=signed, now=LATER).out


def test_more_evidence_also_makes_it_an_earlier_answer(signed: Path, run: Run) -> None:
    night(signed, 24, [replace(COHORT, pmid="97100071", doi=None)])
    assert [each["current"] for each in question(run, signed)["signatures"]] == [False]


def test_runs_that_change_no_evidence_of_it_leave_the_signature_as_it_is(signed: Path, run: Run) -> None:
    before = _decisions(signed)
    for day in (23, 24, 25):
        night(signed, day, [COHORT, MOUSE])
    assert _decisions(signed) == before
    assert [each["current"] for each in question(run, signed)["signatures"]] == [True]


def test_an_answer_that_comes_back_is_signed_again_by_who_signed_it(signed: Path, run: Run) -> None:
    night(signed, 23, [RETRACTION])
    night(signed, 24, [replace(RETRACTION, types=("Retracted Publication",), revised="2026-11-24")])
    assert [each["current"] for each in question(run, signed)["signatures"]] == [True]


def test_several_people_sign_and_the_newest_is_told_first(signed: Path, run: Run) -> None:
    night(signed, 24, [replace(COHORT, pmid="97100071", doi=None)])
    assert (
        run("review", "sign", "Q9", "--name", "B. Smit", "--reason", "And the new one", db=signed, now=LATER).code == 0
    )
    found = question(run, signed)
    assert [(each["name"], each["current"]) for each in found["signatures"]] == [
        ("B. Smit", True),
        ("A. Jansen", False),
    ]
    assert found["certainty_provisional"] is False


def test_a_day_before_the_signature_has_none_of_it(signed: Path, run: Run) -> None:
    assert question(run, signed, "Q9", "--as-of", "2026-11-21")["signatures"] == []
    told = question(run, signed, "Q9", "--as-of", "2026-11-22")
    assert [(each["name"], each["current"]) for each in told["signatures"]] == [("A. Jansen", True)]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("Q99", *WORDS), "unknown question 'Q99'"),
        (("Q9", "--name", " ", "--reason", "x"), "--name is empty"),
        (("Q9", "--name", "A", "--reason", "\t\n"), "--reason is empty"),
        (("Q9", "--name", "A"), "--reason"),
        (("Q9", "--reason", "x"), "--name"),
    ],
)
def test_a_decision_needs_a_question_a_name_and_a_reason(db: Path, run: Run, words: tuple[str, ...], said: str) -> None:
    ran = run("review", "sign", *words, db=db)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err
    assert _decisions(db) == []


def test_a_name_that_would_steer_the_terminal_does_not(db: Path, run: Run) -> None:
    assert run("review", "sign", "Q9", "--name", f"A{ESCAPE}\nQ1  ANSWERED", "--reason", "x", db=db).code == 0
    page = run("report", "--question", "Q9", db=db).out
    assert "Signed by A" in page
    assert "\x1b" not in page
    assert "\nQ1  ANSWERED" not in page


# Taking a signature back

BACK = ("review", "withdraw", "Q9", "--name", "A. Jansen", "--reason", "Missed the deaths")


def test_who_withdraws_a_signature_is_told_when_and_why_and_the_certainty_is_provisional_again(
    signed: Path, run: Run
) -> None:
    ran = run(*BACK, db=signed, now=LATER)
    words = "Signed by A. Jansen, 22 Nov 2026, and withdrawn 25 Nov 2026: Missed the deaths."
    assert words in ran.out
    for page in ("report", "question Q9", "report --as markdown"):
        told = " ".join(run(*page.split(), db=signed, now=LATER).out.replace("\\", "").split())
        assert words in told
        assert "Read every abstract" not in told
    found = question(run, signed)
    assert found["certainty_provisional"] is True
    assert [(each["current"], each["withdrawn"]["reason"]) for each in found["signatures"]] == [
        (False, "Missed the deaths")
    ]
    assert "A. Jansen 2026-11-22 (withdrawn 2026-11-25)" in run("report", "--as", "csv", db=signed, now=LATER).out


def test_a_withdrawal_in_dutch(signed: Path, run: Run) -> None:
    run(*BACK, db=signed, now=LATER)
    page = " ".join(run("report", "--language", "nl", db=signed, now=LATER).out.split())
    assert "Getekend door A. Jansen, 22 nov 2026, en teruggenomen 25 nov 2026: Missed the deaths." in page


def test_the_signature_of_another_stands_beside_one_that_was_withdrawn(signed: Path, run: Run) -> None:
    run("review", "sign", "Q9", "--name", "B. Smit", "--reason", "Read it too", db=signed, now=SIGNED_ON)
    run(*BACK, db=signed, now=LATER)
    found = question(run, signed)
    assert {each["name"]: each["current"] for each in found["signatures"]} == {"B. Smit": True, "A. Jansen": False}
    assert found["certainty_provisional"] is False


def test_who_withdrew_may_sign_again(signed: Path, run: Run) -> None:
    run(*BACK, db=signed, now=LATER)
    assert run("review", "sign", "Q9", *WORDS, db=signed, now=LATER).code == 0
    assert [each["current"] for each in question(run, signed)["signatures"]] == [True, False]


def test_on_a_day_before_it_was_withdrawn_the_signature_stands(signed: Path, run: Run) -> None:
    run(*BACK, db=signed, now=LATER)
    told = question(run, signed, "Q9", "--as-of", "2026-11-24")
    assert [(each["current"], each["withdrawn"]) for each in told["signatures"]] == [(True, None)]


def test_what_was_signed_on_other_evidence_can_be_withdrawn_too(signed: Path, run: Run) -> None:
    night(signed, 24, [RETRACTION])
    assert run(*BACK, db=signed, now=LATER).code == 0
    assert question(run, signed)["signatures"][0]["withdrawn"] is not None


@pytest.mark.parametrize(("code", "name"), [("Q9", "B. Smit"), ("Q7", "A. Jansen")])
def test_what_nobody_of_that_name_signed_cannot_be_withdrawn(signed: Path, run: Run, code: str, name: str) -> None:
    before = _decisions(signed)
    ran = run("review", "withdraw", code, "--name", name, "--reason", "x", db=signed, now=LATER)
    assert (ran.code, ran.out) == (2, "")
    assert f"no signature of {name} stands under {code}: nothing to withdraw" in ran.err
    assert _decisions(signed) == before


def test_a_signature_is_withdrawn_once(signed: Path, run: Run) -> None:
    assert [run(*BACK, db=signed, now=LATER).code for _ in range(2)] == [0, 2]


# What no code may do


@pytest.mark.parametrize("change", ["UPDATE decision SET name = 'Somebody else'", "DELETE FROM decision"])
def test_a_decision_is_never_changed_or_removed(signed: Path, change: str) -> None:
    before = _decisions(signed)
    connection = sqlite3.connect(signed)
    with pytest.raises(sqlite3.IntegrityError, match="a decision stays"):
        connection.execute(change)
    connection.close()
    assert _decisions(signed) == before


def test_the_workflow_has_no_way_to_sign_and_one_module_writes_decisions() -> None:
    assert "sign_answer" in vars(Store)
    assert "sign_answer" not in vars(Workflow)
    assert "withdraw_signature" not in vars(Workflow)
    for room in ("evidence", "db/evidence_db", "cli/evidence_cli"):
        for path in (ROOM / room).rglob("*.py"):
            text = path.read_text(encoding="utf-8")
            writes = re.search(r"(?i)(insert into|update|delete from|table\()\W*decision\b(?! begin)", text)
            assert writes is None or path.name in ("store_decisions.py", "migrations.py"), path
            assert "sign_answer" not in text or path.name in ("store_decisions.py", "store.py", "review.py"), path


# Which answer is the one that was signed


def _after(tmp_path: Path, **change: Any) -> list[bool]:
    """Whether a signature under the first made-up answer still stands when the answer became another one."""
    place = make_database(tmp_path / "m.db")
    with writing(place, create=False) as store:
        store.sign_answer(Signing("Q1", "A. Jansen", "Read it", "2026-11-21T10:00:00+00:00", "0"))
        run = store.begin_run("files", "2026-11-22T01:00:00+00:00", (), "0", "1")
        store.save_answers([replace(ANSWERS[0], **change), *ANSWERS[1:]], run, "2026-11-22")
    with reading(place) as connection:
        return [each["current"] for each in report_state(connection)["signatures"]["Q1"]]


@pytest.mark.parametrize(
    "change",
    [
        {"status": "answered"},
        {"direction": "mixed"},
        {"certainty": "high"},
        {"studies": ("study:vries",)},
        {"findings": ()},
        {"sub_answers": (replace(ANSWERS[0].sub_answers[0], status="partly"),)},
        {"sub_answers": (replace(ANSWERS[0].sub_answers[0], certainty="low"),)},
    ],
    ids=str,
)
def test_another_verdict_or_other_evidence_is_another_answer(tmp_path: Path, change: dict[str, Any]) -> None:
    assert _after(tmp_path, **change) == [False]


@pytest.mark.parametrize("change", [{"awaited": ()}, {"next_status": None}, {"rule_version": "2"}], ids=str)
def test_what_is_awaited_or_told_beside_takes_nothing_from_a_signature(tmp_path: Path, change: dict[str, Any]) -> None:
    assert _after(tmp_path, **change) == [True]


def test_an_answer_that_is_not_there_cannot_be_signed(db: Path) -> None:
    with writing(db, create=False) as store, pytest.raises(LookupError, match="Q77"):
        store.sign_answer(Signing("Q77", "A. Jansen", "x", "2026-11-21T10:00:00+00:00", "0"))
    with reading(db) as connection:
        assert signatures(connection, {}) == {}


def _decisions(db: Path) -> list[tuple[object, ...]]:
    with reading(db) as connection:
        return connection.execute("SELECT * FROM decision ORDER BY id").fetchall()
