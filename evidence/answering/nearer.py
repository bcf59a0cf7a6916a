"""How far an answer is from the next status, where the judgement itself did not say so."""

from dataclasses import replace

from evidence.answering.reasons import reason, told_of
from evidence.answering.verdict import Verdict
from evidence.records.answer import Reason
from evidence.records.question import BENEFIT, HARM, NARRATIVE, Scope


def with_next(verdict: Verdict, kind: str, scope: Scope) -> Verdict:
    """Return the verdict with what would take it to the next status; None only for one that is answered.

    kind: of the question, or "prognosis" for a part that contrasts courses or subgroups.
    """
    if verdict.status == "answered" or verdict.next_status is not None:
        return verdict
    return replace(verdict, next_status=_next(verdict, kind, scope))


def _next(verdict: Verdict, kind: str, scope: Scope) -> Reason:
    if kind == NARRATIVE:
        return reason("next_people")
    if verdict.status == "open":
        outcome = _outcome(verdict, ("not_shown", "not_shown_by_p"), scope)
        return reason("next_shown" if verdict.records and kind == BENEFIT else "next_first_study", outcome=outcome)
    if kind == HARM:
        return reason("next_threshold", outcome=scope.outcomes[0])
    if kind != BENEFIT:
        return reason("next_never")
    if verdict.status == "conflicting":
        return reason("next_settling_trial", outcome=_outcome(verdict, ("conflict",), scope))
    if verdict.status == "signal":
        return reason("next_comparison", outcome=scope.outcomes[0])
    outcome = _outcome(verdict, ("effect_randomised", "effect_cohort"), scope)
    return reason("next_surer_trial", outcome=outcome, certainty=verdict.certainty)


def _outcome(verdict: Verdict, codes: tuple[str, ...], scope: Scope) -> str:
    """Return the outcome that the first reason of these codes is about, else the first that is asked about."""
    return next((told_of(why, "outcome") for why in verdict.reasons if why.code in codes), scope.outcomes[0])
