"""What a topic declares beside its questions, words and links: search, appraisals, policy, eligibility."""

from dataclasses import dataclass

from evidence.records.words import Words


@dataclass(frozen=True, slots=True)
class Search:
    """How the sources are asked: the PubMed query as one string, the registry's condition and intervention."""

    pubmed: str
    ctgov_condition: str
    ctgov_intervention: str
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Appraisal:
    """Risk of bias of one comparative study, provisional. domains: (domain, judgement, reason).

    record: key of its main report. overall: low, some concerns, high (RoB 2) or low, moderate, serious, critical
    (ROBINS-I). indirect: why its population or comparator differs from today's question, None if it does not.
    """

    record: str
    tool: str
    overall: str
    domains: tuple[tuple[str, str, str], ...]
    indirect: str | None
    compiled: str


@dataclass(frozen=True, slots=True)
class PolicyFact:
    """A dated fact of policy, shown beside an answer and never part of the rule."""

    date: str
    country: str
    text: Words
    source: str
    questions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Criterion:
    """One entry criterion of a trial beside that of a group of patients. covered: the trial took in such patients."""

    code: str
    label: Words
    trial: Words
    group: Words
    covered: bool


@dataclass(frozen=True, slots=True)
class Eligibility:
    """How the people a trial took in differ from a group its result may be asked for: indirectness, made explicit.

    group: who they are; questions: codes of the questions that ask about them.
    """

    trial: str
    group: Words
    criteria: tuple[Criterion, ...]
    questions: tuple[str, ...]
    sources: tuple[str, ...]

    @property
    def not_covered(self) -> tuple[Criterion, ...]:
        """The criteria that the trial's population does not cover; empty = the result applies directly."""
        return tuple(criterion for criterion in self.criteria if not criterion.covered)
