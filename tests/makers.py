"""Makers of made-up records for the tests of the rule: name only what matters, the rest is filled in."""

from collections.abc import Sequence
from typing import Any

from evidence.records.declared import Appraisal, Search
from evidence.records.finding import Finding
from evidence.records.question import Link, OutcomeTerm, Question, Scope, Term, Topic, Vocabulary
from evidence.records.study import PRIMARY, SOUND, Report, Screening, StudyFacts
from evidence.records.trial import Trial
from evidence.records.words import Words

OUTCOMES = (
    ("neda", "event_free", False), ("relapse_free_survival", "event_free", False),
    ("progression_free_survival", "event_free", False), ("arr", "lower_better", False),
    ("edss_change", "lower_better", False), ("edss_improved", "higher_better", False), ("trm", "event", True),
    ("deaths_any", "event", True), ("malignancy", "event", True), ("infection", "event", True),
    ("secondary_autoimmune", "event", True), ("brain_atrophy", "lower_better", False),
)  # fmt: skip


def words(text: str) -> Words:
    return Words(text, text)


def make_report(
    pmid: str,
    *,
    design: str | None = "cohort/case series",
    label: str = PRIMARY,
    standing: str = SOUND,
    result_bearing: bool = True,
    known_from: str | None = "2020-06-01",
    facts: StudyFacts | None = None,
    **other: Any,
) -> Report:
    """A complete, sound report of a cohort, known since the middle of 2020."""
    told: dict[str, Any] = {
        "record": f"pmid:{pmid}", "pmid": pmid, "doi": None, "names": (), "title": None, "citation": None,
        "first_author": None, "year": None if known_from is None else int(known_from[:4]), "origin": "machine",
    }  # fmt: skip
    screening = Screening(label, "made up", design, result_bearing, standing)
    return Report(
        **{**told, **other},
        known_from=known_from,
        screening=screening,
        facts=facts if facts is not None else StudyFacts(),
    )


def make_finding(pmid: str, outcome: str, arm: str = "hsct", statistic: str = "percent", **other: Any) -> Finding:
    """A clean figure of the machine."""
    return Finding(f"pmid:{pmid}", outcome, arm, statistic, pmid=pmid, **other)


def make_count(pmid: str, outcome: str, events: int, denominator: int, arm: str = "hsct", **other: Any) -> Finding:
    """So many events (patients) among so many patients."""
    return make_finding(
        pmid, outcome, arm, "count", value=float(events), events=events, denominator=denominator, **other
    )


def make_ratio(pmid: str, outcome: str, value: float, low: float, high: float, drug: str, **other: Any) -> Finding:
    """A hazard ratio of events between transplantation and a drug with its 95 % interval."""
    told = {"direction": "event", "ci_level": 95, "comparator": drug, **other}
    return make_finding(pmid, outcome, "between", "hazard_ratio", value=value, ci_low=low, ci_high=high, **told)


def make_vocabulary() -> Vocabulary:
    """Three drugs in two classes, two regimens, three courses, two subgroups, two settings."""
    return Vocabulary(
        disease=("multiple sclerosis",), treatment=("AHSCT",), treatment_broad=(), other_cells=(), allogeneic=(),
        animals=(), other_diseases=(),
        drugs=(
            Term("alemtuzumab", ("alemtuzumab",), "anti_cd52"), Term("ocrelizumab", ("ocrelizumab",), "anti_cd20"),
            Term("rituximab", ("rituximab",), "anti_cd20"), Term("dmt", ("DMT",), "dmt"),
        ),
        regimens=(Term("BEAM", ("BEAM",), "intermediate"), Term("Cy/ATG", ("Cy/ATG",), "low")),
        courses=(
            Term("RRMS", ("RRMS", "relapsing-remitting")), Term("SPMS", ("SPMS",)), Term("PPMS", ("PPMS",)),
            Term("progressive", ("progressive MS",)),
        ),
        subgroups=(Term("gd_positive", ("Gd+",), "activity"), Term("gd_negative", ("Gd-",), "activity")),
        settings=(Term("first_line", ("first-line",)), Term("children", ("children",))),
        outcomes=tuple(OutcomeTerm(code, words(code), (code,), direction, harm) for code, direction, harm in OUTCOMES),
    )  # fmt: skip


def make_question(kind: str, outcomes: Sequence[str], code: str = "Q1", **other: Any) -> Question:
    """A question; scope fields (comparators, courses, ...) may be given by name beside those of Question."""
    of_scope = {name: other.pop(name) for name in list(other) if name in Scope.__dataclass_fields__}
    return Question(
        code=code, group="who-benefits", kind=kind, text=words("?"), short=words("?"),
        population=other.pop("population", words("adults with RRMS")), scope=Scope(tuple(outcomes), **of_scope),
        **other,
    )  # fmt: skip


def make_topic(*questions: Question, **other: Any) -> Topic:
    """A topic with these questions and nothing else."""
    told: dict[str, Any] = {
        "trials": (), "links": (), "appraisals": (), "policy": (), "international_study": "RAM",
        "vocabulary": make_vocabulary(), **other,
    }  # fmt: skip
    return Topic(
        code="made-up", title=words("made up"), intended_use=words("tests"), search=Search("", "", "", ()),
        questions=questions, fingerprint="0", **told,
    )  # fmt: skip


def make_link(kind: str, name: str, *pmids: str) -> Link:
    """These records are one thing."""
    return Link(kind, name, tuple(f"pmid:{pmid}" for pmid in pmids), f"{name}: made up")


def make_appraisal(pmid: str, overall: str = "low", indirect: str | None = None, tool: str = "RoB 2") -> Appraisal:
    """Risk of bias of one study."""
    return Appraisal(f"pmid:{pmid}", tool, overall, (), indirect, "2026-01-01")


def make_trial(key: str, **other: Any) -> Trial:
    """A registered trial of which little is known."""
    told: dict[str, Any] = {
        "acronym": key, "title": key, "ids": (), "sponsor": None, "countries": (), "design": None, "arms": (),
        "n_planned": None, "n_actual": None, "primary_outcome": None, "eligibility": None, "status": None,
        "snapshots": (), "history": (), "answers": (), "reports": (), "protocol": None, "expected_report": None,
        "expected_basis": None, "sources": (), "uncertain": (),
    }  # fmt: skip
    return Trial(key=key, **{**told, **other})
