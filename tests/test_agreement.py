"""Figures of one abstract held against each other."""

from tests.reading import findings, values


def test_two_figures_of_the_same_thing_are_not_told_apart():
    found = findings("PFS was 91% by one definition and PFS was 84% by the other.")
    assert {(finding.value, finding.state) for finding in found} == {(91, "unbound"), (84, "unbound")}


def test_a_figure_with_two_more_in_its_bracket_stands_alone():
    found = findings("Overall survival was 92.7% (87% vs 100%, P=0.10).")
    assert [finding.value for finding in found if finding.state == "clean"] == [92.7]


def test_courses_with_more_events_than_the_whole_are_flagged():
    found = findings(
        "Relapses occurred in 4 of 30 patients (13.3%): in 3 of 18 (16.7%) with RRMS and in 2 of 12 (16.7%) with SPMS."
    )
    assert values(found, "events", "state") == [(4, "flagged"), (3, "flagged"), (2, "flagged")]
    assert all("groups add up to more than the whole" in finding.flags for finding in found)


def test_courses_that_add_up_are_clean():
    found = findings(
        "Relapses occurred in 5 of 30 patients (16.7%): in 3 of 18 (16.7%) with RRMS and in 2 of 12 (16.7%) with SPMS."
    )
    assert values(found, "events", "population", "state") == [
        (5, None, "clean"),
        (3, "RRMS", "clean"),
        (2, "SPMS", "clean"),
    ]
