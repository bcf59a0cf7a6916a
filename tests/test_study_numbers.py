"""How many patients, for how long, in how many centres and which years: the many ways of saying it."""

import pytest

from evidence.records.study import FollowUp
from tests.reading import facts_of


@pytest.mark.parametrize(
    ("text", "patients"),
    [
        ("Thirty-eight pwMS were treated at our centre.", 38),
        ("We enrolled 61 people with progressive MS.", 61),
        ("Of 142 individuals screened, 118 were enrolled and 115 completed two years.", 118),
        ("From a database of 2,310 patients, 204 met the criteria and were included.", 204),
        ("Of a cohort of 1,950 patients, 204 were included.", 204),
        ("Among 412 patients referred, 97 underwent AHSCT.", 97),
        ("One hundred twenty patients were approached; 80 agreed and were included.", 80),
        ("A total of 90 patients were screened. Forty patients were transplanted.", 40),
        ("The study population comprised 1,204 participants.", 1204),
        ("The safety population (n = 333) had one dose.", 333),
        ("The total population (N = 1,203) received the graft.", 1203),
        ("In total, 28 women and 17 men had AHSCT.", 45),
        ("Of the 73 patients, 50 were women.", 73),
        ("In the 65 MS-patients the rate was low.", 65),
        ("There were 92 cases of zoster in 54 patients.", 54),
        ("A total of one hundred and five patients were transplanted.", 105),
        ("Twelve healthy volunteers and 40 patients gave blood.", 40),
        ("Forty were enrolled, of whom 37 were mobilised and 35 transplanted.", 35),
        ("Fourteen of 17 registered patients could be analysed.", 14),
        ("All persons registered with AHSCT for MS from 2007 to 2018 (n = 88) were studied.", 88),
        ("There were 51 transplants; 4 patients were excluded, leaving 47 (33 RRMS, 14 SPMS).", 47),
        ("We compared one drug (n = 30) with another (n = 25) in 55 patients.", 55),
        ("Sixty-two patients had weekly blood tests.", 62),
        ("Samples were taken from 80 patients; 20 had received mitoxantrone.", 80),
        ("Forty-one patients had AHSCT; 80 cases of infection were told worldwide.", 41),
    ],
)
def test_those_who_were_included_are_the_patients(text, patients):
    assert facts_of(("METHODS", text)).n_patients == patients


@pytest.mark.parametrize(
    "text",
    [
        "Patients were followed for 5 years.",
        "In all, 804 cases of leukoencephalopathy had been reported.",
        "Eligible were patients with at least two relapses.",
    ],
)
def test_other_numbers_are_no_patients(text):
    assert facts_of(("RESULTS", text)).n_patients is None


def test_an_arm_is_not_the_whole_study():
    text = "We enrolled 61 patients. In all, 30 patients were randomised to AHSCT and 31 to placebo."
    facts = facts_of(("METHODS", text), design="RCT")
    assert (facts.n_patients, facts.n_hsct, facts.comparator) == (61, 30, "placebo")


def test_arms_that_lost_patients_are_not_the_whole_study():
    text = "We enrolled 65 patients. In all, 30 patients received AHSCT and 31 received placebo."
    assert facts_of(("METHODS", text), design="RCT").n_patients == 65


def test_groups_of_a_comparison_are_added_up():
    text = "Treated were 103 patients: 103 had AHSCT, 204 alemtuzumab, and 314 ocrelizumab."
    facts = facts_of(("METHODS", text), title="AHSCT versus alemtuzumab and ocrelizumab", design="comparative cohort")
    assert (facts.n_patients, facts.n_hsct) == (621, 103)


@pytest.mark.parametrize(
    ("text", "sizes"),
    [
        ("We treated 82 patients on AHSCT and 77 on natalizumab.", (159, 82)),
        ("Arms were AHSCT (n = 20) and natalizumab (n = 21).", (41, 20)),
        ("In 1,133 patients (567 receiving AHSCT and 566 receiving natalizumab) rates fell.", (1133, 567)),
    ],
)
def test_the_transplanted_of_a_comparison_are_told_in_many_ways(text, sizes):
    facts = facts_of(("RESULTS", text), title="AHSCT versus natalizumab", design="comparative cohort")
    assert (facts.n_patients, facts.n_hsct) == sizes


def test_those_who_received_the_graft_may_be_fewer():
    facts = facts_of(("METHODS", "Thirty-six patients were screened; 25 were enrolled and 24 received the graft."))
    assert (facts.n_patients, facts.n_hsct) == (25, 24)


def test_more_transplantations_than_patients_are_not_more_patients():
    facts = facts_of(("METHODS", "Charts of 29 patients who had 30 AHSCT were read."))
    assert (facts.n_patients, facts.n_hsct) == (29, 29)


def test_plans_and_advice_have_no_patients_and_a_case_report_has_one():
    assert facts_of(("METHODS", "We will include 198 patients."), design="protocol").n_patients is None
    assert facts_of(("METHODS", "In a trial of 110 patients NEDA was kept."), design="guideline").n_patients is None
    assert facts_of(("CASE", "A man had AHSCT."), design="case report").n_patients == 1


@pytest.mark.parametrize(
    ("text", "follow_up"),
    [
        ("The median (range) follow-up was 4.2 (0.5-11) years.", FollowUp("median", 4.2, "years")),
        ("Median follow-up, 61 months (IQR 40-80).", FollowUp("median", 61, "months")),
        ("Follow-up was 5.5 years (median; range 1-9).", FollowUp("median", 5.5, "years")),
        ("Patients were observed for a mean of 31.5 months.", FollowUp("mean", 31.5, "months")),
        ("Mean (SD) follow-up was 36.1 (12.2) months.", FollowUp("mean", 36.1, "months")),
        ("Follow-up averaged 48 months.", FollowUp("mean", 48, "months")),
        ("Follow-up was 3.4 \u00b1 1.1 years.", FollowUp("mean", 3.4, "years")),
        ("They had 3.1 \u00b1 1.4 years of follow-up.", FollowUp("mean", 3.1, "years")),
        ("The median duration of follow-up was 2 years and 3 months.", FollowUp("median", 27, "months")),
        ("Follow-up ranged from 6 to 120 months with a median of 54 months.", FollowUp("median", 54, "months")),
        ("Forty had a follow-up of 12 months or more (median 30 months).", FollowUp("median", 30, "months")),
        (
            "Minimum follow-up of 12 months was required; median follow-up was 30 months.",
            FollowUp("median", 30, "months"),
        ),
        ("Median age was 35 years and median follow-up 4 years.", FollowUp("median", 4, "years")),
    ],
)
def test_the_follow_up_is_read_in_any_order(text, follow_up):
    assert facts_of(("RESULTS", text)).follow_up == follow_up


@pytest.mark.parametrize(
    "text",
    [
        "All had at least 2 years of follow-up.",
        "The median time to relapse was 3 years during follow-up.",
        "The median disease duration was 7 years and follow-up was complete.",
        "The median EDSS at the follow-up of 5 years was 3.0.",
        "Criteria for inclusion were age above 18 and a minimum follow-up of 3 years.",
    ],
)
def test_other_lengths_are_no_follow_up(text):
    assert facts_of(("RESULTS", text)).follow_up is None


def test_an_average_outranks_a_minimum_told_before():
    facts = facts_of(("METHODS", "Minimum follow-up was 1 year."), ("RESULTS", "Median follow-up was 5 years."))
    assert facts.follow_up == FollowUp("median", 5, "years")


@pytest.mark.parametrize(
    ("text", "centres"),
    [
        ("We treated 40 patients in seven Italian centres.", 7),
        ("Patients came from 23 transplant centers in 9 countries.", 23),
        ("Data were collected at three academic hospitals.", 3),
        ("The trial was conducted at 19 sites.", 19),
        ("This was a single-centre study.", 1),
        ("Patients were treated at our institution.", 1),
        ("A bicentric cohort of 40 patients.", 2),
        ("A multicentre study of 40 patients.", None),
        ("Lesions at two sites grew.", None),
        ("Patients were enrolled by 20 hospital-based neurologists.", None),
    ],
)
def test_the_number_of_centres_is_read(text, centres):
    assert facts_of(("METHODS", text)).n_centres == centres


def test_the_centres_of_others_are_not_counted():
    facts = facts_of(("BACKGROUND", "Grafts are given in 40 European centres."), ("METHODS", "We treated 9 patients."))
    assert facts.n_centres is None


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("From 1998 through 2015, 40 patients had HSCT.", (1998, 2015)),
        ("Patients were enrolled from 01/2010 to 12/2014.", (2010, 2014)),
        ("Between 1 January 2013 and 31 December 2017 patients started.", (2013, 2017)),
        ("Between 19-Apr-2012 and 18-Dec-2014, 30 patients were enrolled.", (2012, 2014)),
        ("The cohort was recruited between Jan 2009 and the end of 2019.", (2009, 2019)),
        ("PubMed was searched from 1995 to 2016.", None),
        ("The criteria of 2010 and 2017 were fulfilled.", None),
    ],
)
def test_the_years_of_inclusion_are_those_of_the_patients(text, years):
    assert facts_of(("METHODS", text)).inclusion_years == years


def test_years_of_the_background_are_of_others():
    assert facts_of(("BACKGROUND", "Between 1995 and 2010 many patients were treated.")).inclusion_years is None


def test_a_regimen_that_is_part_of_another_is_told_once():
    text = "Conditioning was Cy/ATG. Cyclophosphamide alone was not given."
    assert facts_of(("METHODS", text)).conditioning == (("Cy/ATG", "low"),)
