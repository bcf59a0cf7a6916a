"""Which kind of study a record tells of: its words first, its publication types second."""

import tomllib
from pathlib import Path

import pytest

from evidence.records.article import AbstractSection, Article
from evidence.records.study import PRIMARY, SECONDARY, STUDY_DESIGNS, Screening
from evidence.screening import Screener, compile_screener, screen
from evidence.topics.vocabulary import load_vocabulary

TOPIC = Path(__file__).parent.parent / "evidence/topics/hsct_ms"
TITLE = "Autologous haematopoietic stem cell transplantation in multiple sclerosis"
TEXT = "We treated 40 patients. At five years 70% had no relapse."


@pytest.fixture(scope="module")
def screener() -> Screener:
    return compile_screener(load_vocabulary(TOPIC))


def design(screener: Screener, *, title: str = TITLE, text: str = TEXT, types: tuple[str, ...] = ()) -> str | None:
    sections = (AbstractSection(None, None, text),) if text else ()
    found = screen(Article("97000001", 1, title, sections, publication_types=types), screener).study_design
    assert found is None or found in STUDY_DESIGNS
    return found


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Patients were randomly assigned to AHSCT or mitoxantrone.", "RCT"),
        ("Patients were randomised 1:1.", "RCT"),
        ("In this randomized, open-label, phase 2 trial relapses were fewer.", "RCT"),
        ("Randomised trials are needed.", "cohort/case series"),
        ("Randomized controlled clinical trials are lacking.", "cohort/case series"),
        ("This was a non-randomised study.", "cohort/case series"),
        ("A randomised trial is warranted.", "cohort/case series"),
        ("Fifty randomly selected scans were read twice.", "cohort/case series"),
        ("A random effects model was fitted.", "cohort/case series"),
        ("A recent trial randomised patients to drugs.", "cohort/case series"),
    ],
)
def test_only_randomisation_of_its_own_patients_makes_a_randomised_trial(
    sentence: str, expected: str, screener: Screener
) -> None:
    assert design(screener, text=f"{TEXT} {sentence}") == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("This was an open-label phase II study.", "single-arm trial"),
        ("In a phase 1/2 single-arm trial we gave BEAM.", "single-arm trial"),
        ("We report a pilot study.", "single-arm trial"),
        ("The trial was registered.", "single-arm trial"),
        ("A phase III trial is needed.", "cohort/case series"),
        ("Clinical trials have shown benefit.", "cohort/case series"),
        ("This retrospective study used data of a phase II trial.", "cohort/case series"),
        ("In this observational study nobody died.", "cohort/case series"),
    ],
)
def test_a_trial_says_so_of_itself(sentence: str, expected: str, screener: Screener) -> None:
    assert design(screener, text=f"{TEXT} {sentence}") == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Patients were reported to the EBMT registry by 20 centres.", "registry"),
        ("Data from the national transplant registry were used.", "registry"),
        ("A registry-based study of 15 centres.", "registry"),
        ("Patients were taken from the database of the transplant group.", "registry"),
        ("The trial registry number is in the text.", "cohort/case series"),
        ("In this single-centre series data were also sent to the registry.", "cohort/case series"),
        ("Data from medical records were supplemented with data from the MS registry.", "cohort/case series"),
    ],
)
def test_a_registry_study_takes_its_patients_from_a_registry_of_many_centres(
    sentence: str, expected: str, screener: Screener
) -> None:
    text = TEXT if "trial" not in sentence else TEXT.replace("treated", "observed retrospectively")
    assert design(screener, text=f"{text} {sentence}") == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("They were compared with 80 patients on disease-modifying drugs.", "comparative cohort"),
        ("Propensity scores balanced the groups.", "comparative cohort"),
        ("NEDA was kept by 80% of the AHSCT group and 30% of the alemtuzumab group.", "comparative cohort"),
        ("Patients were treated with either AHSCT or natalizumab.", "comparative cohort"),
        ("Results were compared with 20 healthy controls.", "cohort/case series"),
        ("Scores after AHSCT were compared with those at baseline.", "cohort/case series"),
        ("Relapsing and progressive patients were compared.", "cohort/case series"),
        ("All had been treated with natalizumab before AHSCT.", "cohort/case series"),
    ],
)
def test_a_comparative_cohort_compares_treatments(sentence: str, expected: str, screener: Screener) -> None:
    assert design(screener, text=f"{TEXT} {sentence}") == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("In this review we discuss mechanisms.", "review"),
        ("This narrative review covers mechanisms.", "review"),
        ("The current literature is summarised.", "review"),
        ("We reviewed the records of all patients.", "cohort/case series"),
        ("This retrospective chart review had no external funding.", "cohort/case series"),
        ("The institutional review board approved the study.", "cohort/case series"),
        ("We discuss our findings against those of others.", "cohort/case series"),
    ],
)
def test_a_review_of_records_is_no_review(sentence: str, expected: str, screener: Screener) -> None:
    assert design(screener, text=f"{TEXT} {sentence}") == expected


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        (f"{TITLE}: a systematic review", "meta-analysis/systematic review"),
        (f"{TITLE}: a meta-analysis", "meta-analysis/systematic review"),
        (f"{TITLE}: two cases and a systematic review", "cohort/case series"),
        (f"{TITLE}: recommendations of a society", "guideline"),
        (f"{TITLE}: a position statement", "guideline"),
        (f"{TITLE}: a cost-utility analysis", "economic evaluation"),
        (f"{TITLE}: study protocol", "protocol"),
        (f"{TITLE}: rationale and design of a trial", "protocol"),
        (f"{TITLE}: an overview", "review"),
    ],
)
def test_a_title_may_tell_the_design(title: str, expected: str, screener: Screener) -> None:
    assert design(screener, title=title) == expected


def test_a_meta_analysis_of_others_does_not_make_one(screener: Screener) -> None:
    text = f"A meta-analysis found 2% mortality. {TEXT}"
    assert design(screener, text=text) == "cohort/case series"


def test_a_meta_analysis_that_the_authors_made_is_one(screener: Screener) -> None:
    text = "We performed a meta-analysis of 15 studies with 764 patients. Mortality was 2%."
    assert design(screener, text=text) == "meta-analysis/systematic review"


def test_what_will_be_done_is_a_protocol_even_if_it_is_randomised(screener: Screener) -> None:
    text = "One hundred patients will be randomised. Patients were randomised from March on."
    assert design(screener, text=text) == "protocol"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We describe a 40-year-old woman who underwent AHSCT. She is well.", "case report"),
        ("We report a patient who relapsed after AHSCT.", "case report"),
        ("We report two patients. The first is a 40-year-old woman.", "cohort/case series"),
        ("We describe a 40-year-old woman among 30 treated patients.", "cohort/case series"),
    ],
)
def test_a_case_report_has_one_patient(text: str, expected: str, screener: Screener) -> None:
    assert design(screener, text=text) == expected


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("Randomized Controlled Trial", "RCT"),
        ("Clinical Trial, Phase II", "single-arm trial"),
        ("Case Reports", "case report"),
        ("Journal Article", "cohort/case series"),
        ("Multicenter Study", "cohort/case series"),
    ],
)
def test_publication_types_tell_where_the_words_do_not(kind: str, expected: str, screener: Screener) -> None:
    assert design(screener, types=("Journal Article", kind)) == expected


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("Review", "review"),
        ("Systematic Review", "meta-analysis/systematic review"),
        ("Practice Guideline", "guideline"),
        ("Editorial", None),
        ("Letter", None),
    ],
)
def test_publication_types_are_all_that_a_bare_title_has(kind: str, expected: str | None, screener: Screener) -> None:
    assert design(screener, text="", types=(kind,)) == expected


def test_words_outrank_publication_types(screener: Screener) -> None:
    text = f"{TEXT} Patients were reported to the EBMT registry."
    assert design(screener, text=text, types=("Clinical Trial",)) == "registry"


# --- every turn of phrase tells alone -------------------------------------------------------------------------------

TURNS = tomllib.loads((Path(__file__).parent / "fixtures/screening_turns.toml").read_text(encoding="utf-8"))
NEUTRAL = "Forty people had AHSCT."
SAID = [(expected, turn) for expected, turns in TURNS["texts"].items() for turn in turns]
TITLED = [(expected, turn) for expected, turns in TURNS["titles"].items() for turn in turns]


@pytest.mark.parametrize(("expected", "turn"), SAID)
def test_a_turn_of_phrase_in_the_text_tells_the_design(expected: str, turn: str, screener: Screener) -> None:
    text = turn if expected == "case report" else f"{NEUTRAL} {turn}"
    assert design(screener, text=text) == expected


@pytest.mark.parametrize(("expected", "turn"), TITLED)
def test_a_turn_of_phrase_in_the_title_tells_the_design(expected: str, turn: str, screener: Screener) -> None:
    text = "AHSCT was given." if expected == "case report" else NEUTRAL
    assert design(screener, title=f"AHSCT for multiple sclerosis: {turn}", text=text) == expected


def found_in(screener: Screener, *, text: str = "", title: str = "AHSCT for multiple sclerosis") -> Screening:
    sections = (AbstractSection(None, None, text),) if text else ()
    return screen(Article("97000001", 1, title, sections), screener)


@pytest.mark.parametrize("turn", TURNS["patients"]["own"])
def test_what_was_done_with_patients_makes_a_record_primary(turn: str, screener: Screener) -> None:
    assert found_in(screener, text=f"AHSCT is intense. {turn}").label == PRIMARY


@pytest.mark.parametrize("turn", TURNS["patients"]["others"])
def test_the_patients_of_all_the_world_are_nobodys_study(turn: str, screener: Screener) -> None:
    assert found_in(screener, text=f"AHSCT is intense. {turn}").label == SECONDARY


@pytest.mark.parametrize("turn", TURNS["patients"]["titles_own"])
def test_a_bare_title_may_tell_of_patients(turn: str, screener: Screener) -> None:
    assert found_in(screener, title=f"AHSCT for multiple sclerosis: {turn}").label == PRIMARY


@pytest.mark.parametrize("turn", TURNS["patients"]["titles_others"])
def test_a_bare_title_mostly_does_not(turn: str, screener: Screener) -> None:
    assert found_in(screener, title=f"AHSCT for multiple sclerosis: {turn}").label == SECONDARY


@pytest.mark.parametrize("turn", TURNS["results"]["told"])
def test_what_happened_to_patients_is_a_result(turn: str, screener: Screener) -> None:
    found = found_in(screener, text=f"We treated 40 patients by AHSCT. {turn}")
    assert (found.label, found.result_bearing) == (PRIMARY, True)


@pytest.mark.parametrize("turn", TURNS["results"]["untold"])
def test_aims_hopes_and_plans_are_no_results(turn: str, screener: Screener) -> None:
    found = found_in(screener, text=f"We treated 40 patients by AHSCT. {turn}")
    assert (found.label, found.result_bearing) == (PRIMARY, False)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Relapses were fewer than in the placebo group.", "RCT"),
        ("Patients received AHSCT or placebo for two years.", "RCT"),
        ("Samples came from the randomised, double-blind ALPHA and OMEGA trials.", "RCT"),
        ("In those initially randomised to AHSCT relapses were rarer than with natalizumab.", "RCT"),
        ("Patients received AHSCT or placebo, then all AHSCT in the extension.", "cohort/case series"),
        ("A previous trial compared it with placebo.", "cohort/case series"),
        ("Placebo-controlled studies should follow.", "cohort/case series"),
    ],
)
def test_who_gives_a_placebo_has_drawn_lots(sentence: str, expected: str, screener: Screener) -> None:
    assert design(screener, text=f"{TEXT} {sentence}") == expected


def test_groups_of_a_phase_3_trial_were_drawn_by_lot_and_matched_groups_were_not(screener: Screener) -> None:
    title = "AHSCT versus natalizumab in women with multiple sclerosis: data of a phase III study"
    assert design(screener, title=title) == "RCT"
    assert design(screener, title=title, text=f"{TEXT} Propensity scores balanced them.") == "comparative cohort"


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("BEAM or cyclophosphamide in AHSCT for multiple sclerosis", "comparative cohort"),
        ("Two conditioning regimens for AHSCT in multiple sclerosis", "comparative cohort"),
        ("Reduced-intensity BEAM conditioning and AHSCT in multiple sclerosis", "cohort/case series"),
        ("Matching-adjusted indirect comparison of AHSCT and natalizumab in multiple sclerosis", "comparative cohort"),
        ("Economic evaluation of AHSCT in multiple sclerosis", "economic evaluation"),
    ],
)
def test_a_title_tells_what_is_compared(title: str, expected: str, screener: Screener) -> None:
    text = f"{TEXT} PubMed was searched. Relapses were compared. A systematic review was performed."
    assert design(
        screener, title=title, text=text if "ndirect" in title or "Econ" in title else f"{TEXT} Compared."
    ) == (expected)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Patients reported to the EBMT from 20 centres were studied.", "registry"),
        ("Data were retrieved from the national MS-registry.", "registry"),
        ("Data were taken from the charts and the national MS register.", "cohort/case series"),
        ("A position of the EBMT is quoted.", "cohort/case series"),
    ],
)
def test_a_registry_may_be_named_by_the_group_that_keeps_it(sentence: str, expected: str, screener: Screener) -> None:
    assert design(screener, text=f"{TEXT} {sentence}") == expected


def test_a_hope_for_practice_does_not_make_a_trial_look_back(screener: Screener) -> None:
    trial = "In this open-label phase 2 trial 30 patients had AHSCT."
    assert design(screener, text=f"{trial} Our results support its use in real-world practice.") == "single-arm trial"
    assert design(screener, text=f"{trial} It used real-world data.") == "cohort/case series"


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("We reviewed efficacy in 40 patients after AHSCT.", "cohort/case series"),
        ("All had failed first-line therapy before AHSCT.", "cohort/case series"),
        ("AHSCT was done in patients after first- and second-line therapy.", "cohort/case series"),
        ("A DMT was given to few patients, and drugs other than AHSCT were rare.", "cohort/case series"),
    ],
)
def test_drugs_taken_before_and_a_look_at_records_change_no_design(
    sentence: str, expected: str, screener: Screener
) -> None:
    assert design(screener, text=f"{TEXT} {sentence}") == expected


def test_a_serum_of_rabbits_makes_no_animal_study(screener: Screener) -> None:
    title = "Cyclophosphamide and rabbit ATG before AHSCT in multiple sclerosis"
    assert design(screener, title=title) == "cohort/case series"
    assert design(screener, title="AHSCT in rabbits with experimental disease: multiple sclerosis") == "preclinical"
