"""What a registered trial changes when it reports: whose drugs it compares, who still waits for it, what was stated."""

from dataclasses import replace

import pytest

from evidence.records.question import BENEFIT, NARRATIVE, Question, Scope, Stated
from evidence.records.study import StudyFacts
from evidence.records.trial import Snapshot, Trial
from tests.makers import make_appraisal, make_question, make_ratio, make_report, make_trial, words
from tests.test_answers import NEDA, RRMS, codes, judged, values

NUMBER = "NCT97000001"
MIXED = make_trial(
    "MIXED", ids=(("nct", NUMBER),), arms=("AHSCT", "alemtuzumab or ocrelizumab"), answers=("Q1",), eligibility="RRMS"
)
PAPER = make_report("1", design="RCT", facts=replace(RRMS, registry_ids=(NUMBER,)))
RATIO = make_ratio("1", "neda", 0.4, 0.2, 0.8, "dmt")


def asking(*drugs: str, indirect: tuple[str, ...] = ()) -> Question:
    return make_question(BENEFIT, ["neda"], comparators=drugs, comparators_indirect=indirect, contrast="treatment")


@pytest.mark.parametrize(
    ("named", "drugs", "status"),
    [
        (None, ("alemtuzumab", "ocrelizumab"), "answered"),
        (None, ("alemtuzumab", "class:anti_cd20"), "answered"),
        (None, ("class:anti_cd20",), "open"),
        ("dmt, ocrelizumab", ("class:anti_cd20",), "open"),  # an abstract need not repeat every drug of its register
        (None, ("dmt", "rituximab"), "open"),  # "older drugs": the choice held none of them
        (None, (), "answered"),
    ],
)
def test_a_choice_of_drugs_is_asked_about_where_every_drug_of_it_is(
    named: str | None, drugs: tuple[str, ...], status: str
) -> None:
    report = replace(PAPER, facts=replace(PAPER.facts, comparator=named))
    answer = judged(asking(*drugs), [report], [RATIO], trials=(MIXED,), appraisals=(make_appraisal("1"),))
    assert answer.status == status


def test_a_choice_of_drugs_that_nobody_names_is_what_the_question_calls_it() -> None:
    report = make_report("1", design="RCT", facts=RRMS)
    assert judged(asking("dmt"), [report], [RATIO], appraisals=(make_appraisal("1"),)).status == "answered"
    assert judged(asking("alemtuzumab"), [report], [RATIO], appraisals=(make_appraisal("1"),)).status == "open"


def waiting(question: Question, trial: Trial = MIXED) -> list[str]:
    return [one.trial for one in judged(question, [PAPER], [RATIO], trials=(trial,)).awaited]


def test_a_trial_is_awaited_until_the_answer_rests_on_its_report() -> None:
    asked = replace(asking("alemtuzumab", "ocrelizumab"), awaited=("MIXED",))
    assert waiting(asked) == []
    assert waiting(replace(asked, scope=replace(asked.scope, outcomes=("arr",)))) == ["MIXED"]
    assert waiting(asked, replace(MIXED, ids=())) == ["MIXED"]  # somebody else's report


def test_an_ended_trial_whose_report_was_found_is_not_silent() -> None:
    ended = Snapshot("nct", "2025-09-25", "COMPLETED", completion="2020-01", has_results=False)
    trial = replace(MIXED, snapshots=(ended,))
    asked = asking("alemtuzumab", "ocrelizumab")
    found = judged(asked, [PAPER], [RATIO], trials=(trial,), appraisals=(make_appraisal("1"),))
    stranger = replace(PAPER, facts=RRMS)
    ratio = replace(RATIO, comparator="alemtuzumab")
    alone = judged(NEDA, [stranger], [ratio], trials=(trial,), appraisals=(make_appraisal("1"),))
    assert "down_silent_trials" not in codes(found)
    assert values(alone, "down_silent_trials") == {"trials": "MIXED"}


STATED = Question(
    "Q17", "how", NARRATIVE, words("?"), words("?"), words("?"), Scope(()),
    stated=Stated("partly", "2026-01-01", words("two models"), ()), awaited=("MIXED",),
)  # fmt: skip
POSTED = Snapshot("nct", "2026-05-05", "COMPLETED", has_results=True, results_first_posted="2026-05-05")


@pytest.mark.parametrize(
    ("public", "snapshots", "overtaken"),
    [
        ("2026-05-05", (), True),
        ("2025-05-05", (), False),
        (None, (POSTED,), True),
        (None, (replace(POSTED, results_first_posted="2025-05-05"),), False),
        (None, (replace(POSTED, has_results=False, results_first_posted=None),), False),
    ],
)
def test_what_people_stated_before_a_trial_gave_results_is_told_to_be_so(
    public: str | None, snapshots: tuple[Snapshot, ...], overtaken: bool
) -> None:
    trial = replace(MIXED, snapshots=snapshots)
    answer = judged(STATED, [replace(PAPER, known_from=public)], [], trials=(trial,))
    assert ("stated_before_results" in codes(answer)) == overtaken
    assert (answer.status, answer.computed) == ("partly", False)


def test_what_people_stated_is_not_overtaken_by_a_trial_they_do_not_wait_for() -> None:
    report = make_report("1", design="RCT", known_from="2026-05-05", facts=StudyFacts(registry_ids=(NUMBER,)))
    answer = judged(replace(STATED, awaited=()), [report], [], trials=(MIXED,))
    assert "stated_before_results" not in codes(answer)
