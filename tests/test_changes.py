"""Why an answer moved: each cause told once, what the runs brought before what follows from it."""

from typing import Any

from evidence.changes import Cause, Happened, causes_of, verdict_of


def answer(*studies: str, **more: Any) -> dict[str, Any]:
    told: dict[str, Any] = {"status": "partly", "direction": "mixed", "certainty": "low", "studies": list(studies),
                            "findings": [], "reasons": [], "sub_answers": [], "awaited": [],
                            "rule_version": "1"}  # fmt: skip
    return told | more


NOTHING = Happened()


def test_a_question_that_had_no_answer_has_a_first_one() -> None:
    assert causes_of(None, answer("a"), NOTHING) == (Cause("first"),)
    assert verdict_of(None) is None


def test_a_new_record_that_counts_is_a_cause_and_an_unrelated_new_one_is_none() -> None:
    happened = Happened(done={"b": "new", "c": "new"})
    assert causes_of(answer("a"), answer("a", "b"), happened) == (Cause("record-new", "b"),)


def test_a_record_that_fell_for_a_retraction_is_told_by_the_retraction() -> None:
    happened = Happened(done={"a": "changed"}, corrected={"a": ["retracted"]})
    assert causes_of(answer("a"), answer(), happened) == (Cause("correction", "a", "retracted"),)


def test_what_a_retraction_lets_in_follows_it() -> None:
    happened = Happened(corrected={"z": ["retracted"]})
    assert causes_of(answer("z"), answer("a"), happened) == (
        Cause("correction", "z", "retracted"), Cause("study-added", "a"),
    )  # fmt: skip


def test_a_record_of_a_part_of_the_question_counts_too() -> None:
    with_part = answer(sub_answers=[answer("b")])
    assert causes_of(answer(), with_part, Happened(done={"b": "new"})) == (Cause("record-new", "b"),)


def test_a_record_whose_text_changed_is_a_cause_though_it_counts_as_before() -> None:
    assert causes_of(answer("a"), answer("a"), Happened(done={"a": "changed"})) == (Cause("record-changed", "a"),)


def test_an_older_version_of_a_record_moves_nothing() -> None:
    assert causes_of(answer("a"), answer("a"), Happened(done={"a": "older"})) == (Cause("told"),)


def test_a_move_at_the_registry_is_a_cause_where_the_answer_waits_for_the_trial() -> None:
    was = answer(awaited=[{"trial": "T", "when": "2027"}])
    now = answer(awaited=[{"trial": "T", "when": "2029"}])
    moved = {"T": ["completion"], "OTHER": ["status"]}
    assert causes_of(was, now, Happened(moved=moved)) == (Cause("registry", "T", "completion"),)
    assert causes_of(was, was, Happened(moved=moved)) == (Cause("told"),)


def test_another_version_of_the_rule_is_a_cause() -> None:
    assert causes_of(answer(), answer(rule_version="2"), NOTHING) == (Cause("rule", detail="1 2"),)


def test_other_figures_of_the_same_records_are_told_apart_from_no_cause_in_the_evidence() -> None:
    assert causes_of(answer("a"), answer("a", findings=["f-1"]), NOTHING) == (Cause("figures"),)
    assert causes_of(answer("a"), answer("a", certainty="very_low"), NOTHING) == (Cause("told"),)


def test_results_of_a_trial_that_came_after_people_stated_the_answer_are_a_cause_and_so_is_their_end() -> None:
    overtaken = answer(reasons=[{"code": "stated_before_results", "values": [["trials", "A, B"]]}])
    assert causes_of(answer(), overtaken, NOTHING) == (Cause("results-given", "A"), Cause("results-given", "B"))
    assert causes_of(overtaken, answer(), NOTHING) == (Cause("results-gone", "A"), Cause("results-gone", "B"))
