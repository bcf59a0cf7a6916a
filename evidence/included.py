"""What people decided about records, put to work: one that a person includes is read whole and counts, one that a
person excludes does not. Pure, but for the articles that the store is asked for."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from evidence.following import Followed, about_records, follow, keys_of
from evidence.judged import Text, decided_pmids, with_judgements
from evidence.reading import Reader, read_article_as
from evidence.records.article import article_text, text_hash
from evidence.records.finding import Finding
from evidence.records.judgement import EXCLUDE, INCLUDE, Judgement
from evidence.records.study import EXCLUDED, PRIMARY, SOUND, UNDER_CONCERN, Report, Screening
from evidence.storage import Store
from evidence.studies import NO_COHORT

Joined = tuple[tuple[Report, ...], tuple[Finding, ...]]


def with_included(
    store: Store, readings: Sequence[Report], findings: Sequence[Finding], reader: Reader
) -> tuple[tuple[Report, ...], tuple[Finding, ...]]:
    """Return the machine's readings and figures, with those of included records that its screening left out.

    The reading of a run stays as it is: what a person includes is read again each time, as long as they include it.
    """
    judgements = store.judgements()
    if not judgements:
        return tuple(readings), tuple(findings)
    told = about_records(follow(judgements, keys_of(readings)))
    chosen = {record: judgement for record, judgement in told.items() if judgement.kind == INCLUDE}
    if not chosen:
        return tuple(readings), tuple(findings)
    reports, figures = list(readings), list(findings)
    for number, reading in enumerate(readings):
        article = store.article(reading.pmid) if reading.record in chosen and reading.pmid is not None else None
        if article is not None:
            screening = screened(reading.screening, chosen[reading.record])
            reports[number], read = read_article_as(article, screening, reader)
            figures = [figure for figure in figures if figure.pmid != reading.pmid] + list(read)
    return tuple(reports), tuple(figures)


def with_decisions(store: Store, reports: Sequence[Report], findings: Sequence[Finding]) -> Joined:
    """Return records and figures after identity.join_records with what people decided about them."""
    judgements = store.judgements()
    if not judgements:
        return tuple(reports), tuple(findings)
    followed = follow(judgements, keys_of(reports))
    told = about_records(followed)
    kept = tuple(
        replace(report, screening=screened(report.screening, told[report.record])) if report.record in told else report
        for report in reports
    )
    return kept, with_judgements(findings, followed, texts_of(store, followed))


def texts_of(store: Store, followed: Iterable[Followed]) -> Mapping[str, Text]:
    """Return the texts of today of the records whose figures were decided about."""
    articles = {pmid: store.article(pmid) for pmid in decided_pmids(followed)}
    texts = {pmid: article_text(article) for pmid, article in articles.items() if article is not None}
    return {f"pmid:{pmid}": Text(text, text_hash(text)) for pmid, text in texts.items()}


def screened(screening: Screening, judgement: Judgement) -> Screening:
    """Return what a record is after a person's decision. What was retracted, or is a notice, stays that."""
    by = f"{judgement.name}, {judgement.made[:10]}: {judgement.reason}"
    if judgement.kind == EXCLUDE:
        standing = EXCLUDED if screening.standing in (SOUND, UNDER_CONCERN) else screening.standing
        return replace(screening, standing=standing, reason=f"excluded by {by} (before: {screening.reason})")
    design = None if screening.study_design in NO_COHORT else screening.study_design
    return replace(
        screening, label=PRIMARY, result_bearing=True, study_design=design,
        reason=f"included by {by} (before: {screening.reason})",
    )  # fmt: skip
