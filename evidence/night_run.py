"""A whole night: asks both sources, stores what each gave, and says how it went."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from evidence.answers import RULE_VERSION
from evidence.errors import ContentRefused, EvidenceError, PartialError, TryLater
from evidence.guards import new_warnings, objections
from evidence.nightly import (
    CTGOV,
    PUBMED,
    Held,
    How,
    Kept,
    Progress,
    PubMed,
    PubMedNight,
    Refused,
    Scene,
    Transaction,
    ask_pubmed,
    log_of_trials,
    store_pubmed,
    store_trials,
)
from evidence.reading import compile_reader
from evidence.records.question import Topic
from evidence.records.search import SearchLog
from evidence.refresh import topic_of
from evidence.sources.clinicaltrials import Fetched, fetch_trials
from evidence.sources.ctgov_registry import Registry
from evidence.topics import load_pack

Problems = list[tuple[str, EvidenceError]]


@dataclass(frozen=True, slots=True)
class Asked:
    """How the night is run. full: fetch every record found; accept: a changed search result is right, says a person."""

    topic_code: str
    at: datetime
    program_version: str
    arguments: Sequence[str] = ()
    with_pack: bool = True
    full: bool = False
    accept: bool = False


@dataclass(frozen=True, slots=True)
class Sources:
    """Who is asked, and where it is kept until it is stored."""

    pubmed: PubMed
    registry: Registry
    kept: Kept


@dataclass(frozen=True, slots=True)
class NightOutcome:
    """What a night did. problem: what a source did not give, None if all went well; it carries the exit code."""

    run: int
    counts: dict[str, int]
    changed: tuple[str, ...]
    problem: EvidenceError | None


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
    topic in the store). What else goes wrong at a source is in the outcome.
    """
    problems: Problems = []
    night = _ask_pubmed(asked, topic, held, sources, progress, problems)
    trials = _ask_registry(asked, topic, held, sources.registry, problems)
    scene = _begin(asked, topic, transaction)
    counts: Counter[str] = Counter()
    changed: dict[str, None] = {}
    if night is not None:
        with transaction() as store:
            told, moved = store_pubmed(store, night, scene)
        sources.kept.clear()
        counts, changed = counts + told, changed | dict.fromkeys(moved)
        _look_at(night, held, problems)
    if trials is not None:
        with transaction() as store:
            told, moved = store_trials(store, *trials, scene)
        counts, changed = counts + told, changed | dict.fromkeys(moved)
    problem = _problem(problems, done=night is not None or trials is not None)
    _end(scene, counts, problems, problem, transaction)
    return NightOutcome(scene.run, dict(counts), tuple(changed), problem)


def _begin(asked: Asked, topic: Topic, transaction: Transaction) -> Scene:
    with transaction() as store:
        topic_of(store, asked.topic_code)
        run = store.begin_run("network", asked.at.isoformat(), asked.arguments, asked.program_version, RULE_VERSION)
        with_pack = asked.with_pack or bool(store.setting("pack_compiled"))
    pack = load_pack(asked.topic_code, topic) if with_pack else None
    return Scene(topic, compile_reader(topic.vocabulary), pack, run, asked.at)


def _end(
    scene: Scene, counts: Counter[str], problems: Problems, problem: EvidenceError | None, transaction: Transaction
) -> None:
    """Close the run, with the searches that were refused."""
    with transaction() as store:
        for _, refused in problems:
            if isinstance(refused, Refused):
                store.save_search(scene.run, refused.log)
        code = problem.exit_code if problem is not None else 0
        store.finish_run(scene.run, scene.at.isoformat(), code, dict(counts), str(problem or ""))


def _ask_pubmed(
    asked: Asked, topic: Topic, held: Held, sources: Sources, progress: Progress | None, problems: Problems
) -> PubMedNight | None:
    how = How(full=asked.full, accept=asked.accept)
    try:
        return ask_pubmed(sources.pubmed, topic.search.pubmed, held, sources.kept, how, progress)
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
        against = () if asked.accept else objections(held.last_of(CTGOV), log)
        if against:
            raise Refused(log, "; ".join(against))
    except (ContentRefused, TryLater) as problem:
        problems.append((CTGOV, problem))
        return None
    return fetched, log


def _look_at(night: PubMedNight, held: Held, problems: Problems) -> None:
    """Add what a person should see of a night that went in: records found and not given, remarks that are new."""
    gaps = sorted(set(night.log.missing) & set(night.found), key=int)
    if gaps:
        named = ", ".join(gaps[:10]) + (" ..." if len(gaps) > 10 else "")
        problems.append((PUBMED, PartialError(f"{len(gaps)} records were found and not given: PMID {named}")))
    remarks = new_warnings(held.last_of(PUBMED), night.log)
    if remarks:
        problems.append((PUBMED, PartialError(f"PubMed remarks on the search: {'; '.join(remarks[:3])}")))


def _problem(problems: Problems, *, done: bool) -> EvidenceError | None:
    """Return one error for the night: the source's own where nothing was refreshed, else that it was partial."""
    if not problems:
        return None
    told = "; ".join(_named(source, str(problem)) for source, problem in problems)
    if done:
        return PartialError(told)
    refused = any(isinstance(problem, ContentRefused) for _, problem in problems)
    return ContentRefused(told) if refused else TryLater(told)


def _named(source: str, words: str) -> str:
    return words if source.lower() in words.lower() else f"{source}: {words}"
