"""What an outcome is called in print, what the words around its name make of it, and what only looks like one."""

import pytest

from evidence.extraction.naming import name_all
from evidence.extraction.polarity import counted
from evidence.records.study import StudyFacts
from tests.reading import READER, one


def named(text):
    """Return the outcomes that a sentence names, each with what a share of it counts."""
    mentions, _ = name_all(text, READER.outcomes, READER.labels)
    return [(mention.code, counted(text, mention)) for mention in mentions]


NEDA, RELAPSE, PROGRESSION = "neda", "relapse_free_survival", "progression_free_survival"
MRI, IMPROVED = "mri_activity_free", "edss_improved"

# Names built of the same few words


@pytest.mark.parametrize(
    "text",
    [
        "Two had a clinical attack.", "Flares were seen in 4%.", "A first MS relapse came in 8%.", "Nine relapsed.",
        "An acute exacerbation of multiple sclerosis befell three.", "One bout was treated with steroids.",
    ],
)  # fmt: skip
def test_a_relapse_has_many_names(text):
    assert named(text) == [(RELAPSE, "event")]


@pytest.mark.parametrize(
    "text",
    [
        "Confirmed disability accumulation was seen in 8%.", "EDSS worsening was seen in 8%.",
        "12-week CDP was seen in 8%.",
        "Sustained progression of neurological disability was seen in 8%.", "PIRA was seen in 8%.",
        "In 8% CDW was seen.",
        "By year 3, 8% had reached EDSS 6.0.", "The risk of confirmed EDSS \u22657.0 was 8%.",
        "Silent progression hit 8%.",
        "Persistent deterioration of the EDSS was seen in 8%.", "In 8% relapse-associated worsening was seen.",
        "A confirmed increase in EDSS was seen in 8%.", "Conversion to SPMS was seen in 8%.",
    ],
)  # fmt: skip
def test_worsening_has_many_names(text):
    assert named(text) == [(PROGRESSION, "event")]


@pytest.mark.parametrize(
    "text",
    [
        "New/enlarging T2 were found in 3%.", "New or newly enlarged T2-hyperintense lesions were found in 3%.",
        "Gadolinium enhancement was found in 3%.", "Combined unique active lesions were found in 3%.",
        "Enlarging T2 lesions were found in 3%.", "Radiological progression was found in 3%.", "Active scans: 3%.",
        "Gadolinium (Gd)-enhancing lesions were found in 3%.", "Disease activity on brain MRI: 3%.",
    ],
)  # fmt: skip
def test_activity_on_scans_has_many_names(text):
    assert {code for code, _ in named(text)} == {MRI}
    assert {counts for _, counts in named(text)} == {"event"}


@pytest.mark.parametrize(
    "text",
    [
        "EDSS regression was seen in 20%.", "In 20%, disability improved.", "Confirmed disability improvement: 20%.",
        "In all, 20% had improved by at least one point on the EDSS.", "They were better by \u22651 EDSS point in 20%.",
        "Sustained recovery of neurological function was seen in 20%.", "CDI was seen in 20%.",
    ],
)  # fmt: skip
def test_improvement_has_many_names(text):
    assert named(text) == [(IMPROVED, "higher_better")]


@pytest.mark.parametrize(
    "text",
    [
        "In 61% no clinical disease activity was seen.", "In all, 61% were free from relapses and MRI activity.",
        "In all, 61% were without relapse, disability worsening or new lesions.", "Complete remission lasted in 61%.",
        "No evidence of inflammatory disease activity was found in 61%.", "NEDA-3 status was kept by 61%.",
        "Freedom from relapses, progression and MRI lesions was 61%.",
        "In all, 61% were free of clinical and MRI activity.",
    ],
)  # fmt: skip
def test_being_free_of_everything_is_one_outcome(text):
    assert named(text) == [(NEDA, "event_free")]


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("Overall event-free survival was 78%.", "event_free_survival"),
        ("Overall patient survival was 98%.", "overall_survival"),
        ("At the last visit 98% were alive.", "overall_survival"), ("The relapse-free rate was 78%.", RELAPSE),
        ("RFR was 78%.", RELAPSE), ("Attack-free survival was 78%.", RELAPSE),
        ("CDP-free survival was 78%.", PROGRESSION),
        ("EDSS was lower or unchanged in 78%.", PROGRESSION), ("The MRI was stable in 78%.", MRI),
    ],
)  # fmt: skip
def test_freedom_from_one_thing_is_named_for_that_thing(text, outcome):
    assert (outcome, "event_free") in named(text)


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("The FSMC fell by 8 points.", "qol"), ("EQ-5D rose to 0.8.", "qol"), ("HAQUAMS and MSIS-29 improved.", "qol"),
        ("BPF fell to 0.79.", "brain_atrophy"), ("WB volume fell by 1%.", "brain_atrophy"),
        ("PBVC was -0.4%.", "brain_atrophy"),
        ("Plasma NfL levels fell.", "nfl"), ("The relapse rate ratio was 0.8.", "arr"),
        ("The relapse rate fell from 2.1 to 0.2.", "arr"), ("The yearly number of relapses was 0.2.", "arr"),
    ],
)  # fmt: skip
def test_a_measure_is_known_by_its_instruments(text, outcome):
    assert {code for code, _ in named(text)} == {outcome}


def test_nobody_dies_of_survival():
    text = "Two died later, one of pneumonia and one of stroke, giving an overall survival of 90% at 5 years."
    assert ("overall_survival", "event_free") in named(text)


# What holds such a name and is something else


@pytest.mark.parametrize(
    "text",
    [
        "A heart attack was seen in 1%.", "Exacerbation of asthma was seen in 1%.", "Panic attacks were seen in 1%.",
        "GCIPL atrophy was 0.3%.", "Spinal cord atrophy was 2%.", "T2 lesion volume fell by 3%.",
        "Graft survival was 90%.",
        "Cognitive decline was seen in 4%.", "Significant improvement was seen in 9 of 12 domains.",
    ],
)  # fmt: skip
def test_a_name_within_another_thing_is_no_outcome(text):
    assert named(text) == []


def test_a_relapse_rate_in_percent_counts_patients():
    assert named("The relapse rate was 12% at 2 years.") == [(RELAPSE, "event")]


# Denied events and lost freedoms


@pytest.mark.parametrize(
    "text",
    [
        "In all, 85% did not experience a relapse.", "In all, 85% never relapsed.", "Relapses did not occur in 85%.",
        "In all, 85% were without any clinical relapse.", "In 85% relapses were not observed.",
        "Freedom from attacks: 85%.",
        "In 85% neither a relapse was seen.", "In all, 85% had no evidence of further relapse.",
    ],
)  # fmt: skip
def test_a_denied_event_is_spared(text):
    assert named(text) == [(RELAPSE, "event_free")]


@pytest.mark.parametrize(
    "text",
    [
        "In all, 70% had no relapses or disability worsening.", "In all, 70% were without relapse or worsening.",
        "In all, 70% had neither relapses nor disability progression.",
        "In all, 70% were free of relapse and of progression.",
    ],
)  # fmt: skip
def test_a_denial_holds_for_all_of_its_list(text):
    assert named(text) == [(RELAPSE, "event_free"), (PROGRESSION, "event_free")]


def test_a_denial_holds_for_the_middle_of_its_list():
    text = "In all, 70% had no relapses, disability worsening or new lesions."
    assert named(text) == [(RELAPSE, "event_free"), (PROGRESSION, "event_free"), (MRI, "event_free")]
    text = "Half had no relapses, 20% had worsening or new lesions."
    assert named(text)[1:] == [(PROGRESSION, "event"), (MRI, "event")]


def test_a_freedom_told_once_holds_for_the_figures_that_follow():
    text = "Freedom from relapse was 80%, from worsening 70%, and from new lesions 60%."
    assert [counts for _, counts in named(text)] == ["event_free"] * 3
    assert named("Half were free of relapse, and worsening was seen in 9%.")[1] == (PROGRESSION, "event")
    assert named("Half were free of relapse, and 9% died of worsening.")[1][1] == "event"


def test_a_denial_ends_with_its_clause():
    assert named("None died, and 12% had a relapse.")[-1] == (RELAPSE, "event")
    assert named("Half had no new lesions but relapses.") == [(MRI, "event_free"), (RELAPSE, "event")]
    assert named("This did not differ, and relapses were seen in 12%.") == [(RELAPSE, "event")]


@pytest.mark.parametrize(
    "text",
    [
        "In all, 20% failed to maintain NEDA.", "Loss of NEDA-3 was seen in 20%.", "In 20% NEDA was not maintained.",
        "The risk of not achieving NEDA-3 was 20%.", "In all, 20% did not reach NEDA.",
        "NEDA-3 failure was seen in 20%.",
        "In 20% NEDA status was lost.", "In all, 20% had clinical or MRI disease activity.",
        "Recurrence of disease activity was seen in 20%.",
    ],
)  # fmt: skip
def test_a_lost_freedom_is_an_event(text):
    assert named(text) == [(NEDA, "event")]


def test_a_freedom_that_only_did_not_differ_is_not_lost():
    assert named("NEDA did not differ.") == [(NEDA, "event_free")]
    assert named("Groups did not differ in NEDA.") == [(NEDA, "event_free")]


# Conditions and definitions


@pytest.mark.parametrize(
    "text",
    [
        "Patients with neither CDI nor CDW had a change of 0.1.", "Of patients with relapses or new lesions, 8% died.",
        "No patient without progression had fever.", "Those without relapse or MRI activity were younger.",
    ],
)  # fmt: skip
def test_what_says_which_patients_are_meant_is_no_outcome(text):
    assert [code for code, _ in named(text) if code != "deaths_any"] == []


def test_a_share_of_patients_with_it_is_the_outcome():
    assert named("The proportion of patients with relapses was 8%.") == [(RELAPSE, "event")]


@pytest.mark.parametrize(
    "text",
    [
        "NEDA, defined as no relapse, no progression and no new lesion, was 68%.",
        "NEDA (no relapse, no worsening, no new T2 lesion) was 68%.",
        "NEDA, a composite of relapses, worsening and MRI lesions, was 68%.",
    ],
)  # fmt: skip
def test_what_an_outcome_is_made_of_was_not_counted_on_its_own(text):
    assert named(text) == [(NEDA, "event_free")]


def test_a_definition_ends_where_the_sentence_goes_on():
    text = "NEDA, defined as no relapse and no new lesion, was 68%, and worsening was seen in 9%."
    assert named(text) == [(NEDA, "event_free"), (PROGRESSION, "event")]


def test_what_defines_a_word_that_is_no_outcome_is_the_outcome():
    assert named("The response (defined as stable or improved EDSS) was 80%.") == [(PROGRESSION, "event_free")]


# Ratios and shares of a measure


@pytest.mark.parametrize(
    ("text", "direction"),
    [
        ("NfL was normal in 80% of patients.", "event_free"),
        ("Pathological NfL was seen in 20% of patients.", "event"),
    ],
)
def test_a_share_of_patients_with_a_measure_is_of_those_within_the_norm_or_beyond(text, direction):
    assert one(text).direction == direction


@pytest.mark.parametrize(
    ("text", "direction"),
    [
        ("The hazard ratio of MRI event-free survival was 0.3 (95% CI 0.1-0.8) against natalizumab.", "event"),
        ("The odds ratio of being relapse-free was 3.1 (95% CI 1.2-7.7) against natalizumab.", "event_free"),
        ("The hazard ratio of not keeping NEDA was 0.3 (95% CI 0.1-0.8) against natalizumab.", "event"),
    ],
)  # fmt: skip
def test_a_ratio_is_of_the_event_or_of_being_spared_it(text, direction):
    finding = one(text, StudyFacts(n_patients=110, n_hsct=55, comparator="natalizumab"))
    assert (finding.direction, finding.state) == (direction, "clean")
