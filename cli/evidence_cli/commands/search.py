"""evidence search: look for words in the titles and abstracts that were read."""

import click

from evidence_cli.lookup import typed
from evidence_cli.options import as_option, output_option
from evidence_cli.out import deliver
from evidence_cli.rows import Listing, columns_of, text_page, written
from evidence_cli.session import Session, current_time, database_name, filled, note


@click.command("search")
@click.argument("words", nargs=-1, required=True)
@click.option("--limit", type=click.IntRange(1, 1000), default=20, show_default=True, help="At most so many articles.")
@as_option("text", "json", "json-lines", "csv")
@output_option()
@click.pass_obj
def command(session: Session, words: tuple[str, ...], limit: int, form: str, output: str | None) -> None:
    """Look for WORDS in the titles and abstracts that were read, best match first.

    All words must occur. Quote a phrase ('"bone marrow"'); end a word in * to find its beginnings.

    A word in more than 20,000 articles says nothing about which is best: where each word is one, the newest come first.
    """
    from evidence_cli.render.provenance import provenance
    from evidence_cli.render.row_shapes import row_provenance
    from evidence_cli.render.words import catalogue
    from evidence_db.views import currency
    from evidence_db.views_search import search

    with filled(session) as connection:
        found = search(connection, typed(" ".join(words)), limit)
        told = provenance(currency(connection), catalogue("en"), as_of=current_time().date().isoformat())
    if not found.rows:
        note(
            session, f"nothing found for {' '.join(words)!r} in the articles read (the evidence pack has no abstracts)"
        )
    rows = [{"kind": "article", **row, **row_provenance("machine", told)} for row in found.rows]
    listing = Listing("articles", rows, columns_of(rows), {**told, "order": found.order, "common": list(found.common)})
    deliver(written(listing, form, _as_text), output, keep=database_name(session))


def _as_text(listing: Listing) -> str:
    page = text_page(listing.told, f"Found: {len(listing.rows)}")
    page.gap()
    if listing.told["common"]:
        page.wrapped(_order(listing.told["order"], listing.told["common"]))
        page.gap()
    for row in listing.rows:
        about = ", ".join(str(row[name]) for name in ("journal", "year", "label") if row[name] is not None)
        page.wrapped(f"{row['title']} ({about})", lead=f"{row['record']}  ", indent=4)
        page.wrapped(row["excerpt"], indent=4)
    return page.text()


def _order(order: str, common: list[str]) -> str:
    """Return in which order the articles stand, where it is not by all of the words."""
    words = ", ".join(f'"{word}"' for word in common)
    if order == "newest":
        return (
            f"Newest first, not best: each of the words stands in more than 20,000 articles ({words}). Add a rarer one."
        )
    return f"Best match first by the rarer words; not weighed, as more than 20,000 articles hold each word: {words}."
