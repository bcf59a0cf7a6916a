"""Whole abstracts in many styles: how many of their figures are read, and that hardly one is wrong."""

import pytest

from tests.abstracts import Abstract, abstracts, match, read

ALL = tuple(abstracts())
BOUND = ("clean", "flagged")


def bound(abstract: Abstract):
    return tuple(finding for finding in read(abstract)[1] if finding.state in BOUND)


def test_nearly_every_figure_that_is_bound_is_right_and_most_figures_are_read():
    missed, wrong, expected, told = [], [], 0, 0
    for abstract in ALL:
        findings = bound(abstract)
        lost, strange = match(abstract, findings)
        missed.extend((abstract.article.pmid, row) for row in lost)
        wrong.extend((abstract.article.pmid, one.outcome, one.value, one.sentence) for one in strange)
        expected += len(abstract.expected)
        told += len(findings)
    precision, recall = 1 - len(wrong) / told, 1 - len(missed) / expected
    assert precision >= PRECISION, wrong
    assert recall >= RECALL, missed


PRECISION, RECALL = 0.98, 0.80


@pytest.mark.parametrize("abstract", ALL, ids=lambda abstract: abstract.article.pmid)
def test_no_death_is_read_that_is_not_told(abstract):
    _, wrong = match(abstract, bound(abstract))
    assert [finding for finding in wrong if finding.outcome in ("trm", "deaths_any")] == []


@pytest.mark.parametrize("abstract", [one for one in ALL if not one.expected], ids=lambda one: one.article.pmid)
def test_an_abstract_without_an_outcome_figure_yields_none(abstract):
    assert read(abstract)[1] == ()


@pytest.mark.parametrize(
    "abstract", [one for one in ALL if "n_patients" in one.facts], ids=lambda one: one.article.pmid
)
def test_the_number_of_patients_is_that_of_the_study(abstract):
    assert read(abstract)[0].n_patients == abstract.facts["n_patients"]


@pytest.mark.parametrize("abstract", [one for one in ALL if "follow_up" in one.facts], ids=lambda one: one.article.pmid)
def test_the_follow_up_is_that_of_the_study(abstract):
    told = read(abstract)[0].follow_up
    assert told is not None
    assert f"{told.statistic} {told.value:g} {told.unit}" == abstract.facts["follow_up"]


def test_reading_an_abstract_twice_gives_the_same():
    assert all(read(abstract) == read(abstract) for abstract in ALL)
