"""A whole night: asks both sources, stores what each gave, and says how it went."""

from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass
from datetime import datetime

from evidence.errors import ContentRefused, EvidenceError, StorageFailed, TryLater
from evidence.night_held import CTGOV, PUBMED, Held, How, PubMedNight, Refused, guard
from evidence.night_problems import Problems, code_of, look_at, message_of, problem_of
from evidence.night_store import Scene, log_of_trials, store_pubmed, store_trials
from evidence.nightly import Kept, Progress, PubMed, ask_pubmed
from evidence.reading import compile_reader
from evidence.records.question import Topic
from evidence.records.search import SearchLog
from evidence.sources.clinicaltrials import Fetched, fetch_trials
from evidence.sources.ctgov_registry import Registry
from evidence.storage import Store, require_topic
from evidence.versions import RULE_VERSION

Transaction = Callable[[], AbstractContextManager[Store]]


@dataclass(frozen=True, slots=True)
class Asked:
    """How the night is run.

    full: fetch every record found; accept: a changed search result is right, says a person. program: what names the
    program's files, "" where every night shall work out everything.
    """

    topic_code: str
    at: datetime
    program_version: str
    arguments: Sequence[str] = ()
    with_pack: bool = True
    full: bool = False
    accept: bool = False
    program: str = ""

    def how(self) -> How:
        """Return how each source is asked."""
        return How(self.at, full=self.full, accept=self.accept)


@dataclass(frozen=True, slots=True)
class Sources:
    """Who is asked, and where it is kept until it is stored."""

    pubmed: PubMed
    registry: Registry
    kept: Kept


@dataclass(frozen=True, slots=True)
class NightOutcome:
    """What a night did.

    problem: what a source did not give, None if all went well; it carries the exit code. remarks: what is worth a
    line and is no problem.
    """

    run: int
    counts: dict[str, int]
    changed: tuple[str, ...]
    problem: EvidenceError | None
    remarks: tuple[str, ...] = ()

    def is_quiet(self) -> bool:
        """True where the night brought nothing that a person should read."""
        return not self.changed and not self.remarks and not self.counts.get("rows") and not self.counts.get("new")


def run_night(
    asked: Asked,
    topic: Topic,
    held: Held,
    sources: Sources,
    transaction: Transaction,
    progress: Progress | None = None,
) -> NightOutcome:
    """Ask, then store; a source that fails keeps yesterday's data.

    Raises ConfigurationError before anything is stored where a setting is wrong (a key that is not valid, another
    topic in the store), StorageFailed where the disk fails. What else goes wrong at a source is in the outcome.
    """
    problems: Problems = []
    night = _ask_pubmed(asked, topic, held, sources, progress, problems)
    trials = _ask_registry(asked, topic, held, sources.registry, problems)
    scene = _begin(asked, topic, transaction)
    try:
        counts, changed = _store(night, trials, scene, sources.kept, transaction, problems)
    except (EvidenceError, KeyboardInterrupt) as failure:
        with suppress(EvidenceError):  # what made storing fail may make this fail too
            _end(scene, Counter(), problems, failure, transaction)
        raise
    if night is not None:
        look_at(night, held, problems, accepted=asked.accept)
    problem = problem_of(problems, done=night is not None or trials is not None)
    _end(scene, counts, problems, problem, transaction)
    remarks = (night.edited,) if night is not None and night.edited else ()
    return NightOutcome(scene.run, dict(counts), changed, problem, remarks)


def _begin(asked: Asked, topic: Topic, transaction: Transaction) -> Scene:
    with transaction() as store:
        require_topic(store, topic)
        run = store.begin_run("network", asked.at.isoformat(), asked.arguments, asked.program_version, RULE_VERSION)
        with_pack = asked.with_pack or bool(store.setting("pack_compiled"))
    pack_of = asked.topic_code if with_pack else None
    return Scene(topic, compile_reader(topic.vocabulary), pack_of, run, asked.at, asked.program)


def _store(
    night: PubMedNight | None,
    trials: tuple[Fetched, SearchLog] | None,
    scene: Scene,
    kept: Kept,
    transaction: Transaction,
    problems: Problems,
) -> tuple[Counter[str], tuple[str, ...]]:
    """Store each source in its own transaction; return counts and the codes of the answers that moved."""
    counts: Counter[str] = Counter()
    changed: dict[str, None] = {}
    if night is not None:
        with transaction() as store:
            told, moved = store_pubmed(store, night, scene)
        counts, changed = counts + told, changed | dict.fromkeys(moved)
        try:
            kept.stored()
        except StorageFailed as problem:  # the records are in the database: nothing is lost
            problems.append((PUBMED, problem))
    if trials is not None:
        with transaction() as store:
            told, moved = store_trials(store, *trials, scene)
        counts, changed = counts + told, changed | dict.fromkeys(moved)
    return counts, tuple(changed)


def _end(
    scene: Scene, counts: Counter[str], problems: Problems, problem: BaseException | None, transaction: Transaction
) -> None:
    """Close the run, with the searches that were refused. problem: what it ended with, None if all went well."""
    with transaction() as store:
        for _, refused in problems:
            if isinstance(refused, Refused):
                store.save_search(scene.run, refused.log)
        store.finish_run(scene.run, scene.at.isoformat(), code_of(problem), dict(counts), message_of(problem))


def _ask_pubmed(
    asked: Asked, topic: Topic, held: Held, sources: Sources, progress: Progress | None, problems: Problems
) -> PubMedNight | None:
    try:
        return ask_pubmed(sources.pubmed, topic.search.pubmed, held, sources.kept, asked.how(), progress)
    except (ContentRefused, TryLater) as problem:
        problems.append((PUBMED, problem))
        return None


def _ask_registry(
    asked: Asked, topic: Topic, held: Held, registry: Registry, problems: Problems
) -> tuple[Fetched, SearchLog] | None:
    ids = [number for trial in topic.trials for register, number in trial.ids if register == "nct"]
    condition, intervention = topic.search.ctgov_condition, topic.search.ctgov_intervention
    try:
        fetched = fetch_trials(registry, ids, condition, intervention)
        log = log_of_trials(fetched, f"cond={condition}; intr={intervention}; ids={','.join(ids)}")
        guard(log, held.last_of(CTGOV), registry.date, asked.how())
    except (ContentRefused, TryLater) as problem:
        problems.append((CTGOV, problem))
        return None
    return fetched, log
