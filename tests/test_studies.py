"""Patients are counted once: reports are linked to studies, studies that share patients to overlaps."""

import random

import pytest

from evidence.records.study import DELETED, NOTICE, RETRACTED, SECONDARY, UNDER_CONCERN, StudyFacts
from evidence.studies import group_studies, is_evidence, registry_ids
from tests.makers import make_link, make_report, make_trial

MIST = make_trial("MIST", ids=(("nct", "NCT00273364"), ("eudract", "2007-000064-24")))


def registered(pmid: str, *ids: str, **other: object):
    return make_report(pmid, facts=StudyFacts(registry_ids=ids), **other)


def groups(reports, links=(), trials=()) -> list[tuple[str, ...]]:
    return sorted(study.reports for study in group_studies(reports, links, trials))


def test_two_reports_of_one_registered_trial_are_one_study() -> None:
    (study,) = group_studies([registered("1", "NCT00288626"), registered("2", "nct00288626")], (), ())
    assert (study.key, study.reports) == ("study:nct00288626", ("pmid:1", "pmid:2"))
    assert study.reasons == ("both are registered as NCT00288626",)


def test_a_trial_known_under_two_registers_is_one_study_with_its_name() -> None:
    reports = [registered("1", "NCT00273364"), registered("2", "EudraCT 2007-000064-24")]
    (study,) = group_studies(reports, (), [MIST])
    assert (study.key, study.name, study.reports) == ("study:mist", "MIST", ("pmid:1", "pmid:2"))


def test_a_review_that_cites_the_trial_joins_nothing() -> None:
    review = registered("3", "NCT00273364", "NCT00288626", label=SECONDARY, design="review")
    reports = [registered("1", "NCT00273364"), registered("2", "NCT00288626"), review]
    assert groups(reports) == [("pmid:1",), ("pmid:2",)]


def test_a_protocol_joins_nothing() -> None:
    assert groups([registered("1", "NCT00273364"), registered("2", "NCT00273364", design="protocol")]) == [("pmid:1",)]


def test_a_report_with_two_ids_of_one_register_does_not_merge_two_trials() -> None:
    both = registered("3", "NCT00000001", "NCT00000002")
    reports = [registered("1", "NCT00000001"), registered("2", "NCT00000002"), both]
    assert groups(reports) == [("pmid:1",), ("pmid:2",), ("pmid:3",)]


def test_a_declared_link_makes_reports_without_ids_one_study_and_says_why() -> None:
    (study,) = group_studies([make_report("1"), make_report("2")], [make_link("same-study", "dutch", "1", "2")], ())
    assert study.reports == ("pmid:1", "pmid:2")
    assert study.reasons == ("dutch: dutch: made up",)


def test_overlapping_cohorts_stay_two_studies_that_name_their_overlap() -> None:
    studies = group_studies([make_report("1"), make_report("2")], [make_link("overlap", "florence", "1", "2")], ())
    assert [study.overlap for study in studies] == ["florence", "florence"]
    assert "florence: made up" in studies[0].reasons[0]


def test_a_study_may_overlap_with_two_others_that_do_not_overlap() -> None:
    links = [make_link("overlap", "a", "1", "2"), make_link("overlap", "b", "2", "3")]
    studies = group_studies([make_report(pmid) for pmid in "123"], links, ())
    assert [study.overlap for study in studies] == ["a", "a; b", "b"]


def test_a_link_finds_a_record_under_any_of_its_names() -> None:
    reports = [make_report("1", names=("doi:10.1000/a", "cite:x")), make_report("2")]
    link = make_link("same-study", "one", "2")
    by_doi = type(link)("same-study", "one", ("doi:10.1000/A", "pmid:2"), "made up")
    assert groups(reports, [by_doi]) == [("pmid:1", "pmid:2")]


@pytest.mark.parametrize("standing", [RETRACTED, NOTICE, DELETED])
def test_what_no_longer_stands_is_no_evidence(standing: str) -> None:
    assert not is_evidence(make_report("1", standing=standing))


def test_a_paper_under_concern_still_counts_but_is_marked_elsewhere() -> None:
    assert is_evidence(make_report("1", standing=UNDER_CONCERN))


@pytest.mark.parametrize("design", ["review", "protocol", "preclinical", "case report", "economic evaluation"])
def test_designs_without_patients_of_their_own_are_no_evidence(design: str) -> None:
    assert not is_evidence(make_report("1", design=design))


def test_a_baseline_paper_that_reports_no_results_is_no_evidence() -> None:
    assert not is_evidence(make_report("1", design="RCT", result_bearing=False))


def test_a_european_trial_number_is_not_read_as_an_eudract_number() -> None:
    assert registry_ids("CTIS 2024-510630-40-00") == (("ctis", "2024-510630-40-00"),)
    assert registry_ids("EudraCT: 2007-000064-24, isrctn88667898") == (
        ("isrctn", "ISRCTN88667898"),
        ("eudract", "2007-000064-24"),
    )


@pytest.mark.parametrize("seed", range(4))
def test_the_order_of_reports_and_links_changes_nothing(seed: int) -> None:
    reports = [registered("1", "NCT00000001"), registered("2", "NCT00000001"), make_report("3"), make_report("4")]
    links = [
        make_link("same-study", "x", "2", "3"),
        make_link("overlap", "y", "3", "4"),
        make_link("overlap", "a", "1", "4"),
    ]
    expected = group_studies(reports, links, [MIST])
    shuffled = random.Random(seed)
    shuffled.shuffle(reports)
    shuffled.shuffle(links)
    assert group_studies(reports, links, [MIST]) == expected
