"""A database of 200 studies: those of the evidence pack and copies of them, with a sentence to every copied figure."""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from evidence.records.answer import Answer, SubAnswer
from evidence.records.finding import Finding
from evidence.records.study import Study
from evidence_cli import main as program
from evidence_db.opening import reading, writing
from evidence_db.store_evidence import load_findings, load_reports, load_studies
from evidence_db.store_ledger import load_answers

STUDIES = 200
SENTENCE = (
    "Of the patients who were followed for at least two years after transplantation in one of the centres, "
    "the figure of interest was {value} at the last visit, with few losses to follow-up in either group (p < 0.01)."
)
Names = dict[str, list[str]]


def fill(path: Path) -> int:
    """Write the database; return how many studies it holds."""
    program.run(["-q", "--db", str(path), "report"])
    with reading(path) as connection:
        reports, findings, studies = (tuple(load(connection)) for load in (load_reports, load_findings, load_studies))
        answers = tuple(load_answers(connection))
    made, names = _copies(studies)
    copied = [copy for row in findings for copy in _figures(row, names)]
    ids = {row.id: [copy.id for copy in _figures(row, names)] for row in findings}
    with writing(path, create=False) as store:
        others = [
            replace(row, record=name, pmid=name[5:], names=()) for row in reports for name in names.get(row.record, ())
        ]
        store.save_reports([*reports, *others])
        store.save_findings([*findings, *copied])
        store.save_studies([*studies, *made])
        run = store.begin_run("files", "2026-11-22T01:00:00+00:00", ("made.xml",), "0", "1")
        store.save_answers([_grown(answer, ids, names) for answer in answers], run, "2026-11-22")
        store.finish_run(run, "2026-11-22T01:00:05+00:00", 0, {}, "")
    return len(studies) + len(made)


def _copies(studies: tuple[Study, ...]) -> tuple[list[Study], Names]:
    """Return copied studies of one report each, and the names of the copies by the record that they copy."""
    made: list[Study] = []
    names: Names = {}
    while len(made) + len(studies) < STUDIES:
        study = studies[len(made) % len(studies)]
        name = f"pmid:97{len(made):06d}"
        names.setdefault(study.reports[0], []).append(name)
        made.append(replace(study, key=f"study:{name}", reports=(name,)))
    return made, names


def _figures(row: Finding, names: Names) -> list[Finding]:
    sentence, value = SENTENCE.format(value=row.value), str(row.value)
    start = sentence.index(value)
    return [
        replace(row, record=name, pmid=name[5:], doi=None, origin="machine", sentence=sentence, start=0,
                end=len(sentence), mark_start=start, mark_end=start + len(value))
        for name in names.get(row.record, ())
    ]  # fmt: skip


def _grown(answer: Answer, ids: dict[str, list[str]], names: Names) -> Answer:
    parts = tuple(replace(part, **_more(part, ids, names)) for part in answer.sub_answers)
    published = _with(answer.published_pools, ids)
    return replace(answer, sub_answers=parts, published_pools=published, **_more(answer, ids, names))


def _more(told: Answer | SubAnswer, ids: dict[str, list[str]], names: Names) -> dict[str, tuple[str, ...]]:
    studies = {record: [f"study:{name}" for name in found] for record, found in names.items()}
    keys = {f"study:{record}": found for record, found in studies.items()} | studies
    return {"findings": _with(told.findings, ids), "studies": _with(told.studies, keys)}


def _with(own: Iterable[str], copies: dict[str, list[str]]) -> tuple[str, ...]:
    return tuple(name for each in own for name in (each, *copies.get(each, ())))
