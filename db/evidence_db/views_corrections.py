"""Which records were retracted, doubted, corrected, updated or published again, by what, and what rests on them.

PubMed tells it twice: in the record itself (RetractionIn) and in the notice (RetractionOf), on different days; either
is enough here. Comments, references and data sets are no corrections.
"""

import json
from collections.abc import Iterable, Mapping
from sqlite3 import Connection

from evidence_db.views import Row, rows

# RefType, in lower case, as it stands in the record that it is about -> kind
_IN_RECORD = {
    "retractionin": "retracted", "partialretractionin": "retracted",
    "retractedandrepublishedin": "retracted-and-republished", "expressionofconcernin": "under-concern",
    "erratumin": "erratum", "correctedandrepublishedin": "republished", "republishedin": "republished",
    "updatein": "updated",
}  # fmt: skip
# ... and as it stands in the notice, which points at that record
_IN_NOTICE = {
    "retractionof": "retracted", "partialretractionof": "retracted",
    "retractedandrepublishedfrom": "retracted-and-republished", "expressionofconcernfor": "under-concern",
    "erratumfor": "erratum", "correctedandrepublishedfrom": "republished", "republishedfrom": "republished",
    "updateof": "updated",
}  # fmt: skip
KINDS = ("deleted", "retracted", "retracted-and-republished", "under-concern", "republished", "erratum", "updated")
_EXPLAINS = {
    "retracted": {"retracted", "retracted-and-republished"}, "under-concern": {"under-concern"}, "deleted": {"deleted"},
}  # fmt: skip


def corrections(connection: Connection, answers: Mapping[str, Row], as_of: str | None = None) -> list[Row]:
    """Return every correction of an included record, or of one that an answer rests or rested on; gravest first.

    answers: by question code, as stored. as_of: leave out records that were not public by that day. A row has record,
    first_author, year, standing, kind (of KINDS), ref_type as spelt (None: told by publication type or title alone),
    by (PMIDs of the notice), source, note, rests (codes that rest on it) and rested (codes that did, and do no more).
    """
    candidates = _candidates(connection)
    told = _told(connection, candidates)
    found: list[Row] = []
    for report in candidates:
        if as_of is not None and (report["known_from"] is None or report["known_from"] > as_of):
            continue
        its = _of_record(report, told)
        if not its:
            continue
        resting = _rests(report, answers, connection)
        if report["label"] == "hsct-ms-primary" or any(resting.values()):
            shown = {name: report[name] for name in ("record", "first_author", "year", "standing")}
            found.extend({**shown, **each, **resting} for each in its)
    return sorted(found, key=lambda row: (KINDS.index(row["kind"]), not row["rests"], row["record"], row["by"]))


def corrections_of(connection: Connection, report: Row, answers: Mapping[str, Row]) -> list[Row]:
    """Return the corrections of one record, whatever it is; report: its row, with all names."""
    resting = _rests(report, answers, connection)
    shown = {name: report[name] for name in ("record", "first_author", "year", "standing")}
    found = [{**shown, **each, **resting} for each in _of_record(report, _told(connection, [report]))]
    return sorted(found, key=lambda row: (KINDS.index(row["kind"]), row["by"]))


def _candidates(connection: Connection) -> list[Row]:
    """Return the records that are or were ever able to bear an answer."""
    return rows(
        connection,
        "select record, pmid, names, first_author, year, known_from, label, standing from report"
        " where label in ('hsct-ms-primary', 'hsct-ms-secondary') order by record",
        decode=["names"],
    )


# Each side by its own index: of a million articles the notices of a few hundred records are looked at.
_ABOUT = """
    select notice.pmid, ref_type, other_pmid, source, notice.note, report.citation, report.standing
    from (
        select rowid as place from notice where pmid in (select value from json_each(?1))
        union select rowid from notice where other_pmid in (select value from json_each(?1))
    ) join notice on notice.rowid = place left join report on report.record = 'pmid:' || notice.pmid
    where lower(trim(ref_type)) in (select value from json_each(?2)) order by notice.pmid, position
"""


def _told(connection: Connection, reports: Iterable[Row]) -> dict[str, list[Row]]:
    """Return PMID -> what records and notices tell about it, each as kind, ref_type, by, source, note.

    Told is all about every name of the reports; what their notices say of other records comes with it.
    """
    named = json.dumps(sorted({pmid for report in reports for pmid in _pmids(report)}))
    kinds = json.dumps(sorted(_IN_RECORD | _IN_NOTICE))
    found: dict[str, list[Row]] = {}
    for row in rows(connection, _ABOUT, (named, kinds)):
        about, told = _read(row)
        if about is not None:
            found.setdefault(about, []).append(told)
    return found


def _read(row: Row) -> tuple[str | None, Row]:
    """Return the PMID that an entry is about, and what it tells; None where it must not be listened to."""
    ref_type = row["ref_type"].strip().lower()
    told = {"kind": (_IN_RECORD | _IN_NOTICE)[ref_type], "ref_type": row["ref_type"], "note": row["note"]}
    if ref_type in _IN_RECORD:
        by = [] if row["other_pmid"] is None else [row["other_pmid"]]
        return row["pmid"], told | {"by": by, "source": row["source"] or None}
    withdrawn = row["standing"] in ("retracted", "deleted")
    return None if withdrawn else row["other_pmid"], told | {"by": [row["pmid"]], "source": row["citation"]}


def _of_record(report: Row, told: Mapping[str, list[Row]]) -> list[Row]:
    """Return the corrections of one record, each notice once, what the record itself tells before what notices tell."""
    found: list[Row] = []
    for pmid in _pmids(report):
        entries = sorted(told.get(pmid, ()), key=lambda each: each["ref_type"].strip().lower() not in _IN_RECORD)
        for each in entries:
            same = [one for one in found if (one["kind"], one["by"]) == (each["kind"], each["by"])]
            if not same or (not each["by"] and each not in same):
                found.append(each)
    explained = _EXPLAINS.get(report["standing"])
    if explained is not None and not explained & {each["kind"] for each in found}:
        found.append({"kind": report["standing"], "ref_type": None, "by": [], "source": None, "note": None})
    return found


def _pmids(report: Row) -> list[str]:
    names = dict.fromkeys((report["record"], f"pmid:{report['pmid']}", *report["names"]))
    return [name.removeprefix("pmid:") for name in names if name.startswith("pmid:")]


def _rests(report: Row, answers: Mapping[str, Row], connection: Connection) -> dict[str, list[str]]:
    names = {report["record"], *report["names"]}
    now = [code for code, answer in answers.items() if names & _studies(answer)]
    before = {code for name in names for code in _ever(connection, name)}
    return {"rests": _in_order(now), "rested": _in_order(before.difference(now))}


def _studies(answer: Row) -> set[str]:
    return {record for part in (answer, *answer["sub_answers"]) for record in part["studies"]}


def _ever(connection: Connection, record: str) -> list[str]:
    """Return the questions of which a line of the ledger rests on the record; its name is looked for first, as text."""
    found = connection.execute(
        "select distinct question from answer where instr(body, json_quote(?1)) > 0 and ("
        " exists (select 1 from json_each(body, '$.studies') where value = ?1) or exists ("
        " select 1 from json_each(body, '$.sub_answers') as part, json_each(part.value, '$.studies') as study"
        " where study.value = ?1))",
        (record,),
    )
    return [code for (code,) in found]


def _in_order(codes: Iterable[str]) -> list[str]:
    """Return the codes with Q9 before Q10."""
    return sorted(codes, key=lambda code: (len(code), code))
