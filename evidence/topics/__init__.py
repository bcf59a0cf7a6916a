"""Reads and checks a topic folder: what is asked, in which words, and what is known on day one."""

from collections.abc import Callable, Mapping
from pathlib import Path

from evidence.records.declared import Eligibility, Search
from evidence.records.question import Question, Topic, Vocabulary
from evidence.topics import declared, folder
from evidence.topics.folder import topic_codes, topic_folder
from evidence.topics.pack import load_pack
from evidence.topics.questions import check_awaited, read_questions
from evidence.topics.reader import Read, Table
from evidence.topics.toml_files import read_toml
from evidence.topics.trials import read_trials
from evidence.topics.vocabulary import load_vocabulary

__all__ = ["load_pack", "load_topic", "load_vocabulary", "topic_codes"]


def load_topic(code_or_folder: str) -> Topic:
    """Return a topic, checked: an embedded one by its code, or any folder with a topic.toml.

    Raises UsageError for an unknown topic, TopicError with file, field and reason for a mistake in a file.
    """
    place = topic_folder(code_or_folder)
    files = {path.name: path for path in folder.topic_files(place)}
    vocabulary = load_vocabulary(place)
    questions = read_questions(files[folder.QUESTIONS], vocabulary)
    return read_toml(files[folder.TOPIC], lambda table: _read_topic(table, files, vocabulary, questions))


def _read_topic(
    table: Table, files: Mapping[str, Path], vocabulary: Vocabulary, questions: tuple[Question, ...]
) -> Topic:
    codes = tuple(question.code for question in questions)
    trials = read_trials(files[folder.TRIALS], codes)
    check_awaited(folder.QUESTIONS, questions, trials)
    keys = tuple(trial.key for trial in trials)
    return Topic(
        code=table.text("code"),
        title=table.both("title"),
        intended_use=table.both("intended_use"),
        international_study=table.choice("international_study", keys),
        search=table.inner("search", _read_search),
        vocabulary=vocabulary,
        questions=questions,
        trials=trials,
        links=_where_there(files, folder.LINKS, declared.read_links, ()),
        appraisals=_where_there(files, folder.APPRAISALS, declared.read_appraisals, ()),
        policy=_where_there(files, folder.POLICY, lambda path: declared.read_policy(path, codes), ()),
        fingerprint=folder.fingerprint(tuple(files.values())),
        eligibility=_eligibility(files, keys, codes),
    )


def _read_search(table: Table) -> Search:
    return Search(
        pubmed=table.text("pubmed"),
        ctgov_condition=table.text("ctgov_condition"),
        ctgov_intervention=table.text("ctgov_intervention"),
        notes=table.maybe_texts("notes"),
    )


def _where_there(files: Mapping[str, Path], name: str, read: Callable[[Path], Read], without: Read) -> Read:
    """Return what read makes of an optional file, or what holds without it."""
    return read(files[name]) if name in files else without


def _eligibility(files: Mapping[str, Path], trials: tuple[str, ...], codes: tuple[str, ...]) -> Eligibility | None:
    path = files.get(folder.ELIGIBILITY)
    return None if path is None else declared.read_eligibility(path, trials, codes)
