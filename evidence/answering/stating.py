"""Narrative questions: what people stated, and whether trials gave results since."""

from evidence.answering.awaiting import last_posting
from evidence.answering.body import Body
from evidence.answering.reasons import reason
from evidence.answering.verdict import Verdict
from evidence.records.question import Question


def stated(question: Question, body: Body) -> Verdict:
    """Return what people had stated about a narrative question by the day.

    Nobody computes it anew when a trial that it waits for gives results: that it was stated before, is told.
    """
    if question.stated is None:
        return Verdict("open", reasons=(reason("nothing_found"),))
    date = question.stated.date
    if date > body.as_of:
        return Verdict("open", reasons=(reason("not_yet_stated", date=date),))
    told = reason("stated", status=question.stated.status, date=date)
    newer = _with_results_since(question, body, date)
    overtaken = (reason("stated_before_results", trials=", ".join(newer)),) if newer else ()
    return Verdict(question.stated.status, reasons=(told, *overtaken))


def _with_results_since(question: Question, body: Body, date: str) -> tuple[str, ...]:
    """Return the awaited trials that published a report or posted results after the date."""
    published = {trial.key for record, trial in body.trial_of.items() if (body.reports[record].known_from or "") > date}
    posted = {trial.key for trial in body.trials if (last_posting(trial, body.as_of) or "") > date}
    return tuple(key for key in question.awaited if key in published | posted)
