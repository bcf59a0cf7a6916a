"""Faults on demand: what each does to a reply, and when a rule fires."""

import contextlib
import gzip
import socket
import time
from urllib.parse import urlsplit

import pytest
import requests

from tests.fakes.loopback import loopback
from tests.fakes.made import made_world
from tests.fakes.made_studies import made_studies
from tests.fakes.upstream import Upstream
from tests.upstream_client import get, pmids_of, post, search

pytestmark = loopback
IDS = "97000001,97000002,97000003,97000004"
TOPIC = '"multiple sclerosis"[tiab]'


@pytest.fixture
def up() -> Upstream:
    world = made_world(10)
    world.add_studies(made_studies(4))
    upstream = Upstream(world, limits=(None, None))
    with upstream:
        yield upstream


def fetched(up: Upstream, action: str, **when: object) -> list[str]:
    up.fault("efetch", action, **when)
    return pmids_of(post(up, "efetch", id=IDS).content)


def test_records_are_dropped(up: Upstream) -> None:
    assert len(fetched(up, "drop_records:2")) == 2


def test_records_come_twice(up: Upstream) -> None:
    assert fetched(up, "duplicate_records") == [pmid for pmid in IDS.split(",") for _ in range(2)]


def test_studies_come_twice_too(up: Upstream) -> None:
    up.fault("studies", "duplicate_records")
    assert len(get(up, "studies").json()["studies"]) == 8


def test_an_injected_limit_says_how_long_to_wait(up: Upstream) -> None:
    up.fault("esearch", "status:429:EU-01")
    reply = post(up, "esearch", term=TOPIC, api_key="canary")
    assert (reply.status_code, reply.headers["Retry-After"], reply.json()["api-key"]) == (429, "2", "canary")


def test_records_come_in_another_order(up: Upstream) -> None:
    pmids = fetched(up, "reorder")
    assert pmids != IDS.split(",")
    assert sorted(pmids) == IDS.split(",")


def test_a_fetch_is_clamped(up: Upstream) -> None:
    assert fetched(up, "clamp:3") == IDS.split(",")[:3]


def test_another_root_comes_from_another_database(up: Upstream) -> None:
    up.fault("efetch", "wrong_db_root")
    text = post(up, "efetch", id=IDS).text
    assert text.rstrip().endswith("</pmc-articleset>")
    assert "PubmedArticleSet>" not in text


@pytest.mark.parametrize(
    ("action", "count", "listed"),
    [("zero_hits", "0", 0), ("fewer_hits:80", "8", 8), ("count_lies:5", "15", 10), ("clamp:4", "10", 4)],
)
def test_a_search_lies(up: Upstream, action: str, count: str, listed: int) -> None:
    up.fault("esearch", action)
    result = search(up, TOPIC, retmax=100)
    assert (result["count"], len(list(result["idlist"]))) == (count, listed)


def test_a_field_is_said_not_to_be_found_and_the_count_is_that_of_everything(up: Upstream) -> None:
    up.fault("esearch", "field_not_found:tiab")
    result = search(up, "97000001[uid]")
    assert (result["count"], result["errorlist"]) == ("10", {"phrasesnotfound": [], "fieldsnotfound": ["tiab"]})


@pytest.mark.parametrize("action", ["short_content_length", "chunk_cut", "reset_mid:300"])
def test_a_cut_body_is_noticed_by_the_transport(up: Upstream, action: str) -> None:
    up.fault("efetch", action)
    with pytest.raises(requests.RequestException):
        _ = post(up, "efetch", id=IDS).content


def test_a_cut_body_without_a_length_looks_whole_to_the_transport(up: Upstream) -> None:
    whole = post(up, "efetch", id=IDS).content
    up.fault("efetch", "no_length_cut")
    assert post(up, "efetch", id=IDS).content == whole[: len(whole) // 2]


def test_a_connection_is_reset_before_any_reply_and_the_next_one_works(up: Upstream) -> None:
    up.fault("efetch", "reset_before", times=1)
    with pytest.raises(requests.ConnectionError):
        post(up, "efetch", id=IDS)
    assert len(pmids_of(post(up, "efetch", id=IDS).content)) == 4


def test_a_reset_is_a_reset_and_no_normal_end(up: Upstream) -> None:
    up.fault("version", "reset_before")
    parts = urlsplit(up.url)
    with contextlib.closing(socket.create_connection((parts.hostname, parts.port), timeout=5)) as line:
        line.sendall(f"GET /api/v2/version HTTP/1.1\r\nHost: {parts.netloc}\r\n\r\n".encode())
        with pytest.raises(ConnectionResetError):
            line.recv(100)


@pytest.mark.parametrize(("action", "body"), [("empty_200", b""), ("status:500:", b"")])
def test_a_reply_may_be_empty(up: Upstream, action: str, body: bytes) -> None:
    up.fault("efetch", action)
    assert post(up, "efetch", id=IDS).content == body


def test_bits_flip_where_the_seed_says(up: Upstream) -> None:
    clean = post(up, "efetch", id=IDS).content
    damaged = []
    for seed in (1, 1, 2):
        up.mend()
        up.fault("efetch", "bitflip:1", seed=seed)
        damaged.append(post(up, "efetch", id=IDS).content)
    assert damaged[0] == damaged[1] != damaged[2]
    assert sum(bin(a ^ b).count("1") for a, b in zip(clean, damaged[0], strict=True)) == 1


def test_a_drip_is_slower_than_any_read_timeout_sees(up: Upstream) -> None:
    up.fault("efetch", "slow_drip:20000")
    begun = time.monotonic()
    content = post(up, "efetch", id=IDS).content
    assert len(pmids_of(content)) == 4
    assert time.monotonic() - begun > 0.1


def test_a_hanging_reply_ends_with_the_server(up: Upstream) -> None:
    up.fault("efetch", "hang:60")
    begun = time.monotonic()
    with pytest.raises(requests.Timeout):
        requests.post(f"{up.eutils_url}efetch.fcgi", data={"db": "pubmed", "id": IDS}, timeout=0.1)
    up.stop()
    assert time.monotonic() - begun < 5


def test_a_small_body_unpacks_to_a_large_one(up: Upstream) -> None:
    up.fault("efetch", "gzip_bomb:8")
    with requests.post(
        f"{up.eutils_url}efetch.fcgi", data={"db": "pubmed", "id": IDS}, stream=True, timeout=5
    ) as reply:
        packed = reply.raw.read(decode_content=False)
    assert len(packed) < 50_000
    assert len(gzip.decompress(packed)) > 8 << 20


def test_what_says_utf_8_may_be_latin_1(up: Upstream) -> None:
    up.fault("efetch", "wrong_encoding")
    with pytest.raises(UnicodeDecodeError):
        post(up, "efetch", id=IDS).content.decode("utf-8")


def test_a_mark_of_byte_order_may_stand_first(up: Upstream) -> None:
    up.fault("efetch", "bom")
    assert post(up, "efetch", id=IDS).content.startswith(b"\xef\xbb\xbf<?xml")


def test_an_entity_asks_for_a_file_and_entities_multiply(up: Upstream) -> None:
    up.fault("efetch", "xxe:/tmp/canary", nth=1)
    up.fault("efetch", "bomb_xml", nth=2)
    assert '<!ENTITY file SYSTEM "file:///tmp/canary">' in post(up, "efetch", id=IDS).text
    bomb = post(up, "efetch", id=IDS).text
    assert len(bomb) < 2000
    assert bomb.count("<!ENTITY") == 10


def test_hostile_characters_stand_in_texts_of_both_services(up: Upstream) -> None:
    up.fault("*", "control_chars")
    assert "\u202e" in post(up, "efetch", id=IDS).text
    assert "\u202e" in get(up, "studies").json()["studies"][0]["protocolSection"]["identificationModule"]["briefTitle"]


def test_an_escape_gets_into_json_and_makes_xml_ill_formed(up: Upstream) -> None:
    up.fault("*", "control_chars:esc")
    assert b"&#x1b;" in post(up, "efetch", id=IDS).content
    assert "\x1b" in get(up, "studies").json()["studies"][0]["protocolSection"]["identificationModule"]["briefTitle"]


def test_a_redirect_names_another_host(up: Upstream) -> None:
    up.fault("esearch", "redirect:http://127.0.0.1:9")
    reply = requests.post(f"{up.eutils_url}esearch.fcgi", data={"db": "pubmed"}, allow_redirects=False, timeout=5)
    assert (reply.status_code, reply.headers["Location"]) == (302, "http://127.0.0.1:9/entrez/eutils/esearch.fcgi")


def test_the_clock_of_the_server_may_be_off(up: Upstream) -> None:
    straight = post(up, "einfo").headers["Date"]
    up.fault("einfo", "date_skew:172800")
    assert post(up, "einfo").headers["Date"][:16] != straight[:16]


def test_a_history_is_evicted_in_the_middle_of_a_walk(up: Upstream) -> None:
    found = search(up, TOPIC, usehistory="y")
    up.fault("efetch", "expire_webenv", nth=2)
    asked = {"WebEnv": found["webenv"], "query_key": 1, "retmax": 5}
    texts = [post(up, "efetch", retstart=start, **asked).text for start in (0, 5)]
    assert ["<ERROR>" in text for text in texts] == [False, True]


def test_the_registry_counts_wrongly_or_finds_nothing_for_once(up: Upstream) -> None:
    up.fault("studies", "count_lies:3", nth=1)
    up.fault("studies", "zero_hits", nth=2)
    pages = [get(up, "studies", countTotal="true").json() for _ in range(2)]
    assert [(page["totalCount"], len(page["studies"])) for page in pages] == [(7, 4), (0, 0)]


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        ({}, "xxxxxx"),
        ({"nth": 2}, ".x...."),
        ({"nth": [1, 3]}, "x.x..."),
        ({"every": 3}, "..x..x"),
        ({"times": 2}, "xx...."),
        ({"every": 2, "times": 1}, ".x...."),
        ({"match": {"retstart": "^1"}}, ".x...."),
    ],
)
def test_a_rule_fires_as_it_says(up: Upstream, when: dict[str, object], expected: str) -> None:
    up.fault("esearch", "status:500:EU-03", **when)
    statuses = [post(up, "esearch", term=TOPIC, retstart=start).status_code for start in range(6)]
    assert "".join("x" if status == 500 else "." for status in statuses) == expected


def test_a_chance_is_the_same_for_the_same_seed(up: Upstream) -> None:
    drawn = []
    for seed in (5, 5, 6):
        up.mend()
        up.fault("einfo", "status:502:EU-04", probability=0.5, seed=seed)
        drawn.append([post(up, "einfo").status_code for _ in range(20)])
    assert drawn[0] == drawn[1] != drawn[2]
    assert 4 < drawn[0].count(502) < 16


def test_rules_may_be_set_from_another_process(up: Upstream) -> None:
    rules = [{"endpoint": "esearch", "action": "status:429:EU-01", "nth": [1], "match": {"db": "pubmed"}}]
    assert requests.post(f"{up.url}__fault__", json=rules, timeout=5).json() == {"rules": 1}
    assert post(up, "esearch", term=TOPIC).status_code == 429
    requests.post(f"{up.url}__mend__", timeout=5)
    assert post(up, "esearch", term=TOPIC).status_code == 200


def test_a_fault_that_does_not_exist_is_refused(up: Upstream) -> None:
    with pytest.raises(ValueError, match="no such fault"):
        up.fault("esearch", "explode")


def test_a_request_over_the_limit_uses_up_no_fault(up: Upstream) -> None:
    up.gate.without_key = 1
    rule = up.fault("einfo", "status:500:EU-03")
    post(up, "einfo")
    post(up, "einfo")
    assert rule.seen == 1


def test_several_requests_may_come_over_one_connection(up: Upstream) -> None:
    parts = urlsplit(up.url)
    request = f"GET /api/v2/version HTTP/1.1\r\nHost: {parts.netloc}\r\n\r\n".encode()
    with contextlib.closing(socket.create_connection((parts.hostname, parts.port), timeout=5)) as line:
        line.sendall(request * 2)
        received = b""
        while received.count(b"dataTimestamp") < 2:
            received += line.recv(4096)
    assert received.count(b"HTTP/1.1 200 OK") == 2
