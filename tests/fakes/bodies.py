"""Bodies of error replies by the id of the behaviour, as they were reported."""

from xml.sax.saxutils import escape

from tests.fakes.eutils_text import FETCH_HEAD, SEARCH_HEAD
from tests.fakes.messages import HTML, JSON, TEXT, XML, Reply, Request, json_reply

_PAGE = "<!DOCTYPE html>\n<html><head><title>{title}</title></head><body><h1>{title}</h1>{more}</body></html>\n"
BACKEND = "Search Backend failed: {why}"
PROLOG = (
    b'<?xml version="1.0" ?>\n<!DOCTYPE PubmedArticleSet PUBLIC "-//NLM//DTD PubMedArticle, 1st January 2025//EN" '
    b'"https://dtd.nlm.nih.gov/ncbi/pubmed/out/pubmed_250101.dtd">\n'
)


def html(title: str, more: str = "") -> bytes:
    return _PAGE.format(title=title, more=more).encode()


def caller(request: Request) -> str:
    return request.params.get("api_key") or request.client


def canned(status: int, name: str, request: Request) -> Reply:
    """The reply with this status and the body of that id; an empty body where the id has none."""
    maker = _BODIES.get(name)
    shows = (name,) if name.startswith(("EU-", "CT-")) else ()
    if request.path.startswith("/api/v2/"):
        shows = ("CT-20",) if status in (403, 429) else shows
    if maker is None:
        return Reply(b"", status, TEXT, shows=shows)
    body, kind = maker(request)
    wait = (("Retry-After", "2"),) if name == "EU-01" else ()
    return Reply(body, status, kind, wait, shows)


def _json(content: dict[str, str]) -> tuple[bytes, str]:
    return json_reply(content).body, JSON


def _limit(request: Request) -> tuple[bytes, str]:
    return _json({"error": "API rate limit exceeded", "api-key": caller(request), "count": "17", "limit": "3"})


def _forwarding(request: Request) -> tuple[bytes, str]:
    return _json({"error": "error forwarding request", "api-key": caller(request), "type": "ip", "status": "ok"})


def _diagnostic(_: Request) -> tuple[bytes, str]:
    return html("NCBI/eutils103 - WWW Error 500 Diagnostic", "<p>The error has been logged.</p>"), HTML


def _gateway(_: Request) -> tuple[bytes, str]:
    return html("502 Bad Gateway"), HTML


def _outage(_: Request) -> tuple[bytes, str]:
    return html("Service Unavailable", "<p>NCBI is down for maintenance.</p>"), HTML


def _route(_: Request) -> tuple[bytes, str]:
    return b"Unable to route request! service name: /http/service/ratecontrol", TEXT


def _backend(why: str, request: Request) -> tuple[bytes, str]:
    text = BACKEND.format(why=why)
    if request.params.get("retmode") == "json":
        header = {"type": request.endpoint, "version": "0.3"}
        return json_reply({"header": header, "esearchresult": {"ERROR": text}}).body, JSON
    return f"{SEARCH_HEAD}<eSearchResult><ERROR>{escape(text)}</ERROR></eSearchResult>\n".encode(), XML


def _failed(request: Request) -> tuple[bytes, str]:
    return _backend("WARNING: Query failed. Please try again", request)


def _unsupported(request: Request) -> tuple[bytes, str]:
    return _backend("Database is not supported: pubmed", request)


def _relay(_: Request) -> tuple[bytes, str]:
    text = "Error: proxy_stream(): HTTP status 502 Bad Gateway. Failed to connect to PubOne service"
    return f"{FETCH_HEAD}<eFetchResult>\n\t<ERROR>{text}</ERROR>\n</eFetchResult>\n".encode(), XML


def _expired(_: Request) -> tuple[bytes, str]:
    return f"{FETCH_HEAD}<eFetchResult>\n\t<ERROR>Unable to obtain query #1</ERROR>\n</eFetchResult>\n".encode(), XML


def _beyond(_: Request) -> tuple[bytes, str]:
    text = (
        "Cannot retrieve history data: OUT OF RANGE. Parameter retstart=2 + 1 is greater than number of records "
        "available in history. History includes 2 IDs."
    )
    return f"{FETCH_HEAD}<eFetchResult>\n\t<ERROR>{text}</ERROR>\n</eFetchResult>\n".encode(), XML


def _docsum(_: Request) -> tuple[bytes, str]:
    text = '<DocumentSummarySet status="OK"><!--Internal error: DocSum Backend failed--></DocumentSummarySet>'
    return f'<?xml version="1.0" encoding="UTF-8" ?>\n<eSummaryResult>{text}</eSummaryResult>\n'.encode(), XML


def _bad_key(request: Request) -> tuple[bytes, str]:
    return _json({"error": "API key invalid", "api-key": caller(request), "type": "invalid", "status": "unknown"})


def _no_ids(_: Request) -> tuple[bytes, str]:
    text = "ID list is empty! Possibly it has no correct IDs."
    return f"{FETCH_HEAD}<eFetchResult>\n\t<ERROR>{text}</ERROR>\n</eFetchResult>\n".encode(), XML


def _plain_limit(_: Request) -> tuple[bytes, str]:
    return b"Too many requests", TEXT


def _forbidden(_: Request) -> tuple[bytes, str]:
    return html("403 Forbidden"), HTML


_BODIES = {
    "EU-01": _limit,
    "EU-02": _forwarding,
    "EU-03": _diagnostic,
    "EU-04": _gateway,
    "EU-05": _route,
    "EU-06": _failed,
    "EU-06b": _unsupported,
    "EU-14": _beyond,
    "EU-15": _expired,
    "EU-16": _no_ids,
    "EU-17": _relay,
    "EU-24": _docsum,
    "EU-25": _bad_key,
    "EU-27": _outage,
    "html": _outage,
    "CT-19": _outage,
    "CT-20": _plain_limit,
    "403": _forbidden,
}
