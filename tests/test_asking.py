"""What a night asks PubMed, and what it makes of the answers: rules alone, no server, no database."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime

import pytest

from evidence.errors import ContentRefused, PartialError, TryLater
from evidence.night_held import PUBMED, Held, How, PubMedNight, Refused
from evidence.night_problems import Problems, code_of, look_at, message_of, problem_of
from evidence.nightly import ask_pubmed
from evidence.records.article import Article
from evidence.records.search import DELETED, MERGED, QUERY_DRIFT, Absence, SearchLog
from evidence.sources.bulk import SourceRecord
from evidence.sources.entrez import SearchResult
from evidence.sources.entrez_fetch import FetchBatch

TONIGHT = How(datetime(2026, 11, 22, 12, tzinfo=UTC))
DATE = "Sun, 22 Nov 2026 12:00:00 GMT"
ONE, TWO, THREE = "97000001", "97000002", "97000003"


def record(pmid: str) -> SourceRecord:
    return SourceRecord("pubmed-xml", pmid.encode(), Article(pmid=pmid, version=1, title="A"), None)


@dataclass
class MadePubMed:
    """Answers each search with the next of its results, the last one again.

    instead: what comes under another PMID; shy: given only where they are asked for once more.
    """

    results: Sequence[Sequence[str] | Exception]
    holds: Sequence[str] = (ONE, TWO, THREE)
    instead: dict[str, str] = field(default_factory=dict)
    server_date: str = DATE
    shy: set[str] = field(default_factory=set)
    requests: int = 0
    queries: list[str] = field(default_factory=list)

    def search(self, query: str) -> SearchResult:
        found = self.results[min(len(self.queries), len(self.results) - 1)]
        self.queries.append(query)
        if isinstance(found, Exception):
            raise found
        return SearchResult(query, len(found), tuple(found), "all", (), None, None, self.server_date)

    def fetch(self, pmids: Sequence[str]) -> Iterator[FetchBatch]:
        for pmid in pmids:
            given = (record(pmid),) if pmid in self.holds and pmid not in self.shy else ()
            self.shy.discard(pmid)
            other = (self.instead[pmid],) if pmid in self.instead else ()
            yield FetchBatch((pmid,), given, () if given else (pmid,), other)


class Kept:
    """A spool with nothing in it."""

    def keep(self, records: Sequence[SourceRecord]) -> None:
        pass

    def records(self) -> Iterator[SourceRecord]:
        return iter(())

    def stored(self) -> None:
        pass


def ask(pubmed: MadePubMed, held: Held | None = None, how: How = TONIGHT) -> PubMedNight:
    return ask_pubmed(pubmed, "sclerosis", held or Held(), Kept(), how)


def test_the_search_by_day_of_entry_is_made_besides_and_asks_for_nothing_more() -> None:
    pubmed = MadePubMed([(ONE, TWO), (TWO,)])
    night = ask(pubmed)
    assert [fetched.article.pmid for fetched in night.records if fetched.article] == [ONE, TWO]
    assert (len(pubmed.queries), pubmed.queries[0], "[crdt]" in pubmed.queries[1]) == (2, "sclerosis", True)


def test_a_record_that_came_between_the_two_searches_is_found_by_the_third() -> None:
    pubmed = MadePubMed([(ONE,), (TWO,), (ONE, TWO)])
    assert (ask(pubmed).found, len(pubmed.queries)) == ((ONE, TWO), 3)


def test_a_search_that_lacks_what_it_lists_by_day_of_entry_twice_is_refused_until_somebody_accepts_it() -> None:
    results = [(ONE,), (TWO,), (ONE,)]
    with pytest.raises(Refused, match=f"did not find what it finds by day of entry .PMID {TWO}"):
        ask(MadePubMed(results))
    assert ask(MadePubMed(results), how=replace(TONIGHT, accept=True)).found == (ONE,)


def test_a_search_by_day_of_entry_that_cannot_be_made_is_remarked_and_stops_nothing() -> None:
    night = ask(MadePubMed([(ONE,), ContentRefused("no field crdt")]))
    assert night.found == (ONE,)
    assert night.log.warnings == ("CrossCheck: the search by day of entry could not be made (no field crdt)",)


@pytest.mark.parametrize("accept", [False, True])
def test_a_clock_that_is_days_off_lets_nothing_in_whatever_a_person_accepts(accept: bool) -> None:
    pubmed = MadePubMed([(ONE,)], server_date="Thu, 19 Nov 2026 12:00:00 GMT")
    with pytest.raises(Refused, match="set the clock of this machine"):
        ask(pubmed, how=replace(TONIGHT, accept=accept))


def test_whoever_watches_is_told_after_each_batch() -> None:
    told: list[tuple[str, int]] = []
    ask_pubmed(MadePubMed([(ONE, TWO)]), "sclerosis", Held(), Kept(), TONIGHT, lambda *so_far: told.append(so_far))
    assert told == [(PUBMED, 1), (PUBMED, 2)]


@pytest.mark.parametrize(
    ("holds", "instead", "label", "into"),
    [
        ((ONE,), {}, DELETED, None),
        ((ONE,), {TWO: THREE}, MERGED, THREE),
        ((ONE, TWO), {}, QUERY_DRIFT, None),
    ],
    ids=["nothing comes", "another one comes", "it comes"],
)
def test_a_record_absent_for_three_nights_is_asked_for_alone_before_anybody_calls_it_gone(
    holds: Sequence[str], instead: dict[str, str], label: str, into: str | None
) -> None:
    absent = Absence(TWO, since="2026-11-20", last="2026-11-21", nights=2)
    held = Held(pmids=frozenset({ONE, TWO}), found=frozenset({ONE}), absences=(absent,), last_night=date(2026, 11, 21))
    night = ask(MadePubMed([(ONE,)], holds, instead), held)
    assert night.absences == (replace(absent, last="2026-11-22", nights=3, label=label, into=into),)


def test_a_record_that_comes_when_it_is_asked_for_alone_is_not_gone() -> None:
    absent = Absence(TWO, since="2026-11-20", last="2026-11-21", nights=2)
    held = Held(pmids=frozenset({ONE, TWO}), found=frozenset({ONE}), absences=(absent,), last_night=date(2026, 11, 21))
    night = ask(MadePubMed([(ONE,)], (ONE, TWO), shy={TWO}), held)
    assert [one.label for one in night.absences] == [QUERY_DRIFT]
    assert TWO in {fetched.article.pmid for fetched in night.records if fetched.article}


def test_an_edit_of_the_search_is_told_with_what_it_lost_and_brought() -> None:
    before = replace(LOG, query="another search")
    held = Held(pmids=frozenset({TWO}), found=frozenset({TWO}), last=(before,), last_night=date(2026, 11, 21))
    night = ask(MadePubMed([(ONE,)]), held)
    assert night.edited == "the search was edited; records found before and not now: 1, new: 1"
    assert (
        ask(MadePubMed([(ONE,)]), replace(held, last=(replace(before, query="sclerosis", translation="all"),))).edited
        == ""
    )


def test_an_absence_of_two_nights_is_not_asked_about() -> None:
    absent = Absence(TWO, since="2026-11-21", last="2026-11-21")
    held = Held(pmids=frozenset({ONE, TWO}), found=frozenset({ONE}), absences=(absent,), last_night=date(2026, 11, 21))
    assert [one.label for one in ask(MadePubMed([(ONE,)], (ONE,)), held).absences] == [None]


LOG = SearchLog(PUBMED, "q", "q", 1, "", (), (), 0, (), (), 1, DATE)


def seen(night: PubMedNight, *, accepted: bool = False) -> list[str]:
    problems: Problems = []
    look_at(night, Held(), problems, accepted=accepted)
    assert all(source == PUBMED and isinstance(problem, PartialError) for source, problem in problems)
    return [str(problem) for _, problem in problems]


def test_what_a_person_should_see_of_a_night_that_went_in_is_told() -> None:
    remarked = replace(LOG, missing=(ONE,), warnings=("PhraseNotFound: x",))
    gone = (Absence(TWO, "", "", 3, DELETED), Absence(THREE, "", "", 3, QUERY_DRIFT), Absence(ONE, "", ""))
    night = PubMedNight(remarked, (ONE,), (), gone)
    missing, remark, deleted = seen(night)
    assert "1 records were found and not given" in missing
    assert "PhraseNotFound: x" in remark
    assert deleted == f"PMID {TWO} is no longer in PubMed"
    assert seen(night, accepted=True) == [missing, deleted]
    assert seen(PubMedNight(LOG, (ONE,), ())) == []


def test_a_night_ends_with_the_gravest_of_what_went_wrong() -> None:
    down, doubted = (PUBMED, TryLater("PubMed is down")), ("clinicaltrials.gov", ContentRefused("half a page"))
    assert problem_of([], done=True) is None
    partial, refused, later = (
        problem_of([down, doubted], done=True),
        problem_of([down, doubted], done=False),
        problem_of([down], done=False),
    )
    assert [code_of(problem) for problem in (None, partial, refused, later)] == [0, 3, 65, 75]
    assert str(refused) == "PubMed is down; clinicaltrials.gov: half a page"


def test_a_night_that_was_stopped_says_so_in_its_row() -> None:
    stopped = KeyboardInterrupt()
    assert (code_of(stopped), message_of(stopped), message_of(None)) == (130, "stopped before it was over", "")
