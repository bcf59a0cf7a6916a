"""ClinicalTrials.gov API 2: studies, one study, enums, metadata, version."""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from tests.fakes.ctgov_search import NCT, BadRequest, Study, find, ids_alone, listed, search
from tests.fakes.fields import ENUMS, RETIRED, STATUSES, field_tree, first_at, only, place_of, values_at
from tests.fakes.messages import Reply, Request, json_reply, text_reply
from tests.fakes.world import World

USUAL_PAGE, LARGEST_PAGE = 10, 1000
API_VERSION = "2.0.5"
PAGING = {"countTotal", "pageSize", "pageToken"}
NAMES = {"format", "fields", "sort", "aggFilters", "geoDecay", "markupFormat", *PAGING}
CELLS = "resultsSection.outcomeMeasuresModule.outcomeMeasures.*.classes.*.categories.*.measurements.*.value"


@dataclass
class Walk:
    """The studies of one search in their order, and the parameters that a next page must repeat."""

    signature: str
    ids: list[str]


@dataclass
class Ctgov:
    """The API over the studies of one world."""

    world: World
    walks: dict[str, tuple[Walk, int]] = field(default_factory=dict)
    searches: int = 0

    def answer(self, request: Request) -> Reply:
        if request.method != "GET":
            return text_reply("Method Not Allowed", "CT-21", status=405)
        try:
            return self._route(request)
        except BadRequest as refused:
            return refused.reply

    def _route(self, request: Request) -> Reply:
        name = request.path.removeprefix("/api/v2/")
        if name == "version":
            stamp = self.world.data_time.strftime("%Y-%m-%dT%H:%M:%S")
            return json_reply({"apiVersion": API_VERSION, "dataTimestamp": stamp}, "CT-01")
        if name == "studies":
            return self._page(request)
        if name == "studies/enums":
            return json_reply([_enum(*parts) for parts in ENUMS])
        if name == "studies/metadata":
            return json_reply(field_tree())
        if name.startswith("studies/"):
            return self._single(request, name.removeprefix("studies/"))
        return text_reply("Not Found", status=404)

    def _single(self, request: Request, wanted: str) -> Reply:
        if not NCT.fullmatch(wanted):
            raise BadRequest(f"Study ID has incorrect format: {wanted}", "CT-18")
        study = find(self.world, wanted)
        if study is None:
            raise BadRequest(f"NCT number {wanted.upper()} not found", "CT-18", 404)
        alias = ("CT-08",) if wanted.upper() not in self.world.studies else ()
        return json_reply(self._cut(request, study), *alias, *_content(study))

    def _page(self, request: Request) -> Reply:
        params = request.params
        unknown = [name for name in params if name not in NAMES and not re.match(r"(query|filter|postFilter)\.", name)]
        if unknown:
            raise BadRequest(f"Unknown parameter `{unknown[0]}`", "CT-11")
        walk, start = self._walk(params)
        tweak, value = request.tweak or ("", "")
        walk = Walk(walk.signature, []) if tweak == "zero_hits" else walk
        size = min(request.number("pageSize", 0) or USUAL_PAGE, LARGEST_PAGE)
        ids = walk.ids[start : start + size]
        studies = [self.world.studies[nct] for nct in ids if nct in self.world.studies]
        page: dict[str, Any] = {"studies": [self._cut(request, study) for study in studies]}
        shows = {shown for study in studies for shown in _content(study)}
        shows |= set() if "pageToken" in params or params.get("sort") else {"CT-02"}
        shows |= set() if studies else {"CT-05"}
        shows |= {"CT-06"} if ids_alone(params) else set()
        shows |= set() if 1 <= request.number("pageSize", 0) <= LARGEST_PAGE else {"CT-17"}
        if params.get("countTotal") == "true" and "pageToken" not in params:
            page["totalCount"] = len(walk.ids) + (int(value or 1) if tweak == "count_lies" else 0)
            shows.add("CT-16")
        if len(ids) == size:
            page["nextPageToken"] = self._token(walk, start + size)
            shows |= {"CT-03"} if start + size == len(walk.ids) else set()
        return json_reply(page, *sorted(shows))

    def _walk(self, params: Mapping[str, str]) -> tuple[Walk, int]:
        signature = repr(sorted((name, text) for name, text in params.items() if name not in PAGING))
        token = params.get("pageToken")
        if token is None:
            self.searches += 1
            return Walk(signature, search(self.world, self.searches, params)), 0
        walk, start = self.walks.get(token, (Walk("", []), 0))
        if walk.signature != signature:
            raise BadRequest(f"Invalid value in parameter `pageToken`: `{token}`", "CT-04")
        return walk, start

    def _token(self, walk: Walk, start: int) -> str:
        digest = hashlib.sha256(f"{self.world.seed}:{self.searches}:{walk.signature}:{start}".encode()).hexdigest()
        token = f"ZVt{digest[:44]}"
        self.walks[token] = (walk, start)
        return token

    def _cut(self, request: Request, study: Study) -> Study:
        names = listed(request.params.get("fields", ""))
        places = []
        for name in names:
            if name in RETIRED:
                raise BadRequest("Internal Server Error", "CT-13", 500)
            place = place_of(name)
            if place is None:
                raise BadRequest(f"Unknown piece name of field path: {name}", "CT-11")
            places.append(place)
        return only(study, places) if places else study


def _content(study: Study) -> tuple[str, ...]:
    """Behaviours that the content of a study shows."""
    shown = set() if first_at(study, "OverallStatus") in STATUSES else {"CT-14"}
    shown |= {"CT-15"} if study.get("hasResults") else set()
    shown |= {"CT-22"} if first_at(study, "EnrollmentCount") == 99_999_999 else set()
    shown |= {"CT-23"} if {"NA", "NR"} & set(values_at(study, CELLS)) else set()
    return tuple(shown | ({"CT-24"} if any(len(day) == 7 for day in _days(study)) else set()))


def _days(study: Study) -> list[str]:
    pieces = ("StartDate", "PrimaryCompletionDate", "CompletionDate")
    return [str(first_at(study, piece)) for piece in pieces if first_at(study, piece)]


def _enum(kind: str, pieces: tuple[str, ...], values: tuple[str, ...]) -> dict[str, Any]:
    spelt = [{"value": value, "legacyValue": value.replace("_", " ").capitalize()} for value in values]
    return {"type": kind, "pieces": list(pieces), "values": spelt}
