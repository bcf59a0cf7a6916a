"""Facts about the study as its abstract states them; what is not stated is None."""

import pytest

from evidence.extraction.registry import find_registry_ids
from evidence.records.article import AbstractSection, Article
from evidence.records.study import FollowUp, StudyFacts
from tests.reading import facts_of


def test_an_abstract_that_states_nothing_gives_nothing():
    assert facts_of(("RESULTS", "It went well.")) == StudyFacts()


@pytest.mark.parametrize(
    ("text", "patients"),
    [
        ("A total of 30 patients were evaluated.", 30),
        ("Twenty patients were identified.", 20),
        ("We asked 183 multiple sclerosis (MS) patients of the registry.", 183),
        ("Scans up to 5 years after the graft in twenty-four RRMS participants were used.", 24),
        ("In all, 93 SP-MS were included.", 93),
        ("Data of nine young patients were seen.", 9),
    ],
)
def test_the_number_of_patients_is_read(text, patients):
    assert facts_of(("METHODS", text)).n_patients == patients


def test_the_title_knows_best_how_many_patients_there_are():
    facts = facts_of(
        ("RESULTS", "In total 12 patients were analysed."),
        title="Transplantation in 507 patients with multiple sclerosis",
    )
    assert facts.n_patients == 507


def test_patients_with_an_event_healthy_controls_and_background_are_not_the_study():
    facts = facts_of(
        ("BACKGROUND", "About 2500 patients were treated worldwide."),
        (
            "RESULTS",
            "Serum of 15 healthy control subjects was used. Five patients (17%) fell ill. A total of 40 patients were treated.",  # noqa: E501
        ),
    )
    assert facts.n_patients == 40


def test_without_a_comparator_all_patients_were_transplanted():
    facts = facts_of(("RESULTS", "A total of 30 patients were transplanted."))
    assert (facts.n_patients, facts.n_hsct) == (30, 30)


def test_the_arms_of_a_trial_are_read():
    facts = facts_of(
        ("METHODS", "A total of 110 patients were randomised to HSCT (n = 55) or alemtuzumab (n = 55)."),
        title="HSCT versus alemtuzumab in multiple sclerosis", design="RCT",
    )  # fmt: skip
    assert (facts.n_patients, facts.n_hsct, facts.comparator) == (110, 55, "alemtuzumab")


@pytest.mark.parametrize(
    ("text", "follow_up"),
    [
        ("Median time of follow-up: 27 months (range: 10-49).", FollowUp("median", 27, "months")),
        ("The mean follow-up came to 57.4 [range 28-141] months.", FollowUp("mean", 57.4, "months")),
        (
            "They were followed for a median period of 47.6 (range = 0.9-125) months.",
            FollowUp("median", 47.6, "months"),
        ),
        ("It was low at a median follow-up of 750 days.", FollowUp("median", 750, "days")),
        ("Patients were followed for a median of two years.", FollowUp("median", 2, "years")),
        ("Mean follow-up: 99 months in the first and 91 months in the second group.", FollowUp("mean", 99, "months")),
        ("Minimum follow-up was 6 months.", FollowUp("minimum", 6, "months")),
    ],
)
def test_the_follow_up_keeps_its_statistic_and_unit(text, follow_up):
    assert facts_of(("RESULTS", text)).follow_up == follow_up


def test_the_length_of_something_else_is_no_follow_up():
    assert facts_of(("RESULTS", "The median interval to transplantation was 5 months.")).follow_up is None


def test_the_courses_are_counted():
    facts = facts_of(
        (
            "METHODS",
            "414 patients with relapsing-remitting MS and 93 patients with secondary progressive MS were treated.",
        )
    )
    assert facts.phenotypes == (("RRMS", 414), ("SPMS", 93))
    assert facts.n_patients == 507


def test_the_only_course_of_the_title_is_that_of_all_patients():
    facts = facts_of(
        ("METHODS", "A total of 24 patients were treated."), title="Grafts for relapsing-remitting multiple sclerosis"
    )
    assert facts.phenotypes == (("RRMS", 24),)


@pytest.mark.parametrize(
    ("text", "conditioning"),
    [
        ("Patients had AHSCT after BEAM and ATG.", (("BEAM", "intermediate"),)),
        ("Conditioning was cyclophosphamide 200 mg/kg and rabbit ATG.", (("Cy/ATG", "low"),)),
        ("A busulfan-based regimen was given.", (("Bu", "high"),)),
        ("A non-myeloablative regimen was given.", (("non-myeloablative", "low"),)),
    ],
)
def test_the_conditioning_has_its_intensity(text, conditioning):
    assert facts_of(("METHODS", text)).conditioning == conditioning


def test_a_drug_is_a_comparator_only_where_it_is_compared():
    assert (
        facts_of(
            ("METHODS", "Patients were mobilised with cyclophosphamide."), title="AHSCT after natalizumab"
        ).comparator
        is None
    )
    assert (
        facts_of(("METHODS", "We compared AHSCT with natalizumab and AHSCT with ocrelizumab.")).comparator
        == "natalizumab, ocrelizumab"
    )
    assert facts_of(title="AHSCT is superior to alemtuzumab").comparator == "alemtuzumab"
    assert (
        facts_of(("METHODS", "We compared AHSCT with cyclophosphamide conditioning in two centres.")).comparator is None
    )


def test_the_years_of_inclusion_are_read():
    assert facts_of(("METHODS", "Between July 2003 and October 2019 patients were treated.")).inclusion_years == (
        2003,
        2019,
    )
    assert facts_of(("METHODS", "All had AHSCT from 1996 to 2008.")).inclusion_years == (1996, 2008)


def registry_ids(text, listed=()):
    return find_registry_ids(Article("97000001", 1, "T", (AbstractSection(None, None, text),), registry_ids=listed))


@pytest.mark.fault("F39")
@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("NCT03477500", ("NCT03477500",)),
        ("ClinicalTrials.gov NCT 03477500.", ("NCT03477500",)),
        ("ISRCTN88667898", ("ISRCTN88667898",)),
        ("EudraCT 2007-000064-24", ("2007-000064-24",)),
        ("EU CT 2024\u2011510630\u201140\u201100", ("2024-510630-40-00",)),
        ("ACTRN12613000339752", ("ACTRN12613000339752",)),
        ("NTR1912 and NL6767", ("NTR1912", "NL6767")),
        ("RPCEC00000123 and SLCTR/2020/011", ("RPCEC00000123", "SLCTR/2020/011")),
        ("UTN U1111-1234-5678", ("U1111-1234-5678",)),
        ("seen in NL 2020 and grant NCT1", ()),
    ],
)
def test_registry_ids_are_read_from_the_text(text, found):
    assert registry_ids(text) == found


def test_ids_of_the_record_itself_are_added_once_and_other_banks_are_none():
    listed = (("ClinicalTrials.gov", "NCT03477500"), ("ClinicalTrials.gov", "NCT04047628"), ("GENBANK", "AB123456"))
    assert registry_ids("NCT03477500", listed) == ("NCT03477500", "NCT04047628")
