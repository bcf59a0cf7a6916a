"""One request, or a few, for each behaviour that the stand-in claims, each with what a client must see."""

import contextlib
from collections.abc import Callable

import requests

from tests.fakes.made import made_book, made_record, made_records
from tests.fakes.made_studies import made_results, made_study
from tests.fakes.upstream import Upstream
from tests.fakes.world import World
from tests.upstream_client import get, pmids_of, post, search

TOPIC = '"multiple sclerosis"[tiab]'
Probe = Callable[[Upstream], None]


def full_world() -> World:
    """Ten records on the topic, one in two versions, one a book; four studies with what real ones surprise with."""
    world = World(asked_versions="all", rejected_keys={"canary"})
    world.add(*made_records(8), made_record("97000009", version=1), made_record("97000009", version=2))
    world.add(made_book("97000010"))
    world.add_studies(
        [
            made_study("NCT90000001", aliases=["NCT90000091"], enrolment=99_999_999),
            made_study("NCT90000002", status="PAUSED_BY_MOON"),
            made_study("NCT90000003", status="COMPLETED", results=made_results()),
            made_study("NCT90000004", status="WITHDRAWN", conditions=["Migraine"], title="Another trial"),
        ]
    )
    return world


def faulty(action: str, endpoint: str, *, expect: int = 200, contains: str = "") -> Probe:
    """A probe of one reply under a fault."""

    def probe(up: Upstream) -> None:
        up.fault(endpoint, action)
        reply = post(up, endpoint, term=TOPIC, id="97000001")
        assert reply.status_code == expect
        assert contains in reply.text

    return probe


def limit(up: Upstream) -> None:
    up.gate.without_key = 3
    assert [post(up, "einfo").status_code for _ in range(4)][-1] == 429


def start_too_large(up: Upstream) -> None:
    searched = post(up, "esearch", term=TOPIC, retstart=9999)
    assert searched.status_code == 200
    assert "<ERROR>Search Backend failed: Exception:\n&#x27;" in searched.text.replace("'", "&#x27;")
    found = search(up, TOPIC, usehistory="y")
    fetched = post(up, "efetch", WebEnv=found["webenv"], query_key=1, retstart=9999)
    assert fetched.status_code == 400
    assert "cannot be larger than 9998" in fetched.text


def silent_cut(up: Upstream) -> None:
    up.world.add(*made_records(10_000, first=96_000_001))
    assert search(up, TOPIC, retmax=10_000)["retmax"] == "9999"


def blank(up: Upstream) -> None:
    reply = post(up, "esearch", term="  ")
    assert reply.status_code == 200
    assert "Empty Term in the request</ERROR>" in reply.text


def unknown_tag(up: Upstream) -> None:
    found = search(up, "transplantation[NoSuchField]")
    assert found["count"] == "10"
    assert found["errorlist"] == {"phrasesnotfound": [], "fieldsnotfound": ["NoSuchField"]}


def nothing_found(up: Upstream) -> None:
    reply = post(up, "esearch", term="abcXYZ")
    assert "<Count>0</Count>" in reply.text
    assert "<PhraseNotFound>abcXYZ</PhraseNotFound>" in reply.text
    assert "<OutputMessage>No items found.</OutputMessage>" in reply.text


def warned(up: Upstream) -> None:
    found = search(up, f'"qwxyz transplantation"[tiab] AND {TOPIC}')
    warnings = found["warninglist"]
    assert isinstance(warnings, dict)
    assert warnings["quotedphrasesnotfound"] == ['"qwxyz transplantation"[Title/Abstract]']


def wrong_db(up: Upstream) -> None:
    assert "<ERROR>Invalid db name specified: nothing</ERROR>" in post(up, "esearch", db="nothing", term="x").text


def out_of_range(up: Upstream) -> None:
    found = search(up, "97000001[uid]", usehistory="y")
    reply = post(up, "efetch", WebEnv=found["webenv"], query_key=1, retstart=1)
    assert reply.status_code == 400
    assert "OUT OF RANGE. Parameter retstart=1 + 1 is greater than number of records" in reply.text
    assert "History includes 1 IDs." in reply.text


def expired(up: Upstream) -> None:
    found = search(up, TOPIC, usehistory="y")
    up.history.advance(8 * 3600)
    reply = post(up, "efetch", WebEnv=found["webenv"], query_key=1)
    assert reply.status_code == 200
    assert "<ERROR>Unable to obtain query #1</ERROR>" in reply.text


def invalid_ids(up: Upstream) -> None:
    reply = post(up, "efetch", id="abc,def")
    assert reply.status_code == 400
    assert "ID list is empty! Possibly it has no correct IDs." in reply.text
    assert pmids_of(post(up, "efetch", id="1").content) == []


def too_many_summaries(up: Upstream) -> None:
    ids = ",".join(str(number) for number in range(1, 502))
    assert "Maximum number of UIDs is 500" in post(up, "esummary", id=ids, retmode="json").json()["error"]
    five_hundred = ",".join(str(number) for number in range(1, 501))
    assert len(post(up, "esummary", id=five_hundred, retmode="json").json()["result"]["uids"]) == 500


def long_line(up: Upstream) -> None:
    assert requests.get(f"{up.eutils_url}efetch.fcgi?db=pubmed&id={'1' * 8200}", timeout=5).status_code == 414


def reset(up: Upstream) -> None:
    up.fault("esearch", "reset_before", nth=1)
    with contextlib.suppress(requests.ConnectionError):
        post(up, "esearch", term=TOPIC)
        raise AssertionError("the first request was answered")
    assert search(up, TOPIC)["count"] == "10"


def damaged(up: Upstream) -> None:
    clean = post(up, "efetch", id="97000001").content
    up.fault("efetch", "bitflip:3")
    assert post(up, "efetch", id="97000001").content != clean


def lagging(up: Upstream) -> None:
    up.fault("esearch", "zero_hits", nth=1)
    assert [search(up, TOPIC)["count"] for _ in range(2)] == ["0", "10"]


def bad_key(up: Upstream) -> None:
    reply = post(up, "esearch", term=TOPIC, api_key="canary")
    assert reply.status_code == 400
    assert reply.json() == {"error": "API key invalid", "api-key": "canary", "type": "invalid", "status": "unknown"}


def no_summary(up: Upstream) -> None:
    reply = post(up, "esummary", id="97000001,1", retmode="json").json()
    assert reply["result"]["1"] == {"uid": "1", "error": "cannot get document summary"}
    assert "UID=1: cannot get document summary" in post(up, "esummary", id="1").text


def outage(up: Upstream) -> None:
    up.fault("*", "status:503:EU-27")
    assert [post(up, name).status_code for name in ("esearch", "efetch")] == [503, 503]
    assert get(up, "version").status_code == 503


def head(up: Upstream) -> None:
    assert requests.head(f"{up.eutils_url}esearch.fcgi", timeout=5).status_code == 405


def lone_date(up: Upstream) -> None:
    assert search(up, TOPIC, mindate="2026/11/02")["count"] == search(up, TOPIC)["count"]
    assert search(up, TOPIC, mindate="2026/11/02", maxdate="2026/11/03")["count"] == "0"


def usual_size(up: Upstream) -> None:
    up.world.add(*made_records(30, first=96_000_001))
    assert search(up, TOPIC)["retmax"] == "20"


def versions(up: Upstream) -> None:
    assert pmids_of(post(up, "efetch", id="97000009").content) == ["97000009", "97000009"]


def book(up: Upstream) -> None:
    assert pmids_of(post(up, "efetch", id="97000010,97000001").content) == ["97000010", "97000001"]


def as_asked(up: Upstream) -> None:
    assert pmids_of(post(up, "efetch", id="97000003,1,97000001").content) == ["97000003", "97000001"]


def epost_cap(up: Upstream) -> None:
    ids = ",".join(str(number) for number in range(1, 10_002))
    assert "<ERROR>" in post(up, "epost", id=ids).text
    assert "<WebEnv>" in post(up, "epost", id=ids.rsplit(",", 1)[0]).text
    assert "Empty ID list" in post(up, "epost", id="").text


def version(up: Upstream) -> None:
    up.fault("version", "new_version", nth=2)
    stamps = [get(up, "version").json()["dataTimestamp"] for _ in range(2)]
    assert stamps == ["2026-11-01T09:00:05", "2026-11-02T09:00:05"]


def no_order(up: Upstream) -> None:
    orders = {str([_id(study) for study in get(up, "studies").json()["studies"]]) for _ in range(8)}
    assert len(orders) > 1


def _id(study: dict[str, dict[str, dict[str, str]]]) -> str:
    return study["protocolSection"]["identificationModule"]["nctId"]


def full_last_page(up: Upstream) -> None:
    page = get(up, "studies", pageSize=4).json()
    rest = get(up, "studies", pageSize=4, pageToken=page["nextPageToken"]).json()
    assert rest == {"studies": []}


def bound_token(up: Upstream) -> None:
    token = get(up, "studies", pageSize=1, query__cond="Multiple Sclerosis").json()["nextPageToken"]
    reply = get(up, "studies", pageSize=1, query__cond="Migraine", pageToken=token)
    assert reply.status_code == 400
    assert get(up, "studies", pageSize=2, query__cond="Multiple Sclerosis", pageToken=token).status_code == 200


def empty_page(up: Upstream) -> None:
    up.fault("studies", "empty_page", nth=1)
    page = get(up, "studies", pageSize=2).json()
    assert page["studies"] == []
    assert len(get(up, "studies", pageSize=2, pageToken=page["nextPageToken"]).json()["studies"]) == 2


def ids_only(up: Upstream) -> None:
    asked = {"query__term": "NCT90000001 NCT90000003", "filter__overallStatus": "WITHDRAWN"}
    assert len(get(up, "studies", **asked).json()["studies"]) == 2
    asked = {"query__term": "sclerosis", "filter__overallStatus": "WITHDRAWN"}
    assert get(up, "studies", **asked).json()["studies"] == []


def one_bad_id(up: Upstream) -> None:
    reply = get(up, "studies", filter__ids="NCT90000001,NCT123")
    assert reply.status_code == 400
    assert "filter.ids` has incorrect format" in reply.text
    assert len(get(up, "studies", filter__ids="NCT90000001|nct90000003,NCT99999999").json()["studies"]) == 2


def alias(up: Upstream) -> None:
    assert _id(get(up, "studies/NCT90000091").json()) == "NCT90000001"


def bad_query(up: Upstream) -> None:
    reply = get(up, "studies", query__term="(sclerosis AND")
    assert reply.status_code == 400
    assert reply.headers["Content-Type"].startswith("text/plain")
    assert reply.text.startswith("Error parsing query in Other terms: no viable alternative at input")


def bad_status(up: Upstream) -> None:
    reply = get(up, "studies", filter__overallStatus="OPEN")
    assert (reply.status_code, reply.text) == (400, "Invalid value in parameter `overallStatus`: `OPEN`")


def bad_field(up: Upstream) -> None:
    reply = get(up, "studies", fields="NCTId,Nonsense")
    assert (reply.status_code, reply.text) == (400, "Unknown piece name of field path: Nonsense")


def bad_sort(up: Upstream) -> None:
    reply = get(up, "studies", sort="LastUpdatePostDate:down")
    assert reply.status_code == 400
    assert reply.text.startswith("Item 1 in parameter `sort` has incorrect format")


def old_field(up: Upstream) -> None:
    assert get(up, "studies", fields="ConditionList").status_code == 500


def new_status(up: Upstream) -> None:
    study = get(up, "studies/NCT90000002").json()
    assert study["protocolSection"]["statusModule"]["overallStatus"] == "PAUSED_BY_MOON"
    listed = [spelt["value"] for enum in get(up, "studies/enums").json() for spelt in enum["values"]]
    assert "PAUSED_BY_MOON" not in listed


def with_results(up: Upstream) -> None:
    assert get(up, "studies/NCT90000003").json()["hasResults"] is True
    assert "resultsSection" not in get(up, "studies/NCT90000001").json()


def counted(up: Upstream) -> None:
    page = get(up, "studies", pageSize=2, countTotal="true").json()
    assert page["totalCount"] == 4
    second = get(up, "studies", pageSize=2, countTotal="true", pageToken=page["nextPageToken"]).json()
    assert "totalCount" not in second


def page_sizes(up: Upstream) -> None:
    up.world.add_studies(made_study(f"NCT9100{number:04d}") for number in range(1100))
    assert len(get(up, "studies").json()["studies"]) == 10
    assert len(get(up, "studies", pageSize=5000).json()["studies"]) == 1000


def no_study(up: Upstream) -> None:
    reply = get(up, "studies/NCT99999999")
    assert (reply.status_code, reply.headers["Content-Type"].split(";")[0]) == (404, "text/plain")


def html_page(up: Upstream) -> None:
    up.fault("studies", "html_200")
    reply = get(up, "studies")
    assert (reply.status_code, reply.headers["Content-Type"].split(";")[0]) == (200, "text/html")


def refused(up: Upstream) -> None:
    up.fault("studies", "status:429:CT-20", nth=1)
    up.fault("studies", "status:403:403", nth=2)
    assert [get(up, "studies").status_code for _ in range(3)] == [429, 403, 200]


def only_get(up: Upstream) -> None:
    assert requests.post(f"{up.ctgov_url}studies", timeout=5).status_code == 405


def study_page(up: Upstream) -> None:
    assert len(get(up, "studies").json()["studies"]) == 4


PROBES: dict[str, Probe] = {
    "EU-01": limit,
    "EU-02": faulty("status:500:EU-02", "esearch", expect=500, contains='"error": "error forwarding request"'),
    "EU-03": faulty("status:500:EU-03", "esearch", expect=500, contains="WWW Error 500 Diagnostic"),
    "EU-04": faulty("status:502:EU-04", "efetch", expect=502, contains="502 Bad Gateway"),
    "EU-05": faulty("status:500:EU-05", "esearch", expect=500, contains="Unable to route request!"),
    "EU-06": faulty("status:200:EU-06", "esearch", contains="<ERROR>Search Backend failed:"),
    "EU-07": start_too_large,
    "EU-08": silent_cut,
    "EU-09": blank,
    "EU-10": unknown_tag,
    "EU-11": nothing_found,
    "EU-12": warned,
    "EU-13": wrong_db,
    "EU-14": out_of_range,
    "EU-15": expired,
    "EU-16": invalid_ids,
    "EU-17": faulty("status:400:EU-17", "efetch", expect=400, contains="Failed to connect to PubOne service"),
    "EU-18": too_many_summaries,
    "EU-19": long_line,
    "EU-20": faulty("prolog_only", "efetch", contains="<!DOCTYPE PubmedArticleSet"),
    "EU-21": damaged,
    "EU-22": reset,
    "EU-23": lagging,
    "EU-24": faulty("status:200:EU-24", "esummary", contains="DocSum Backend failed"),
    "EU-25": bad_key,
    "EU-26": no_summary,
    "EU-27": outage,
    "EU-28": head,
    "EU-29": lone_date,
    "EU-30": usual_size,
    "EU-31": versions,
    "EU-32": book,
    "EU-33": as_asked,
    "EU-34": epost_cap,
    "CT-01": version,
    "CT-02": no_order,
    "CT-03": full_last_page,
    "CT-04": bound_token,
    "CT-05": empty_page,
    "CT-06": ids_only,
    "CT-07": one_bad_id,
    "CT-08": alias,
    "CT-09": bad_query,
    "CT-10": bad_status,
    "CT-11": bad_field,
    "CT-12": bad_sort,
    "CT-13": old_field,
    "CT-14": new_status,
    "CT-15": with_results,
    "CT-16": counted,
    "CT-17": page_sizes,
    "CT-18": no_study,
    "CT-19": html_page,
    "CT-20": refused,
    "CT-21": only_get,
    "CT-22": study_page,
    "CT-23": study_page,
    "CT-24": study_page,
}
