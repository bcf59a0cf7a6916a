"""The flow of records adds up whatever happened, and the statement tells every search as it was made."""
# ruff: noqa: F811 - a test asks for a fixture by the name under which it was imported

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from string import Formatter
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from evidence.records.study import LABELS, STUDY_DESIGNS, Report, Screening, Study
from evidence.studies import is_evidence
from evidence_cli.exports.flow import NO_COHORT, NO_RESULTS, NOT_GROUPED, PLACES, REMOVED, flow
from evidence_cli.exports.prisma_s import words_of
from evidence_cli.render.safe import safe
from evidence_db.opening import writing
from evidence_db.views_prisma import flow_state
from tests.cli_runner import Run, made, run  # noqa: F401
from tests.db_makers import AWKWARD, REPORT, SEARCH, save, scratch
from tests.fakes.loopback import loopback
from tests.fakes.world import read_record
from tests.made_evidence import make_database
from tests.made_night import Scene, scene, second, yesterday  # noqa: F401
from tests.made_records import ALL, Made, write_set
from tests.payloads import PAYLOADS

Counts = dict[str, Any]
STANDINGS = ("sound", "retracted", "under-concern", "notice", "deleted", "excluded")
UNSEEN = Made("97100060", "Sleep in adults", ((None, "We asked 200 adults about sleep."),))
NUMBERS = [str(number) for number in range(97000001, 97000009)]


def adds_up(told: Counts) -> None:
    """The sums that PRISMA's boxes must keep."""
    assert told["identified_total"] == sum(told["identified"].values())
    assert told["identified_total"] == told["duplicates"] + sum(told["removed"].values()) + told["screened"]
    assert told["screened"] == sum(told["excluded"].values()) + told["assessed"]
    assert told["assessed"] == sum(told["excluded_assessed"].values()) + told["included_reports"]
    assert min(*told["identified"].values(), told["duplicates"], *told["removed"].values()) >= 0


@dataclass(frozen=True)
class Known:
    """One record of a history: by PMID or by the pack alone; packs: how many rows of the pack it is."""

    number: str | None
    packs: int
    read: bool
    label: str
    standing: str
    design: str | None
    results: bool


records = st.builds(
    Known, number=st.one_of(st.none(), st.sampled_from(NUMBERS)), packs=st.integers(0, 3), read=st.booleans(),
    label=st.sampled_from(LABELS), standing=st.sampled_from(STANDINGS),
    design=st.one_of(st.none(), st.sampled_from(STUDY_DESIGNS)), results=st.booleans(),
)  # fmt: skip
pmids = st.lists(st.sampled_from(NUMBERS), unique=True, max_size=6)
runs = st.lists(st.tuples(st.sampled_from(["files", "network"]), pmids), max_size=4)


def reports_of(known: Sequence[Known]) -> list[Report]:
    """One report for each PMID, and for each record that only the pack has."""
    found: dict[str, Report] = {}
    for place, one in enumerate(known):
        keys = tuple(f"cite:made{place}-{number}" for number in range(one.packs))
        record = f"pmid:{one.number}" if one.number is not None else next(iter(keys), None)
        if record is not None:
            screening = Screening(one.label, "why", one.design, one.results, one.standing)
            report = replace(REPORT, record=record, pmid=one.number, names=keys, screening=screening)
            found.setdefault(record, report)
    return list(found.values())


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(known=st.lists(records, max_size=8), history=runs, hits=pmids, held=pmids)
def test_the_counts_add_up_whatever_history_a_database_has(
    known: list[Known], history: list[tuple[str, list[str]]], hits: list[str], held: list[str]
) -> None:
    reports = reports_of(known)
    with scratch() as store:
        for pmid in held:
            save(store, replace(AWKWARD, pmid=pmid))
        for kind, touched in history:
            run = store.begin_run(kind, "2026-11-01T01:00:00+00:00", (), "0", "1")
            store.save_run_articles(run, dict.fromkeys(touched, "new"))
        store.save_hits("pubmed", hits)
        store.save_reports(reports)
        counted = [report for report in reports if is_evidence(report)]
        store.save_studies([Study(f"study:{one.record}", "a study", (one.record,)) for one in counted])
        told = flow(flow_state(store.connection))
    adds_up(told)
    by_kind = {kind: {pmid for told, its in history if told == kind for pmid in its} for kind in ("files", "network")}
    assert told["identified"]["pubmed"] == len({*hits, *by_kind["network"]})
    assert told["identified"]["files"] == len(by_kind["files"])
    assert told["identified"]["pack"] == sum(len(report.names) for report in reports)
    assert (told["included_reports"], told["included_studies"]) == (len(counted), len(counted))
    deleted = [report for report in reports if report.screening.standing == "deleted"]
    assert told["removed"]["deleted"] == len(deleted)
    assert told["screened"] == len(reports) - len(deleted)
    unread = {*held, *hits, *(pmid for _, its in history for pmid in its)} - {report.pmid for report in reports}
    assert told["removed"]["not-received"] + told["removed"]["not-read"] == len(unread)
    assert sum(told["excluded"].values()) == len(
        [one for one in reports if one.screening.label != "hsct-ms-primary" and one not in deleted]
    )


def document(run: Run, **told: Any) -> Counts:
    ran = run("export", "prisma", "--as", "json", **told)
    assert ran.code == 0, ran.err
    found: Counts = json.loads(ran.out)
    return found


@loopback
def test_a_first_night_is_six_records_found_each_with_the_reason_why_it_is_out(second: Scene) -> None:
    told = json.loads(second.say_little("export", "prisma", "--as", "json").out)["flow"]
    adds_up(told)
    assert told["identified"] == {"pubmed": 6, "files": 0, "pack": 0, "earlier": 0}
    assert told["excluded"] == {
        "hsct-ms-secondary: review": 1, "mention-only": 1, "other-stem-cell": 1, "unrelated": 1,
    }  # fmt: skip
    assert told["excluded_assessed"] == {"retracted": 1}
    assert (told["included_reports"], told["included_studies"], told["registered"]) == (1, 1, 3)


@loopback
def test_a_file_that_repeats_what_a_search_found_is_no_second_record(second: Scene, tmp_path: Path) -> None:
    twice = write_set(tmp_path / "twice.xml", [replace(ALL[0], revised="2025-01-01", version=2), UNSEEN])
    assert second.say_little("refresh", "--no-pack", "--from", str(twice)).code == 0
    told = json.loads(second.say_little("export", "prisma", "--as", "json").out)["flow"]
    adds_up(told)
    assert told["identified"] == {"pubmed": 6, "files": 2, "pack": 0, "earlier": 0}
    assert (told["duplicates"], told["screened"]) == (1, 7)


@loopback
def test_every_search_is_told_with_its_exact_words_its_day_and_its_count(second: Scene) -> None:
    second.next_night()
    second.up.world.add(read_record(UNSEEN.xml().encode()))
    second.next_night()
    shown = " ".join(second.say_little("export", "prisma").out.split())
    assert "strategy, as sent: 1:99999999[UID]" in shown
    assert "first search: 2026-11-02: 6 records found, 6 fetched" in shown
    assert "last search: 2026-11-05: 7 records found" in shown
    assert "limits and restrictions: none by date, language, publication type or status" in shown
    told = json.loads(second.say_little("export", "prisma", "--as", "json").out)["searches"]
    assert [row["count"] for row in told if row["source"] == "pubmed"] == [6, 6, 7]


def test_an_empty_machine_says_that_nothing_was_searched_and_what_would_be(run: Run, tmp_path: Path) -> None:
    db = make_database(tmp_path / "made.db")
    shown = " ".join(run("export", "prisma", db=db).out.split())
    assert "searches: none yet; records come from the evidence pack and from files" in shown
    assert '"Multiple Sclerosis"[Mesh] OR "multiple sclerosis"[tiab]' in shown
    assert "no advice about a patient" in shown


def test_a_search_that_changed_is_told_twice_and_a_refused_one_with_its_reason(run: Run, tmp_path: Path) -> None:
    db = make_database(tmp_path / "made.db")
    with writing(db, create=False) as store:
        for day, query, refused in (
            ("01", "old", None),
            ("02", "new", None),
            ("03", "new", None),
            ("04", "new", "half"),
        ):
            number = store.begin_run("network", f"2026-11-{day}T01:00:00+00:00", (), "0", "1")
            store.save_search(number, replace(SEARCH, query=query, translation=query, refused=refused))
    shown = " ".join(run("export", "prisma", db=db).out.split())
    assert "searches: 4, of which 1 refused by a guard" in shown
    assert shown.count("strategy, as sent: old") == shown.count("strategy, as sent: new") == 1
    assert "refused on 2026-11-04: 2 records found; half" in shown


@pytest.mark.parametrize("form", ["text", "markdown", "json"])
def test_the_forms_tell_the_same_counts_twice_the_same(run: Run, form: str) -> None:
    ran = run("export", "prisma", "--as", form)
    assert ran.out == run("export", "prisma", "--as", form).out
    assert "screened" in ran.out
    if form != "json":
        told = document(run)["flow"]
        plainly = ran.out.replace("**", "")
        for words, name in (("records screened", "screened"), ("included studies", "included_studies")):
            assert f"- {words}: {told[name]}" in plainly


@pytest.mark.parametrize("form", ["text", "markdown", "json"])
@pytest.mark.parametrize("place", range(0, len(PAYLOADS), 3))
def test_a_remark_of_a_source_cannot_become_markup_or_steer_a_terminal(
    run: Run, tmp_path: Path, form: str, place: int
) -> None:
    text = f"{PAYLOADS[place]}\x1b[2J"
    db = make_database(tmp_path / "made.db")
    with writing(db, create=False) as store:
        number = store.begin_run("network", "2026-11-01T01:00:00+00:00", (), "0", "1")
        store.save_search(number, replace(SEARCH, query=text, translation=text, warnings=(text,), refused=text))
    shown = run("export", "prisma", "--as", form, db=db).out
    assert safe(shown) == shown
    if form == "markdown":
        assert not [place for place, sign in enumerate(shown) if sign in "<>`" and shown[place - 1] != "\\"]
    if form == "json":
        assert not {"<", ">", "&"} & set(shown)


# In Dutch


def test_both_languages_have_the_same_words_with_the_same_values() -> None:
    english, dutch = words_of("en"), words_of("nl")
    assert {name: slots(told) for name, told in english.text.items()} == {
        name: slots(told) for name, told in dutch.text.items()
    }
    assert set(english.fates) == set(dutch.fates) > {*REMOVED, *PLACES, NO_RESULTS, NO_COHORT, NOT_GROUPED, *LABELS[1:]}
    assert set(english.sources) == set(dutch.sources)
    assert set(dutch.designs) == set(STUDY_DESIGNS)
    assert [name for name in english.text if english.text[name] == dutch.text[name]] == []


@pytest.mark.parametrize("form", ["text", "markdown"])
def test_the_statement_tells_the_same_figures_in_dutch(run: Run, tmp_path: Path, form: str) -> None:
    db = make_database(tmp_path / "made.db")
    with writing(db, create=False) as store:
        for day, refused in (("01", None), ("02", "half"), ("03", None)):
            number = store.begin_run("network", f"2026-11-{day}T01:00:00+00:00", (), "0", "1")
            store.save_search(number, replace(SEARCH, refused=refused, missing=("1",)))
    english, dutch = (run("export", "prisma", "--as", form, "--lang", told, db=db).out for told in ("en", "nl"))
    figures = re.compile(r"\d+")
    after = [
        text.partition("Ident")[2].replace("ClinicalTrials.gov, by its", "ClinicalTrials.gov,")
        for text in (english, dutch)
    ]
    assert figures.findall(after[0]) == figures.findall(after[1])
    shown = " ".join(dutch.replace("**", "").replace("\\", "").split())
    assert "zoektochten: 3, waarvan 1 geweigerd door een controle" in shown
    assert "eerste keer: 2026-11-01: 2 records gevonden, 1 opgehaald, 1 niet gegeven" in shown
    assert f"zoekstrategie, zoals verstuurd: {SEARCH.query}" in shown
    assert "geen advies over een" in shown
    english_words = (*words_of("en").text.values(), *words_of("en").fates.values())
    left = [told for told in english_words if len(told) > 12 and "{" not in told and told in shown]
    assert left == []


def test_the_json_is_the_same_but_for_what_is_said_in_the_language(run: Run) -> None:
    english, dutch = (json.loads(run("export", "prisma", "--as", "json", "--lang", told).out) for told in ("en", "nl"))
    differ = {name for name in english if english[name] != dutch[name]}
    assert differ <= {"title", "basis", "intended_use"}
    assert "intended_use" in differ


def slots(template: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(template) if name}
