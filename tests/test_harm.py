"""Harm: what keeps a low bound from being an answer, and what is shown beside the figures that are pooled."""

from dataclasses import replace

from evidence.records.finding import Finding
from evidence.records.question import HARM
from evidence.records.study import StudyFacts
from tests.makers import make_count, make_question, make_report, make_vocabulary
from tests.test_answers import TRM, codes, judged, values

RELAPSING = replace(TRM, scope=replace(TRM.scope, courses=("RRMS",)))
PURE = StudyFacts(n_hsct=400, phenotypes=(("RRMS", 400),))
MIXED = StudyFacts(n_hsct=507, phenotypes=(("RRMS", 414), ("SPMS", 93)))


def test_a_mixed_series_counted_for_one_course_is_told_and_does_not_answer() -> None:
    reports = [make_report("1", facts=MIXED), make_report("2", facts=PURE)]
    answer = judged(RELAPSING, reports, [make_count("1", "trm", 0, 507), make_count("2", "trm", 0, 400)])
    assert answer.status == "partly"
    assert values(answer, "mixed_series") == {
        "outcome": "trm", "record": "pmid:1", "asked": "RRMS", "others": 93, "patients": 507,
    }  # fmt: skip


def test_series_that_answer_by_themselves_do_so_beside_a_mixed_one_too() -> None:
    reports = [make_report("1", facts=MIXED), make_report("2", facts=PURE), make_report("3", facts=PURE)]
    findings = [make_count("1", "trm", 0, 507), make_count("2", "trm", 0, 400), make_count("3", "trm", 0, 400)]
    assert judged(RELAPSING, reports[1:], findings[1:]).status == "answered"
    answer = judged(RELAPSING, reports, findings)
    assert answer.status == "answered"
    assert "mixed_series" in codes(answer)


def test_a_series_that_counts_one_course_only_holds_others_among_the_rest_of_its_patients() -> None:
    facts = StudyFacts(n_hsct=100, phenotypes=(("RRMS", 85),))
    answer = judged(RELAPSING, [make_report("1", facts=facts)], [make_count("1", "trm", 0, 100)])
    assert values(answer, "mixed_series")["others"] == 15


def test_a_figure_of_the_course_itself_is_of_no_mixture() -> None:
    figure = make_count("1", "trm", 0, 414, population="RRMS")
    assert "mixed_series" not in codes(judged(RELAPSING, [make_report("1", facts=MIXED)], [figure]))


def test_a_mixture_is_no_matter_where_no_course_is_asked_about() -> None:
    assert "mixed_series" not in codes(judged(TRM, [make_report("1", facts=MIXED)], [make_count("1", "trm", 0, 507)]))


THYROID = make_question(HARM, ["secondary_autoimmune"])
REGISTER = make_report("9", design="registry", indirect=True)


def test_a_register_of_all_autoimmune_diseases_is_shown_beside_and_not_pooled() -> None:
    findings = [
        make_count("9", "secondary_autoimmune", 29, 347, population="all autoimmune diseases"),
        make_count("9", "secondary_autoimmune", 4, 25, population="all autoimmune diseases", regimen="alemtuzumab"),
        make_count("1", "secondary_autoimmune", 12, 260),
    ]
    answer = judged(THYROID, [REGISTER, make_report("1")], findings)
    assert (answer.status, answer.pooled[0].n) == ("partly", 260)
    assert values(answer, "indirect_shown") == {
        "outcome": "secondary_autoimmune", "record": "pmid:9", "events": 29, "patients": 347,
    }  # fmt: skip


def test_a_register_of_all_autoimmune_diseases_is_worth_a_signal_where_there_is_nothing_else() -> None:
    figure = make_count("9", "secondary_autoimmune", 29, 347, population="all autoimmune diseases")
    answer = judged(THYROID, [REGISTER], [figure])
    assert (answer.status, answer.studies, answer.pooled) == ("signal", ("pmid:9",), ())


def test_a_register_of_all_autoimmune_diseases_says_nothing_about_a_course_of_ms() -> None:
    figure = make_count("9", "trm", 3, 347, population="all autoimmune diseases")
    assert judged(RELAPSING, [REGISTER], [figure]).status == "open"


def test_studies_that_differ_are_less_sure_also_where_no_threshold_is_set() -> None:
    findings = [make_count("1", "secondary_autoimmune", 2, 300), make_count("2", "secondary_autoimmune", 60, 300)]
    answer = judged(THYROID, [make_report("1"), make_report("2")], findings)
    assert (answer.status, answer.certainty) == ("partly", "very_low")
    assert {"heterogeneous", "down_inconsistency"} <= codes(answer)


def test_a_few_isolated_events_are_told_one_by_one_and_make_no_share() -> None:
    findings = [make_count(pmid, "malignancy", 1, n) for pmid, n in (("1", 9), ("2", 14), ("3", 31))]
    answer = judged(make_question(HARM, ["malignancy"]), [make_report(pmid) for pmid in "123"], findings)
    assert (answer.status, answer.pooled, "pooled" in codes(answer)) == ("signal", (), False)
    assert values(answer, "isolated_events") == {"outcome": "malignancy", "events": 3, "studies": 3, "patients": 54}


def test_a_share_that_was_spared_a_harm_counts_the_others() -> None:
    spared = make_count("1", "secondary_autoimmune", 280, 300, direction="event_free")
    assert judged(THYROID, [make_report("1")], [spared]).pooled[0].events == 20


MENSES = make_question(HARM, ["fertility"])


def well(pmid: str, events: int, n: int) -> Finding:
    return make_count(pmid, "fertility", events, n, direction="event_free")


def test_recovery_and_failure_are_never_one_range() -> None:
    findings = [make_count("1", "fertility", 4, 40), make_count("2", "fertility", 9, 30), well("3", 30, 43)]
    findings.append(well("4", 7, 38))
    answer = judged(MENSES, [make_report(pmid) for pmid in "1234"], findings)
    assert answer.status == "partly"
    assert (values(answer, "definitions_differ")["highest"], values(answer, "good_range")["lowest"]) == (30.0, 18.4)


def test_one_man_who_had_a_child_says_nothing_about_the_harm() -> None:
    answer = judged(MENSES, [make_report("1", facts=StudyFacts(n_hsct=21))], [well("1", 1, 21)])
    assert (answer.status, answer.studies) == ("open", ())
    assert values(answer, "good_single") == {"outcome": "fertility", "record": "pmid:1", "well": 1, "patients": 21}


def test_one_study_is_no_range() -> None:
    answer = judged(MENSES, [make_report("1")], [make_count("1", "fertility", 4, 8)])
    assert (answer.status, "definitions_differ" in codes(answer)) == ("signal", False)
    assert values(answer, "one_figure")["events"] == 4


def test_who_regained_what_others_of_the_same_series_lost_are_a_part_of_it() -> None:
    answer = judged(MENSES, [make_report("1")], [make_count("1", "fertility", 4, 8), well("1", 2, 2)])
    assert "good_single" not in codes(answer)


def test_most_women_who_recovered_in_two_series_say_something_about_the_harm() -> None:
    answer = judged(MENSES, [make_report("1"), make_report("2")], [well("1", 30, 43), well("2", 7, 38)])
    assert (answer.status, answer.pooled) == ("partly", ())


def test_a_series_whose_course_of_ms_nobody_tells_is_left_out_of_a_course_and_named() -> None:
    reports = [make_report("1", facts=PURE), make_report("2")]
    answer = judged(RELAPSING, reports, [make_count("1", "trm", 0, 400), make_count("2", "trm", 0, 300)])
    assert (answer.pooled[0].n, values(answer, "course_untold")["records"]) == (400, "pmid:2")


def test_grafts_of_donors_in_a_register_are_another_treatment() -> None:
    figure = make_count("9", "secondary_autoimmune", 2, 16, population="allogeneic, all AD")
    vocabulary = replace(make_vocabulary(), allogeneic=("allogeneic",))
    assert judged(THYROID, [REGISTER], [figure], vocabulary=vocabulary).status == "open"


def test_of_a_registers_figures_the_one_about_most_patients_is_shown() -> None:
    for sizes in ((347, 100), (100, 347)):
        findings = [make_count("9", "secondary_autoimmune", n // 10, n, population="all AD") for n in sizes]
        assert values(judged(THYROID, [REGISTER], findings), "indirect_shown")["patients"] == 347


def test_a_register_of_all_autoimmune_diseases_says_nothing_about_a_regimen() -> None:
    question = replace(THYROID, scope=replace(THYROID.scope, regimens=("BEAM",)))
    assert judged(question, [REGISTER], [make_count("9", "secondary_autoimmune", 29, 347)]).status == "open"


def test_recovery_counted_among_the_same_patients_as_the_harm_is_told() -> None:
    answer = judged(MENSES, [make_report("1")], [make_count("1", "fertility", 4, 8), well("1", 3, 8)])
    assert values(answer, "good_single")["well"] == 3


def test_studies_without_an_event_are_counted_and_report_none() -> None:
    findings = [make_count("1", "malignancy", 1, 9), make_count("2", "malignancy", 0, 20)]
    answer = judged(make_question(HARM, ["malignancy"]), [make_report("1"), make_report("2")], findings)
    assert values(answer, "isolated_events") == {"outcome": "malignancy", "events": 1, "studies": 1, "patients": 29}


def test_a_pooled_share_tells_what_it_is_without_each_study() -> None:
    numbers = {"1": (3, 210), "2": (5, 364), "3": (0, 174)}
    findings = [make_count(pmid, "trm", events, n) for pmid, (events, n) in numbers.items()]
    pool = judged(TRM, [make_report(pmid) for pmid in numbers], findings).pooled[0]
    assert [one.record for one in pool.leave_one_out] == list(pool.records)
    for one in pool.leave_one_out:
        rest = [finding for finding in findings if finding.record != one.record]
        alone = judged(TRM, [make_report(pmid) for pmid in numbers if f"pmid:{pmid}" != one.record], rest).pooled[0]
        assert (one.estimate, one.low, one.high) == (alone.estimate, alone.low, alone.high)


def test_a_single_series_is_left_out_of_nothing() -> None:
    pool = judged(TRM, [make_report("1")], [make_count("1", "trm", 3, 210)]).pooled[0]
    assert (pool.leave_one_out, pool.differ_p) == ((), None)
