"""evidence question: why a question has its status."""

from sqlite3 import Connection
from typing import Any

import click

from evidence_cli.lookup import chosen_question
from evidence_cli.options import as_option, language_option, output_option
from evidence_cli.out import deliver, may_style, width
from evidence_cli.session import Session, current_time, database_name, filled, known_topic


@click.command("question")
@click.argument("code", metavar="CODE")
@language_option()
@as_option("text", "json")
@output_option()
@click.pass_obj
def command(session: Session, code: str, language: str, form: str, output: str | None) -> None:
    """Show why question CODE (Q1, Q2, ...) has its status.

    The whole derivation: the rule, every reason, the parts, the studies, each figure with its sentence, the pooled
    figures, what is awaited, and what would move the answer on.
    """
    from evidence_cli.render.words import catalogue

    words = catalogue(language)
    today = current_time().date().isoformat()
    with filled(session) as connection:
        document = _document(connection, code, words, today)
    document["eligibility"] = _eligibility(session, document["question"]["code"], words)
    if form == "json":
        from evidence_cli.page.forest import forest
        from evidence_cli.render.as_json import document_json
        from evidence_cli.render.posted import posted_shape

        figures = {row["id"]: row for row in document["findings"]}
        document["forest"] = forest(document["question"], figures, document["records"], words)
        document["posted"] = [posted_shape(row, words) for row in document["posted"]]
        text = document_json(document)
    else:
        from evidence_cli.render.question_text import question_text

        to_file = output not in (None, "-")
        text = question_text(document, words, width=80 if to_file else width(), bold=may_style() and not to_file)
    deliver(text, output, keep=database_name(session))


def _document(connection: Connection, code: str, words: Any, today: str) -> dict[str, Any]:
    """Return the question of the report with its studies, figures and history written out."""
    from evidence_cli.render.aside import aside_document, left_out
    from evidence_cli.render.provenance import SCHEMA_VERSION, provenance
    from evidence_cli.render.question_rests import counts_for, figure_ids
    from evidence_cli.render.record_names import record_name
    from evidence_cli.render.report_model import report_document
    from evidence_cli.render.row_shapes import finding_shape, held_shape, shaped
    from evidence_db.views_held import figures_for_the_rule, held_sentences
    from evidence_db.views_records import differences, findings_by_id
    from evidence_db.views_registry import posted_results, trials_for
    from evidence_db.views_report import answer_history, record_names, report_state, studies_of

    state = report_state(connection)
    chosen = chosen_question(state["questions"], code)
    report = report_document({**state, "questions": [chosen]}, words, as_of=today, replayed=False)
    (question,) = report["questions"]
    told = provenance(state["currency"], words, as_of=today)
    answer = state["answers"].get(chosen["code"], {})
    ids = figure_ids(question)
    figures, held = findings_by_id(connection, ids), held_sentences(connection, ids)
    differ = [
        one for one in differences(connection, {row["record"] for row in figures}) if not ids.isdisjoint(one["counts"])
    ]
    others = findings_by_id(connection, (id_ for one in differ for id_ in one["other"]))
    left = left_out(question, chosen["body"])
    beside = figures_for_the_rule(connection, (record for each in left for record in each.records))
    named = record_names(connection, {*beside, *(row["record"] for row in figures)})
    names = {key: record_name(key, row) for key, row in named.items()}
    return {
        "schema_version": SCHEMA_VERSION,
        **told,
        "language": words.language,
        "question": question,
        "studies": [
            {**study, "counts_for": counts_for(question, study["reports"], "studies")}
            for study in studies_of(connection, _study_keys(answer))
        ],
        "records": names,
        "findings": [
            {**finding_shape(row, told), "held_sentence": held_shape(held.get(row["id"]))}
            | {"counts_for": counts_for(question, (row["id"],), "findings")}
            for row in figures
        ],
        "aside": aside_document(left, shaped(beside, told), question, words, names),
        "differences": [_with_figures(one, [*figures, *others], told) for one in differ],
        "policy": [fact for fact in report["policy"] if chosen["code"] in fact["questions"]],
        "posted": posted_results(connection, trials_for(connection, chosen["code"])),
        "history": answer_history(connection, chosen["code"]),
    }


def _eligibility(session: Session, code: str, words: Any) -> dict[str, Any] | None:
    """Return whom a trial took in beside the group that a question asks about; None where no group is compared."""
    from evidence.topics import load_topic

    compared = load_topic(known_topic(session)).eligibility
    if compared is None or code not in compared.questions:
        return None
    criteria = [
        {"code": one.code, "covered": one.covered}
        | {name: getattr(getattr(one, name), words.language) for name in ("label", "trial", "group")}
        for one in compared.criteria
    ]
    group = getattr(compared.group, words.language)
    return {"trial": compared.trial, "group": group, "criteria": criteria, "sources": list(compared.sources)}


def _with_figures(difference: dict[str, Any], rows: list[dict[str, Any]], told: dict[str, Any]) -> dict[str, Any]:
    """Return where two origins differ, with the figures of both written out."""
    from evidence_cli.render.row_shapes import finding_shape

    named = {*difference["counts"], *difference["other"]}
    return {**difference, "findings": [finding_shape(row, told) for row in rows if row["id"] in named]}


def _study_keys(answer: dict[str, Any]) -> set[str]:
    keys = set(answer.get("studies", ()))
    for part in answer.get("sub_answers", ()):
        keys.update(part["studies"])
    return keys
