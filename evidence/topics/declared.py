"""What people declared about the evidence: links between records, risk of bias, policy, eligibility."""

from collections.abc import Sequence
from pathlib import Path

from evidence.records.declared import Appraisal, Criterion, Eligibility, PolicyFact
from evidence.records.question import Link
from evidence.topics.reader import Table
from evidence.topics.toml_files import read_toml, refuse_twins

LINK_KINDS = ("same-record", "same-study", "overlap", "distinct")
JUDGEMENTS = {
    "RoB 2": ("low", "some concerns", "high"),
    "ROBINS-I": ("low", "moderate", "serious", "critical"),
}
UNKNOWN = "no information"  # what a domain says that cannot be judged from the abstract


def read_links(path: Path) -> tuple[Link, ...]:
    """Return the declared links between records. Raises TopicError with file, field and reason."""
    return read_toml(path, _read_link_file)


def read_appraisals(path: Path) -> tuple[Appraisal, ...]:
    """Return the risk of bias of comparative studies. Raises TopicError with file, field and reason."""
    return read_toml(path, _read_appraisal_file)


def read_policy(path: Path, questions: Sequence[str]) -> tuple[PolicyFact, ...]:
    """Return the dated facts of policy; questions: the codes they may stand beside. Raises TopicError."""
    return read_toml(path, lambda table: table.entries("fact", "date", lambda entry: _read_fact(entry, questions)))


def read_eligibility(path: Path, trials: Sequence[str], questions: Sequence[str]) -> Eligibility:
    """Return how a trial's entry criteria differ from the group that is asked about. Raises TopicError."""
    return read_toml(path, lambda table: _read_eligibility(table, trials, questions))


def _read_link_file(table: Table) -> tuple[Link, ...]:
    links = table.entries("link", "name", _read_link)
    refuse_twins(table, "link", [link.name for link in links])
    return links


def _read_link(table: Table) -> Link:
    link = Link(
        kind=table.choice("kind", LINK_KINDS),
        name=table.text("name"),
        records=table.records("records"),
        reason=table.text("reason"),
    )
    if len(link.records) < 2:
        raise table.mistake("records", "must name at least two records")
    return link


def _read_appraisal_file(table: Table) -> tuple[Appraisal, ...]:
    appraisals = table.entries("appraisal", "record", _read_appraisal)
    refuse_twins(table, "appraisal", [appraisal.record for appraisal in appraisals])
    return appraisals


def _read_appraisal(table: Table) -> Appraisal:
    tool = table.choice("tool", tuple(JUDGEMENTS))
    return Appraisal(
        record=table.record("record"),
        tool=tool,
        overall=table.choice("overall", JUDGEMENTS[tool]),
        domains=table.entries("domain", "name", lambda entry: _read_domain(entry, tool)),
        indirect=table.maybe_text("indirect"),
        compiled=table.day("compiled"),
    )


def _read_domain(table: Table, tool: str) -> tuple[str, str, str]:
    return table.text("name"), table.choice("judgement", (*JUDGEMENTS[tool], UNKNOWN)), table.text("reason")


def _read_fact(table: Table, questions: Sequence[str]) -> PolicyFact:
    return PolicyFact(
        date=table.day("date"),
        country=table.text("country"),
        text=table.both("text"),
        source=table.text("source"),
        questions=table.choices("questions", questions),
    )


def _read_eligibility(table: Table, trials: Sequence[str], questions: Sequence[str]) -> Eligibility:
    return Eligibility(
        trial=table.choice("trial", trials),
        group=table.both("group"),
        criteria=table.entries("criterion", "code", _read_criterion),
        questions=table.choices("questions", questions),
        sources=table.texts("sources"),
    )


def _read_criterion(table: Table) -> Criterion:
    return Criterion(
        code=table.text("code"),
        label=table.both("label"),
        trial=table.both("trial"),
        group=table.both("group"),
        covered=table.flag("covered"),
    )
