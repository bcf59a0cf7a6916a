"""Delivers the report as a page: one file, or a folder of pages."""

from evidence_cli.commands.report import Asked, chosen, state_on_day
from evidence_cli.out import deliver
from evidence_cli.page.gather import page_document
from evidence_cli.page.model import ReportPage, report_page
from evidence_cli.page.site import is_folder, write_site
from evidence_cli.page.wording import page_words
from evidence_cli.page.write import page_html, site_html
from evidence_cli.render.report_model import report_document
from evidence_cli.render.words import Catalogue
from evidence_cli.session import Session, database_name, filled


def deliver_page(session: Session, asked: Asked, output: str | None) -> None:
    """Write the page to stdout or a file, or the pages of a site to a folder; a database file is never overwritten."""
    words, keep = page_words(asked.language), database_name(session)
    page = _page(session, asked, words)
    if output is not None and is_folder(output):
        write_site(output, site_html(page, words), keep)
        return
    deliver(page_html(page, words), output, keep)


def _page(session: Session, asked: Asked, words: Catalogue) -> ReportPage:
    with filled(session) as connection:
        state = chosen(state_on_day(connection, session, asked.day if asked.replayed else None), asked.code)
        document = report_document(state, words, as_of=asked.day, replayed=asked.replayed)
        whole = page_document(connection, state, document, words, replayed=asked.replayed)
    return report_page(whole, words, replayed=asked.replayed)
