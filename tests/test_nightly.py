"""A night on the stand-in, through the command: what is asked, what is let in, what is kept when things go wrong."""
# ruff: noqa: F811 - a test asks for a fixture by the name under which it was imported

import json
import os
import resource
import shutil
import signal
import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from evidence.errors import StorageFailed
from evidence.intake import Intake
from evidence.sources import ctgov_registry
from evidence.sources.spool import Spool
from evidence.sources.timing import Timing
from evidence_cli import night
from evidence_db.files import locked
from tests.fakes.events import happen
from tests.fakes.loopback import loopback
from tests.fakes.made import made_record
from tests.fakes.made_studies import made_study
from tests.made_night import CANARY, Scene, in_batches, scene, second, topic_asking, yesterday  # noqa: F401
from tests.made_records import ALL, COHORT

pytestmark = loopback
PMIDS = {made.pmid for made in ALL}
NEW = "97000050"
RECORD = f"pmid:{COHORT.pmid}"


# Good nights


def test_a_first_night_brings_every_record_and_study_with_its_search(scene: Scene) -> None:
    ran = scene.refresh()
    assert (ran.code, ran.out) == (0, "")
    assert "new 6, trials 3" in ran.err
    assert scene.pmids() == PMIDS
    assert scene.rows("SELECT count(*) FROM registry_study") == [(3,)]
    asked = scene.rows("SELECT source, count, refused FROM search ORDER BY source")
    assert asked == [("clinicaltrials.gov", 3, None), ("pubmed", 6, None)]
    assert scene.rows("SELECT pmid, what FROM run_article ORDER BY pmid") == [(pmid, "new") for pmid in sorted(PMIDS)]


def test_the_search_is_logged_as_it_was_sent_understood_and_answered(scene: Scene) -> None:
    scene.refresh()
    query = "SELECT query, translation, added, gone, fetched, requests, server_date FROM search WHERE source = 'pubmed'"
    ((sent, understood, added, gone, fetched, requests, told),) = scene.rows(query)
    assert (sent, understood) == ("1:99999999[UID]", "1:99999999[UID]")
    assert set(json.loads(str(added))) == PMIDS
    assert (gone, fetched, requests) == ("[]", 6, 3)
    assert str(told).endswith("GMT")


def test_a_night_with_nothing_new_takes_three_requests_of_each_source_and_changes_no_row(second: Scene) -> None:
    before = second.dump()
    ran = second.refresh()
    assert ran.code == 0
    assert "rows written: 0" in ran.err
    assert second.dump() == before
    assert second.sent("eutils") <= 3
    assert second.sent("ctgov") <= 3


def test_days_that_bring_nothing_change_no_row_after_the_register_s_date_of_the_last_measurement(scene: Scene) -> None:
    scene.now = datetime(2026, 11, 25, 4, 30, tzinfo=UTC)
    scene.refresh()
    before = scene.dump()
    scene.next_night()
    assert scene.dump() == before


def test_a_night_after_files_fetches_only_what_the_files_did_not_hold(scene: Scene, tmp_path: Path) -> None:
    from tests.made_records import write_set

    write_set(tmp_path / "some.xml", ALL[:4])
    assert scene.refresh("--from", str(tmp_path / "some.xml")).code == 0
    held = len(scene.rows("SELECT pmid FROM article"))
    assert scene.refresh().code == 0
    assert held == 4
    assert scene.pmids() == PMIDS
    assert scene.asked_for() < len(PMIDS)


def test_the_same_records_give_the_same_rows_from_files_and_over_the_network(scene: Scene, tmp_path: Path) -> None:
    from tests.made_records import write_set

    write_set(tmp_path / "all.xml", ALL)
    scene.refresh()
    wire = [row for row in scene.dump() if not row.startswith(('["registry', '["search_hit', '["trial', '["raw'))]
    scene.db = tmp_path / "files.db"
    scene.refresh("--from", str(tmp_path / "all.xml"))
    files = [row for row in scene.dump() if not row.startswith(('["registry', '["search_hit', '["trial', '["raw'))]
    assert wire == files


@pytest.mark.fault("F27")
def test_the_evidence_pack_stays_when_a_later_night_does_not_ask_for_it(scene: Scene) -> None:
    assert scene.call("refresh").code == 0
    before = scene.dump()
    assert any('"pack"' in row for row in before)
    ran = scene.next_night()
    assert "rows written: 0" in ran.err
    assert scene.dump() == before


def test_a_database_of_another_topic_is_refused_and_stays_as_it_is(second: Scene) -> None:
    text = (second.topic / "topic.toml").read_text(encoding="utf-8")
    (second.topic / "topic.toml").write_text(text.replace('code = "hsct_ms"', 'code = "other"'), encoding="utf-8")
    before = second.dump()
    ran = second.refresh()
    assert (ran.code, second.dump()) == (78, before)
    assert "holds topic 'hsct_ms'" in ran.err


def test_only_numbers_of_clinicaltrials_gov_are_asked_of_it(second: Scene) -> None:
    assert second.refresh().code == 0
    query = "SELECT query, missing FROM search WHERE source = 'clinicaltrials.gov' AND run = 2"
    ((asked, missing),) = second.rows(query)
    assert "ISRCTN" not in str(asked) + str(missing)


def test_a_new_record_is_in_the_next_morning_whatever_date_it_bears(second: Scene) -> None:
    happen(second.up.world, "backfill", pmid=NEW, published=date(2009, 1, 1))
    assert second.refresh().code == 0
    assert NEW in second.pmids()
    assert second.asked_for() <= 3  # the new one, the one that answers rest on, the one that was retracted


def test_full_fetches_every_record_that_is_found_and_every_one_that_answers_rest_on(second: Scene) -> None:
    happen(second.up.world, "vanish", pmid=COHORT.pmid)
    assert second.refresh("--full", "--accept").code == 0
    assert second.asked_for() == len(PMIDS)


def test_a_dry_run_says_what_would_change_and_stores_nothing(second: Scene) -> None:
    happen(second.up.world, "add", pmid=NEW)
    before, body = second.dump(), second.db.read_bytes()
    ran = second.refresh("--dry-run")
    assert ran.code == 0
    assert "new 1" in ran.err
    assert "nothing was stored" in ran.err
    assert (second.dump(), second.db.read_bytes(), second.spool()) == (before, body, [])


def test_a_dry_run_without_a_database_makes_none(scene: Scene) -> None:
    assert scene.refresh("--dry-run").code == 0
    assert not scene.db.exists()
    assert scene.spool() == []


def test_nothing_that_was_fetched_lies_about_after_a_good_night(scene: Scene) -> None:
    scene.refresh()
    assert scene.spool() == []


# What happens to a record that an answer rests on


def standing(scene: Scene) -> object:
    ((told,),) = scene.rows("SELECT standing FROM report WHERE pmid = ?", COHORT.pmid)
    return told


def supports(scene: Scene) -> int:
    """How many of the newest answers rest on the cohort."""
    query = "SELECT body FROM answer WHERE id IN (SELECT max(id) FROM answer GROUP BY question)"
    return sum(COHORT.pmid in str(body) for (body,) in scene.rows(query))


def notices(scene: Scene) -> list[tuple[object, ...]]:
    return scene.rows("SELECT ref_type, other_pmid FROM notice WHERE pmid = ?", COHORT.pmid)


@pytest.mark.parametrize("how", ["both", "type", "link"])
@pytest.mark.parametrize("touch", [True, False])
def test_a_retraction_takes_a_record_out_of_every_answer_the_next_morning(second: Scene, how: str, touch: bool) -> None:
    assert supports(second) > 0
    happen(second.up.world, "retract", pmid=COHORT.pmid, how=how, touch=touch)
    ran = second.refresh()
    assert ran.code == 0
    assert "answers changed: Q" in ran.err
    assert (standing(second), supports(second)) == ("retracted", 0)
    assert ("RetractionIn", "97999001") in notices(second) or how == "type"


def test_an_expression_of_concern_stands_beside_the_record_the_next_morning(second: Scene) -> None:
    happen(second.up.world, "concern", pmid=COHORT.pmid, touch=False)
    assert second.refresh().code == 0
    assert standing(second) == "under-concern"
    assert notices(second) == [("ExpressionOfConcernIn", "97999002")]


@pytest.mark.fault("F28")
def test_an_erratum_that_changes_a_figure_changes_the_finding_the_next_morning(second: Scene) -> None:
    happen(second.up.world, "erratum", pmid=COHORT.pmid, old="70%", new="60%", note="Dosage error", touch=False)
    assert second.refresh().code == 0
    assert notices(second) == [("ErratumIn", "97999003")]
    query = "SELECT value FROM finding WHERE pmid = ? AND outcome = 'neda'"
    assert second.rows(query, COHORT.pmid) == [(60.0,)]
    assert second.rows("SELECT pmid, what FROM run_article WHERE run = 2 ORDER BY pmid")[0] == (COHORT.pmid, "changed")


@pytest.mark.parametrize(
    ("event", "kind", "english", "dutch"),
    [
        ("retract", "retracted", "retracted, by PMID 97999001", "ingetrokken"),
        ("concern", "under-concern", "expression of concern, by PMID 97999002", "uiting van bezorgdheid"),
        ("erratum", "erratum", "erratum, by PMID 97999003", "erratum"),
    ],
)
def test_the_report_of_the_next_morning_tells_a_correction_as_what_it_is(
    second: Scene, event: str, kind: str, english: str, dutch: str
) -> None:
    happen(second.up.world, event, pmid=COHORT.pmid)
    assert second.refresh().code == 0
    text = " ".join(second.call("report").out.split())
    assert f"[{RECORD}]: {english}" in text
    assert dutch in " ".join(second.call("report", "--language", "nl").out.split())
    told = json.loads(second.call("report", "--as", "json").out)["corrections"]
    (own,) = (row for row in told if row["record"] == RECORD)
    assert own["kind"] == kind
    assert own["rests"] + own["rested"] != []
    assert bool(own["rests"]) == (event == "erratum")  # alone, a record under concern carries no answer


def test_all_three_on_one_record_are_kept_beside_each_other(second: Scene) -> None:
    for event in ("erratum", "concern", "retract"):
        happen(second.up.world, event, pmid=COHORT.pmid)
    second.refresh()
    assert {kind for kind, _ in notices(second)} == {"ErratumIn", "ExpressionOfConcernIn", "RetractionIn"}
    assert standing(second) == "retracted"


def test_a_notice_that_pubmed_takes_back_is_gone_the_next_morning(second: Scene) -> None:
    (was,) = second.up.world.records[COHORT.pmid]
    happen(second.up.world, "link", pmid=COHORT.pmid, kind="ExpressionOfConcernIn", other="97999002")
    second.refresh()
    assert standing(second) == "under-concern"
    second.up.world.add(was)  # the very bytes of before
    assert second.next_night().code == 0
    assert (standing(second), notices(second)) == ("sound", [])


def test_a_record_that_answers_rest_on_and_the_search_lost_is_still_looked_at(second: Scene) -> None:
    happen(second.up.world, "vanish", pmid=COHORT.pmid, nights=3)
    happen(second.up.world, "retract", pmid=COHORT.pmid)
    assert second.refresh("--accept").code == 0
    assert standing(second) == "retracted"


def test_a_record_that_nobody_asked_for_is_not_taken(second: Scene) -> None:
    happen(second.up.world, "add", pmid=NEW)
    stranger = made_record("97000099", title="A stranger")
    second.up.world.records["97000099"] = [stranger]
    second.up.world.hidden["97000099"] = 9
    second.up.world.merged[NEW] = "97000099"
    ran = second.refresh()
    assert ran.code == 3
    assert f"PMID {NEW}" in ran.err
    assert second.pmids() == PMIDS


# One source without the other


@pytest.mark.fault("F61")
def test_a_source_that_is_down_keeps_its_data_and_the_other_moves_on(second: Scene) -> None:
    happen(second.up.world, "add", pmid=NEW)
    happen(second.up.world, "restatus", nct="NCT90000001", status="TERMINATED")
    second.up.fault("ctgov", "status:503:EU-04")
    ran = second.refresh()
    assert ran.code == 3
    assert "ClinicalTrials.gov" in ran.err
    assert NEW in second.pmids()
    assert second.rows("SELECT status FROM registry_study WHERE nct = 'NCT90000001'") == [("RECRUITING",)]
    second.up.mend()
    assert second.next_night().code == 0
    assert second.rows("SELECT status FROM registry_study WHERE nct = 'NCT90000001'") == [("TERMINATED",)]


@pytest.mark.fault("F61")
def test_the_registry_moves_on_while_pubmed_is_down(second: Scene) -> None:
    happen(second.up.world, "add", pmid=NEW)
    happen(second.up.world, "restatus", nct="NCT90000001", status="TERMINATED")
    second.up.fault("eutils", "status:503:EU-04")
    ran = second.refresh()
    assert ran.code == 3
    assert "PubMed" in ran.err
    assert second.pmids() == PMIDS
    assert second.rows("SELECT status FROM registry_study WHERE nct = 'NCT90000001'") == [("TERMINATED",)]


def test_a_first_night_without_pubmed_knows_the_trials_with_what_the_registry_says(scene: Scene) -> None:
    scene.up.world.add_studies([made_study("NCT03477500")])
    scene.up.fault("eutils", "status:503:EU-04")
    assert scene.refresh().code == 3
    query = "SELECT count(*) FROM trial_snapshot WHERE trial = 'RAM-MS' AND date_seen = '2026-11-02'"
    assert scene.rows(query) == [(1,)]


@pytest.mark.parametrize(
    ("pubmed", "registry", "code"),
    [
        ("status:503:EU-04", "status:503:EU-04", 75),
        ("zero_hits", "status:503:EU-04", 65),
        ("status:503:EU-04", "status:400:CT-09", 65),
        ("zero_hits", "status:400:CT-09", 65),
        ("zero_hits", "", 3),
        ("", "status:400:CT-09", 3),
        ("", "zero_hits", 3),
    ],
)
def test_the_exit_code_tells_whether_anything_moved_on(second: Scene, pubmed: str, registry: str, code: int) -> None:
    before = second.dump()
    for endpoint, action in (("esearch", pubmed), ("studies", registry)):
        if action:
            second.up.fault(endpoint, action)
    assert second.refresh().code == code
    assert second.dump() == before
    ((told, message),) = second.rows("SELECT exit_code, message FROM run ORDER BY id DESC LIMIT 1")
    assert told == code
    assert message


# The guards, on the way


@pytest.mark.fault("F25")
def test_a_result_that_a_guard_refused_is_let_in_once_by_a_persons_word(second: Scene) -> None:
    for pmid in sorted(PMIDS - {COHORT.pmid})[:2]:
        happen(second.up.world, "vanish", pmid=pmid, nights=9)
    before = second.dump()
    ran = second.refresh()
    assert ran.code == 3
    assert "found 4 records, after 6 the last time" in ran.err
    assert "--accept" in ran.err
    assert second.dump() == before
    assert second.rows("SELECT refused IS NULL FROM search WHERE source = 'pubmed' AND run = 2") == [(0,)]
    assert second.next_night("--accept").code == 0
    assert second.pmids() == PMIDS  # what the search lost is not lost to us
    assert second.next_night().code == 0


@pytest.mark.fault("F26")
def test_a_search_that_is_understood_otherwise_is_refused_until_a_person_says_so(second: Scene) -> None:
    topic_asking(second.folder, "1:99999999[UID] OR Alphology[mh]")
    second.up.world.lexicon |= {"alphology", "betology"}
    assert second.refresh().code == 0  # our own edit of the topic
    happen(second.up.world, "translate", old="Alphology", new="Betology")
    before = second.dump()
    ran = second.next_night()
    assert ran.code == 3
    assert "understands the search otherwise" in ran.err
    assert second.dump() == before
    assert second.next_night().code == 3
    assert second.next_night("--accept").code == 0
    assert second.next_night().code == 0


def test_a_search_that_we_changed_ourselves_may_find_less(second: Scene) -> None:
    topic_asking(second.folder, f"{COHORT.pmid}:{int(COHORT.pmid) + 1}[UID]")
    ran = second.refresh()
    assert ran.code == 3  # not because it is less: an answer rests on a record that it lost
    assert "the search was edited; records found before and not now: 4, new: 0" in ran.err
    assert second.rows("SELECT count FROM search WHERE source = 'pubmed' AND run = 2") == [(2,)]
    assert second.next_night().code == 0


@pytest.mark.fault("F06")
def test_a_field_that_pubmed_does_not_know_stops_pubmed_by_name(second: Scene) -> None:
    topic_asking(second.folder, "1:99999999[UID] AND lecanemab[NoSuchField]")
    second.up.fault("ctgov", "status:503:EU-04")
    before = second.dump()
    ran = second.refresh()
    assert ran.code == 65
    assert "NoSuchField" in ran.err
    assert second.dump() == before


@pytest.mark.fault("F07")
def test_a_remark_on_the_search_is_told_once_and_kept(second: Scene) -> None:
    topic_asking(second.folder, "1:99999999[UID] OR quxology[tiab]")
    happen(second.up.world, "add", pmid=NEW)
    ran = second.refresh()
    assert ran.code == 3
    assert "PhraseNotFound: quxology" in ran.err
    assert NEW in second.pmids()
    query = "SELECT warnings FROM search WHERE source = 'pubmed' AND run = 2"
    assert second.rows(query) == [('["PhraseNotFound: quxology"]',)]
    assert second.next_night().code == 0


# Interrupted


def killed(scene: Scene, owner: type, name: str, number: int, how: int, *, after: bool = False) -> tuple[int, str]:
    """Run a night in a process that gets the signal at the n-th call; after: when the call is done."""
    called = 0
    real: Callable[..., object] = getattr(owner, name)

    def deadly(*given: object, **named: object) -> object:
        nonlocal called
        called += 1
        told = real(*given, **named) if after else None
        if called == number:
            os.kill(os.getpid(), how)
            time.sleep(30)
        return told if after else real(*given, **named)

    def act() -> int:
        setattr(owner, name, deadly)
        return scene.command()

    return scene.in_child(act)


POINTS = [
    pytest.param(Spool, "keep", 2, True, 2, id="in the middle of the fetch"),
    pytest.param(Intake, "take", 3, False, 0, id="in the middle of the store"),
    pytest.param(Spool, "stored", 1, False, 0, id="when PubMed is stored and the spool does not know it"),
]


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM])
@pytest.mark.parametrize(("owner", "name", "number", "after", "left"), POINTS)
def test_a_run_that_is_killed_leaves_yesterday_whole_and_the_next_one_completes_it(
    scene: Scene, monkeypatch: pytest.MonkeyPatch, how: int, owner: type, name: str, number: int, after: bool, left: int
) -> None:
    with in_batches(monkeypatch, 2):
        code, _ = killed(scene, owner, name, number, how, after=after)
        assert code == (143 if how == signal.SIGTERM else -how)
        if name != "stored":
            assert not any(row.startswith(('["article', '["report', '["search_hit')) for row in scene.dump())
        scene.up.journal().clear()
        assert scene.refresh().code == 0
    assert scene.asked_for() == left
    assert scene.pmids() == PMIDS
    assert scene.spool() == []


@pytest.mark.parametrize(("owner", "name", "number", "after", "left"), POINTS[:2])
def test_a_later_run_that_is_killed_changes_no_row(
    second: Scene, monkeypatch: pytest.MonkeyPatch, owner: type, name: str, number: int, after: bool, left: int
) -> None:
    for number_ in range(6):
        happen(second.up.world, "add", pmid=str(97_000_050 + number_))
    before = second.dump()
    with in_batches(monkeypatch, 2):
        code, _ = killed(second, owner, name, number, signal.SIGKILL, after=after)
        assert (code, second.dump()) == (-signal.SIGKILL, before)
        second.up.journal().clear()
        assert second.refresh().code == 0
    assert second.asked_for() <= left + 2  # and the two that are looked at every night, if they were not fetched
    assert len(second.pmids()) == 12


def test_the_interrupted_and_completed_night_is_the_night_that_was_not_interrupted(
    scene: Scene, yesterday: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with in_batches(monkeypatch, 2):
        killed(scene, Intake, "take", 4, signal.SIGKILL)
    scene.refresh()
    resumed = scene.dump()
    shutil.copy(yesterday, scene.db)
    assert resumed == scene.dump()


@pytest.mark.parametrize("where", ["in the middle of the fetch", "in the middle of the store"])
def test_a_full_disk_leaves_yesterday_whole_and_the_next_run_completes_it(second: Scene, where: str) -> None:
    happen(second.up.world, "add", pmid=NEW, abstract="multiple sclerosis and neutropenia " * 3000)
    before = second.dump()
    largest = 300 if where.endswith("fetch") else second.db.stat().st_size

    def act() -> int:
        resource.setrlimit(resource.RLIMIT_FSIZE, (largest, largest))
        return second.command()

    code, said = second.in_child(act)
    assert (code, second.dump()) == (StorageFailed.exit_code, before), said
    assert bool(second.spool()) == where.endswith("store")
    second.up.journal().clear()
    assert second.refresh().code == 0
    assert second.asked_for() == (0 if where.endswith("store") else 3)
    assert NEW in second.pmids()


# Yesterday's database is not what it should be


def test_a_database_of_an_older_program_is_brought_up_to_date_by_a_night(scene: Scene) -> None:
    from sqlite_utils import Database

    from evidence_db.form import APPLICATION_ID, SCHEMA_VERSION
    from evidence_db.migrations import migrations

    database = Database(scene.db, strict=True)
    migrations.apply(database, stop_before=migrations.pending(database)[1].name)
    database.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    database.execute("PRAGMA user_version = 1")
    database.close()
    assert scene.refresh().code == 0
    assert scene.rows("PRAGMA user_version") == [(SCHEMA_VERSION,)]
    assert scene.pmids() == PMIDS


@pytest.mark.parametrize("damage", [b"", b"Dear colleague, " * 100])
def test_what_is_no_database_is_refused_before_anybody_is_asked(second: Scene, damage: bytes) -> None:
    second.db.write_bytes(damage)
    assert second.refresh().code == 65
    assert second.sent() == second.sent("ctgov") == 0
    assert second.db.read_bytes() == damage


def test_the_traceback_of_a_bug_shows_no_key(second: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> object:
        raise KeyError("a mistake of ours")

    monkeypatch.setattr("evidence.sources.entrez.judge", broken)
    before = second.dump()
    assert second.command() == 70
    said = second.capsys.readouterr().err
    second.said.append(said)
    assert "Traceback" in said
    assert second.dump() == before


# Several at once


@pytest.mark.fault("F54")
def test_a_second_run_is_sent_away_at_once_and_asks_nobody(second: Scene) -> None:
    with locked(second.db, ".run.lock"):
        began = time.monotonic()
        ran = second.refresh()
    assert ran.code == 75
    assert "another run" in ran.err
    assert time.monotonic() - began < 1
    assert second.sent() == second.sent("ctgov") == 0


@pytest.mark.fault("F55")
def test_a_run_that_waits_for_a_source_keeps_another_one_away_and_a_killed_one_does_not(second: Scene) -> None:
    second.in_real_time(longest=20)
    second.up.fault("efetch", "hang:20")
    child = second.start(second.command)
    until = time.monotonic() + 30
    while not second.sent("eutils", "efetch"):
        assert time.monotonic() < until
        time.sleep(0.01)
    assert second.refresh().code == 75
    os.kill(child, signal.SIGKILL)
    second.wait(child)
    second.up.mend()
    assert second.refresh().code == 0


@pytest.mark.fault("F01")
@pytest.mark.parametrize(("key", "limit"), [("", 3), (CANARY, 10)])
def test_two_runs_on_two_databases_keep_the_pace_together(
    scene: Scene, monkeypatch: pytest.MonkeyPatch, key: str, limit: int
) -> None:
    monkeypatch.setenv("NCBI_API_KEY", key)
    monkeypatch.setattr(night, "Timing", Timing)
    monkeypatch.setattr(ctgov_registry, "PER_SECOND", 1e9)
    scene.up.gate.without_key, scene.up.gate.with_key = 3, 10
    with in_batches(monkeypatch, 1 if key else 3):
        children = [scene.start(lambda name=name: scene.command(db=scene.folder / name)) for name in ("a.db", "b.db")]
        told = [scene.wait(child) for child in children]
    assert [code for code, _ in told] == [0, 0], told
    assert scene.sent() == (16 if key else 8)
    assert {entry.status for entry in scene.up.journal().entries()} == {200}
    assert scene.up.journal().busiest_second(key=key or None) <= limit
