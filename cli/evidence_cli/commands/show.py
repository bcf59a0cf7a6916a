"""evidence show: one record, trial or study whole, with its figures."""

from sqlite3 import Connection
from typing import TYPE_CHECKING, Any

import click

from evidence.errors import UsageError
from evidence_cli.lookup import nearest, record_key, typed
from evidence_cli.options import as_option, output_option
from evidence_cli.out import deliver
from evidence_cli.session import Session, current_time, database_name, filled

if TYPE_CHECKING:
    from evidence_cli.render.show_model import ShowPage

Found = dict[str, Any]


@click.command("show")
@click.argument("name", metavar="ID")
@as_option("text", "json", "html")
@output_option()
@click.pass_obj
def command(session: Session, name: str, form: str, output: str | None) -> None:
    """Show a record, trial or study whole, with its figures.

    A record is shown with its abstract, the words of each figure marked in it; below it what was read, how surely, and
    what was not read. With --as html it is one page that needs nothing else.

    ID is a PMID, a DOI, an NCT or other register number, a trial or study ("RAM-MS", "MIST"), an author with the year
    ("Burt 2021"; of several you are told what to type), a key of the evidence pack ("cite:...") or a figure ("f-...",
    "w-..."). In English only.
    """
    from evidence_cli.render.provenance import provenance
    from evidence_cli.render.words import catalogue
    from evidence_db.views import currency

    with filled(session) as connection:
        found = _found(connection, name)
        told = provenance(currency(connection), catalogue("en"), as_of=current_time().date().isoformat())
    text = _written(found, told, form)
    deliver(text, output, keep=database_name(session))


def _found(connection: Connection, name: str) -> Found:
    """Return what the name stands for; raises UsageError with the nearest names where it stands for nothing."""
    from evidence_cli.author_names import bracketed, called, named, the_one
    from evidence_db.views_records import authors, finding_record, names, trials
    from evidence_db.views_registry import posted_results

    key = record_key(bracketed(typed(name)))
    if key.startswith(("f-", "w-")):
        key = finding_record(connection, key) or key
    found = _record(connection, key) or _study(connection, key)
    if found is not None:
        return found
    for trial in trials(connection):
        if name.strip().lower() in _trial_names(trial):
            return {"kind": "trial", "trial": trial, "posted": posted_results(connection, (trial["key"],))}
    listed = authors(connection)
    of_author = called(name, listed)
    if of_author:
        return _record(connection, the_one(name, of_author)) or {}
    known = names(connection)
    hint = nearest(key, [*(each for kind in known.values() for each in kind), *named(listed)])
    raise UsageError(f"nothing is called {name!r}: {hint}; evidence search finds words in titles and abstracts")


def _trial_names(trial: Found) -> set[str]:
    return {str(each).lower() for each in (trial["key"], trial["acronym"], *(number for _, number in trial["ids"]))}


def _record(connection: Connection, key: str) -> Found | None:
    from evidence_db.store_links import link_lines
    from evidence_db.views_judgements import decision_rows
    from evidence_db.views_records import article, differences, findings, report, study_of, text_of
    from evidence_db.views_status import absences

    row = report(connection, key) or report(connection, f"cite:{key}")
    if row is None:
        return None
    figures = findings(connection, record=row["record"])
    found = {"kind": "record", "report": row, "study": study_of(connection, row["record"]), "findings": figures}
    found["links"] = link_lines(connection, row["record"])
    found["decisions"] = decision_rows(connection, row["record"])
    found["corrections"] = _corrections(connection, row)
    found["absences"] = [each for each in absences(connection) if each["pmid"] == row["pmid"]]
    found["differences"] = differences(connection, [row["record"]])
    read = article(connection, row["pmid"]) if row["pmid"] is not None else None
    if read is None:
        return found | {"article": None, "text": None}
    return found | {"article": read, "text": text_of(connection, read["pmid"], read["text_hash"])}


def _corrections(connection: Connection, row: Found) -> list[Found]:
    from evidence_cli.render.record_names import record_name
    from evidence_cli.render.study_model import correction
    from evidence_cli.render.words import catalogue
    from evidence_db.views_corrections import corrections_of
    from evidence_db.views_report import answers

    names = {row["record"]: record_name(row["record"], row)}
    return [correction(each, catalogue("en"), names) for each in corrections_of(connection, row, answers(connection))]


def _study(connection: Connection, key: str) -> Found | None:
    from evidence_db.views_records import findings, report, studies

    held, asked = studies(connection), key.lower()
    found = [each for each in held if each["key"].lower() in (asked, f"study:{asked}")]
    found = found or [each for each in held if each["name"].lower() == asked]
    if not found:
        return None
    if len(found) > 1:
        listed = "; ".join(f"evidence show {each['key']}" for each in found)
        raise UsageError(f"{len(found)} studies are called {key!r}: type {listed}")
    (study,) = found
    members = [report(connection, record) for record in study["reports"]]
    figures = [row for record in study["reports"] for row in findings(connection, record=record)]
    return {"kind": "study", "study": study, "reports": members, "findings": figures}


def _written(found: Found, told: Found, form: str) -> str:
    """Return what was found as text, JSON or HTML: all of them from one page of facts and figures."""
    shown = _page(found)
    if form == "json":
        from evidence_cli.render.as_json import document_json
        from evidence_cli.render.provenance import SCHEMA_VERSION
        from evidence_cli.render.show_json import show_document

        return document_json({"schema_version": SCHEMA_VERSION, **told, **show_document(found, shown, told)})
    if form == "html":
        from evidence_cli.render.show_html import show_html

        return show_html(shown, told)
    from evidence_cli.render.show_text import show_text

    return show_text(shown, told)


def _page(found: Found) -> "ShowPage":
    from evidence_cli.render.show_others import study_page, trial_page
    from evidence_cli.render.show_record import record_page

    if found["kind"] == "record":
        return record_page(found)
    return study_page(found) if found["kind"] == "study" else trial_page(found["trial"], found["posted"])
