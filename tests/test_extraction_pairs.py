"""Pairs of figures: whose they are where the groups were named in the title or in the methods alone."""

from evidence.extraction import read_facts, read_findings
from evidence.records.finding import Finding
from tests.reading import READER, article, facts_of, screening, values

GROUPS = "Of 90 patients, 50 were given a purged (PUR) and 40 an untouched (UNT) product. "
TITLE = "Purged versus untouched products in autotransplantation for multiple sclerosis"


def read(methods: str, results: str, *, title: str = TITLE, design: str = "cohort/case series") -> tuple[Finding, ...]:
    """Return the findings of an abstract with methods and results."""
    record = article(("METHODS", methods), ("RESULTS", results), title=title)
    screened = screening(design=design)
    return read_findings(record, screened, read_facts(record, screened, READER), READER)


def test_a_pair_has_the_two_groups_of_the_study_in_the_order_of_its_methods():
    found = read(GROUPS, "NEDA was kept by 30 (60%) and 20 (50%) patients.")
    assert values(found, "population", "value", "denominator", "state") == [
        ("PUR", 60, 50, "clean"), ("UNT", 50, 40, "clean"),
    ]  # fmt: skip


def test_a_share_that_cannot_be_of_the_group_keeps_the_pair_apart_from_it():
    found = read(GROUPS, "NEDA was kept by 30 (75%) and 20 (40%) patients.")
    assert {finding.population for finding in found} == {None}
    assert {finding.state for finding in found} == {"unbound"}


def test_a_group_is_known_by_its_short_name():
    found = read(GROUPS, "Relapses were seen in 12% (UNT) and 8% (PUR). Two PUR patients died.")
    assert values(found, "population", "value") == [("UNT", 12), ("PUR", 8), ("PUR", 2)]


def test_what_is_commoner_with_one_group_is_larger_there():
    found = read(GROUPS, "Bacteraemia was commoner with UNT (31% vs 12%).")
    assert values(found, "population", "value") == [("UNT", 31), ("PUR", 12)]


def test_sizes_of_the_sexes_are_no_groups_that_are_compared():
    found = read("We compared outcomes of 90 patients: 50 women and 40 men.", "NEDA was kept by 60% and 50%.")
    assert {finding.population for finding in found} == {None}


def test_two_lengths_of_confirmation_are_no_groups():
    found = read(GROUPS, "Worsening confirmed at 12 and 24 weeks was seen in 20% and 15%.")
    assert {finding.population for finding in found} == {None}


def test_groups_that_were_balanced_tell_no_result():
    assert read(GROUPS, "The groups were balanced except for EDSS (median 4.0 vs 5.0).") == ()


ARMS = "Sixty patients had AHSCT and 120 took natalizumab."


def test_arms_have_the_order_of_the_title_until_the_results_name_them():
    title = "Stem cell transplantation versus natalizumab in multiple sclerosis: AHSCT versus natalizumab"
    found = read(ARMS, "NEDA at 3 years was 80% vs 40%.", title=title, design="comparative cohort")
    assert values(found, "arm", "value") == [("hsct", 80), ("comparator", 40)]


def test_the_order_of_the_results_outdoes_that_of_the_title():
    title = "AHSCT versus natalizumab in multiple sclerosis"
    text = "With natalizumab 22% and after AHSCT 8% relapsed. NEDA at 3 years was 40% vs 80%."
    found = read(ARMS, text, title=title, design="comparative cohort")
    assert values(found, "arm", "value")[-2:] == [("comparator", 40), ("hsct", 80)]


def test_drugs_that_no_result_names_are_one_group():
    sections = (
        ("METHODS", "Patients had AHSCT or took rituximab or natalizumab."),
        ("RESULTS", "NEDA was 80% vs 40%."),
    )
    title = "AHSCT versus rituximab or natalizumab in multiple sclerosis"
    assert facts_of(*sections, title=title, design="comparative cohort").comparator == "dmt"


def test_drugs_whose_results_are_told_apart_are_groups_of_their_own():
    results = "NEDA was 80% after AHSCT, 40% with rituximab and 45% with natalizumab."
    title = "AHSCT versus rituximab or natalizumab in multiple sclerosis"
    told = facts_of(("METHODS", "A registry study."), ("RESULTS", results), title=title, design="comparative cohort")
    assert told.comparator == "rituximab, natalizumab"


def test_an_interval_between_two_shares_parts_no_clause():
    found = read("", "Incidence of relapse was 4% (95% CI 1-9) after TBI and 17% (95% CI 8-29) after BEAM; NEDA was "
                 "83% and progression-free survival 84%.")  # fmt: skip
    assert values(found, "outcome", "value") == [
        ("relapse_free_survival", 4), ("relapse_free_survival", 17), ("neda", 83), ("progression_free_survival", 84),
    ]  # fmt: skip
