"""What every decision of a person needs: a name, a reason, and the database to write it in."""

from contextlib import AbstractContextManager
from typing import TYPE_CHECKING

import click

from evidence.errors import UsageError
from evidence_cli.lookup import typed
from evidence_cli.session import Session, database_path

if TYPE_CHECKING:
    from evidence_db.store import Store

NAME = click.option("--name", required=True, help="Who decides.")
REASON = click.option(
    "--reason", required=True, help="Why, in a sentence. No patient data: it is shown with the answer."
)


def store_of(session: Session) -> "AbstractContextManager[Store]":
    """Return the database to write in; what is written stays only if all of it goes well."""
    from evidence_db.opening import writing

    return writing(database_path(session), create=False)


def told_words(option: str, text: str) -> str:
    """Return the words on one line; raises UsageError where there are none."""
    words = " ".join(typed(text).split())
    if not words:
        raise UsageError(f"{option} is empty: a decision needs a name and a reason")
    return words
