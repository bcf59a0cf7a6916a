"""Reads facts and findings out of one record: the entry to this room."""

import re
from dataclasses import dataclass
from typing import NamedTuple

from evidence.extraction.agreement import hold_parts
from evidence.extraction.arms import sort_labels
from evidence.extraction.cohort import most_patients, tells_one_size
from evidence.extraction.denials import PERSON
from evidence.extraction.finder import Finder, compile_labels, compile_outcomes
from evidence.extraction.groups_before import Groups, known_before
from evidence.extraction.mentions import Mention
from evidence.extraction.numbers import COUNT
from evidence.extraction.overlong import is_overlong, names_too_much
from evidence.extraction.own_groups import find_own_groups
from evidence.extraction.sentences import read_results
from evidence.extraction.short_names import with_short_names
from evidence.extraction.study_facts import read_study_facts
from evidence.extraction.text import (
    BACKGROUND,
    CONCLUSIONS,
    METHODS,
    RESULTS,
    UNLABELLED,
    Sentence,
    normalise,
    read_sentences,
    title_sentence,
)
from evidence.extraction.ties import Study
from evidence.extraction.voice import is_own_result
from evidence.records.article import Article, article_text, text_hash
from evidence.records.finding import Finding
from evidence.records.question import Vocabulary
from evidence.records.study import PRIMARY, SECONDARY, Screening, StudyFacts
from evidence.values import changed


@dataclass(frozen=True, slots=True)
class Reader:
    """The vocabulary of a topic, compiled once."""

    vocabulary: Vocabulary
    outcomes: Finder
    labels: Finder


def compile_reader(vocabulary: Vocabulary) -> Reader:
    """Return the reader of a topic."""
    return Reader(vocabulary, compile_outcomes(vocabulary.outcomes), compile_labels(vocabulary))


_POOLED = "meta-analysis/systematic review"


class Whole(NamedTuple):
    """What was read of a record. n_overlong: how many of its sentences were too long to be read."""

    facts: StudyFacts
    findings: tuple[Finding, ...]
    n_overlong: int


def read_whole(article: Article, screening: Screening, reader: Reader) -> Whole:
    """Return the facts about the study, its figures, and how much was not read."""
    sentences = _all_sentences(article, reader)
    reader = _of_record(reader, sentences)
    facts = _facts(article, screening, reader, sentences)
    findings = _findings(article, screening, facts, reader=reader, sentences=sentences)
    return Whole(facts, findings, sum(sentence.text == "" for sentence in sentences if sentence.end > sentence.start))


def read_facts(article: Article, screening: Screening, reader: Reader) -> StudyFacts:
    """Return the facts about the study; what is not stated is None or empty."""
    sentences = _all_sentences(article, reader)
    return _facts(article, screening, _of_record(reader, sentences), sentences)


def read_findings(article: Article, screening: Screening, facts: StudyFacts, reader: Reader) -> tuple[Finding, ...]:
    """Return every figure of the record with its sentence, in the order of the text.

    Empty unless the record is a primary report or a meta-analysis: other records cite the figures of others.
    """
    sentences = _all_sentences(article, reader)
    return _findings(article, screening, facts, reader=_of_record(reader, sentences), sentences=sentences)


def _of_record(reader: Reader, sentences: tuple[Sentence, ...]) -> Reader:
    """Return the reader with the short names that the record makes for itself."""
    labels, outcomes = with_short_names(reader.labels, sentences), with_short_names(reader.outcomes, sentences)
    return changed(reader, labels=labels, outcomes=outcomes)


def _all_sentences(article: Article, reader: Reader) -> tuple[Sentence, ...]:
    """Return the title and the sentences of the abstract; the text of those that are too long is empty."""
    sentences = (title_sentence(article), *read_sentences(article, article_text(article)))
    return tuple(_without_text(one) if _is_too_long(one.text, reader) else one for one in sentences)


def _is_too_long(text: str, reader: Reader) -> bool:
    return is_overlong(text) or names_too_much(text, (reader.labels, reader.outcomes))


def _without_text(sentence: Sentence) -> Sentence:
    return changed(sentence, normal=normalise("", sentence.start, sentence.start))


def _facts(article: Article, screening: Screening, reader: Reader, sentences: tuple[Sentence, ...]) -> StudyFacts:
    return read_study_facts(article, screening, sentences, labels=reader.labels, vocabulary=reader.vocabulary)


def _findings(
    article: Article, screening: Screening, facts: StudyFacts, *, reader: Reader, sentences: tuple[Sentence, ...]
) -> tuple[Finding, ...]:
    if not has_own_figures(screening):
        return ()
    text = article_text(article)
    one_size, most = tells_one_size(sentences, facts), most_patients(sentences, facts)
    pooled = screening.study_design == _POOLED
    groups = () if pooled or facts.comparator else find_own_groups(sentences, facts.n_patients, reader.labels)
    study = Study(article.pmid, article.doi, text, text_hash(text), facts, one_size, pooled, most, groups)
    results = _result_sentences(sentences[1:])
    known = _known(sentences, results, study.comparators, reader.labels)
    study = changed(study, known=known, subject=_subject(sentences[0], reader.outcomes))
    return hold_parts(tuple(read_results(results, study, outcomes=reader.outcomes, labels=reader.labels)))


def _subject(title: Sentence, outcomes: Finder) -> Mention | None:
    """Return the only outcome that the title names, None where it names several or none."""
    named = outcomes.find(title.text)
    return changed(named[0], start=0, end=0) if len({one.code for one in named}) == 1 else None


def _known(
    sentences: tuple[Sentence, ...], results: tuple[Sentence, ...], comparators: tuple[str, ...], labels: Finder
) -> Groups:
    """Return the arms of a comparison as its title and its methods name them."""
    told = [one for one in sentences if one.start == 0 or one.kind == METHODS] if comparators else []
    return known_before(sort_labels(labels.find(one.text), comparators).arms for one in told if one not in results)


def has_own_figures(screening: Screening) -> bool:
    """Tell whether the figures of the record are its own: primary reports, and pooled figures of systematic reviews."""
    pooled = screening.study_design == _POOLED
    return screening.label == PRIMARY or (screening.label == SECONDARY and pooled)


# "Indications were relapse (n = 24) and progression (n = 15)": why they were treated, no result.
_WHY = re.compile(
    r"""
        (?:results?:\s+)?(?:the\s+)?(?:main\s+|most\s+\w+\s+)?(?:indications?|reasons?)\s+
        (?:for\s+(?:the\s+)?(?:\w*transplant\w*|a?hsct|asct|referral|treatment|switching|inclusion)\s+)?
        (?:was|were|included)\b""",
    re.IGNORECASE | re.VERBOSE,
)


# "Two of these patients died, thus 28 were analysed": a result, wherever it stands.
_DIED = re.compile(
    rf"(?:^|[;,]\s+){COUNT}\s+(?:of\s+(?:these|the|them|those|our|whom)\s+)?(?:{COUNT}\s+)?(?:{PERSON}\s+)?died\b",
    re.IGNORECASE,
)


def _tells_deaths(sentence: Sentence) -> bool:
    return sentence.kind == METHODS and _DIED.search(sentence.text) is not None


def _result_sentences(sentences: tuple[Sentence, ...]) -> tuple[Sentence, ...]:
    """Return the sentences of the results sections, else those of an unlabelled abstract that tell its own results."""
    sentences = tuple(sentence for sentence in sentences if _WHY.match(sentence.text) is None)
    if any(one.kind == RESULTS for one in sentences):
        return tuple(one for one in sentences if one.kind == RESULTS or _tells_deaths(one))
    plain = tuple(sentence for sentence in sentences if sentence.kind == UNLABELLED)
    if not plain:
        plain = tuple(sentence for sentence in sentences if sentence.kind not in (BACKGROUND, METHODS, CONCLUSIONS))
    return tuple(sentence for sentence in plain if is_own_result(sentence.text))
