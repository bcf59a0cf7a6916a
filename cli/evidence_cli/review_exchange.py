"""evidence review export and import: what people decided, as lines that colleagues send each other."""

from typing import TYPE_CHECKING, NamedTuple

import click

from evidence.errors import ContentRefused, InputMissing, UsageError
from evidence_cli.lookup import typed
from evidence_cli.options import output_option
from evidence_cli.out import deliver
from evidence_cli.session import Session, current_time, database_name, filled

if TYPE_CHECKING:
    from datetime import datetime

    from evidence.records.judgement import Judgement
    from evidence.records.shared import Shared
    from evidence.refresh import RefreshOutcome
    from evidence_db.store import Store

LARGEST = 64 * 1024 * 1024  # bytes: some fifty thousand decisions
_SHOWN = 20  # conflicts that are listed


@click.command("export")
@click.option("--reviewer", metavar="NAME", help="Only what NAME decided.")
@output_option()
@click.pass_obj
def export(session: Session, reviewer: str | None, output: str | None) -> None:
    """Write what people decided, one JSON object a line, for `review import` elsewhere.

    Everything is written, what was taken back too: decisions about figures (with their sentence) and records, links
    between reports, signatures of answers; each with name, reason and time.
    """
    from evidence.exchange import line_of
    from evidence.exchange_others import shared_line
    from evidence_cli.render.as_json import lines_json
    from evidence_cli.review_shared import held
    from evidence_db.store_judgements import load_judgements

    who = None if reviewer is None else " ".join(typed(reviewer).split())
    with filled(session) as connection:
        told, others = load_judgements(connection), held(connection)
    chosen = [line_of(judgement) for judgement in told if who in (None, judgement.name)]
    chosen += [shared_line(each) for each in others if who in (None, each.name)]
    if who is not None and not chosen:
        names = ", ".join(sorted({each.name for each in (*told, *others)})) or "nobody"
        raise UsageError(f"{who} has decided nothing here; {names} has")
    deliver(lines_json(chosen), output, keep=database_name(session))


class Imported(NamedTuple):
    """What an import did. new: decisions that were not here, others: links and signatures that were not; outcome:
    None where no answer was worked out anew."""

    read: int
    new: "list[Judgement]"
    others: "list[Shared]"
    outcome: "RefreshOutcome | None"


@click.command("import")
@click.argument("file", metavar="FILE")
@click.pass_obj
def import_(session: Session, file: str) -> None:
    """Add what colleagues decided elsewhere, from a file of `review export`; all of it, or nothing.

    The same file twice adds nothing. Their names, reasons and times stay theirs; of two people the newer word
    counts, and where they say different things that is told. A signature holds for the answer that was signed.
    """
    now = current_time()
    from evidence.records.judgement import Judgement
    from evidence_cli.review_shared import new_ones

    read = read_decisions(file, now)
    told = [each for each in read if isinstance(each, Judgement)]
    with filled(session) as connection:
        from evidence_db.store_judgements import load_judgements

        held = {judgement.entry for judgement in load_judgements(connection)}
        others = new_ones(connection, [each for each in read if not isinstance(each, Judgement)], file)
    new = list({judgement.entry: judgement for judgement in told if judgement.entry not in held}.values())
    _say(session, file, Imported(len(read), new, others, _stored(session, new, others, now)))


def _stored(
    session: Session, new: "list[Judgement]", others: "list[Shared]", now: "datetime"
) -> "RefreshOutcome | None":
    """Write what is new; return what became of the answers, None where nothing moves them: a signature does not."""
    from evidence_cli.deciding import asked_about, judged_anew
    from evidence_cli.review_shared import links_of, save
    from evidence_cli.reviewing import store_of

    if new or links_of(others):

        def write(store: "Store", run: int) -> None:
            save(store, others, run)
            for judgement in new:
                store.save_judgement(judgement, run)

        return judged_anew(session, now, asked_about("import", new), write)
    if others:
        with store_of(session) as store:
            save(store, others, 0)
    return None


def read_decisions(file: str, now: "datetime") -> "list[Judgement | Shared]":
    """Return the decisions of a file; raises ContentRefused with the number of the first line that is not whole."""
    from evidence.exchange_others import read_any

    found = []
    for number, line in enumerate(_text_of(file).split("\n"), start=1):
        if line.strip():
            try:
                found.append(read_any(line, now))
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
    from evidence_cli.review_shared import links_of, told_lines
    from evidence_db.views_judgements import decision_rows, known_names

    new = {judgement.entry for judgement in imported.new}
    linked = {record for link in links_of(imported.others) for record in link.records}
    with filled(session) as connection:
        rows = [row for row in decision_rows(connection) if row["entry"] in new] if new else []
        known = known_names(connection, {row["record"] for row in rows} | linked)
        others = told_lines(connection, imported.others)
    count = len(new) + len(imported.others)
    lines = [f"{file}: {imported.read} decisions, {count} new, {imported.read - count} here already."]
    if imported.outcome is not None:
        changed = ", ".join(imported.outcome.changed)
        lines.append(f"Answers that say something else now: {changed}." if changed else "No answer changed.")
    missing = [row for row in rows if row["record"] not in known]
    gone = [row for row in rows if row["text_changed"] and row["record"] in known]
    absent = len(missing) + sum(not known.issuperset(link.records) for link in links_of(imported.others))
    if absent:
        lines.append(f"About records that are not here: {absent}; they count once those are read.")
    if gone:
        lines.append(f"About sentences that the text here does not have: {len(gone)}; nothing counts by them.")
    lines += others
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
