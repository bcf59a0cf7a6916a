"""How sure: starts high for randomised, low for observational evidence, and moves down by named reasons.

After GRADE, in a form that needs no judgement beyond the topic's appraisals; provisional until a person signs it.
"""

from collections.abc import Sequence

from evidence.answering.body import Body
from evidence.answering.dates import last_day
from evidence.answering.effect import Effect
from evidence.answering.reasons import reason
from evidence.answering.telling import total
from evidence.records.answer import Reason
from evidence.records.trial import Snapshot, Trial

LEVELS = ("very_low", "low", "moderate", "high")
START_RANDOMISED, START_OBSERVATIONAL = 3, 1
# Levels to go down by overall risk of bias. Observational evidence starts low because of confounding, so that a
# moderate judgement by ROBINS-I costs nothing more.
BIAS = {"low": 0, "some concerns": 1, "high": 2, "moderate": 0, "serious": 1, "critical": 2}
FEW_EVENTS, FEW_PATIENTS = 30, 50  # imprecise below: an effect from so few flips easily

Judgement = tuple[str, tuple[Reason, ...]]


def of_effects(deciding: Sequence[Effect], body: Body, question: str, *, inconsistent: bool = False) -> Judgement:
    """Return the certainty that comparisons of one outcome carry together, with every step down."""
    randomised = all(effect.randomised for effect in deciding)
    lead = min(deciding, key=lambda effect: (-(effect.patients or 0), effect.record))
    level, told = start(randomised)
    for down, why in (
        *_bias(deciding, body),
        *_imprecision(deciding, lead),
        *_indirectness(deciding, body),
        *reporting([effect.record for effect in deciding], body, question),
    ):
        level, told = level - down, (*told, why)
    if inconsistent:
        level, told = level - 1, (*told, reason("down_inconsistency", outcome=lead.outcome))
    return LEVELS[max(level, 0)], told


def of_shares(records: Sequence[str], body: Body, question: str, *, steps: Sequence[Reason] = ()) -> Judgement:
    """Return the certainty of figures without a comparison: low, and down a level for each further reason."""
    level, told = start(randomised=False)
    told = (*told, *steps, *(why for _, why in reporting(records, body, question)))
    return LEVELS[max(level - len(told) + 1, 0)], told


def start(randomised: bool) -> tuple[int, tuple[Reason, ...]]:
    """Return the level that evidence starts at."""
    if randomised:
        return START_RANDOMISED, (reason("starts_high"),)
    return START_OBSERVATIONAL, (reason("starts_low"),)


def _bias(deciding: Sequence[Effect], body: Body) -> list[tuple[int, Reason]]:
    """Return the step down for the best appraised study among those that decide; not appraised costs one level."""
    steps = []
    for effect in deciding:
        appraisal = body.appraisal(effect.record)
        judgement = None if appraisal is None else appraisal.overall
        levels = BIAS.get(judgement, 1) if judgement is not None else 1
        steps.append((levels, effect.record, judgement))
    levels, record, judgement = min(steps, key=lambda step: (step[0], step[1]))
    if levels == 0:
        return []
    return [(levels, reason("down_risk_of_bias", record=record, judgement=judgement or "not appraised", levels=levels))]


def _imprecision(deciding: Sequence[Effect], lead: Effect) -> list[tuple[int, Reason]]:
    few = _few_events(deciding) or _patients(deciding) < FEW_PATIENTS
    if few or not any(effect.has_interval for effect in deciding) or not any(effect.shown for effect in deciding):
        events = [effect.events for effect in deciding if effect.events is not None]
        patients = total([effect.patients for effect in deciding])
        told = reason(
            "down_imprecision", outcome=lead.outcome, events=sum(events) if events else None, patients=patients
        )
        return [(1, told)]
    return []


def _few_events(deciding: Sequence[Effect]) -> bool:
    """Return True if the events that are told are few, and the comparisons that tell none are of few patients.

    One that tells few events takes nothing from others that would be precise enough without it.
    """
    events = [effect.events for effect in deciding if effect.events is not None]
    untold = [effect for effect in deciding if effect.events is None]
    return bool(events) and sum(events) < FEW_EVENTS and _patients(untold) < FEW_PATIENTS


def _patients(deciding: Sequence[Effect]) -> int:
    return sum(effect.patients or 0 for effect in deciding)


def _indirectness(deciding: Sequence[Effect], body: Body) -> list[tuple[int, Reason]]:
    """Return a step down if every deciding study is of other people or another comparator than is asked about."""
    if not all(is_indirect(effect, body) for effect in deciding):
        return []
    record = min(effect.record for effect in deciding)
    return [(1, reason("down_indirectness", record=record, why=why_indirect(record, body)))]


def is_indirect(effect: Effect, body: Body) -> bool:
    """Return True if a comparison is of other people, or with another drug, than is asked about."""
    return effect.other_drug or why_indirect(effect.record, body) is not None


def why_indirect(record: str, body: Body) -> str | None:
    """Return why a study's population or comparator differs from today's question, None if it does not."""
    if body.reports[record].indirect:
        return "not only MS"
    appraisal = body.appraisal(record)
    return None if appraisal is None else appraisal.indirect


def reporting(records: Sequence[str], body: Body, question: str) -> list[tuple[int, Reason]]:
    """Return the steps down for evidence that was seen in part only, and for ended trials that stay silent."""
    steps = []
    incomplete = body.incomplete(sorted(set(records)))
    if incomplete and len(incomplete) == len(set(records)):
        steps.append((1, reason("down_reporting", records=", ".join(incomplete))))
    told = {trial.key for trial in body.trial_of.values()}
    silent = [
        trial.key
        for trial in body.trials
        if question in trial.answers and trial.key not in told and _is_silent(trial, body.as_of)
    ]
    if silent:
        steps.append((1, reason("down_silent_trials", trials=", ".join(sorted(silent)))))
    return steps


def newest_snapshot(trial: Trial, as_of: str) -> Snapshot | None:
    """Return what a register last said about the trial by the day: ClinicalTrials.gov, where it knows the trial."""
    seen = [snapshot for snapshot in trial.snapshots if last_day(snapshot.date_seen) <= as_of]
    return max(seen, key=lambda snapshot: (snapshot.register == "nct", snapshot.date_seen), default=None)


def _is_silent(trial: Trial, as_of: str) -> bool:
    """Return True if the trial ended more than a year ago and nothing is posted or published: it may hide a result."""
    snapshot = newest_snapshot(trial, as_of)
    if snapshot is None or trial.reports or snapshot.has_results or snapshot.completion is None:
        return False
    year_before = f"{int(as_of[:4]) - 1}{as_of[4:]}"
    return (snapshot.status or "").upper() in ("COMPLETED", "TERMINATED") and snapshot.completion < year_before
