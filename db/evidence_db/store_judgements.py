"""What people decided about figures and records: appended by a person's command, never changed."""

from sqlite3 import Connection

from evidence.places import figure_key
from evidence.records.finding import Finding
from evidence.records.judgement import Judgement
from evidence_db.json_forms import from_json, to_json

_TOLD = ("kind", "record", "name", "reason", "made", "program_version")


def save_judgement(connection: Connection, judgement: Judgement, run: int) -> bool:
    """Append a decision; return False, and write nothing, where the same was written before. run: when it counts first.

    figure: the name by which the figure was chosen, for people who look into the table; the program goes by `judged`.
    """
    held = connection.execute("SELECT 1 FROM judgement WHERE entry = ?", (judgement.entry,)).fetchone()
    if held is not None:
        return False
    judged, corrected = judgement.judged, judgement.corrected
    connection.execute(
        "INSERT INTO judgement (run, kind, record, name, reason, made, program_version, figure, judged, corrected,"
        " entry) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            run, *(getattr(judgement, name) for name in _TOLD), None if judged is None else figure_key(judged),
            None if judged is None else to_json(judged), None if corrected is None else to_json(corrected),
            judgement.entry,
        ),
    )  # fmt: skip
    return True


def load_judgements(connection: Connection, since_run: int = 0) -> tuple[Judgement, ...]:
    """Return the decisions in the order in which they were written; since_run: only those of that run and later."""
    lines = connection.execute(
        "SELECT kind, record, name, reason, made, program_version, judged, corrected FROM judgement WHERE run >= ?"
        " ORDER BY id",
        (since_run,),
    )
    return tuple(
        Judgement(**dict(zip(_TOLD, line, strict=False)), judged=_finding(line[6]), corrected=_finding(line[7]))
        for line in lines
    )


def _finding(text: str | None) -> Finding | None:
    return None if text is None else from_json(Finding, text)
