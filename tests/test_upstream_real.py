"""The stand-in over real records, and over as many made-up ones as PubMed refuses to list."""

import time
from pathlib import Path

import pytest
import requests

from evidence.topics import load_topic
from tests.fakes.events import delete
from tests.fakes.loopback import loopback
from tests.fakes.made import made_world
from tests.fakes.upstream import Upstream
from tests.fakes.world import load_world
from tests.upstream_client import get, pmids_of, post, search

TOPIC = '"multiple sclerosis"[tiab] AND "stem cell transplant*"[tiab]'
pytestmark = loopback


@pytest.mark.real
def test_real_records_are_served_byte_by_byte_and_found_by_the_topics_own_query(real: Path) -> None:
    world = load_world(real / "hsct_ms_dev.xml", real / "ms_feed.xml.gz")
    term = load_topic("hsct_ms").search.pubmed
    with Upstream(world, limits=(None, None)) as up:
        up.warm()
        result = search(up, term, retmax=9999, usehistory="y")
        begun = time.perf_counter()
        again = search(up, term, retmax=9999)
        took = time.perf_counter() - begun
        content = post(up, "efetch", WebEnv=result["webenv"], query_key=1, retmax=9999).content
    assert len(world.records) == 3076
    assert result["idlist"] == again["idlist"] == pmids_of(content)
    assert 60 < len(result["idlist"]) < 120
    assert "errorlist" not in result
    assert "warninglist" not in result
    assert all(world.records[pmid][0].raw in content for pmid in result["idlist"])
    assert took < 1


@pytest.mark.real
def test_real_studies_are_served_whole(real: Path) -> None:
    world = load_world(
        real / "ctgov/mcode/NCT02513394.json",
        *sorted((real / "ctgov/biomcp_v2_json/testdata/sources/ctgov").glob("*.json")),
    )
    with Upstream(world) as up:
        assert get(up, "studies/NCT02513394").json() == world.studies["NCT02513394"]
        found = get(up, "studies", query__cond="Phelan-McDermid", fields="NCTId,HasResults", pageSize=100).json()
    assert len(found["studies"]) >= 5
    assert all(set(study) <= {"protocolSection", "hasResults"} for study in found["studies"])


def test_25000_hits_can_be_had_by_halving_the_range_of_ids_and_not_otherwise() -> None:
    world = made_world(25_000)
    with Upstream(world, limits=(None, None)) as up:
        up.warm()
        whole = search(up, TOPIC, retmax=10_000)
        begun = time.perf_counter()
        parts = [
            search(up, f"({TOPIC}) AND {first}:{first + 8_999}[uid]", retmax=10_000)["idlist"]
            for first in range(97_000_001, 97_025_001, 9_000)
        ]
        took = time.perf_counter() - begun
    assert (whole["count"], len(whole["idlist"])) == ("25000", 9999)
    assert sorted(pmid for part in parts for pmid in part) == sorted(world.records)
    assert took < 3


def test_a_walk_of_the_history_ends_at_9999_whatever_the_count() -> None:
    counts, lengths, statuses = [], [], []
    with Upstream(made_world(10_001), limits=(None, None)) as up:
        for gone in (None, "97000001", "97000002"):
            if gone is not None:
                delete(up.world, gone)
            result = search(up, TOPIC, usehistory="y", retmax=0)
            asked = {"WebEnv": result["webenv"], "query_key": 1}
            counts.append(result["count"])
            lengths.append(len(pmids_of(post(up, "efetch", retstart=9_500, retmax=500, **asked).content)))
            statuses.append(post(up, "efetch", retstart=9_999, retmax=500, **asked).status_code)
    assert counts == ["10001", "10000", "9999"]
    assert lengths == [499, 499, 499]
    assert statuses == [400, 400, 400]


def test_the_last_of_9999_can_be_had() -> None:
    with Upstream(made_world(9_999), limits=(None, None)) as up:
        assert len(search(up, TOPIC, retstart=9_998, retmax=5)["idlist"]) == 1


def test_a_posted_list_keeps_its_order_and_joins_a_search() -> None:
    with Upstream(made_world(20), limits=(None, None)) as up:
        posted = requests.post(
            f"{up.eutils_url}epost.fcgi", data={"db": "pubmed", "id": "97000009,97000003,97000005"}, timeout=5
        ).text
        webenv = posted.split("<WebEnv>")[1].split("<")[0]
        fetched = pmids_of(post(up, "efetch", WebEnv=webenv, query_key=1).content)
        joined = search(up, "#1 AND 97000003:97000005[uid]", WebEnv=webenv)["idlist"]
    assert fetched == ["97000009", "97000003", "97000005"]
    assert sorted(joined) == ["97000003", "97000005"]
