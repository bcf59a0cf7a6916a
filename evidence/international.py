"""The comparative study that people wait for: its state, what it has answered and what it will not answer.

Primary completion is the day of the last measurement of the primary outcome, not the day of a report: a report follows
when the figures are checked and analysed. "overdue" says only that this day has passed and no result is posted or
published; the reason (basis) carries the words with care.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from evidence.answering.awaiting import is_expected, primary_completion, told_by, was_known
from evidence.answering.certainty import newest_snapshot
from evidence.answering.dates import last_day
from evidence.answering.reasons import reason
from evidence.answering.terms import named_in
from evidence.records.answer import Answer, InternationalStudy, Reason
from evidence.records.finding import Finding
from evidence.records.question import Question, Topic
from evidence.records.study import RETRACTED, SOUND, Report
from evidence.records.trial import Snapshot, Trial
from evidence.studies import is_evidence, registry_ids

ANSWERED = "answered"
WITHIN = ("regimen", "course", "subgroup")  # contrasts that a comparison of treatments does not make by itself


def international_study(
    topic: Topic, reports: Iterable[Report], findings: Iterable[Finding], answers: Sequence[Answer], as_of: str
) -> InternationalStudy:
    """Return the state of the topic's named study as it was known on the day.

    reports of the study are those that the topic names, and every report of results that carries its registry id.
    answered: questions whose status is "answered" by evidence that includes one of these reports; no less counts.
    findings are not needed: an answer names what it rests on. Before the trial was registered nothing is told of it but
    that; a date that is only known as a year was seen by the end of it.
    """
    del findings
    trial = next(trial for trial in topic.trials if trial.key == topic.international_study)
    return state_of(trial, topic, reports, answers, as_of)


def state_of(
    trial: Trial, topic: Topic, reports: Iterable[Report], answers: Sequence[Answer], as_of: str
) -> InternationalStudy:
    """Return the same of any trial of the topic: what people wait for, when, and what it answered."""
    if not was_known(trial, as_of):
        return _unregistered(trial, as_of)
    snapshot = newest_snapshot(trial, as_of)
    of_trial = _results_of(trial, reports, as_of)
    own = tuple(report.record for report in of_trial if is_evidence(report))
    gone = tuple(report.record for report in of_trial if not is_evidence(report))
    posted = snapshot is not None and snapshot.has_results is True
    completion = primary_completion(trial, as_of)
    expected = None if of_trial else _expected_report(trial, as_of)
    settled = tuple(
        answer.question for answer in answers if answer.status == ANSWERED and not set(own).isdisjoint(answer.studies)
    )
    return InternationalStudy(
        trial=trial.key,
        acronym=trial.acronym or trial.key,
        registry_id=_registry_id(trial),
        status=None if snapshot is None else snapshot.status,
        status_seen=None if snapshot is None else snapshot.date_seen,
        enrollment=None if snapshot is None else snapshot.enrollment,
        primary_completion=completion,
        completion=_completion(trial, snapshot, as_of),
        slippage=slippage(trial, as_of),
        results_posted=posted,
        reports=own,
        answered=settled,
        will_answer=tuple(code for code in trial.answers if code not in settled),
        not_covered=tuple(
            (question.code, _why_not(question, trial, topic))
            for question in topic.questions
            if question.code not in trial.answers
        ),
        expected_report=expected,
        basis=_basis(completion, expected, as_of, own=own, gone=gone, posted=posted),
        overdue=not of_trial and not posted and completion is not None and last_day(completion) < as_of,
        withdrawn=gone,
    )


def _unregistered(trial: Trial, as_of: str) -> InternationalStudy:
    """Return the state of a study that no register held on the day: nobody could know what it would inform."""
    return InternationalStudy(
        trial=trial.key,
        acronym=trial.acronym or trial.key,
        registry_id=_registry_id(trial),
        status=None,
        status_seen=None,
        enrollment=None,
        primary_completion=None,
        completion=None,
        slippage=(),
        results_posted=False,
        reports=(),
        answered=(),
        will_answer=(),
        not_covered=(),
        expected_report=None,
        basis=reason("not_registered", registered=trial.registered, as_of=as_of),
        overdue=False,
    )


def _results_of(trial: Trial, reports: Iterable[Report], as_of: str) -> list[Report]:
    """Return the reports of the study's results that were public on the day, those that were retracted too, sorted."""
    ids = {number for _, told in trial.ids for _, number in registry_ids(told)}
    found = {}
    for report in reports:
        if report.known_from is None or report.known_from > as_of or not is_evidence(_as_it_was(report)):
            continue
        own = {number for told in report.facts.registry_ids for _, number in registry_ids(told)}
        named = not {report.record, *report.names}.isdisjoint(trial.reports)
        if named or (own and own <= ids):  # a report of several trials is not this study's report
            found[report.record] = report
    return [found[record] for record in sorted(found)]


def _as_it_was(report: Report) -> Report:
    """Return a report that was retracted as if it stood."""
    screening = report.screening
    standing = SOUND if screening.standing == RETRACTED else screening.standing
    return replace(report, screening=replace(screening, standing=standing))


def slippage(trial: Trial, as_of: str) -> tuple[tuple[str, str, str], ...]:
    """Return (date seen, field, value) of each planned date as it was first seen and each time it moved."""
    told = [(seen.date_seen, seen.field, seen.value) for seen in trial.history]
    for snapshot in trial.snapshots:
        dates = (("primary_completion", snapshot.primary_completion), ("completion", snapshot.completion))
        told += [(snapshot.date_seen, field, value) for field, value in dates if value is not None]
    moves: list[tuple[str, str, str]] = []
    last: dict[str, str] = {}
    for seen, field, value in sorted(set(told)):
        if last_day(seen) <= as_of and last.get(field) != value:
            moves.append((seen, field, value))
            last[field] = value
    return tuple(moves)


def _registry_id(trial: Trial) -> str:
    ids = dict(trial.ids)
    return ids.get("nct") or next(iter(ids.values()), trial.key)


def _completion(trial: Trial, snapshot: Snapshot | None, as_of: str) -> str | None:
    if snapshot is not None and snapshot.completion is not None:
        return snapshot.completion
    return told_by(trial, "completion", as_of)


def _expected_report(trial: Trial, as_of: str) -> str | None:
    """Return when a report is expected as the topic states it, once it could be said."""
    return trial.expected_report if is_expected(trial, as_of) else None


def _basis(
    completion: str | None, expected: str | None, as_of: str, *, own: Sequence[str], gone: Sequence[str], posted: bool
) -> Reason:
    if own:
        return reason("basis_reported", records=", ".join(own))
    if gone:
        return reason("basis_withdrawn", records=", ".join(gone))
    if posted:
        return reason("basis_posted")
    if expected is not None and last_day(expected) < as_of:
        return reason("basis_late", expected=expected)
    if completion is None:
        return reason("basis_unknown")
    if last_day(completion) < as_of:
        return reason("basis_passed", primary_completion=completion)
    return reason("basis_planned", primary_completion=completion)


def _why_not(question: Question, trial: Trial, topic: Topic) -> Reason:
    """Return why the study will not answer a question: the first that applies of what sets its people or design apart.

    From the topic's comparison of criteria where there is one, else from the question's scope against the words of the
    trial's eligibility.
    """
    vocabulary, scope, told = topic.vocabulary, question.scope, trial.eligibility or ""
    compared = topic.eligibility
    if compared is not None and compared.trial == trial.key and question.code in compared.questions:
        criteria = ", ".join(one.code for one in compared.not_covered)
        return reason("group_differs", criteria=criteria) if criteria else reason("not_planned")
    admitted = named_in(told, vocabulary.courses)
    strange = [course for course in scope.courses if admitted and course not in admitted]
    if strange:
        return reason("lacks_course", asked=", ".join(strange), admitted=", ".join(sorted(admitted)))
    unnamed = [setting for setting in scope.settings if setting not in named_in(told, vocabulary.settings)]
    if unnamed:
        return reason("lacks_setting", asked=", ".join(unnamed))
    if scope.contrast in WITHIN:
        return reason("lacks_contrast", asked=scope.contrast)
    return reason("not_planned")
