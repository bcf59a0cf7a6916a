"""The evidence pack: every row of every landmark becomes a figure, or is left out for a reason that is told."""

# ruff: noqa: E501  (one case a line)

import json
import re
from collections import Counter
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from evidence.errors import TopicError
from evidence.records.declared import Search
from evidence.records.finding import RATIOS, Contrast, Finding
from evidence.records.question import OutcomeTerm, Pack, Term, Topic, Vocabulary
from evidence.records.study import FollowUp, Report, Screening, StudyFacts
from evidence.records.words import Words
from evidence.topics import load_pack, load_topic
from evidence.topics.folder import EMBEDDED
from evidence.topics.pack import PackRecord, read_pack

LABEL = Words("x", "x")
VOCABULARY = Vocabulary(
    disease=("gout",), treatment=("graft",), treatment_broad=(), other_cells=(), allogeneic=("allogeneic*",), animals=(),
    other_diseases=(),
    drugs=(Term("alemtuzumab", ("alemtuzumab", "ATZ")), Term("cyclophosphamide", ("cyclophosphamide", "Cy")), Term("dmt", ("DMT",))),
    regimens=(Term("BEAM", ("BEAM", "BEAM/ATG")), Term("Cy/ATG", ("Cy/ATG",))),
    courses=(Term("RRMS", ("RRMS", "relapsing MS")), Term("progressive", ("progressive MS", "progressive"))),
    subgroups=(Term("women", ("women",)), Term("gd_positive", ("with enhancing lesions",))),
    settings=(Term("children", ("child*",)),),
    outcomes=(
        OutcomeTerm("trm", LABEL, ("died",), "event", harm=True),
        OutcomeTerm("neda", LABEL, ("calm",), "event_free", harm=False),
        OutcomeTerm("edss_change", LABEL, ("EDSS",), "lower_better", harm=False),
        OutcomeTerm("progression_free_survival", LABEL, ("PFS",), "event_free", harm=False),
    ),
)  # fmt: skip
TOPIC = Topic(
    code="tiny", title=LABEL, intended_use=LABEL, international_study="BIG", search=Search("x", "x", "x", ()),
    vocabulary=VOCABULARY, questions=(), trials=(), links=(), appraisals=(), policy=(), fingerprint="",
)  # fmt: skip

Json = dict[str, object]


def _landmark(*rows: Json, **facts: object) -> Json:
    plain: Json = {
        "key": "made2001", "label": "hsct-ms-primary", "design": "cohort/case series", "complete": True,
        "source_url": "https://example.org",
    }  # fmt: skip
    return {**plain, **({"rows": list(rows)} if rows else {}), **facts}


def _row(**told: object) -> Json:
    return {"outcome": "neda", "arm": "HSCT", "statistic": "percent", "value": 70, **told}


def _read(folder: Path, *landmarks: Json) -> tuple[PackRecord, ...]:
    path = folder / "landmarks.jsonl"
    lines = [json.dumps({"compiled": "2026-11-22"}), *(json.dumps(landmark) for landmark in landmarks)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return read_pack(path, TOPIC)[1]


def _finding(folder: Path, **told: object) -> Finding:
    ((record,),) = (_read(folder, _landmark(_row(**told))),)
    finding = record.rows[0].finding
    assert finding is not None
    return finding


def _fate(folder: Path, **told: object) -> str | None:
    return _read(folder, _landmark(_row(**told)))[0].rows[0].left_out


# --- arms: what the vocabulary recognises keeps the words of its source


def test_hsct_is_the_transplanted_arm_and_all_is_everybody(tmp_path: Path) -> None:
    assert _finding(tmp_path, arm="HSCT").arm == "hsct"
    assert _finding(tmp_path, arm="all").arm == "all"


def test_a_drug_is_the_comparator_under_its_name(tmp_path: Path) -> None:
    finding = _finding(tmp_path, arm="ATZ")
    assert (finding.arm, finding.comparator, finding.regimen) == ("comparator", "ATZ", None)


def test_hsct_against_a_drug_lies_between_the_arms(tmp_path: Path) -> None:
    finding = _finding(tmp_path, arm="HSCT vs DMT", statistic="hazard ratio", value=0.5)
    assert (finding.arm, finding.comparator, finding.contrast) == ("between", "DMT", None)


def test_a_regimen_alone_is_a_transplanted_arm(tmp_path: Path) -> None:
    finding = _finding(tmp_path, arm="BEAM/ATG")
    assert (finding.arm, finding.comparator, finding.regimen) == ("hsct", None, "BEAM/ATG")


def test_two_regimens_are_a_contrast_of_regimens(tmp_path: Path) -> None:
    finding = _finding(tmp_path, arm="BEAM/ATG vs Cy/ATG")
    assert (finding.arm, finding.contrast, finding.regimen) == (
        "between",
        Contrast("regimen", "BEAM/ATG", "Cy/ATG"),
        None,
    )


def test_a_regimen_against_all_others_keeps_their_words(tmp_path: Path) -> None:
    assert _finding(tmp_path, arm="BEAM vs other conditioning").contrast == Contrast(
        "regimen", "BEAM", "other conditioning"
    )


def test_two_courses_are_a_contrast_of_courses(tmp_path: Path) -> None:
    assert _finding(tmp_path, arm="RRMS vs progressive").contrast == Contrast("course", "RRMS", "progressive")


def test_other_groups_are_a_contrast_of_subgroups(tmp_path: Path) -> None:
    assert _finding(tmp_path, arm="older age vs younger age").contrast == Contrast(
        "subgroup", "older age", "younger age"
    )


def test_the_drug_cyclophosphamide_is_a_comparator_and_not_a_regimen(tmp_path: Path) -> None:
    assert _finding(tmp_path, arm="cyclophosphamide").arm == "comparator"


def test_a_subgroup_is_the_population_in_the_words_of_its_source(tmp_path: Path) -> None:
    assert _finding(tmp_path, subgroup="relapsing MS").population == "relapsing MS"
    assert _finding(tmp_path, subgroup="RRMS").population == "RRMS"
    assert _finding(tmp_path, subgroup="women of the coast").population == "women of the coast"
    assert _finding(tmp_path).population is None


def test_a_regimen_may_stand_beside_the_transplanted_arm(tmp_path: Path) -> None:
    assert _finding(tmp_path, regimen="BEAM").regimen == "BEAM"
    assert _finding(tmp_path, regimen="no antibody").regimen == "no antibody"


# --- figures


@pytest.mark.parametrize(
    ("told", "code"),
    [
        ("percent", "percent"), ("hazard ratio", "hazard_ratio"), ("odds ratio", "odds_ratio"),
        ("relative risk", "risk_ratio"), ("rate ratio", "rate_ratio"), ("mean", "mean"), ("median", "median"),
        ("mean diff", "mean_difference"), ("standardised mean diff", "standardised_mean_difference"), ("rate", "rate"),
    ],
)  # fmt: skip
def test_each_statistic_has_its_code(tmp_path: Path, told: str, code: str) -> None:
    assert _finding(tmp_path, statistic=told).statistic == code


def test_the_value_of_a_count_is_its_events_even_where_the_file_holds_the_share(tmp_path: Path) -> None:
    finding = _finding(tmp_path, statistic="n/N", value=7.5, events=3, denominator=41)
    assert (finding.statistic, finding.value, finding.events, finding.denominator) == ("count", 3, 3, 41)


def test_no_death_is_a_zero_and_not_a_missing_figure(tmp_path: Path) -> None:
    row = {"outcome": "trm", "arm": "HSCT", "statistic": "n/N", "events": 0, "denominator": 55}
    finding = _read(tmp_path, _landmark(row))[0].rows[0].finding
    assert finding is not None
    assert (finding.value, finding.events, finding.denominator) == (0, 0, 55)


def test_a_count_without_denominator_keeps_none(tmp_path: Path) -> None:
    assert _finding(tmp_path, statistic="n/N", events=8).denominator is None


def test_a_count_without_events_is_refused(tmp_path: Path) -> None:
    with pytest.raises(TopicError, match=r"record made2001: rows no\. 1: events is missing: n/N needs its n"):
        _read(tmp_path, _landmark(_row(statistic="n/N", denominator=41)))


def test_a_share_keeps_its_value_beside_events_and_denominator(tmp_path: Path) -> None:
    finding = _finding(tmp_path, value=0.19, events=1, denominator=507)
    assert (finding.statistic, finding.value, finding.events, finding.denominator) == ("percent", 0.19, 1, 507)


def test_an_interval_keeps_its_level(tmp_path: Path) -> None:
    finding = _finding(tmp_path, ci_low=50.2, ci_high=82.1, ci_level=90, p="<.001")
    assert (finding.ci_low, finding.ci_high, finding.ci_level, finding.p) == (50.2, 82.1, 90, "<.001")


@pytest.mark.parametrize(
    ("polarity", "direction"),
    [
        ("free", "event_free"), ("event", "event"), ("ratio_of_events", "event"), ("higher", "higher_better"),
        ("lower", "lower_better"),
    ],
)  # fmt: skip
def test_polarity_says_what_the_figure_counts(tmp_path: Path, polarity: str, direction: str) -> None:
    assert _finding(tmp_path, polarity=polarity).direction == direction


def test_a_corrected_polarity_stands_in_for_the_default_and_never_for_what_was_told(tmp_path: Path) -> None:
    assert _finding(tmp_path, polarity_corrected="event").direction == "event"
    with pytest.raises(TopicError, match=r"polarity_corrected is not known here"):
        _finding(tmp_path, polarity="free", polarity_corrected="event")


@pytest.mark.parametrize(
    ("outcome", "direction"), [("trm", "event"), ("neda", "event_free"), ("edss_change", "lower_better")]
)
def test_without_polarity_the_outcome_has_its_default(tmp_path: Path, outcome: str, direction: str) -> None:
    assert _finding(tmp_path, outcome=outcome).direction == direction


@pytest.mark.parametrize(
    ("told", "kind"),
    [
        ("level_after", "level"), ("change", "change"), ("between_group_difference", "difference"),
        ("pre_post_smd", "change"),
    ],
)  # fmt: skip
def test_a_value_is_a_level_a_change_or_a_difference(tmp_path: Path, told: str, kind: str) -> None:
    assert _finding(tmp_path, value_kind=told).value_kind == kind


@pytest.mark.parametrize(
    ("value", "unit", "months"),
    [(5, "years", 60), (48.9, "months", 48.9), (100, "days", 3.29), (2, "weeks", 0.46), (0, "days", 0)],
)
def test_times_are_told_in_months(tmp_path: Path, value: float, unit: str, months: float) -> None:
    assert _finding(tmp_path, timepoint={"value": value, "unit": unit}).timepoint_months == months


def test_a_figure_without_a_time_has_none(tmp_path: Path) -> None:
    assert _finding(tmp_path).timepoint_months is None


def test_a_pack_figure_has_an_address_but_no_sentence(tmp_path: Path) -> None:
    ((record,),) = (_read(tmp_path, _landmark(_row(note="by the paper"), pmid="97000001", doi="10.1000/a")),)
    assert record.rows[0].finding == Finding(
        record="pmid:97000001", pmid="97000001", doi="10.1000/a", outcome="neda", arm="hsct", statistic="percent",
        value=70, direction="event_free", source_url="https://example.org", origin="pack", rule="pack",
        note="by the paper",
    )  # fmt: skip


# --- what is no figure


def test_narrative_and_correlation_rows_are_no_figures(tmp_path: Path) -> None:
    assert _fate(tmp_path, statistic="narrative") == "narrative"
    assert _fate(tmp_path, statistic="correlation") == "correlation"


def test_a_figure_that_is_not_in_the_abstract_stays_out(tmp_path: Path) -> None:
    assert _fate(tmp_path, in_abstract=False) == "not in the abstract"
    assert _fate(tmp_path, in_abstract=True) is None


def test_a_figure_told_as_background_is_shown_with_a_flag(tmp_path: Path) -> None:
    finding = _finding(tmp_path, background=True)
    assert (finding.state, finding.flags) == ("flagged", ("background, not a result of the study",))
    assert (_finding(tmp_path).state, _finding(tmp_path).flags) == ("clean", ())


def test_a_figure_on_transplants_from_donors_is_shown_as_that(tmp_path: Path) -> None:
    finding = _finding(tmp_path, subgroup="allogeneic, all diseases")
    assert (finding.population, finding.state) == ("allogeneic, all diseases", "clean")


# --- reports


@pytest.mark.parametrize(
    ("ids", "record", "names"),
    [
        ({"pmid": "97000001", "doi": "10.1000/a", "pmcid": "PMC1"}, "pmid:97000001", ("doi:10.1000/a", "cite:made2001", "pmcid:PMC1")),
        ({"doi": "10.1000/a"}, "doi:10.1000/a", ("cite:made2001",)),
        ({}, "cite:made2001", ()),
        ({"also": ["made2001b"]}, "cite:made2001", ("cite:made2001b",)),
    ],
)  # fmt: skip
def test_a_record_is_kept_under_its_pmid_else_its_doi_else_its_key(
    tmp_path: Path, ids: Json, record: str, names: tuple[str, ...]
) -> None:
    report = _read(tmp_path, _landmark(**ids))[0].report
    assert (report.record, report.names) == (record, names)


@pytest.mark.parametrize(
    ("published", "known_from"),
    [
        ("2019-01-15", "2019-01-15"), ("2019", "2019-12-31"), ("2019-02", "2019-02-28"), ("2020-02", "2020-02-29"),
        ("2024-12", "2024-12-31"),
    ],
)  # fmt: skip
def test_a_bare_year_or_month_is_known_from_its_last_day(tmp_path: Path, published: str, known_from: str) -> None:
    assert _read(tmp_path, _landmark(published=published))[0].report.known_from == known_from


def test_a_record_without_a_date_is_known_from_no_day(tmp_path: Path) -> None:
    assert _read(tmp_path, _landmark())[0].report.known_from is None


def test_a_title_that_is_ours_stands_in_square_brackets(tmp_path: Path) -> None:
    assert _read(tmp_path, _landmark(about=["one town", "gout"]))[0].report.title == "[one town, gout]"
    assert _read(tmp_path, _landmark())[0].report.title is None


def test_a_record_of_all_diseases_is_indirect_and_a_cut_abstract_incomplete(tmp_path: Path) -> None:
    report = _read(tmp_path, _landmark(indirect=True, complete=False, settings=["children"]))[0].report
    assert (report.indirect, report.complete, report.settings) == (True, False, ("children",))
    report = _read(tmp_path, _landmark())[0].report
    assert (report.indirect, report.complete, report.settings) == (False, True, ())


def test_a_record_that_bears_no_figure_is_kept_with_the_reason_why(tmp_path: Path) -> None:
    review = _landmark(label="hsct-ms-secondary", reason="narrative review", design="review")
    (record,) = _read(tmp_path, review)
    assert record.report.screening == Screening("hsct-ms-secondary", "narrative review", "review", result_bearing=False)
    assert record.rows == ()


MISTAKES = [
    ({"rows": [_row(outcome="nada")]}, "record made2001: rows no. 1: outcome names 'nada', which is not one of neda"),
    ({"rows": [_row(outcome="qol")]}, "record made2001: rows no. 1: outcome is 'qol', which outcomes.toml does not describe"),
    ({"rows": [_row(arm="aspirin")]}, "record made2001: rows no. 1: arm is 'aspirin', which is no drug or regimen"),
    ({"rows": [_row(arm="HSCT vs aspirin")]}, "record made2001: rows no. 1: arm compares HSCT with 'aspirin'"),
    ({"rows": [_row(statistic="risk")]}, "record made2001: rows no. 1: statistic names 'risk'"),
    ({"rows": [_row(value="70")]}, "record made2001: rows no. 1: value must be a number, not '70'"),
    ({"rows": [_row(value=None)]}, "record made2001: rows no. 1: value must be a number, not None"),
    ({"rows": [_row(events=1.5)]}, "record made2001: rows no. 1: events must be a whole number"),
    ({"rows": [_row(polarity="good")]}, "record made2001: rows no. 1: polarity names 'good'"),
    ({"rows": [_row(timepoint={"value": -1, "unit": "days"})]}, "record made2001: rows no. 1: timepoint.value must be a number of at least 0"),
    ({"rows": [_row(timepoint={"value": 1, "unit": "day"})]}, "record made2001: rows no. 1: timepoint.unit names 'day'"),
    ({"rows": [_row(), _row()]}, "record made2001: rows hold the same figure twice"),
    ({"rows": [_row(note2="x")]}, "record made2001: rows no. 1: note2 is not known here"),
    ({"label": "good"}, "record made2001: label names 'good'"),
    ({"design": "trial"}, "record made2001: design names 'trial'"),
    ({"published": "2019-13"}, "record made2001: published must be a date"),
    ({"follow_up": {"statistic": "planned", "value": 4, "unit": "years"}}, "record made2001: follow_up.statistic names 'planned'"),
    ({"settings": ["adults"]}, "record made2001: settings names 'adults'"),
    ({"inclusion": [2010, 2000]}, "record made2001: inclusion must be the first and the last year"),
    ({"pmid": "97x"}, "record made2001: pmid must be the digits of a PMID, not '97x'"),
    ({"pmid": "097000001"}, "record made2001: pmid must be the digits of a PMID"),
    ({"registry_ids": ["NCT0000001"]}, "record made2001: registry_ids must name a trial as NCT and eight digits"),
    ({"registry_ids": ["ISRCTN1", "nct00000001"]}, "record made2001: registry_ids must name a trial as NCT and eight digits"),
    ({"n_patients": 10**400}, "record made2001: n_patients must be a whole number of at least 0, not a number too large"),
    ({"rows": [_row(value=10**400)]}, "record made2001: rows no. 1: value must be a number, not a number too large"),
    ({"rows": [_row(events=2**63)]}, "record made2001: rows no. 1: events must be a whole number"),
    ({"follow_up": {"statistic": "mean", "value": 10**400, "unit": "years"}}, "record made2001: follow_up.value must be a number above 0"),
    ({"inclusion": [2000, 10**400]}, "record made2001: inclusion must be the first and the last year"),
    ({"colour": 1}, "record made2001: colour is not known here"),
    ({"key": None}, "line 2: key must be a text"),
]  # fmt: skip


@pytest.mark.parametrize(("facts", "told"), MISTAKES)
def test_a_mistake_in_the_pack_is_refused_with_record_field_and_reason(tmp_path: Path, facts: Json, told: str) -> None:
    with pytest.raises(TopicError) as refused:
        _read(tmp_path, _landmark(**facts))
    assert str(refused.value).startswith(f"landmarks.jsonl: {told}")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('{"compiled": "soon"}\n', "line 1: compiled must be a date"),
        ('{"compiled": "2026-11-22"}\n{"key": \n', "line 2: is not JSON: "),
        ('{"compiled": ' + "9" * 5000 + "}\n", "line 1: is not JSON: "),
        ('{"compiled": ' + "[" * 100_000 + "\n", "line 1: is not JSON: "),
        ('{"compiled": "2026-11-22"}\n[]\n', "line 2: must be one JSON object"),
        ('{"compiled": "2026-11-22"}\n\n', "line 2: is not JSON: "),
        ("", "is empty"),
    ],
)
def test_a_damaged_pack_is_refused(tmp_path: Path, text: str, told: str) -> None:
    (tmp_path / "landmarks.jsonl").write_text(text, encoding="utf-8")
    with pytest.raises(TopicError, match=r"^landmarks\.jsonl: ") as refused:
        read_pack(tmp_path / "landmarks.jsonl", TOPIC)
    assert told in str(refused.value)


def test_two_lines_of_one_article_are_refused(tmp_path: Path) -> None:
    first, second = _landmark(pmid="97000001"), _landmark(pmid="97000001", key="made2002")
    with pytest.raises(TopicError, match=r"record made2002: names pmid:97000001, which another line has too"):
        _read(tmp_path, first, second)


# --- the embedded pack


@cache
def _topic() -> Topic:
    return load_topic("hsct_ms")


@cache
def _pack() -> Pack:
    return load_pack("hsct_ms", _topic())


def _records() -> tuple[PackRecord, ...]:
    return read_pack(EMBEDDED / "hsct_ms" / "landmarks.jsonl", _topic())[1]


def test_every_landmark_and_every_row_is_accounted_for() -> None:
    records = _records()
    assert sum(len(record.keys) for record in records) == 140
    assert len(records) == 138  # two articles had been entered twice
    fates = Counter(row.left_out for record in records for row in record.rows)
    assert fates == {
        None: 388,
        "narrative": 28,
        "correlation": 2,
        "not in the abstract": 13,
    }
    assert fates.total() == 431


def test_the_pack_holds_what_was_read() -> None:
    assert _pack().compiled == "2026-11-22"
    assert (len(_pack().reports), len(_pack().findings)) == (138, 388)
    assert len({finding.id for finding in _pack().findings}) == 388


def test_mist_is_read_whole() -> None:
    (report,) = [report for report in _pack().reports if report.record == "pmid:30644983"]
    assert report == Report(
        record="pmid:30644983", pmid="30644983", doi="10.1001/jama.2018.18743",
        names=("doi:10.1001/jama.2018.18743", "cite:burt2019mist", "pmcid:PMC6439765"),
        title="[MIST, nonmyeloablative HSCT, vs DMT, RRMS, randomised]", citation="JAMA 2019;321(2):165-174",
        first_author="Burt RK", year=2019, known_from="2019-01-15",
        screening=Screening("hsct-ms-primary", "evidence pack: RCT, 55 patients transplanted", "RCT", result_bearing=True),
        facts=StudyFacts(
            n_patients=110, n_hsct=55, follow_up=FollowUp("median", 2, "years"), phenotypes=(("RRMS", 110),),
            conditioning=(("Cy 200 mg/kg + ATG 6 mg/kg", "low"),),
            comparator="DMT of higher efficacy or different class than in the year before (n=55)",
            registry_ids=("NCT00273364",), inclusion_years=(2005, 2016),
        ),
        origin="pack", source_url="https://doi.org/10.1001/jama.2018.18743", note=report.note,
    )  # fmt: skip
    told = [
        (f.outcome, f.arm, f.comparator, f.timepoint_months, f.statistic, f.value_kind, f.value, f.unit, f.ci_low, f.ci_high, f.ci_level, f.p, f.events, f.denominator, f.direction)
        for f in _pack().findings
        if f.record == "pmid:30644983"
    ]  # fmt: skip
    pfs, none3 = "progression_free_survival", (None, None, None)
    assert told == [
        (pfs, "between", "DMT", None, "hazard_ratio", None, 0.07, None, 0.02, 0.24, 95, "<.001", None, None, "event"),
        (pfs, "hsct", None, None, "count", None, 3, None, *none3, None, 3, 55, "event"),
        (pfs, "comparator", "DMT", None, "count", None, 34, None, *none3, None, 34, 55, "event"),
        (pfs, "comparator", "DMT", None, "median", None, 24, "months", *none3, None, None, None, "event"),
        ("edss_change", "between", "DMT", 12, "mean_difference", "difference", -1.7, None, -2.03, -1.29, 95, "<.001", None, None, "lower_better"),
        ("edss_change", "hsct", None, 12, "mean", "level", 2.36, None, *none3, None, None, None, "lower_better"),
        ("edss_change", "comparator", "DMT", 12, "mean", "level", 3.98, None, *none3, None, None, None, "lower_better"),
        ("deaths_any", "all", None, None, "count", None, 0, None, *none3, None, 0, 110, "event"),
        ("serious_adverse_events", "hsct", None, None, "count", None, 0, None, *none3, None, 0, 55, "event"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("record", "events", "patients"),
    [
        ("cite:nash2003", 1, 26), ("pmid:11071262", 1, 5), ("pmid:10798604", 1, 24), ("doi:10.1177/1352458511429320", 2, 74),
        ("pmid:12195460", 5, 85), ("doi:10.1212/WNL.0000000000011461", 3, 210), ("cite:hamerschlak2010", 3, 41),
        ("pmid:20350962", 0, 26), ("pmid:25711670", 0, 99), ("pmid:34633525", 1, 507),
        ("doi:10.1016/S0140-6736(16)30169-6", 1, 24), ("pmid:37748927", 0, 174), ("pmid:37364374", 0, 32),
        ("cite:kvistad2019", 0, 30), ("cite:ruizarguelles2019", 0, 617), ("doi:10.1136/jnnp-2025-336755", 5, 364),
        ("doi:10.1136/jnnp-2023-332790", 0, 39), ("pmid:28319075", 0, 21),
    ],
)  # fmt: skip
def test_transplant_deaths_are_as_printed(record: str, events: int, patients: int) -> None:
    deaths = [f for f in _pack().findings if f.record == record and f.outcome == "trm"]
    assert [(f.events, f.denominator, f.direction) for f in deaths] == [(events, patients, "event")]


def test_every_figure_survives_arithmetic() -> None:
    for figure in _pack().findings:
        assert figure.statistic == "p_only" or figure.value is not None, figure
        if figure.events is not None and figure.denominator is not None:
            assert 0 <= figure.events <= figure.denominator, figure
        if figure.statistic == "percent":
            assert figure.value is not None
            assert 0 <= figure.value <= 100, figure
        if figure.ci_low is not None and figure.ci_high is not None and figure.value is not None:
            assert figure.ci_low <= figure.value <= figure.ci_high, figure
            assert figure.ci_level in (90, 95), figure
        if figure.statistic in RATIOS:
            assert figure.value is not None
            assert figure.value > 0, figure


def test_every_figure_has_an_address_and_a_direction() -> None:
    for figure in _pack().findings:
        assert figure.source_url is not None or figure.record == "cite:tolf2019"
        assert figure.direction is not None
        assert (figure.sentence, figure.start, figure.end, figure.confidence) == (None, None, None, None)
        assert (figure.origin, figure.rule) == ("pack", "pack")


PUBLISHERS = ("ashpublications.org", "jnnp.bmj.com", "karger.com", "n.neurology.org", "www.msard-journal.com")
# Where neither an identifier nor a page of the publisher is known: the authors' own institutions, then other sites.
COPIES = {
    "cite:walker2014": "ir.library.carleton.ca", "cite:hamerschlak2010": "www.scholars.northwestern.edu",
    "cite:saccardi2005": "cris.unibo.it", "cite:capello2005": "moh-it.pure.elsevier.com",
    "cite:pedrini2015": "researchrepository.murdoch.edu.au", "cite:xu2006": "wprim.whocc.org.cn:80",
    "cite:boffa2020": "acemap.info", "cite:ni2006": "acemap.info", "cite:turkey2025alz": "stage.medifind.com",
    "cite:zafeiri2023": "biomed.reviewer.ly", "cite:xuanwu17y": "discovery.researcher.life",
    "cite:ebmt43ms": "acnpsearch.tweb-dev.unibo.it",
}  # fmt: skip


def _known_doi(report: Report) -> str | None:
    """The DOI of a record, also where a link says which article a row without identifier is."""
    same = [link.records for link in _topic().links if link.kind == "same-record" and report.record in link.records]
    told = [name.removeprefix("doi:") for names in same for name in names if name.startswith("doi:")]
    return report.doi or next(iter(told), None)


def test_a_source_is_the_doi_then_pubmed_then_the_publisher_and_a_copy_only_where_nothing_else_is() -> None:
    copies: dict[str, str] = {}
    for report in _pack().reports:
        doi, pmcids = _known_doi(report), [name[6:] for name in report.names if name.startswith("pmcid:")]
        host = urlsplit(report.source_url or "").netloc
        if doi is not None:
            assert report.source_url == f"https://doi.org/{doi}"
        elif report.pmid is not None:
            assert report.source_url == f"https://pubmed.ncbi.nlm.nih.gov/{report.pmid}/"
        elif pmcids:
            assert report.source_url == f"https://pmc.ncbi.nlm.nih.gov/articles/{pmcids[0]}/"
        elif host not in (*PUBLISHERS, "doi.org"):
            copies[report.record] = host
    assert copies == COPIES | {"cite:tolf2019": ""}


def test_a_source_is_never_a_forum_and_a_record_without_address_has_its_citation() -> None:
    for report in _pack().reports:
        assert not re.search("forum|thread|blog", report.source_url or "", re.IGNORECASE), report.record
        assert report.source_url is not None or None not in (report.citation, report.first_author, report.year)


def test_a_record_with_neither_address_nor_citation_is_refused(tmp_path: Path) -> None:
    nowhere = _landmark()
    del nowhere["source_url"]
    with pytest.raises(TopicError, match="source_url is missing"):
        _read(tmp_path, nowhere)
    (record,) = _read(tmp_path, {**nowhere, "citation": "J Made Up 2001"})
    assert record.report.source_url is None


def test_only_what_was_told_as_background_carries_a_flag() -> None:
    flagged = [(f.record, f.outcome, f.value) for f in _pack().findings if f.state != "clean"]
    assert flagged == [("doi:10.1186/s40893-016-0014-y", "brain_atrophy", 3.2)]


def test_regimens_comparators_and_groups_keep_their_spelling() -> None:
    found = _pack().findings
    sides = {
        side for f in found if f.contrast and f.contrast.kind == "regimen" for side in (f.contrast.a, f.contrast.b)
    }
    assert sides == {"BEAM/ATG", "Cy/ATG", "BEAM+ATG", "other conditioning"}
    assert {"BEAM/ATG", "BEAM/hATG", "CY/rATG", "Cy/ATG"} <= {f.regimen for f in found}
    assert {"DMT", "other DMT", "alemtuzumab"} <= {f.comparator for f in found}
    assert {
        "Gd+ before HSCT",
        "baseline EDSS <=6.0",
        "progressive MS",
        "grey matter",
        "allogeneic, all AD",
        "RRMS",
    } <= {f.population for f in found}


# Every direction that is neither told by the source nor the outcome's default, with how many rows of it there are.
CORRECTED = {
    ("menses_online2016", "fertility", "free"): 2, ("snarski2015", "fertility", "free"): 3,
    ("snarski2015", "fertility", "event"): 1, ("massarotti2021", "fertility", "free"): 3,
    ("zafeiri2023", "fertility", "higher"): 2, ("zafeiri2023", "fertility", "free"): 1,
    ("danish_otc2023", "fertility", "event"): 1, ("danish_otc2023", "fertility", "free"): 1,
    ("kvistad2019", "fertility", "event"): 1,
    ("lee2016", "brain_atrophy", "higher"): 1, ("lee2017", "brain_atrophy", "higher"): 2,
    ("lee2021halt", "brain_atrophy", "higher"): 9, ("mariottini2021", "brain_atrophy", "free"): 1,
    ("mariottini2022nfl", "brain_atrophy", "free"): 2, ("mariottini2022nfl", "nfl", "higher"): 1,
    ("mariottini2022nfl", "nfl", "free"): 1, ("tolf2019", "nfl", "free"): 1, ("fagius2009", "edss_change", "higher"): 1,
}  # fmt: skip


def test_every_corrected_polarity_is_on_the_list() -> None:
    lines = (EMBEDDED / "hsct_ms" / "landmarks.jsonl").read_text(encoding="utf-8").splitlines()[1:]
    records = [json.loads(line) for line in lines]
    told = Counter(
        (record["key"], row["outcome"], row["polarity_corrected"])
        for record in records
        for row in record.get("rows", ())
        if "polarity_corrected" in row
    )
    assert told == CORRECTED


def test_a_share_that_counts_relapses_is_not_read_as_one_without() -> None:
    vilnius = [f for f in _pack().findings if f.record == "pmid:37949024" and f.outcome == "relapse_free_survival"]
    assert [(f.arm, f.value, f.direction) for f in vilnius] == [("hsct", 69.6, "event"), ("comparator", 95.7, "event")]


def test_a_loss_of_brain_volume_has_one_meaning_whatever_its_sign() -> None:
    losses = [
        f for f in _pack().findings if f.outcome == "brain_atrophy" and f.statistic != "percent" and f.events is None
    ]
    assert losses
    for figure in losses:
        assert figure.value is not None
        assert figure.direction == ("lower_better" if figure.value > 0 else "higher_better"), figure


def test_intervals_of_ninety_percent_are_not_told_as_ninety_five() -> None:
    halt = [
        f.ci_level for f in _pack().findings if f.record == "doi:10.1212/WNL.0000000000003660" and f.ci_low is not None
    ]
    assert halt == [90, 90, 90, 90]


def test_registries_of_all_autoimmune_diseases_are_indirect() -> None:
    indirect = {
        name for r in _pack().reports if r.indirect for name in (r.record, *r.names) if name.startswith("cite:")
    }
    assert {"cite:daikeler2011", "cite:pasquini2012", "cite:loh2007", "cite:snarski2015"} <= indirect
    for figure in _pack().findings:
        if "all autoimmune" in (figure.population or ""):
            assert figure.record in {report.record for report in _pack().reports if report.indirect}


def test_first_treatment_and_children_are_known_by_their_setting() -> None:
    settings = {setting: set() for setting in ("first_line", "children")}  # type: dict[str, set[str]]
    for report in _pack().reports:
        for setting in report.settings:
            settings[setting].add(next(name for name in (report.record, *report.names) if name.startswith("cite:")))
    assert settings == {
        "first_line": {"cite:das2021", "cite:das2018aan", "cite:fagius2009"},
        "children": {"cite:burman2017paed", "cite:kirgizov2015paed"},
    }


def test_reviews_protocols_animals_and_other_cells_bring_no_figure() -> None:
    quiet = {report.record for report in _pack().reports if not report.screening.result_bearing}
    assert [figure for figure in _pack().findings if figure.record in quiet] == []
    labels = Counter(report.screening.label for report in _pack().reports)
    assert labels["hsct-ms-primary"] == 87
    pooled = [
        r.record for r in _pack().reports if r.screening.label == "hsct-ms-secondary" and r.screening.result_bearing
    ]
    assert len(pooled) == 4  # the four published meta-analyses: shown beside ours, never counted


def test_every_appraisal_and_every_result_of_a_trial_is_in_the_pack() -> None:
    known = {name for report in _pack().reports for name in (report.record, *report.names)}
    for appraisal in _topic().appraisals:
        assert appraisal.record in known
    for trial in _topic().trials:
        assert set(trial.reports) <= known
        assert trial.protocol is None or trial.protocol in known


def test_every_randomised_or_comparative_study_with_outcomes_is_appraised() -> None:
    appraised = {appraisal.record for appraisal in _topic().appraisals}
    # A congress abstract of an appraised study; a comparison of neurofilament without a clinical outcome.
    known = {"cite:brazil2007ash", "cite:mariottini2022nfl"}
    for report in _pack().reports:
        if report.screening.label == "hsct-ms-primary" and report.screening.study_design in (
            "RCT",
            "comparative cohort",
        ):
            assert report.record in appraised | known, report.names


def test_a_landmark_that_a_link_names_is_in_the_pack() -> None:
    known = {name for report in _pack().reports for name in (report.record, *report.names)}
    named = {name for link in _topic().links for name in link.records if name.startswith("cite:")}
    assert named <= known


def test_silfverberg_s_two_papers_are_declared_one_study() -> None:
    (link,) = [link for link in _topic().links if link.name == "sweden-174"]
    assert (link.kind, link.records) == ("same-study", ("pmid:37748927", "pmid:39187603"))


@pytest.mark.real
def test_articles_that_a_landmark_was_found_to_be_are_among_the_real_records(real: Path) -> None:
    text = (real / "hsct_ms_dev.xml").read_text(encoding="utf-8")
    for link in _topic().links:
        if link.kind == "same-record":
            dois = [name.removeprefix("doi:") for name in link.records if name.startswith("doi:")]
            assert [doi for doi in dois if f">{doi}<" not in text] == [], link.name
