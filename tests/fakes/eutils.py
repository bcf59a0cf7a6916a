"""The E-utilities for db=pubmed: esearch, epost, efetch, esummary, einfo.

The limits are typed here and nowhere taken from the product: 9998, 9999, 10,000, 500, 200, 20.
"""

import hashlib
from dataclasses import dataclass, replace
from datetime import timedelta

from tests.fakes.eutils_text import BLANK, SET_END, SET_HEAD, TOO_FAR, Search, epost_text, error_text, render_search
from tests.fakes.history import History
from tests.fakes.index import Index
from tests.fakes.messages import TEXT, XML, Reply, Request, json_reply, split_ids
from tests.fakes.query import search
from tests.fakes.query_parts import NoSuchList, QueryError
from tests.fakes.query_terms import read_days
from tests.fakes.summaries import render_einfo, render_summaries
from tests.fakes.tweaks import tweak_search
from tests.fakes.world import World

LARGEST_START, MOST_FOUND, MOST_ASKED, MOST_SUMMARIES = 9998, 9999, 10_000, 500
DATABASES = ("pubmed", "pmc", "mesh", "books")
DATE_TYPES = {"mdat": "revised", "pdat": "dp", "edat": "edat", "crdt": "crdt"}


class Refused(Exception):
    """A request that is answered with an error; holds the reply."""

    def __init__(self, reply: Reply) -> None:
        super().__init__(reply.status)
        self.reply = reply


@dataclass
class Eutils:
    """The five services over one world."""

    world: World
    history: History
    index: Index | None = None

    def answer(self, request: Request) -> Reply:
        """The reply to one request; every service name ends in .fcgi."""
        services = {
            "esearch": self.esearch,
            "epost": self.epost,
            "efetch": self.efetch,
            "esummary": self.esummary,
            "einfo": self.einfo,
        }
        service = services.get(request.endpoint)
        if service is None:
            return Reply(b"Not found", 404, TEXT)
        try:
            self._check_db(request)
            return service(request)
        except Refused as refused:
            return refused.reply

    def indexed(self) -> Index:
        if self.index is None:
            self.index = Index(self.world)
        self.index.refresh()
        return self.index

    def esearch(self, request: Request) -> Reply:
        start, most = request.number("retstart", 0), request.number("retmax", 20)
        if not request.params.get("term", "").strip():
            return error_text(request, BLANK, "EU-09")
        if start > LARGEST_START:
            return error_text(request, "Search Backend failed: Exception:\n" + TOO_FAR, "EU-07")
        result = tweak_search(self._search(request), request.tweak, len(self.indexed().everything))
        page = result.uids[start : start + min(most, MOST_ASKED)]
        shown = page[: MOST_FOUND - start]
        shows: tuple[str, ...] = ("EU-08",) if len(shown) < len(page) else ()
        if request.params.get("usehistory") == "y":
            webenv, key = self.history.store(result.uids, request.params.get("WebEnv", ""))
            result = replace(result, webenv=webenv, key=key)
        if shows and self.world.tells_clamp:
            note = "Restrictions achieved. start and count adjusted to fit PubMed's limits."
            result = replace(result, messages=(*result.messages, note))
        shows += ("EU-29",) if ("mindate" in request.params) != ("maxdate" in request.params) else ()
        shows += ("EU-30",) if "retmax" not in request.params else ()
        return render_search(request, replace(result, page=shown, start=start)).showing(*shows)

    def _search(self, request: Request) -> Search:
        webenv = request.params.get("WebEnv", "")
        lists = self._lists(webenv)
        key = request.number("query_key", 0)
        term = request.params["term"]
        if key:
            term = f"#{key} AND ({term})"
        index = self.indexed()
        try:
            found = search(index, term, lists)
        except NoSuchList as problem:
            raise Refused(error_text(request, str(problem), "EU-15")) from problem
        except QueryError as problem:
            raise Refused(error_text(request, f"Search Backend failed: {problem}", "EU-06")) from problem
        pmids = found.pmids & self._dated(request, index)
        return Search(found, self._ordered(request, pmids), count=len(pmids), term=request.params["term"])

    def _lists(self, webenv: str) -> dict[int, tuple[str, ...]]:
        found = ((key, self.history.find(webenv, key)) for key in range(1, 100))
        return {key: uids for key, uids in found if uids is not None}

    def _dated(self, request: Request, index: Index) -> frozenset[str]:
        """mindate and maxdate count only together; one alone is passed over without a word."""
        where = DATE_TYPES.get(request.params.get("datetype", "edat"), "edat")
        days = request.number("reldate", 0)
        if days:
            return index.between(where, self.world.today - timedelta(days=days), self.world.today)
        first = read_days(request.params.get("mindate", ""))
        last = read_days(request.params.get("maxdate", ""))
        if first is None or last is None:
            return index.everything
        return index.between(where, first[0], last[1])

    def _ordered(self, request: Request, pmids: frozenset[str]) -> tuple[str, ...]:
        """By day of publication where asked; else by relevance, which no two nights give alike."""
        if request.params.get("sort") in ("pub_date", "pub date"):
            index = self.indexed()
            return tuple(sorted(pmids, key=lambda pmid: (index.day("dp", pmid), int(pmid)), reverse=True))
        salt = f"{self.world.seed}:{self.world.today}:".encode()
        return tuple(sorted(pmids, key=lambda pmid: hashlib.md5(salt + pmid.encode(), usedforsecurity=False).digest()))

    def epost(self, request: Request) -> Reply:
        ids = split_ids([request.params.get("id", "")])
        if len(ids) > MOST_ASKED:
            return epost_text(error=f"Too many UIDs in request. Maximum number of UIDs is {MOST_ASKED}").showing(
                "EU-34"
            )
        good = tuple(uid for uid in ids if uid.isdigit())
        if not good:
            return epost_text(error="Empty ID list; Nothing to store").showing("EU-34")
        webenv, key = self.history.store(good, request.params.get("WebEnv", ""))
        return epost_text(webenv=webenv, key=key)

    def efetch(self, request: Request) -> Reply:
        uids = self._asked(request)
        found = [self.world.versions(uid) for uid in uids]
        shows = {"EU-33"} if [] in found else set()
        shows |= {"EU-31"} if any(len(versions) > 1 for versions in found) else set()
        if request.params.get("rettype") == "uilist":
            return Reply(
                "\n".join(record.pmid for versions in found for record in versions).encode(), content_type=TEXT
            )
        raws = [record.raw for versions in found for record in versions]
        shows |= {"EU-32"} if any(raw.startswith(b"<PubmedBookArticle") for raw in raws) else set()
        shows |= set() if raws else {"EU-16"}
        return Reply(SET_HEAD + b"\n".join(raws) + SET_END, shows=tuple(sorted(shows)))

    def _asked(self, request: Request) -> list[str]:
        """UIDs of an id list or of a slice of the history, in order."""
        if "WebEnv" in request.params:
            return self._slice(request)
        ids = split_ids([request.params.get("id", "")])
        if not ids or not any(uid.isdigit() for uid in ids):
            raise Refused(refused(request, "ID list is empty! Possibly it has no correct IDs.", "EU-16"))
        return [uid for uid in ids if uid.isdigit()][:MOST_ASKED]

    def _slice(self, request: Request) -> list[str]:
        key, start = request.number("query_key", 1), request.number("retstart", 0)
        uids = self.history.find(request.params["WebEnv"], key)
        if uids is None:
            raise Refused(error_text(request, f"Unable to obtain query #{key}", "EU-15"))
        if start > LARGEST_START:
            reason = f"Search backend cannot retrieve history data. Reason: Exception: {TOO_FAR}"
            raise Refused(refused(request, reason, "EU-07"))
        if start >= len(uids):
            text = (
                f"Cannot retrieve history data: OUT OF RANGE. Parameter retstart={start} + 1 is greater than number "
                f"of records available in history. History includes {len(uids)} IDs."
            )
            raise Refused(refused(request, text, "EU-14"))
        most = min(request.number("retmax", 20 if request.endpoint == "esummary" else MOST_ASKED), MOST_ASKED)
        return list(uids[start : min(start + most, MOST_FOUND)])

    def esummary(self, request: Request) -> Reply:
        uids = self._asked(request)
        if request.params.get("retmode") == "json" and len(uids) > MOST_SUMMARIES:
            text = "Too many UIDs in request. Maximum number of UIDs is 500 for JSON format output."
            return json_reply({"header": {"type": "esummary", "version": "0.3"}, "error": text}, "EU-18")
        return render_summaries(request, self.world, uids)

    def einfo(self, request: Request) -> Reply:
        return render_einfo(request, self.world, len(self.world.findable()))

    def _check_db(self, request: Request) -> None:
        name = request.params.get("db", "pubmed" if request.endpoint == "einfo" else "")
        if name not in DATABASES:
            raise Refused(error_text(request, f"Invalid db name specified: {name}", "EU-13"))


def refused(request: Request, text: str, shows: str) -> Reply:
    """An ERROR with status 400."""
    return replace(error_text(request, text, shows), status=400, content_type=XML)
