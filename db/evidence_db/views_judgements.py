"""What people decided about figures and records, and what became of it."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from sqlite3 import Connection

from evidence.following import BESIDE, COUNTS, Followed, follow, subject_of
from evidence.identity import normal_key
from evidence.judged import Text, decided_pmids, said_today
from evidence.newer import made_after
from evidence.places import figure_key
from evidence.records.finding import Finding
from evidence.records.judgement import OF_RECORDS, Judgement
from evidence_db.evidence_rows import FINDING_COLUMNS, finding_from
from evidence_db.figure_rows import finding_as_row
from evidence_db.store_evidence import load_findings
from evidence_db.store_judgements import load_judgements
from evidence_db.tables import read_rows
from evidence_db.views import Row


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision with what became of it. key: of its figure, "w-...", None for a record.

    text_changed: the text of its record no longer has the sentence, or the pack no longer the figure.
    """

    followed: Followed
    key: str | None
    text_changed: bool


def decisions(connection: Connection, record: str | None = None, since_run: int = 0) -> tuple[Decided, ...]:
    """Return the decisions of people in their order; record: only those about it, by the key of today.

    since_run: only those that were written in that run or later.
    """
    told = load_judgements(connection)
    if not told:
        return ()
    new = {judgement.entry for judgement in load_judgements(connection, since_run)}
    followed = [each for each in follow(told, _keys(connection)) if record in (None, each.record)]
    texts = _texts(connection, decided_pmids(followed))
    found = []
    for each in followed:
        if each.judgement.entry in new:
            here = figures_of(connection, each.record) if each.judgement.judged is not None else ()
            changed = each.judgement.kind not in OF_RECORDS and said_today(each, here, texts.get(each.record)) is None
            found.append(Decided(each, key_of(each), changed))
    return tuple(found)


def decision_rows(connection: Connection, record: str | None = None, since_run: int = 0) -> list[Row]:
    """Return the decisions as plain values, newest first: what was decided, by whom, and what became of it."""
    return [decision_row(each) for each in reversed(decisions(connection, record, since_run))]


def decision_row(decided: Decided) -> Row:
    """Return a decision as plain values; ended: what replaced it or took it back, None while it stands."""
    followed, ended = decided.followed, decided.followed.ended
    row: Row = {name: getattr(followed.judgement, name) for name in ("kind", "name", "reason", "made", "entry")}
    row |= {"record": followed.record, "key": decided.key, "state": followed.state, "against": list(followed.against)}
    row["text_changed"] = decided.text_changed
    row["ended"] = None if ended is None else {name: getattr(ended, name) for name in ("kind", "reason", "made")}
    for name in ("judged", "corrected"):
        finding = getattr(followed.judgement, name)
        row[name] = None if finding is None else finding_as_row(finding)
    return row


def is_there(connection: Connection, judgement: Judgement) -> bool:
    """Tell whether the figure that a person is about to decide about stands in the text, or in the pack, of today."""
    (followed,) = follow((judgement,), _keys(connection))
    texts = _texts(connection, decided_pmids((followed,)))
    return said_today(followed, figures_of(connection, followed.record), texts.get(followed.record)) is not None


def as_newest(connection: Connection, judgement: Judgement) -> Judgement:
    """Return a decision that is made here, newer than all that anybody decided about the same."""
    told = load_judgements(connection)
    keys = _keys(connection) if told else {}
    about = subject_of(judgement, keys)
    times = (each.made for each in told if subject_of(each, keys) == about)
    return replace(judgement, made=made_after(judgement.made, times))


def key_of(followed: Followed) -> str | None:
    """Return the name of the figure that a decision is about, as it is called today."""
    judged = followed.judgement.judged
    return None if judged is None else figure_key(replace(judged, record=followed.record))


def figures_of(connection: Connection, record: str) -> tuple[Finding, ...]:
    """Return the figures of a record."""
    rows = read_rows(connection, "finding", FINDING_COLUMNS, "WHERE record = ? ORDER BY id", (record,))
    return tuple(map(finding_from, rows))


def figures_named(connection: Connection, name: str) -> tuple[Finding, ...]:
    """Return the figures called so ("f-...", "w-..."); a person's by a key only where nothing else has it."""
    if name.startswith("f-"):
        rows = read_rows(connection, "finding", FINDING_COLUMNS, "WHERE id = ?", (name,))
        return tuple(map(finding_from, rows))
    found = [finding for finding in load_findings(connection) if figure_key(finding) == name]
    return tuple(finding for finding in found if finding.origin != "person") or tuple(found)


def _keys(connection: Connection) -> dict[str, str]:
    """Return every name of a record with the key by which it is kept."""
    found = {}
    for record, names in connection.execute("SELECT record, names FROM report"):
        found.update({normal_key(name): record for name in (record, *json.loads(names))})
    return found


def _texts(connection: Connection, pmids: Iterable[str]) -> dict[str, Text]:
    """Return record -> text of today."""
    found = {}
    for pmid in pmids:
        row = connection.execute(
            "SELECT text, text_hash FROM article JOIN article_version USING (pmid, raw_hash, text_hash) WHERE pmid = ?",
            (pmid,),
        ).fetchone()
        if row is not None:
            found[f"pmid:{pmid}"] = Text(*row)
    return found


def standing_of(connection: Connection, name: str) -> tuple[Decided, ...]:
    """Return the decisions of a person that stand, whether they count or somebody else's newer word does."""
    return tuple(
        each
        for each in decisions(connection)
        if each.followed.judgement.name == name and each.followed.state in (COUNTS, BESIDE)
    )


def known_names(connection: Connection, records: Iterable[str]) -> frozenset[str]:
    """Return those of the keys by which a record is known here, whatever key it is kept by."""
    keys = _keys(connection)
    return frozenset(record for record in records if normal_key(record) in keys)
