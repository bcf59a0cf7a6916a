"""The clinical hazards, on what the program prints: which records may bear an answer. Each test is named as its hazard.

H-01 to H-07, H-10, H-11 and H-17; those of figures and pages are in test_hazards_pages.py. Text and JSON must say the
same status: Desk.standing_of looks at both.
"""
# ruff: noqa: F811 - a test asks for a fixture by the name under which it was imported

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from tests.cli_runner import Run, run  # noqa: F401
from tests.made_hazards import METHODS, NOTICE, RESULTS, TITLE, TRIAL, Desk, desk, made, saying  # noqa: F401
from tests.made_paper import ARTICLE, Paper
from tests.made_studies import as_bytes, study

RECORD = f"pmid:{TRIAL.pmid}"
RETRACTED = (*TRIAL.types, ("Retracted Publication", "D016441"))


# H-01


@pytest.mark.parametrize(
    "night",
    [
        [replace(TRIAL, types=RETRACTED)],
        [replace(TRIAL, notices=(("RetractionIn", NOTICE.pmid),))],
        [replace(TRIAL, types=RETRACTED, notices=(("RetractionIn", NOTICE.pmid),))],
        [replace(NOTICE, notices=(("RetractionOf", TRIAL.pmid),))],
        [replace(TRIAL, notices=(("PartialRetractionIn", NOTICE.pmid),))],
    ],
    ids=["by its type", "by its link", "by both", "by the notice alone", "in part"],
)
def test_h01_no_answer_rests_on_a_retracted_paper_from_the_night_on_that_pubmed_tells_it(
    desk: Desk, night: list[Paper]
) -> None:
    desk.night(TRIAL)
    assert desk.standing_of("Q1") == "answered"
    desk.night(*night)
    assert desk.standing_of("Q1") == "open"
    assert RECORD not in desk.used()
    (told,) = desk.document()["corrections"]
    assert (told["record"], told["kind"], told["effect"]) == (RECORD, "retracted", "no longer counted")
    assert "Q1" in told["rested"]
    assert f"({RECORD}): retracted" in desk.page()
    assert desk.causes("Q1") == [("correction", RECORD, "retracted")]


# H-02


@pytest.mark.parametrize(
    "night",
    [
        [replace(TRIAL, notices=(("ExpressionOfConcernIn", NOTICE.pmid),))],
        [replace(NOTICE, notices=(("ExpressionOfConcernFor", TRIAL.pmid),))],
    ],
    ids=["by its link", "by the notice alone"],
)
def test_h02_an_expression_of_concern_is_told_and_no_answer_rests_on_such_a_paper_alone(
    desk: Desk, night: list[Paper]
) -> None:
    desk.night(TRIAL)
    desk.night(*night)
    assert desk.standing_of("Q1") == "open"
    (told,) = desk.document()["corrections"]
    assert (told["kind"], told["standing"], told["effect"]) == (
        "under-concern", "under-concern", "counts beside other evidence, never alone",
    )  # fmt: skip
    assert f"({RECORD}): expression of concern" in desk.page()
    why = [each["text"] for each in desk.question("Q1")["reasons"] if each["code"] == "concern_only"]
    assert why == ["under an expression of concern and alone, not counted: Bergman 2026"]
    assert why[0][1:] in desk.page("question", "Q1")


# H-03


def test_h03_a_corrected_paper_is_read_anew_and_the_figure_before_stands_beside_the_one_after(desk: Desk) -> None:
    desk.night(TRIAL)
    misprint = RESULTS.replace("odds ratio 7.00, 95% CI 2.95 to 16.6", "odds ratio 0.70, 95% CI 0.30 to 1.66")
    desk.night(saying(TRIAL, results=misprint, notices=(("ErratumIn", NOTICE.pmid),)))
    (told,) = desk.document()["corrections"]
    assert (told["kind"], told["effect"]) == (
        "erratum", "still counted; compare its figures with the correction",
    )  # fmt: skip
    assert "Q1" in told["rests"]
    assert f"({RECORD}): erratum" in desk.page()
    row = next(row for row in desk.document("changes")["answers"] if row["code"] == "Q1")
    assert any("odds ratio for being free of the event 7 (95% CI 2.95 to 16.6)" in text for text in row["said_before"])
    assert any("odds ratio for being free of the event 0.7 (95% CI 0.3 to 1.66)" in text for text in row["says_now"])
    page = desk.page("changes")
    assert page.index("It said: ") < page.index("7 (95% CI 2.95 to 16.6)") < page.index("It says now: ")
    assert "7 (95% CI 2.95" not in desk.page("question", "Q1")


# H-04


def test_h04_a_paper_that_was_retracted_and_republished_counts_once_as_republished_and_both_are_linked(
    desk: Desk,
) -> None:
    again = saying(TRIAL, pmid="97800002", title=f"{TITLE}: republished")
    desk.night(TRIAL)
    desk.night(
        replace(TRIAL, notices=(("RetractedandRepublishedIn", again.pmid),)),
        replace(again, notices=(("RetractedandRepublishedFrom", TRIAL.pmid),)),
    )
    assert desk.used() == {f"pmid:{again.pmid}"}
    assert desk.standing_of("Q1") == "answered"
    assert desk.question("Q9")["pooled"] == [] or desk.question("Q9")["pooled"][0]["n"] == 55
    (told,) = desk.document()["corrections"]
    assert (told["record"], told["kind"], told["by"]) == (RECORD, "retracted-and-republished", [again.pmid])
    assert f"retracted and republished, by PMID {again.pmid}" in desk.page()
    assert TRIAL.pmid in desk.page("show", again.pmid)


# H-05

COHORT = METHODS.replace(
    "In this randomised trial, 110 adults with relapsing-remitting multiple sclerosis (MS) were assigned to autologous "
    "haematopoietic stem cell transplantation (AHSCT) (n=55) or to alemtuzumab (n=55).",
    "We compared 55 patients with relapsing-remitting multiple sclerosis (MS) who underwent autologous haematopoietic "
    "stem cell transplantation (AHSCT) with 55 patients treated with alemtuzumab, retrospectively at two centres.",
)
SERIES = (
    "We followed 55 consecutive patients with relapsing-remitting multiple sclerosis (MS) who underwent autologous "
    "haematopoietic stem cell transplantation (AHSCT) at one centre."
)
ALONE = "At 2 years, NEDA was maintained in 44 of 55 patients (80%)."


@pytest.mark.parametrize(
    ("paper", "design", "status"),
    [
        (TRIAL, "RCT", "answered"),
        (saying(TRIAL, COHORT, types=ARTICLE), "comparative cohort", "signal"),
        (
            saying(
                TRIAL, SERIES, ALONE, types=ARTICLE, title="AHSCT in relapsing-remitting multiple sclerosis: a series"
            ),
            None,
            "signal",
        ),
    ],
    ids=["randomised", "compared, not randomised", "one arm"],
)
def test_h05_the_same_numbers_without_a_randomised_comparison_are_never_conclusive(
    desk: Desk, paper: Paper, design: str | None, status: str
) -> None:
    desk.night(paper)
    assert desk.standing_of("Q1") == status
    told = desk.question("Q1")
    assert told["certainty"] == ("moderate" if status == "answered" else "very_low")
    row = json.loads(desk.say("studies", "--reports", "--as", "json-lines").out.splitlines()[0])
    assert row["study_design"] == (design or "cohort/case series")


# H-06


def test_h06_what_was_found_in_animals_counts_for_nothing_before_anybody_indexed_it(desk: Desk) -> None:
    mice = (
        "Mice with experimental autoimmune encephalomyelitis, a model of relapsing-remitting multiple sclerosis, "
        "received syngeneic haematopoietic stem cell transplantation or alemtuzumab."
    )
    found = "No evidence of disease activity was seen in 44 of 55 mice (80%) against 20 of 55 (36%). None of 55 died."
    desk.night(saying(TRIAL, mice, found, types=ARTICLE, title="Haematopoietic grafts in a mouse model of MS"))
    _nothing_counts(desk)


def _nothing_counts(desk: Desk) -> None:
    assert desk.used() == set()
    told = desk.document()["questions"]
    assert {question["code"] for question in told if question["computed"] and question["status"] != "open"} == set()
    assert {question["status"] for question in told if question["code"] == "Q1"} == {"open"}
    assert "Q1 OPEN" in desk.page()
    assert "answered: 0 partly: 1 (Q17)" in desk.page(), "only what people stated"


# H-07

OF_AHSCT = "autologous haematopoietic stem cell transplantation (AHSCT)"
NO_RESULTS = {
    "a protocol": saying(
        TRIAL,
        f"We will randomise 110 adults with relapsing-remitting MS to {OF_AHSCT} or alemtuzumab.",
        "The primary outcome is NEDA at 2 years; we expect 80% against 36%. No mortality is expected in 55 patients.",
        title=f"{TITLE}: study protocol for a randomised trial",
    ),
    "a paper on who was taken in": saying(
        TRIAL,
        f"We report the baseline of a randomised trial of {OF_AHSCT} or alemtuzumab; outcomes are not reported here.",
        "At inclusion, 110 patients had a mean age of 35 years and 80% had enhancing lesions.",
        title=f"{TITLE}: rationale, design and baseline characteristics",
    ),
    "an editorial": replace(
        TRIAL,
        title="Transplantation in multiple sclerosis: time to act",
        sections=(("", f"After {OF_AHSCT} 80% of patients with MS keep NEDA against 36% on alemtuzumab; none died."),),
        types=(("Editorial", "D016421"),),
    ),
    "a review": replace(
        TRIAL,
        title="Autologous haematopoietic stem cell transplantation for multiple sclerosis: a narrative review",
        sections=(("", f"In this review we discuss {OF_AHSCT} for MS. NEDA was 80% against 36%; mortality 0%."),),
        types=(*ARTICLE, ("Review", "D016454")),
    ),
    "a pooled review": replace(
        TRIAL,
        title=f"{OF_AHSCT} in multiple sclerosis: a systematic review and meta-analysis",
        sections=(("", "We pooled 15 studies of 764 patients with MS. Mortality was 2.1% (95% CI 1.3 to 3.4)."),),
        types=(*ARTICLE, ("Systematic Review", "D000078182"), ("Meta-Analysis", "D017418")),
    ),
    "a notice": replace(
        TRIAL,
        title=f"Correction to: {TITLE}",
        sections=(("", "In the abstract, NEDA should read 44 of 55 patients after AHSCT; none of 55 patients died."),),
        types=(("Published Erratum", "D016425"),),
        notices=(("ErratumFor", "97800077"),),
    ),
}  # fmt: skip


@pytest.mark.parametrize("kind", NO_RESULTS)
def test_h07_what_reports_no_results_of_its_own_is_counted_in_no_answer(desk: Desk, kind: str) -> None:
    desk.night(NO_RESULTS[kind])
    _nothing_counts(desk)


# H-10


def test_h10_the_patients_of_one_trial_are_counted_once_in_however_many_reports(desk: Desk) -> None:
    number = "NCT97000001"
    titles = ("first results", "two-year results", "a preprint", "a congress abstract", "safety")
    reports = [
        saying(TRIAL, pmid=str(97800010 + place), title=f"{TITLE}: {title}", ncts=(number,))
        for place, title in enumerate(titles)
    ]
    desk.night(*reports)
    (pool, *_) = [pool for pool in desk.question("Q9")["pooled"] if pool["label"] == "Q9"]
    assert (pool["k"], pool["n"], pool["n_reported"]) == (1, 55, 275)
    page = desk.page("question", "Q9")
    assert "0 deaths in 55 patients" in page
    assert "275 patients reported, at least 55 different people." in page
    assert len(desk.document("studies")["studies"]) == 1
    assert "275" not in desk.page()


# H-11


def test_h11_a_report_that_names_several_trials_merges_none_of_them(desk: Desk) -> None:
    numbers = ("NCT97000001", "NCT97000002")
    trials = [
        saying(TRIAL, pmid=str(97800020 + place), ncts=(number,), author=author)
        for place, (number, author) in enumerate(zip(numbers, ("Bergman", "Claes"), strict=True))
    ]
    both = saying(
        TRIAL,
        SERIES.replace("one centre", "two centres, some of them in NCT97000001 and NCT97000002"),
        ALONE,
        pmid="97800030",
        ncts=numbers,
        types=ARTICLE,
        author="Dumont",
    )
    review = replace(NO_RESULTS["a review"], pmid="97800031", ncts=(*numbers, "NCT97000003"))
    desk.night(*trials, both, review)
    told = {tuple(row["reports"]) for row in desk.document("studies")["studies"]}
    assert {("pmid:97800020",), ("pmid:97800021",), ("pmid:97800030",)} <= told
    assert len(told) == 3
    page = desk.page("question", "Q1")
    assert "Bergman 2026" in page
    assert "Claes 2026" in page


# H-17


def ended(nct: str, day: str, *, results: bool = False) -> Callable[[Path], Path]:
    """The registry's record of a trial that was completed on the day."""
    module = {
        "overallStatus": "COMPLETED",
        "completionDateStruct": {"date": day, "type": "ACTUAL"},
        "primaryCompletionDateStruct": {"date": day, "type": "ACTUAL"},
    }
    told = study(nct, statusModule=module) | {"hasResults": results}

    def write(folder: Path) -> Path:
        place = folder / "trials.json"
        place.write_bytes(as_bytes({"studies": [told]}))
        return place

    return write


@pytest.mark.parametrize(
    ("trial", "silent"),
    [
        (ended("NCT03477500", "2025-06-30"), True),
        (ended("NCT03477500", "2026-06-30"), False),
        (ended("NCT03477500", "2025-06-30", results=True), False),
    ],
    ids=["more than a year ago", "less than a year ago", "results are posted"],
)
def test_h17_a_trial_that_ended_and_told_nothing_is_named_in_each_answer_that_misses_it(
    desk: Desk, trial: Callable[[Path], Path], silent: bool
) -> None:
    desk.night(TRIAL, also=[trial(desk.folder)])
    told = "down for silent trials, completed more than a year ago without results: RAM-MS"
    for code in ("Q1", "Q9"):
        texts = [each["text"] for each in desk.question(code)["reasons"]]
        assert (told in texts) == silent
        assert (told in desk.page("question", code).replace("Down", "down")) == silent
    assert desk.question("Q1")["certainty"] == ("low" if silent else "moderate")
