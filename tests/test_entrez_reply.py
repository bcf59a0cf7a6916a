"""What a reply of E-utilities means is told by its body first, its status second; the ids are the fake upstream's."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.errors import ContentRefused
from evidence.sources.entrez_errors import Meaning, meaning_of
from evidence.sources.entrez_fetch import read_records
from evidence.sources.entrez_reply import element_of, judge
from evidence.sources.entrez_search import read_search
from evidence.sources.http_body import Interrupted

GOOD, TRANSIENT, LOST, GONE, KEY, PERMANENT = Meaning
SEARCH = "eSearchResult"
RECORDS = "PubmedArticleSet"
PROLOG = b'<?xml version="1.0" ?>\n<!DOCTYPE PubmedArticleSet PUBLIC "-//NLM//DTD" "https://dtd.example/p.dtd">\n'
PAGE = b"<!DOCTYPE html><html><head><title>%s</title></head><body>sorry</body></html>"
KEYLESS = {"api-key": "10.0.0.1"}


def error(text: str, root: str = SEARCH) -> bytes:
    return f'<?xml version="1.0"?>\n<{root}>\n\t<ERROR>{text}</ERROR>\n</{root}>\n'.encode()


def as_json(**fields: str) -> bytes:
    return json.dumps(fields | KEYLESS).encode()


FAR = "'retstart' cannot be larger than 9998. For PubMed, ESearch can only retrieve the first 9,999 records"
RANGE = "Cannot retrieve history data: OUT OF RANGE. Parameter retstart=1 + 1 is greater than number of records"


@pytest.mark.parametrize(
    ("status", "body", "meaning"),
    [
        pytest.param(429, as_json(error="API rate limit exceeded", count="17", limit="3"), TRANSIENT, id="EU-01"),
        pytest.param(200, as_json(error="slow down, please", count="17", limit="3"), TRANSIENT, id="EU-01 reworded"),
        pytest.param(
            400, as_json(error="no", type="invalid", count="17", limit="3"), TRANSIENT, id="EU-01 with a type"
        ),
        pytest.param(500, as_json(error="error forwarding request", type="ip"), TRANSIENT, id="EU-02"),
        pytest.param(500, PAGE % b"NCBI/eutils103 - WWW Error 500 Diagnostic", TRANSIENT, id="EU-03"),
        pytest.param(502, PAGE % b"502 Bad Gateway", TRANSIENT, id="EU-04"),
        pytest.param(200, b"Unable to route request! service name: /http/service/ratecontrol", TRANSIENT, id="EU-05"),
        pytest.param(200, error("Search Backend failed: WARNING: Query failed"), TRANSIENT, id="EU-06"),
        pytest.param(200, error("Search Backend failed: Database is not supported: pubmed"), TRANSIENT, id="EU-06b"),
        pytest.param(200, b'{"esearchresult":{"ERROR":"Search Backend failed:\n it"}}', TRANSIENT, id="EU-06 JSON"),
        pytest.param(200, error(f"Search Backend failed: Exception:\n{FAR}"), PERMANENT, id="EU-07 esearch"),
        pytest.param(400, error(FAR, "eFetchResult"), PERMANENT, id="EU-07 efetch"),
        pytest.param(200, error("Search Backend failed: Details: Empty Term in the request"), PERMANENT, id="EU-09"),
        pytest.param(200, error("Empty term and query_key - nothing todo"), PERMANENT, id="EU-09 mesh"),
        pytest.param(200, error("Invalid db name specified: pubmet"), PERMANENT, id="EU-13"),
        pytest.param(400, error(RANGE, "eFetchResult"), LOST, id="EU-14"),
        pytest.param(400, RANGE.encode(), LOST, id="EU-14 text"),
        pytest.param(200, error("Unable to obtain query #1", "eFetchResult"), LOST, id="EU-15"),
        pytest.param(200, b'{"esearchresult":{"ERROR":"Sorry:\n Unable to obtain query #1"}}', LOST, id="EU-15 JSON"),
        pytest.param(200, b"<html><body><h1>Unable to obtain query #1</h1></body></html>", LOST, id="EU-15 HTML"),
        pytest.param(400, b"ID list is empty! Possibly it has no correct IDs.", GONE, id="EU-16"),
        pytest.param(
            400,
            error("Error: proxy_stream(): HTTP status 502 Bad Gateway. Failed to connect to PubOne service"),
            TRANSIENT,
            id="EU-17",
        ),
        pytest.param(
            200, as_json(error="Too many UIDs in request. Maximum number of UIDs is 500"), PERMANENT, id="EU-18"
        ),
        pytest.param(414, PAGE % b"414 Request-URI Too Large", PERMANENT, id="EU-19"),
        pytest.param(200, PROLOG, TRANSIENT, id="EU-20"),
        pytest.param(200, PROLOG + b"<PubmedArticleSet><PubmedArticle>", TRANSIENT, id="EU-21"),
        pytest.param(
            200,
            b"<PubmedArticleSet><!--Internal error: DocSum Backend failed--></PubmedArticleSet>",
            TRANSIENT,
            id="EU-24",
        ),
        pytest.param(400, as_json(error="API key invalid", type="invalid", status="unknown"), KEY, id="EU-25"),
        pytest.param(400, as_json(error="this cannot be", type="invalid"), KEY, id="EU-25 reworded"),
        pytest.param(403, b"<r><ERROR>Your API key has expired: api-key is not valid</ERROR></r>", KEY, id="EU-25 XML"),
        pytest.param(400, b"UID=1: cannot get document summary", GONE, id="EU-26"),
        pytest.param(503, PAGE % b"NCBI is down for maintenance", TRANSIENT, id="EU-27"),
        pytest.param(200, b"", TRANSIENT, id="nothing"),
        pytest.param(200, b"\xef\xbb\xbf \r\n", TRANSIENT, id="a BOM and nothing"),
        pytest.param(200, PAGE % b"Welcome to the hotel", TRANSIENT, id="a page with status 200"),
        pytest.param(200, b"<html>", TRANSIENT, id="the beginning of a page"),
        pytest.param(405, PAGE % b"no", PERMANENT, id="method not allowed"),
        pytest.param(404, b"Not found", PERMANENT, id="nothing there"),
        pytest.param(404, b"", PERMANENT, id="nothing there, without a word"),
        pytest.param(429, b"", TRANSIENT, id="429 without a word"),
        pytest.param(500, PROLOG + b"<PubmedArticleSet></PubmedArticleSet>", TRANSIENT, id="records with status 500"),
        pytest.param(200, b"<pmc-articleset></pmc-articleset>", PERMANENT, id="another root"),
        pytest.param(
            200, b'<!DOCTYPE PubmedArticleSet [<!ENTITY a "b">]><PubmedArticleSet/>', PERMANENT, id="entities"
        ),
        pytest.param(200, b'{"count":"0"}', PERMANENT, id="JSON without an error"),
        pytest.param(200, b"{", TRANSIENT, id="damaged JSON"),
        pytest.param(200, b"[" * 100_000, TRANSIENT, id="JSON without end"),
        pytest.param(200, error("something nobody has seen"), TRANSIENT, id="an unknown error"),
        pytest.param(400, error("something nobody has seen"), PERMANENT, id="an unknown error with 400"),
        pytest.param(200, PROLOG + b"<PubmedArticleSet>\n</PubmedArticleSet>\n", GOOD, id="an empty set"),
        pytest.param(200, b"\xef\xbb\xbf" + PROLOG + b"<PubmedArticleSet/>", GOOD, id="an empty element behind a BOM"),
        pytest.param(200, b"<PubmedArticleSet><PubmedArticle/>", TRANSIENT, id="cut behind a record"),
        pytest.param(200, b"<PubmedArtjcleSet></PubmedArticleSet>", TRANSIENT, id="a bit of the root is damaged"),
    ],
)
def test_each_kind_of_reply_is_taken_for_what_it_is(status: int, body: bytes, meaning: Meaning) -> None:
    assert judge(status, body, RECORDS).meaning is meaning


@pytest.mark.parametrize(("status", "meaning"), [(200, LOST), (400, LOST), (500, TRANSIENT), (429, TRANSIENT)])
def test_an_error_nobody_has_seen_is_the_loss_of_a_session_that_was_used(status: int, meaning: Meaning) -> None:
    assert judge(status, error("something nobody has seen"), RECORDS, uses_history=True).meaning is meaning


def test_a_rate_limit_is_no_bad_key_although_it_names_one() -> None:
    assert meaning_of("API rate limit exceeded for api-key") is TRANSIENT
    assert meaning_of("nothing known") is None


@given(st.integers(100, 599), st.binary(max_size=200))
def test_no_bytes_at_all_are_taken_for_records_or_stop_the_judge(status: int, body: bytes) -> None:
    assert judge(status, body, RECORDS).meaning is not GOOD


@given(st.integers(1, 79))
def test_a_set_cut_anywhere_is_never_good(end: int) -> None:
    whole = b"<PubmedArticleSet><PubmedArticle><PMID>97000001</PMID></PubmedArticle></PubmedArticleSet>"
    assert judge(200, whole[:end], RECORDS).meaning is TRANSIENT


def found(inner: str) -> bytes:
    head = '<?xml version="1.0"?>\n<!DOCTYPE eSearchResult PUBLIC "a" "b">\n'
    return f"{head}<eSearchResult>{inner}</eSearchResult>\n".encode()


STACK = "<TranslationStack><TermSet><Term>a</Term><Field>b</Field><Count>83</Count></TermSet></TranslationStack>"


def test_a_search_reply_is_read_whole() -> None:
    page = read_search(
        found(
            "<Count>2</Count><RetMax>2</RetMax><RetStart>0</RetStart><QueryKey>1</QueryKey><WebEnv>MCID_1</WebEnv>"
            f"<IdList><Id>97000002</Id><Id>97000001</Id></IdList>{STACK}"
            "<QueryTranslation>a[All Fields]</QueryTranslation>"
            "<ErrorList><PhraseNotFound>zzz</PhraseNotFound></ErrorList>"
            "<WarningList><PhraseIgnored>the</PhraseIgnored><OutputMessage>Some.</OutputMessage></WarningList>"
        )
    )
    assert (page.count, page.pmids, page.translation) == (2, ("97000002", "97000001"), "a[All Fields]")
    assert (page.web_env, page.query_key) == ("MCID_1", "1")
    notes = [(note.kind, note.text) for note in page.notes]
    assert notes == [("PhraseNotFound", "zzz"), ("PhraseIgnored", "the"), ("OutputMessage", "Some.")]


@pytest.mark.parametrize(
    "inner",
    [
        "",
        "<IdList/>",
        f"{STACK}<IdList/>",
        "<Count/>",
        "<Count>many</Count>",
        "<Count>-1</Count>",
        "<Count>1</Count><IdList><Id>x</Id></IdList>",
        "<Count>1</Count><IdList><Id/></IdList>",
        "<Count>1</Count><br>",
    ],
)
def test_no_hits_are_believed_only_where_the_reply_counts_them(inner: str) -> None:
    with pytest.raises(Interrupted):
        read_search(found(inner))


def test_a_field_that_pubmed_does_not_know_is_named_and_the_search_refused() -> None:
    listed = "<ErrorList><PhraseNotFound>a</PhraseNotFound><FieldNotFound>NoSuchField</FieldNotFound></ErrorList>"
    with pytest.raises(ContentRefused, match="field 'NoSuchField'"):
        read_search(found(f"<Count>870</Count><IdList/>{listed}"))


def test_an_error_of_a_new_kind_is_not_read_past() -> None:
    with pytest.raises(ContentRefused, match="SyntaxTrouble"):
        read_search(found("<Count>8</Count><IdList/><ErrorList><SyntaxTrouble>(</SyntaxTrouble></ErrorList>"))


def test_a_deletion_is_no_record_that_was_fetched_by_its_number() -> None:
    deleted = b"<PubmedArticleSet><DeleteCitation><PMID>97000001</PMID></DeleteCitation></PubmedArticleSet>"
    with pytest.raises(ContentRefused, match="a <DeleteCitation> among records fetched by PMID"):
        read_records(deleted)


@pytest.mark.parametrize("body", [b"", b"no records", b"{}"])
def test_a_reply_that_is_no_xml_has_no_root(body: bytes) -> None:
    with pytest.raises(ContentRefused, match="not one XML element"):
        element_of(body)


def test_what_stands_before_the_root_is_passed_over_once() -> None:
    assert element_of(b"\xef\xbb\xbf" + PROLOG + b"<!-- a --><eSearchResult/>").tag == "eSearchResult"


@pytest.mark.real
def test_real_search_replies_are_good_and_read(real: Path) -> None:
    replies = sorted((real / "eutils/biopython/Tests/Entrez").glob("esearch*.xml"))
    assert replies
    for path in replies:
        body = path.read_bytes()
        assert judge(200, body, SEARCH).meaning is GOOD, path.name
        page = read_search(body)
        assert page.translation
        assert page.count >= len(page.pmids)


@pytest.mark.real
def test_real_errors_and_other_roots_are_never_good(real: Path) -> None:
    folder = real / "eutils/biopython/Tests/Entrez"
    assert judge(200, (folder / "epost2.xml").read_bytes(), "ePostResult").meaning is PERMANENT
    assert judge(200, (folder / "epost3.xml").read_bytes(), "ePostResult").meaning is GONE
    assert judge(200, (folder / "efetch_pmc.xml").read_bytes(), RECORDS).meaning is PERMANENT
    assert judge(200, (folder / "pubmed3.html").read_bytes(), RECORDS).meaning is TRANSIENT


@pytest.mark.real
def test_real_sets_of_records_are_good(real: Path) -> None:
    paths = [
        *(real / "eutils/biopython/Tests/Entrez").glob("pubmed*.xml"),
        *(real / "eutils/metapub_pmid_xml").glob("*.xml"),
    ]
    assert len(paths) > 100
    assert [path.name for path in paths if judge(200, path.read_bytes(), RECORDS).meaning is not GOOD] == []
