"""PubMed is asked over real sockets against the stand-in: complete or not at all, and never with the key in sight.

F01 to F30 are the rows of the fault matrix that a test is about.
"""

import hashlib
import logging
import os
import subprocess
import sys
import time
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import pytest

from evidence.errors import ConfigurationError, ContentRefused, EvidenceError, TryLater
from evidence.sources.entrez import Entrez, HistoryLost, open_entrez
from evidence.sources.entrez_settings import TOOL, read_entrez_settings
from evidence.sources.http import Limits
from evidence.sources.timing import Timing
from tests.fakes.loopback import loopback
from tests.fakes.made import made_book, made_record, made_records, made_world
from tests.fakes.upstream import Upstream
from tests.fakes.world import World
from tests.made_time import MadeTime
from tests.scripted_server import Wire, answer

pytestmark = loopback
CANARY = "canary0123456789abcdef0123456789abcdef"
EMAIL = "canary.address@hospital.example"
QUERY = '"multiple sclerosis"[tiab]'
BUSY = "status:429:EU-01"
COUNT = 25

# Ten thousand PMIDs take a busy machine longer than the two seconds that faults are waited for.
PATIENT = Limits(2, 30, 60, 8 << 20)


@dataclass
class Asking:
    """A client with made time, its stand-in, and what it was given to keep."""

    up: Upstream
    folder: Path
    made: MadeTime = field(default_factory=MadeTime)
    kept: list[tuple[str, bytes]] = field(default_factory=list)
    limits: Limits = field(default_factory=lambda: Limits(2, 2, 2, 8 << 20))
    page_size: int = 9_999

    @contextmanager
    def client(self, timing: Timing | None = None, **environment: str) -> Iterator[Entrez]:
        words = {"EVIDENCE_EUTILS_URL": self.up.eutils_url, "NCBI_EMAIL": EMAIL, **environment}
        with open_entrez(
            read_entrez_settings(words, "0.1"),
            self.folder,
            timing=self.made.timing if timing is None else timing,
            limits=self.limits,
            keep=lambda endpoint, body: self.kept.append((endpoint, body)),
            page_size=self.page_size,
        ) as entrez:
            yield entrez

    def search(self, query: str = QUERY) -> tuple[str, ...]:
        with self.client() as entrez:
            result = entrez.search(query)
        assert result.count == len(result.pmids) == len(set(result.pmids))
        return result.pmids

    def fetch(self, *pmids: str, batch_size: int = 200) -> tuple[list[str], list[str], list[str]]:
        """PMIDs given, missing and unasked."""
        given, missing, unasked = [], [], []
        with self.client() as entrez:
            for batch in entrez.fetch(pmids, batch_size):
                given += [record.article.pmid for record in batch.records if record.article is not None]
                missing += batch.missing
                unasked += batch.unasked
        return given, missing, unasked

    def sent(self, endpoint: str | None = None) -> int:
        return len(self.up.journal().entries("eutils", endpoint))


def world_pmids(count: int) -> tuple[str, ...]:
    return tuple(str(97_000_001 + number) for number in range(count))


@pytest.fixture
def asking(tmp_path: Path) -> Iterator[Asking]:
    with Upstream(made_world(COUNT), limits=(None, None)) as up:
        yield Asking(up, tmp_path / "state")


@contextmanager
def asking_of(world: World, folder: Path, **settings: Any) -> Iterator[Asking]:
    with Upstream(world, limits=(None, None)) as up:
        yield Asking(up, folder, **settings)


# Searching


def test_one_request_finds_everything_in_the_order_of_the_numbers(asking: Asking) -> None:
    with asking.client() as entrez:
        result = entrez.search(QUERY)
    assert result.pmids == world_pmids(COUNT)
    assert (result.query, result.translation) == (QUERY, '"multiple sclerosis"[Title/Abstract]')
    assert result.web_env is not None
    assert result.query_key == "1"
    assert result.server_date is not None
    assert entrez.requests == asking.sent() == 1


def test_every_request_is_posted_with_tool_and_address_and_the_key_only_where_there_is_one(asking: Asking) -> None:
    with asking.client() as entrez:
        entrez.search(QUERY)
        list(entrez.fetch(["97000001"]))
    with asking.client(NCBI_API_KEY=CANARY) as entrez:
        entrez.search(QUERY)
    journal = asking.up.journal()
    assert {(entry.method, entry.names_in_url, entry.agent) for entry in journal.entries()} == {
        ("POST", (), f"{TOOL}/0.1")
    }
    assert journal.without_name() == ()
    hashes = [entry.key_hash for entry in journal.entries()]
    assert hashes == ["", "", hashlib.sha256(CANARY.encode()).hexdigest()]


@pytest.mark.parametrize(("count", "requests"), [(0, 1), (1, 1), (10, 1), (11, 2), (25, 3)])
def test_a_result_longer_than_a_page_is_read_on_from_the_history(tmp_path: Path, count: int, requests: int) -> None:
    with asking_of(made_world(count), tmp_path, page_size=10) as asking:
        assert asking.search() == world_pmids(count)
        assert asking.sent() == requests


@pytest.mark.parametrize("text", ["", "  \n"])
def test_an_empty_search_is_not_sent(asking: Asking, text: str) -> None:  # F05
    with pytest.raises(ConfigurationError, match="empty"):
        asking.search(text)
    assert asking.sent() == 0


def test_a_field_that_pubmed_does_not_know_stops_the_search_by_name(asking: Asking) -> None:  # F06
    with pytest.raises(ContentRefused, match="NoSuchField"):
        asking.search(f"{QUERY} AND lecanemab[NoSuchField]")
    assert asking.sent() == 1


def test_a_phrase_that_no_record_has_is_a_warning_of_the_result(asking: Asking) -> None:  # F07
    with asking.client() as entrez:
        result = entrez.search(f'{QUERY} OR "zebrafish quxology"[tiab]')
        nothing = entrez.search('"zebrafish quxology"[tiab]')
    assert result.count == COUNT
    assert any("NotFound" in note.kind and "quxology" in note.text for note in result.warnings)
    assert (nothing.count, nothing.pmids) == (0, ())
    assert ("OutputMessage", "No items found.") in [(note.kind, note.text) for note in nothing.warnings]


@pytest.mark.parametrize(("count", "most"), [(9_998, 1), (9_999, 1), (10_000, 4), (10_001, 4), (25_000, 8)])
def test_every_pmid_arrives_once_however_many_there_are(tmp_path: Path, count: int, most: int) -> None:  # F08, F09
    with asking_of(made_world(count), tmp_path, limits=PATIENT) as asking:
        assert asking.search() == world_pmids(count)
        assert asking.sent() <= most
        assert "EU-08" not in asking.up.journal().shown()


def test_pmids_far_apart_and_in_heaps_arrive_too(tmp_path: Path) -> None:  # F08
    world = World()
    for first, count in ((1, 400), (3_000_000, 10_500), (41_000_000, 700), (97_000_001, 200)):
        world.add(*made_records(count, first=first))
    with asking_of(world, tmp_path, limits=PATIENT) as asking:
        assert len(asking.search()) == 11_800
        assert asking.sent() <= 8


@pytest.mark.parametrize("action", ["clamp:20", "count_lies:3", "count_lies:-3"])
def test_a_count_that_does_not_agree_with_the_pmids_is_refused(asking: Asking, action: str) -> None:  # F10
    asking.up.fault("esearch", action)
    with pytest.raises(ContentRefused, match=r"counts .* but gave"):
        asking.search()
    assert asking.sent() <= 4


def test_a_count_that_lies_once_is_asked_again(asking: Asking) -> None:
    asking.up.fault("esearch", "count_lies:3", nth=[1, 2])
    assert asking.search() == world_pmids(COUNT)


def test_a_server_that_counts_wildly_is_given_up(asking: Asking) -> None:
    asking.up.fault("esearch", "count_lies:40000")
    with pytest.raises(ContentRefused, match="counts"):
        asking.search()
    assert asking.sent() < 120


@pytest.mark.parametrize("lost_at", [2, 3])
def test_a_session_that_ends_while_it_is_read_is_begun_again(tmp_path: Path, lost_at: int) -> None:  # F11
    with asking_of(made_world(COUNT), tmp_path, page_size=10) as asking:
        asking.up.fault("esearch", "expire_webenv", nth=lost_at)
        assert asking.search() == world_pmids(COUNT)
        assert asking.sent() == lost_at + 3
        assert "EU-15" in asking.up.journal().shown()


def test_a_session_that_ends_every_time_is_for_tomorrow(tmp_path: Path) -> None:  # F11
    with asking_of(made_world(COUNT), tmp_path, page_size=10) as asking:
        asking.up.fault("esearch", "expire_webenv", match={"term": "^#"})
        with pytest.raises(HistoryLost):
            asking.search()
        assert asking.sent() == 4


def test_a_record_that_entered_with_an_old_date_is_found(asking: Asking) -> None:  # F27
    asking.up.world.add(made_record("97500000", published=date(2009, 1, 1), edat=date(2009, 1, 1)))
    assert asking.search()[-1] == "97500000"


# What goes wrong on the way


@pytest.mark.parametrize("failures", range(8))
def test_a_limit_that_was_met_is_waited_out_up_to_five_times(asking: Asking, failures: int) -> None:  # F01
    asking.up.fault("esearch", BUSY, times=failures)
    if failures <= 5:
        assert asking.search() == world_pmids(COUNT)
        assert asking.sent() == failures + 1
        return
    with pytest.raises(TryLater, match="rate limit"):
        asking.search()
    assert asking.sent() == 6


TRANSIENT = [
    "status:500:EU-02", "status:500:EU-03", "status:502:EU-04", "status:503:EU-04", "status:200:EU-05",  # F02
    "status:200:EU-06", "status:200:EU-06b", "status:400:EU-17", "status:503:EU-27",  # F03, F04, F13
    "prolog_only", "empty_200", "html_200",  # F15
    "short_content_length:40", "chunk_cut:40", "no_length_cut:40", "reset_mid:40", "reset_before",  # F16, F19
    "no_length_cut",
]  # fmt: skip


@pytest.mark.parametrize("action", TRANSIENT)
def test_trouble_on_the_way_is_mended_by_asking_again(asking: Asking, action: str) -> None:
    asking.up.fault("esearch", action, times=2)
    asking.up.fault("efetch", action, times=2)
    assert asking.search() == world_pmids(COUNT)
    given, missing, _ = asking.fetch(*world_pmids(COUNT))
    assert (tuple(given), missing) == (world_pmids(COUNT), [])
    assert asking.sent() == 6


@pytest.mark.parametrize("action", TRANSIENT)
def test_trouble_that_stays_is_never_an_empty_result(asking: Asking, action: str) -> None:
    asking.up.fault("eutils", action)
    with pytest.raises(TryLater, match=r"6 tries"):
        asking.search()
    with pytest.raises(TryLater, match=r"6 tries"):
        asking.fetch("97000001")
    assert asking.kept == []


@pytest.mark.parametrize("chance", [0.1, 0.3, 0.5])
def test_a_bad_night_is_survived_or_given_up_but_never_half_believed(asking: Asking, chance: float) -> None:  # F02
    whole = 0
    for seed in range(20):
        asking.up.mend()
        asking.up.fault("eutils", "status:502:EU-04", probability=chance, seed=seed)
        try:
            assert asking.search() == world_pmids(COUNT)
            whole += 1
        except TryLater:
            pass
    assert whole >= 18


@pytest.mark.parametrize("seed", range(60))
def test_bits_that_fell_over_never_make_a_search_of_other_numbers(asking: Asking, seed: int) -> None:  # F18
    asking.up.fault("esearch", "bitflip:3", nth=1, seed=seed)
    try:
        found = asking.search()
    except (TryLater, ContentRefused):
        return
    assert len(set(found)) == COUNT


@pytest.mark.parametrize(
    "action", ["redirect:http://127.0.0.1:9/", "gzip_bomb:20", "xxe:/etc/hostname", "bomb_xml", "wrong_db_root"]
)
def test_what_is_not_an_answer_is_refused_at_the_first_sight(asking: Asking, action: str) -> None:  # F21, F22, F30, F33
    asking.up.fault("efetch", action)
    with pytest.raises(ContentRefused):
        asking.fetch("97000001")
    assert asking.sent() == 1
    assert asking.kept == []


@pytest.mark.parametrize("action", ["slow_drip:40", "hang:5"])
def test_a_server_that_keeps_us_waiting_is_left_at_the_deadline(asking: Asking, action: str) -> None:  # F20
    asking.limits = Limits(0.5, 0.5, 0.5)
    asking.up.fault("esearch", action, times=1)
    impatient = Timing(time.monotonic, lambda seconds: time.sleep(min(seconds, 0.1)))
    started = time.monotonic()
    with asking.client(impatient) as entrez:
        assert entrez.search(QUERY).pmids == world_pmids(COUNT)
    assert asking.sent() == 2
    assert time.monotonic() - started < 3


def test_the_run_ends_after_two_hours_of_waiting(asking: Asking) -> None:
    asking.up.fault("esearch", BUSY)
    with asking.client() as entrez:
        asking.made.now += 2 * 3600 - 4
        with pytest.raises(TryLater, match=r"\(3 tries\)"):
            entrez.search(QUERY)


def test_retry_after_is_heeded(asking: Asking) -> None:  # F01
    with (
        Wire(
            answer(b'{"error":"API rate limit exceeded"}', "429 Too Many", "Retry-After: 47"),
            answer(b"<eSearchResult><Count>0</Count><IdList/></eSearchResult>"),
        ) as wire,
        asking.client(EVIDENCE_EUTILS_URL=wire.url) as entrez,
    ):
        assert entrez.search(QUERY).pmids == ()
    assert 47 in asking.made.slept


# Fetching


def test_records_come_in_batches_with_their_own_bytes(asking: Asking) -> None:
    with asking.client() as entrez:
        batches = list(entrez.fetch(world_pmids(COUNT), 10))
    assert [len(batch.records) for batch in batches] == [10, 10, 5]
    assert asking.sent() == 3
    for batch in batches:
        for record in batch.records:
            assert record.article is not None
            assert record.raw == asking.up.world.records[record.article.pmid][0].raw
    assert [endpoint for endpoint, _ in asking.kept] == ["efetch.fcgi"] * 3
    assert batches[0].records[0].raw in asking.kept[0][1]


def test_a_pmid_asked_for_twice_is_fetched_once_and_none_sends_nothing(asking: Asking) -> None:
    assert asking.fetch("97000001", "97000001")[0] == ["97000001"]
    assert asking.fetch() == ([], [], [])
    assert asking.sent() == 1


def test_a_pmid_that_is_no_record_is_named_after_it_was_asked_for_twice(asking: Asking) -> None:  # F14
    assert asking.fetch("97000001", "96999999") == (["97000001"], ["96999999"], [])
    assert asking.sent() == 2


def test_none_of_the_pmids_being_a_record_is_an_answer(asking: Asking) -> None:  # F14
    assert asking.fetch("96999999") == ([], ["96999999"], [])
    asking.up.fault("efetch", "status:400:EU-16")
    assert asking.fetch("97000001") == ([], ["97000001"], [])


def test_a_search_is_not_answered_by_a_word_about_ids(asking: Asking) -> None:
    asking.up.fault("esearch", "status:400:EU-16")
    with pytest.raises(ContentRefused):
        asking.search()


@pytest.mark.parametrize("dropped", [1, 3, 24])
def test_records_left_out_of_a_whole_reply_are_asked_for_again(asking: Asking, dropped: int) -> None:  # F17
    asking.up.fault("efetch", f"drop_records:{dropped}", nth=1)
    given, missing, _ = asking.fetch(*world_pmids(COUNT))
    assert (sorted(given), missing) == (list(world_pmids(COUNT)), [])
    assert asking.sent() == 2


def test_records_left_out_every_time_are_named(asking: Asking) -> None:  # F17
    asking.up.fault("efetch", "drop_records:2")
    given, missing, _ = asking.fetch(*world_pmids(COUNT))
    assert len(missing) == 2
    assert sorted([*given, *missing]) == list(world_pmids(COUNT))


@pytest.mark.parametrize("seed", range(60))
def test_bits_that_fell_over_never_lose_a_record_without_a_word(asking: Asking, seed: int) -> None:  # F18
    asking.up.fault("efetch", "bitflip:3", nth=1, seed=seed)
    given, missing, unasked = asking.fetch(*world_pmids(COUNT))
    assert set(given) - set(unasked) | set(missing) == set(world_pmids(COUNT))
    assert missing == []


def test_the_same_damage_three_times_is_what_pubmed_holds_and_is_not_waited_for(asking: Asking) -> None:
    broken = answer(b"<PubmedArticleSet><PubmedArticle><PMID>1</PubmedArticle></PubmedArticleSet>")
    with Wire(broken) as wire, asking.client(EVIDENCE_EUTILS_URL=wire.url) as entrez:
        with pytest.raises(ContentRefused):
            list(entrez.fetch(["1"]))
        assert len(wire.sent) == 3


def test_a_reply_to_somebody_elses_question_shows_as_missing_and_unasked(asking: Asking) -> None:
    other = made_record("97000007").raw
    with Wire(answer(b"<PubmedArticleSet>" + other + b"</PubmedArticleSet>")) as wire:  # noqa: SIM117
        with asking.client(EVIDENCE_EUTILS_URL=wire.url) as entrez:
            (batch,) = entrez.fetch(["97000001"])
    assert (batch.missing, batch.unasked) == (("97000001",), ("97000007",))


def test_a_record_that_comes_under_another_number_is_named_and_the_number_asked_for_is_missing(asking: Asking) -> None:
    asking.up.world.merged["97000001"] = "97000009"
    given, missing, unasked = asking.fetch("97000001", "97000002")
    assert "97000002" in given
    assert (missing, unasked) == (["97000001"], ["97000009"])


def test_repeated_records_several_versions_books_and_any_order_are_passed_on(asking: Asking) -> None:  # F29
    asking.up.world.asked_versions = "all"
    asking.up.world.add(made_record("97000001", version=2), made_book("97500000"))
    asking.up.fault("efetch", "duplicate_records")
    asking.up.fault("efetch", "reorder")
    given, missing, unasked = asking.fetch("97000001", "97000002", "97500000")
    assert set(given) == {"97000001", "97000002", "97500000"}
    assert given.count("97000001") >= 2
    assert (missing, unasked) == ([], [])


def test_records_in_another_encoding_than_they_say_are_damage(asking: Asking) -> None:
    asking.up.fault("efetch", "wrong_encoding", times=2)
    assert asking.fetch("97000001") == (["97000001"], [], [])
    assert asking.sent() == 3
    asking.up.fault("efetch", "wrong_encoding")
    with pytest.raises(ContentRefused):
        asking.fetch("97000001")


def test_a_byte_order_mark_is_not_damage(asking: Asking) -> None:
    asking.up.fault("eutils", "bom")
    assert asking.search() == world_pmids(COUNT)
    assert asking.fetch("97000001")[0] == ["97000001"]


# The pace, as the server counts


@pytest.mark.parametrize(("key", "limit"), [("", 3), (CANARY, 10)])
def test_the_server_never_counts_more_than_it_allows(tmp_path: Path, key: str, limit: int) -> None:  # F01
    with Upstream(made_world(30)) as up:
        with Asking(up, tmp_path).client(Timing(), NCBI_API_KEY=key) as entrez:
            given = [batch.asked for batch in entrez.fetch(world_pmids(30), 3 if key == "" else 1)]
        assert sum(map(len, given)) == 30
        assert up.journal().busiest_second(key=key or None) <= limit
        assert {entry.status for entry in up.journal().entries()} == {200}


FETCHING = """
import sys
from pathlib import Path
from evidence.sources.entrez import open_entrez
from evidence.sources.entrez_settings import read_entrez_settings
with open_entrez(read_entrez_settings({"EVIDENCE_EUTILS_URL": sys.argv[1]}, "0.1"), Path(sys.argv[2])) as entrez:
    list(entrez.fetch([str(97000001 + number) for number in range(6)], 1))
"""


def test_two_processes_together_are_never_counted_above_the_limit(tmp_path: Path) -> None:  # F01
    with Upstream(made_world(6)) as up:
        words = [sys.executable, "-c", FETCHING, up.eutils_url, str(tmp_path)]
        root = str(Path(__file__).parent.parent)
        both = [subprocess.Popen(words, env={**os.environ, "PYTHONPATH": root}) for _ in range(2)]
        assert [process.wait(timeout=60) for process in both] == [0, 0]
        assert len(up.journal().entries()) == 12
        assert up.journal().busiest_second() <= 3


# The key


ERRORS = [
    "status:429:EU-01", "status:500:EU-02", "status:500:EU-03", "status:502:EU-04", "status:200:EU-05",
    "status:200:EU-06", "status:200:EU-15", "status:400:EU-16", "status:400:EU-17", "status:400:EU-25",
    "prolog_only", "html_200", "empty_200", "short_content_length:40", "chunk_cut:40", "reset_before", "gzip_bomb:20",
    "redirect:http://127.0.0.1:9/", "wrong_db_root", "xxe:/etc/hostname", "hang:5", "field_not_found", "clamp:3",
]  # fmt: skip


@pytest.mark.parametrize("action", [None, *ERRORS])
def test_the_key_is_seen_nowhere(asking: Asking, caplog: pytest.LogCaptureFixture, action: str | None) -> None:  # F24
    caplog.set_level(logging.DEBUG)
    asking.limits = Limits(1, 0.2, 0.2, 8 << 20)
    if action is not None:
        asking.up.fault("eutils", action)
    seen: list[str] = []
    with asking.client(NCBI_API_KEY=CANARY) as entrez:
        for ask in (lambda: entrez.search(QUERY), lambda: list(entrez.fetch(["97000001"]))):
            try:
                seen.append(repr(ask()))
            except EvidenceError as problem:
                seen += ["".join(traceback.format_exception(problem)), *every_word_of(problem)]
        seen += [repr(entrez), repr(vars(entrez))]
    seen += [logging.Formatter().format(record) + repr(vars(record)) for record in caplog.records]
    seen += [body.decode("utf-8", "replace") for _, body in asking.kept]
    seen += [path.read_text() for path in asking.folder.rglob("*") if path.is_file()]
    seen += [entry.path for entry in asking.up.journal().entries()]
    assert asking.sent() >= 2
    assert [text for text in seen if CANARY in text or EMAIL in text] == []


def every_word_of(problem: BaseException) -> Iterator[str]:
    """Arguments and attributes of an exception and of all that it came from."""
    following: BaseException | None = problem
    while following is not None:
        yield repr(following.args) + repr(vars(following))
        assert not hasattr(following, "request")
        following = following.__cause__ or following.__context__


def test_a_key_that_is_not_valid_is_a_matter_of_settings(asking: Asking) -> None:  # F24
    asking.up.world.rejected_keys.add(CANARY)
    with (
        asking.client(NCBI_API_KEY=CANARY) as entrez,
        pytest.raises(ConfigurationError, match=r"^NCBI_API_KEY") as raised,
    ):
        entrez.search(QUERY)
    assert raised.value.exit_code == 78
    assert asking.sent() == 1
    assert CANARY not in str(raised.value)


def test_a_key_quoted_in_a_good_reply_is_not_kept(asking: Asking) -> None:
    body = f"<eSearchResult><Count>0</Count><IdList/><QueryTranslation>{CANARY}</QueryTranslation></eSearchResult>"
    with Wire(answer(body.encode())) as wire:  # noqa: SIM117
        with asking.client(EVIDENCE_EUTILS_URL=wire.url, NCBI_API_KEY=CANARY) as entrez:
            assert entrez.search(QUERY).translation == "[struck out]"
    assert CANARY.encode() not in asking.kept[0][1]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("NCBI_API_KEY", "secret word"),
        ("NCBI_API_KEY", "abc"),
        ("NCBI_API_KEY", "secret&tool=x"),
        ("NCBI_EMAIL", "nobody"),
        ("NCBI_EMAIL", "a@b, c@d"),
        ("EVIDENCE_EUTILS_URL", "http://evil.example/"),
    ],
)
def test_settings_that_cannot_be_right_are_named_but_not_shown(name: str, value: str) -> None:
    with pytest.raises(ConfigurationError, match=f"^{name}: ") as raised:
        read_entrez_settings({"NCBI_EMAIL": EMAIL, name: value}, "0.1")
    assert value not in str(raised.value)


def test_ncbi_itself_is_not_asked_without_an_address_and_a_stand_in_is() -> None:
    with pytest.raises(ConfigurationError, match=r"^NCBI_EMAIL: not set"):
        read_entrez_settings({}, "0.1")
    settings = read_entrez_settings({"EVIDENCE_EUTILS_URL": "http://127.0.0.1:1/"}, "0.1")
    assert set(settings.identity()) == {"tool", "email"}


def test_the_order_of_a_result_is_by_number_not_by_letter(tmp_path: Path) -> None:
    world = World()
    numbers = [*range(1, 12), 999, 1000, 97_000_001]
    Random(1).shuffle(numbers)
    world.add(*(made_record(str(number)) for number in numbers))
    with asking_of(world, tmp_path) as asking:
        assert asking.search() == tuple(str(number) for number in sorted(numbers))
