"""The evidence pack beside a made-up PubMed record for each article in it, and what a notice makes of one of them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from evidence.answering.verdict import RANK
from evidence.answers import answer_topic
from evidence.identity import join_records
from evidence.notices import with_notices
from evidence.reading import read_article
from evidence.records.answer import Answer
from evidence.records.article import Article
from evidence.records.finding import Finding
from evidence.records.question import Pack
from evidence.records.study import Report
from evidence.sources.pubmed_xml import read_record
from evidence.studies import group_studies
from tests.made_records import Made
from tests.replay.days import pack, reader, topic

TODAY = "2026-11-22"
CLASSES = {
    "RetractionIn": "retracted", "RetractedandRepublishedIn": "retracted-and-republished",
    "ExpressionOfConcernIn": "under-concern", "ErratumIn": "erratum", "UpdateIn": "updated",
}  # fmt: skip
OTHER_SIDE = {
    "RetractionIn": "RetractionOf", "RetractedandRepublishedIn": "RetractedandRepublishedFrom",
    "ExpressionOfConcernIn": "ExpressionOfConcernFor", "ErratumIn": "ErratumFor", "UpdateIn": "UpdateOf",
}  # fmt: skip
STANDINGS = {
    "RetractionIn": "retracted", "RetractedandRepublishedIn": "retracted", "ExpressionOfConcernIn": "under-concern",
    "ErratumIn": "sound", "UpdateIn": "sound",
}  # fmt: skip
TITLE = "Autologous haematopoietic stem cell transplantation in multiple sclerosis"
NEW_PMID, NOTE_PMID = 97_900_000, 97_910_000


@dataclass(frozen=True)
class Target:
    """A record of the pack that supports a status. pmid: its own, else one made up for its DOI; note: PMID of a notice.

    pmid None: the pack knows neither PMID nor DOI, so that PubMed can tell nothing of it.
    """

    report: Report
    pmid: str | None
    note: str

    @property
    def record(self) -> str:
        """The key under which it is kept once PubMed's record is here."""
        return self.report.record if self.pmid is None else f"pmid:{self.pmid}"

    def made(self, *notices: tuple[str, str], revised: str | None = None) -> Made:
        """PubMed's record of it, without an abstract: it adds nothing but its notices."""
        assert self.pmid is not None
        return Made(self.pmid, TITLE, (), year=2026, doi=self.report.doi, notices=notices, revised=revised)

    def told(self, kind: str) -> Made:
        """PubMed's record of it with a notice."""
        return self.made((kind, self.note), revised="2026-11-21")

    def notice(self, kind: str) -> Made:
        """The notice, pointing at it from its own side."""
        assert self.pmid is not None
        return Made(self.note, "A notice", (), year=2026, notices=((OTHER_SIDE[kind], self.pmid),))


@cache
def targets() -> tuple[Target, ...]:
    """Every record that an answer of today, or a part of one, rests on."""
    resting = {record.lower() for answer in judged((), pack()) for record in resting_on(answer)}
    supporting = [report for report in pack().reports if resting & {name.lower() for name in names_of(report)}]
    return tuple(_target(number, report) for number, report in enumerate(sorted(supporting, key=lambda r: r.record)))


def _target(number: int, report: Report) -> Target:
    made_up = None if report.doi is None else str(NEW_PMID + number)
    return Target(report, report.pmid or made_up, str(NOTE_PMID + number))


def names_of(report: Report) -> frozenset[str]:
    """Return every key of a record."""
    return frozenset((report.record, *report.names))


def reached() -> tuple[Target, ...]:
    """The targets of which PubMed can tell."""
    return tuple(target for target in targets() if target.pmid is not None)


def resting_on(answer: Answer) -> frozenset[str]:
    """Return the records that an answer and its parts rest on."""
    return frozenset(record for part in (answer, *answer.sub_answers) for record in part.studies)


@cache
def _read(made: Made) -> tuple[Article, Report, tuple[Finding, ...]]:
    article = read_record(made.xml().encode())
    return article, *read_article(article, reader())


def judged(records: Sequence[Made], evidence: Pack) -> tuple[Answer, ...]:
    """Return the answers of today to the pack with these records of PubMed, worked out as a night does."""
    read = [_read(made) for made in records]
    findings = [finding for _, _, found in read for finding in found]
    joined, kept = join_records([report for _, report, _ in read], findings, evidence, topic().links)
    told = [(article.pmid, notice) for article, _, _ in read for notice in article.notices if notice.pmid is not None]
    reports = with_notices(joined, told)
    return answer_topic(topic(), reports, kept, group_studies(reports, topic().links, topic().trials), TODAY)


@cache
def clean() -> tuple[Made, ...]:
    """PubMed's records of all that it can tell of, without any notice."""
    return tuple(target.made() for target in reached())


def with_notice(target: Target, kind: str, *, by_notice: bool = False) -> tuple[Answer, ...]:
    """Return the answers after one notice, told by the record itself or by the notice alone."""
    if target.pmid is None:
        return judged(clean(), _with_standing(target, STANDINGS[kind]))
    if by_notice:
        return judged((*clean(), target.notice(kind)), pack())
    return judged([target.told(kind) if made.pmid == target.pmid else made for made in clean()], pack())


@cache
def unchanged() -> tuple[Answer, ...]:
    """The answers while PubMed tells nothing of any record."""
    return judged(clean(), pack())


@cache
def without(target: Target) -> tuple[Answer, ...]:
    """Return the answers of somebody who never saw the record."""
    evidence = replace(
        pack(),
        reports=tuple(report for report in pack().reports if report.record != target.report.record),
        findings=tuple(finding for finding in pack().findings if finding.record not in names_of(target.report)),
    )
    return judged([made for made in clean() if made.pmid != target.pmid], evidence)


def doubted(target: Target) -> tuple[Answer, ...]:
    """Return the answers of somebody whose pack says that the record is under concern."""
    return judged(clean(), _with_standing(target, "under-concern"))


def expected(target: Target, kind: str) -> tuple[Answer, ...]:
    """Return the answers that brute force gives."""
    if STANDINGS[kind] == "retracted":
        return without(target)
    return unchanged() if STANDINGS[kind] == "sound" else doubted(target)


def faults(target: Target, kind: str, *, by_notice: bool = False) -> list[str]:
    """Return what is wrong with the answers after a notice; empty where they are those of the brute force."""
    told, right = with_notice(target, kind, by_notice=by_notice), expected(target, kind)
    wrong = [f"{one.question} is not as expected" for one, other in zip(told, right, strict=True) if one != other]
    if STANDINGS[kind] == "retracted" and target.record in {name for one in told for name in resting_on(one)}:
        wrong.append("an answer rests on it still")
    return wrong + (carried_by_doubt(told, without(target)) if STANDINGS[kind] == "under-concern" else [])


def carried_by_doubt(told: Sequence[Answer], sound: Sequence[Answer]) -> list[str]:
    """Return the questions and parts that a record under concern carries by itself, or by more than one step."""
    before = statuses(sound)
    return [
        f"{code} is {status} with a record under concern and {before[code]} without it"
        for code, status in statuses(told).items()
        if RANK[status] > (RANK[before[code]] + 1 if RANK[before[code]] else 0)
    ]


def statuses(answers: Iterable[Answer]) -> Mapping[str, str]:
    """Return code -> status of every question and part."""
    told: dict[str, str] = {}
    for answer in answers:
        told[answer.question] = answer.status
        told |= {f"{answer.question} {part.code}": part.status for part in answer.sub_answers}
    return told


def _with_standing(target: Target, standing: str) -> Pack:
    reports = tuple(
        replace(report, screening=replace(report.screening, standing=standing))
        if report.record == target.report.record
        else report
        for report in pack().reports
    )
    return replace(pack(), reports=reports)
