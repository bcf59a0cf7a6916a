"""How a careful reader tells the design: what was done outranks what is hoped, and whose trial it is decides."""

from pathlib import Path

import pytest

from evidence.records.article import AbstractSection, Article
from evidence.records.study import MENTION_ONLY, OTHER_STEM_CELL
from evidence.screening import Screener, compile_screener, screen
from evidence.topics.vocabulary import load_vocabulary

TOPIC = Path(__file__).parent.parent / "evidence/topics/hsct_ms"
TITLE = "Autologous haematopoietic stem cell transplantation in multiple sclerosis"
TEXT = "We treated 40 patients. At five years 70% had no relapse."
COHORT, TRIAL, COMPARED, LOTS = "cohort/case series", "single-arm trial", "comparative cohort", "RCT"


@pytest.fixture(scope="module")
def screener() -> Screener:
    return compile_screener(load_vocabulary(TOPIC))


def design(screener: Screener, *texts: str, title: str = TITLE) -> str | None:
    """texts: "LABEL: text" or plain text."""
    sections = []
    for text in texts or (TEXT,):
        label, colon, rest = text.partition(": ")
        labelled = bool(colon) and label == label.upper()
        sections.append(AbstractSection(label if labelled else None, None, rest if labelled else text))
    return screen(Article("97000001", 1, title, tuple(sections)), screener).study_design


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Adults with two relapses in the year before entry were randomly allocated to AHSCT or drugs.", LOTS),
        ("People who required escalation were randomised to either arm.", LOTS),
        ("Eligible adults underwent randomisation.", LOTS),
        ("After randomly assigning 90 adults we followed them for four years.", LOTS),
        ("Participants were assigned in a 2:1 ratio to AHSCT or natalizumab.", LOTS),
        ("Sixty were allocated by lot to two regimens.", LOTS),
        ("Multicentre, open-label, randomised phase 3 trial in twelve hospitals.", LOTS),
        ("The study was prospective and randomised.", LOTS),
        ("Randomised and controlled trials should come next.", COHORT),
        ("None of them was randomised.", COHORT),
        ("These patients could not be randomised.", COHORT),
        ("The numbers justify a randomised comparison with antibodies.", COHORT),
        ("Until a randomised trial reports, caution is wise.", COHORT),
        ("An earlier randomised trial had a similar result.", COHORT),
        ("A randomised multicentre trial is under way.", COHORT),
        ("Controls for sequencing were randomly chosen.", COHORT),
    ],
)
def test_lots_are_drawn_where_it_was_done_and_not_where_it_is_wished(
    sentence: str, expected: str, screener: Screener
) -> None:
    assert design(screener, f"{TEXT} {sentence}") == expected


def test_a_randomised_trial_in_the_background_is_anothers(screener: Screener) -> None:
    background = "BACKGROUND: In the randomised OMEGA trial AHSCT was superior."
    assert design(screener, background, f"METHODS: {TEXT}") == COHORT
    assert design(screener, background.replace("In the", "Here we report the"), f"METHODS: {TEXT}") == LOTS


def test_groups_that_count_their_time_from_randomisation_were_drawn_by_lot(screener: Screener) -> None:
    compared = f"{TEXT} Relapses were rarer in the AHSCT group than in the natalizumab group"
    assert design(screener, f"{compared}.") == COMPARED
    assert design(screener, f"{compared}, four years after randomisation.") == LOTS


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("They entered an uncontrolled multicentre trial.", TRIAL),
        ("This single-group study gave BEAM.", TRIAL),
        ("MRI was done monthly for three months before treatment and for a year after it.", TRIAL),
        ("The duration of the trial was five years.", TRIAL),
        ("We traced the participants of a phase 2 trial.", COHORT),
        ("Cells of people in a phase 2 trial were sequenced.", COHORT),
        ("We followed survivors of an early open trial.", COHORT),
        ("A trial cohort was followed.", COHORT),
    ],
)
def test_a_trial_is_not_the_later_look_at_its_patients(sentence: str, expected: str, screener: Screener) -> None:
    assert design(screener, f"Forty people had AHSCT. {sentence}") == expected


def test_a_pilot_study_of_what_follows_the_treatment_is_no_trial_of_it(screener: Screener) -> None:
    assert design(screener, title=f"{TITLE}: a pilot study") == TRIAL
    assert design(screener, title=f"Sleep after {TITLE.lower()}: a pilot study") == COHORT


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Twenty persons who did not undergo AHSCT served as controls.", COMPARED),
        ("They were set against 80 matched controls from a register.", COMPARED),
        ("Walking was timed in 40 people given AHSCT and 35 people on other strong drugs.", COMPARED),
        ("Worsening was rarer than in the untreated group.", COMPARED),
        ("Twelve healthy volunteers were the control group for imaging.", COHORT),
        ("Samples of 20 neurological controls were compared.", COHORT),
        ("They were compared with 80 patients on disease-modifying drugs in the absence of a control group.", COHORT),
        ("A matched control group is planned.", COHORT),
        ("Patients who had not received drugs before did better than others.", COHORT),
        ("Propensity scores balanced the drugs natalizumab and AHSCT.", COMPARED),
    ],
)
def test_controls_are_patients_without_the_treatment(sentence: str, expected: str, screener: Screener) -> None:
    assert design(screener, f"{TEXT} {sentence}") == expected


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Cyclophosphamide versus G-CSF to mobilise stem cells for AHSCT in multiple sclerosis", COHORT),
        ("Low-dose versus high-dose cyclophosphamide for AHSCT in multiple sclerosis", COHORT),
        ("BEAM versus cyclophosphamide for AHSCT in multiple sclerosis", COMPARED),
        ("AHSCT versus natalizumab in multiple sclerosis", COMPARED),
    ],
)
def test_parts_of_one_treatment_are_no_treatments(title: str, expected: str, screener: Screener) -> None:
    assert design(screener, f"{TEXT} Groups were compared.", title=title) == expected


@pytest.mark.parametrize(
    ("title", "text", "expected"),
    [
        ("aHSCT vs HE-DMT in multiple sclerosis", "40 pts had aHSCT, 60 pts HE-DMT.", COMPARED),
        ("aHSCT vs BAT in multiple sclerosis", "40 pts had aHSCT, 60 pts BAT.", COMPARED),
        ("AHSCT in multiple sclerosis: relapsing vs progressive", "31 pts were followed.", COHORT),
        ("AHSCT in multiple sclerosis: poster", "Retrosp. monocentric. 31 pts. PFS 85%.", COHORT),
        ("RCT of AHSCT vs natalizumab in multiple sclerosis", "50 pts, 1:1.", LOTS),
        ("PRES during AHSCT in multiple sclerosis", "A 29-yr-old woman had PRES on day 8.", "case report"),
        ("Menses after AHSCT in multiple sclerosis", "Of 30 women those up to 32 years old recovered.", COHORT),
    ],
)
def test_a_telegram_tells_its_design_too(title: str, text: str, expected: str, screener: Screener) -> None:
    assert design(screener, text, title=title) == expected


def test_early_and_late_patients_had_the_same_treatment(screener: Screener) -> None:
    text = "We treated 40 patients. Propensity scores balanced the quintiles."
    assert design(screener, text, title="Early AHSCT delays disability in multiple sclerosis") == COHORT
    assert design(screener, f"{text} Others had natalizumab.", title="Early AHSCT in multiple sclerosis") == COMPARED


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Cases under 18 years were retrieved from the European transplant registry.", "registry"),
        ("We used the register of inherited and acquired disease, which covered all hospitals.", "registry"),
        ("They were entered into the society's database.", "registry"),
        ("Adverse events were taken from the adverse event reporting system.", "registry"),
        ("They were entered into the institutional database.", COHORT),
        ("The trial was listed in a clinical trials registry and observed retrospectively.", COHORT),
        ("A registry of such patients should be founded.", COHORT),
    ],
)
def test_a_registry_gave_the_patients_where_they_were_taken_from_it(
    sentence: str, expected: str, screener: Screener
) -> None:
    assert design(screener, f"{TEXT} {sentence}") == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("An online questionnaire was sent to neurologists.", "survey"),
        ("A postal survey asked them for their preferences.", "survey"),
        ("An online questionnaire asked them for relapses.", COHORT),
        ("Respondents were less tired than at baseline.", COHORT),
    ],
)
def test_a_survey_asks_what_people_think_and_a_cohort_how_they_fared(
    sentence: str, expected: str, screener: Screener
) -> None:
    assert design(screener, f"{TEXT} {sentence}") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Twenty adults were enrolled. The primary endpoint was survival.", TRIAL),
        ("Twenty adults entered the protocol (NCT99999999).", TRIAL),
        ("Twenty consecutive adults were enrolled. The primary endpoint was survival.", COHORT),
        ("Prospectively collected records of 20 adults were read. The primary endpoint was survival.", COHORT),
        ("Twenty adults were enrolled.", COHORT),
    ],
)
def test_two_signs_of_a_plan_make_a_trial_and_one_does_not(text: str, expected: str, screener: Screener) -> None:
    assert design(screener, text) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Walking of 44 AHSCT recipients and of 80 recipients of cladribine was timed.", COMPARED),
        ("We identified children receiving AHSCT or natalizumab.", COMPARED),
        ("AHSCT was done in 20, and the others had ocrelizumab (n=33).", COMPARED),
        ("Sick leave of 30 persons treated with AHSCT and 90 treated with alemtuzumab was counted.", COMPARED),
        ("Before AHSCT they had received natalizumab (n=12) or fingolimod (n=8).", COHORT),
        ("They were free of relapses for more than 2 years of follow-up with AHSCT, after natalizumab.", COHORT),
        ("After AHSCT, and for relapses, two restarted natalizumab (n=2).", COHORT),
    ],
)
def test_a_drug_that_others_had_at_the_same_time_is_a_comparison(
    sentence: str, expected: str, screener: Screener
) -> None:
    assert design(screener, f"{TEXT} {sentence}") == expected


@pytest.mark.parametrize("title", ["protocol of two harmonised randomised trials", "protocol for an updated review"])
def test_a_protocol_of_whatever_work_is_a_protocol(title: str, screener: Screener) -> None:
    assert design(screener, title=f"{TITLE}: {title}") == "protocol"


def test_an_article_that_looks_back_on_the_field_is_a_review(screener: Screener) -> None:
    text = "We look back on twenty years. A registry counted 90 patients; in the randomised OMEGA trial few relapsed."
    assert design(screener, text) == "review"


def test_a_record_in_passing_has_its_own_design_unless_the_disease_is_not_named(screener: Screener) -> None:
    def found(title: str, text: str) -> tuple[str, str | None]:
        told = screen(Article("97000001", 1, title, (AbstractSection(None, None, text),)), screener)
        return told.label, told.study_design

    passing = "We treated 80 people with siponimod. AHSCT is an option."
    cells = "Thirty people were randomised to mesenchymal stem cells or sham."
    assert found("Siponimod in multiple sclerosis", passing) == (MENTION_ONLY, COHORT)
    assert found("Mesenchymal stem cells in multiple sclerosis", cells) == (OTHER_STEM_CELL, LOTS)
    assert found("AHSCT in leukaemia", "Thirty people were randomised to AHSCT.") == (MENTION_ONLY, None)


def test_controls_of_a_text_that_tells_of_healthy_people_are_these(screener: Screener) -> None:
    control = "Their neurofilament was higher than in the control group."
    assert design(screener, f"{TEXT} We asked 22 volunteers without neurological disease. {control}") == COHORT
    assert design(screener, f"{TEXT} We asked 22 patients without a transplant. {control}") == COMPARED
