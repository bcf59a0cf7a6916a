"""The stand-in for the two services: what a client sees of it over a real socket."""

import time

import requests

from tests.fakes.loopback import loopback
from tests.fakes.made import made_world
from tests.fakes.made_studies import made_studies
from tests.fakes.upstream import Upstream

pytestmark = loopback
TOPIC = '"multiple sclerosis"[tiab] AND "stem cell transplant*"[tiab]'


def post(up: Upstream, service: str, **params: object) -> requests.Response:
    return requests.post(f"{up.eutils_url}{service}.fcgi", data={"db": "pubmed", **params}, timeout=5)


def test_a_search_with_history_and_a_fetch_of_it_give_the_very_records() -> None:
    world = made_world(30, topic=0.5)
    with Upstream(world) as up:
        found = post(up, "esearch", term=TOPIC, usehistory="y", retmode="json").json()["esearchresult"]
        fetched = post(up, "efetch", WebEnv=found["webenv"], query_key=found["querykey"], retmode="xml")
    assert found["count"] == "15"
    assert all(world.records[pmid][0].raw in fetched.content for pmid in found["idlist"])


def test_the_registry_gives_every_study_page_by_page() -> None:
    world = made_world(0)
    world.add_studies(made_studies(25))
    with Upstream(world) as up:
        page = requests.get(
            f"{up.ctgov_url}studies", {"query.cond": "Multiple Sclerosis", "pageSize": 10}, timeout=5
        ).json()
        seen = len(page["studies"])
        while "nextPageToken" in page:
            asked = {"query.cond": "Multiple Sclerosis", "pageSize": 10, "pageToken": page["nextPageToken"]}
            page = requests.get(f"{up.ctgov_url}studies", asked, timeout=5).json()
            seen += len(page["studies"])
    assert seen == 25


def test_it_starts_within_a_tenth_of_a_second() -> None:
    begun = time.perf_counter()
    with Upstream(made_world(10)):
        took = time.perf_counter() - begun
    assert took < 0.1
