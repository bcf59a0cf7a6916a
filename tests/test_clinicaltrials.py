"""Asking ClinicalTrials.gov: every study once, nothing made of an error, and no more requests than needed.

The replies are those of the stand-in (tests/fakes/ctgov.py); here it is called without a socket, on a clock of its own.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from evidence.errors import ConfigurationError, ContentRefused, TryLater
from evidence.sources.clinicaltrials import fetch_trials, studies_by_ids, studies_by_query
from evidence.sources.ctgov_registry import PER_SECOND, Registry
from evidence.sources.ctgov_reply import RequestRefused, read_names
from evidence.sources.http import Reply
from evidence.sources.http_body import Interrupted
from evidence.sources.pace import Pace
from evidence.sources.timing import Deadline, Timing
from tests.fakes.ctgov import Ctgov
from tests.fakes.messages import Request
from tests.fakes.world import World
from tests.made_studies import Tree, as_bytes, study

BASE = "http://127.0.0.1/api/v2/"
CELLS = {"interventions": [{"type": "BIOLOGICAL", "name": "HSCT"}]}
SEARCH = ("Multiple Sclerosis", "stem cell transplantation OR HSCT")


@dataclass
class Clock:
    """A clock that only goes on when somebody waits or asks."""

    now: float = 0.0

    def sleep(self, seconds: float) -> None:
        self.now += seconds

    def timing(self) -> Timing:
        return Timing(lambda: self.now, self.sleep, lambda: 0.5)


Twist = Callable[[Reply], Reply]


@dataclass
class Wire:
    """The stand-in without a socket. twists: what becomes of the n-th reply (from 1); each request takes 0.1 s."""

    world: World
    clock: Clock
    twists: dict[int, Twist] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    times: list[float] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.fake = Ctgov(self.world)

    def get(self, url: str, parameters: Mapping[str, str], until: Deadline) -> Reply:
        assert until.remaining() > 0
        path = "/api/v2/" + url.removeprefix(BASE)
        self.asked.append((path.removeprefix("/api/v2/"), dict(parameters)))
        self.times.append(self.clock.now)
        told = self.fake.answer(Request("GET", path, path.rsplit("/", 1)[-1], parameters))
        self.clock.sleep(0.1)
        reply = Reply(told.status, {"content-type": told.content_type}, told.body)
        twist = self.twists.get(len(self.asked)) or self.twists.get(0)
        return reply if twist is None else twist(reply)

    def paths(self) -> list[str]:
        return [path for path, _ in self.asked]


def trial(number: int, **modules: Tree) -> Tree:
    return study(f"NCT{number:08}", **{"armsInterventionsModule": CELLS, **modules})


def status(code: int, body: bytes = b"", **headers: str) -> Twist:
    return lambda _: Reply(code, headers, body)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def wire(clock: Clock) -> Wire:
    """A registry with 25 trials of the topic and one of another."""
    world = World()
    world.add_studies([*(trial(number) for number in range(1, 26)), study("NCT00000099")])
    return Wire(world, clock)


@pytest.fixture
def registry(wire: Wire, clock: Clock, tmp_path: Path) -> Registry:
    timing = clock.timing()
    pace = Pace(tmp_path, "ctgov", PER_SECOND, timing)
    return Registry(BASE, wire, pace=pace, timing=timing, until=timing.deadline(7200))


def found_by(registry: Registry, page_size: int = 10) -> list[str]:
    return [told.study.nct for told in studies_by_query(registry, *SEARCH, page_size=page_size).studies]


ALL = [f"NCT{number:08}" for number in range(1, 26)]


# The search


def test_every_study_is_found_once_whatever_the_size_of_a_page(registry: Registry) -> None:
    assert [found_by(registry, size) for size in (1, 7, 24, 26, 1000)] == [ALL] * 5


@pytest.mark.parametrize("size", [5, 25])
def test_a_token_on_an_exactly_full_last_page_leads_to_an_empty_page_and_no_further(
    registry: Registry, wire: Wire, size: int
) -> None:
    assert found_by(registry, size) == ALL
    pages = [asked for path, asked in wire.asked if path == "studies"]
    assert len(pages) == 25 // size + 1


def test_an_empty_page_in_the_middle_is_not_the_end(registry: Registry, wire: Wire) -> None:
    def emptied(reply: Reply) -> Reply:
        page = json.loads(reply.body)
        return Reply(200, {}, as_bytes({**page, "studies": []}))

    wire.twists[3] = emptied
    wire.twists[7] = lambda reply: reply
    assert found_by(registry, 10) == ALL  # the count told of the gap, so the search was made again
    assert wire.paths().count("studies") == 6


def test_the_next_page_is_asked_for_with_every_parameter_of_the_first(registry: Registry, wire: Wire) -> None:
    found_by(registry, 10)
    first, second, third = (asked for path, asked in wire.asked if path == "studies")
    assert first.pop("countTotal") == "true"
    assert second.pop("pageToken") != third.pop("pageToken")
    assert first == second == third
    assert first["sort"] == "StudyFirstPostDate:asc"


def test_a_search_without_hits_is_a_search_without_hits(registry: Registry, wire: Wire) -> None:
    wire.world.studies.clear()
    assert found_by(registry) == []
    assert wire.paths() == ["version", "studies"]


@pytest.mark.parametrize("words", [("", "HSCT"), ("Multiple Sclerosis", "  ")])
def test_an_empty_search_which_finds_everything_is_not_made(
    registry: Registry, wire: Wire, words: tuple[str, str]
) -> None:
    with pytest.raises(ConfigurationError):
        studies_by_query(registry, *words)
    assert wire.asked == []


def test_data_that_change_between_two_pages_are_walked_through_again(registry: Registry, wire: Wire) -> None:
    def released(reply: Reply) -> Reply:
        wire.world.data_time = wire.world.data_time.replace(day=2)
        return reply

    wire.twists[3] = released
    search = studies_by_query(registry, *SEARCH, page_size=10)
    assert search.data_time == "2026-11-02T09:00:05"
    assert wire.paths() == ["version", *["studies"] * 3, "version", *["studies"] * 3, "version"]


def test_data_that_change_all_the_time_are_left_for_another_night(registry: Registry, wire: Wire) -> None:
    def released(reply: Reply) -> Reply:
        wire.world.data_time = wire.world.data_time.replace(day=wire.world.data_time.day + 1)
        return reply

    wire.twists[0] = released
    with pytest.raises(TryLater, match="changed meanwhile"):
        found_by(registry, 10)


def test_a_token_that_is_no_longer_good_begins_the_search_again(registry: Registry, wire: Wire) -> None:
    wire.twists[3] = status(400, b"Invalid value in parameter `pageToken`: `x`")
    assert found_by(registry, 10) == ALL
    assert wire.paths() == ["version", *["studies"] * 2, "version", *["studies"] * 3, "version"]
    assert "pageToken" not in wire.asked[4][1]


def test_a_token_that_new_data_made_bad_begins_the_search_again_on_the_new_data(registry: Registry, wire: Wire) -> None:
    def released(_: Reply) -> Reply:
        wire.world.data_time = wire.world.data_time.replace(day=2)
        return Reply(400, {}, b"Invalid value in parameter `pageToken`: `x`")

    wire.twists[3] = released
    assert studies_by_query(registry, *SEARCH, page_size=10).data_time == "2026-11-02T09:00:05"


def test_a_search_that_breaks_off_twice_is_left_for_another_night(registry: Registry, wire: Wire) -> None:
    wire.twists |= {3: status(400, b"no"), 6: status(400, b"no")}
    with pytest.raises(TryLater, match=r"page 2: .*no"):
        found_by(registry, 10)


def test_fewer_studies_than_counted_are_no_result(registry: Registry, wire: Wire) -> None:
    def short(reply: Reply) -> Reply:
        page = json.loads(reply.body)
        return Reply(
            200, {}, as_bytes({**page, "studies": page.get("studies", [])[1:]}) if "studies" in page else reply.body
        )

    wire.twists[0] = short
    with pytest.raises(TryLater, match="24 studies of 25"):
        found_by(registry, 100)


def test_more_studies_than_counted_are_no_result(registry: Registry, wire: Wire) -> None:
    wire.twists[0] = lambda reply: Reply(200, {}, reply.body.replace(b'"totalCount": 25', b'"totalCount": 24'))
    with pytest.raises(TryLater, match="25 studies of 24"):
        found_by(registry, 100)


def test_a_search_whose_size_is_not_told_is_as_long_as_its_pages(registry: Registry, wire: Wire) -> None:
    wire.twists[0] = lambda reply: Reply(200, {}, reply.body.replace(b'"totalCount": 25', b'"totalCount": null'))
    assert found_by(registry, 10) == ALL


def test_a_token_that_leads_in_a_circle_ends_the_walk(registry: Registry, wire: Wire) -> None:
    wire.twists[0] = lambda reply: (
        Reply(200, {}, b'{"studies": [], "nextPageToken": "round"}') if wire.asked[-1][0] == "studies" else reply
    )
    with pytest.raises(TryLater, match="same page again"):
        found_by(registry, 10)
    assert len(wire.asked) < 10


def test_a_search_of_two_pages_is_checked_for_new_data_too(registry: Registry, wire: Wire) -> None:
    def released(reply: Reply) -> Reply:
        wire.world.data_time = wire.world.data_time.replace(day=2)
        return reply

    wire.twists[2] = released
    assert studies_by_query(registry, *SEARCH, page_size=13).data_time == "2026-11-02T09:00:05"
    assert wire.paths() == ["version", *["studies"] * 2, "version", *["studies"] * 2, "version"]


# By number


def test_a_number_that_the_registry_does_not_know_loses_no_other(registry: Registry, wire: Wire) -> None:
    told = studies_by_ids(registry, ["NCT00000002", "NCT55555555", "nct00000001"])
    assert sorted(one.study.nct for one in told) == ["NCT00000001", "NCT00000002"]
    assert len(wire.asked) == 1


@pytest.mark.parametrize("number", ["ISRCTN88667898", "NCT1", "", "NCT00000001|NCT00000002", "NCT00000001\n"])
def test_what_is_no_number_is_not_asked_for(registry: Registry, wire: Wire, number: str) -> None:
    assert studies_by_ids(registry, [number]) == ()
    assert wire.asked == []


def refusing(wire: Wire, bad: str) -> None:
    """Let the registry refuse every request that holds the number."""
    wire.twists[0] = lambda reply: (
        Reply(400, {}, b"filter.ids has incorrect format") if bad in wire.asked[-1][1].get("filter.ids", "") else reply
    )


def test_a_number_that_the_registry_refuses_does_not_lose_the_batch(registry: Registry, wire: Wire) -> None:
    refusing(wire, "NCT00000013")
    told = studies_by_ids(registry, ALL)
    assert sorted(one.study.nct for one in told) == [number for number in ALL if number != "NCT00000013"]
    assert len(wire.asked) <= 11


def test_where_every_number_is_refused_the_request_is_wrong_and_no_trial_is_missing(
    registry: Registry, wire: Wire
) -> None:
    refusing(wire, "NCT")
    with pytest.raises(RequestRefused, match="incorrect format"):
        studies_by_ids(registry, ALL[:3])


def test_an_older_number_gives_the_study_under_its_number_of_today(registry: Registry, wire: Wire) -> None:
    wire.world.add_studies([trial(30, identificationModule={"nctIdAliases": ["NCT00000031"]})])
    night = fetch_trials(registry, ["NCT00000031", "NCT00000001", "NCT77777777"], *SEARCH)
    assert night.renamed == (("NCT00000031", "NCT00000030"),)
    assert night.missing == ("NCT77777777",)
    assert "NCT00000030" in [one.study.nct for one in night.studies]


# A night


def test_a_quiet_night_takes_three_requests(registry: Registry, wire: Wire) -> None:
    night = fetch_trials(registry, ["NCT00000001", "NCT00000099"], *SEARCH)
    assert sorted(wire.paths()) == ["studies", "studies", "version"]
    assert night.requests == 3
    assert [one.study.nct for one in night.studies] == [*ALL, "NCT00000099"]
    assert list(night.found) == ALL
    assert (night.missing, night.renamed, night.data_time) == ((), (), "2026-11-01T09:00:05")


def test_a_topic_whose_trials_have_no_number_here_asks_for_none(registry: Registry, wire: Wire) -> None:
    fetch_trials(registry, [], *SEARCH)
    assert wire.paths() == ["version", "studies"]


def test_what_is_asked_for_twice_gives_the_same_bytes(registry: Registry) -> None:
    first, second = (fetch_trials(registry, ["NCT00000001"], *SEARCH) for _ in range(2))
    assert [one.raw for one in first.studies] == [one.raw for one in second.studies]


def test_requests_are_a_second_apart(registry: Registry, wire: Wire) -> None:
    found_by(registry, 5)
    gaps = [later - earlier for earlier, later in zip(wire.times, wire.times[1:], strict=False)]
    assert min(gaps) >= 1.0


# Errors


def lost(_: Reply) -> Reply:
    raise Interrupted("the connection failed")


@pytest.mark.parametrize(
    "twist",
    [
        status(429),
        status(403, b"<html>Forbidden</html>"),
        status(500),
        status(503, b"<html>"),
        status(200, b""),
        status(200, b"<!DOCTYPE html><html>We are working on it</html>"),
        status(200, b'{"studies": [{"protocolSection"'),
        status(200, b"plain words"),
        status(204),
        lambda reply: Reply(206, reply.headers, reply.body),
        lost,
    ],
)
def test_what_may_be_better_in_a_moment_is_tried_again(registry: Registry, wire: Wire, twist: Twist) -> None:
    wire.twists[2] = twist
    assert found_by(registry, 100) == ALL
    wire.twists = {0: twist}
    with pytest.raises(TryLater):
        found_by(registry, 100)


@pytest.mark.parametrize("code", [400, 404, 405, 414])
def test_a_refusal_is_told_in_its_own_words_and_not_repeated(registry: Registry, wire: Wire, code: int) -> None:
    wire.twists[2] = status(code, b"Error parsing query in Other terms: no viable alternative at input 'x'")
    with pytest.raises(RequestRefused, match=f"HTTP {code}: Error parsing query"):
        found_by(registry, 100)
    assert len(wire.asked) == 2


def test_words_of_a_refusal_hold_no_control_characters(registry: Registry, wire: Wire) -> None:
    wire.twists[2] = status(400, b"Error \x1b]0;title\x07 \xe2\x80\xae parsing")
    with pytest.raises(RequestRefused) as caught:
        found_by(registry, 100)
    assert str(caught.value).isprintable()


def test_json_that_is_no_page_is_refused_and_is_not_no_trials(registry: Registry, wire: Wire) -> None:
    wire.twists[2] = status(200, b'{"message": "hello"}')
    with pytest.raises(ContentRefused, match="no page"):
        found_by(registry, 100)


def test_a_web_page_is_called_a_web_page(registry: Registry, wire: Wire) -> None:
    wire.twists[0] = status(200, b" <html>Maintenance</html>")
    with pytest.raises(TryLater, match="a web page where JSON was asked for"):
        found_by(registry, 100)


@pytest.mark.parametrize("told", [b'{"apiVersion": "3"}', b'{"dataTimestamp": ""}', b'{"dataTimestamp": 3}', b"[]"])
def test_a_version_without_a_time_is_refused(registry: Registry, wire: Wire, told: bytes) -> None:
    wire.twists[1] = status(200, told)
    with pytest.raises(ContentRefused, match="dataTimestamp"):
        found_by(registry, 100)


def test_a_pause_that_is_asked_for_is_kept(registry: Registry, wire: Wire, clock: Clock) -> None:
    wire.twists[2] = status(429, b"", **{"retry-after": "40"})
    found_by(registry, 100)
    assert wire.times[2] - wire.times[1] >= 40
    assert clock.now < 60


def test_a_field_that_the_registry_dropped_is_found_out_by_its_own_list(
    registry: Registry, wire: Wire, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("evidence.sources.clinicaltrials._FIELDS", "ProtocolSection|ConditionList")
    with pytest.raises(ContentRefused, match="no longer knows the field ConditionList"):
        found_by(registry, 100)
    assert wire.paths() == ["version", "studies", "studies/metadata"]


def test_a_500_that_no_field_explains_is_tried_again(registry: Registry, wire: Wire) -> None:
    wire.twists[2] = status(500, b"Internal Server Error")
    assert found_by(registry, 100) == ALL
    assert wire.paths() == ["version", "studies", "studies/metadata", "studies"]


def test_a_sort_that_the_registry_dropped_is_found_out_too(
    registry: Registry, wire: Wire, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("evidence.sources.clinicaltrials._SORT", "OldestDate:asc")
    wire.twists[2] = status(500)
    with pytest.raises(ContentRefused, match="no longer knows the field OldestDate"):
        found_by(registry, 100)


def test_the_list_of_fields_is_asked_for_once(registry: Registry, wire: Wire) -> None:
    wire.twists |= {2: status(500), 4: status(500)}
    assert found_by(registry, 100) == ALL
    assert wire.paths() == ["version", "studies", "studies/metadata", "studies", "studies"]


def test_a_500_of_the_whole_service_is_tried_again_without_its_list(registry: Registry, wire: Wire) -> None:
    wire.twists |= {2: status(500), 3: status(500), 4: status(500), 5: status(404)}
    assert found_by(registry, 100) == ALL


def test_a_night_whose_time_is_up_is_left_for_another(wire: Wire, clock: Clock, tmp_path: Path) -> None:
    timing = clock.timing()
    until = timing.deadline(20)
    registry = Registry(BASE, wire, pace=Pace(tmp_path, "ctgov", PER_SECOND, timing), timing=timing, until=until)
    wire.twists[0] = status(503)
    with pytest.raises(TryLater):
        found_by(registry)
    assert clock.now <= 20


@pytest.mark.parametrize("told", [b"[]", b"{}", b'[{"children": []}]'])
def test_a_list_of_fields_that_names_none_is_refused(told: bytes) -> None:
    with pytest.raises(ContentRefused, match="gives no list of its fields"):
        read_names(told)
