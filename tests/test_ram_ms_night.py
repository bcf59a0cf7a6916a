"""The night RAM-MS reports, the night it is corrected, the night it is retracted; and results posted without a paper.

The whole program on the stand-in, over the evidence pack: each night the first lines and exactly the right questions
move, the rest stand still, and `changes` says why.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest

from tests.fakes.loopback import loopback
from tests.made_ram_ms import (
    APPEARS,
    CORRECTED,
    ERRATUM,
    NAME,
    PAPER_STORY,
    PMID,
    POSTED,
    POSTING_STORY,
    RECORD,
    RETRACTED,
    RETRACTION,
    ram_ms_study,
)
from tests.made_story import Night, flat, telling

pytestmark = loopback
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Nights:
    """The nights of the paper; after: the night after each."""

    before: Night
    appears: Night
    after: Night
    corrected: Night
    retracted: Night
    later: Night
    replayed: str
    kept: list[tuple[object, ...]]


@pytest.fixture(scope="module")
def nights(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Nights]:
    with telling(tmp_path_factory.mktemp("paper"), PAPER_STORY) as story:
        story.scene.up.world.add_studies([ram_ms_study()])
        story.first()
        yield Nights(
            before=story.on(APPEARS - ONE_DAY),
            appears=story.on(APPEARS),
            after=story.on(APPEARS + ONE_DAY),
            corrected=story.on(CORRECTED),
            retracted=story.on(RETRACTED),
            later=story.on(RETRACTED + ONE_DAY),
            replayed=flat(story.scene.call("report", "--as-of", APPEARS.isoformat()).out),
            kept=story.scene.rows("SELECT pmid FROM article WHERE pmid = ?", PMID),
        )


@dataclass(frozen=True)
class Posting:
    before: Night
    posted: Night
    after: Night


@pytest.fixture(scope="module")
def posting(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Posting]:
    with telling(tmp_path_factory.mktemp("posting"), POSTING_STORY) as story:
        story.scene.up.world.add_studies([ram_ms_study()])
        story.first()
        yield Posting(*(story.on(day) for day in (POSTED - ONE_DAY, POSTED, POSTED + ONE_DAY)))


def study(night: Night) -> dict[str, Any]:
    found: dict[str, Any] = night.document["international_study"]
    return found


# Before


def test_a_night_without_news_moves_no_question_and_says_so(nights: Nights) -> None:
    assert (nights.before.ran.code, nights.before.moved) == (0, ())
    assert "No answer changed." in nights.before.changes
    assert "Answered: none of its questions; no results posted at the registry, no report published." in (
        nights.before.english
    )
    assert "WARNING" not in nights.before.english, "data of tonight are not old because nothing is new"


# The paper appears


def test_the_night_it_appears_the_first_lines_say_what_the_study_answered(nights: Nights) -> None:
    page = nights.appears.english
    assert f"Answered: Q1 (favours HSCT, certainty moderate); published: {NAME}. Counts for: Q1, Q7 and Q9." in page
    assert page.index("Answered: Q1") < page.index("In short")
    told = (
        f"Beantwoord: Q1 (in het voordeel van HSCT, zekerheid redelijk); gepubliceerd: {NAME}. Telt mee bij: Q1, Q7 en"
    )
    assert told in nights.appears.dutch
    assert "First report" not in page, "what has come is not expected"


def test_the_night_it_appears_json_says_the_same(nights: Nights) -> None:
    told = study(nights.appears)
    assert (told["reports"], told["answered"], told["counts_for"]) == ([RECORD], ["Q1"], ["Q1", "Q7", "Q9"])
    assert (told["withdrawn"], told["expected_report"], told["overdue"]) == ([], None, False)
    assert "Q1" not in told["will_answer"]


def test_the_night_it_appears_exactly_the_questions_it_speaks_to_move(nights: Nights) -> None:
    """Q17 and Q20 are stated by people, before the study had results: that is what is told of them."""
    assert nights.appears.moved == ("Q1", "Q7", "Q9", "Q17", "Q20")
    assert nights.appears.ran.code == 10
    for code in ("Q17", "Q20"):
        was, now = nights.before.question(code), nights.appears.question(code)
        assert (was["status"], was["stated"]) == (now["status"], now["stated"])
        assert "stated before RAM-MS gave results, so a person must look at it again" in nights.appears.told(code)
    assert "Stated before RAM-MS gave results, so a person must look at it again." in nights.appears.english


def test_the_first_question_is_answered_by_the_trial_with_its_figures(nights: Nights) -> None:
    answer = nights.appears.question("Q1")
    assert (answer["status"], answer["direction"], answer["certainty"]) == ("answered", "favours_hsct", "moderate")
    assert answer["reasons"][0]["text"] == (
        f"{NAME}, randomised, against DMT: NEDA at 96 weeks, odds ratio for being free of the event 4.03 "
        "(95% CI 1.71 to 9.49); favours HSCT"
    )
    assert f"down 1 level for risk of bias: {NAME} (not appraised yet)" in nights.appears.told("Q1")


def test_a_trial_against_a_choice_of_drugs_answers_no_part_that_asks_about_one_of_them(nights: Nights) -> None:
    was = {part["code"]: part for part in nights.before.question("Q1")["sub_answers"]}
    now = {part["code"]: part for part in nights.appears.question("Q1")["sub_answers"]}
    assert [code for code in was if was[code] != now[code]] == ["disability"]
    assert [code for code in now if RECORD in now[code]["studies"]] == ["disability"]
    disability = now["disability"]
    assert (disability["status"], disability["direction"]) == ("partly", "no_difference_shown")
    assert "hazard ratio 0.69 (95% CI 0.22 to 2.17); no difference shown" in disability["reasons"][0]["text"]


def test_deaths_and_durability_count_the_new_patients_once(nights: Nights) -> None:
    was, now = (night.question("Q9")["pooled"][0] for night in (nights.before, nights.appears))
    assert (now["n"] - was["n"], now["events"] - was["events"], now["k"] - was["k"]) == (50, 0, 1)
    assert RECORD in nights.appears.question("Q7")["studies"]


def test_a_trial_is_no_longer_awaited_where_it_has_told_and_still_is_where_it_has_not(nights: Nights) -> None:
    def waiting(night: Night) -> list[str]:
        return [
            question["code"]
            for question in night.document["questions"]
            if "RAM-MS" in [each["trial"] for each in question["awaited"]]
        ]

    assert set(waiting(nights.before)) - set(waiting(nights.appears)) == {"Q1", "Q7", "Q9"}
    assert {"Q3", "Q8", "Q10", "Q11", "Q16"} <= set(waiting(nights.appears))
    assert waiting(nights.retracted) == waiting(nights.before)


def test_the_night_it_appears_changes_tells_the_answer_first_with_its_cause(nights: Nights) -> None:
    page = nights.appears.changes
    assert (
        "Answers - Q1 AHSCT versus high-efficacy drugs in RRMS: status partly became answered; "
        f"certainty very low became moderate. Because: new record {NAME}."
    ) in page
    assert f"- Published: {NAME}. - RAM-MS has now answered Q1." in page
    assert (
        "Q20 Does RAM-MS apply to the Dutch group?: open as before; its reasons moved, no figure. "
        "Because: RAM-MS gave results." in page
    )
    told = nights.appears.changed
    assert [row["code"] for row in told["answers"]] == ["Q1", "Q7", "Q9", "Q17", "Q20"]
    assert [row["code"] for row in told["answers"] if row["moved"]] == ["Q1"]
    assert told["international_study"]["answered"] == ["Q1"]
    assert told["international_study"]["reports"] == [RECORD]


def test_the_night_after_stands_still(nights: Nights) -> None:
    assert (nights.after.ran.code, nights.after.moved) == (0, ())
    assert "No answer changed." in nights.after.changes


# It is corrected


def test_the_night_it_is_corrected_the_first_lines_take_the_answer_back(nights: Nights) -> None:
    assert f"Answered: none of its questions; published: {NAME}. Counts for: Q1, Q7 and Q9." in nights.corrected.english
    assert f"Beantwoord: nog geen van haar vragen; gepubliceerd: {NAME}." in nights.corrected.dutch
    told = study(nights.corrected)
    assert (told["answered"], told["reports"], told["withdrawn"]) == ([], [RECORD], [])
    assert "Q1" in told["will_answer"]


def test_an_erratum_is_told_as_one_and_never_as_a_retraction(nights: Nights) -> None:
    (row,) = [row for row in nights.corrected.document["corrections"] if row["record"] == RECORD]
    assert (row["kind"], row["by"], row["note"]) == ("erratum", [ERRATUM], "Visits and a death.")
    assert row["rests"] == ["Q1", "Q7", "Q9"]
    told = f"{NAME} ({RECORD}): erratum, by PMID {ERRATUM}"
    assert told in nights.corrected.english
    assert told in nights.corrected.changes
    assert f"{NAME} ({RECORD}): retracted" not in nights.corrected.english + nights.corrected.changes


def test_the_night_it_is_corrected_exactly_the_questions_with_its_figures_move(nights: Nights) -> None:
    assert nights.corrected.moved == ("Q1", "Q7", "Q9")
    assert nights.corrected.ran.code == 10
    answer = nights.corrected.question("Q1")
    assert (answer["status"], answer["direction"], answer["certainty"]) == ("partly", "no_difference_shown", "low")


def test_changes_sets_the_figures_of_the_erratum_beside_those_before(nights: Nights) -> None:
    row = nights.corrected.change("Q1")
    assert [(cause["code"], cause["name"], cause["detail"]) for cause in row["causes"]] == [
        ("correction", RECORD, "erratum")
    ]
    assert [text for text in row["said_before"] if "NEDA at 96 weeks" in text and "4.03 (95% CI 1.71 to 9.49)" in text]
    assert [text for text in row["says_now"] if "NEDA at 96 weeks" in text and "2.08 (95% CI 0.93 to 4.62)" in text]
    deaths = nights.corrected.change("Q9")
    assert any("9 deaths" in text for text in deaths["said_before"])
    assert any("10 deaths" in text for text in deaths["says_now"])
    page = nights.corrected.changes
    assert f"Because: {NAME}: erratum. It said: {NAME}, randomised, against DMT: NEDA at 96 weeks" in page
    assert "RAM-MS no longer answers Q1." in page


# It is retracted


def test_the_night_it_is_retracted_the_first_lines_say_that_no_report_stands(nights: Nights) -> None:
    page = nights.retracted.english
    assert f"Answered: none of its questions; retracted: {NAME}; no report stands." in page
    assert f"What was published is retracted: {NAME}; when another report comes is not known." in page
    assert "Counts for" not in page
    assert f"Beantwoord: nog geen van haar vragen; ingetrokken: {NAME}; er is geen geldige publicatie." in (
        nights.retracted.dutch
    )
    told = study(nights.retracted)
    assert (told["reports"], told["withdrawn"], told["counts_for"], told["overdue"]) == ([], [RECORD], [], False)


def test_after_the_retraction_every_answer_is_what_it_was_before_the_paper(nights: Nights) -> None:
    assert nights.retracted.moved == ("Q1", "Q7", "Q9", "Q17", "Q20")
    assert nights.retracted.document["questions"] == nights.before.document["questions"]
    assert nights.kept, "a retracted record is kept"


def test_changes_names_the_retraction_as_the_cause(nights: Nights) -> None:
    for code in ("Q1", "Q7", "Q9"):
        causes = nights.retracted.change(code)["causes"]
        assert [(cause["code"], cause["name"], cause["detail"]) for cause in causes] == [
            ("correction", RECORD, "retracted")
        ]
    for code in ("Q17", "Q20"):
        assert [cause["code"] for cause in nights.retracted.change(code)["causes"]] == ["results-gone"]
    assert f"Because: {NAME}: retracted." in nights.retracted.changes
    assert f"- Retracted: {NAME}." in nights.retracted.changes
    assert f"{NAME} ({RECORD}): retracted, by PMID {RETRACTION}" in nights.retracted.changes


def test_the_night_after_the_retraction_stands_still(nights: Nights) -> None:
    assert (nights.later.ran.code, nights.later.moved) == (0, ())


def test_a_day_on_which_the_paper_still_stood_is_replayed_without_it(nights: Nights) -> None:
    """What a withdrawn paper said was never true, on no day."""
    assert f"retracted: {NAME}; no report stands." in nights.replayed


# Results posted at the registry, and no paper


def test_results_posted_without_a_paper_are_told_in_the_first_lines(posting: Posting) -> None:
    page = posting.posted.english
    assert "Answered: none of its questions; results are posted at the registry; no report published." in page
    assert "Results are posted at the registry and no report of them was found" in page
    assert "Beantwoord: nog geen van haar vragen; de resultaten staan in het register; geen publicatie." in (
        posting.posted.dutch
    )
    told = study(posting.posted)
    assert (told["results_posted"], told["reports"], told["answered"]) == (True, [], [])
    assert study(posting.before)["results_posted"] is False


def test_results_posted_without_a_paper_move_only_what_people_stated_before_them(posting: Posting) -> None:
    assert posting.posted.moved == ("Q17", "Q20")
    assert posting.posted.ran.code == 10
    for code in posting.posted.moved:
        assert posting.posted.question(code)["status"] == posting.before.question(code)["status"]
        assert [cause["code"] for cause in posting.posted.change(code)["causes"]] == ["results-given"]


def test_changes_says_that_the_registry_posted_results_and_when(posting: Posting) -> None:
    assert "Results posted is now yes (was no; seen 5 May 2027)." in posting.posted.changes
    moves = posting.posted.changed["international_study"]["moves"]
    assert {(move["field"], move["value"]) for move in moves} == {
        ("has_results", "yes"),
        ("results_first_posted", POSTED.isoformat()),
    }


def test_the_night_after_the_posting_stands_still(posting: Posting) -> None:
    assert (posting.after.ran.code, posting.after.moved) == (0, ())
