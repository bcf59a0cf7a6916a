"""A plain client for the tests of the stand-in: no retries, no pace, nothing of the product."""

from xml.etree import ElementTree

import requests

from tests.fakes.upstream import Upstream


def post(up: Upstream, service: str, **params: object) -> requests.Response:
    """One POST to an E-utility; a parameter db="pubmed" unless given."""
    return requests.post(f"{up.eutils_url}{service}.fcgi", data={"db": "pubmed", **params}, timeout=10)


def search(up: Upstream, term: str, **params: object) -> dict[str, object]:
    """The esearchresult of a JSON search."""
    reply = post(up, "esearch", term=term, retmode="json", **params).json()
    found: dict[str, object] = reply["esearchresult"]
    return found


def pmids_of(content: bytes) -> list[str]:
    """PMIDs of a PubmedArticleSet in its order."""
    root = ElementTree.fromstring(content)  # noqa: S314 - made by the stand-in of this repository
    return [node.findtext("MedlineCitation/PMID") or node.findtext("BookDocument/PMID") or "" for node in root]


def get(up: Upstream, path: str, **params: object) -> requests.Response:
    """One GET of the registry; query__cond stands for query.cond."""
    spelt = {name.replace("__", "."): str(value) for name, value in params.items()}
    return requests.get(f"{up.ctgov_url}{path}", spelt, timeout=10)
