"""What `review next` reads: figures to look at, what rests on them, and decisions of which the text changed."""

from sqlite3 import Connection

from evidence.following import BESIDE, COUNTS
from evidence.to_review import Asked, ToReview, by_number, to_review
from evidence_db.evidence_rows import FINDING_COLUMNS, finding_from
from evidence_db.tables import read_rows
from evidence_db.views import Row
from evidence_db.views_judgements import Decided, decision_row, decisions
from evidence_db.views_report import answers, questions, record_names

_MAY_COUNT = "WHERE record IN (SELECT record FROM report WHERE label = 'hsct-ms-primary' AND standing IN (?, ?))"


def review_state(connection: Connection, reviewer: str | None, question: str | None) -> Row:
    """Return items (ToReview, in order), changed (decisions of which the text changed), records (names) and codes.

    reviewer: leave out what this person decided, and nothing that only others did; None leaves out what anybody did.
    question: only figures that this question rests on or asks for.
    """
    told = decisions(connection)
    stands = [each for each in told if each.followed.state in (COUNTS, BESIDE)]
    mine = [each for each in stands if reviewer in (None, each.followed.judgement.name)]
    decided = {each.key for each in mine if each.key is not None and not each.text_changed}
    rows = read_rows(connection, "finding", FINDING_COLUMNS, f"{_MAY_COUNT} ORDER BY id", ("sound", "under-concern"))
    items = to_review(map(finding_from, rows), _asked(connection), decided, blind=reviewer is not None)
    chosen = [item for item in items if question is None or question in (*item.rests, *item.asks)]
    changed = [decision_row(each) for each in mine if each.text_changed and _may_matter(each, items, question)]
    records = {item.finding.record for item in chosen} | {row["record"] for row in changed}
    return {"items": chosen, "changed": changed, "records": record_names(connection, records)}


def _may_matter(decided: Decided, items: tuple[ToReview, ...], question: str | None) -> bool:
    """Tell whether a decision without its sentence is to be looked at again for the question, None = for any."""
    judged = decided.followed.judgement.judged
    outcomes = {item.finding.outcome for item in items if question in (*item.rests, *item.asks)}
    return question is None or (judged is not None and judged.outcome in outcomes)


def _asked(connection: Connection) -> Asked:
    rests: dict[str, set[str]] = {}
    for code, answer in answers(connection).items():
        for part in (answer, *answer["sub_answers"]):
            for name in part["findings"]:
                rests.setdefault(name, set()).add(code)
    asks: dict[str, set[str]] = {}
    for row in questions(connection):
        for scope in (row["body"]["scope"], *(part["scope"] for part in row["body"]["parts"])):
            for outcome in scope["outcomes"]:
                asks.setdefault(outcome, set()).add(row["code"])
    return Asked(_sorted(rests), _sorted(asks))


def _sorted(found: dict[str, set[str]]) -> dict[str, tuple[str, ...]]:
    return {name: tuple(sorted(codes, key=by_number)) for name, codes in found.items()}
