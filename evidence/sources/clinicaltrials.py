"""ClinicalTrials.gov's API v2: the topic's trials by number, and what its search finds, each study once.

A quiet night takes three requests: one page by numbers, /version, one page of the search. Only where the search has
more than one page is /version read again, because only then could a study slip from one page to another unseen.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from evidence.errors import ConfigurationError, TryLater
from evidence.records.registry import RegistryStudy
from evidence.sources.ctgov_json import NCT, read_study
from evidence.sources.ctgov_pages import Page
from evidence.sources.ctgov_registry import Registry
from evidence.sources.ctgov_reply import HOST, RequestRefused

PAGE_SIZE = 200  # studies; the registry gives at most 1,000, and one with results may have 1.5 MB
_BATCH = 200  # numbers in one request: 2.6 KB of address
_FIELDS = "ProtocolSection|ResultsSection|HasResults"  # not the derived section, which is new every night
_SORT = "StudyFirstPostDate:asc"  # the one date that never moves; without it pages come in no order
_WALKS = 2


@dataclass(frozen=True, slots=True)
class FetchedStudy:
    """A study with the very bytes it was told in."""

    raw: bytes = field(repr=False)
    study: RegistryStudy


@dataclass(frozen=True, slots=True)
class Search:
    """What a search found, by NCT number. data_time: the time of the registry's data, UTC, as it tells it."""

    data_time: str
    studies: tuple[FetchedStudy, ...]


@dataclass(frozen=True, slots=True)
class Fetched:
    """What the registry told in one night.

    studies: by NCT number, each once. found: the numbers that the search found. missing: numbers asked for that it
    does not have. renamed: (number asked for, the study's number today). requests: how many it took.
    """

    data_time: str
    studies: tuple[FetchedStudy, ...]
    found: tuple[str, ...]
    missing: tuple[str, ...]
    renamed: tuple[tuple[str, str], ...]
    requests: int


def fetch_trials(
    registry: Registry, ids: Iterable[str], condition: str, intervention: str, *, page_size: int = PAGE_SIZE
) -> Fetched:
    """Return the topic's trials (ids: their NCT numbers) and what the search finds.

    Raises TryLater where the registry does not answer, gives no whole search, or time is up; ContentRefused
    (RequestRefused) where it does not take the request; ConfigurationError for an empty search.
    """
    asked = tuple(dict.fromkeys(number.upper() for number in ids))
    known = studies_by_ids(registry, asked)
    search = studies_by_query(registry, condition, intervention, page_size=page_size)
    studies = {told.study.nct: told for told in (*known, *search.studies)}
    today = {name: number for number, told in studies.items() for name in told.study.names}
    return Fetched(
        data_time=search.data_time,
        studies=tuple(studies[number] for number in sorted(studies)),
        found=tuple(told.study.nct for told in search.studies),
        missing=tuple(number for number in asked if number not in today),
        renamed=tuple((number, today[number]) for number in asked if today.get(number, number) != number),
        requests=registry.requests,
    )


def studies_by_ids(registry: Registry, ids: Iterable[str]) -> tuple[FetchedStudy, ...]:
    """Return the studies of these NCT numbers, in no order; a number that the registry does not know gives none.

    What is no number (NCT and eight digits) is not asked for. One that the registry refuses does not lose the others;
    where it refuses every one, that is raised (RequestRefused), because then it is the request that is wrong. An older
    number gives the study under the number that it has today.
    """
    wanted = sorted({number.upper() for number in ids if NCT.fullmatch(number.upper())})
    found: list[FetchedStudy] = []
    refusals: list[RequestRefused] = []
    for start in range(0, len(wanted), _BATCH):
        found += _batch(registry, wanted[start : start + _BATCH], refusals)
    if refusals and len(refusals) == len(wanted):
        raise refusals[-1]
    return tuple(found)


def _batch(registry: Registry, ids: Sequence[str], refusals: list[RequestRefused]) -> list[FetchedStudy]:
    try:
        page = registry.page({"filter.ids": "|".join(ids), "fields": _FIELDS, "pageSize": str(_BATCH)})
    except RequestRefused as refusal:
        if len(ids) == 1:
            refusals.append(refusal)
            return []
        middle = len(ids) // 2  # one bad number fails all: halving finds it in few requests
        return _batch(registry, ids[:middle], refusals) + _batch(registry, ids[middle:], refusals)
    return _studies(page)


def studies_by_query(registry: Registry, condition: str, intervention: str, *, page_size: int = PAGE_SIZE) -> Search:
    """Return every study that the registry finds, each once.

    A search of several pages stands only if the registry's data stayed the same meanwhile and it gave as many studies
    as it counted; else it is made once more. Raises TryLater where that did not help, ConfigurationError for an empty
    search, which would find every study there is.
    """
    if not condition.strip() or not intervention.strip():
        raise ConfigurationError("the topic's search of ClinicalTrials.gov lacks a condition or an intervention")
    asked = {"query.cond": condition, "query.intr": intervention, "fields": _FIELDS, "sort": _SORT}
    before = registry.version()
    reasons = []
    for _ in range(_WALKS):
        walk = _walk(registry, {**asked, "pageSize": str(page_size)})
        after = registry.version() if walk.pages > 1 or walk.reason else before
        if not walk.reason and after == before:
            return Search(before, tuple(walk.found[number] for number in sorted(walk.found)))
        reasons.append(walk.reason or f"its data changed meanwhile, from {before} to {after}")
        before = after
    raise TryLater(f"{HOST}: the search was not complete, twice ({'; '.join(reasons)}): nothing was changed")


@dataclass(slots=True)
class _Walk:
    """The studies met on the way through the pages; reason: why they are not all, "" if they are."""

    found: dict[str, FetchedStudy] = field(default_factory=dict)
    pages: int = 0
    reason: str = ""

    def take(self, page: Page) -> None:
        self.pages += 1
        self.found |= {told.study.nct: told for told in _studies(page)}


def _walk(registry: Registry, asked: Mapping[str, str]) -> _Walk:
    """Return what the pages hold. A page without studies does not end the walk, one without a token does."""
    walk, tokens = _Walk(), set()
    page = registry.page({**asked, "countTotal": "true"})
    total = page.total
    walk.take(page)
    while page.token is not None:
        if page.token in tokens:
            walk.reason = "it leads to the same page again"
            return walk
        tokens.add(page.token)
        try:
            page = registry.page({**asked, "pageToken": page.token})
        except RequestRefused as refusal:  # a token is good for a while only
            walk.reason = f"page {walk.pages + 1}: {refusal}"
            return walk
        walk.take(page)
    if total is not None and total != len(walk.found):
        walk.reason = f"{len(walk.found):,} studies of {total:,}"
    return walk


def _studies(page: Page) -> list[FetchedStudy]:
    return [FetchedStudy(raw, read_study(tree)) for raw, tree in page.studies]
