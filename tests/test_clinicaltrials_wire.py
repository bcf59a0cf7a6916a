"""ClinicalTrials.gov over real sockets, as the stand-in plays it, with its faults (fault matrix F75 to F80)."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest

from evidence.errors import ContentRefused, EvidenceError, TryLater
from evidence.registry import snapshot_of
from evidence.sources import ctgov_registry
from evidence.sources.addresses import CTGOV, read_base
from evidence.sources.clinicaltrials import Fetched, fetch_trials, studies_by_query
from evidence.sources.ctgov_registry import Registry, connected
from evidence.sources.ctgov_reply import RequestRefused
from evidence.sources.http import Http
from evidence.sources.timing import Timing
from tests.db_makers import TRIAL, scratch
from tests.fakes.loopback import loopback
from tests.fakes.made_studies import made_results, made_study
from tests.fakes.upstream import Upstream
from tests.fakes.world import World

pytestmark = loopback
SEARCH = ("Multiple Sclerosis", "stem cell transplantation OR HSCT")


def ids(count: int) -> list[str]:
    return [f"NCT{number:08}" for number in range(1, count + 1)]


@pytest.fixture
def world() -> World:
    world = World()
    world.add_studies(made_study(nct) for nct in ids(25))
    return world


@pytest.fixture
def up(world: World) -> Iterator[Upstream]:
    with Upstream(world, limits=(None, None)) as started:
        yield started


@contextmanager
def asking(up: Upstream, folder: Path, seconds: float = 60.0) -> Iterator[Registry]:
    """A connection whose waits between tries take no time."""
    timing = Timing(sleep=lambda _: None)
    base = read_base(up.ctgov_url, CTGOV, "EVIDENCE_CTGOV_URL")
    with connected(base, "evidence-test", folder=folder, timing=timing, until=timing.deadline(seconds)) as registry:
        yield registry


@pytest.fixture
def registry(up: Upstream, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Registry]:
    """Without the second between requests, which has its own tests."""
    monkeypatch.setattr(ctgov_registry, "PER_SECOND", 1e9)
    with asking(up, tmp_path) as made:
        yield made


def night(registry: Registry, *asked: str) -> Fetched:
    return fetch_trials(registry, asked, *SEARCH)


def numbers(fetched: Fetched) -> list[str]:
    return [told.study.nct for told in fetched.studies]


@pytest.mark.parametrize("count", [0, 199, 200, 201, 400, 1000, 2000])
def test_f75_every_study_is_found_whether_or_not_the_last_page_is_full(
    registry: Registry, world: World, up: Upstream, count: int
) -> None:
    world.studies.clear()
    world.add_studies(made_study(nct) for nct in ids(count))
    assert numbers(night(registry)) == ids(count)
    full = count > 0 and count % 200 == 0
    assert ("CT-03" in up.journal().shown()) == full


def test_f75_a_page_that_comes_empty_hides_no_trial(registry: Registry, up: Upstream) -> None:
    up.fault("studies", "empty_page", nth=2)
    search = studies_by_query(registry, *SEARCH, page_size=10)
    assert [told.study.nct for told in search.studies] == ids(25)


def test_f76_a_token_that_is_refused_begins_the_walk_again(registry: Registry, up: Upstream) -> None:
    up.fault("studies", "status:400:CT-04", nth=3)
    search = studies_by_query(registry, *SEARCH, page_size=10)
    assert [told.study.nct for told in search.studies] == ids(25)


def test_f76_no_page_is_asked_for_with_other_parameters_than_the_first(registry: Registry, up: Upstream) -> None:
    studies_by_query(registry, *SEARCH, page_size=5)
    assert "CT-04" not in up.journal().shown()
    assert "CT-02" not in up.journal().shown()  # every search was sorted


def test_f77_data_that_are_released_during_a_walk_are_walked_through_again(registry: Registry, up: Upstream) -> None:
    up.fault("studies", "new_version", nth=2)
    search = studies_by_query(registry, *SEARCH, page_size=10)
    assert [told.study.nct for told in search.studies] == ids(25)
    assert search.data_time.startswith("2026-11-02")
    assert len(up.journal().entries("ctgov", "studies")) == 6
    assert len(up.journal().entries("ctgov", "version")) == 3


PASSING = ["status:429:CT-20", "status:403:CT-20", "status:500:EU-03", "status:503:EU-04", "html_200", "empty_200",
           "reset_before", "reset_mid:500", "short_content_length", "chunk_cut", "no_length_cut"]  # fmt: skip


@pytest.mark.parametrize("action", PASSING)
def test_f78_a_fault_that_passes_costs_a_try_and_no_trial(registry: Registry, up: Upstream, action: str) -> None:
    up.fault("studies", action, nth=1)
    assert numbers(night(registry)) == ids(25)


@pytest.mark.parametrize("action", PASSING)
def test_f78_a_fault_that_stays_leaves_yesterdays_data(registry: Registry, up: Upstream, action: str) -> None:
    up.fault("studies", action)
    with pytest.raises(TryLater):
        night(registry)


@pytest.mark.parametrize("action", ["status:400:CT-09", "status:404:CT-18"])
def test_f78_a_refusal_in_plain_text_is_not_repeated(registry: Registry, up: Upstream, action: str) -> None:
    up.fault("studies", action)
    with pytest.raises(RequestRefused):
        night(registry)
    assert len(up.journal().entries("ctgov", "studies")) == 1


def test_f78_a_name_of_the_retired_interface_is_found_out(
    registry: Registry, up: Upstream, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("evidence.sources.clinicaltrials._FIELDS", "ProtocolSection|ConditionList")
    with pytest.raises(ContentRefused, match="ConditionList"):
        night(registry)
    assert "CT-13" in up.journal().shown()
    assert len(up.journal().entries("ctgov")) == 3


def test_f78_a_redirect_to_another_host_is_not_followed(registry: Registry, up: Upstream) -> None:
    up.fault("studies", "redirect:http://example.org/")
    with pytest.raises(ContentRefused, match=r"example\.org"):
        night(registry)


def test_f78_a_bomb_is_refused(registry: Registry, up: Upstream) -> None:
    up.fault("studies", "gzip_bomb:80")
    with pytest.raises(EvidenceError):
        night(registry)


def test_f79_an_older_number_gives_the_study_of_today(registry: Registry, world: World) -> None:
    world.add_studies([made_study("NCT00000077", aliases=["NCT00000078"])])
    fetched = night(registry, "NCT00000078", "NCT00000001", "NCT99999999")
    assert fetched.renamed == (("NCT00000078", "NCT00000077"),)
    assert fetched.missing == ("NCT99999999",)


@pytest.mark.parametrize("status", ["WITHDRAWN", "WITHHELD", "UNKNOWN", "PAUSED_BY_COURT"])
def test_f79_a_status_of_any_kind_is_stored_and_a_new_one_is_named(
    registry: Registry, world: World, status: str
) -> None:
    world.add_studies([made_study("NCT00000077", status=status, enrolment=0)])
    (told,) = (one for one in night(registry).studies if one.study.nct == "NCT00000077")
    with scratch() as store:
        store.save_study(told.study, told.raw, date(2026, 11, 22), TRIAL.key)
        (kept,) = store.registry_studies()
        (shown,) = store.connection.execute("SELECT status, enrollment FROM trial_snapshot").fetchall()
    assert shown == (status, 0)
    assert any(status in remark for remark in kept.unknown) == (status == "PAUSED_BY_COURT")


def test_f80_results_that_come_and_go_are_kept_and_no_cell_becomes_a_number(registry: Registry, world: World) -> None:
    nct = "NCT00000077"
    nights = [made_study(nct), made_study(nct, results=made_results(("NR", "NA"))), made_study(nct)]
    with scratch() as store:
        for day, told in enumerate(nights, 20):
            world.add_studies([told])
            (one,) = (one for one in night(registry).studies if one.study.nct == nct)
            store.save_study(one.study, one.raw, date(2026, 11, day), TRIAL.key)
            if one.study.has_results:
                (measure,) = one.study.results
                assert [cell.value for cell in measure.cells] == ["NR", "NA"]
                assert len({group.title for group in measure.groups}) < len({group.id for group in measure.groups})
        seen = store.connection.execute("SELECT has_results FROM trial_snapshot ORDER BY date_seen").fetchall()
    assert seen == [(0,), (1,), (0,)]


def test_f80_unknown_sizes_partial_dates_and_no_arms_are_what_they_are(registry: Registry, world: World) -> None:
    world.add_studies(
        [made_study("NCT00000077", enrolment=99_999_999, completion="2026-03", title="HSCT", interventions=[])]
    )
    (told,) = (one.study for one in night(registry, "NCT00000077").studies if one.study.nct == "NCT00000077")
    snapshot = snapshot_of(told, date(2026, 11, 22))
    assert (snapshot.enrollment, snapshot.primary_completion, told.arms) == (None, "2026-03", ())


def test_the_connection_is_closed_whatever_happens(
    up: Upstream, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed = []
    monkeypatch.setattr(Http, "close", lambda self: closed.append(self))
    with pytest.raises(KeyboardInterrupt), asking(up, tmp_path):
        raise KeyboardInterrupt
    assert len(closed) == 1


def test_a_quiet_night_takes_three_requests(registry: Registry, up: Upstream) -> None:
    first = night(registry, *ids(14))
    assert first.requests == len(up.journal().entries("ctgov")) == 3
    up.journal().clear()
    second = night(registry, *ids(14))
    assert [told.raw for told in second.studies] == [told.raw for told in first.studies]
    assert len(up.journal().entries("ctgov")) == 3


def test_no_request_goes_out_in_the_second_after_another(up: Upstream, tmp_path: Path) -> None:
    clock = [0.0]
    waits: list[float] = []

    def sleep(seconds: float) -> None:
        waits.append(seconds)
        clock[0] += seconds

    timing = Timing(lambda: clock[0], sleep)
    base = read_base(up.ctgov_url, CTGOV, "EVIDENCE_CTGOV_URL")
    with connected(base, "evidence-test", folder=tmp_path, timing=timing, until=timing.deadline(60)) as registry:
        night(registry, "NCT00000001")
    assert sum(waits) >= 2.0  # three requests, two seconds between them


@pytest.mark.slow
def test_the_server_counts_no_two_requests_in_a_second(up: Upstream, tmp_path: Path) -> None:
    timing = Timing()
    base = read_base(up.ctgov_url, CTGOV, "EVIDENCE_CTGOV_URL")
    with connected(base, "evidence-test", folder=tmp_path, timing=timing, until=timing.deadline(60)) as registry:
        night(registry, "NCT00000001")
        night(registry, "NCT00000001")
    assert up.journal().busiest_second("ctgov") == 1


def test_a_server_that_drips_does_not_hold_the_night_beyond_its_deadline(
    up: Upstream, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ctgov_registry, "PER_SECOND", 1e9)
    up.fault("studies", "slow_drip:100")
    began = time.monotonic()
    with asking(up, tmp_path, seconds=1.0) as registry, pytest.raises(TryLater):
        night(registry)
    assert time.monotonic() - began < 5


def test_a_study_keeps_the_same_content_from_a_file_and_over_the_wire(registry: Registry, world: World) -> None:
    from evidence.sources.ctgov_json import read_study

    told = {one.study.nct: one.study for one in night(registry).studies}
    filed = {nct: read_study(tree) for nct, tree in world.studies.items()}
    assert told == filed
