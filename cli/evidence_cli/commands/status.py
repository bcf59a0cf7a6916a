"""evidence status: how old the data are, and the last runs; its exit code is for monitors."""

from math import isfinite
from typing import TYPE_CHECKING, Any

import click

from evidence.errors import InputMissing
from evidence_cli.options import as_option
from evidence_cli.out import deliver
from evidence_cli.session import Session, current_time, database_name, database_there, note

if TYPE_CHECKING:
    from datetime import datetime

TOO_OLD = 1  # exit code


def _finite(hours: float | None) -> float | None:
    """Refuse "nan" and "inf": no age is more than that, so a monitor would never be alarmed."""
    if hours is not None and not isfinite(hours):
        raise click.BadParameter(f"{hours} is no number of hours.")
    return hours


@click.command("status")
@click.option(
    "--max-age",
    type=click.FloatRange(min=0),
    callback=lambda _ctx, _parameter, hours: _finite(hours),
    metavar="HOURS",
    help="Exit 1 if the data are older than that.",
)
@as_option("text", "json")
@click.pass_obj
def command(session: Session, max_age: float | None, form: str) -> int:
    """Show how old the data are, what is stored, and the last runs.

    The age counts from the end of the last run that read a source well; where only the evidence pack was loaded, from
    the day on which the pack was compiled.
    """
    from evidence_db.opening import reading

    path = database_name(session)
    if not database_there(session):
        if max_age is None:
            raise InputMissing(f"{path}: there is no database yet; `evidence report` or `evidence refresh` makes one")
        note(session, f"{path}: there is no database, so its data are too old")
        return TOO_OLD
    with reading(path) as connection:
        document = _document(connection, path, max_age)
    deliver(_written(document, form), None)
    return TOO_OLD if document["too_old"] else 0


def _document(connection: Any, path: str, max_age: float | None) -> dict[str, Any]:
    from evidence_cli.render.provenance import SCHEMA_VERSION, provenance
    from evidence_cli.render.words import catalogue
    from evidence_db.views import currency
    from evidence_db.views_status import (
        absences,
        counts,
        last_good_refresh,
        last_searches,
        runs,
        search_edits,
        statuses,
    )

    now = current_time()
    held = currency(connection)
    refreshed = last_good_refresh(connection)
    hours = age_in_hours(refreshed or held["pack_compiled"], now)
    return {
        "schema_version": SCHEMA_VERSION,
        **provenance(held, catalogue("en"), as_of=now.date().isoformat()),
        "database": path,
        "last_refresh": refreshed,
        "age_hours": hours,
        "max_age_hours": max_age,
        "too_old": max_age is not None and (hours is None or hours > max_age),
        "newest_record": held["newest_record"],
        "rows": counts(connection),
        "statuses": statuses(connection),
        "runs": runs(connection, 5),
        "searches": last_searches(connection),
        "search_edits": search_edits(connection),
        "absences": absences(connection),
    }


def age_in_hours(since: str | None, now: "datetime") -> float | None:
    """Return the hours from an ISO day (its start, UTC) or time to now, at least 0; None where there is none."""
    from datetime import UTC, datetime

    if since is None:
        return None
    moment = datetime.fromisoformat(since)
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return max(0.0, round((now - moment).total_seconds() / 3600, 1))


def _written(document: dict[str, Any], form: str) -> str:
    if form == "json":
        from evidence_cli.render.as_json import document_json

        return document_json(document)
    from evidence_cli.render.status_text import status_text

    return status_text(document)
