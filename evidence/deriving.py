"""Works everything out anew from what the store holds: joined records, studies, answers."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from evidence.answers import answer_topic
from evidence.identity import join_records
from evidence.included import with_decisions, with_included
from evidence.intake import store_reading
from evidence.international import international_study
from evidence.notices import with_notices
from evidence.reading import Reader
from evidence.records.question import Pack, Topic
from evidence.records.study import DELETED, Report
from evidence.registered import with_nights
from evidence.storage import Store
from evidence.studies import group_studies
from evidence.unmoved import days_of, derived_by, save_derived
from evidence.versions import RULE_VERSION


@dataclass(frozen=True, slots=True)
class Derived:
    """What changed: codes of the answers that moved, rows written, articles read again by newer rules."""

    changed: tuple[str, ...]
    rows: int
    reread: int


def derive(
    store: Store, topic: Topic, reader: Reader, pack: Pack | None, *, run: int, as_of: str, program: str = ""
) -> Derived:
    """Re-read what older rules read, then join, group, judge and save; only what differs is written.

    program: what names the program's files, where a later night shall know that it need not do this again.
    """
    reread = 0
    for article, raw_hash in store.stale_articles(reader.fingerprint):
        store_reading(store, article, raw_hash, reader)
        reread += 1
    rows = store.save_questions(topic) + store.save_trials(topic)
    topic = with_nights(topic, store.trials())
    topic = replace(topic, links=(*topic.links, *store.links()))  # people outrank what the topic and the machine join
    readings = _with_deletions(store.readings(), store.deleted())
    readings, figures = with_included(store, readings, store.machine_findings(), reader)
    reports, findings = join_records(readings, figures, pack, topic.links)
    reports, findings = with_decisions(store, with_notices(reports, store.notices()), findings)
    studies = group_studies(reports, topic.links, topic.trials)
    answers = answer_topic(topic, reports, findings, studies, as_of)
    headline = international_study(topic, reports, findings, answers, as_of)
    rows += store.save_reports(reports) + store.save_findings(findings) + store.save_studies(studies)
    changed = store.save_answers(answers, run, as_of)
    by = derived_by(program, topic, reader.fingerprint, with_pack=pack is not None)
    save_derived(store, by, days_of(topic, reports, headline, as_of))
    rows += len(changed) + store.save_headline(headline, run, as_of) + store.save_corrections(run)
    return Derived(changed, rows + _save_settings(store, topic, reader, pack), reread)


def _save_settings(store: Store, topic: Topic, reader: Reader, pack: Pack | None) -> int:
    """Save what a report says about itself, so that it needs no TOML; return the number of settings that changed."""
    settings = {
        "topic": topic.code,
        "topic_fingerprint": topic.fingerprint,
        "title_en": topic.title.en,
        "title_nl": topic.title.nl,
        "intended_use_en": topic.intended_use.en,
        "intended_use_nl": topic.intended_use.nl,
        "reader_version": reader.fingerprint,
        "rule_version": RULE_VERSION,
        "pack_compiled": pack.compiled if pack is not None else "",
        "newest_record": store.newest_record() or "",
    }
    return sum(store.save_setting(name, value) for name, value in settings.items())


def _with_deletions(readings: Iterable[Report], deleted: frozenset[str]) -> tuple[Report, ...]:
    """Return the readings with records that PubMed deleted marked as such: kept and shown, never evidence."""
    return tuple(
        replace(reading, screening=replace(reading.screening, standing=DELETED)) if reading.pmid in deleted else reading
        for reading in readings
    )
