"""evidence export: the evidence for the programs that people use for references, tables, statistics and feeds."""

import os
from typing import TYPE_CHECKING, Any

import click

from evidence_cli.options import Decorator, as_option, language_option, named, output_option, web_address
from evidence_cli.out import UNKNOWN_WIDTH, deliver, width
from evidence_cli.session import Session, database_name, filled, note

if TYPE_CHECKING:
    from evidence_cli.exports.reference import Reference

BOM = "\ufeff"


@click.group("export")
def command() -> None:
    """Write references, tables, a flow diagram or a feed for other programs.

    All of it is made of what the database holds, and is the same on every day until the next run.
    """


def _question_option() -> Decorator:
    return click.option("--question", "code", metavar="CODE", help="Only what this question rests on, for example Q9.")


def _reference_options(write: Any) -> Any:
    """Give a command the options of a list of references."""
    every = click.option("--screened", is_flag=True, help="Every record screened, not only those of included studies.")
    abstracts = click.option(
        "--abstracts",
        is_flag=True,
        help="With the text of abstracts. Left out by default: most of them are under their publisher's copyright.",
    )
    return _question_option()(every(abstracts(output_option()(click.pass_obj(write)))))


@command.command("ris", short_help="References for reference managers.")
@_reference_options
def ris(session: Session, code: str | None, screened: bool, abstracts: bool, output: str | None) -> None:
    """References as RIS, for Zotero, EndNote, Mendeley, Rayyan, Covidence.

    Those of the included studies. Retracted records stay in the list, marked in title and keywords.
    """
    from evidence_cli.exports.ris import ris as written

    found, _ = _references(session, code, screened, abstracts)
    deliver(written(found), output, keep=database_name(session))


@command.command("bibtex", short_help="References for LaTeX and its managers.")
@_reference_options
def bibtex(session: Session, code: str | None, screened: bool, abstracts: bool, output: str | None) -> None:
    r"""References as BibTeX in UTF-8; an entry's key is its record, as in \cite{pmid:30644983}.

    Those of the included studies. Retracted records stay in the list, marked in title and keywords.
    """
    from evidence_cli.exports.bibtex import bibtex as written

    found, told = _references(session, code, screened, abstracts)
    about = f"HSCT evidence tracker, data of {told['data_date'] or 'an unknown date'}. {told['intended_use']}"
    deliver(written(found, about), output, keep=database_name(session))


@command.command("csl-json", short_help="References for citation processors.")
@_reference_options
def csl_json(session: Session, code: str | None, screened: bool, abstracts: bool, output: str | None) -> None:
    """References as CSL-JSON, for Zotero, pandoc, citeproc.

    Those of the included studies. Retracted records stay in the list, marked in title and keywords.
    """
    from evidence_cli.exports.csl import csl_json as written

    found, _ = _references(session, code, screened, abstracts)
    deliver(written(found), output, keep=database_name(session))


@command.command("csv", short_help="Every answer and every figure as one table.")
@_question_option()
@language_option()
@click.option("--bom", is_flag=True, help="Begin with a byte order mark, so that Excel reads UTF-8.")
@output_option()
@click.pass_obj
def csv(session: Session, code: str | None, language: str, bom: bool, output: str | None) -> None:
    """Every answer and every figure as one table for a spreadsheet.

    The column "row" tells what a row is: answer, part, pooled or figure. No cell is run as a formula.
    """
    from evidence_cli.exports.choosing import cited_figures, report_of
    from evidence_cli.exports.table import table_csv
    from evidence_cli.render.words import catalogue

    with filled(session) as connection:
        document = report_of(connection, code, language)
        figures, cited = cited_figures(connection, None if code is None else document)
    written = table_csv(document, figures, cited, catalogue(language))
    deliver(f"{BOM if bom else ''}{written}", output, keep=database_name(session))


@command.command("prisma", short_help="The flow of records, and the searches.")
@language_option()
@as_option("text", "markdown", "json")
@output_option()
@click.pass_obj
def prisma(session: Session, language: str, form: str, output: str | None) -> None:
    """The PRISMA 2020 flow with its counts, and the PRISMA-S statement of the searches.

    Strategies, remarks of a source and the topic's own notes are as they were written, in either language.
    """
    from evidence_cli.exports import prisma as page
    from evidence_cli.exports.choosing import about, search_of
    from evidence_cli.exports.prisma_s import words_of
    from evidence_db.views_prisma import flow_state

    with filled(session) as connection:
        state, told = flow_state(connection), about(connection, language)
    document = page.prisma_document(state, told, search_of(session, told["topic"]))
    if form == "json":
        written = page.prisma_json(document)
    elif form == "markdown":
        written = page.prisma_markdown(document, words_of(language))
    else:
        shown = width() if output in (None, "-") else UNKNOWN_WIDTH
        written = page.prisma_text(document, shown, words_of(language))
    deliver(written, output, keep=database_name(session))


@command.command("metafor", short_help="What was pooled, for R.")
@_question_option()
@click.option("--output", metavar="FILE_OR_FOLDER", callback=named, help="A folder that is there, or a file.")
@click.pass_obj
def metafor(session: Session, code: str | None, output: str | None) -> None:
    """What was pooled, for R: events and patients, or effects and standard errors, with metafor's calls.

    One script with the tables in it; into a folder, a CSV for each pool and pools.R, which reads them.
    """
    from evidence_cli.exports.metafor import files, script
    from evidence_cli.exports.pools import pools_of

    with filled(session) as connection:
        tables, missing, about = pools_of(connection, session, code)
    for each in missing:
        note(session, f"left out: {each}: its figures by study do not give what is stored; run 'evidence refresh'")
    if output is None or not os.path.isdir(output):  # noqa: PTH112 - pathlib would add to every start
        deliver(script(tables, about), output, keep=database_name(session))
        return
    for name, text in files(tables, about).items():
        deliver(text, os.path.join(output, name), keep=database_name(session))  # noqa: PTH118


@command.command("feed", short_help="Changed answers as an Atom feed.")
@_question_option()
@language_option()
@click.option("--limit", type=click.IntRange(1, 1000), default=50, show_default=True, help="At most so many entries.")
@click.option("--url", callback=web_address, metavar="URL", help="Where the feed will be published.")
@output_option()
@click.pass_obj
def feed(session: Session, /, code: str | None, language: str, limit: int, url: str | None, output: str | None) -> None:
    """Changed answers as an Atom feed, newest first: a verdict on a question, or on a part, became another one."""
    from evidence_cli.exports.choosing import about
    from evidence_cli.exports.feed import atom
    from evidence_cli.exports.feeding import entries_of

    with filled(session) as connection:
        entries, told = entries_of(connection, code, language, limit), about(connection, language)
    deliver(atom(entries, told, language=language, url=url), output, keep=database_name(session))


@command.command("fhir", short_help="The evidence as a FHIR R5 Bundle.")
@_question_option()
@language_option()
@output_option()
@click.pass_obj
def fhir(session: Session, code: str | None, language: str, output: str | None) -> None:
    """A FHIR R5 Bundle: ResearchStudy, Citation, Evidence (answers, pooled figures, the figures they rest on)."""
    from evidence_cli.exports.choosing import bundled
    from evidence_cli.exports.fhir import bundle
    from evidence_cli.render.words import catalogue

    with filled(session) as connection:
        document, trials, figures, cited = bundled(connection, code, language)
    written = bundle(document, trials, figures, cited, catalogue(language))
    deliver(written, output, keep=database_name(session))


def _references(
    session: Session, code: str | None, screened: bool, abstracts: bool
) -> tuple[list["Reference"], dict[str, Any]]:
    """Return the references that were asked for, and what the data are."""
    from evidence_cli.exports.choosing import about, reference_rows
    from evidence_cli.exports.reference import references

    with filled(session) as connection:
        rows, told = reference_rows(connection, code, screened=screened), about(connection)
    return references(rows, told, abstracts=abstracts), told
