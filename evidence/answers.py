"""The rule, version 3: from findings to the status of each question. Pure; a neurologist should be able to follow it.

What counts (answering/body.py): results of people with MS after autologous transplantation that were public on the
day. Never: retracted papers, notices, deleted records, reviews, protocols, animals, other cells, other diseases, single
cases. Only figures that are bound and pass the checks ("clean"). Patients are counted once, and of series that share
patients none takes away what others say without it (answering/admissible.py).

    kind of question      judged by                  answered if
    benefit               answering/benefit.py       a direct randomised comparison excludes "no effect", surely enough
    harm                  answering/harm.py          the pooled upper bound is under the topic's threshold
    prognosis             answering/prognosis.py     never by this version
    durability,           answering/description.py   never by this version
      description
    narrative             stated by people, with date and sources; not computed

A question has its own scope and may have parts; a part that asks for a contrast of courses or subgroups is judged as a
prognosis whatever the question's kind. What hangs on a record under an expression of concern, or on one that was seen
in part only, is held down (answering/limits.py). Every step is a Reason (answering/reasons.py).
"""

from collections.abc import Iterable, Sequence

from evidence.answering import benefit, harm
from evidence.answering.awaiting import awaited
from evidence.answering.body import Body, gather
from evidence.answering.by_design import Asked
from evidence.answering.description import LASTING_MONTHS, judge_description
from evidence.answering.limits import judge_with_limits
from evidence.answering.nearer import with_next
from evidence.answering.part_seen import seen_in_part
from evidence.answering.prognosis import judge_prognosis
from evidence.answering.stating import stated
from evidence.answering.verdict import Verdict
from evidence.records.answer import Answer, SubAnswer
from evidence.records.finding import Finding
from evidence.records.question import BENEFIT, DURABILITY, HARM, NARRATIVE, PROGNOSIS, Part, Question, Scope, Topic
from evidence.records.study import Report, Study
from evidence.versions import RULE_VERSION

WHO = ("course", "subgroup")  # contrasts between patients, not between treatments


def answer_topic(
    topic: Topic, reports: Iterable[Report], findings: Iterable[Finding], studies: Sequence[Study], as_of: str
) -> tuple[Answer, ...]:
    """Return the answer to every question of the topic that the evidence public on the day supports.

    as_of: ISO date. reports, findings: after identity.join_records; studies: of studies.group_studies. The order of the
    input changes nothing. Answer.studies are record keys, Answer.findings and published_pools ids of findings.
    """
    body = gather(topic, reports, findings, studies, as_of)
    return tuple(_answer(question, topic, body) for question in topic.questions)


def _answer(question: Question, topic: Topic, body: Body) -> Answer:
    judged = stated(question, body) if question.kind == NARRATIVE else _judged(question, question.scope, body)
    verdict = with_next(judged, _kind(question, question.scope), question.scope)
    parts = tuple(_part(question, part, body) for part in question.parts)
    return Answer(
        question=question.code,
        status=verdict.status,
        computed=question.kind != NARRATIVE,
        direction=verdict.direction,
        certainty=verdict.certainty,
        reasons=verdict.reasons,
        sub_answers=tuple(sub for sub, _ in parts),
        studies=verdict.records,
        findings=verdict.findings,
        pooled=tuple(dict.fromkeys((*verdict.pools, *(pool for _, of_part in parts for pool in of_part.pools)))),
        published_pools=_published(question, body),
        awaited=awaited(question, topic, body, _all_records(verdict, parts)),
        next_status=verdict.next_status,
        rule_version=RULE_VERSION,
        as_of=body.as_of,
        seen_in_part=seen_in_part(verdict, body),
    )


def _judged(question: Question, scope: Scope, body: Body, part: Part | None = None) -> Verdict:
    """Return the verdict of the rule for the kind of question, or of the contrast that its part asks for."""
    if question.kind == BENEFIT and scope.contrast not in WHO:
        return benefit.judge_benefit(_comparison(question, scope, part), body)

    def judge(evidence: Body) -> Verdict:
        if scope.contrast in WHO:
            return judge_prognosis(scope, str(scope.contrast), question.code, evidence)
        if question.kind == HARM:
            label = question.code if part is None else part.code
            return harm.judge_harm(harm.Asked(question.code, label, scope, question.threshold), evidence)
        if question.kind == PROGNOSIS:
            return judge_prognosis(scope, scope.contrast or "subgroup", question.code, evidence)
        lasting = LASTING_MONTHS if question.kind == DURABILITY else 0
        return judge_description(scope, question.code, evidence, lasting)

    return judge_with_limits(judge, body)


def _kind(question: Question, scope: Scope) -> str:
    """Return the kind that a question or part is judged as."""
    return PROGNOSIS if scope.contrast in WHO else question.kind


def _comparison(question: Question, scope: Scope, part: Part | None) -> Asked:
    """Return what is compared. Results without a comparison are a signal for a question, and for a part that names no
    comparison; they say nothing about "against alemtuzumab"."""
    compared = scope.contrast is not None or bool(scope.comparators)
    label, contrast = question.code if part is None else part.code, scope.contrast or "treatment"
    return Asked(question.code, label, scope, contrast, with_series=part is None or not compared)


def _part(question: Question, part: Part, body: Body) -> tuple[SubAnswer, Verdict]:
    verdict = with_next(_judged(question, part.scope, body, part), _kind(question, part.scope), part.scope)
    sub_answer = SubAnswer(
        code=part.code,
        about=part.about.en,
        status=verdict.status,
        direction=verdict.direction,
        certainty=verdict.certainty,
        reasons=verdict.reasons,
        studies=verdict.records,
        findings=verdict.findings,
        next_status=verdict.next_status,
        seen_in_part=seen_in_part(verdict, body),
    )
    return sub_answer, verdict


def _all_records(verdict: Verdict, parts: Iterable[tuple[SubAnswer, Verdict]]) -> tuple[str, ...]:
    """Return the records that an answer and its parts rest on."""
    return (*verdict.records, *(record for _, of_part in parts for record in of_part.records))


def _published(question: Question, body: Body) -> tuple[str, ...]:
    """Return the ids of pooled figures that reviews printed on the question's outcomes: shown beside, never counted."""
    return tuple(finding.id for finding in body.published if finding.outcome in question.scope.outcomes)
