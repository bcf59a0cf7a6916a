"""Every PMID that a query finds, counted twice: what PubMed says it has, and what we hold.

PubMed gives the first 9,999 PMIDs of a query and cuts the rest off without a word. Beyond that the query is asked
again in ranges of PMIDs. Whatever was counted and did not arrive is an error, never a smaller result.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import pairwise

from evidence.errors import ContentRefused
from evidence.sources.entrez_reply import element_of
from evidence.sources.http_body import Interrupted

CEILING = 9_999  # PMIDs of one query that PubMed gives, retstart included (biopython#4189; not 10,000)
HIGHEST = 99_999_999  # PMIDs had eight digits in 2026, the highest was about 42 million
_COMFORTABLE = 8_000  # PMIDs aimed at in a range, since ranges are cut by a sample
_SLACK = 20  # requests beyond the square of the ranges (all in order of PMIDs take half of that) before giving up

Ask = Callable[[Mapping[str, str]], "SearchPage"]


class CountMismatch(ContentRefused):
    """PubMed counted other PMIDs than it gave."""


@dataclass(frozen=True, slots=True)
class SearchNote:
    """A remark of PubMed on the query. kind: PhraseNotFound, PhraseIgnored, QuotedPhraseNotFound, OutputMessage."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class SearchPage:
    """One reply of esearch. count: of the whole result; pmids: those given, in the order of the reply."""

    count: int
    pmids: tuple[str, ...]
    translation: str
    notes: tuple[SearchNote, ...] = ()
    web_env: str | None = None
    query_key: str | None = None


def read_search(body: bytes) -> SearchPage:
    """Return the page of a reply whose root is eSearchResult.

    No hits are believed only where the reply counts them. Raises Interrupted where the reply is damaged or has no
    count, ContentRefused where PubMed did not know a field: it then drops that part of the query without an error.
    """
    try:
        root = element_of(body)
    except ContentRefused as problem:
        raise Interrupted(f"the reply is damaged: {problem}") from problem
    notes = [SearchNote(note.tag, (note.text or "").strip()) for kind in _NOTES for note in root.findall(f"{kind}/*")]
    _refuse_errors([SearchNote(note.tag, (note.text or "").strip()) for note in root.findall("ErrorList/*")])
    count = (root.findtext("Count") or "").strip()
    pmids = tuple((element.text or "").strip() for element in root.findall("IdList/Id"))
    if not _is_number(count) or not all(map(_is_number, pmids)):
        raise Interrupted("the reply to the search has no count, or PMIDs that are no numbers")
    return SearchPage(
        int(count),
        pmids,
        (root.findtext("QueryTranslation") or "").strip(),
        tuple(notes),
        root.findtext("WebEnv"),
        root.findtext("QueryKey"),
    )


_NOTES = ("ErrorList", "WarningList")


def _is_number(text: str) -> bool:
    return re.fullmatch(r"[0-9]{1,12}", text) is not None


def _refuse_errors(errors: list[SearchNote]) -> None:
    """Raise ContentRefused for anything in the ErrorList but a phrase that no record has."""
    fatal = [error for error in errors if error.kind != "PhraseNotFound"]
    if not fatal:
        return
    named = ", ".join(f"{error.text!r}" for error in fatal)
    if all(error.kind == "FieldNotFound" for error in fatal):
        raise ContentRefused(
            f"PubMed does not know the field {named} of the search and left that part out: correct it in the topic"
        )
    raise ContentRefused(f"PubMed reports {fatal[0].kind} for the search ({named}): correct the search in the topic")


def collect(query: str, ask: Ask, page_size: int = CEILING) -> tuple[SearchPage, frozenset[str]]:
    """Return the first page (whose count, translation and notes are those of the query) and all PMIDs.

    page_size: PMIDs asked for at a time, at most CEILING. Raises CountMismatch where count and PMIDs do not agree.
    """
    first = ask({"term": query, "usehistory": "y", "retstart": "0", "retmax": str(min(page_size, CEILING))})
    held = _walk(first, ask, page_size) if first.count <= CEILING else _ranges(query, first, ask, page_size)
    return first, held


def _walk(first: SearchPage, ask: Ask, page_size: int) -> frozenset[str]:
    """Return the PMIDs of a result of at most CEILING, page by page from the history session."""
    held = set(first.pmids)
    passed = len(first.pmids)
    while passed < first.count:
        if first.web_env is None or first.query_key is None:
            raise _mismatch(first.count, len(held))
        size = min(page_size, CEILING - passed)
        page = ask({
            "term": f"#{first.query_key}",
            "WebEnv": first.web_env,
            "usehistory": "y",
            "retstart": str(passed),
            "retmax": str(size),
        })  # fmt: skip
        if page.count != first.count or held.issuperset(page.pmids):
            raise _mismatch(first.count, len(held))
        held.update(page.pmids)
        passed += len(page.pmids)
    if len(held) != first.count:
        raise _mismatch(first.count, len(held))
    return frozenset(held)


def _mismatch(count: int, held: int) -> CountMismatch:
    return CountMismatch(
        f"PubMed counts {count:,} records for the search but gave {held:,} PMIDs: nothing was changed, try again later"
    )


def _ranges(query: str, first: SearchPage, ask: Ask, page_size: int) -> frozenset[str]:
    """Return the PMIDs of a result above CEILING, by asking for ranges of PMIDs and halving those still too large."""
    held: set[str] = set()
    counted = 0
    waiting = _split(first, 1, HIGHEST)
    budget = _SLACK + len(waiting) ** 2
    while waiting:
        low, high = waiting.pop()
        budget -= 1
        page = ask({
            "term": f"({query}) AND ({low}:{high}[UID])",
            "usehistory": "y",
            "retstart": "0",
            "retmax": str(min(page_size, CEILING)),
        })  # fmt: skip
        if page.count > CEILING and low < high and budget > 0:
            waiting += _split(page, low, high)
            continue
        if page.count > CEILING or not _all_within(page.pmids, low, high):
            raise _mismatch(first.count, len(held))
        held |= _walk(page, ask, page_size)
        counted += page.count
    if counted != first.count or len(held) != counted:
        raise _mismatch(first.count, len(held))
    return frozenset(held)


def _all_within(pmids: tuple[str, ...], low: int, high: int) -> bool:
    return all(low <= int(pmid) <= high for pmid in pmids)


def _split(page: SearchPage, low: int, high: int) -> list[tuple[int, int]]:
    """Return two or more ranges that cover low to high, cut so that each holds about as many of the PMIDs given.

    The PMIDs of the page are a sample of the result: with it 25,000 records take 5 requests, where halving the range
    of all numbers takes more the closer together the PMIDs lie.
    """
    sample = sorted({int(pmid) for pmid in page.pmids if low <= int(pmid) < high})
    parts = -(-page.count // _COMFORTABLE)
    cuts = sorted({sample[len(sample) * part // parts] for part in range(1, parts)}) if sample else []
    edges = [low - 1, *(cuts or [(low + high) // 2]), high]
    return [(left + 1, right) for left, right in pairwise(edges)]
