"""Records with the awkward cases in them, and strategies for any record, for the tests of the database."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import is_dataclass, replace
from datetime import date
from hashlib import sha256
from pathlib import Path
from types import NoneType
from typing import Any, get_args, get_origin, get_type_hints

from hypothesis import strategies as st

from evidence.records.answer import Answer, Awaited, InternationalStudy, Pool, Reason, SubAnswer
from evidence.records.article import (
    AbstractSection,
    Article,
    Author,
    MeshHeading,
    Notice,
    OtherAbstract,
    PartialDate,
)
from evidence.records.declared import PolicyFact, Search
from evidence.records.finding import Contrast, Finding
from evidence.records.judgement import Judgement
from evidence.records.question import Question, Scope, Topic, Vocabulary
from evidence.records.search import SearchLog
from evidence.records.study import FollowUp, Report, Screening, Study, StudyFacts
from evidence.records.trial import DateSeen, Snapshot, Trial
from evidence.records.words import Words
from evidence.sources.ctgov_json import read_study
from evidence_db.opening import writing
from evidence_db.store import Store
from evidence_db.store_decisions import Signing
from evidence_db.store_links import Linking
from tests.made_studies import Tree, as_bytes, study

LARGEST = 2**63 - 1  # SQLite's integers
NUMBERS: dict[Any, st.SearchStrategy[Any]] = {
    str: st.text(max_size=20),
    int: st.integers(-LARGEST, LARGEST),
    float: st.floats(allow_nan=False, allow_infinity=False),
    bool: st.booleans(),
    NoneType: st.none(),
}

# Repeated labels, an empty section, markup that became text, two dates, a group among the authors, unknown elements.
AWKWARD = Article(
    pmid="97000001",
    version=2,
    title="Grafts\u00a0of own cells in <3 % of centres: \u201ca\u201d title",
    sections=(
        AbstractSection("RESULTS", "RESULTS", "HR 0\u00b771 [95% CI 0\u00b719\u20131\u00b702]; 1.73 m2."),
        AbstractSection("RESULTS", None, "0 of 21 died."),
        AbstractSection(None, None, ""),
    ),
    vernacular_title="Eigen cellen",
    other_abstracts=(OtherAbstract("plain-language-summary", "nl", (AbstractSection(None, None, "Kort."),)),),
    copyright="\u00a9 nobody",
    abstract_truncated=True,
    journal="Journal of Made-up Studies",
    journal_short="J Made Up",
    issn="0000-0019",
    volume="1",
    issue="Suppl 2",
    pages="99-101",
    published=PartialDate("1998 Dec-1999 Jan", "month", "1998-12-01", "1999-01-31"),
    electronic=None,
    entered="1999-02-03",
    revised="2020-01-01",
    doi="10.1000/awkward",
    other_ids=(("pmc", "PMC1"), ("pii", "S0000"), ("pii", "S0000")),
    authors=(Author("O'Made", "\u00c5sa", "\u00c5", None, None), Author(collective="Made-up Study Group")),
    mesh=(
        MeshHeading("Multiple Sclerosis", "D009103", True, ("therapy", "mortality")),
        MeshHeading("Humans", None, False),
    ),
    keywords=("grafts", "grafts"),
    publication_types=("Journal Article", "Clinical Trial, Phase II"),
    registry_ids=(("ClinicalTrials.gov", "NCT00000000"),),
    notices=(Notice("ErratumIn", None, "J Made Up. 1999;2:1", "dosage"), Notice("ErratumIn", "97000009", "J Made Up.")),
    languages=("eng", "dut"),
    status="MEDLINE",
    medium="article",
    unknown=("NewElement",),
)

REPORT = Report(
    record="pmid:97000001",
    pmid="97000001",
    doi="10.1000/awkward",
    names=("doi:10.1000/awkward", "cite:made1999"),
    title="A title",
    citation=None,
    first_author="O'Made \u00c5",
    year=1999,
    known_from="1999-01-31",
    screening=Screening("hsct-ms-primary", "title names both", "RCT", True),
    facts=StudyFacts(
        n_patients=21,
        n_hsct=0,
        follow_up=FollowUp("median", 0.0, "months"),
        phenotypes=(("RRMS", 0), ("SPMS", 21)),
        conditioning=(("BEAM/ATG", "intermediate"), ("Cy/ATG", None)),
        registry_ids=("NCT00000000",),
        inclusion_years=(1998, 1999),
        n_centres=3,
    ),
    origin="machine",
    complete=False,
    settings=("first_line",),
    authors=("O'Made \u00c5", "Group of Makers"),
    sources=("Sweden",),
)

FINDING = Finding(
    record="pmid:97000001",
    outcome="trm",
    arm="hsct",
    statistic="count",
    pmid="97000001",
    contrast=Contrast("regimen", "BEAM", "Cy"),
    value=0.0,
    events=0,
    denominator=21,
    direction="event",
    sentence="0 of 21 died.",
    start=0,
    end=13,
    mark_start=0,
    mark_end=7,
    flags=("arm guessed",),
    state="flagged",
    rule="n-of-n",
    confidence=0.9,
)

STUDY = Study("study:made", "MADE", ("pmid:97000001",), ("NCT00000000",), None, ("registry id",))

TRIAL = Trial(
    key="made",
    acronym="MADE",
    title="A made-up trial",
    ids=(("nct", "NCT00000000"), ("eudract", "2000-000000-00"), ("isrctn", "ISRCTN0")),
    sponsor=None,
    countries=("NO", "NL"),
    design="randomised",
    arms=("hsct", "best available"),
    n_planned=100,
    n_actual=None,
    primary_outcome="NEDA",
    eligibility=None,
    status="RECRUITING",
    snapshots=(
        Snapshot("nct", "2020-01-01", "RECRUITING", enrollment=0, has_results=False),
        Snapshot("nct", "2021-01-01", None, has_results=None),
    ),
    history=(DateSeen("2020-01-01", "completion", "2022-03"), DateSeen("2020-01-01", "completion", "2023", "slipped")),
    answers=("Q1",),
    reports=(),
    protocol=None,
    expected_report="2024",
    expected_basis="completion plus one year",
    sources=("https://example.org/made",),
    uncertain=("arms",),
)

ANSWER = Answer(
    question="Q1",
    status="signal",
    computed=True,
    direction="mixed",
    certainty="very_low",
    reasons=(Reason("few_patients", (("n", 21), ("upper", 16.1), ("era", None))),),
    sub_answers=(SubAnswer("rrms", "RRMS", "open", "not_applicable", "none", (), ("study:made",), ()),),
    studies=("study:made",),
    findings=(FINDING.id,),
    pooled=(Pool("trm", "TRM", "clopper-pearson", 1, 21, 21, 0, 0.0, 0.0, 16.1, None, None, None, ("pmid:97000001",)),),
    published_pools=(),
    awaited=(Awaited("made", None, "registry"),),
    next_status=Reason("needs_trial"),
    rule_version="1",
    as_of="2020-02-01",
)

HEADLINE = InternationalStudy(
    trial="made",
    acronym="MADE",
    registry_id="NCT00000000",
    status="RECRUITING",
    status_seen="2021-01-01",
    enrollment=0,
    primary_completion=None,
    completion="2023",
    slippage=(("2020-01-01", "completion", "2022-03"),),
    results_posted=False,
    reports=(),
    answered=(),
    will_answer=("Q1",),
    not_covered=(("Q2", Reason("spms_excluded")),),
    expected_report=None,
    basis=None,
    overdue=False,
)


WORDS = Words("words", "woorden")
SCOPE = Scope(("trm",))
TOPIC = Topic(
    code="made",
    title=WORDS,
    intended_use=WORDS,
    international_study="made",
    search=Search("q", "c", "i", ()),
    vocabulary=Vocabulary((), (), (), (), (), (), (), (), (), (), (), (), ()),
    questions=(
        Question("Q2", "risks", "harm", WORDS, WORDS, WORDS, SCOPE),
        Question("Q1", "how-well", "benefit", WORDS, WORDS, WORDS, SCOPE, awaited=("made",)),
    ),
    trials=(TRIAL,),
    links=(),
    appraisals=(),
    policy=(PolicyFact("2022-12-13", "NL", WORDS, "https://example.org/policy", ("Q1",)),),
    fingerprint="0",
)


def raw_of(article: Article) -> tuple[bytes, str, str]:
    """Return bytes, form and hash as if the article had been read from them."""
    raw = repr(article).encode()
    return raw, "pubmed-xml", sha256(raw).hexdigest()


def save(store: Store, article: Article) -> int:
    """Save the article with its stand-in bytes."""
    return store.save_article(article, *raw_of(article))


def read(store: Store, article: Article, reader: str, *findings: Finding) -> int:
    """Save a reading of the article by these rules."""
    report = replace(REPORT, record=article.record, pmid=article.pmid)
    return store.save_reading(article.pmid, raw_of(article)[2], reader, report, findings)


def tell(store: Store, day: str, told: Tree, trial: str | None) -> int:
    """Save what the registry says of a study on the day."""
    raw = as_bytes(told)
    return store.save_study(read_study(raw), raw, date.fromisoformat(day), trial)


SEARCH = SearchLog(
    source="pubmed",
    query="ms[tiab]",
    translation="ms[Title/Abstract]",
    count=2,
    digest="0" * 64,
    added=("1", "2"),
    gone=(),
    fetched=1,
    missing=("2",),
    warnings=("PhraseIgnored: the",),
    requests=2,
    server_date=None,
)


def load(store: Store, *, backwards: bool) -> None:
    """Save something in every table; the order makes no difference."""
    run = load_first_schema(store, backwards=backwards)
    tell(store, "2020-02-01", study(), None)
    later = {"overallStatus": "COMPLETED", "lastUpdatePostDateStruct": {"date": "2026-01-01"}}
    tell(store, "2020-02-02", study(statusModule=later), None)
    store.save_search(run, SEARCH)
    store.save_hits(SEARCH.source, ("1", "2"))
    store.save_run_articles(run, {"1": "new"})
    store.save_corrections(run)
    if store.connection.execute("SELECT 1 FROM decision").fetchone() is None:  # a person signs once, and no run does
        store.sign_answer(Signing(ANSWER.question, "A Person", "read all of it", "2020-02-02T10:00:00+00:00", "0"))
        joined = ("same-study", ("pmid:1", "pmid:2"), "A Person", "one ward")
        store.save_link(Linking(*joined, "2020-02-02T10:00:00+00:00", "0"), 1)
        of_figure = ("pmid:97000001", "A Person", "read it", "2020-02-02T10:00:00+00:00", "0", FINDING)
        store.save_judgement(Judgement("correct", *of_figure, replace(FINDING, events=1, value=1.0)), 1)


def load_first_schema(store: Store, *, backwards: bool) -> int:
    """Save eleven articles and everything that rests on them, in one order or the other; return the run."""
    step = -1 if backwards else 1
    articles = [replace(AWKWARD, pmid=str(number), title=f"Title {number}") for number in range(1, 12)][::step]
    run = store.begin_run("files", "2020-01-01T00:00:00", (), "0", "1")
    for article in articles:
        save(store, article)
        read(store, article, "rules 1", replace(FINDING, record=article.record))
    reports = [replace(REPORT, record=article.record, pmid=article.pmid) for article in articles]
    store.save_reports(reports)
    store.save_findings([replace(FINDING, record=report.record) for report in reports])
    store.save_studies([Study(f"study:{report.pmid}", "a study", (report.record,)) for report in reports])
    store.save_trials(TOPIC)
    store.save_questions(TOPIC)
    store.save_answers([ANSWER], run, "2020-02-01")
    store.save_headline(HEADLINE, run, "2020-02-01")
    return run


def fill(path: Path, fill_store: Callable[[Store], object]) -> Path:
    """Make or open the database at path, let fill_store write, and return path."""
    with writing(path, create=True) as store:
        fill_store(store)
    return path


@contextmanager
def scratch() -> Iterator[Store]:
    """A store in memory, with the schema and one run, that nobody keeps."""
    from evidence_db.opening import _migrate

    connection = sqlite3.connect(":memory:", isolation_level=None)
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("BEGIN IMMEDIATE")
    _migrate(connection)
    yield Store(connection)
    connection.close()


def anything(kind: Any) -> st.SearchStrategy[Any]:
    """Any value of a record's type: every field, every length, every None."""
    if kind in NUMBERS:
        return NUMBERS[kind]
    if is_dataclass(kind) and isinstance(kind, type):
        return st.builds(kind, **{name: anything(hint) for name, hint in get_type_hints(kind).items()})
    members = get_args(kind)
    if get_origin(kind) is not tuple:
        return st.one_of(*(anything(member) for member in members))
    if members[-1] is Ellipsis:
        return st.lists(anything(members[0]), max_size=3).map(tuple)
    return st.tuples(*(anything(member) for member in members))
