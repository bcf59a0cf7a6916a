"""evidence review export and import: what people decided, as lines that colleagues send each other."""

from typing import TYPE_CHECKING, NamedTuple

import click

from evidence.errors import ContentRefused, InputMissing, UsageError
from evidence_cli.lookup import typed
from evidence_cli.options import output_option
from evidence_cli.out import deliver
from evidence_cli.session import Session, current_time, database_path, filled

if TYPE_CHECKING:
    from datetime import datetime

    from evidence.records.judgement import Judgement
    from evidence.refresh import RefreshOutcome

LARGEST = 64 * 1024 * 1024  # bytes: some fifty thousand decisions
_SHOWN = 20  # conflicts that are listed


@click.command("export")
@click.option("--reviewer", metavar="NAME", help="Only what NAME decided.")
@output_option()
@click.pass_obj
def export(session: Session, reviewer: str | None, output: str | None) -> None:
    """Write what people decided about figures and records, one JSON object a line, for `review import` elsewhere.

    Everything is written, what was taken back too. Each line has name, reason and time, and the figure with its
    sentence; signatures of answers and links between reports stay here.
    """
    from evidence.exchange import line_of
    from evidence_cli.render.as_json import lines_json
    from evidence_db.store_judgements import load_judgements

    who = None if reviewer is None else " ".join(typed(reviewer).split())
    with filled(session) as connection:
        told = load_judgements(connection)
    chosen = [judgement for judgement in told if who in (None, judgement.name)]
    if who is not None and not chosen:
        names = ", ".join(sorted({judgement.name for judgement in told})) or "nobody"
        raise UsageError(f"{who} has decided nothing here; {names} has")
    deliver(lines_json(line_of(judgement) for judgement in chosen), output, keep=str(database_path(session)))


class Imported(NamedTuple):
    """What an import did. new: decisions that were not here; outcome: None where there were none."""

    read: int
    new: "list[Judgement]"
    outcome: "RefreshOutcome | None"


@click.command("import")
@click.argument("file", metavar="FILE")
@click.pass_obj
def import_(session: Session, file: str) -> None:
    """Add what colleagues decided elsewhere, from a file of `review export`; all of it, or nothing.

    The same file twice adds nothing. Their names, reasons and times stay theirs; of two people the newer word
    counts, and where they say different things that is told.
    """
    now = current_time()
    told = read_decisions(file, now)
    with filled(session) as connection:
        from evidence_db.store_judgements import load_judgements

        held = {judgement.entry for judgement in load_judgements(connection)}
    new = list({judgement.entry: judgement for judgement in told if judgement.entry not in held}.values())
    outcome = None
    if new:
        from evidence_cli.deciding import decide

        outcome = decide(session, new, now, "import")
    _say(session, file, Imported(len(told), new, outcome))


def read_decisions(file: str, now: "datetime") -> "list[Judgement]":
    """Return the decisions of a file; raises ContentRefused with the number of the first line that is not whole."""
    from evidence.exchange import read_line

    found = []
    for number, line in enumerate(_text_of(file).split("\n"), start=1):
        if line.strip():
            try:
                found.append(read_line(line, now))
            except ValueError as problem:
                raise ContentRefused(f"{file}, line {number}: {problem}; nothing was stored") from problem
    return found


def _text_of(file: str) -> str:
    try:
        with open(file, "rb") as stream:  # noqa: PTH123
            content = stream.read(LARGEST + 1)
    except (OSError, ValueError) as problem:
        raise InputMissing(f"{file}: cannot be read ({getattr(problem, 'strerror', None) or problem})") from problem
    if len(content) > LARGEST:
        raise ContentRefused(f"{file} is larger than {LARGEST:,} bytes: no export is; nothing was stored")
    try:
        return content.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as problem:
        number = content[: problem.start].count(b"\n") + 1
        raise ContentRefused(f"{file}, line {number}: is no UTF-8: export it again; nothing was stored") from problem


def _say(session: Session, file: str, imported: Imported) -> None:
    from evidence_cli.render.safe import one_line
    from evidence_db.views_judgements import decision_rows, known_records

    new = {judgement.entry for judgement in imported.new}
    with filled(session) as connection:
        rows = [row for row in decision_rows(connection) if row["entry"] in new] if new else []
        known = known_records(connection, {row["record"] for row in rows})
    lines = [f"{file}: {imported.read} decisions, {len(new)} new, {imported.read - len(new)} here already."]
    if imported.outcome is not None:
        changed = ", ".join(imported.outcome.changed)
        lines.append(f"Answers that say something else now: {changed}." if changed else "No answer changed.")
    missing = [row for row in rows if row["record"] not in known]
    gone = [row for row in rows if row["text_changed"] and row["record"] in known]
    if missing:
        lines.append(f"About records that are not here: {len(missing)}; they count once those are read.")
    if gone:
        lines.append(f"About sentences that the text here does not have: {len(gone)}; nothing counts by them.")
    lines += _conflicts([row for row in rows if row["against"]])
    deliver("".join(f"{one_line(line)}\n" for line in lines), None)


def _conflicts(rows: "list[dict[str, object]]") -> list[str]:
    """Return where the newcomers and others say different things, each figure or record once."""
    if not rows:
        return []
    from evidence_cli.render.decided import decision_line
    from evidence_cli.render.words import catalogue

    about = {(row["record"], row["key"]): row for row in reversed(rows)}
    lines = [f"Conflicts: {len(about)}. The newer word counts; `evidence review agreement` lists them."]
    told = [
        f"  {key or record} ({record}): {decision_line(row, catalogue('en'))}" for (record, key), row in about.items()
    ]
    more = len(told) - _SHOWN
    return lines + told[:_SHOWN] + ([f"  and {more} more"] if more > 0 else [])
