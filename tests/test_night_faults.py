"""Rows of the fault matrix through the whole program: the exit code, the words, and that yesterday's data are whole.

Where a row says that PubMed keeps its data, the registry is down as well, so that the exit code is PubMed's own; that
it is 3 where the other source moved on is in test_nightly. `python -m tests.fakes.scoreboard` counts the rows.
"""
# ruff: noqa: F811 - a test asks for a fixture by the name under which it was imported

import resource
import time
from datetime import date
from functools import partial
from pathlib import Path

import pytest

from evidence import night_run
from evidence.night_held import Held
from evidence.rereading import CYCLE, due, night_of
from evidence.sources.clinicaltrials import fetch_trials
from evidence.sources.entrez import open_entrez
from evidence_cli import night
from tests.conftest import Figure
from tests.fakes.events import happen
from tests.fakes.loopback import loopback
from tests.fakes.made import made_record, made_records
from tests.fakes.made_studies import made_results, made_study
from tests.made_night import CANARY, Scene, in_batches, scene, second, topic_asking, yesterday  # noqa: F401
from tests.made_records import ALL, COHORT
from tests.scripted_server import Wire, answer
from tests.test_http import certificate

pytestmark = loopback
PMIDS = {made.pmid for made in ALL}
NEW = "97000050"
DOWN = "status:503:EU-04"
FIRST = "NCT90000001"


def row(name: str, endpoint: str, action: str, code: int, words: str) -> object:
    return pytest.param(endpoint, action, code, words, id=f"{name} {action}", marks=pytest.mark.fault(name))


PUBMED = [
    row("F01", "esearch", "status:429:EU-01", 75, "rate limit"),
    row("F01", "efetch", "status:429:EU-01", 75, "rate limit"),
    row("F02", "eutils", "status:500:EU-02", 75, "6 tries"),
    row("F02", "eutils", "status:500:EU-03", 75, "6 tries"),
    row("F02", "efetch", "status:502:EU-04", 75, "6 tries"),
    row("F02", "esearch", "status:503:EU-27", 75, "6 tries"),
    row("F03", "esearch", "status:200:EU-06", 75, "Search Backend failed"),
    row("F04", "esearch", "status:200:EU-06b", 75, "Database is not supported"),
    row("F06", "esearch", "field_not_found:quxfield", 65, "quxfield"),
    row("F10", "esearch", "clamp:3", 65, "counts 7 records for the search but gave 3"),
    row("F10", "esearch", "count_lies:3", 65, "counts 10 records for the search but gave 7"),
    row("F13", "efetch", "status:400:EU-17", 75, "Failed to connect"),
    row("F15", "esearch", "prolog_only", 75, "6 tries"),
    row("F15", "esearch", "empty_200", 75, "6 tries"),
    row("F15", "efetch", "html_200", 75, "6 tries"),
    row("F15", "efetch", "prolog_only", 75, "6 tries"),
    row("F16", "efetch", "short_content_length:300", 75, "6 tries"),
    row("F16", "efetch", "chunk_cut:300", 75, "6 tries"),
    row("F16", "efetch", "no_length_cut:300", 75, "cut short"),
    row("F16", "efetch", "reset_mid:300", 75, "6 tries"),
    row("F19", "eutils", "reset_before", 75, "6 tries"),
    row("F22", "esearch", "redirect:http://evil.example/", 65, "evil.example"),
    row("F22", "efetch", "redirect:http://evil.example/", 65, "evil.example"),
    row("F25", "esearch", "zero_hits", 65, "found no record at all"),
    row("F25", "esearch", "fewer_hits:80", 65, "found 5 records, after 6 the last time"),
    row("F30", "efetch", "wrong_db_root", 65, "pmc-articleset"),
    row("F33", "efetch", "xxe:/etc/hostname", 65, ""),
    row("F33", "efetch", "bomb_xml", 65, ""),
]


@pytest.mark.parametrize(("endpoint", "action", "code", "words"), PUBMED)
def test_trouble_that_stays_keeps_yesterdays_data_and_one_night_later_all_is_well(
    second: Scene, endpoint: str, action: str, code: int, words: str
) -> None:
    happen(second.up.world, "add", pmid=NEW)
    before = second.dump()
    second.up.fault(endpoint, action)
    second.up.fault("ctgov", DOWN)
    ran = second.refresh()
    assert (ran.code, second.dump()) == (code, before), ran.err
    assert words in ran.err
    assert ran.err.count("\n") <= 3
    second.up.mend()
    assert second.next_night().code == 0
    assert NEW in second.pmids()


PASSING = [
    row(name, endpoint, action, 0, "new 1")
    for name, endpoint, action in (
        ("F02", "eutils", "status:500:EU-03"), ("F03", "esearch", "status:200:EU-06"),
        ("F13", "efetch", "status:400:EU-17"), ("F15", "eutils", "empty_200"), ("F16", "efetch", "no_length_cut:300"),
        ("F19", "eutils", "reset_before"), ("F17", "efetch", "drop_records:2"),
    )
]  # fmt: skip


@pytest.mark.parametrize(("endpoint", "action", "code", "words"), PASSING)
def test_trouble_that_passes_costs_a_try_and_nothing_else(
    second: Scene, endpoint: str, action: str, code: int, words: str
) -> None:
    happen(second.up.world, "add", pmid=NEW)
    second.up.fault(endpoint, action, nth=1)
    ran = second.refresh()
    assert (ran.code, second.pmids()) == (code, {*PMIDS, NEW})
    assert words in ran.err


@pytest.mark.fault("F01")
@pytest.mark.parametrize("failures", [0, 1, 5, 6, 7])
def test_a_limit_that_was_met_is_waited_out_five_times(second: Scene, failures: int, figure: Figure) -> None:
    second.up.fault("esearch", "status:429:EU-01", times=failures)
    second.up.fault("ctgov", DOWN)
    assert second.refresh().code == (3 if failures <= 5 else 75)
    assert sum(second.made.slept) >= min(failures, 5) * 2  # the server asks for two seconds each time
    figure("after up to 5 refusals the night goes on, after more it keeps what it has")


@pytest.mark.fault("F04")
def test_three_nights_without_pubmed_are_told_each_time_and_change_nothing(second: Scene) -> None:
    before = second.dump()
    second.up.fault("eutils", "status:200:EU-06b")
    second.up.fault("ctgov", DOWN)
    assert [second.next_night().code for _ in range(3)] == [75, 75, 75]
    assert second.dump() == before
    assert second.rows("SELECT exit_code FROM run ORDER BY id") == [(0,), (75,), (75,), (75,)]


@pytest.mark.fault("F05")
@pytest.mark.parametrize("query", ["", "   "])
def test_an_empty_search_is_a_mistake_of_the_topic_and_nobody_is_asked(second: Scene, query: str) -> None:
    topic_asking(second.folder, query)
    before = second.dump()
    ran = second.refresh()
    assert (ran.code, second.sent(), second.sent("ctgov"), second.dump()) == (78, 0, 0, before)
    assert "topic.toml" in ran.err


@pytest.mark.fault("F08", "F09")
@pytest.mark.parametrize("count", [9_999, 10_000, 10_001])
def test_a_result_around_the_ceiling_is_known_whole(scene: Scene, monkeypatch: pytest.MonkeyPatch, count: int) -> None:
    pmids = frozenset(str(97_200_000 + number) for number in range(count - 6))
    scene.up.world.add(*made_records(count - 6, first=97_200_000))
    monkeypatch.setattr(night, "_held", lambda _: Held(pmids))
    assert scene.refresh().code == 0
    turns = len(due(pmids, CYCLE, None, night_of(scene.now)))
    assert turns in (count // CYCLE, count // CYCLE + 1)
    assert scene.rows("SELECT count, fetched FROM search WHERE source = 'pubmed'") == [(count, 6 + turns)]
    hits = {str(pmid) for (pmid,) in scene.rows("SELECT id FROM search_hit WHERE source = 'pubmed'")}
    assert hits == pmids | PMIDS


@pytest.mark.slow
@pytest.mark.fault("F08")
def test_of_25000_records_every_one_arrives_once(scene: Scene, figure: Figure) -> None:
    scene.up.world.add(*made_records(24_994, first=97_200_000, topic=0.0))
    assert scene.refresh().code == 0
    assert scene.rows("SELECT count(*), count(DISTINCT pmid) FROM article") == [(25_000, 25_000)]
    assert scene.pmids() == set(scene.up.world.records)
    assert scene.asked_for() == 25_000
    figure(f"25,000 records: {scene.sent('eutils', 'esearch')} searches, {scene.sent('eutils', 'efetch')} fetches")


@pytest.fixture
def in_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    """Searches of both sources that are read two records at a time."""
    monkeypatch.setattr(night, "open_entrez", partial(open_entrez, page_size=2))
    monkeypatch.setattr(night_run, "fetch_trials", partial(fetch_trials, page_size=1))


@pytest.mark.usefixtures("in_pages")
@pytest.mark.parametrize(
    "action",
    [
        pytest.param("expire_webenv", marks=pytest.mark.fault("F11")),
        pytest.param("status:400:EU-14", marks=pytest.mark.fault("F12")),
    ],
)
def test_a_session_that_ends_in_the_middle_is_begun_again_once(second: Scene, action: str) -> None:
    before = second.dump()
    second.up.fault("esearch", action, nth=2)
    assert (second.refresh().code, second.dump()) == (0, before)
    assert second.sent("eutils", "esearch") == 2 + 3 + 1  # the last one: the search by day of entry
    second.up.mend()
    second.up.fault("esearch", action, match={"term": "^#"})
    second.up.fault("ctgov", DOWN)
    ran = second.next_night()
    assert (ran.code, second.dump()) == (75, before)
    assert "forgot the search" in ran.err


@pytest.mark.fault("F14")
def test_a_record_that_answers_rest_on_and_pubmed_no_longer_has_stays(second: Scene) -> None:
    happen(second.up.world, "delete", pmid=COHORT.pmid)
    assert second.refresh("--accept").code == 0
    assert COHORT.pmid in second.pmids()
    ((missing, gone),) = second.rows("SELECT missing, gone FROM search WHERE run = 2 AND source = 'pubmed'")
    assert missing == gone == f'["{COHORT.pmid}"]'


@pytest.mark.fault("F14", "F17")
@pytest.mark.parametrize("action", ["status:400:EU-16", "drop_records:3"])
def test_a_record_that_is_found_and_not_given_is_named_and_asked_for_the_next_night(second: Scene, action: str) -> None:
    happen(second.up.world, "add", pmid=NEW)
    second.up.fault("efetch", action)
    ran = second.refresh()
    assert ran.code == 3
    assert f"records were found and not given: PMID {NEW}" in ran.err
    second.up.mend()
    assert second.next_night().code == 0
    assert NEW in second.pmids()


def damaged(second: Scene, seed: int) -> bool:
    """A night whose first fetch had three bits fall over; True if a damaged record was taken for a whole one."""
    happen(second.up.world, "add", pmid=NEW)
    second.up.fault("efetch", "bitflip:3", nth=1, seed=seed)
    ran = second.refresh()
    assert ran.code in (0, 3)
    assert second.pmids() - PMIDS <= {NEW}
    assert NEW in second.pmids() or f"PMID {NEW}" in ran.err
    held = second.rows("SELECT hash FROM raw_record WHERE form <> 'ctgov'")
    return len(held) > len(PMIDS) + 1 or not _is_true(second)


def _is_true(second: Scene) -> bool:
    query = "SELECT title FROM article WHERE pmid = ?"
    told = second.rows(query, NEW)
    return told == [(f"Autologous haematopoietic stem cell transplantation in multiple sclerosis, series {NEW}",)]


@pytest.mark.fault("F18")
@pytest.mark.parametrize("seed", range(5))
def test_bits_that_fell_over_lose_no_record_and_bring_no_other(second: Scene, seed: int) -> None:
    damaged(second, seed)


@pytest.mark.slow
@pytest.mark.fault("F18")
@pytest.mark.parametrize("seed", range(5, 205))
def test_bits_that_fell_over_lose_no_record_and_bring_no_other_many_times(
    second: Scene, seed: int, figure: Figure
) -> None:
    figure("another text that no check can tell from a true one" if damaged(second, seed) else "damage noticed")


@pytest.mark.fault("F20")
@pytest.mark.parametrize("action", ["slow_drip:40", "hang:5"])
def test_a_server_that_keeps_us_waiting_is_left_at_the_deadline(second: Scene, action: str) -> None:
    second.in_real_time(longest=0.15)
    before = second.dump()
    second.up.fault("esearch", action)
    second.up.fault("ctgov", DOWN)
    began = time.monotonic()
    assert (second.refresh().code, second.dump()) == (75, before)
    assert time.monotonic() - began < 6


@pytest.mark.fault("F21")
def test_a_small_body_that_unpacks_to_200_mib_is_refused_and_costs_little_memory(second: Scene) -> None:
    before = second.dump()
    second.up.fault("efetch", "gzip_bomb:200")
    second.up.fault("ctgov", DOWN)

    def act() -> int:
        started = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        code = second.command()
        grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - started
        print(f"grown {grown // 1024} MiB")
        return code if grown < 150 * 1024 else 98

    code, said = second.in_child(act)
    assert (code, second.dump()) == (65, before), said
    assert "more than 64 MiB" in said


@pytest.mark.fault("F23")
def test_a_certificate_that_cannot_be_trusted_is_told_and_nothing_is_sent(
    second: Scene, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    before = second.dump()
    second.up.fault("ctgov", DOWN)
    with Wire(answer(b"<ok/>"), tls=certificate(tmp_path, "IP:127.0.0.1", 1)) as wire:
        monkeypatch.setenv("EVIDENCE_EUTILS_URL", wire.url)
        ran = second.refresh()
        assert wire.sent == []
    assert (ran.code, second.dump()) == (75, before)
    assert "certificate is not trusted" in ran.err


@pytest.mark.fault("F24")
def test_a_key_that_is_not_valid_is_a_matter_of_settings(second: Scene) -> None:
    second.up.world.rejected_keys.add(CANARY)
    before = second.dump()
    ran = second.refresh()
    assert (ran.code, second.dump(), second.sent()) == (78, before, 1)
    assert "NCBI_API_KEY" in ran.err


@pytest.mark.fault("F25")
def test_two_nights_of_a_short_result_let_nothing_vanish(second: Scene) -> None:
    before = second.dump()
    second.up.fault("esearch", "zero_hits", nth=1)
    second.up.fault("esearch", "fewer_hits:80", nth=2)
    assert [second.next_night().code for _ in range(3)] == [3, 3, 0]
    assert second.dump() == before


@pytest.mark.fault("F28")
def test_a_revision_without_a_date_is_seen_the_next_morning_where_answers_rest_on_it(second: Scene) -> None:
    happen(second.up.world, "revise", pmid=COHORT.pmid, old="70%", new="62%", touch=False)
    assert second.refresh().code == 0
    assert second.rows("SELECT value FROM finding WHERE pmid = ? AND outcome = 'neda'", COHORT.pmid) == [(62.0,)]


@pytest.mark.fault("F29")
def test_repeated_records_of_several_versions_in_any_order_are_one_row_of_the_last_version(second: Scene) -> None:
    second.up.world.asked_versions = "all"
    second.up.world.add(made_record(NEW, title="First"), made_record(NEW, title="Third", version=3))
    happen(second.up.world, "bump", pmid=COHORT.pmid)
    second.up.fault("efetch", "duplicate_records")
    second.up.fault("efetch", "reorder")
    assert second.refresh().code == 0
    query = "SELECT pmid, version FROM article WHERE version > 1 ORDER BY pmid"
    assert second.rows(query) == [(NEW, 3), (COHORT.pmid, 2)]
    assert second.rows("SELECT count(*) FROM article") == [(len(PMIDS) + 1,)]
    before = second.dump()
    second.next_night("--full")
    assert second.dump() == before


# The registry


REGISTRY = [
    row("F78", "studies", "status:400:CT-09", 65, "HTTP 400"),
    row("F78", "studies", "status:404:CT-18", 65, "HTTP 404"),
    row("F78", "studies", "status:429:CT-20", 75, "HTTP 429"),
    row("F78", "studies", "status:403:CT-20", 75, "HTTP 403"),
    row("F78", "studies", "status:500:EU-03", 75, "HTTP 500"),
    row("F78", "ctgov", "html_200", 75, "a web page"),
    row("F78", "ctgov", "empty_200", 75, "empty reply"),
    row("F78", "ctgov", "reset_before", 75, "6 tries"),
    row("F78", "studies", "redirect:http://evil.example/", 65, "evil.example"),
    row("F76", "studies", "empty_page", 75, "not complete, twice"),
]


@pytest.mark.parametrize(("endpoint", "action", "code", "words"), REGISTRY)
def test_a_registry_in_trouble_keeps_its_data_while_pubmed_moves_on(
    second: Scene, endpoint: str, action: str, code: int, words: str
) -> None:
    studies = [line for line in second.dump() if line.startswith('["registry')]
    happen(second.up.world, "restatus", nct=FIRST, status="TERMINATED")
    second.up.fault(endpoint, action)
    second.up.fault("eutils", DOWN, times=6)
    ran = second.refresh()
    assert ran.code == code, ran.err
    assert words in ran.err
    happen(second.up.world, "add", pmid=NEW)
    assert second.next_night().code == 3
    assert NEW in second.pmids()
    assert [line for line in second.dump() if line.startswith('["registry')] == studies


@pytest.mark.fault("F78")
def test_a_field_of_the_retired_interface_is_named(second: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("evidence.sources.clinicaltrials._FIELDS", "ProtocolSection|ConditionList")
    ran = second.refresh()
    assert ran.code == 3
    assert "no longer knows the field ConditionList" in ran.err


@pytest.mark.fault("F75", "F76", "F77")
@pytest.mark.usefixtures("in_pages")
@pytest.mark.parametrize(
    ("action", "nth"),
    [("", 1), ("empty_page", 3), ("status:400:CT-04", 3), ("new_version", 3), ("duplicate_records", 3)],
)
def test_a_walk_through_the_pages_of_the_registry_ends_with_every_study(scene: Scene, action: str, nth: int) -> None:
    if action:
        scene.up.fault("studies", action, nth=nth)
    assert scene.refresh().code == 0
    assert scene.rows("SELECT count(*) FROM registry_study") == [(3,)]
    assert scene.rows("SELECT count FROM search WHERE source = 'clinicaltrials.gov'") == [(3,)]


@pytest.mark.fault("F75")
@pytest.mark.parametrize("count", [200, 400])
def test_a_token_on_a_full_last_page_ends_in_no_empty_registry(scene: Scene, count: int) -> None:
    scene.up.world.studies.clear()
    scene.up.world.add_studies(made_study(f"NCT{number:08}") for number in range(1, count + 1))
    assert scene.refresh().code == 0
    assert "CT-03" in scene.up.journal().shown()
    assert scene.rows("SELECT count(*) FROM registry_study") == [(count,)]


@pytest.mark.fault("F79")
@pytest.mark.parametrize("status", ["WITHDRAWN", "WITHHELD", "UNKNOWN", "PAUSED_BY_COURT"])
def test_a_status_of_any_kind_is_stored_as_it_is(second: Scene, status: str) -> None:
    happen(second.up.world, "restatus", nct=FIRST, status=status)
    assert second.refresh().code == 0
    assert second.rows("SELECT status FROM registry_study WHERE nct = ?", FIRST) == [(status,)]


RAM_MS, OLDER = "NCT03477500", "NCT03477599"


@pytest.mark.fault("F79")
def test_a_trial_that_answers_under_another_number_is_found_and_told(second: Scene) -> None:
    second.up.world.add_studies([made_study(OLDER, aliases=[RAM_MS])])
    assert second.refresh().code == 0
    query = "SELECT warnings FROM search WHERE source = 'clinicaltrials.gov' AND run = 2"
    assert second.rows(query) == [(f'["{RAM_MS} is now {OLDER}"]',)]
    assert second.rows("SELECT count(*) FROM trial_snapshot WHERE trial = 'RAM-MS' AND date_seen >= '2026-11-03'") == [
        (1,)
    ]


@pytest.mark.fault("F80")
def test_results_that_come_and_go_are_a_history_and_a_size_nobody_knows_is_none(second: Scene) -> None:
    seen = []
    for more in (
        {"enrolment": 99_999_999, "completion": "2026-03"},
        {"results": made_results(("NR", "NA")), "updated": "2026-11-04"},
        {"interventions": [], "title": "HSCT in multiple sclerosis", "updated": "2026-11-05"},
    ):
        second.up.world.add_studies([made_study(RAM_MS, **more)])
        assert second.next_night().code == 0
        query = "SELECT has_results, enrollment, primary_completion FROM trial_snapshot WHERE trial = 'RAM-MS'"
        seen.append(second.rows(f"{query} ORDER BY date_seen DESC LIMIT 1")[0])
    assert seen == [(0, None, "2026-03"), (1, 60, "2028-11-30"), (0, 60, "2028-11-30")]


@pytest.mark.fault("F27")
def test_a_record_of_long_ago_that_enters_today_is_in_the_next_morning(second: Scene) -> None:
    happen(second.up.world, "backfill", pmid=NEW, published=date(1999, 5, 1))
    assert second.refresh().code == 0
    assert NEW in second.pmids()
