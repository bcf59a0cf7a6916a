"""What `review next` reads: figures to look at, what rests on them, and decisions of which the text changed."""

from collections.abc import Collection, Iterable
from dataclasses import replace
from sqlite3 import Connection

from evidence.doubtful import LET_IN, Doubt, Screened, doubt_of
from evidence.following import BESIDE, COUNTS
from evidence.leaning import NOTHING, Lean, leans
from evidence.records.finding import Finding
from evidence.records.judgement import OF_RECORDS
from evidence.records.study import MENTION_ONLY, PRIMARY, SECONDARY
from evidence.to_review import Asked, ToReview, by_number, heavier, in_order, to_review
from evidence_db.evidence_rows import FINDING_COLUMNS, finding_from
from evidence_db.tables import read_rows
from evidence_db.views import Row
from evidence_db.views_judgements import Decided, decision_row, decisions
from evidence_db.views_records import report
from evidence_db.views_report import answers, questions, record_names, study_records

# What screening said of records by their text, before people did; those of the pack were chosen by people.
_SCREENED = """
    SELECT record, json_extract(read.report, '$.screening.label'), json_extract(read.report, '$.screening.reason'),
        iif(standing = 'excluded', 'sound', standing), json_extract(read.report, '$.screening.study_design'), n_hsct,
        article.sections <> '[]'
    FROM report JOIN reading AS read USING (pmid) JOIN article USING (pmid)
    WHERE origin = 'machine' AND label IN (?, ?, ?)
"""
_MAY_COUNT = "WHERE record IN (SELECT record FROM report WHERE label = 'hsct-ms-primary' AND standing IN (?, ?))"


def review_state(connection: Connection, reviewer: str | None, question: str | None) -> Row:
    """Return items (ToReview and Doubt, in order), changed (decisions of which the text changed), records (names) and
    doubtful (record -> report of each Doubt).

    reviewer: leave out what this person decided, and nothing that only others did; None leaves out what anybody did.
    question: only figures that this question rests on or asks for.
    """
    mine = _of(connection, reviewer)
    findings = _findings(connection)
    asked = _asked(connection, findings)
    figures = to_review(findings, asked, _decided(mine), blind=reviewer is not None)
    judged = {each.followed.record for each in mine if each.followed.judgement.kind in OF_RECORDS}
    items = in_order(figures, _doubts(connection, findings, asked, judged))
    chosen = [item for item in items if question is None or question in _questions(item)]
    changed = [decision_row(each) for each in mine if each.text_changed and _may_matter(each, figures, question)]
    records = {_record(item) for item in chosen} | {row["record"] for row in changed}
    doubtful = {item.record: report(connection, item.record) for item in chosen if isinstance(item, Doubt)}
    names = record_names(connection, records)
    return {"items": chosen, "changed": changed, "records": names, "doubtful": doubtful}


def figures_to_review(connection: Connection, reviewer: str, records: Collection[str]) -> list[ToReview]:
    """Return what the reviewer is shown of these records, in order, as it is stored."""
    findings = _findings(connection)
    items = to_review(findings, _asked(connection, findings), _decided(_of(connection, reviewer)))
    return [item for item in items if item.finding.record in records]


def _of(connection: Connection, reviewer: str | None) -> list[Decided]:
    """Return the decisions of the reviewer that stand, None: of anybody."""
    stands = [each for each in decisions(connection) if each.followed.state in (COUNTS, BESIDE)]
    return [each for each in stands if reviewer in (None, each.followed.judgement.name)]


def _decided(mine: Iterable[Decided]) -> set[str]:
    return {each.key for each in mine if each.key is not None and not each.text_changed}


def _findings(connection: Connection) -> list[Finding]:
    """Return the figures of records that may be evidence."""
    rows = read_rows(connection, "finding", FINDING_COLUMNS, f"{_MAY_COUNT} ORDER BY id", ("sound", "under-concern"))
    return [finding_from(row) for row in rows]


def _record(item: ToReview | Doubt) -> str:
    return item.record if isinstance(item, Doubt) else item.finding.record


def _questions(item: ToReview | Doubt) -> tuple[str, ...]:
    return item.rests if isinstance(item, Doubt) else (*item.rests, *item.asks)


def _doubts(
    connection: Connection, findings: Iterable[Finding], asked: Asked, judged: Collection[str]
) -> Iterable[Doubt]:
    """Yield the records of which the label stands on thin ground, without those that were judged."""
    rests: dict[str, set[str]] = {}
    lean: dict[str, Lean] = {}
    for finding in findings:
        rests.setdefault(finding.record, set()).update(asked.rests.get(finding.id, ()))
        lean[finding.record] = heavier(lean.get(finding.record, NOTHING), asked.leans.get(finding.id, NOTHING))
    for row in connection.execute(_SCREENED, (PRIMARY, SECONDARY, MENTION_ONLY)):
        doubt = doubt_of(Screened(*row))
        if doubt is not None and doubt.record not in judged:
            codes = tuple(sorted(rests.get(doubt.record, ()), key=by_number)) if doubt.side == LET_IN else ()
            yield replace(doubt, rests=codes, lean=lean.get(doubt.record, NOTHING))


def _may_matter(decided: Decided, figures: tuple[ToReview, ...], question: str | None) -> bool:
    """Tell whether a decision without its sentence is to be looked at again for the question, None = for any."""
    judged = decided.followed.judgement.judged
    outcomes = {item.finding.outcome for item in figures if question in (*item.rests, *item.asks)}
    return question is None or (judged is not None and judged.outcome in outcomes)


def _asked(connection: Connection, findings: Iterable[Finding]) -> Asked:
    rests: dict[str, set[str]] = {}
    told = answers(connection)
    for code, answer in told.items():
        for part in (answer, *answer["sub_answers"]):
            for name in part["findings"]:
                rests.setdefault(name, set()).add(code)
    asks: dict[str, set[str]] = {}
    listed = questions(connection)
    for row in listed:
        for scope in (row["body"]["scope"], *(part["scope"] for part in row["body"]["parts"])):
            for outcome in scope["outcomes"]:
                asks.setdefault(outcome, set()).add(row["code"])
    harms = [row["code"] for row in listed if row["kind"] == "harm"]
    studies = {record: study for study, records in study_records(connection).items() for record in records}
    return Asked(_sorted(rests), _sorted(asks), leans(told, harms, findings, studies))


def _sorted(found: dict[str, set[str]]) -> dict[str, tuple[str, ...]]:
    return {name: tuple(sorted(codes, key=by_number)) for name, codes in found.items()}
