"""The clinical hazards that come in the night: each as a script of nights, and what text and JSON say in the morning.

H-12 to H-14, H-18 and H-19; the others are in test_hazards.py and test_hazards_pages.py.
"""
# ruff: noqa: F811 - a test asks for a fixture by the name under which it was imported

import json
import random
from typing import Any

import pytest
from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

from evidence_cli.commands import report, review, show, status
from evidence_db import form, opening
from evidence_db import migrations as steps
from tests.fakes.events import happen
from tests.fakes.loopback import loopback
from tests.fakes.made import made_record
from tests.made_night import Scene, scene, second, topic_asking, yesterday  # noqa: F401
from tests.made_records import COHORT, REVIEW

pytestmark = loopback
RECORD = f"pmid:{COHORT.pmid}"
WORDS = ("--name", "A. Jansen", "--reason", "Read every abstract")


@pytest.fixture
def desk(second: Scene, monkeypatch: pytest.MonkeyPatch) -> Scene:
    """A morning of somebody who reads; forty records more, so that one of them is less than a tenth."""
    for module in (report, show, status, review):
        monkeypatch.setattr(module, "current_time", lambda: second.now)
    for number in range(40):
        second.up.world.add(made_record(str(97_400_000 + number), title="Sleep", abstract=f"Sleep {number}."))
    assert night(second) == 0
    return second


def night(scene: Scene, *words: str) -> int:
    """A day passes, for the world too."""
    scene.up.next_night()
    return scene.next_night(*words).code


def told(scene: Scene, *words: str) -> Any:
    return json.loads(scene.call(*words, "--as", "json").out)


def text(scene: Scene, *words: str) -> str:
    return " ".join(scene.call(*words).out.split())


def supports(scene: Scene) -> list[str]:
    return [question["code"] for question in told(scene, "report")["questions"] if RECORD in question["studies"]]


# H-12


class People:
    """What people and corrections said, night after night; nothing of it may ever be lost."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.decisions: list[tuple[object, ...]] = []
        self.corrections: set[tuple[object, ...]] = set()

    def sign(self, code: str) -> None:
        ran = self.scene.call("review", "sign", code, *WORDS)
        assert ran.code == 0, ran.err

    def lost(self) -> int:
        """How many decisions and corrections that were there the night before are not there now, or not the same."""
        decisions = self.scene.rows("SELECT * FROM decision ORDER BY id")
        corrections = set(self.scene.rows("SELECT run, record, kind, told_by FROM correction_told"))
        lost = [row for row in self.decisions if row not in decisions], self.corrections - corrections
        self.decisions, self.corrections = decisions, corrections
        return len(lost[0]) + len(lost[1])


def newer_program(patch: pytest.MonkeyPatch) -> None:
    """A program that has one migration more."""
    newer = Migrations("hsct-evidence")
    for step in (value for name, value in sorted(vars(steps).items()) if name.startswith("m00")):
        newer()(step)

    def tomorrow(db: Database) -> None:
        db.execute("CREATE TABLE remark (text TEXT) STRICT")

    newer(name="m999_tomorrow")(tomorrow)
    patch.setattr(steps, "migrations", newer)
    patch.setattr(opening, "SCHEMA_VERSION", form.SCHEMA_VERSION + 1)


def many_nights(desk: Scene, monkeypatch: pytest.MonkeyPatch, number: int) -> tuple[int, int, int]:
    """So many nights with revisions, notices, losses and one migration; return lost, decisions, corrections."""
    dice, people, lost = random.Random(12), People(desk), 0
    codes = [question["code"] for question in told(desk, "report")["questions"]]
    values = ["70%"]
    for count in range(number):
        event = dice.choice(
            ["revise", "bump", "erratum", "concern", "retract", "delete", "restatus", "sign", "nothing"]
        )
        if event in ("revise", "bump"):
            old, new = values[-1], f"{dice.randint(50, 90)}%"
            if old != new:
                happen(desk.up.world, event, pmid=COHORT.pmid, old=old, new=new)
                values.append(new)
        elif event in ("erratum", "concern", "retract"):
            pmid = f"974000{count % 40:02}" if event == "retract" else COHORT.pmid
            happen(desk.up.world, event, pmid=pmid, notice=str(97_990_000 + count), touch=False)
        elif event == "delete" and str(97_990_000 + count - 5) in desk.up.world.records:
            happen(desk.up.world, "delete", pmid=str(97_990_000 + count - 5))
        elif event == "restatus":
            happen(desk.up.world, "restatus", nct="NCT90000001", status=dice.choice(["TERMINATED", "COMPLETED"]))
        elif event == "sign":
            people.sign(dice.choice(codes))
        if count == number // 2:
            newer_program(monkeypatch)
        assert night(desk, *(["--full"] if dice.random() < 0.1 else [])) in (0, 3)
        lost += people.lost()
    assert desk.rows("SELECT count(*) FROM remark") == [(0,)]  # the newer program was here
    signed = [question for question in told(desk, "report")["questions"] if question["signatures"]]
    assert len(signed) == len({row[2] for row in people.decisions})
    return lost, len(people.decisions), len(people.corrections)


def test_h12_what_people_and_notices_said_is_there_after_nights_of_revisions_and_a_migration(
    desk: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    lost, decisions, corrections = many_nights(desk, monkeypatch, 20)
    assert lost == 0
    assert decisions
    assert corrections


@pytest.mark.slow
def test_h12_nothing_is_lost_in_a_hundred_nights(desk: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    lost, decisions, corrections = many_nights(desk, monkeypatch, 100)
    assert (lost, decisions > 5, corrections > 10) == (0, True, True)
    print(f"100 nights, {decisions} signatures, {corrections} corrections of records: {lost} lost")


def test_h12_a_signature_stands_beside_an_answer_that_a_revision_changed_and_says_so(desk: Scene) -> None:
    (code, *_) = supports(desk)
    assert desk.call("review", "sign", code, *WORDS).code == 0
    happen(desk.up.world, "retract", pmid=COHORT.pmid, touch=False)
    assert night(desk) == 0
    (signature,) = told(desk, "report", "--question", code)["questions"][0]["signatures"]
    assert (signature["name"], signature["current"]) == ("A. Jansen", False)
    assert "A. Jansen" in text(desk, "report", "--question", code)


# H-13


@pytest.mark.fault("F14")
def test_h13_a_record_that_vanishes_is_told_every_night_and_is_no_evidence_from_the_third(desk: Scene) -> None:
    before = supports(desk)
    assert before
    happen(desk.up.world, "delete", pmid=COHORT.pmid)
    for number in (1, 2):
        assert night(desk) in (0, 3)
        assert supports(desk) == before
        assert told(desk, "status")["absences"] == [
            {"pmid": COHORT.pmid, "since": "2026-11-04", "nights": number, "label": None, "merged_into": None}
        ]
        assert f"pmid:{COHORT.pmid} since 2026-11-04: for {number} night" in text(desk, "status")
    assert night(desk) == 3
    assert supports(desk) == []
    (absence,) = told(desk, "status")["absences"]
    assert (absence["nights"], absence["label"]) == (3, "deleted")
    assert "DELETED: PubMed has it no longer; kept here, and no evidence" in text(desk, "status")
    (correction,) = (row for row in told(desk, "report")["corrections"] if row["record"] == RECORD)
    assert (correction["record"], correction["kind"], correction["effect"]) == (RECORD, "deleted", "no longer counted")
    assert f"[{RECORD}]: deleted by PubMed" in text(desk, "report")
    assert desk.call("show", COHORT.pmid).code == 0
    assert told(desk, "show", COHORT.pmid)["report"]["standing"] == "deleted"


@pytest.mark.fault("F25")
@pytest.mark.parametrize("action", ["zero_hits", "fewer_hits:80"])
def test_h13_an_index_that_lags_for_nights_on_end_takes_no_record_away(desk: Scene, action: str) -> None:
    before, rows = supports(desk), desk.dump()
    desk.up.fault("esearch", action)
    for _ in range(5):
        assert night(desk) == 3
        assert (supports(desk), desk.dump()) == (before, rows)
    asked = {row["source"]: row for row in told(desk, "status")["searches"]}
    assert "the search found" in asked["pubmed"]["refused"]
    assert "REFUSED: the search found" in text(desk, "status")


# H-14


@pytest.mark.fault("F04")
def test_h14_ten_nights_without_pubmed_are_told_as_old_data_on_every_page(desk: Scene) -> None:
    desk.up.fault("eutils", "status:200:EU-06b")
    desk.up.fault("ctgov", "status:503:EU-04")
    good = told(desk, "report")["data_date"]
    for number in range(1, 11):
        assert night(desk) == 75
        page, document = text(desk, "report"), told(desk, "report")
        assert (document["data_date"], document["data_age_days"]) == (good, number)
        assert (f"WARNING: the data are {number} days old" in page) == (number > 3)
        assert ("Why none since: evidence status; to ask again: evidence refresh." in page) == (number > 3)
        old = told(desk, "status", "--max-age", "48")
        assert (old["too_old"], old["age_hours"]) == (number > 2, 24.0 * number)
        assert desk.call("status", "--max-age", "48").code == int(number > 2)
    assert "try later" in text(desk, "status") or "try again later" in text(desk, "status")
    assert [run["exit_code"] for run in told(desk, "status")["runs"]] == [75] * 5


# H-18


def test_h18_an_edit_of_the_search_is_told_with_what_it_lost_and_the_version_of_the_search_is_kept(desk: Scene) -> None:
    assert told(desk, "status")["search_edits"] == []
    happen(desk.up.world, "add", pmid="97000050")
    topic_asking(desk.folder, f"1:99999999[UID] NOT {COHORT.pmid}[UID]")
    desk.up.next_night()
    ran = desk.next_night()
    assert ran.code == 3
    assert "the search was edited; records found before and not now: 1, new: 1" in ran.err
    assert f"MustFind: PMID {COHORT.pmid}, an answer rests on it, is not found" in ran.err
    (edit,) = told(desk, "status")["search_edits"]
    assert (edit["gone"], edit["added"]) == (1, 1)
    assert edit["query"].endswith(f"NOT {COHORT.pmid}[UID]")
    assert "the search was edited; records found before and not then: 1, new: 1" in text(desk, "status")
    # each answer leads to its run, and the run to the search it was made with
    query = "SELECT DISTINCT query FROM search JOIN answer USING (run) WHERE source = 'pubmed'"
    assert desk.rows(query) == [("1:99999999[UID]",)]
    assert night(desk) == 0
    assert told(desk, "status")["search_edits"] == [edit]


# H-19


def test_h19_a_search_that_is_translated_otherwise_is_refused_and_told(desk: Scene) -> None:
    topic_asking(desk.folder, f"Alphology[mh] OR 1:{int(REVIEW.pmid) - 1}[UID] OR {REVIEW.pmid}:99999999[UID]")
    desk.up.world.lexicon |= {"alphology", "betology"}
    assert night(desk) == 0
    happen(desk.up.world, "translate", old="Alphology", new="Betology")
    before, rows = supports(desk), desk.dump()
    for _ in range(4):
        assert night(desk) == 3
        assert (supports(desk), desk.dump()) == (before, rows)
    asked = {row["source"]: row for row in told(desk, "status")["searches"]}
    assert asked["pubmed"]["refused"] == "the source understands the search otherwise than the last time"
    assert "REFUSED: the source understands the search otherwise" in text(desk, "status")


def test_h19_a_heading_that_pubmed_takes_from_a_record_is_seen_where_an_answer_rests_on_it(desk: Scene) -> None:
    happen(desk.up.world, "index", pmid=COHORT.pmid, mesh=["Alphology"])
    rest = f"1:{int(COHORT.pmid) - 1}[UID] OR {int(COHORT.pmid) + 1}:99999999[UID]"
    topic_asking(desk.folder, f"Alphology[mh] OR {rest}")
    desk.up.world.lexicon.add("alphology")
    assert night(desk) == 0
    before = supports(desk)
    happen(desk.up.world, "index", pmid=COHORT.pmid, mesh=["Betology"])
    assert night(desk) == 3  # one of forty-six: no guard of the count sees it
    remark = f"MustFind: PMID {COHORT.pmid}, an answer rests on it, is not found"
    asked = {row["source"]: row for row in told(desk, "status")["searches"]}
    assert asked["pubmed"]["warnings"] == [remark]
    assert remark in text(desk, "status")
    assert [night(desk) for _ in range(2)] == [0, 0]
    (absence,) = told(desk, "status")["absences"]
    assert absence["label"] == "query drift"
    assert supports(desk) == before
    assert "PubMed has it, the search does not find it" in text(desk, "status")
