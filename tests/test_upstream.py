"""The stand-in as a whole: start, shell, journal, limits, and that every behaviour it claims is shown."""

import json
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
import requests

from tests.fakes.behaviours import BEHAVIOURS
from tests.fakes.journal import hash_key, most_within
from tests.fakes.limits import Gate
from tests.fakes.loopback import loopback
from tests.fakes.made import made_world
from tests.fakes.messages import Request
from tests.fakes.upstream import Upstream
from tests.fakes.world import World
from tests.upstream_client import get, pmids_of, post, search
from tests.upstream_probes import PROBES, full_world

pytestmark = loopback
ROOT = Path(__file__).parent.parent


@pytest.mark.parametrize("name", BEHAVIOURS)
def test_every_behaviour_with_a_source_is_shown_by_a_request_of_its_own(name: str) -> None:
    with Upstream(full_world(), limits=(None, None)) as up:
        PROBES[name](up)
        assert name in up.journal().shown(), BEHAVIOURS[name]


def test_no_behaviour_is_probed_that_is_not_listed() -> None:
    assert set(PROBES) == set(BEHAVIOURS)


def test_it_starts_within_a_tenth_of_a_second() -> None:
    world, begun = made_world(1000), time.perf_counter()
    with Upstream(world):
        took = time.perf_counter() - begun
    assert took < 0.1


def test_the_fourth_request_within_a_second_without_a_key_is_refused_and_the_body_names_the_caller() -> None:
    with Upstream(World()) as up:
        replies = [post(up, "einfo") for _ in range(4)]
        assert [reply.status_code for reply in replies] == [200, 200, 200, 429]
        refused = {"error": "API rate limit exceeded", "api-key": "127.0.0.1", "count": "4", "limit": "3"}
        assert replies[3].json() == refused
        assert [reply.headers["X-RateLimit-Remaining"] for reply in replies] == ["2", "1", "0", "0"]
        assert replies[3].headers["Retry-After"] == "2"
        assert up.journal().busiest_second() == 4


@pytest.mark.parametrize(("moment", "admitted"), [(0.99, False), (1.0, True), (1.3, True), (1.1, True)])
def test_a_second_after_the_first_of_three_there_is_room_for_one_more(moment: float, admitted: bool) -> None:
    gate, world = Gate(), World()
    times = [0.0, 0.5, 0.6, moment]
    asked = [Request("POST", "/entrez/eutils/einfo.fcgi", "einfo", {}, arrived=time) for time in times]
    assert [gate.admit(world, request, "eutils")[1] is None for request in asked] == [True, True, True, admitted]


def test_with_a_key_ten_requests_pass_and_the_eleventh_quotes_the_key() -> None:
    with Upstream(World()) as up:
        session = requests.Session()
        asked = {"db": "pubmed", "api_key": "canary"}
        replies = [session.post(f"{up.eutils_url}einfo.fcgi", data=asked, timeout=5) for _ in range(11)]
    assert [reply.status_code for reply in replies] == [200] * 10 + [429]
    assert replies[10].json()["api-key"] == "canary"


def test_two_callers_at_once_share_one_limit() -> None:
    with Upstream(World()) as up:
        statuses: list[int] = []
        threads = [threading.Thread(target=lambda: statuses.append(post(up, "einfo").status_code)) for _ in range(6)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert sorted(statuses) == [200] * 3 + [429] * 3


def test_the_window_of_a_second_slides_and_is_open_at_its_end() -> None:
    assert most_within([0.0, 0.5, 0.99, 1.0], 1.0) == 3
    assert most_within([], 1.0) == 0


def test_the_registry_has_no_limit_of_its_own() -> None:
    with Upstream(World()) as up:
        assert {get(up, "version").status_code for _ in range(5)} == {200}


def test_the_journal_keeps_no_key_but_its_hash_and_tells_a_key_in_a_url() -> None:
    with Upstream(World(), limits=(None, None)) as up:
        requests.get(f"{up.eutils_url}einfo.fcgi?db=pubmed&api_key=canary", timeout=5)
        post(up, "einfo", api_key="canary", tool="t", email="e@example.org")
        noted = json.dumps(up.journal().as_json())
        assert "canary" not in noted
        assert [entry.key_hash for entry in up.journal().entries()] == [hash_key("canary")] * 2
        assert [entry.method for entry in up.journal().keys_in_urls()] == ["GET"]
        assert [entry.method for entry in up.journal().without_name()] == ["GET"]


def test_more_than_200_ids_in_a_get_are_told() -> None:
    with Upstream(World(), limits=(None, None)) as up:
        for count in (200, 201):
            ids = ",".join(str(number) for number in range(count))
            requests.get(f"{up.eutils_url}efetch.fcgi?db=pubmed&id={ids}", timeout=5)
        assert [entry.ids for entry in up.journal().long_gets()] == [201]


def test_ids_may_be_given_one_by_one() -> None:
    with Upstream(made_world(3)) as up:
        asked = [("db", "pubmed"), ("id", "97000002"), ("id", "97000001")]
        fetched = requests.post(f"{up.eutils_url}efetch.fcgi", data=asked, timeout=5)
    assert pmids_of(fetched.content) == ["97000002", "97000001"]


def test_the_same_seed_gives_the_same_bytes() -> None:
    replies = []
    for _ in range(2):
        with Upstream(made_world(200, seed=7), limits=(None, None)) as up:
            replies.append(post(up, "esearch", term="multiple sclerosis", usehistory="y", retmax=200).content)
    assert replies[0] == replies[1]


def test_the_order_of_relevance_is_another_one_the_next_night() -> None:
    with Upstream(made_world(50), limits=(None, None)) as up:
        first = search(up, "multiple sclerosis", retmax=50)["idlist"]
        up.next_night()
        second = search(up, "multiple sclerosis", retmax=50)["idlist"]
    assert first != second
    assert sorted(first) == sorted(second)


def test_a_restart_forgets_the_history_unless_told_otherwise() -> None:
    with Upstream(made_world(5), limits=(None, None)) as up:
        found = search(up, "multiple sclerosis", usehistory="y")
        asked = {"WebEnv": found["webenv"], "query_key": found["querykey"]}
        up.restart(forget=False)
        kept = post(up, "efetch", **asked).text
        up.restart()
        lost = post(up, "efetch", **asked).text
    assert "<PubmedArticle>" in kept
    assert "<ERROR>Unable to obtain query #1</ERROR>" in lost


def test_a_search_in_a_history_that_is_gone_says_so_and_finds_nothing() -> None:
    with Upstream(made_world(5), limits=(None, None)) as up:
        found = search(up, "multiple sclerosis", usehistory="y")
        other = search(up, "#7", WebEnv=found["webenv"])
        up.history.expire()
        lost = search(up, "#1 AND 97000001[uid]", WebEnv=found["webenv"])
    assert (other, lost) == ({"ERROR": "Unable to obtain query #7"}, {"ERROR": "Unable to obtain query #1"})


def test_a_second_search_of_a_session_gets_the_next_key() -> None:
    with Upstream(made_world(5), limits=(None, None)) as up:
        first = search(up, "97000001[uid]", usehistory="y")
        second = search(up, "97000002[uid]", usehistory="y", WebEnv=first["webenv"])
        both = search(up, "#1 OR #2", WebEnv=first["webenv"])
    assert (second["webenv"], second["querykey"]) == (first["webenv"], "2")
    assert sorted(both["idlist"]) == ["97000001", "97000002"]


def test_it_runs_from_the_shell_with_a_script_of_nights(tmp_path: Path) -> None:
    served = tmp_path / "served.xml"
    record = made_world(1).records["97000001"][0].raw
    served.write_bytes(b"<PubmedArticleSet>" + record + b"</PubmedArticleSet>")
    script = tmp_path / "nights.toml"
    script.write_text('start = 2026-11-01\n[[event]]\nday = 2026-11-02\ndo = "add"\npmid = "97000099"\n')
    command = [sys.executable, "-m", "tests.fakes.upstream", "--port", "0", "--serve", served, "--script", script]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as running:
        try:
            assert running.stdout is not None
            urls = json.loads(running.stdout.readline())
            base = urls["eutils"].removesuffix("entrez/eutils/")
            tonight = requests.post(f"{base}__night__", timeout=5).json()
            asked = {"db": "pubmed", "term": "97000099[uid]", "rettype": "count", "retmode": "json"}
            found = requests.post(f"{urls['eutils']}esearch.fcgi", data=asked, timeout=5).json()
            journal = requests.get(f"{base}__journal__", timeout=5).json()
        finally:
            running.terminate()
    assert urls["records"] == 1
    assert tonight == {"today": "2026-11-02"}
    assert found["esearchresult"]["count"] == "1"
    assert [entry["endpoint"] for entry in journal["requests"]] == ["esearch"]
