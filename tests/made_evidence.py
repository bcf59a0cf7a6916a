"""A made-up topic with its database: three questions, two trials, an article, a pack row; with hostile text in it."""

from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from evidence.records.answer import Answer, Awaited, InternationalStudy, Pool, Reason, SubAnswer
from evidence.records.article import AbstractSection, Article, Author, Notice, PartialDate, article_text, text_hash
from evidence.records.declared import PolicyFact, Search
from evidence.records.finding import Contrast, Finding
from evidence.records.question import Part, Question, Scope, Stated, Topic, Vocabulary
from evidence.records.study import FollowUp, Report, Screening, Study, StudyFacts
from evidence.records.trial import DateSeen, Snapshot, Trial
from evidence.records.words import Words
from evidence_db.opening import writing
from evidence_db.store import Store

ESCAPE = "\x1b[2J\u202egnp.exe\u200b\x9b31m"  # clears the screen, turns the writing direction, hides, C1
PACK_DATE = "2026-11-20"

ARTICLE = Article(
    pmid="97100001",
    version=1,
    title=f"Own cells against tablets{ESCAPE}: O'Neil's GFAP-astro trial\nQ1  ANSWERED",
    sections=(
        AbstractSection("METHODS", "METHODS", "We treated 40 people."),
        AbstractSection("RESULTS", "RESULTS", "NEDA at two years was 88% against 37%. None of 40 died (HR 0.45)."),
    ),
    journal='=HYPERLINK("http://bad")',
    published=PartialDate("2024 Mar", "month", "2024-03-01", "2024-03-31"),
    entered="2024-03-02",
    revised="2024-05-06",
    doi="10.1000/made.1",
    authors=(Author("de Vries", "Anna", "A"), Author(collective="Made Group")),
    publication_types=("Journal Article",),
    notices=(Notice("ErratumIn", "97100009", "J Made. 2025"),),
)
_TEXT = article_text(ARTICLE)
_HASH = text_hash(_TEXT)


def _span(words: str) -> tuple[int, int]:
    start = _TEXT.index(words)
    return start, start + len(words)


def _machine(outcome: str, mark: str, **told: object) -> Finding:
    sentence = next(each for each in ARTICLE.sections[1].text.split(". ") if mark in each).rstrip(".") + "."
    start, end = _span(sentence)
    mark_start, mark_end = _span(mark)
    base = Finding(
        record="pmid:97100001", outcome=outcome, arm="hsct", statistic="percent", pmid="97100001", doi="10.1000/made.1",
        sentence=sentence, start=start, end=end, mark_start=mark_start, mark_end=mark_end, text_hash=_HASH,
        rule="made", confidence=0.9,
    )  # fmt: skip
    return replace(base, **told)  # type: ignore[arg-type]


NEDA = _machine("neda", "88%", value=88.0, timepoint_months=24.0, direction="event_free")
NO_DEATH = _machine("trm", "None of 40", statistic="count", value=0.0, events=0, denominator=40, direction="event")
BARE_RATIO = _machine(
    "relapse_free_survival", "HR 0.45", arm="between", comparator="alemtuzumab", statistic="hazard_ratio", value=0.45,
    direction="event", state="flagged", flags=("no interval",),
)  # fmt: skip
PACKED = Finding(
    record="cite:jansen2019", outcome="progression_free_survival", arm="between", comparator="dmt",
    statistic="hazard_ratio", value=0.07, ci_low=0.02, ci_high=0.24, ci_level=95.0, p="<.001", direction="event",
    source_url="https://example.org/jansen", origin="pack", rule="pack",
)  # fmt: skip
LOSS = Finding(
    record="cite:jansen2019", outcome="brain_atrophy", arm="hsct", statistic="mean", value=-2.1, value_kind="change",
    unit="%", contrast=Contrast("regimen", "BEAM", "Cy"), origin="pack", rule="pack",
    source_url="https://example.org/jansen",
)  # fmt: skip
FINDINGS = (NEDA, NO_DEATH, BARE_RATIO, PACKED, LOSS)

REPORTS = (
    Report(
        record="pmid:97100001", pmid="97100001", doi="10.1000/made.1", names=("doi:10.1000/made.1",),
        title=ARTICLE.title, citation="J Made 2024 Mar;1:2", first_author="de Vries A", year=2024,
        known_from="2024-03-02",
        screening=Screening("hsct-ms-primary", "names both", "comparative cohort", True),
        facts=StudyFacts(
            n_patients=40, n_hsct=40, follow_up=FollowUp("median", 24.0, "months"), phenotypes=(("RRMS", 40),),
            conditioning=(("Cy/ATG", "low"),), comparator="alemtuzumab", registry_ids=("NCT00000001",),
            inclusion_years=(2015, 2020),
            n_centres=4,
        ),
        origin="machine",
    ),
    Report(
        record="cite:jansen2019", pmid=None, doi=None, names=(), title=None, citation=None, first_author="Jansen B",
        year=2019, known_from="2019-12-31", screening=Screening("hsct-ms-primary", "in the pack", "RCT", True),
        facts=StudyFacts(), origin="pack", complete=False, source_url="https://example.org/jansen",
    ),
    Report(
        record="pmid:97100002", pmid="97100002", doi=None, names=(), title="Other cells", citation=None,
        first_author=None, year=None, known_from=None,
        screening=Screening("other-stem-cell", "mesenchymal", None, False, "retracted"), facts=StudyFacts(),
        origin="machine",
    ),
)  # fmt: skip
STUDIES = (
    Study("study:jansen", "Jansen trial", ("cite:jansen2019",)),
    Study("study:vries", "De Vries cohort", ("pmid:97100001",), ("NCT00000001",), "overlap:north", ("same centre",)),
)

TRIALS = (
    Trial(
        key="MADE-MS", acronym="MADE-MS", title="Made-up comparison",
        ids=(("nct", "NCT00000001"), ("ctis", "2024-5-0")),
        sponsor="Made Hospital", countries=("Norway", "Netherlands"), design="randomised", arms=("HSCT", "DMT"),
        n_planned=100, n_actual=None, primary_outcome="NEDA", eligibility="18-50", status="ACTIVE_NOT_RECRUITING",
        snapshots=(Snapshot("nct", "2025-09-25", "ACTIVE_NOT_RECRUITING", completion="2028-03-21", enrollment=100,
                            enrollment_type="ESTIMATED", has_results=False),),
        history=(DateSeen("2018", "completion", "2024-03-21", "first version"),
                 DateSeen("2023-09", "completion", "2026-03-21"), DateSeen("2025-06-25", "completion", "2028-03-21")),
        answers=("Q1",), reports=(), protocol=None, expected_report="2027", expected_basis="completion", sources=(),
        uncertain=("n",),
    ),
    Trial(
        key="OTHER", acronym=None, title="Another one", ids=(), sponsor=None, countries=(), design=None, arms=(),
        n_planned=None, n_actual=0, primary_outcome=None, eligibility=None, status=None, snapshots=(), history=(),
        answers=(), reports=(), protocol=None, expected_report=None, expected_basis=None, sources=(), uncertain=(),
    ),
)  # fmt: skip


def _two(en: str, nl: str) -> Words:
    return Words(en, nl)


QUESTIONS = (
    Question(
        "Q1", "who-benefits", "benefit", _two("Does it beat tablets?", "Is het beter dan tabletten?"),
        _two("Against tablets", "Tegenover tabletten"), _two("adults with MS", "volwassenen met MS"), Scope(("neda",)),
        parts=(Part("alemtuzumab", _two("against alemtuzumab", "tegenover alemtuzumab"), Scope(("neda",))),),
    ),
    Question(
        "Q9", "risks", "harm", _two("How many die of it?", "Hoeveel sterven eraan?"), _two("Deaths", "Sterfte"),
        _two("adults", "volwassenen"), Scope(("trm",)),
    ),
    Question(
        "Q17", "how", "narrative", _two("What does it cost?", "Wat kost het?"), _two("Cost", "Kosten"),
        _two("adults", "volwassenen"), Scope(()),
        stated=Stated("partly", "2026-11-01", _two("Two models say so", "Twee modellen zeggen dat"), ("https://x.org",)),
    ),
)  # fmt: skip
_VOCABULARY = Vocabulary((), (), (), (), (), (), (), (), (), (), (), (), ())
TOPIC = Topic(
    code="hsct_ms", title=_two("HSCT in MS", "HSCT bij MS"), intended_use=_two("professionals", "professionals"),
    international_study="MADE-MS", search=Search("", "", "", ()), vocabulary=_VOCABULARY, questions=QUESTIONS,
    trials=TRIALS, links=(), appraisals=(),
    policy=(PolicyFact("2022-12-13", "Netherlands", _two("Reimbursed for a group", "Vergoed voor een groep"),
                       "s", ("Q1",)),),
    fingerprint="made",
)  # fmt: skip

_EFFECT = Reason(
    "effect_randomised",
    (("record", "cite:jansen2019"), ("outcome", "progression_free_survival"), ("comparator", "dmt"),
     ("statistic", "hazard_ratio"), ("value", 0.07), ("low", 0.02), ("high", 0.24), ("p", "<.001"), ("months", None),
     ("favours", "hsct"), ("method", "printed")),
)  # fmt: skip
_OVER = Reason("over_threshold", (("outcome", "trm"), ("high", 8.81), ("threshold", 1.0)))
ANSWERS = (
    Answer(
        "Q1", "partly", True, "favours_hsct", "low", (_EFFECT, Reason("starts_high")),
        (SubAnswer("alemtuzumab", "against alemtuzumab", "signal", "not_applicable", "none",
                   (Reason("nothing_found"),), (), (BARE_RATIO.id,)),),
        ("study:jansen",), (PACKED.id, NEDA.id), (), (), (Awaited("MADE-MS", "2027", "registry"),),
        Reason("next_direct_trial", (("outcome", "neda"),)), "1", "",
    ),
    Answer(
        "Q9", "partly", True, "not_applicable", "very_low", (_OVER,), (), ("study:vries",), (NO_DEATH.id,),
        (Pool("trm", "TRM", "clopper-pearson on the sum", 1, 40, 55, 0, 0.0, 0.0, 8.81, None, None, None,
              ("pmid:97100001",)),), (), (), None, "1", "",
    ),
    Answer("Q17", "partly", False, "not_applicable", "none", (Reason("stated", (("status", "partly"),
           ("date", "2026-11-01"))),), (), (), (), (), (), (), None, "1", ""),
)  # fmt: skip
HEADLINE = InternationalStudy(
    trial="MADE-MS", acronym="MADE-MS", registry_id="NCT00000001", status="ACTIVE_NOT_RECRUITING",
    status_seen="2025-09-25", enrollment=100, primary_completion="2026-11-21", completion="2028-03-21",
    slippage=tuple((seen.date_seen, seen.field, seen.value) for seen in TRIALS[0].history), results_posted=False,
    reports=(), answered=(), will_answer=("Q1",), not_covered=(("Q9", Reason("not_planned")),), expected_report="2027",
    basis=Reason("basis_planned", (("primary_completion", "2026-11-21"),)), overdue=False,
)  # fmt: skip


def make_database(
    path: Path,
    *,
    answers: tuple[Answer, ...] = ANSWERS,
    articles: tuple[Article, ...] = (ARTICLE,),
    findings: tuple[Finding, ...] = FINDINGS,
) -> Path:
    """Write the made-up evidence to a new database and return its path."""
    with writing(path, create=True) as store:
        run = store.begin_run("files", "2026-11-20T01:00:00+00:00", ("made.xml",), "0.1.0", "1")
        for article in articles:
            _save_article(store, article)
        store.save_questions(TOPIC)
        store.save_trials(TOPIC)
        store.save_reports(REPORTS)
        store.save_findings(findings)
        store.save_studies(STUDIES)
        store.save_answers(answers, run, "2026-11-20")
        store.save_headline(HEADLINE, run, "2026-11-20")
        for name, value in (("topic", "hsct_ms"), ("rule_version", "1"), ("pack_compiled", PACK_DATE)):
            store.save_setting(name, value)
        store.finish_run(run, "2026-11-20T01:00:05+00:00", 0, {"new": len(articles)}, "")
    return path


def _save_article(store: Store, article: Article) -> None:
    raw = repr(article).encode()
    store.save_article(article, raw, "pubmed-xml", sha256(raw).hexdigest())
