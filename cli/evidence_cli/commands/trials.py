"""evidence trials: the registered trials, with dates and how they moved."""

import json
from sqlite3 import Connection
from typing import Any

import click

from evidence_cli.options import as_option, output_option
from evidence_cli.out import deliver
from evidence_cli.rows import Listing, columns_of, text_page, written
from evidence_cli.session import Session, current_time, database_name, filled, known_topic


@click.command("trials")
@as_option("text", "json", "json-lines", "csv")
@output_option()
@click.pass_obj
def command(session: Session, form: str, output: str | None) -> None:
    """Show the registered trials: state, dates, how the dates moved, what each will inform."""
    from evidence_cli.render.provenance import provenance
    from evidence_cli.render.row_shapes import trial_shape
    from evidence_cli.render.words import catalogue
    from evidence_db.views import currency
    from evidence_db.views_records import trials

    today = current_time().date().isoformat()
    with filled(session) as connection:
        found, states = trials(connection), _states(connection, session, today)
        told = provenance(currency(connection), catalogue("en"), as_of=today)
    rows = [trial_shape(row, told) | {"state": states.get(row["key"])} for row in found]
    listing = Listing("trials", rows, columns_of(rows), told)
    deliver(written(listing, form, _as_text), output, keep=database_name(session))


def _states(connection: Connection, session: Session, today: str) -> dict[str, dict[str, Any]]:
    """Return by key what is told of each trial of the topic as of the international study: dates, overdue, answered."""
    from evidence.international import state_of
    from evidence_cli.render.record_names import short_names
    from evidence_cli.render.study_model import study_document
    from evidence_cli.render.words import catalogue
    from evidence_cli.replay import held_evidence
    from evidence_db.json_forms import to_json
    from evidence_db.store_ledger import load_answers

    held, answers = held_evidence(connection, known_topic(session)), tuple(load_answers(connection))
    names, found = short_names(held.state), {}
    for trial in held.topic.trials:
        state = json.loads(to_json(state_of(trial, held.topic, held.reports, answers, today)))
        found[trial.key] = study_document(state, held.state, catalogue("en"), names)
    return found


def _as_text(listing: Listing) -> str:
    from evidence_cli.render.international_text import slippage_lines
    from evidence_cli.render.show_others import trial_facts
    from evidence_cli.render.words import catalogue

    shown = ("Numbers", "Status", "Patients", "Will inform", "First report")
    page = text_page(listing.told, f"Trials: {len(listing.rows)}")
    for row in listing.rows:
        page.heading(f"{row['acronym'] or row['key']}: {row['title']}")
        for label, value in trial_facts(row):
            if label in shown:
                page.labelled(label, value)
        for label, value in _state_lines(row["state"]):
            page.labelled(label, value)
        for moved in slippage_lines(row["history"], catalogue("en")):
            page.labelled("Moved", moved)
    return page.text()


def _state_lines(state: dict[str, Any] | None) -> list[tuple[str, str]]:
    """Return (label, words): what the register plans, whether that is overdue, what came out, what it leaves open."""
    from evidence_cli.render.international_text import not_covered_lines, results_line
    from evidence_cli.render.words import catalogue, date, sentence

    if state is None:
        return []
    words = catalogue("en")
    dates = f"primary completion {date(words, state['primary_completion'])}"
    told = [("Dates", f"{dates}; completion {date(words, state['completion'])}.")]
    if state["overdue"]:
        told.append(("Overdue", words.text["overdue"]))
    told.append(("Results", sentence(results_line(state, words))))
    if state["basis"]:
        told.append(("Basis", sentence(state["basis"])))
    if state["will_answer"]:
        told += [("Not covered", line) for line in not_covered_lines({"international_study": state}, words)]
    return told
