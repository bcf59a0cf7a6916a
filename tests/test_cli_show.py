"""show and question: one thing whole, with every figure where it stands."""
# ruff: noqa: F811 - a test asks for a fixture by the name under which it was imported

import json
from dataclasses import replace
from pathlib import Path

import pytest

from evidence.records.study import Study
from evidence_cli.lookup import record_key
from evidence_cli.render.show_others import _numbers
from evidence_db.opening import writing
from tests.cli_runner import Run, made, run  # noqa: F401
from tests.made_evidence import ANSWERS, FINDINGS, NEDA, STUDIES, make_database


def flat(run: Run, *words: str) -> str:
    ran = run(*words)
    assert ran.code == 0, ran.err
    return " ".join(ran.out.split())


@pytest.mark.parametrize(
    "name", ["97100001", "pmid:97100001", "PMID: 97100001", "doi:10.1000/made.1", "https://doi.org/10.1000/MADE.1"]
)
def test_a_record_answers_to_each_of_its_names(run: Run, name: str) -> None:
    assert "Keys: pmid:97100001, doi:10.1000/made.1" in flat(run, "show", name)


@pytest.mark.parametrize("name", ["NCT00000001", "nct00000001", "MADE-MS", "2024-5-0"])
def test_a_trial_answers_to_each_of_its_names(run: Run, name: str) -> None:
    assert "MADE-MS: Made-up comparison" in flat(run, "show", name)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("study:vries", "De Vries cohort (study:vries)"),
        ("cite:jansen2019", "Jansen 2019"),
        ("jansen2019", "Jansen 2019"),
    ],
)
def test_studies_and_records_of_the_pack_are_shown(run: Run, name: str, expected: str) -> None:
    assert expected in flat(run, "show", name)


def test_a_record_is_shown_with_the_address_at_which_it_is_public(run: Run) -> None:
    assert "Public address: https://pubmed.ncbi.nlm.nih.gov/97100001/" in flat(run, "show", "97100001")
    assert "Public address:" not in flat(run, "show", "cite:jansen2019")


def test_the_figures_are_marked_in_the_abstract(run: Run) -> None:
    shown = flat(run, "show", "97100001")
    assert (
        "NEDA at two years was {88%}[1] against {37%}[u1 not read]. {None of 40}[2] died ({HR 0.45}[3 flagged])."
        in shown
    )


def test_a_figure_of_an_earlier_text_is_listed_and_not_marked_in_the_present_one(run: Run, tmp_path: Path) -> None:
    old = replace(NEDA, text_hash="0" * 64, mark_start=0, mark_end=3, value=12.0)
    database = make_database(tmp_path / "old.db", findings=(*FINDINGS, old))
    shown = " ".join(run("show", "97100001", db=database).out.split())
    assert "{Own" not in shown
    assert "Figures read from an earlier version of the text: 1 [4] NEDA: 12%" in shown


def test_a_notice_an_author_group_and_the_versions_are_shown(run: Run) -> None:
    shown = flat(run, "show", "97100001")
    assert "erratum in PMID 97100009: J Made. 2025" in shown
    assert "de Vries A; Made Group" in shown
    assert "current: version 1, revised 2024-05-06" in shown


def test_what_a_record_does_not_report_is_said_and_is_not_0(run: Run) -> None:
    shown = flat(run, "show", "cite:jansen2019")
    assert "Patients: not reported" in shown
    assert "Seen in part: only a part of the abstract was seen" in shown


def test_a_figure_leads_to_its_record(run: Run) -> None:
    figure = json.loads(run("findings", "--outcome", "neda", "--as", "json").out)["findings"][0]["id"]
    assert "pmid:97100001" in flat(run, "show", figure)


@pytest.mark.parametrize("name", ["97100001", "MADE-MS", "study:vries"])
def test_json_of_one_thing_has_its_kind_date_and_intended_use(run: Run, name: str) -> None:
    document = json.loads(run("show", name, "--as", "json").out)
    assert document["kind"] in ("record", "trial", "study")
    assert (document["schema_version"], document["data_date"]) == (1, "2026-11-20")
    assert "no advice" in document["intended_use"]


@pytest.mark.parametrize(
    ("name", "key"),
    [("10.1/A", "doi:10.1/a"), (" pmid 12 ", "pmid:12"), ("CITE:x", "cite:x"), ("RAM-MS", "RAM-MS"), ("10.5", "10.5")],
)
def test_a_name_is_read_as_people_write_it(name: str, key: str) -> None:
    assert record_key(name) == key


def test_the_derivation_tells_rule_reasons_parts_studies_figures_awaited_and_next(run: Run) -> None:
    shown = flat(run, "question", "Q1")
    for words in (
        "PARTLY (some comparative or pooled support)", "version 1; kind: benefit", "Jansen 2019, randomised",
        "against alemtuzumab: SIGNAL", "Jansen trial: cite:jansen2019", "from the evidence pack, https://example.org",
        'read from the abstract: "NEDA at two years was {88%} against 37%."', "MADE-MS: 2027 (registry)",
        "a randomised comparison with the comparator asked for", "20 Nov 2026: Partly. Favours HSCT",
    ):  # fmt: skip
        assert words in shown


def test_a_pooled_figure_tells_unique_patients_and_shared_ones(run: Run) -> None:
    shown = flat(run, "question", "Q9")
    assert "Transplant-related mortality: 0.00% (95% CI 0.00 to 8.81; 1 study, 40 patients, 0 deaths" in shown
    assert "55 patients reported, at least 40 different people" in shown
    assert "overlap:north" not in shown  # the code of a group of which no other study is held


def test_a_study_names_those_that_may_have_its_patients_and_not_itself(run: Run, tmp_path: Path) -> None:
    database = make_database(tmp_path / "shared.db")
    other = Study("study:bakker", "Bakker 2012", (), (), "overlap:north; overlap:south")
    third = Study("study:maas", "Maas 2010", (), (), "overlap:east")
    with writing(database, create=False) as store:
        store.save_studies([*STUDIES, other, third])
    told = " ".join(run("question", "Q9", db=database).out.split())
    assert "De Vries cohort: pmid:97100001. May share patients with: Bakker 2012." in told
    (row,) = json.loads(run("question", "Q9", "--as", "json", db=database).out)["studies"]
    assert row["shares_with"] == ["Bakker 2012"]


def test_the_derivation_in_dutch_has_a_decimal_comma(run: Run) -> None:
    assert "bovengrens 8,81%, boven de drempel van 1%" in flat(run, "question", "Q9", "--language", "nl")


def test_the_history_of_an_answer_is_kept(run: Run, tmp_path: Path) -> None:
    database = make_database(tmp_path / "two.db")
    make_database(database, answers=(replace(ANSWERS[0], status="conflicting"), *ANSWERS[1:]))
    shown = " ".join(run("question", "Q1", db=database).out.split())
    assert "- 20 Nov 2026: Partly. Favours HSCT, certainty low. - 20 Nov 2026: Conflicting." in shown


def test_json_of_a_question_holds_the_figures_whole(run: Run) -> None:
    document = json.loads(run("question", "Q1", "--as", "json").out)
    assert {row["origin"] for row in document["findings"]} == {"machine", "pack"}
    assert [line["status"] for line in document["history"]] == ["partly"]
    assert document["question"]["next_status"]["code"] == "next_direct_trial"


def test_an_answer_that_names_records_shows_the_studies_they_belong_to(run: Run, tmp_path: Path) -> None:
    answer = replace(ANSWERS[1], studies=("pmid:97100001",))
    shown = " ".join(run("question", "Q9", db=make_database(tmp_path / "r.db", answers=(answer,))).out.split())
    assert "De Vries cohort: pmid:97100001" in shown


def test_numbers_of_registers_that_nobody_asks_say_so() -> None:
    ids = [["nct", "NCT00000001"], ["isrctn", "ISRCTN00000001"], ["sponsor", "X1"]]
    assert _numbers(ids).told == "nct NCT00000001, isrctn ISRCTN00000001 (not monitored), sponsor X1"


def test_of_two_studies_of_one_name_neither_is_shown_silently(run: Run, tmp_path: Path) -> None:
    database = make_database(tmp_path / "twice.db")
    with writing(database, create=False) as store:
        store.save_studies([*STUDIES, Study("study:vries2", "De Vries cohort", ())])
    ran = run("show", "De Vries cohort", db=database)
    assert ran.code == 2
    assert "2 studies are called" in ran.err
    assert "evidence show study:vries2" in ran.err
    assert run("show", "study:vries", db=database).code == 0
