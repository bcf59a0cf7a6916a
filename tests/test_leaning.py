"""How much answers lean on a study: whether one stands without it, then how far the pooled bound moves."""

from dataclasses import replace
from math import inf, log
from typing import Any

import pytest

from evidence.doubtful import LEFT_OUT, LET_IN, Doubt, Screened, doubt_of
from evidence.leaning import NOTHING, Lean, Move, leans
from evidence.records.study import PRIMARY, RETRACTED, SECONDARY
from evidence.to_review import Asked, in_order, to_review
from tests.makers import make_count, make_finding, make_ratio

BIG, SMALL, ONLY = (make_count(str(number), "trm", 1, 50 * number) for number in (3, 1, 2))


def part(*findings: Any, status: str = "partly", **more: Any) -> dict[str, Any]:
    studies = [finding.record for finding in findings]
    return {"findings": [finding.id for finding in findings], "studies": studies, "status": status, **more}


def pool(outcome: str, low: float, high: float, without: dict[str, tuple[float, float]], **more: Any) -> dict[str, Any]:
    left = [{"record": record, "estimate": 1.0, "low": one, "high": two} for record, (one, two) in without.items()]
    told = {"outcome": outcome, "label": "Q9", "statistic": None, "estimate": 1.0, "low": low, "high": high}
    return {**told, "leave_one_out": left, **more}


def answer(*findings: Any, parts: tuple[Any, ...] = (), pools: tuple[Any, ...] = (), **more: Any) -> dict[str, Any]:
    return part(*findings, sub_answers=list(parts), pooled=list(pools), **more)


def test_a_figure_without_which_a_part_has_no_study_carries_the_question_alone() -> None:
    told = {"Q9": answer(BIG, SMALL, ONLY, parts=(part(ONLY, status="signal"),))}
    found = leans(told, (), (BIG, SMALL, ONLY), {})
    assert (found[ONLY.id].alone, found[BIG.id].alone) == (("Q9",), ())


def test_one_of_two_studies_matters_where_the_status_needs_both() -> None:
    both, neither = answer(BIG, SMALL), answer(BIG, SMALL, status="signal")
    assert leans({"Q9": both}, (), (BIG, SMALL), {})[BIG.id].paired == ("Q9",)
    assert leans({"Q9": neither}, (), (BIG, SMALL), {})[BIG.id].paired == ()


def test_of_a_harm_the_upper_bound_moves_and_that_of_the_whole_question_or_of_a_part_is_told() -> None:
    pools = (
        pool("trm", 0.1, 1.0, {BIG.record: (5.0, 2.0)}),
        pool("trm", 0.1, 1.0, {BIG.record: (0.1, 3.0)}, label="progressive"),
        pool("infection", 0.1, 1.0, {BIG.record: (0.1, 90.0)}),
    )
    move = leans({"Q9": answer(BIG, SMALL, ONLY, pools=pools)}, ("Q9",), (BIG,), {})[BIG.id].move
    assert move == Move("Q9", True, "trm", None, "high", 1.0, 3.0, pytest.approx(log(3 / 97) - log(1 / 99)))


def test_of_other_shares_either_bound_may_move_and_of_a_comparison_the_pooled_figure() -> None:
    free = answer(BIG, SMALL, ONLY, pools=(pool("trm", 80.0, 90.0, {BIG.record: (60.0, 91.0)}),))
    found = leans({"Q7": free}, (), (BIG,), {})[BIG.id].move
    assert found is not None
    assert (found.bound, found.before, found.after) == ("low", 80.0, 60.0)
    ratio = make_ratio("1", "neda", 0.5, 0.2, 0.9, "DMT")
    compared = pool("neda", 0.01, 40.0, {ratio.record: (0.2, 0.9)}, statistic="hazard_ratio", estimate=0.5)
    found = leans({"Q1": answer(ratio, BIG, SMALL, pools=(compared,))}, ("Q1",), (ratio,), {})[ratio.id].move
    assert found is not None
    assert (found.bound, found.far) == ("estimate", pytest.approx(log(2)))


@pytest.mark.parametrize(
    ("statistic", "without", "far"),
    [("mean_difference", 3.0, 0.5), ("hazard_ratio", 0.0, inf), ("mean_difference", 1.0, 0.0)],
)
def test_a_difference_is_told_in_widths_and_a_ratio_of_nothing_is_far(
    statistic: str, without: float, far: float
) -> None:
    told = pool("trm", 0.0, 4.0, {BIG.record: (0.0, 1.0)}, statistic=statistic)
    told["leave_one_out"][0]["estimate"] = without
    found = leans({"Q1": answer(BIG, SMALL, pools=(told,))}, (), (BIG,), {})[BIG.id].move
    assert found is not None
    assert found.far == far


def test_a_share_of_nothing_or_of_all_has_odds_enough_to_be_told() -> None:
    told = pool("trm", 0.0, 100.0, {BIG.record: (0.0, 100.0)})
    found = leans({"Q7": answer(BIG, SMALL, pools=(told,))}, (), (BIG,), {})[BIG.id].move
    assert found is not None
    assert found.far == 0.0


def test_a_second_report_of_the_study_leans_as_the_first() -> None:
    told = {"Q9": answer(BIG, SMALL, pools=(pool("trm", 0.1, 1.0, {"pmid:99": (0.1, 2.0)}),))}
    studies = {"pmid:99": "study:x", BIG.record: "study:x", SMALL.record: "study:y"}
    found = leans(told, ("Q9",), (BIG, SMALL), studies)
    assert found[BIG.id].move is not None
    assert found[SMALL.id].move is None


def test_an_answer_of_an_older_rule_without_these_figures_moves_nothing() -> None:
    old = {"outcome": "trm", "label": "Q9", "estimate": 1.0, "low": 0.1, "high": 1.0}
    assert leans({"Q9": answer(BIG, SMALL, ONLY, pools=(old,))}, ("Q9",), (BIG,), {}) == {BIG.id: NOTHING}


def move(far: float) -> Move:
    return Move("Q9", False, "trm", None, "high", 1.0, 2.0, far)


def test_of_as_many_questions_the_one_that_is_leant_on_most_comes_first() -> None:
    figures = [make_count(str(number), "trm", 1, 50) for number in range(1, 6)]
    alone, paired, far, near, nothing = figures
    told = {
        alone.id: Lean(("Q9",)), paired.id: Lean((), ("Q9",)), far.id: Lean(move=move(0.9)),
        near.id: Lean(move=move(0.1)),
    }  # fmt: skip
    asked = Asked({figure.id: ("Q9",) for figure in figures}, {"trm": ("Q9",)}, told)
    order = [each.finding for each in to_review(reversed(figures), asked, ())]
    assert order == [alone, paired, far, near, nothing]
    two = replace(nothing, record="pmid:6", pmid="6")
    more = Asked({**asked.rests, two.id: ("Q9", "Q10")}, asked.asks, told)
    assert to_review([*figures, two], more, ())[0].finding == two


# Screening on thin ground

BOTH = 'title names "AHSCT" and "multiple sclerosis"; own patients are reported: "40 patients"'


def screened(label: str, reason: str, **other: Any) -> Screened:
    told: dict[str, Any] = {"standing": "sound", "study_design": "cohort/case series", "n_hsct": None, "has_text": True}
    return Screened("pmid:1", label, reason, **{**told, **other})


@pytest.mark.parametrize(
    ("label", "reason", "other", "why"),
    [
        (PRIMARY, BOTH, {}, None),
        (PRIMARY, BOTH.replace("40 patients", "Results in"), {}, (LET_IN, ("patients",))),
        (PRIMARY, BOTH.replace("40 patients", "Results in"), {"n_hsct": 12}, None),
        (PRIMARY, BOTH.replace(' and "', ', text names "'), {}, (LET_IN, ("title",))),
        (PRIMARY, BOTH.replace(' and "', ', text names "'), {"standing": RETRACTED}, None),
        (SECONDARY, 'title names "x" and "y"; it is a review', {}, None),
        (SECONDARY, 'title names "x" and "y"; no patients of its own are reported', {}, (LEFT_OUT, ("no-patients",))),
        (SECONDARY, 'title names "x" and "y"; no patients of its own are reported', {"has_text": False},
         (LEFT_OUT, ("no-text",))),
        ("mention-only", '"AHSCT" is named in passing, no own patients had it', {}, (LEFT_OUT, ("passing",))),
        ("mention-only", '"AHSCT" is named in passing, no own patients had it', {"study_design": "review"}, None),
        ("mention-only", '"AHSCT" is named in passing, no own patients had it', {"has_text": False}, None),
        ("unrelated", "no word of stem cells or their transplantation", {}, None),
    ],
)  # fmt: skip
def test_thin_ground_is_told_and_firm_ground_is_not(label: str, reason: str, other: Any, why: Any) -> None:
    doubt = doubt_of(screened(label, reason, **other))
    assert (None if doubt is None else (doubt.side, doubt.why)) == why


def test_a_doubtful_record_stands_before_its_figures_or_before_those_on_which_nothing_rests() -> None:
    rests, unsure = make_count("2", "trm", 1, 50), make_finding("1", "neda", state="unbound", value=50.0)
    asked = Asked({rests.id: ("Q9",)}, {"trm": ("Q9",), "neda": ("Q1",)})
    figures = to_review([rests, unsure], asked, ())
    let_in = Doubt(replace(screened(PRIMARY, BOTH), record=rests.record), LET_IN, ("title",), rests=("Q9",))
    left_out = Doubt(screened(SECONDARY, BOTH), LEFT_OUT, ("no-text",))
    assert in_order(figures, [left_out, let_in]) == (let_in, figures[0], left_out, figures[1])
