"""Virtual nights: what a client sees of the world on the day after each event."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
import requests

from evidence.sources.pubmed_xml import read_record
from tests.fakes import edits
from tests.fakes.events import EVENTS
from tests.fakes.loopback import loopback
from tests.fakes.made import made_record
from tests.fakes.made_studies import made_results, made_study
from tests.fakes.nights import Nights
from tests.fakes.upstream import Upstream
from tests.fakes.world import World
from tests.upstream_client import get, pmids_of, post, search

pytestmark = loopback
ONE, TWO, NCT = "97000001", "97000002", "NCT90000001"
TOPIC = '"multiple sclerosis"[tiab]'


def after(*events: dict[str, object], nights: int = 1) -> Upstream:
    """A started server on the day after the events."""
    world = World(today=date(2026, 11, 1))
    world.add(
        made_record(ONE, abstract="A dose of 5 mg was given; 3 of 40 died."), made_record(TWO, today=date(2026, 10, 1))
    )
    world.add_studies([made_study(NCT)])
    script = {"event": [{"day": "2026-11-02", **event} for event in events]}
    up = Upstream(world, limits=(None, None), nights=Nights.of(script))
    up.start()
    search(up, TOPIC)  # the index is there before the night, so that it must notice what changes
    for _ in range(nights):
        up.next_night()
    return up


@pytest.fixture(autouse=True)
def _stopped(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    started: list[Upstream] = []
    start = Upstream.start
    monkeypatch.setattr(Upstream, "start", lambda up: (started.append(up), start(up))[1])
    yield
    for up in started:
        up.stop()


def record(up: Upstream, pmid: str) -> bytes:
    return post(up, "efetch", id=pmid).content


def found(up: Upstream, term: str = TOPIC) -> list[str]:
    return sorted(search(up, term, retmax=100)["idlist"])


def study(up: Upstream) -> dict[str, object]:
    whole: dict[str, object] = get(up, f"studies/{NCT}").json()
    return whole


def test_a_new_record_is_found_by_its_day_of_creation() -> None:
    up = after({"do": "add", "pmid": "97000003"})
    assert found(up, "2026/11/02[crdt]") == ["97000003"]


def test_a_backfilled_record_was_created_today_and_entered_long_ago() -> None:
    up = after({"do": "backfill", "pmid": "97000003", "published": "2009-05-06"})
    assert found(up, "2026/11/02[crdt]") == ["97000003"]
    assert found(up, "2026/11/02[edat]") == []
    assert found(up, "2009/05/06[edat]") == ["97000003"]


@pytest.mark.parametrize(("touch", "revised"), [(True, "2026-11-02"), (False, "2026-11-01")])
def test_a_revision_changes_the_text_and_its_date_only_where_told(touch: bool, revised: str) -> None:
    up = after({"do": "revise", "pmid": ONE, "old": "3 of 40", "new": "2 of 40", "touch": touch})
    article = read_record(up.world.records[ONE][-1].raw)
    assert "2 of 40 died" in article.sections[0].text
    assert str(article.revised) == revised


def test_a_record_gets_a_further_version() -> None:
    up = after({"do": "bump", "pmid": ONE, "old": "3 of 40", "new": "4 of 40"})
    assert read_record(up.world.versions(ONE)[0].raw).version == 2
    up.world.asked_versions = "all"
    assert pmids_of(record(up, ONE)) == [ONE, ONE]


@pytest.mark.parametrize(("how", "by_type", "by_link"), [("type", 1, 0), ("link", 0, 1), ("both", 1, 1)])
def test_a_retraction_shows_by_type_by_link_or_by_both(how: str, by_type: int, by_link: int) -> None:
    up = after({"do": "retract", "pmid": ONE, "how": how})
    assert len(found(up, "Retracted Publication[pt]")) == by_type
    assert len(found(up, "hasretractionin[sb]")) == by_link
    assert len(found(up, "Retraction of Publication[pt]")) == by_link
    assert read_record(up.world.records[ONE][-1].raw).pmid == ONE


def test_a_concern_is_a_link_and_no_publication_type() -> None:
    up = after({"do": "concern", "pmid": ONE})
    article = read_record(up.world.records[ONE][-1].raw)
    assert [notice.ref_type for notice in article.notices] == ["ExpressionOfConcernIn"]
    assert article.publication_types == ("Journal Article",)


def test_an_erratum_may_change_the_text_itself() -> None:
    note = "Dosage error in published abstract"
    up = after({"do": "erratum", "pmid": ONE, "old": "5 mg", "new": "0.5 mg", "note": note})
    article = read_record(up.world.records[ONE][-1].raw)
    assert "0.5 mg" in article.sections[0].text
    assert [(notice.ref_type, notice.note) for notice in article.notices] == [("ErratumIn", note)]


def test_several_notices_stand_side_by_side() -> None:
    up = after(
        {"do": "concern", "pmid": ONE},
        {"do": "retract", "pmid": ONE, "how": "link"},
        {"do": "link", "pmid": ONE, "kind": "UpdateIn", "other": "97000008"},
    )
    article = read_record(up.world.records[ONE][-1].raw)
    assert [notice.ref_type for notice in article.notices] == ["ExpressionOfConcernIn", "RetractionIn", "UpdateIn"]


def test_a_date_of_revision_stands_behind_the_records_own_pmid() -> None:
    raw = edits.with_notice(made_record(ONE).raw, "ErratumIn", "97000009")
    without = re.sub(rb"<DateRevised>.*?</DateRevised>", b"", raw)
    revised = edits.with_revised(without, date(2026, 11, 2))
    assert f"{ONE}</PMID><DateRevised>".encode() in revised
    assert b"97000009</PMID><DateRevised>" not in revised


def test_a_deleted_record_stops_answering_without_a_word() -> None:
    up = after({"do": "delete", "pmid": ONE})
    assert found(up) == [TWO]
    assert pmids_of(post(up, "efetch", id=f"{ONE},{TWO}").content) == [TWO]


@pytest.mark.parametrize(("answers", "given"), [(False, []), (True, [TWO])])
def test_a_merged_record_gives_nothing_or_the_other_one(answers: bool, given: list[str]) -> None:
    up = after({"do": "merge", "pmid": ONE, "into": TWO, "answers": answers})
    assert pmids_of(record(up, ONE)) == given


def test_headings_arrive_later() -> None:
    up = after({"do": "index", "pmid": ONE, "mesh": ["Multiple Sclerosis", "Transplantation, Autologous"]})
    assert found(up, '"Transplantation, Autologous"[Mesh]') == [ONE]
    assert found(up, "medline[sb]") == [ONE]
    assert read_record(up.world.records[ONE][-1].raw).status == "MEDLINE"


def test_a_record_vanishes_from_searches_for_as_many_nights_as_told_and_can_be_fetched_all_the_time() -> None:
    up = after({"do": "vanish", "pmid": ONE, "nights": 2})
    seen = [found(up)]
    for _ in range(2):
        up.next_night()
        seen.append(found(up))
    assert seen == [[TWO], [TWO], [ONE, TWO]]
    up.world.hidden[ONE] = 9
    assert pmids_of(record(up, ONE)) == [ONE]


def test_a_translation_changes_over_night() -> None:
    up = after({"do": "translate", "old": "Multiple Sclerosis", "new": "Demyelinating Diseases"})
    assert search(up, '"Multiple Sclerosis"[Mesh]')["querytranslation"] != '"multiple sclerosis"[MeSH Terms]'


@pytest.mark.parametrize("status", ["COMPLETED", "WITHHELD", "UNKNOWN", "A_NEW_ONE"])
def test_a_study_changes_its_status_and_its_day_of_update(status: str) -> None:
    module = study(after({"do": "restatus", "nct": NCT, "status": status}))["protocolSection"]["statusModule"]
    assert (module["overallStatus"], module["lastUpdatePostDateStruct"]["date"]) == (status, "2026-11-02")
    assert ("lastKnownStatus" in module) == (status in ("WITHHELD", "UNKNOWN"))


def test_a_study_slips() -> None:
    up = after({"do": "redate", "nct": NCT, "field": "primaryCompletionDateStruct", "to": "2030-03"})
    module = study(up)["protocolSection"]["statusModule"]
    assert module["primaryCompletionDateStruct"] == {"date": "2030-03", "type": "ESTIMATED"}


def test_results_are_posted_and_taken_away() -> None:
    up = after({"do": "post_results", "nct": NCT, "results": made_results()})
    assert (study(up)["hasResults"], "resultsSection" in study(up)) == (True, True)
    requests.post(f"{up.url}__event__", json={"do": "withdraw_results", "nct": NCT}, timeout=5)
    assert (study(up)["hasResults"], "resultsSection" in study(up)) == (False, False)


def test_a_record_of_any_form_may_be_added() -> None:
    xml = made_record("97000007").raw.decode()
    assert pmids_of(record(after({"do": "add_xml", "xml": xml}), "97000007")) == ["97000007"]


def test_a_night_without_events_changes_no_record() -> None:
    up = after(nights=3)
    assert (found(up), up.world.today) == ([ONE, TWO], date(2026, 11, 4))


def test_every_event_is_tried_here() -> None:
    text = Path(__file__).read_text(encoding="utf-8")
    assert [name for name in EVENTS if f'"do": "{name}"' not in text] == []
