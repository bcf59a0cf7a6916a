"""The clinical hazards, on what the program prints: figures and pages. Each test is named as its hazard.

H-08, H-09, H-15, H-16 and H-20 to H-22; those of records are in test_hazards.py.
"""
# ruff: noqa: F811 - a test asks for a fixture by the name under which it was imported

import csv
import io
import json
import re
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from evidence.refresh import load_pack_only
from evidence.sources.ctgov_json import read_study
from evidence_db.opening import writing
from tests.cli_runner import Run, run  # noqa: F401
from tests.fakes.made_studies import made_results, made_study
from tests.made_hazards import RESULTS, TRIAL, Desk, desk, made, saying  # noqa: F401
from tests.made_studies import as_bytes

RECORD = f"pmid:{TRIAL.pmid}"
NO_DEATH = " There was no transplant-related death among 55 patients."


# H-08


@pytest.mark.parametrize(
    "results",
    [
        "At 2 years, NEDA was maintained in 36% and 80% of the alemtuzumab and AHSCT groups, respectively.",
        "NEDA was seen in 20 of 55 and 44 of 55 patients in the alemtuzumab group and the AHSCT group, respectively.",
        "At 2 years, 80% of the AHSCT group and 36% of the alemtuzumab group had NEDA.",
        "At 2 years, NEDA was maintained in 36% and 80% of patients.",
    ],
    ids=["reversed", "reversed counts", "in order", "without arms"],
)
def test_h08_arms_are_never_swapped_and_a_figure_without_an_arm_has_no_direction(desk: Desk, results: str) -> None:
    desk.night(saying(TRIAL, results=results))
    told = {(row["arm"], _share(row)) for row in desk.figures(TRIAL.pmid) if row["state"] == "clean"}
    assert told in ({("hsct", 80), ("comparator", 36)}, set())
    question = desk.question("Q1")
    assert question["direction"] != "favours_comparator"
    if not told:
        assert (question["status"], question["direction"]) == ("open", "not_applicable")
        unbound = [row for row in desk.figures(TRIAL.pmid) if row["state"] == "unbound"]
        assert {row["value"] for row in unbound} == {36, 80}
        assert "not bound to an arm, outcome and time" in desk.page("findings", "--pmid", TRIAL.pmid)
    assert "Favours the comparator" not in desk.page()


def _share(row: dict[str, float]) -> int:
    return round(100 * row["events"] / row["denominator"]) if row["events"] is not None else round(row["value"])


def test_h08_arms_of_posted_results_are_told_apart_by_their_number_where_titles_collide() -> None:
    posted = made_results(("72.5", "30.1"), titles=("Arm", "Arm"))
    study = read_study(as_bytes(made_study("NCT97000001", results=posted)))
    (measure,) = study.results
    assert [(cell.group, cell.value) for cell in measure.cells] == [("OG000", "72.5"), ("OG001", "30.1")]
    assert [(group.id, group.title) for group in measure.groups] == [("OG000", "Arm"), ("OG001", "Arm")]


@pytest.fixture
def posted(desk: Desk) -> Desk:
    """RAM-MS posted a table of which both arms bear one title, and one figure is not available."""
    tree = made_study("NCT03477500", results=made_results(("72.5", "NA"), titles=("Transplant or drug",) * 2))
    path = desk.folder / "posted.json"
    path.write_bytes(as_bytes(tree))
    desk.night(TRIAL, also=(path,))
    return desk


@pytest.mark.parametrize("words", [("show", "NCT03477500"), ("question", "Q1"), ("question", "Q1", "--language", "nl")])
def test_h08_posted_figures_stand_with_the_number_of_their_arm_where_titles_collide(
    posted: Desk, words: tuple[str, ...]
) -> None:
    page = posted.page(*words)
    first, second = (re.search(rf"{arm} “Transplant or drug”, [^:]*: (\S+)", page) for arm in ("OG000", "OG001"))
    assert first is not None
    assert second is not None
    assert (first[1], second[1]) == ("72.5", "NA")
    assert any(said in page for said in ("read by a person before it counts", "telt pas als een persoon het gelezen"))


@pytest.mark.parametrize("words", [("show", "NCT03477500"), ("question", "Q1")])
def test_h08_posted_figures_are_in_json_by_arm_and_count_nowhere(posted: Desk, words: tuple[str, ...]) -> None:
    (trial,) = posted.document(*words)["posted"]
    (outcome,) = trial["outcomes"]
    arms = [(arm["id"], arm["title"], [cell["value"] for cell in arm["figures"]]) for arm in outcome["arms"]]
    assert arms == [("OG000", "Transplant or drug", ["72.5"]), ("OG001", "Transplant or drug", ["NA"])]
    assert (trial["counted"], outcome["time_frame"]) == (False, "96 weeks")
    assert all(row["value"] != 72.5 for row in posted.figures(TRIAL.pmid))
    assert posted.question("Q1")["studies"] == [RECORD]


def test_h08_results_that_a_question_does_not_await_are_not_in_its_derivation(posted: Desk) -> None:
    awaiting = {row["code"]: row for row in posted.document()["questions"]}
    assert awaiting["Q19"]["awaited"] == []
    assert posted.document("question", "Q19")["posted"] == []


# H-09

COMPARED = "The hazard ratio for relapse with AHSCT compared with alemtuzumab was {}."
READ_RIGHT = {
    "a raised dot": ("0·45 (95% CI 0·19–1·02)", (0.45, 0.19, 1.02)),
    "a semicolon": ("0.83 (95% CI 0.70; 0.99)", (0.83, 0.7, 0.99)),
}
NOT_A_FIGURE = {
    "an estimate outside its interval": COMPARED.format("0.45 (95% CI 0.50 to 0.90)"),
    "a decimal comma": COMPARED.format("0,45 (95% CI 0,19 to 0,98)"),
    "a sign that was lost": "The mean difference in EDSS, AHSCT against alemtuzumab, was -0.034 (95% CI -0.009-0.060).",
    "more events than patients": "NEDA was kept in 60 of 55 patients after AHSCT and in 20 of 55 on alemtuzumab.",
    "more than all": "NEDA was maintained in 180% of patients after AHSCT and in 36% on alemtuzumab.",
}  # fmt: skip


@pytest.mark.parametrize(("printed", "figures"), READ_RIGHT.values(), ids=READ_RIGHT)
def test_h09_an_interval_is_read_as_it_is_meant(desk: Desk, printed: str, figures: tuple[float, float, float]) -> None:
    desk.night(saying(TRIAL, results=COMPARED.format(printed)))
    (row,) = desk.figures(TRIAL.pmid)
    assert ((row["value"], row["ci_low"], row["ci_high"]), row["state"]) == (figures, "clean")
    value, low, high = (f"{each:g}" for each in figures)
    assert f"hazard ratio {value} (95% CI {low} to {high})" in desk.page("question", "Q1")


@pytest.mark.parametrize("results", NOT_A_FIGURE.values(), ids=NOT_A_FIGURE)
def test_h09_a_figure_that_contradicts_itself_reaches_no_answer_and_is_shown_as_flagged(
    desk: Desk, results: str
) -> None:
    desk.night(saying(TRIAL, results=results))
    flagged = [row for row in desk.figures(TRIAL.pmid) if row["state"] == "flagged"]
    assert flagged
    used = {
        finding
        for question in desk.document()["questions"]
        for part in (question, *question["sub_answers"])
        for finding in part["findings"]
    }
    assert used.isdisjoint(row["id"] for row in flagged)
    assert desk.question("Q1")["direction"] in ("not_applicable", "no_difference_shown")
    assert "flagged" in desk.page("findings", "--pmid", TRIAL.pmid)


# H-15, H-16: on the evidence pack, whose answers are full of effects

PAGES = [
    ("report",), ("report", "--as", "markdown"), ("report", "--as", "json"), ("report", "--as", "json-lines"),
    ("report", "--as", "csv"), ("report", "--language", "nl"), ("question", "Q1"), ("question", "Q1", "--as", "json"),
    ("question", "Q2", "--language", "nl"),
]  # fmt: skip
EFFECT = re.compile(r"(?:ratio|difference|verschil)\b[^;:()]{0,60}? -?\d[\d.,]*[^;:()]{0,50} \((.{0,60})")
INTERVAL = re.compile(r"\d+(% CI|%-BI) -?\d|interval (not reported|niet vermeld)")


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the evidence pack as a database."""
    folder = tmp_path_factory.mktemp("packed")
    with writing(folder / "hazard.db", create=True) as store:
        load_pack_only("hsct_ms", store, now=datetime(2026, 11, 24, tzinfo=UTC), program_version="0")
    return folder


@pytest.fixture
def packed(pack: Path, run: Run) -> Desk:
    return Desk(pack, run)


@pytest.mark.parametrize("words", PAGES, ids=" ".join)
def test_h15_no_effect_is_told_without_its_interval_or_the_word_that_it_is_missing(
    packed: Desk, words: tuple[str, ...]
) -> None:
    page = packed.page(*words).replace("\\", "")
    told = EFFECT.findall(page)
    assert told, "a page without an effect shows nothing"
    assert [each for each in told if INTERVAL.search(each) is None] == []


def test_h15_a_printed_figure_is_told_as_it_was_printed_and_not_rounded(packed: Desk) -> None:
    rows = [
        json.loads(line) for line in packed.say("findings", "--outcome", "arr", "--as", "json-lines").out.splitlines()
    ]
    page = packed.page("findings", "--outcome", "arr")
    printed = [row["value"] for row in rows if row["value"] is not None]
    assert 0.028 in printed
    assert [value for value in printed if not re.search(rf"(?<![\d.]){re.escape(f'{value:g}')}(?![\d])", page)] == []


@pytest.mark.parametrize("words", PAGES, ids=" ".join)
def test_h16_a_difference_that_is_not_shown_is_never_called_no_effect(packed: Desk, words: tuple[str, ...]) -> None:
    page = packed.page(*words).lower().replace("\\", "")
    left = re.sub(r"""(hold|bevatten) "+(no effect|geen effect)"+""", "", page)
    assert re.findall(r"no effect|geen effect|ineffective|no difference(?! shown)|equally effective", left) == []


def test_h16_p_of_six_in_a_hundred_shows_no_difference_and_says_not_that_there_is_none(desk: Desk) -> None:
    desk.night(saying(TRIAL, results=COMPARED.format("0.60 (95% CI 0.35 to 1.03; p=0.06)") + NO_DEATH))
    question = desk.question("Q1")
    assert (question["status"], question["direction"]) == ("partly", "no_difference_shown")
    page = desk.page("question", "Q1")
    assert "hazard ratio 0.6 (95% CI 0.35 to 1.03; p = 0.06); no difference shown" in page
    assert 'the intervals of 1 study hold "no effect", so a difference is not shown' in page


def test_h16_what_is_missing_is_null_in_json_empty_in_csv_and_not_reported_in_text_and_zero_stays_zero(
    desk: Desk,
) -> None:
    bare = "AHSCT reduced relapses compared with alemtuzumab (hazard ratio 0.45)."
    desk.night(saying(TRIAL, results=bare + NO_DEATH))
    ratio, death = sorted(desk.figures(TRIAL.pmid), key=lambda row: row["outcome"])
    assert [ratio[name] for name in ("ci_low", "ci_high", "p", "events", "denominator")] == [None] * 5
    assert (death["events"], death["denominator"], death["ci_low"]) == (0, 55, None)
    rows = csv.DictReader(io.StringIO(desk.say("findings", "--pmid", TRIAL.pmid, "--as", "csv").out))
    by_outcome = {row["outcome"]: row for row in rows}
    assert (by_outcome["relapse_free_survival"]["ci_low"], by_outcome["trm"]["events"]) == ("", "0")
    page = desk.page("findings", "--pmid", TRIAL.pmid)
    assert "hazard ratio 0.45 (ratio of events; interval not reported)" in page
    assert "0 of 55" in page


# H-20, H-22: every command and every form

EVERY = [
    (command, form)
    for command, forms in {
        "report": ("text", "markdown", "json", "json-lines", "csv"),
        "question Q9": ("text", "json"),
        f"show {TRIAL.pmid}": ("text", "json", "html"),
        "findings": ("text", "json", "json-lines", "csv"),
        "studies": ("text", "json", "json-lines", "csv"),
        "search transplantation": ("text", "json", "json-lines", "csv"),
        "changes": ("text", "markdown", "json", "json-lines", "csv"),
    }.items()
    for form in forms
]
PURPOSE = "it takes no patient data and gives no advice about a patient"


def _rows(out: str, form: str) -> list[dict[str, object]]:
    if form == "csv":
        return list(csv.DictReader(io.StringIO(out)))
    found = [json.loads(line) for line in out.splitlines()] if form == "json-lines" else [json.loads(out)]
    return list(found)


@pytest.mark.parametrize(("command", "form"), EVERY, ids=[f"{command} as {form}" for command, form in EVERY])
def test_h20_every_page_and_every_row_says_that_it_was_read_from_abstracts(desk: Desk, command: str, form: str) -> None:
    desk.night(TRIAL)
    out = desk.say(*command.split(), "--as", form).out
    if form in ("text", "markdown", "html"):
        assert "abstract" in " ".join(out.split()).split("Who benefits")[0]
        return
    rows = _rows(out, form)
    assert rows
    assert [row for row in rows if not re.search("abstract|pack|register", str(row["basis"]))] == []


@pytest.mark.parametrize(("command", "form"), EVERY, ids=[f"{command} as {form}" for command, form in EVERY])
def test_h22_every_page_and_every_row_says_that_it_is_no_advice_about_a_patient(
    desk: Desk, command: str, form: str
) -> None:
    desk.night(TRIAL)
    out = desk.say(*command.split(), "--as", form).out
    if form in ("text", "markdown", "html"):
        assert PURPOSE in " ".join(out.split())
        return
    assert [row for row in _rows(out, form) if PURPOSE not in str(row["intended_use"])] == []


def test_h22_no_field_asks_for_or_holds_a_patient_and_nothing_says_what_to_do(desk: Desk) -> None:
    desk.night(TRIAL)
    told = json.dumps([desk.document(), desk.document("question", "Q1"), desk.document("show", TRIAL.pmid)])
    names = set(re.findall(r'"(\w+)":', told))
    assert names & {"patient", "patient_id", "patient_name", "birth", "date_of_birth", "sex", "age", "address"} == set()
    page = desk.page() + desk.page("question", "Q1")
    assert (
        re.findall(r"(?i)\b(should be treated|should receive|we recommend|is recommended for|eligible for)\b", page)
        == []
    )
    for words in (["--help"], *([name, "--help"] for name in ("report", "question", "show", "refresh"))):
        assert not re.search(r"(?i)--(age|sex|edss|patient)\b", desk.say(*words).out)


# H-21


def test_h21_an_abstract_in_another_language_is_kept_apart_and_no_figure_is_read_from_it(desk: Desk) -> None:
    told = "Nach zwei Jahren waren 99% der Patienten nach AHSCT frei von Krankheit (NEDA), 7 of 55 patients died."
    desk.night(replace(TRIAL, other=("ger", told)))
    figures = desk.figures(TRIAL.pmid)
    assert {row["value"] for row in figures} == {80, 36, 7, 0}
    assert all(row["sentence"] in RESULTS for row in figures)
    page = desk.page("show", TRIAL.pmid)
    assert "Other abstract: ger (Publisher), not read" in page
    assert "99%" not in page
    (other,) = desk.document("show", TRIAL.pmid)["article"]["other_abstracts"]
    assert (other["language"], other["sections"][0]["text"]) == ("ger", told)
