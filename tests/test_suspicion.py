"""Reports of one centre, register or group of authors may share patients: counted once until somebody decides."""

import random
from dataclasses import replace

import pytest

from evidence.answers import answer_topic
from evidence.records.answer import Answer
from evidence.records.question import Link
from evidence.records.study import Report, StudyFacts
from evidence.studies import group_studies
from evidence.suspicion import why_suspected, with_suspected
from tests.makers import make_count, make_link, make_report, make_topic
from tests.reading import READER
from tests.test_answers import TRM

BURMAN, SILFVERBERG, MURARO = "Burman J", "Silfverberg T", "Muraro PA"


def series(pmid: str, n: int = 40, **other: object) -> Report:
    facts = {name: other.pop(name) for name in list(other) if name in StudyFacts.__dataclass_fields__}
    return make_report(pmid, facts=StudyFacts(n_hsct=n, **facts), **other)  # type: ignore[arg-type]


SWEDEN = series("1", 174, sources=("Sweden",))
LATER = series("2", 250, sources=("Denmark", "Sweden"))


def test_two_series_that_name_one_country_or_register_may_be_of_the_same_patients() -> None:
    assert why_suspected(SWEDEN, LATER) == "both tell of Sweden (possible)"


def test_two_series_of_different_countries_are_different_patients() -> None:
    assert why_suspected(SWEDEN, series("3", sources=("Mexico",))) is None


def test_series_with_two_authors_in_common_may_be_of_the_same_patients() -> None:
    one, other = series("1", authors=(BURMAN, SILFVERBERG, "Tolf A")), series("2", 41, authors=("Wiberg A", BURMAN))
    assert why_suspected(one, other) is None
    assert why_suspected(one, replace(other, authors=(SILFVERBERG, BURMAN))) == (
        "authors in common: Burman J, Silfverberg T (possible)"
    )


def test_the_first_author_is_enough_where_no_other_is_known() -> None:
    of_pack, read = series("1", origin="pack", first_author=BURMAN), series("2", 41, authors=(SILFVERBERG, BURMAN))
    assert why_suspected(of_pack, read) == "authors in common: Burman J (possible)"
    assert why_suspected(of_pack, replace(read, authors=(SILFVERBERG, MURARO))) is None


def test_as_many_patients_in_both_is_told() -> None:
    assert (
        why_suspected(SWEDEN, replace(SWEDEN, record="pmid:9")) == "both tell of Sweden, 174 patients each (possible)"
    )


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        ({"inclusion_years": (2004, 2010)}, {"inclusion_years": (2011, 2020)}, True),
        ({"inclusion_years": (2004, 2011)}, {"inclusion_years": (2011, 2020)}, False),
        ({"inclusion_years": (2004, 2010)}, {}, False),
        ({"phenotypes": (("RRMS", 40),)}, {"phenotypes": (("SPMS", 30), ("PPMS", 10))}, True),
        ({"phenotypes": (("RRMS", 40),)}, {"phenotypes": (("RRMS", 20), ("SPMS", 20))}, False),
        ({"phenotypes": (("RRMS", 40),)}, {"phenotypes": (("RRMS", 0), ("SPMS", 40))}, True),
        ({"conditioning": (("BEAM", "intermediate"),)}, {"conditioning": (("Cy", "low"),)}, True),
        ({"conditioning": (("BEAM", "intermediate"),)}, {"conditioning": (("Cy", None),)}, False),
        ({"conditioning": (("BEAM", "intermediate"), ("Cy", None))}, {"conditioning": (("Cy", "low"),)}, False),
        ({"conditioning": (("BEAM", "intermediate"), ("Cy", "low"))}, {"conditioning": (("Cy", "low"),)}, False),
    ],
)
def test_other_years_courses_or_conditioning_are_other_patients(
    one: dict[str, object], other: dict[str, object], apart: bool
) -> None:
    pair = series("1", sources=("Italy",), **one), series("2", sources=("Italy",), **other)
    assert (why_suspected(*pair) is None) == apart


def deaths(*told: tuple[Report, int], links: tuple[Link, ...] = ()) -> Answer:
    reports = [report for report, _ in told]
    findings = [
        make_count(report.record.removeprefix("pmid:"), "trm", events, report.facts.n_hsct or 0)
        for report, events in told
    ]
    topic = make_topic(TRM, links=links)
    return answer_topic(topic, reports, findings, group_studies(reports, links, ()), "2026-01-01")[0]


def test_a_new_report_of_a_known_country_counts_its_patients_once() -> None:
    (pool,) = deaths((SWEDEN, 0), (LATER, 1)).pooled
    assert (pool.k, pool.n, pool.n_reported) == (1, 250, 424)
    (why,) = [dict(why.values) for why in deaths((SWEDEN, 0), (LATER, 1)).reasons if why.code == "counted_once"]
    assert why["why"] == "both tell of Sweden (possible)"


def test_what_somebody_declared_to_be_different_patients_is_counted_twice() -> None:
    links = (make_link("distinct", "before and after", "1", "2"),)
    (pool,) = deaths((SWEDEN, 0), (LATER, 1), links=links).pooled
    assert (pool.k, pool.n) == (2, 424)


def test_of_two_series_of_the_evidence_pack_people_said_already_whether_they_share_patients() -> None:
    pack = [(replace(SWEDEN, origin="pack"), 0), (replace(LATER, origin="pack"), 1)]
    assert deaths(*pack).pooled[0].n == 424
    assert deaths((replace(SWEDEN, origin="pack"), 0), (LATER, 1)).pooled[0].n == 250


def test_a_study_tells_with_which_other_it_may_share_patients_and_why() -> None:
    one, other = group_studies([SWEDEN, LATER], (), ())
    assert one.overlap == other.overlap == "possible: pmid:1 pmid:2"
    assert one.reasons == ("may share patients, possible: pmid:1 pmid:2: both tell of Sweden (possible)",)


def test_two_reports_of_one_study_share_patients_with_no_other() -> None:
    (study,) = group_studies([SWEDEN, LATER], (make_link("same-study", "sweden", "1", "2"),), ())
    assert study.overlap is None


def test_what_is_no_evidence_is_suspected_of_nothing() -> None:
    (study,) = group_studies([SWEDEN, series("5", sources=("Sweden",), design="review")], (), ())
    assert study.overlap is None


@pytest.mark.parametrize("seed", range(4))
def test_the_order_of_the_reports_changes_no_suspicion(seed: int) -> None:
    told = [SWEDEN, LATER, series("3", sources=("Denmark",)), series("4", authors=(BURMAN,), sources=("Sweden",))]
    mixed = random.Random(seed).sample(told, len(told))
    assert with_suspected((), mixed) == with_suspected((), told)


def test_the_names_of_sources_are_found_in_the_titles_of_the_pack() -> None:
    from tests.replay.days import pack

    told = {report.record: report.sources for report in pack().reports}
    assert told["pmid:37748927"] == ("Sweden",)
    assert told["pmid:37364374"] == ("Denmark",)
    assert told["pmid:28319075"] == ("EBMT registry",)


def test_every_source_of_the_topic_has_one_name() -> None:
    names = [source.words[0] for source in READER.vocabulary.sources]
    assert len(names) == len(set(names)) > 20
