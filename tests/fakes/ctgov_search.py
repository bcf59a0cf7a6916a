"""Which studies a search of the registry finds, in which order, and which searches it refuses."""

import re
from collections.abc import Mapping
from random import Random
from typing import Any

from tests.fakes.essie import EssieError, Test, compile_query
from tests.fakes.fields import SORTABLE, STATUSES, first_at
from tests.fakes.messages import text_reply
from tests.fakes.world import World

NCT = re.compile(r"(?i)NCT\d{8}")
Study = dict[str, Any]


class BadRequest(Exception):
    """What is wrong, as the registry says it, with the behaviour that it shows."""

    def __init__(self, text: str, shows: str, status: int = 400) -> None:
        super().__init__(text)
        self.reply = text_reply(text, shows, status=status)


def find(world: World, wanted: str) -> Study | None:
    """A study by its id or an alias."""
    wanted = wanted.upper()
    if wanted in world.studies:
        return world.studies[wanted]
    return next((study for study in world.studies.values() if wanted in _aliases(study)), None)


def search(world: World, searches: int, params: Mapping[str, str]) -> list[str]:
    """NCT ids of the studies found; searches: how many there were before, which shuffles what is not sorted."""
    tests = _tests(params)
    ids = ids_alone(params)
    if ids:  # CT-06: every filter is ignored
        wanted = [find(world, nct) for nct in ids]
        found = [study for study in wanted if study is not None]
    else:
        found = [study for study in world.studies.values() if all(test(study) for test in tests)]
        found = _filtered(params, found)
    return _ordered(world, searches, params, [first_at(study, "NCTId") for study in found])


def _filtered(params: Mapping[str, str], studies: list[Study]) -> list[Study]:
    for name in ("filter.overallStatus", "postFilter.overallStatus"):
        wanted = listed(params.get(name, ""))
        wrong = [status for status in wanted if status not in STATUSES]
        if wrong:
            raise BadRequest(f"Invalid value in parameter `overallStatus`: `{wrong[0]}`", "CT-10")
        studies = [study for study in studies if not wanted or first_at(study, "OverallStatus") in wanted]
    for name in ("filter.ids", "postFilter.ids"):
        ids = listed(params.get(name, ""))
        if any(not NCT.fullmatch(nct) for nct in ids):
            raise BadRequest(f"`{name}` has incorrect format: {params[name]}", "CT-07")
        upper = {nct.upper() for nct in ids}
        studies = [study for study in studies if not ids or upper & {first_at(study, "NCTId"), *_aliases(study)}]
    return studies


def _ordered(world: World, searches: int, params: Mapping[str, str], ids: list[str]) -> list[str]:
    keys = listed(params.get("sort", ""))
    if len(keys) > 2:
        raise BadRequest("Too many items in parameter `sort`: at most 2 are allowed", "CT-12")
    if not keys:
        ordered = sorted(ids)
        Random(f"{world.seed}:{searches}").shuffle(ordered)
        return ordered
    for place, key in reversed(list(enumerate(keys, 1))):
        name, _, way = key.partition(":")
        if name not in SORTABLE or way not in ("", "asc", "desc"):
            raise BadRequest(f"Item {place} in parameter `sort` has incorrect format: {key}", "CT-12")
        ids = _sorted(world, ids, name, way or ("asc" if name == "EnrollmentCount" else "desc"))
    return ids


def _sorted(world: World, ids: list[str], name: str, way: str) -> list[str]:
    """By one field; studies without it come last."""
    if name == "@relevance":
        return sorted(ids)
    values = {nct: first_at(world.studies[nct], name) for nct in ids}
    having = [nct for nct in ids if values[nct] is not None]
    having.sort(key=lambda nct: values[nct], reverse=way == "desc")
    return having + [nct for nct in ids if values[nct] is None]


def ids_alone(params: Mapping[str, str]) -> list[str]:
    """The NCT ids of the first query that holds nothing else; none where every query has words."""
    queries = [text for name, text in params.items() if name.startswith("query.")]
    return next((NCT.findall(text) for text in queries if text.strip() and not NCT.sub("", text).strip(" ,")), [])


def _tests(params: Mapping[str, str]) -> list[Test]:
    tests = []
    for name, text in params.items():
        kind, _, area = name.partition(".")
        if text.strip() and (kind == "query" or area == "advanced"):
            try:
                tests.append(compile_query(area, text))
            except EssieError as problem:
                raise BadRequest(str(problem), "CT-09") from problem
    return tests


def listed(text: str) -> list[str]:
    return [part.strip() for part in re.split(r"[,|]", text) if part.strip()]


def _aliases(study: Study) -> list[str]:
    return list(study["protocolSection"]["identificationModule"].get("nctIdAliases", []))
