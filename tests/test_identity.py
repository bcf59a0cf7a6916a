"""A pack row and a fetched article of the same paper are one record."""

import random
from dataclasses import replace

import pytest

from evidence.identity import join_records, rule_findings
from evidence.records.question import Link, Pack
from evidence.records.study import MENTION_ONLY, PRIMARY, RETRACTED, FollowUp, StudyFacts
from tests.makers import make_count, make_finding, make_report


def pack_row(doi: str | None = None, pmid: str | None = None, **other: object):
    record = f"pmid:{pmid}" if pmid else f"doi:{doi}" if doi else "cite:row"
    report = make_report("0", origin="pack", **{"known_from": "2020-12-31", **other})
    return replace(report, record=record, pmid=pmid, doi=doi, names=("cite:row",))


def fetched(pmid: str = "97000001", doi: str | None = "10.1000/ABC", **other: object):
    return make_report(pmid, doi=doi, **other)


def joined(*, machine=(), rows=(), machine_findings=(), pack_findings=(), links=()):
    pack = Pack("2026-11-22", tuple(rows), tuple(pack_findings))
    return join_records(machine, machine_findings, pack, links)


def test_a_doi_has_no_case_so_a_pack_row_and_the_article_of_that_doi_are_one_record() -> None:
    reports, _ = joined(machine=[fetched()], rows=[pack_row(doi="10.1000/abc")])
    (report,) = reports
    assert (report.record, report.pmid, report.names) == ("pmid:97000001", "97000001", ("doi:10.1000/abc", "cite:row"))


def test_the_pmid_joins_where_one_side_has_no_doi() -> None:
    reports, _ = joined(machine=[fetched(doi=None)], rows=[pack_row(pmid="97000001")])
    assert [report.record for report in reports] == ["pmid:97000001"]


def test_a_declared_link_joins_what_no_identifier_joins() -> None:
    link = Link("same-record", "row", ("cite:row", "pmid:97000001"), "checked by hand")
    reports, _ = joined(machine=[fetched(doi=None)], rows=[pack_row()], links=[link])
    assert [(report.record, report.names) for report in reports] == [("pmid:97000001", ("cite:row",))]


def test_links_of_another_kind_join_no_records() -> None:
    link = Link("same-study", "row", ("cite:row", "pmid:97000001"), "two reports of one trial")
    reports, _ = joined(machine=[fetched(doi=None)], rows=[pack_row()], links=[link])
    assert len(reports) == 2


def test_an_erratum_that_carries_the_doi_of_its_article_stays_a_record_of_its_own() -> None:
    reports, _ = joined(machine=[fetched("97000002"), fetched("97000001")], rows=[pack_row(doi="10.1000/abc")])
    assert [report.record for report in reports] == ["pmid:97000001", "pmid:97000002"]
    assert "cite:row" in reports[0].names


def test_without_an_identifier_the_record_keeps_the_key_of_its_row() -> None:
    reports, _ = joined(rows=[pack_row()])
    assert [(report.record, report.names) for report in reports] == [("cite:row", ())]


def test_the_pack_outranks_the_machine_for_the_label() -> None:
    reports, _ = joined(machine=[fetched(label=MENTION_ONLY)], rows=[pack_row(doi="10.1000/abc", label=PRIMARY)])
    assert reports[0].screening.label == PRIMARY


def test_the_machine_fills_the_facts_that_the_pack_leaves_out() -> None:
    known = StudyFacts(n_patients=50, n_hsct=0, follow_up=FollowUp("median", 2, "years"))
    reports, _ = joined(
        machine=[fetched(facts=known)],
        rows=[pack_row(doi="10.1000/abc", facts=StudyFacts(n_patients=48, registry_ids=("NCT1",)))],
    )
    facts = reports[0].facts
    assert (facts.n_patients, facts.n_hsct, facts.registry_ids) == (48, 0, ("NCT1",))
    assert facts.follow_up == FollowUp("median", 2, "years")


def test_a_count_of_zero_in_the_pack_is_not_filled_by_the_machine() -> None:
    reports, _ = joined(
        machine=[fetched(facts=StudyFacts(n_hsct=5))], rows=[pack_row(doi="10.1000/abc", facts=StudyFacts(n_hsct=0))]
    )
    assert reports[0].facts.n_hsct == 0


def test_news_of_a_retraction_counts_although_the_pack_does_not_know_it() -> None:
    reports, _ = joined(machine=[fetched(standing=RETRACTED)], rows=[pack_row(doi="10.1000/abc")])
    assert reports[0].screening.standing == RETRACTED


def test_a_record_is_known_from_the_earlier_of_the_two_dates() -> None:
    reports, _ = joined(machine=[fetched(known_from="2020-02-03")], rows=[pack_row(doi="10.1000/abc")])
    assert reports[0].known_from == "2020-02-03"


def test_a_record_of_which_the_machine_read_the_whole_abstract_is_complete() -> None:
    reports, _ = joined(machine=[fetched()], rows=[pack_row(doi="10.1000/abc", complete=False)])
    assert reports[0].complete
    assert not joined(rows=[pack_row(doi="10.1000/abc", complete=False)])[0][0].complete


def test_figures_follow_their_record_to_its_key() -> None:
    of_pack = replace(
        make_count("0", "trm", 0, 48), record="doi:10.1000/ABC", pmid=None, doi="10.1000/ABC", origin="pack"
    )
    _, findings = joined(machine=[fetched()], rows=[pack_row(doi="10.1000/abc")], pack_findings=[of_pack])
    assert [(finding.record, finding.pmid) for finding in findings] == [("pmid:97000001", "97000001")]


def test_where_the_pack_has_figures_of_an_outcome_the_rule_uses_those_and_both_are_kept() -> None:
    of_pack = replace(make_count("97000001", "trm", 3, 210), origin="pack")
    same_outcome = make_count("97000001", "trm", 30, 210)
    other_outcome = make_finding("97000001", "neda", value=68.0)
    _, findings = joined(
        machine=[fetched()],
        rows=[pack_row(doi="10.1000/abc")],
        machine_findings=[same_outcome, other_outcome],
        pack_findings=[of_pack],
    )
    assert len(findings) == 3
    assert {(finding.outcome, finding.events) for finding in rule_findings(findings)} == {("trm", 3), ("neda", None)}


@pytest.mark.parametrize("state", ["flagged", "unbound"])
def test_a_figure_of_the_pack_that_failed_hides_no_clean_one_of_the_machine(state: str) -> None:
    of_pack = replace(make_count("1", "trm", 30, 21), origin="pack", state=state)
    read = make_count("1", "trm", 3, 210)
    assert rule_findings([of_pack, read]) == rule_findings([read, of_pack]) == (read,)


def test_a_clean_figure_of_the_pack_outranks_the_machine_beside_one_that_failed() -> None:
    failed = replace(make_count("1", "trm", 30, 21), origin="pack", state="flagged")
    sound = replace(make_count("1", "trm", 3, 210), origin="pack")
    assert rule_findings([failed, make_count("1", "trm", 2, 210), sound]) == (sound,)


@pytest.mark.parametrize("seed", range(5))
def test_the_order_of_the_input_changes_nothing(seed: int) -> None:
    machine = [fetched("97000001"), fetched("97000002", label=MENTION_ONLY), fetched("97000003", doi="10.1000/x")]
    rows = [pack_row(doi="10.1000/abc"), pack_row(pmid="97000003", facts=StudyFacts(n_hsct=3))]
    found = [make_count("97000001", "trm", 0, 48), make_count("97000003", "trm", 1, 48)]
    links = [Link("same-record", "a", ("pmid:97000002", "doi:10.1000/Q"), "made up")]
    expected = joined(machine=machine, rows=rows, machine_findings=found, links=links)
    shuffled = random.Random(seed)
    for several in (machine, rows, found):
        shuffled.shuffle(several)
    assert joined(machine=machine, rows=rows, machine_findings=found, links=links) == expected


def test_a_pmid_that_only_the_pack_names_gives_way_to_the_article_that_was_read_under_the_same_doi() -> None:
    packed = make_report("2", doi="10.1/X", origin="pack")
    fetched = make_report("9", doi="10.1/x", origin="machine")
    reports, findings = join_records(
        [fetched],
        [make_finding("9", "neda")],
        Pack("2026-11-22", (packed,), (make_finding("2", "trm", origin="pack"),)),
        (),
    )
    assert [(report.record, report.pmid, report.names) for report in reports] == [
        ("pmid:9", "9", ("pmid:2", "doi:10.1/x"))
    ]
    assert {(finding.record, finding.pmid) for finding in findings} == {("pmid:9", "9")}


def test_two_articles_that_were_read_never_become_one_through_a_doi_that_both_print() -> None:
    fetched = [make_report(pmid, doi="10.1/x", origin="machine") for pmid in ("2", "9")]
    reports, _ = join_records(fetched, (), None, ())
    assert [report.record for report in reports] == ["pmid:2", "pmid:9"]
