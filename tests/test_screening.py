"""What a record is about: labels, reasons and standing, on made-up records in many styles."""

import tomllib
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from evidence.records.article import AbstractSection, Article, MeshHeading, Notice
from evidence.records.study import (
    MENTION_ONLY,
    NOTICE,
    OTHER_STEM_CELL,
    PRIMARY,
    RETRACTED,
    SECONDARY,
    SOUND,
    UNDER_CONCERN,
    UNRELATED,
)
from evidence.screening import Screener, compile_screener, is_indirect, screen, settings_of
from evidence.screening.wording import fold, may_concern, read_wording
from evidence.topics.vocabulary import load_vocabulary

TOPIC = Path(__file__).parent.parent / "evidence/topics/hsct_ms"
FIXTURES = Path(__file__).parent / "fixtures"
RECORDS = tomllib.loads((FIXTURES / "screening.toml").read_text(encoding="utf-8"))["record"]
STYLES = tomllib.loads((FIXTURES / "screening_styles.toml").read_text(encoding="utf-8"))["record"]
NAMES = [record["name"] for record in RECORDS]
COHORT = "METHODS: We followed 40 patients with MS after AHSCT.", "RESULTS: At five years 70% had no relapse."


@pytest.fixture(scope="module")
def screener() -> Screener:
    return compile_screener(load_vocabulary(TOPIC))


def section(text: str) -> AbstractSection:
    """Return "METHODS: we did" as a labelled section, other text as one without label."""
    label, colon, rest = text.partition(": ")
    if colon and label == label.upper():
        return AbstractSection(label, None, rest)
    return AbstractSection(None, None, text)


def article(title: str, *abstract: str, **fields: Any) -> Article:
    return Article(
        pmid="97000001", version=1, title=title, sections=tuple(section(text) for text in abstract), **fields
    )


def cohort(**fields: Any) -> Article:
    return article("AHSCT for multiple sclerosis at one centre", *COHORT, **fields)


def made(record: Mapping[str, Any]) -> Article:
    return article(record["title"], *record["abstract"])


@pytest.mark.parametrize("record", RECORDS, ids=NAMES)
def test_a_record_gets_the_label_and_design_a_reader_would_give(record: dict[str, Any], screener: Screener) -> None:
    found = screen(made(record), screener)
    assert (found.label, found.study_design or "", found.result_bearing, found.standing) == (
        record["label"],
        record["design"],
        record["bears"],
        record.get("standing", SOUND),
    ), found.reason


@pytest.mark.parametrize("record", STYLES, ids=lambda record: str(record["title"])[:60])
def test_every_style_of_the_field_gets_its_label_and_design(record: dict[str, Any], screener: Screener) -> None:
    found = screen(made(record), screener)
    assert (found.label, found.study_design or "") == (record["label"], record["design"]), found.reason


@pytest.mark.parametrize(
    "record", [record for record in RECORDS if record["label"] == PRIMARY], ids=lambda record: str(record["name"])
)
def test_only_mixed_populations_are_indirect(record: dict[str, Any], screener: Screener) -> None:
    assert is_indirect(made(record), screener) is record.get("indirect", False)


@pytest.mark.parametrize("record", RECORDS, ids=NAMES)
def test_a_setting_is_told_by_the_treated_patients(record: dict[str, Any], screener: Screener) -> None:
    assert settings_of(made(record), screener) == tuple(record.get("settings", ()))


@pytest.mark.parametrize("record", RECORDS, ids=NAMES)
def test_the_cheap_check_never_drops_a_record_that_reading_would_keep(
    record: dict[str, Any], screener: Screener
) -> None:
    assert may_concern(read_wording(made(record)), screener) or record["label"] == UNRELATED


def test_neither_the_pmid_nor_the_journal_changes_the_verdict(screener: Screener) -> None:
    assert screen(replace(cohort(), pmid="1", journal="Blood", doi="10.1/x"), screener) == screen(cohort(), screener)


def test_the_reason_names_the_words_that_decided(screener: Screener) -> None:
    assert screen(cohort(), screener).reason == (
        'title names "AHSCT" and "multiple sclerosis"; own patients are reported: "40 patients"'
    )


@pytest.mark.parametrize("space", ["\u00a0", "\u2009", "\u202f", " \u200b"])
@pytest.mark.parametrize("hyphen", ["-", "\u2010", "\u2011", "\u2013"])
def test_any_printing_of_blanks_and_hyphens_is_the_same_word(space: str, hyphen: str, screener: Screener) -> None:
    title = f"Autologous{space}haematopoietic stem{hyphen}cell transplantation for multiple{space}sclerosis"
    assert screen(article(title, *COHORT), screener).label == PRIMARY


@pytest.mark.parametrize("graft", ["blood progenitor cell rescue", "blood stem cell infusion", "CD34+ cell infusion"])
def test_the_first_names_of_the_treatment_are_the_treatment(graft: str, screener: Screener) -> None:
    record = article(f"Autologous {graft} in multiple sclerosis", "We treated 40 patients with MS.")
    assert screen(record, screener).label == PRIMARY


def test_folding_keeps_every_visible_character() -> None:
    assert fold("p\u00a0<\u20090\u00b705 \u2212 \u201cfine\u201d\u200b\n") == 'p < 0\u00b705 - "fine"'


# --- the disease and its abbreviation -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "meaning",
    ["myeloid sarcoma (MS)", "metabolic syndrome (MS)", "mass spectrometry (MS)", "mitral stenosis (MS)"],
)
def test_ms_is_multiple_sclerosis_only_where_nothing_else_is_meant(meaning: str, screener: Screener) -> None:
    record = article(
        f"AHSCT and {meaning} in 60 patients", "We treated 60 patients with MS by AHSCT. MS recurred in 10."
    )
    assert screen(record, screener).label == MENTION_ONLY


def test_ms_is_multiple_sclerosis_where_its_clinic_is_told(screener: Screener) -> None:
    record = article("AHSCT in MS", "RESULTS: The EDSS of 12 patients with MS improved by one point after AHSCT.")
    assert screen(record, screener).label == PRIMARY


def test_index_terms_tell_the_disease_where_the_text_abbreviates_it(screener: Screener) -> None:
    bare = article("AHSCT: the MS programme of one hospital", "We transplanted 12 cases of MS. MS improved in nine.")
    indexed = replace(bare, mesh=(MeshHeading("Multiple Sclerosis", "D009103", major=True),))
    assert [screen(record, screener).label for record in (bare, indexed)] == [MENTION_ONLY, PRIMARY]


def test_keywords_tell_the_disease_too(screener: Screener) -> None:
    bare = article("AHSCT: the MS programme of one hospital", "We transplanted 12 cases of MS. MS improved in nine.")
    assert screen(replace(bare, keywords=("multiple sclerosis",)), screener).label == PRIMARY


def test_the_name_of_a_society_is_neither_transplantation_nor_a_population(screener: Screener) -> None:
    title = "AHSCT in multiple sclerosis: a report of the EBMT Autoimmune Diseases Working Party"
    assert not is_indirect(article(title, *COHORT), screener)


def test_transplantation_in_the_name_of_a_society_is_no_treatment(screener: Screener) -> None:
    text = "Members of the European Society for Blood and Marrow Transplantation treated 40 patients with siponimod."
    assert screen(article("Siponimod in multiple sclerosis", text, text), screener).label == UNRELATED


def test_an_autoimmune_disease_after_the_treatment_does_not_mix_the_population(screener: Screener) -> None:
    assert not is_indirect(
        article("Secondary autoimmune disease after AHSCT for multiple sclerosis", *COHORT), screener
    )


# --- what it is about ------------------------------------------------------------------------------------------------


def test_a_title_without_the_treatment_is_enough_where_patients_had_it(screener: Screener) -> None:
    record = article("Halting multiple sclerosis", "Twenty people underwent AHSCT. After AHSCT, none relapsed.")
    assert screen(record, screener).label == PRIMARY


def test_one_of_several_autoimmune_diseases_is_enough_where_the_title_names_them_all(screener: Screener) -> None:
    text = "Of 300 patients 86% survived autologous HCT. Autologous HCT was done for multiple sclerosis or lupus."
    record = article("Transplantation for autoimmune diseases: autologous and other grafts", text)
    assert (screen(record, screener).label, is_indirect(record, screener)) == (PRIMARY, True)


def test_one_example_in_a_list_is_not_the_subject(screener: Screener) -> None:
    text = "We followed 90 patients after AHSCT for scleroderma, Crohn's disease or multiple sclerosis."
    assert screen(article("Late effects of autologous transplantation", text), screener).label == MENTION_ONLY


def test_other_cells_lead_where_the_text_names_them_more_often(screener: Screener) -> None:
    text = "MSCs were given to ten people. MSCs were safe, the stem cells engrafted. AHSCT is an alternative."
    assert screen(article("A cell product for multiple sclerosis", text), screener).label == OTHER_STEM_CELL


def test_other_cells_named_once_in_a_study_of_transplantation_do_not_lead(screener: Screener) -> None:
    text = (
        "We treated 20 people with AHSCT. After AHSCT none relapsed. Unlike stem cells such as MSCs, AHSCT is intense."
    )
    assert screen(article("Halting multiple sclerosis", text), screener).label == PRIMARY


def test_one_word_about_other_cells_does_not_make_a_record_about_them(screener: Screener) -> None:
    text = "Iron was measured in 40 scans. Cultures of iPSCs agreed."
    assert screen(article("Imaging iron in multiple sclerosis", text), screener).label == UNRELATED


def test_other_cells_in_the_text_of_another_disease_do_not_matter(screener: Screener) -> None:
    text = "MSCs were given to ten people. MSCs were safe. MSCs engrafted."
    assert screen(article("A cell product for asthma", text), screener).label == UNRELATED


# --- animals --------------------------------------------------------------------------------------------------------


def test_index_terms_tell_an_animal_study_that_the_title_hides(screener: Screener) -> None:
    animals = replace(cohort(), mesh=(MeshHeading("Animals", None, major=False),))
    found = screen(animals, screener)
    assert (found.label, found.study_design, found.result_bearing) == (MENTION_ONLY, "preclinical", False)


def test_animals_beside_humans_in_the_index_are_no_animal_study(screener: Screener) -> None:
    both = (MeshHeading("Animals", None, major=False), MeshHeading("Humans", None, major=False))
    assert screen(replace(cohort(), mesh=both), screener).label == PRIMARY


def test_a_clinical_abstract_may_name_mice_for_the_rationale(screener: Screener) -> None:
    record = article("AHSCT in multiple sclerosis", "BACKGROUND: AHSCT cures mice with EAE.", *COHORT)
    assert screen(record, screener).label == PRIMARY


# --- standing -------------------------------------------------------------------------------------------------------


def noticed(ref_type: str) -> Article:
    return cohort(notices=(Notice(ref_type, "97000002", "J Made Up. 2020"),))


@pytest.mark.parametrize(
    ("ref_type", "standing"),
    [
        ("RetractionIn", RETRACTED),
        ("RetractedandRepublishedIn", RETRACTED),
        ("RetractionOf", NOTICE),
        ("ErratumFor", NOTICE),
        ("ExpressionOfConcernFor", NOTICE),
        ("ExpressionOfConcernIn", UNDER_CONCERN),
        ("ErratumIn", SOUND),
        ("RetractedandRepublishedFrom", SOUND),
        ("CorrectedandRepublishedIn", SOUND),
        ("CommentIn", SOUND),
        ("UpdateOf", SOUND),
    ],
)
def test_a_link_alone_tells_the_standing(ref_type: str, standing: str, screener: Screener) -> None:
    assert screen(noticed(ref_type), screener).standing == standing


@pytest.mark.parametrize(
    ("kind", "standing"),
    [
        ("Retracted Publication", RETRACTED),
        ("Retraction of Publication", NOTICE),
        ("Retraction Notice", NOTICE),
        ("Published Erratum", NOTICE),
        ("Expression of Concern", NOTICE),
        ("Corrected and Republished Article", SOUND),
        ("Journal Article", SOUND),
    ],
)
def test_a_publication_type_alone_tells_the_standing(kind: str, standing: str, screener: Screener) -> None:
    assert screen(cohort(publication_types=("Journal Article", kind)), screener).standing == standing


@pytest.mark.parametrize(
    ("title", "standing"),
    [
        ("RETRACTED: AHSCT for multiple sclerosis", RETRACTED),
        ("Retracted Article: AHSCT for multiple sclerosis", RETRACTED),
        ("Correction to: AHSCT for multiple sclerosis", NOTICE),
        ("Erratum: AHSCT for multiple sclerosis", NOTICE),
        ("Publisher Correction: AHSCT for multiple sclerosis", NOTICE),
        ("Retraction notice to: AHSCT for multiple sclerosis", NOTICE),
        ("Expression of Concern: AHSCT for multiple sclerosis", NOTICE),
        ("Correction of lymphopenia after AHSCT for multiple sclerosis", SOUND),
        ("Retraction of the retinal nerve fibre layer after AHSCT for multiple sclerosis", SOUND),
    ],
)
def test_a_new_record_tells_its_standing_by_its_title(title: str, standing: str, screener: Screener) -> None:
    assert screen(article(title), screener).standing == standing


def test_a_retracted_article_keeps_its_label_and_the_reason_says_so(screener: Screener) -> None:
    found = screen(noticed("RetractionIn"), screener)
    assert (found.label, found.reason.endswith("; retracted, so it is not evidence")) == (PRIMARY, True)


def test_a_notice_reports_no_outcomes_even_if_it_repeats_the_abstract(screener: Screener) -> None:
    found = screen(noticed("RetractionOf"), screener)
    assert (found.label, found.result_bearing) == (PRIMARY, False)


def test_a_retraction_outranks_a_concern(screener: Screener) -> None:
    both = Notice("ExpressionOfConcernIn", "97000002", ""), Notice("RetractionIn", "97000003", "")
    assert screen(cohort(notices=both), screener).standing == RETRACTED


def test_an_unrelated_record_has_a_standing_too(screener: Screener) -> None:
    found = screen(article("Asthma", publication_types=("Retracted Publication",)), screener)
    assert (found.label, found.standing) == (UNRELATED, RETRACTED)


# --- settings -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sentence", "codes"),
    [
        ("Twenty patients had AHSCT as first-line therapy.", ("first_line",)),
        ("Patients in whom first-line drugs had failed underwent AHSCT.", ()),
        ("One patient fathered three children after AHSCT.", ()),
        ("Nine children with MS underwent AHSCT.", ("children",)),
        ("Patients underwent AHSCT after failure of natalizumab.", ("after_high_efficacy",)),
        ("Ocrelizumab is often used as first-line therapy.", ()),
    ],
)
def test_a_setting_needs_a_sentence_about_the_treated(
    sentence: str, codes: tuple[str, ...], screener: Screener
) -> None:
    assert settings_of(article("AHSCT in multiple sclerosis", sentence), screener) == codes


# --- the words as a topic gives them --------------------------------------------------------------------------------


def test_a_topic_without_cues_still_screens() -> None:
    bare = replace(load_vocabulary(TOPIC), cues=(), other_cells=(), allogeneic=(), animals=(), other_diseases=())
    assert screen(cohort(), compile_screener(bare)).label == PRIMARY


def test_a_title_without_abstract_is_secondary_whatever_it_promises_others(screener: Screener) -> None:
    found = screen(article("AHSCT in multiple sclerosis"), screener)
    assert (found.label, found.study_design, found.result_bearing) == (SECONDARY, None, False)


def test_a_study_that_asks_for_the_effect_of_the_treatment_is_about_it(screener: Screener) -> None:
    title = "Time to a wheelchair in primary progressive multiple sclerosis"
    asked = AbstractSection("OBJECTIVE", None, "To assess the effect of AHSCT on walking.")
    told = AbstractSection("RESULTS", None, "AHSCT halved the risk (hazard ratio 0.5) in 60 patients.")
    other = AbstractSection("RESULTS", None, "In 60 patients walking lasted 12 years. Three had had AHSCT before.")
    assert screen(Article("97000001", 1, title, (asked, told)), screener).label == PRIMARY
    without = AbstractSection("OBJECTIVE", None, "To describe how walking is lost.")
    assert screen(Article("97000001", 1, title, (without, other)), screener).label != PRIMARY


def test_a_title_of_conditioning_regimens_is_about_the_treatment_if_the_text_names_it(screener: Screener) -> None:
    title = "Two conditioning regimens in people with multiple sclerosis"
    named = AbstractSection(None, None, "We gave autologous HSCT to 40 patients. HSCT was safe: 5% had sepsis.")
    unnamed = AbstractSection(None, None, "We gave muscle conditioning to 40 patients. Training was safe.")
    assert screen(Article("97000001", 1, title, (named,)), screener).label == PRIMARY
    assert screen(Article("97000001", 1, title, (unnamed,)), screener).label != PRIMARY


def test_a_scale_of_the_disease_names_it_where_no_disease_is_named(screener: Screener) -> None:
    told = "We scanned 20 patients after immunoablation and AHSCT. The EDSS remained stable in 15 patients."
    assert screen(article("Brain volume after AHSCT", told), screener).label == PRIMARY
    assert screen(article("Brain volume after AHSCT", told.replace("EDSS", "score")), screener).label == MENTION_ONLY
    other = told.replace("20 patients", "20 patients with neuromyelitis optica")
    assert screen(article("Brain volume after AHSCT", other), screener).label == MENTION_ONLY


def test_shares_of_those_who_refer_patients_are_no_case_report(screener: Screener) -> None:
    text = "An online survey was sent to neurologists. Of them 29% had referred a patient, 11% more than five."
    assert screen(article("AHSCT for multiple sclerosis: a survey", text), screener).study_design != "case report"
