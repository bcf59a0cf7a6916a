"""What the registry says is kept version by version, and a night on which it says the same changes nothing."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from hashlib import sha256
from typing import Any

import pytest

from evidence.records.trial import Snapshot
from evidence.registry import snapshot_of
from evidence.sources.ctgov_json import read_study
from evidence_db.examination import faults
from evidence_db.store import Store
from evidence_db.views_registry import registry_changes, registry_studies
from tests.db_makers import TOPIC, TRIAL, scratch, tell
from tests.made_studies import Tree, as_bytes, study, with_results

KEY = TRIAL.key
TONIGHT, TOMORROW = "2026-11-22", "2026-11-23"
MEASURE = {"type": "PRIMARY", "title": "NEDA", "classes": [{"categories": [{"measurements": [{"groupId": "OG000", "value": "NA"}]}]}]}  # fmt: skip # noqa: E501


@pytest.fixture
def store() -> Iterator[Store]:
    """A store with one trial whose register was last seen years ago."""
    with scratch() as made:
        made.save_trials(replace(TOPIC, trials=(replace(TRIAL, ids=(("nct", "NCT97000001"),), snapshots=()),)))
        yield made


def rows(store: Store, query: str) -> list[tuple[Any, ...]]:
    return store.connection.execute(query).fetchall()


def moved(day: str, posted: str = "2026-11-20", **state: object) -> Tree:
    """The study after a change of its primary completion."""
    update = {"primaryCompletionDateStruct": {"date": day}, "lastUpdatePostDateStruct": {"date": posted}}
    return study(statusModule={**update, **state})


def test_a_study_comes_back_whole(store: Store) -> None:
    told = {**with_results(MEASURE), "derivedSection": {}}
    tell(store, TONIGHT, told, None)
    assert list(store.registry_studies()) == [read_study(told)]


def test_the_bytes_of_a_study_are_kept_as_they_came(store: Store) -> None:
    tell(store, TONIGHT, study(), None)
    raw = as_bytes(study())
    assert store.raw(sha256(raw).hexdigest()) == ("ctgov", raw)


def test_a_second_night_that_says_the_same_changes_no_row(store: Store) -> None:
    assert tell(store, TONIGHT, study(), KEY) == 4  # bytes, study, version, snapshot
    assert tell(store, TOMORROW, study(), KEY) == 0


def test_what_the_registry_makes_anew_each_night_changes_no_row(store: Store) -> None:
    tell(store, TONIGHT, {**study(), "derivedSection": {"miscInfoModule": {"versionHolder": TONIGHT}}}, KEY)
    assert (
        tell(store, TOMORROW, {**study(), "derivedSection": {"miscInfoModule": {"versionHolder": TOMORROW}}}, KEY) == 0
    )


def test_a_date_that_slips_is_kept_with_what_it_was(store: Store) -> None:
    tell(store, TONIGHT, study(), KEY)
    tell(store, TOMORROW, moved("2027-09"), KEY)
    assert [tuple(row.values()) for row in registry_changes(store.connection, TOMORROW)] == [
        (TOMORROW, "NCT97000001", "primary_completion", "2027-09", "was 2026-03")
    ]
    assert [seen.primary_completion for seen in store.trials()[0].snapshots] == ["2026-03", "2027-09"]
    assert [day for (day,) in rows(store, "SELECT date_seen FROM registry_version ORDER BY position")] == [
        TONIGHT,
        TOMORROW,
    ]


def test_a_date_that_slips_and_comes_back_has_moved_twice(store: Store) -> None:
    tell(store, "2026-11-20", study(), KEY)
    tell(store, "2026-11-21", moved("2027-09"), KEY)
    tell(store, "2026-11-22", moved("2026-03", "2026-11-22"), KEY)
    assert [row["value"] for row in registry_changes(store.connection, "2026")] == ["2027-09", "2026-03"]


def test_results_that_were_taken_back_are_three_versions(store: Store) -> None:
    for day, told in (("2026-11-20", study()), ("2026-11-21", with_results(MEASURE)), ("2026-11-22", study())):
        tell(store, day, told, KEY)
    assert [(row["field"], row["value"], row["note"]) for row in registry_changes(store.connection, "2026")] == [
        ("has_results", "yes", "was no"),
        ("has_results", "no", "was yes"),
    ]
    assert rows(store, "SELECT count(*), count(DISTINCT content_hash) FROM registry_version") == [(3, 2)]
    assert [seen.has_results for seen in store.trials()[0].snapshots] == [False, True, False]


def test_the_first_sight_of_a_trial_is_compared_with_what_the_topic_says(store: Store) -> None:
    seen = Snapshot("nct", "2025-09-25", "RECRUITING", completion="2026-03-21", has_results=False)
    store.save_trials(replace(TOPIC, trials=(replace(TRIAL, ids=(("nct", "NCT97000001"),), snapshots=(seen,)),)))
    tell(store, TONIGHT, study(), KEY)
    changes = {row["field"]: row["note"] for row in registry_changes(store.connection, TONIGHT)}
    assert changes["completion"] == "was 2026-03-21"
    assert changes["start"] == "not told before"
    assert "status" not in changes


def test_the_first_sight_of_another_study_is_no_change(store: Store) -> None:
    tell(store, TONIGHT, study("NCT97000002"), None)
    assert registry_changes(store.connection, "2000") == []
    tell(store, TOMORROW, study("NCT97000002", statusModule={"overallStatus": "TERMINATED"}), None)
    assert [row["value"] for row in registry_changes(store.connection, "2000")] == ["TERMINATED"]


def test_a_study_that_becomes_a_trial_of_the_topic_gets_its_snapshot(store: Store) -> None:
    tell(store, TONIGHT, study(), None)
    assert store.trials()[0].snapshots == ()
    assert tell(store, TOMORROW, study(), KEY) == 1
    assert store.trials()[0].snapshots == (snapshot_of(read_study(study()), date(2026, 11, 23)),)


def test_a_snapshot_of_the_nights_outlives_the_topic(store: Store) -> None:
    tell(store, TONIGHT, study(), KEY)
    store.save_trials(TOPIC)
    assert TONIGHT in [seen.date_seen for seen in store.trials()[0].snapshots]


def test_an_older_file_is_kept_and_is_not_what_the_registry_says_now(store: Store) -> None:
    tell(store, TONIGHT, moved("2027-09"), KEY)
    before = rows(store, "SELECT * FROM registry_study")
    assert tell(store, TOMORROW, study(), KEY) == 2  # bytes, version
    assert tell(store, TOMORROW, study(), KEY) == 0
    assert rows(store, "SELECT * FROM registry_study") == before
    assert [seen.primary_completion for seen in store.trials()[0].snapshots] == ["2027-09"]
    assert registry_changes(store.connection, "2000") == []


def test_two_changes_of_one_day_leave_one_snapshot_and_two_versions(store: Store) -> None:
    tell(store, TONIGHT, study(), KEY)
    tell(store, TONIGHT, moved("2027-09"), KEY)
    assert [seen.primary_completion for seen in store.trials()[0].snapshots] == ["2027-09"]
    assert rows(store, "SELECT count(*) FROM registry_version") == [(2,)]


def test_what_a_newer_program_reads_in_the_same_record_is_no_new_version(store: Store) -> None:
    told = read_study(study())
    raw = as_bytes(study())
    store.save_study(replace(told, sponsor="read by an older program"), raw, date(2026, 11, 21), None)
    assert store.save_study(told, raw, date(2026, 11, 22), None) == 1
    assert list(store.registry_studies()) == [told]
    assert rows(store, "SELECT first_seen FROM registry_study") == [("2026-11-21",)]
    assert rows(store, "SELECT count(*) FROM registry_version") == [(1,)]


def test_the_row_of_a_study_says_when_it_was_seen_first_and_what_it_is_called(store: Store) -> None:
    tell(store, TONIGHT, study(), None)
    formal = study(identificationModule={"officialTitle": "The official title", "acronym": "OWN"})
    tell(store, TOMORROW, formal, None)
    query = "SELECT first_seen, title, acronym, status, has_results, last_update_posted FROM registry_study"
    assert rows(store, query) == [(TONIGHT, "The official title", "OWN", "RECRUITING", 0, "2025-06-25")]


def test_what_was_seen_on_a_later_day_does_not_speak_for_an_earlier_one(store: Store) -> None:
    tell(store, TOMORROW, study(), KEY)
    assert tell(store, TONIGHT, study(), KEY) == 1
    assert [seen.date_seen for seen in store.trials()[0].snapshots] == [TONIGHT, TOMORROW]


def test_a_status_that_nobody_knows_is_stored_as_spelt(store: Store) -> None:
    tell(store, TONIGHT, study(statusModule={"overallStatus": "PAUSED_BY_COURT"}), KEY)
    assert store.trials()[0].snapshots[0].status == "PAUSED_BY_COURT"


@pytest.mark.parametrize(("told", "kept"), [(0, 0), (99_999_999, None)])
def test_a_size_of_nobody_and_an_unknown_size_stay_two_things(store: Store, told: int, kept: int | None) -> None:
    tell(store, TONIGHT, study(designModule={"enrollmentInfo": {"count": told}}), KEY)
    assert store.trials()[0].snapshots[0].enrollment == kept


def test_studies_are_listed_with_the_trial_that_they_are_by_their_older_number_too(store: Store) -> None:
    tell(store, TONIGHT, study("NCT97000007", identificationModule={"nctIdAliases": ["NCT97000001"]}), KEY)
    tell(store, TONIGHT, study("NCT97000008"), None)
    listed = {row["nct"]: (row["trial"], row["versions"]) for row in registry_studies(store.connection)}
    assert listed == {"NCT97000007": (KEY, 1), "NCT97000008": (None, 1)}


def test_a_database_with_a_registry_is_whole(store: Store) -> None:
    tell(store, TONIGHT, study(), KEY)
    tell(store, TOMORROW, moved("2027-09"), KEY)
    assert list(faults(store.connection)) == []
