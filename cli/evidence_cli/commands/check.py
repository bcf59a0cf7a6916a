"""evidence check: is the database what was stored? Exit code 1 if not, with what to do."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import click

from evidence.errors import EvidenceError, InputMissing
from evidence_cli.options import as_option, output_option
from evidence_cli.out import deliver
from evidence_cli.session import Session, current_time, database_path, database_there

if TYPE_CHECKING:
    from pathlib import Path

DAMAGED = 1  # exit code


@click.command("check")
@as_option("text", "json")
@output_option()
@click.pass_obj
def command(session: Session, form: str, output: str | None) -> int:
    """Look at every page, record and figure, and tell what is not as it was stored.

    SQLite's own check; raw replies and texts against their hashes; every figure against its sentence, and the sentence
    against the text; the search index. Nothing is changed. Exit code 1 if damage is found.
    """
    path = database_path(session)
    if not database_there(session):
        raise InputMissing(f"{path}: there is no database; `evidence refresh` makes one")
    document = _document(path)
    deliver(_written(document, form), output, keep=str(path))
    return 0 if document["ok"] else DAMAGED


def _document(path: "Path") -> dict[str, Any]:
    from evidence_cli.render.provenance import SCHEMA_VERSION
    from evidence_db.examination import examine

    checks = [look._asdict() | {"faults": list(look.faults)} for look in examine(path)]
    count = sum(len(look["faults"]) for look in checks)
    return {
        "schema_version": SCHEMA_VERSION,
        "database": str(path),
        "checked_at": current_time().isoformat(),
        "ok": count == 0,
        "fault_count": count,
        "checks": checks,
        "advice": _advice(path, checks) if count else [],
    }


def _advice(path: "Path", checks: Sequence[Mapping[str, Any]]) -> list[str]:
    """Return what to do, the first thing first; the copies are named, and verified by restore itself."""
    told = ["stop the nightly job until this is mended; do not delete this file", _of_copies(path)]
    if not any(look["faults"] for look in checks if look["name"] in ("the file", "raw replies against their hashes")):
        told.append(
            "`evidence rebuild` makes it anew from its raw replies, if those and the decisions can still be read"
        )
    told.append("look at the disk: damage that comes back comes from there")
    return told


def _of_copies(path: "Path") -> str:
    """Return what the copies can do; whatever is wrong with them hides no damage of the database."""
    from evidence_cli.settings import backup_folder
    from evidence_db.copies import copies, made_at
    from evidence_db.files import resolved

    try:
        folder = backup_folder(path)
        found = copies(folder, resolved(path))
    except EvidenceError as problem:
        return f"the copies cannot be looked at ({problem}); `evidence restore COPY` takes one by name"
    if not found:
        return f"there is no copy in {folder}: if you keep copies elsewhere, `evidence restore COPY`"
    made = made_at(found[0].name, resolved(path))
    return (
        f"`evidence restore` puts the newest good copy back (newest of {len(found)} is of {made:%d %b %Y %H:%M} "
        "UTC); it keeps this file under another name, and the next refresh brings what is newer"
    )


def _written(document: Mapping[str, Any], form: str) -> str:
    if form == "json":
        from evidence_cli.render.as_json import document_json

        return document_json(document)
    from evidence_cli.render.check_text import check_text

    return check_text(document)
