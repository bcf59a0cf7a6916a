"""Nights one after another: what is looked at when, what becomes of records that the search loses, missed nights."""
# ruff: noqa: F811 - a test asks for a fixture by the name under which it was imported

import time
from collections import defaultdict
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest

from evidence.rereading import CYCLE, WEEK
from evidence_db.opening import open_reader
from tests.conftest import Figure
from tests.fakes.events import happen
from tests.fakes.loopback import loopback
from tests.fakes.made import made_record
from tests.made_night import Scene, scene, second, topic_asking, yesterday  # noqa: F401
from tests.made_records import ALL, COHORT, REVIEW

pytestmark = loopback
PMIDS = {made.pmid for made in ALL}
NEW, OTHER = "97000050", "97000051"


@pytest.fixture
def telling(second: Scene, monkeypatch: pytest.MonkeyPatch) -> Scene:
    """The night after a good one, with the clock of `status` and `report` the scene's."""
    for name in ("status", "report"):
        monkeypatch.setattr(f"evidence_cli.commands.{name}.current_time", lambda: second.now)
    return second


def night(scene: Scene, *words: str) -> int:
    """A day passes, for the world too."""
    scene.up.next_night()
    return scene.next_night(*words).code


def absence(scene: Scene, pmid: str) -> list[tuple[object, ...]]:
    return scene.rows("SELECT nights, label, merged_into FROM absence WHERE pmid = ? ORDER BY since", pmid)


def evidence(scene: Scene, pmid: str) -> object:
    ((told,),) = scene.rows("SELECT standing FROM report WHERE pmid = ?", pmid)
    return told


# Looking again


@pytest.mark.fault("F28")
def test_every_record_is_looked_at_again_in_time_and_the_latency_is_told(scene: Scene, figure: Figure) -> None:
    settled = [str(97_200_000 + number) for number in range(CYCLE)]
    fresh = [str(97_300_000 + number) for number in range(WEEK)]
    plain = "We asked people about sleep, report {}."
    for pmid in settled:
        scene.up.world.add(made_record(pmid, title="Sleep", abstract=plain.format(pmid), status="MEDLINE"))
    for pmid in fresh:
        scene.up.world.add(made_record(pmid, title="Sleep", abstract=plain.format(pmid)))
    assert scene.refresh().code == 0
    groups = {"load-bearing": [COHORT.pmid], "not indexed yet": fresh, "all others": [*settled, REVIEW.pmid]}
    for pmid in (pmid for group in groups.values() for pmid in group):
        happen(scene.up.world, "retract", pmid=pmid, how="type", touch=False)
    seen: dict[str, int] = {}
    asked = []
    for number in range(1, CYCLE + 1):
        scene.up.journal().clear()
        assert night(scene) == 0
        asked.append(scene.asked_for())
        rows = scene.rows("SELECT pmid FROM run_article WHERE run = ? AND what = 'changed'", number + 1)
        seen |= {str(pmid): number for (pmid,) in rows}
    latency = {name: max(seen[pmid] for pmid in pmids) for name, pmids in groups.items()}
    assert latency == {"load-bearing": 1, "not indexed yet": 7, "all others": 28}
    assert max(asked) <= 2 + 2 + 2  # load-bearing, weekly, monthly
    figure(f"nights until a retraction is seen: {', '.join(f'{kind} {nights}' for kind, nights in latency.items())}")


@pytest.mark.fault("F28")
def test_a_record_that_no_answer_rests_on_and_that_was_revised_without_a_date_is_seen_within_28_nights(
    second: Scene,
) -> None:
    happen(second.up.world, "revise", pmid=REVIEW.pmid, old="0 to 2%", new="0 to 3%", touch=False)
    changed = []
    for _ in range(CYCLE):
        assert night(second) == 0
        changed.append("0 to 3%" in str(second.rows("SELECT sections FROM article WHERE pmid = ?", REVIEW.pmid)))
    assert changed == sorted(changed)
    assert changed[-1]


def test_a_record_that_was_found_and_not_given_is_asked_for_the_next_night_though_it_is_held(second: Scene) -> None:
    happen(second.up.world, "revise", pmid=REVIEW.pmid, old="0 to 2%", new="0 to 3%", touch=False)
    second.up.fault("efetch", "drop_records:9")
    assert night(second, "--full") == 3
    second.up.mend()
    assert night(second) == 0
    assert "0 to 3%" in str(second.rows("SELECT sections FROM article WHERE pmid = ?", REVIEW.pmid))


# Records that the search loses


def gone_in_every_way(scene: Scene) -> None:
    """Four records that a search of ten will not find: deleted, merged with and without an answer, and hidden."""
    for number in range(60):
        scene.up.world.add(made_record(str(97_400_000 + number), title="Sleep", abstract=f"Sleep {number}."))
    assert scene.refresh().code == 0
    happen(scene.up.world, "delete", pmid="97400000")
    happen(scene.up.world, "merge", pmid="97400001", into="97400011", answers=True)
    happen(scene.up.world, "merge", pmid="97400002", into="97400012")
    happen(scene.up.world, "vanish", pmid="97400003", nights=2)
    happen(scene.up.world, "vanish", pmid="97400004", nights=99)


@pytest.mark.fault("F14")
def test_only_three_nights_and_a_direct_look_say_what_became_of_a_record(second: Scene) -> None:
    gone_in_every_way(second)
    pmids = [f"9740000{number}" for number in range(5)]
    before = second.pmids()
    for number in (1, 2):
        assert night(second) == 0
        told = [absence(second, pmid) for pmid in pmids]
        # hidden for two nights, of which the second passes when the world's day does: found again on the second
        assert told[:3] == [[(number, None, None)]] * 3
    ran = second.next_night()
    assert ran.code == 3
    assert [absence(second, pmid) for pmid in pmids] == [
        [(3, "deleted", None)], [(3, "merged", "97400011")], [(3, "deleted", None)], [(1, "transient", None)],
        [(3, "query drift", None)],
    ]  # fmt: skip
    assert "PMID 97400000 is no longer in PubMed" in ran.err
    assert "PMID 97400001 is no longer in PubMed, which gives PMID 97400011 instead" in ran.err
    assert second.pmids() == before
    second.up.journal().clear()
    assert [night(second) for _ in range(3)] == [0, 0, 0]
    assert absence(second, "97400000") == [(3, "deleted", None)]


@pytest.mark.fault("F25")
def test_the_page_of_a_record_tells_since_when_it_is_not_found_and_what_became_of_it(second: Scene) -> None:
    gone_in_every_way(second)
    told = []
    for _ in range(3):
        night(second)
        told.append([line for line in second.call("show", "97400000").out.splitlines() if "NOT FOUND" in line])
    assert [len(lines) for lines in told] == [1, 1, 1]
    assert "not known yet why" in told[0][0]
    assert "DELETED" in told[2][0]
    assert "NOT FOUND" not in second.call("show", REVIEW.pmid).out


@pytest.mark.parametrize("away", [1, 2])
def test_a_record_that_comes_back_before_the_third_night_was_never_gone(second: Scene, away: int) -> None:
    before = second.dump()
    happen(second.up.world, "vanish", pmid=REVIEW.pmid, nights=away + 1)
    # one of six is more than a tenth: the guard is asked to let it pass
    codes = [night(second, "--accept") for _ in range(away)]
    assert codes == [0] * away
    assert night(second) == 0
    assert absence(second, REVIEW.pmid) == [(away, "transient", None)]
    assert [row for row in second.dump() if not row.startswith('["absence"')] == before


def test_nights_that_a_guard_refused_are_no_nights_without_a_record(second: Scene) -> None:
    second.up.fault("esearch", "zero_hits")
    assert [night(second) for _ in range(5)] == [3] * 5
    assert second.rows("SELECT count(*) FROM absence") == [(0,)]


def test_several_runs_on_one_night_are_one_night(second: Scene) -> None:
    happen(second.up.world, "delete", pmid=REVIEW.pmid)
    assert night(second, "--accept") == 0
    for _ in range(3):
        assert second.refresh().code == 0
    assert absence(second, REVIEW.pmid) == [(1, None, None)]


def test_a_record_that_was_deleted_is_no_evidence_and_counts_again_when_pubmed_has_it_again(second: Scene) -> None:
    was = second.up.world.records[COHORT.pmid][:]
    for number in range(60):
        second.up.world.add(made_record(str(97_400_000 + number), title="Sleep", abstract=f"Sleep {number}."))
    assert night(second) == 0
    happen(second.up.world, "delete", pmid=COHORT.pmid)
    assert [night(second) for _ in range(3)] == [3, 0, 3]  # it is told on the first night and on the third
    assert evidence(second, COHORT.pmid) == "deleted"
    second.up.world.add(*was)
    assert night(second) == 0
    assert (absence(second, COHORT.pmid), evidence(second, COHORT.pmid)) == ([(3, "transient", None)], "sound")


def test_a_record_that_only_the_search_lost_and_that_pubmed_loses_later_is_seen_within_a_week(second: Scene) -> None:
    happen(second.up.world, "vanish", pmid=REVIEW.pmid, nights=99)
    assert [night(second, "--accept") for _ in range(3)] == [0, 0, 0]
    assert absence(second, REVIEW.pmid) == [(3, "query drift", None)]
    happen(second.up.world, "delete", pmid=REVIEW.pmid)
    codes = [night(second) for _ in range(WEEK)]
    assert sorted(codes) == [0] * (WEEK - 1) + [3]
    assert absence(second, REVIEW.pmid) == [(3, "deleted", None)]


# Two searches that must agree


def test_what_enters_between_two_searches_is_found_by_a_third(second: Scene) -> None:
    second.up.fault("esearch", "fewer_hits:90", nth=1)  # five of six, as an older index node would say
    happen(second.up.world, "add", pmid=NEW)
    for number in range(60):
        second.up.world.add(made_record(str(97_400_000 + number), title="Sleep", abstract=f"Sleep {number}."))
    assert night(second) == 0
    assert second.sent("eutils", "esearch") == 3
    assert NEW in second.pmids()


def test_an_index_that_does_not_hold_what_it_lists_by_day_of_entry_is_refused(second: Scene) -> None:
    happen(second.up.world, "add", pmid=NEW)
    for number in range(60):
        second.up.world.add(made_record(str(97_400_000 + number), title="Sleep", abstract=f"Sleep {number}."))
    second.up.fault("esearch", "fewer_hits:90", match={"term": r"^1:99999999\[UID\]$"})
    before = second.dump()
    ran = second.next_night()
    assert ran.code == 3
    assert "did not find what it finds by day of entry (PMID 97" in ran.err
    assert [row for row in before if '"article"' in row] == [row for row in second.dump() if '"article"' in row]
    assert second.next_night("--accept").code == 0
    second.up.mend()
    assert second.next_night().code == 0
    assert NEW in second.pmids()


def test_a_search_by_day_that_cannot_be_made_is_told_once_and_costs_nothing_else(second: Scene) -> None:
    happen(second.up.world, "add", pmid=NEW)
    second.up.fault("esearch", "field_not_found:crdt", match={"term": "crdt"})
    ran = second.next_night()
    assert ran.code == 3
    assert "CrossCheck" in ran.err
    assert NEW in second.pmids()
    assert second.next_night().code == 0


# Missed nights


def known(scene: Scene) -> dict[str, list[str]]:
    """What is known now, without when it was first seen: current records, evidence, and the newest answers."""
    queries = {
        "article": "SELECT * FROM article ORDER BY pmid",
        "notice": "SELECT * FROM notice ORDER BY pmid, position",
        "reading": "SELECT * FROM reading ORDER BY pmid",
        "report": "SELECT * FROM report ORDER BY record",
        "finding": "SELECT * FROM finding ORDER BY id",
        "study": "SELECT * FROM study ORDER BY key",
        "search_hit": "SELECT * FROM search_hit ORDER BY source, id",
        "absence": "SELECT pmid, nights, label, merged_into FROM absence ORDER BY pmid",
        "registry": "SELECT nct, content_hash, status, has_results FROM registry_study ORDER BY nct",
        "answer": "SELECT question, evidence_hash, status, direction, certainty, body FROM answer WHERE id IN"
        " (SELECT max(id) FROM answer GROUP BY question) ORDER BY question",
    }
    with closing(open_reader(scene.db)) as connection:
        return {name: [repr(row) for row in connection.execute(query)] for name, query in queries.items()}


EVENTS = (
    (1, "add", {"pmid": NEW}), (1, "retract", {"pmid": REVIEW.pmid, "how": "type", "touch": False}),
    (1, "revise", {"pmid": COHORT.pmid, "old": "70%", "new": "62%", "touch": False}),
    (1, "restatus", {"nct": "NCT90000001", "status": "TERMINATED"}), (1, "vanish", {"pmid": NEW, "nights": 1}),
    (1, "index", {"pmid": "97400003", "mesh": ["Multiple Sclerosis"]}), (1, "delete", {"pmid": "97400004"}),
)  # fmt: skip


@pytest.mark.fault("F56")
@pytest.mark.parametrize("missed", [1, 3, 30])
def test_a_run_after_missed_nights_knows_what_daily_runs_know(scene: Scene, missed: int) -> None:
    for number in range(60):
        scene.up.world.add(made_record(str(97_400_000 + number), title="Sleep", abstract=f"Sleep {number}."))
    assert scene.refresh().code == 0
    start = scene.db.read_bytes()
    for _, do, details in EVENTS:
        happen(scene.up.world, do, **details)
    world = scene.up.world

    def through(days: range) -> dict[str, list[str]]:
        """Run on these days after the first, then on three more, so that what is absent has been so three times."""
        scene.db.write_bytes(start)
        for day in (*days, *range(missed + 2, missed + 5)):
            world.hidden.clear()
            scene.now = datetime(2026, 11, 2, 4, 30, tzinfo=UTC) + timedelta(days=day)
            assert scene.refresh().code in (0, 3)
        return known(scene)

    daily = through(range(1, missed + 2))
    once = through(range(missed + 1, missed + 2))
    assert once.pop("absence") == daily.pop("absence") == ["('97400004', 3, 'deleted', None)"]
    assert once == daily


def test_every_record_is_looked_at_after_a_month_of_missed_nights(second: Scene) -> None:
    second.now += timedelta(days=30)
    second.up.journal().clear()
    assert second.next_night().code == 0
    assert second.asked_for() == len(PMIDS)


# The clock


@pytest.mark.fault("F57")
@pytest.mark.parametrize("days", [-365, -2, 2, 365])
def test_a_clock_that_is_wrong_by_days_moves_nothing(second: Scene, days: int) -> None:
    happen(second.up.world, "add", pmid=NEW)
    before, right = second.dump(), second.now
    second.up.now = lambda: right
    second.now = right + timedelta(days=days)
    ran = second.refresh("--accept")
    assert (ran.code, second.dump()) == (65, before)
    assert "set the clock of this machine" in ran.err
    second.now = right
    assert second.refresh().code == 0
    assert NEW in second.pmids()


@pytest.mark.fault("F57")
@pytest.mark.parametrize("hours", [-23, -1, 1, 23])
def test_a_clock_that_is_wrong_by_hours_is_told_once_and_costs_nothing(second: Scene, hours: int) -> None:
    happen(second.up.world, "add", pmid=NEW)
    second.up.fault("*", f"date_skew:{hours * 3600}")
    ran = second.refresh()
    assert ran.code == 3
    assert "Clock: the clock of this machine" in ran.err
    assert NEW in second.pmids()
    assert second.next_night().code == 0
    assert "Clock: the clock" in second.call("status").out.replace("\n    ", " ")


@pytest.mark.fault("F57")
@pytest.mark.parametrize("first", ["2026-10-31", "2026-11-01", "2027-03-13", "2026-12-30", "2028-02-27", "2027-02-27"])
def test_nights_through_a_change_of_the_clock_a_leap_day_and_the_end_of_the_year_lose_no_record(
    scene: Scene, first: str
) -> None:
    scene.now = datetime.fromisoformat(f"{first}T03:30:00+00:00")
    assert scene.refresh().code == 0
    for number in range(4):
        scene.up.world.today = scene.now.date()
        happen(scene.up.world, "add", pmid=str(97_000_050 + number))
        assert scene.next_night().code == 0
    assert len(scene.pmids()) == len(PMIDS) + 4


# Before anything is asked


@pytest.mark.fault("F42")
@pytest.mark.parametrize(("free", "code"), [(2, 74), (63, 74), (70, 0)])
def test_a_disk_without_room_for_a_night_is_told_before_anybody_is_asked(
    second: Scene, monkeypatch: pytest.MonkeyPatch, free: int, code: int
) -> None:
    def told(_: Path) -> SimpleNamespace:
        return SimpleNamespace(f_bavail=free * 256, f_frsize=4096)

    monkeypatch.setattr("evidence_db.space.os", SimpleNamespace(statvfs=told))
    before = second.dump()
    ran = second.refresh()
    assert (ran.code, second.dump()) == (code, before)
    assert ("MiB are free and a night needs 6" in ran.err) == (code == 74)
    assert (second.sent() == 0) == (code == 74)


def test_a_system_that_does_not_tell_the_room_on_its_disk_is_believed(
    second: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_: Path) -> SimpleNamespace:
        raise OSError("not on this file system")

    monkeypatch.setattr("evidence_db.space.os", SimpleNamespace(statvfs=broken))
    assert second.refresh().code == 0


# A night that brings nothing


@pytest.mark.fault("F60")
def test_a_night_that_brings_nothing_takes_six_requests_says_nothing_and_changes_no_row(second: Scene) -> None:
    before = second.dump()
    began = time.monotonic()
    code = second.say_little("refresh", "--no-pack")
    took = time.monotonic() - began
    assert (code.code, code.out, code.err) == (0, "", "")
    assert second.dump() == before
    asked: dict[str, int] = defaultdict(int)
    for entry in second.up.journal().entries():
        asked[entry.endpoint] += 1
    # the whole search, the search by day of entry, the records that answers rest on; trials by number, /version, search
    assert asked == {"esearch": 2, "efetch": 1, "studies": 2, "version": 1}
    assert took < 2


def test_a_night_that_brings_something_says_so(second: Scene) -> None:
    happen(second.up.world, "add", pmid=NEW)
    assert "new 1" in second.say_little("refresh", "--no-pack").err


def test_a_night_that_is_not_quiet_is_told_unless_quiet_is_asked_for(second: Scene) -> None:
    happen(second.up.world, "add", pmid=NEW)
    assert second.say_little("-q", "refresh", "--no-pack").err == ""
