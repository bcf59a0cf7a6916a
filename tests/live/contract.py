"""Asks the real services and the stand-in the same, and prints where the shapes of their replies differ.

    NCBI_EMAIL=you@example.org python -m tests.live.contract

For a person with a network, once in a while; no test run and no CI starts it. At most 30 requests, slower than either
service allows. Compared are status, kind of content, and the names of elements or fields three levels deep; words of
an error with its numbers taken out. Exit code 1 where something differs: then behaviours.py and the stand-in are to be
looked at. EVIDENCE_EUTILS_URL and EVIDENCE_CTGOV_URL may name other hosts on this machine.
"""

import json
import os
import re
import sys
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from xml.etree import ElementTree

import requests

from tests.fakes.upstream import Upstream
from tests.upstream_probes import full_world

MOST_REQUESTS, PAUSE, DEPTH = 30, 1.0, 3  # requests to each side; seconds between them; levels of names
EUTILS, CTGOV = "https://eutils.ncbi.nlm.nih.gov/entrez/eutils/", "https://clinicaltrials.gov/api/v2/"
TOPIC = '"multiple sclerosis"[tiab]'
# (what it is, E-utility or path of the registry, parameters). {names} are filled in from the side and earlier replies.
PROBES: tuple[tuple[str, str, dict[str, str]], ...] = (
    ("a search", "esearch.fcgi", {"term": TOPIC, "retmode": "json", "retmax": "2", "usehistory": "y"}),
    ("its first record", "efetch.fcgi", {"WebEnv": "{webenv}", "query_key": "1", "retmax": "1", "retmode": "xml"}),
    ("past its end", "efetch.fcgi", {"WebEnv": "{webenv}", "query_key": "1", "retstart": "9999", "retmode": "xml"}),
    ("a history nobody knows", "efetch.fcgi", {"WebEnv": "MCID_{zeros}", "query_key": "1", "retmode": "xml"}),
    ("the same search as XML", "esearch.fcgi", {"term": TOPIC, "retmax": "2"}),
    ("a blank search", "esearch.fcgi", {"term": " "}),
    ("an unknown field", "esearch.fcgi", {"term": "transplantation[NoSuchField]", "retmode": "json"}),
    ("an unknown word", "esearch.fcgi", {"term": "qwxyzabc"}),
    ("an unknown phrase", "esearch.fcgi", {"term": f'"qwxyz transplantation"[tiab] AND {TOPIC}', "retmode": "json"}),
    ("beyond the limit", "esearch.fcgi", {"term": TOPIC, "retstart": "9999"}),
    ("another database", "esearch.fcgi", {"term": "x", "db": "nothing"}),
    ("a record", "efetch.fcgi", {"id": "{pmid}", "retmode": "xml"}),
    ("a record that is not there", "efetch.fcgi", {"id": "99999999", "retmode": "xml"}),
    ("a list of ids", "epost.fcgi", {"id": "{pmid}"}),
    ("a summary", "esummary.fcgi", {"id": "{pmid}", "retmode": "json"}),
    ("about PubMed", "einfo.fcgi", {"retmode": "json"}),
    ("a wrong key", "esearch.fcgi", {"term": "x", "api_key": "canary"}),
    ("the registry's version", "version", {}),
    ("a study", "studies/{nct}", {}),
    ("a study that is not there", "studies/NCT00000000", {}),
    ("a page of studies", "studies", {"query.cond": "multiple sclerosis", "pageSize": "2", "countTotal": "true"}),
    ("the next page", "studies", {"query.cond": "multiple sclerosis", "pageSize": "2", "pageToken": "{token}"}),
    ("a wrong number", "studies", {"filter.ids": "no-number"}),
    ("a wrong status", "studies", {"filter.overallStatus": "NOPE"}),
    ("a wrong query", "studies", {"query.term": "AREA[NoSuchArea]x"}),
)  # fmt: skip


@dataclass
class Side:
    """One of the two that are asked. known: what fills the {names} of the probes; sent: requests so far."""

    eutils: str
    ctgov: str
    pause: float
    known: dict[str, str]
    sent: int = field(default=0)

    def ask(self, path: str, params: Mapping[str, str]) -> requests.Response:
        """Send one probe."""
        if self.sent >= MOST_REQUESTS:
            raise RuntimeError(f"more than {MOST_REQUESTS} requests")
        self.sent += 1
        time.sleep(self.pause)
        known = {"webenv": "none", "token": "none", **self.known}
        filled = {name: value.format_map(known) for name, value in params.items()}
        if not path.endswith(".fcgi"):
            return requests.get(self.ctgov + path.format_map(self.known), filled, timeout=60)
        who = {"db": "pubmed", "tool": "hsct-evidence", "email": self.known["email"]}
        return requests.post(self.eutils + path, {**who, **filled}, timeout=60)

    def learn(self, reply: requests.Response) -> None:
        """Keep the history and the page token that a reply gives, for the probes after it."""
        if "json" not in reply.headers.get("Content-Type", ""):
            return
        told = reply.json()
        given = {"webenv": told.get("esearchresult", {}).get("webenv"), "token": told.get("nextPageToken")}
        self.known |= {name: value for name, value in given.items() if value is not None}


def shape(reply: requests.Response) -> set[str]:
    """Return what is compared of a reply."""
    kind = reply.headers.get("Content-Type", "").partition(";")[0]
    return {f"status {reply.status_code}", f"content {kind}", *_names(reply.text)}


def _names(text: str) -> Iterator[str]:
    """Yield the paths of elements or fields, or the words of a text without its numbers."""
    try:
        yield from _fields(json.loads(text), "", 0)
        return
    except ValueError:
        pass
    try:
        yield from _elements(ElementTree.fromstring(text.encode()), "", 1)  # noqa: S314 - NCBI's, read by a person
    except ElementTree.ParseError:
        yield "text " + re.sub(r"\d+", "#", " ".join(text.split()))[:120]


def _elements(node: ElementTree.Element, path: str, depth: int) -> Iterator[str]:
    yield f"{path}/{node.tag}"
    for child in node if depth < DEPTH else ():
        yield from _elements(child, f"{path}/{node.tag}", depth + 1)


def _fields(told: object, path: str, depth: int) -> Iterator[str]:
    if isinstance(told, list):
        for each in told[:3]:
            yield from _fields(each, f"{path}[]", depth)
    elif isinstance(told, dict) and depth < DEPTH:
        for name, value in told.items():
            spelt = "#" if name.isdecimal() else name  # a summary has a field for each PMID
            yield f"{path}.{spelt}"
            yield from _fields(value, f"{path}.{spelt}", depth + 1)


def differences(there: Side, here: Side) -> dict[str, list[str]]:
    """Return for each probe whose replies differ what only one side has; there: the service, here: the stand-in."""
    found: dict[str, list[str]] = {}
    for what, path, params in PROBES:
        shapes = []
        for side in (there, here):
            reply = side.ask(path, params)
            side.learn(reply)
            shapes.append(shape(reply))
        lines = [f"only the service:  {name}" for name in sorted(shapes[0] - shapes[1])]
        lines += [f"only the stand-in: {name}" for name in sorted(shapes[1] - shapes[0])]
        if lines:
            found[f"{what} ({path})"] = lines
    return found


def stand_in(up: Upstream) -> Side:
    """Return the side of the stand-in over full_world()."""
    known = {"pmid": "97000001", "nct": "NCT90000001", "zeros": "0" * 32, "email": "nobody@invalid"}
    return Side(up.eutils_url, up.ctgov_url, 0.0, known)


def main() -> int:
    """Compare and print; return 1 where something differs."""
    email = os.environ.get("NCBI_EMAIL", "")
    if "@" not in email:
        print("NCBI_EMAIL: not set, and NCBI asks for an address", file=sys.stderr)
        return 2
    known = {"pmid": "30644983", "nct": "NCT03477500", "zeros": "0" * 32, "email": email}
    service = Side(
        os.environ.get("EVIDENCE_EUTILS_URL", EUTILS), os.environ.get("EVIDENCE_CTGOV_URL", CTGOV), PAUSE, known
    )
    with Upstream(full_world(), limits=(None, None)) as up:
        found = differences(service, stand_in(up))
    for what, lines in found.items():
        print(what, *lines, sep="\n  ")
    print(f"{len(PROBES) - len(found)} of {len(PROBES)} probes agree; {service.sent} requests sent to the services")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
