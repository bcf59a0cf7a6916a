"""What a sentence says is what the finding says, and what cannot be told is not guessed.

Figures are those of landmark studies; every sentence is in our own words.
"""

import pytest

from evidence.extraction import read_findings
from evidence.records.article import article_text, text_hash
from evidence.records.finding import Contrast
from evidence.records.study import MENTION_ONLY, OTHER_STEM_CELL, PRIMARY, SECONDARY, UNRELATED, StudyFacts
from tests.reading import ALONE, READER, article, findings, one, screening, values

DRUGS = StudyFacts(n_patients=110, n_hsct=55, comparator="dmt")
ALEMTUZUMAB = StudyFacts(n_patients=144, n_hsct=69, comparator="alemtuzumab")
SHARE = ("outcome", "timepoint_months", "value", "direction", "state")


# Shares and their time


def test_a_share_has_its_outcome_time_and_sentence():
    finding = one("We saw little. Overall survival at 5 years was 98.8%.")
    assert (finding.outcome, finding.statistic, finding.value, finding.timepoint_months) == (
        "overall_survival",
        "percent",
        98.8,
        60,
    )
    assert finding.sentence == "Overall survival at 5 years was 98.8%."
    assert (finding.state, finding.flags, finding.arm) == ("clean", (), "hsct")


def test_a_list_of_figures_has_the_list_of_times_behind_it():
    found = findings("Progression-free survival was 81%, 72% and 44% at 3, 5 and 10 years.")
    assert values(found, "value", "timepoint_months") == [(81, 36), (72, 60), (44, 120)]


def test_each_figure_has_the_time_beside_it():
    found = findings("Relapse-free survival was 94.6% at 2 years and 88.6% at 5 years.")
    assert values(found, "value", "timepoint_months") == [(94.6, 24), (88.6, 60)]


def test_a_time_in_front_holds_for_all_outcomes_of_the_sentence():
    found = findings(
        "At 5 years, relapse-free survival was 87%; MRI event-free survival 85%; progression-free survival 77%."
    )
    assert values(found, "outcome", "value", "timepoint_months") == [
        ("relapse_free_survival", 87, 60), ("mri_activity_free", 85, 60), ("progression_free_survival", 77, 60),
    ]  # fmt: skip


def test_outcomes_listed_first_are_matched_with_figures_listed_after():
    found = findings("PFS, RFS and MRI activity-free survival were 91.3%, 86.9% and 86.3%, respectively.")
    assert values(found, "outcome", "value") == [
        ("progression_free_survival", 91.3), ("relapse_free_survival", 86.9), ("mri_activity_free", 86.3),
    ]  # fmt: skip


def test_two_lists_in_two_courses_keep_course_and_time():
    found = findings(
        "Worsening-free survival at 5 and 10 years was 85.5% and 71.3% in RRMS, and 71.0% and 57.2% in progressive MS."
    )
    assert values(found, "population", "timepoint_months", "value") == [
        ("RRMS", 60, 85.5), ("RRMS", 120, 71.3), ("progressive", 60, 71.0), ("progressive", 120, 57.2),
    ]  # fmt: skip


def test_each_half_of_a_sentence_has_its_own_time():
    found = findings(
        "At 5 years RFS in RRMS and SPMS was 81.3% and 97.2%, while at 4 years PFS in RRMS and SPMS was 94% versus 65%."
    )
    assert values(found, "outcome", "population", "timepoint_months", "value") == [
        ("relapse_free_survival", "RRMS", 60, 81.3), ("relapse_free_survival", "SPMS", 60, 97.2),
        ("progression_free_survival", "RRMS", 48, 94), ("progression_free_survival", "SPMS", 48, 65),
    ]  # fmt: skip


def test_figures_that_cannot_be_told_apart_are_unbound():
    found = findings("Progression-free survival was 81% and 72%.")
    assert values(found, "value", "state", "flags") == [
        (81, "unbound", ("not told apart",)), (72, "unbound", ("not told apart",)),
    ]  # fmt: skip


def test_a_figure_before_its_outcome_is_bound_to_it():
    found = findings("In total, 25 (83%) reached NEDA-3, and 13 (43%) had an improvement of EDSS.")
    assert values(found, "outcome", "value", "events") == [("neda", 83, 25), ("edss_improved", 43, 13)]


def test_a_figure_of_something_else_is_no_finding():
    assert findings("No relapse was seen, and oligoclonal bands were detected in 74% of patients.")[0].value == 0
    assert len(findings("No relapse was seen, and oligoclonal bands were detected in 74% of patients.")) == 1
    assert findings("Work became easier for 13, of whom 10 (33%) held a full-time job.") == ()


def test_an_insertion_does_not_lend_its_words_to_the_figure():
    finding = one("Of 18 patients, 10 (56%), after a time of stabilisation or improvement, had disability progression.")
    assert (finding.direction, finding.value) == ("event", 56)


def test_a_bracket_that_explains_the_outcome_is_not_the_outcome():
    finding = one("Disease-free survival (no relapse, no new lesion, no progression) was 68% at 5 years.")
    assert finding.outcome == "neda"


# Trap 1: events against freedom from events


@pytest.mark.parametrize(
    ("text", "outcome", "direction"),
    [
        ("The cumulative incidence of progression at 8 years was 16.7%.", "progression_free_survival", "event"),
        ("Disease progression was seen in 27%.", "progression_free_survival", "event"),
        ("Progression-free survival was 73%.", "progression_free_survival", "event_free"),
        ("In all, 73% were free from disability progression.", "progression_free_survival", "event_free"),
        ("In all, 84% had no relapses.", "relapse_free_survival", "event_free"),
        ("The relapse rate after 5 years was 69.6%.", "relapse_free_survival", "event"),
        ("NEDA-3 was lost: failure of NEDA-3 was 30%.", "neda", "event"),
        ("MRI activity was seen in 54.5% of patients.", "mri_activity_free", "event"),
        ("TRM was 2.8%.", "trm", "event"),
        ("Overall survival was 97%.", "overall_survival", "event_free"),
    ],
)
def test_a_share_counts_events_or_freedom_from_them(text, outcome, direction):
    finding = one(text)
    assert (finding.outcome, finding.direction) == (outcome, direction)


# Trap 2: ranges and 90 % intervals


def test_a_range_behind_a_share_is_not_its_interval():
    found = findings("NEDA was 83% (range 70-92) at 2 years and 67% (range 59-70) at 5 years.")
    assert values(found, "value", "ci_low", "ci_high") == [(83, None, None), (67, None, None)]


def test_a_ninety_percent_interval_stays_ninety():
    finding = one("Event-free survival was 69.2% (90% CI 50.2-82.1).")
    assert (finding.ci_low, finding.ci_high, finding.ci_level) == (50.2, 82.1, 90)


# Trap 3: counts that do not match their percent


def test_a_count_that_does_not_give_its_percent_is_flagged_and_kept_as_printed():
    finding = one("At last visit 16/22 patients (72.1%) were stable or improved.")
    assert (finding.value, finding.events, finding.denominator) == (72.1, 16, 22)
    assert (finding.state, finding.flags) == ("flagged", ("count and percent differ",))


# Trap 4: denominators


def test_the_size_of_the_arm_is_the_denominator_only_where_the_percent_agrees():
    facts = StudyFacts(n_patients=74, n_hsct=74)
    assert one("Two patients (2.7%) died of the disease.", facts).denominator == 74
    facts = StudyFacts(n_patients=507, n_hsct=507)
    assert one("Hypothyroidism developed: 16 patients had hypothyroidism (3.5%).", facts).denominator is None


def test_a_stated_denominator_is_kept():
    finding = one("Five of 364 patients (1.4%) died of causes related to the transplant within 100 days.", ALONE)
    assert (finding.outcome, finding.events, finding.denominator, finding.state) == ("trm", 5, 364, "clean")


# Trap 7 and hazard 7: records that carry no figure of their own


@pytest.mark.parametrize("label", [SECONDARY, MENTION_ONLY, OTHER_STEM_CELL, UNRELATED])
def test_only_primary_reports_have_findings(label):
    record = article(("RESULTS", "TRM was 0% and NEDA was 72%."))
    assert read_findings(record, screening(label, "review"), ALONE, READER) == ()


def test_a_meta_analysis_gives_its_pooled_figures():
    record = article(("RESULTS", "The pooled TRM was 2.1% (95% CI 1.3-3.4)."))
    (finding,) = read_findings(record, screening(SECONDARY, "meta-analysis/systematic review"), StudyFacts(), READER)
    assert (finding.outcome, finding.value, finding.ci_low, finding.ci_high) == ("trm", 2.1, 1.3, 3.4)


def test_figures_of_others_plans_and_criteria_are_no_findings():
    record = article(
        ("BACKGROUND", "NEDA after drugs is 40%."),
        ("METHODS", "Patients with EDSS 3.0-6.5 and at least one relapse entered; power of 80% to detect NEDA in 70%."),
        ("RESULTS", "Inclusion criteria were relapse in 50% of the year."),
        ("CONCLUSIONS", "With no deaths it is safe."),
    )
    assert read_findings(record, screening(PRIMARY), ALONE, READER) == ()
    plain = "Previous studies reported NEDA in 70%. TRM is planned to be below 2%. These results suggest NEDA in 80%."
    assert findings(plain, label=None) == ()


def test_an_abstract_without_labels_is_read_for_its_own_results():
    assert one("TRM was 5.3%.").value == 5.3
    assert values(findings("TRM was 5.3%.", label=None), "value") == [(5.3,)]


def test_baseline_shares_and_scores_are_no_findings():
    assert values(findings("Patients with a pathological NfL fell: elevated NfL went from 72% to 24%."), "value") == [
        (24,)
    ]
    assert findings("Median age was 35 years, mean EDSS was 5.2 and disease duration 9 years.") == ()
    assert findings("The median EDSS at baseline was 6.0.") == ()
    assert findings("Enhancing lesions were seen in 40% before transplantation.") == ()


# Trap 8: names of the treatment; trap 9: which side comes first


@pytest.mark.parametrize("name", ["AHSCT", "aHSCT", "HSCT", "HDIT/HCT", "IA/aHSCT", "ASCT", "auto-HSCT", "ABMT"])
def test_every_name_of_the_treatment_is_its_arm(name):
    if name == "aHSCT":
        name = "AHSCT"
    found = findings(f"At 3 years NEDA was 88% with {name} and 37% with alemtuzumab.", ALEMTUZUMAB)
    assert values(found, "arm", "comparator", "value") == [("hsct", None, 88), ("comparator", "alemtuzumab", 37)]


def test_the_comparator_may_come_first():
    found = findings("The annualised relapse rate was 0.35 with alemtuzumab versus 0.05 with AHSCT.", ALEMTUZUMAB)
    assert values(found, "arm", "comparator", "value") == [("comparator", "alemtuzumab", 0.35), ("hsct", None, 0.05)]


def test_arms_named_before_a_bare_pair_are_taken_in_their_order():
    found = findings(
        "RFS was higher after AHSCT compared to alemtuzumab: at year 5, 100% vs 52% (p<0.0001).", ALEMTUZUMAB
    )
    assert values(found, "arm", "value", "timepoint_months", "p") == [
        ("hsct", 100, 60, "<0.0001"), ("comparator", 52, 60, "<0.0001"),
    ]  # fmt: skip


def test_a_share_without_an_arm_in_a_comparative_study_is_unbound():
    finding = one("NEDA was 60%.", ALEMTUZUMAB)
    assert (finding.state, finding.flags) == ("unbound", ("arm not told",))


def test_a_drug_of_the_conditioning_is_no_comparator():
    finding = one("ITP was most frequent with alemtuzumab (14%).", ALONE)
    assert (finding.arm, finding.comparator) == ("hsct", None)


def test_none_beside_a_share_is_a_share_of_zero_of_the_other_arm():
    found = findings(
        "In the AHSCT group 36% improved on the EDSS compared to none in the alemtuzumab group.",
        ALEMTUZUMAB,
    )
    assert values(found, "arm", "outcome", "value") == [
        ("hsct", "edss_improved", 36),
        ("comparator", "edss_improved", 0),
    ]


def test_two_regimens_are_two_figures_with_their_regimen():
    found = findings("NEDA-3 at 5 years was 81% (95% CI 68-96) with BEAM/ATG and 71% (63-80) with Cy/ATG (p=0.29).")
    assert values(found, "arm", "regimen", "value", "ci_low", "ci_high", "p") == [
        ("hsct", "BEAM", 81, 68, 96, "0.29"), ("hsct", "Cy/ATG", 71, 63, 80, "0.29"),
    ]  # fmt: skip


# Trap 10


def test_a_half_width_gives_the_figure_and_no_limits():
    finding = one("The risk of death was 10 (+/-7)% at 3 years (95% CI).")
    assert (finding.value, finding.ci_low, finding.timepoint_months) == (10, None, 36)


# Trap 11: levels, changes and differences of a score


def test_a_level_a_change_and_a_difference_are_told_apart():
    found = findings(
        "In the first year mean EDSS fell from 3.38 to 2.36 with HSCT and rose from 3.31 to 3.98 with DMT "
        "(between-group mean difference, -1.7; 95% CI, -2.03 to -1.29; P < .001).",
        DRUGS,
    )
    assert values(found, "arm", "statistic", "value_kind", "value") == [
        ("hsct", "mean", "level", 2.36), ("comparator", "mean", "level", 3.98), ("between", "mean_difference", "difference", -1.7),  # noqa: E501
    ]  # fmt: skip
    assert (found[2].ci_low, found[2].ci_high, found[2].p, found[2].contrast) == (
        -2.03, -1.29, "<.001", Contrast("treatment", "hsct", "dmt"),
    )  # fmt: skip


def test_levels_at_several_times_are_each_at_theirs():
    found = findings(
        "The EDSS improved from a pretransplant median of 4.0 to 3.0 (IQR, 1.5-4.0; n = 82) at 2 years and to 2.5 (n = 36) at 4 years."  # noqa: E501
    )
    assert values(found, "statistic", "value", "timepoint_months") == [("median", 3.0, 24), ("median", 2.5, 48)]


def test_the_words_of_improvement_with_a_number_are_a_change():
    finding = one("Median EDSS improvement was 3.5 (1.0-7.0).")
    assert (finding.outcome, finding.statistic, finding.value_kind, finding.value) == (
        "edss_change",
        "median",
        "change",
        3.5,
    )
    assert finding.ci_low is None


def test_a_score_without_mean_or_median_or_as_a_milestone_is_not_read():
    assert findings("The EDSS of the first was 3.0.") == ()
    assert findings("The mean time to EDSS 6.0 was 12 years.") == ()


def test_brain_volume_keeps_the_printed_sign_and_tells_a_rate_from_a_loss():
    found = findings("Loss of 2.1% and 3.2% of brain volume. The mean rate of atrophy was \u22120.23% per year.")
    assert values(found[-1:], "outcome", "statistic", "value", "unit") == [("brain_atrophy", "rate", -0.23, "%/year")]


# Zero, none and counts


@pytest.mark.parametrize(
    ("text", "outcome", "denominator"),
    [
        ("There were no deaths.", "deaths_any", 24),
        ("No treatment-related mortality was observed.", "trm", 24),
        ("None of the 53 patients died.", "deaths_any", 53),
        ("No toxic deaths occurred among the 53 patients given BEAM.", "trm", 53),
        ("No patient had further relapses.", "relapse_free_survival", 24),
        ("No relapses occurred in up to 13 years.", "relapse_free_survival", 24),
        ("All engrafted, with no transplant-related mortality.", "trm", 24),
    ],
)
def test_a_statement_that_none_happened_is_a_count_of_zero(text, outcome, denominator):
    finding = one(text)
    assert (finding.outcome, finding.statistic, finding.value, finding.events) == (outcome, "count", 0, 0)
    assert (finding.denominator, finding.direction, finding.state) == (denominator, "event", "clean")


@pytest.mark.parametrize(
    "text",
    ["There was no difference in deaths.", "No effect on relapses was seen.", "There was no significant association with mortality.",  # noqa: E501
     "NEDA-3 means (no relapses, no progression, no MRI activity).", "One patient had bacteraemia without sepsis."],
)  # fmt: skip
def test_a_denial_of_something_else_is_no_zero(text):
    assert [finding for finding in findings(text) if finding.value == 0] == []


def test_a_list_under_one_denial_is_zero_for_each():
    found = findings("There were no deaths, malignancies or secondary autoimmune diseases.")
    assert values(found, "outcome", "value") == [("deaths_any", 0), ("malignancy", 0), ("secondary_autoimmune", 0)]


def test_no_deaths_in_a_comparative_study_are_of_all_patients():
    finding = one("There were no deaths.", DRUGS)
    assert (finding.arm, finding.denominator) == ("all", 110)


def test_a_bare_count_of_patients_with_an_event_is_read():
    finding = one("One patient relapsed after 7 months.")
    assert (finding.outcome, finding.value, finding.denominator, finding.direction) == (
        "relapse_free_survival",
        1,
        24,
        "event",
    )


def test_counts_in_two_groups_keep_their_group():
    found = findings(
        "Progression of disability occurred in 3 patients of the HSCT group and in 34 patients of the DMT group.", DRUGS
    )
    assert values(found, "arm", "comparator", "value", "denominator") == [
        ("hsct", None, 3, 55),
        ("comparator", "dmt", 34, None),
    ]


def test_a_total_split_in_brackets_is_one_count_for_each_arm():
    found = findings("Three neoplasms (2 alemtuzumab, 1 AHSCT) occurred.", ALEMTUZUMAB)
    assert values(found, "arm", "value", "state") == [
        ("all", 3, "clean"),
        ("comparator", 2, "clean"),
        ("hsct", 1, "clean"),
    ]


def test_parts_of_an_untold_total_are_unbound():
    found = findings("One patient died of sepsis and one patient died of a fall.")
    assert {finding.state for finding in found if finding.outcome == "deaths_any"} == {"unbound"}


# Ratios and comparisons


def test_ratios_between_treatments_have_their_contrast_interval_and_direction():
    found = findings(
        "AHSCT lowered the risk of relapse (HR 0.29, 95% CI 0.13-0.63) but not of disability progression (HR 1.19 [95% CI 0.71-2.00]).",  # noqa: E501
        ALEMTUZUMAB,
    )
    assert values(found, "outcome", "arm", "comparator", "value", "ci_low", "ci_high", "direction", "state") == [
        ("relapse_free_survival", "between", "alemtuzumab", 0.29, 0.13, 0.63, "event", "clean"),
        ("progression_free_survival", "between", "alemtuzumab", 1.19, 0.71, 2.0, "event", "clean"),
    ]  # fmt: skip


def test_a_hazard_of_survival_is_a_hazard_of_the_event():
    finding = one(
        "Progression-free survival was better with AHSCT than alemtuzumab (HR 0.50; 95% CI 0.31-0.81).", ALEMTUZUMAB
    )
    assert (finding.direction, finding.state) == ("event", "clean")


def test_a_ratio_that_does_not_say_what_it_counts_is_unbound():
    finding = one("NEDA differed between AHSCT and alemtuzumab (HR 0.27, 95% CI 0.08-0.84).", ALEMTUZUMAB)
    assert (finding.state, finding.flags) == ("unbound", ("direction of the ratio not told",))


def test_a_ratio_per_trait_of_patients_compares_no_treatments():
    finding = one("Higher age predicted progression (HR 1.05; 95% CI 1.01-1.10) after AHSCT.", ALEMTUZUMAB)
    assert (finding.state, finding.flags) == ("unbound", ("contrast not told",))


def test_a_comparison_of_which_only_p_is_printed_is_kept_as_that():
    finding = one("NEDA was more frequent in the AHSCT group (p = 0.041) than in the alemtuzumab group.", ALEMTUZUMAB)
    assert (finding.statistic, finding.value, finding.p, finding.arm) == ("p_only", None, "0.041", "between")


def test_an_estimate_outside_its_interval_is_flagged():
    finding = one("TRM was 2.1% (95% CI 3.1-4.4).")
    assert (finding.state, finding.flags) == ("flagged", ("estimate outside its interval",))


# Addresses


def test_every_finding_points_at_its_sentence_and_its_own_words_in_the_exact_text():
    record = article(
        ("RESULTS", "All went well. HR was not used. NEDA\u2009at 5\u00a0years was 73\u00b75% (n\u2009=\u200911).")
    )
    (finding,) = read_findings(record, screening(), ALONE, READER)
    text = article_text(record)
    assert (
        text[finding.start : finding.end]
        == finding.sentence
        == "NEDA\u2009at 5\u00a0years was 73\u00b75% (n\u2009=\u200911)."
    )
    assert text[finding.mark_start : finding.mark_end] == "73\u00b75% (n\u2009=\u200911"
    assert finding.text_hash == text_hash(text)
    assert finding.value == 73.5


def test_reading_twice_gives_the_same_findings_in_the_same_order():
    text = "PFS, RFS and NEDA were 91%, 87% and 86%. There were no deaths. Infections occurred in 68%."
    assert findings(text) == findings(text)
    starts = [finding.mark_start for finding in findings(text)]
    assert starts == sorted(starts)


# Cases that a rule stands or falls with


def test_a_p_value_behind_a_semicolon_in_the_same_bracket_belongs_to_the_figure():
    assert one("RFS was 87% (95% CI 80-90; n = 24; p = 0.03).").p == "0.03"


def test_the_ends_of_a_range_are_no_levels():
    assert values(findings("Median EDSS fell to 2.0 (range of 1.0 to 6.5)."), "value") == [(2.0,)]


def test_the_patients_who_are_meant_are_not_the_outcome():
    found = findings("Fatigue was more frequent in patients with relapses (34.9%).")
    assert found == ()
    assert one("The proportion of patients with relapses was 34.9%.").outcome == "relapse_free_survival"


def test_an_outcome_before_its_verb_is_not_left_for_one_behind():
    assert values(findings("Overall, transplant-related mortality was 5.3% and relapses were rare."), "outcome") == [
        ("trm",)
    ]


def test_what_is_joined_on_behind_something_else_does_not_lend_its_name():
    found = findings("Altogether 13% had an abnormal IgG index and none an abnormal NfL.")
    assert values(found, "outcome", "value") == [("nfl", 0)]


def test_a_list_of_labels_ends_at_an_outcome():
    found = findings("In RRMS, PFS in RRMS and SPMS was 95% and 66%.")
    assert values(found, "population", "value") == [("RRMS", 95), ("SPMS", 66)]


def test_a_share_of_two_courses_together_is_unbound():
    finding = one("Both RRMS and SPMS were treated and NEDA was 60%.")
    assert (finding.state, finding.flags) == ("unbound", ("population not told",))


@pytest.mark.parametrize(
    "text", ["RRMS and inactive SPMS reached NEDA in 60%.", "In 60% NEDA was kept, RRMS before SPMS doing well."]
)
def test_a_share_that_may_belong_to_either_course_is_unbound(text):
    assert values(findings(text), "population", "state") == [(None, "unbound")]


def test_a_course_behind_the_outcome_is_that_of_the_figure():
    assert one("RRMS fared better, PFS in SPMS was 60%.").population == "SPMS"


def test_two_groups_that_are_set_against_each_other_have_their_figures_in_that_order():
    found = findings("More AHSCT patients had NEDA than alemtuzumab patients (88% vs 37%).", ALEMTUZUMAB)
    assert values(found, "arm", "value") == [("hsct", 88), ("comparator", 37)]


@pytest.mark.parametrize(
    "text",
    [
        "The endpoint (no deaths, no relapse) was met.",
        "In all, 84% with no relapses were at work.",
        "No mortality risk was seen.",
    ],
)
def test_a_denial_that_states_nothing_of_the_study_is_no_zero(text):
    assert [finding for finding in findings(text) if finding.value == 0] == []


def test_a_count_in_a_part_of_the_patients_is_not_set_against_all():
    assert one("Two women (8.3%) died.").denominator is None


def test_a_bracket_that_gives_another_sum_is_not_split():
    found = findings("Four neoplasms (2 alemtuzumab, 1 AHSCT) occurred.", ALEMTUZUMAB)
    assert values(found, "value") == [(4,)]


def test_criteria_are_no_results_even_in_a_results_section():
    assert findings("By the inclusion criteria, relapse occurred in 50%.") == ()


def test_a_results_section_is_read_whole():
    assert one("AHSCT is a safe treatment: TRM was 2%.").value == 2
    assert findings("AHSCT is a safe treatment: TRM was 2%.", label=None) == ()
