"""Lists that tell their head once, groups told in one breath, fractions, brackets: each with its awkward neighbour."""

import pytest

from evidence.records.study import StudyFacts
from tests.reading import findings
from tests.test_extraction_shares import told
from tests.test_extraction_ties import counted

RITUXIMAB = StudyFacts(n_patients=110, n_hsct=55, comparator="rituximab")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Frequent were mucositis (21%) and reactivation of CMV (14%) or EBV (9%).",
            ["other_toxicity 21 event", "viral_reactivation 14 event", "viral_reactivation 9 event"],
        ),
        (
            "Frequent were reactivation of CMV (14%) or GVHD (9%).",
            ["viral_reactivation 14 event"],
        ),
        ("EBV DNA above 5,000 copies/mL was found in 17% of the patients.", ["viral_reactivation 17 event"]),
    ],
)
def test_a_head_that_is_told_once_holds_for_the_names_behind_it(text, expected):
    assert told(text)[: len(expected)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Improvement of disability was seen in 10 patients (50%; 95% CI, 30%-70%; n = 20) at 2 years and in 8 "
            "(67%; 95% CI, 40%-86%; n = 12) at 4 years.",
            ["edss_improved 50 higher_better at 24", "edss_improved 67 higher_better at 48"],
        ),
        (
            "Disability had improved markedly in 9 patients (45%) and worsened slightly in 2 (10%).",
            ["edss_improved 45 higher_better", "progression_free_survival 10 event"],
        ),
        ("QoL improvement lasted in 71% of the patients.", ["qol 71 higher_better"]),
        ("QoL was rated by 71% of the patients.", []),
        ("TRM fell from 5.1% before 2004 to 1.2% thereafter.", ["trm 5.1 event", "trm 1.2 event"]),
        ("The share with relapses fell from 61% before AHSCT to 12% thereafter.", ["relapse_free_survival 12 event"]),
        ("Infections were cleared in 30%.", []),
        ("Three patients (13%) needed admission because of infections.", ["infection 13 event"]),
        ("PFS was 61% at 3 years and 50% at 5 years; in relapsing disease the figures were 80% and 70%.",
         ["progression_free_survival 61 event_free at 36", "progression_free_survival 50 event_free at 60",
          "progression_free_survival 80 event_free at 36", "progression_free_survival 70 event_free at 60"]),
        ("PFS was 61% at 3 years and 50% at 5 years; in relapsing disease it was 80%.",
         ["progression_free_survival 61 event_free at 36", "progression_free_survival 50 event_free at 60",
          "progression_free_survival 80 event_free"]),
    ],
)  # fmt: skip
def test_what_a_share_is_of_is_read_through_its_bracket_and_its_verb(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Serious adverse events were reported in 17 AHSCT and 6 rituximab patients.",
            ["serious_adverse_events hsct 17", "serious_adverse_events comparator 6"],
        ),
        (
            "Ovarian failure was diagnosed in 7 of 31 women after AHSCT and in none of the 29 given rituximab.",
            ["fertility hsct 7", "fertility comparator 0"],
        ),
    ],
)
def test_two_groups_told_in_one_breath_have_a_count_each(text, expected):
    assert counted(text, RITUXIMAB) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Two out of three improved, one progressed.", ["edss_improved hsct 2", "progression_free_survival hsct 1"]),
        ("Disability improved or stabilised in all ten patients.", ["progression_free_survival hsct 10"]),
        ("Relapses were looked for in all ten patients.", []),
        ("Seven more died late: of progression (n=4) and of cancer (n=2).", ["deaths_any hsct 7"]),
        ("There was no relapse in 88 patient-years.", ["relapse_free_survival hsct 0"]),
        ("No new T2 lesions appeared during follow-up.", ["mri_activity_free hsct 0"]),
        ("Secondary myelodysplasia: nil.", ["malignancy hsct 0"]),
        ("Menses came back in 14 of the 17.", ["fertility hsct 14"]),
    ],
)  # fmt: skip
def test_counts_in_plain_words(text, expected):
    assert counted(text) == expected


def test_grey_and_white_matter_have_a_loss_each():
    found = findings("At 12 months grey matter had shrunk by 1.3% and white matter by 0.7%.")
    assert [(one.value, one.population, one.timepoint_months) for one in found] == [
        (1.3, "grey_matter", 12),
        (0.7, "white_matter", 12),
    ]


def test_a_loss_each_year_thereafter_is_a_rate_at_no_time():
    found = findings("Whole-brain volume fell by a mean of 1.8% in the first year and by 0.3% per year thereafter.")
    assert [(one.value, one.statistic, one.timepoint_months) for one in found] == [
        (1.8, "mean", 12),
        (0.3, "rate", None),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The MSIS-29 score fell from 41.3 to 24.8 at 1 year and to 22.0 at 5 years.", [24.8, 22.0]),
        ("The MSIS-29 score fell from 41 to 24 at 1 year and to 22 at 5 years.", []),
        ("FSS scores fell by 1.1 points in the group, F(1, 55) = 4.9, p = .03.", [-1.1]),
    ],
)
def test_a_number_that_no_single_score_has_makes_its_neighbours_averages(text, expected):
    assert [one.value for one in findings(text)] == expected


def test_a_ratio_of_what_was_delayed_is_read():
    (found,) = findings("CDP was significantly delayed after AHSCT (HR 0.41, 95% CI 0.30-0.70).", RITUXIMAB)
    assert (found.outcome, found.arm, found.value) == ("progression_free_survival", "between", 0.41)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "ITP hit 4 of 17 patients (24%) receiving alemtuzumab and 2 of 74 (2.7%) receiving thymoglobulin.",
            [(24, None, "alemtuzumab"), (2.7, "receiving thymoglobulin", None)],
        ),
        (
            "Amenorrhoea persisted in 5% of women younger than 32 years versus 44% of older women.",
            [(5, "women; younger", None), (44, "women; older", None)],
        ),
        ("Herpes zoster occurred in 3 patients at 4, 7 and 9 months.", [(3, None, None)]),
        ("Enhancing lesions fell from 15/29 patients at baseline to 1/27 at 1 year.", [(1, None, None)]),
    ],
)
def test_groups_that_no_vocabulary_holds_keep_their_figures_apart(text, expected):
    found = [one for one in findings(text) if one.state == "clean"]
    assert [(one.value, one.population, one.regimen) for one in found] == expected


def test_none_of_one_group_stands_beside_the_share_of_the_other():
    text = "Enhancing lesions were seen in none of the AHSCT patients and in 51% of the rituximab patients."
    found = [one for one in findings(text, RITUXIMAB) if one.state == "clean"]
    assert [(one.arm, one.value) for one in found] == [("hsct", 0), ("comparator", 51)]


def test_a_difference_of_slopes_is_one_between_the_groups():
    text = "EDSS slopes were +0.03 points per year after AHSCT and +0.19 with rituximab (difference -0.16)."
    (found,) = [one for one in findings(text, RITUXIMAB) if one.value_kind == "difference"]
    assert (found.state, found.arm, found.value) == ("clean", "between", -0.16)
