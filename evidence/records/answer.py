"""What the rule says about a question, with everything it rests on."""

from dataclasses import dataclass

STATUSES = ("answered", "partly", "conflicting", "signal", "open")  # from most to least settled
CERTAINTIES = ("high", "moderate", "low", "very_low", "none")
FAVOURS_HSCT, FAVOURS_COMPARATOR = "favours_hsct", "favours_comparator"
NO_DIFFERENCE, MIXED, NOT_APPLICABLE = "no_difference_shown", "mixed", "not_applicable"
ANSWER_DIRECTIONS = (FAVOURS_HSCT, FAVOURS_COMPARATOR, NO_DIFFERENCE, MIXED, NOT_APPLICABLE)

Value = str | int | float | None


@dataclass(frozen=True, slots=True)
class Reason:
    """One step of the judgement as a code with values; the text room turns it into English or Dutch."""

    code: str
    values: tuple[tuple[str, Value], ...] = ()


@dataclass(frozen=True, slots=True)
class LeftOut:
    """The pooled figure without one of its records; in the unit of its Pool."""

    record: str
    estimate: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Pool:
    """A pooled figure. estimate, low, high, prediction_*: percent (0-100) of proportions, else the ratio or difference.

    model: "binomial-normal", "clopper-pearson", "clopper-pearson on the sum", "paule-mandel hartung-knapp".
    k: studies; n: patients (lower bound of unique patients); n_reported: patients before overlaps were set aside; None
    where a comparison does not tell how many. tau2: variance between studies (logit, log or the figure's own scale).
    differ_p: p value of the test that all studies share one proportion or effect, None where there is none.
    leave_one_out: without each record in turn, in the order of records; () for a single study.
    statistic, direction: of a pooled comparison what it is, as of its findings; None for a share.
    """

    outcome: str
    label: str
    model: str
    k: int
    n: int | None
    n_reported: int | None
    events: int | None
    estimate: float
    low: float
    high: float
    prediction_low: float | None
    prediction_high: float | None
    tau2: float | None
    records: tuple[str, ...]
    differ_p: float | None = None
    leave_one_out: tuple[LeftOut, ...] = ()
    statistic: str | None = None
    direction: str | None = None


@dataclass(frozen=True, slots=True)
class Awaited:
    """A trial that will inform the question. when: ISO date (may be partial) or None; basis: where the date is from."""

    trial: str
    when: str | None
    basis: str


@dataclass(frozen=True, slots=True)
class SubAnswer:
    """The status of one part of a question."""

    code: str
    about: str
    status: str
    direction: str
    certainty: str
    reasons: tuple[Reason, ...]
    studies: tuple[str, ...] = ()
    findings: tuple[str, ...] = ()
    next_status: Reason | None = None
    seen_in_part: Reason | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """The status of one question on one day. computed: False for narrative questions ("stated, not computed").

    seen_in_part: how many of the patients are of studies of which only a part of the abstract was seen; None for none.
    """

    question: str
    status: str
    computed: bool
    direction: str
    certainty: str
    reasons: tuple[Reason, ...]
    sub_answers: tuple[SubAnswer, ...]
    studies: tuple[str, ...]
    findings: tuple[str, ...]
    pooled: tuple[Pool, ...]
    published_pools: tuple[str, ...]
    awaited: tuple[Awaited, ...]
    next_status: Reason | None
    rule_version: str
    as_of: str
    seen_in_part: Reason | None = None


@dataclass(frozen=True, slots=True)
class InternationalStudy:
    """The state of the comparative study that people wait for, and what it has answered.

    slippage: (date seen, field, value) in order of observation. not_covered: (question code, why). reports: records of
    its results that stand; withdrawn: those that were retracted.
    """

    trial: str
    acronym: str
    registry_id: str
    status: str | None
    status_seen: str | None
    enrollment: int | None
    primary_completion: str | None
    completion: str | None
    slippage: tuple[tuple[str, str, str], ...]
    results_posted: bool
    reports: tuple[str, ...]
    answered: tuple[str, ...]
    will_answer: tuple[str, ...]
    not_covered: tuple[tuple[str, Reason], ...]
    expected_report: str | None
    basis: Reason | None
    overdue: bool
    withdrawn: tuple[str, ...] = ()
