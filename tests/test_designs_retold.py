"""Designs and labels that one turn of phrase hides: a wish, a percentage, two towns, a registry."""

from pathlib import Path

import pytest

from evidence.records.article import AbstractSection, Article
from evidence.records.study import PRIMARY, Screening
from evidence.screening import Screener, compile_screener, screen
from evidence.topics.vocabulary import load_vocabulary

TITLE = "Autologous haematopoietic stem cell transplantation in multiple sclerosis"
COHORT, COMPARED, REGISTRY = "cohort/case series", "comparative cohort", "registry"
META, TRIAL, CASE, LOTS = "meta-analysis/systematic review", "single-arm trial", "case report", "RCT"


@pytest.fixture(scope="module")
def screener() -> Screener:
    return compile_screener(load_vocabulary(Path(__file__).parent.parent / "evidence/topics/hsct_ms"))


def screened(screener: Screener, text: str, title: str = TITLE) -> Screening:
    return screen(Article("97000001", 1, title, (AbstractSection(None, None, text),)), screener)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We treated 40 patients. This early study needs confirmation in randomised trials.", COHORT),
        ("We treated 40 patients. Our study supports further randomised comparisons and randomised trials.", COHORT),
        ("We treated 40 patients. The present study calls for randomised evidence.", COHORT),
        ("We treated 40 patients. This trial was centrally randomised.", LOTS),
        ("We treated 40 patients. The study was double-blind and randomised.", LOTS),
    ],
)
def test_a_study_that_asks_for_lots_has_drawn_none(screener: Screener, text: str, expected: str) -> None:
    assert screened(screener, text).study_design == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("In a phase II study 18 non-primary progressive patients were grafted. Relapse was seen in a patient.", TRIAL),
        ("Twenty-two long-standing cases were grafted; a lesion was seen in a single patient at 3 years.", COHORT),
        ("AHSCT was given in a single patient, who relapsed 18 months later.", CASE),
        ("We report a woman, 34 years, who improved after AHSCT.", CASE),
    ],
)
def test_one_patient_of_many_is_no_case_report(screener: Screener, text: str, expected: str) -> None:
    assert screened(screener, text).study_design == expected


def test_a_percentage_behind_a_patient_is_no_age(screener: Screener) -> None:
    asked = "An online questionnaire was answered by 120 neurologists; 31% had ever sent a patient, 12% more than four."
    assert screened(screener, asked).study_design == "survey"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Individual data of 410 patients from seven cohorts were pooled in a mixed model.", META),
        ("Individual participant data from 9 published series were combined.", META),
        ("We present a pooled analysis of individual records of 300 adults from five trials.", META),
        ("We followed 60 patients; data of our two cohorts were pooled.", COHORT),
        ("We followed 60 patients; individual scores of both tests were pooled.", COHORT),
    ],
)
def test_data_of_many_cohorts_that_are_pooled_are_a_meta_analysis(screener: Screener, text: str, expected: str) -> None:
    assert screened(screener, text).study_design == expected


@pytest.mark.parametrize(
    ("denial", "expected"),
    [
        ("No direct comparison is available.", COMPARED),
        ("No formal comparison has been published.", COMPARED),
        ("A weakness is that there was no control group.", COHORT),
        ("We had no comparison group.", COHORT),
    ],
)
def test_that_others_never_compared_is_no_denial(screener: Screener, denial: str, expected: str) -> None:
    title = "AHSCT compared with alemtuzumab in multiple sclerosis"
    assert screened(screener, f"{denial} We followed 60 patients for three years.", title).study_design == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Levels were measured in 30 patients after AHSCT; they did not differ from 12 untransplanted SPMS.", COMPARED),
        ("After AHSCT 30 patients did not differ from those never transplanted.", COMPARED),
        ("After AHSCT 30 patients did not differ from those not relapsing.", COHORT),
        ("We studied T cells after AHSCT in 20 patients treated in Oslo and Bergen with cyclophosphamide.", COHORT),
        ("We studied T cells after AHSCT in 20 patients treated between 2009 and 2017 with cyclophosphamide.", COHORT),
        ("We studied T cells in 20 AHSCT patients in Oslo and 20 patients treated with alemtuzumab.", COMPARED),
    ],
)
def test_groups_are_people_not_towns_or_years(screener: Screener, text: str, expected: str) -> None:
    assert screened(screener, text).study_design == expected


@pytest.mark.parametrize(
    ("title", "text", "expected"),
    [
        (
            "AHSCT for multiple sclerosis: a study from the national registry",
            "We identified 90 patients in the national MS registry and reviewed their medical records.",
            REGISTRY,
        ),
        (
            "AHSCT for multiple sclerosis: a study from the national registry",
            "We reviewed the medical records of 90 patients of two hospitals.",
            COHORT,
        ),
        ("Fertility after AHSCT for multiple sclerosis: seven EBMT centres", "We followed 90 patients.", COHORT),
        ("Fertility after AHSCT for multiple sclerosis: an EBMT study", "We followed 90 patients.", REGISTRY),
    ],
)
def test_a_registry_names_the_patients_or_it_is_none(screener: Screener, title: str, text: str, expected: str) -> None:
    assert screened(screener, text, title).study_design == expected


def test_the_lots_of_others_leave_a_single_hospital_case_series(screener: Screener) -> None:
    title = "AHSCT in multiple sclerosis: a single-institution case series"
    text = "We gave 19 patients cyclophosphamide and alemtuzumab or 30 patients cyclophosphamide and thymoglobulin."
    assert screened(screener, text, title).study_design == COHORT


@pytest.mark.parametrize("cells", ["CD34-enriched autologous cells", "CD34+ selected autologous cells"])
def test_selected_autologous_cells_are_the_treatment(screener: Screener, cells: str) -> None:
    title = f"Total body irradiation and {cells} in multiple sclerosis"
    assert (
        screened(screener, "After conditioning 19 patients had rescue. None improved, two died.", title).label
        == PRIMARY
    )
