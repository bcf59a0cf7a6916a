"""How many patients a study has: those who entered it, the groups of a comparison together, nobody else."""

from pathlib import Path

import pytest

from evidence.reading import Reader, compile_reader, read_article
from evidence.records.article import AbstractSection, Article
from evidence.topics.vocabulary import load_vocabulary
from tests.reading import facts_of

ALONE = "Autologous haematopoietic stem cell transplantation in multiple sclerosis"
AGAINST = "AHSCT versus natalizumab in multiple sclerosis: a cohort comparison"


@pytest.fixture(scope="module")
def reader() -> Reader:
    return compile_reader(load_vocabulary(Path(__file__).parent.parent / "evidence/topics/hsct_ms"))


def patients(reader: Reader, methods: str, *, title: str = ALONE) -> int | None:
    sections = (
        AbstractSection("METHODS", None, methods),
        AbstractSection("RESULTS", None, "NEDA was kept by 70% at three years."),
    )
    report, _ = read_article(Article("97000001", 1, title, sections), reader)
    return report.facts.n_patients


@pytest.mark.parametrize(
    ("methods", "expected"),
    [
        ("Of 30 women invited, 23 returned the questionnaire.", 23),
        ("Of 61 eligible men, 48 responded.", 48),
        ("Twenty-three of 25 invited women returned the questionnaire.", 23),
        ("Forty-one of 44 eligible individuals took part after a mean of nine years.", 41),
        ("Complete data were available for 23 of 27 patients.", 23),
        ("MRI was available for 23 of 27 patients.", 27),
        ("A total of 1234 patients from 60 centres were registered; 1100 had enough data and were analysed.", 1100),
        ("Forms were sent to the 14 centres identified, and 9 answered. We studied 20 patients.", 20),
        ("We traced all 23 participants of a programme; two had emigrated, so that 21 were examined.", 21),
        ("Of 50 patients referred, 27 declined and 23 had AHSCT.", 23),
        ("Of 27 enrolled, 25 received AHSCT.", 25),
        ("Of 26 patients, 3 received a second AHSCT.", 26),
        ("Among 1,000 people with MS in our clinic, 31 had AHSCT.", 31),
        ("Thirty participants were enrolled; 2 were not transplanted and 1 was lost.", 30),
    ],
)
def test_those_who_entered_are_the_patients_of_the_study(methods: str, expected: int, reader: Reader) -> None:
    assert patients(reader, methods) == expected


@pytest.mark.parametrize(
    ("methods", "expected"),
    [
        ("Twenty-three underwent AHSCT between 2004 and 2010.", 23),
        ("Between 2004 and 2014, 31 underwent AHSCT at our centre.", 31),
        ("MS patients (n = 23) were treated between 2004 and 2010.", 23),
        ("Forty-one consecutive transplants for MS were reviewed.", 41),
        ("We report on 31 (22 female) patients.", 31),
        ("34 pts included (F/M 23/11; RR 29, SP 5).", 34),
        ("RRMS n=20, SPMS n=11, all treated with BEAM.", 31),
        ("N = 32 (20 RRMS, 12 SPMS).", 32),
        ("Thirty-one (22 women) were transplanted.", 31),
        ("A cohort of 31 was followed.", 31),
        ("All 31 had failed two drugs.", 31),
        ("Patients: 31 (22 female).", 31),
        ("Three trials of RRMS and four trials of SPMS were read.", None),
        ("In this phase 2 trial, participants with relapses had AHSCT. Thirty adults were enrolled.", 30),
        ("Thirty-six men were enrolled. Six men fathered a total of eight children.", 36),
        ("Patients (14 women, 9 men) had BEAM.", 23),
        ("Fourteen men and nine women with MS had AHSCT.", 23),
        ("Fifteen patients with secondary progressive (n = 9) or relapsing-remitting (n = 6) MS had AHSCT.", 15),
    ],
)
def test_patients_are_told_in_many_ways(methods: str, expected: int | None, reader: Reader) -> None:
    assert patients(reader, methods) == expected


@pytest.mark.parametrize(
    ("methods", "expected"),
    [
        ("After randomly assigning 110 patients to AHSCT (n = 55) or natalizumab (n = 55), we followed them.", 110),
        ("The AHSCT (n = 52) and natalizumab (n = 57) groups were similar at baseline.", 109),
        ("Patients had AHSCT (55 patients) or natalizumab (62 patients).", 117),
        (
            "We included 117 patients (70% women) who had AHSCT (55 patients, aged 35) or natalizumab (62 patients).",
            117,
        ),
        ("Sixty patients treated with AHSCT and 1,940 receiving other drugs were analysed.", 2000),
        ("AHSCT n=40, natalizumab n=60.", 100),
        ("40 pts AHSCT, 60 pts natalizumab.", 100),
        ("Pts treated with AHSCT (20) or natalizumab (33) were followed.", 53),
        ("40 transplanted and 60 drug-treated patients were compared.", 100),
        ("Forty AHSCT patients and 60 controls were included.", 100),
        ("From 400 patients, matching gave 40 pairs.", 80),
        ("After matching, 40 patients per group remained.", 80),
        ("A total of 150 patients (80 on AHSCT and 70 on natalizumab) were included.", 150),
        ("Outcomes were assessed in 30 people given AHSCT and 41 people on natalizumab.", 71),
    ],
)
def test_all_groups_of_a_comparison_are_its_patients(methods: str, expected: int, reader: Reader) -> None:
    assert patients(reader, methods, title=AGAINST) == expected


def test_groups_of_a_randomised_trial_add_up_where_no_total_is_told(reader: Reader) -> None:
    title = "Two doses of ATG in AHSCT for multiple sclerosis: a randomised study"
    assert patients(reader, "Cyclophosphamide with ATG 5 mg (A, n=42) or 7 mg (B, n=41).", title=title) == 83


def test_costs_are_those_of_the_patients_in_the_title_and_not_of_imagined_ones(reader: Reader) -> None:
    methods = "A Markov model followed 1,000 patients."
    assert patients(reader, methods, title="Costs of AHSCT in multiple sclerosis: 30 patients of one hospital") == 30
    assert patients(reader, methods, title="Costs of AHSCT in multiple sclerosis") is None


def test_cases_of_other_trials_are_not_those_of_the_report(reader: Reader) -> None:
    others = "Large trials showed cancer in 4 cases with RRMS in one trial and in 11 cases with PPMS in another."
    assert patients(reader, f"We present two patients. {others}") == 2


def test_those_assigned_to_two_arms_are_all_and_each_arm_is_what_its_bracket_says() -> None:
    text = (
        "In this randomised trial, 80 adults with relapsing MS were assigned to autologous haematopoietic stem cell "
        "transplantation (AHSCT) (n=39) or to alemtuzumab (n=41)."
    )
    facts = facts_of(("METHODS", text), title="AHSCT or alemtuzumab in multiple sclerosis", design="RCT")
    assert (facts.n_patients, facts.n_hsct) == (80, 39)


def test_a_bracket_of_a_regimen_is_no_size_of_an_arm_where_nothing_is_compared() -> None:
    text = "In all 34 patients were treated with AHSCT, most with cyclophosphamide (n = 25)."
    facts = facts_of(("METHODS", text), title=ALONE, design="cohort/case series")
    assert (facts.n_patients, facts.n_hsct) == (34, 34)
