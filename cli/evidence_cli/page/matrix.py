"""The evidence matrix: which study speaks to which question, and which trial will."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from evidence_cli.page.figures import Link, record_link
from evidence_cli.page.matrix_aside import LeftOut, left_out_by_record, left_out_told
from evidence_cli.render.pack_words import title_told
from evidence_cli.render.question_rests import counted_records, figure_ids
from evidence_cli.render.words import Catalogue, date, number, text, word

Row = Mapping[str, Any]
_DESIGNS = ("RCT", "comparative cohort", "registry", "single-arm trial", "cohort/case series", "case report")
_REVIEWS = "meta-analysis/systematic review"


class Cell(NamedTuple):
    """What a row says to a question; told: in words.

    kind: "counted", "aside" (left out, for a reason), "shown" (beside ours, as pooled figures are), "awaited", "" =
    nothing. record: whose figures the page has under the question, "" for none; published: as a pooled result beside
    ours; place: under which heading of the question they stand, where they are left out.
    """

    code: str
    kind: str = ""
    shown: str = ""
    told: str = ""
    record: str = ""
    published: bool = False
    place: str = ""


class MatrixRow(NamedTuple):
    """A study, a published meta-analysis or a trial. key: of the study, "" for others; link: to paper or register."""

    name: str
    key: str
    facts: str
    link: Link | None
    cells: tuple[Cell, ...]


class MatrixGroup(NamedTuple):
    """Rows of one design."""

    heading: str
    rows: tuple[MatrixRow, ...]


class Seen(NamedTuple):
    """What a question rests on. counted: records; own: those that count for the answer itself; figures, published:
    record -> number of figures; aside: record -> why it is left out."""

    code: str
    counted: frozenset[str]
    own: frozenset[str]
    figures: Mapping[str, int]
    published: Mapping[str, int]
    aside: Mapping[str, LeftOut]


def matrix(document: Row, words: Catalogue) -> tuple[MatrixGroup, ...]:
    """Return the rows by design, strongest first, oldest first; those that speak to no question are left out."""
    seen = [_seen(question, document) for question in document["questions"]]
    found: dict[str, list[tuple[int, MatrixRow]]] = {}
    for study in document["studies"]:
        main = _main(study["reports"], document["records"])
        cells = _cells(study["reports"], seen, words)
        if main is not None and any(cell.kind for cell in cells):
            row = _row(study_name(study, document, words), study["key"], main, cells, words=words)
            found.setdefault(main["study_design"] or "", []).append((main["year"] or 0, row))
    for record in _reviews(document):
        name = document["names"].get(record["record"], record["record"])
        row = _row(name, "", record, _cells([record["record"]], seen, words), words=words)
        found.setdefault(_REVIEWS, []).append((record["year"] or 0, row))
    order = [*_DESIGNS, *sorted(set(found) - {*_DESIGNS, _REVIEWS}), _REVIEWS]
    groups = [MatrixGroup(_heading(design, words), _sorted(found[design])) for design in order if design in found]
    return (MatrixGroup(words.text["matrix_trials"], _trials(document, words)), *groups)


def study_name(study: Row, document: Row, words: Catalogue) -> str:
    """Return what a study is called: its own name, or that of its first report where it has none but initials."""
    name: str = study["name"]
    first = study["reports"][0] if study["reports"] else ""
    told = str(document["names"].get(first, first))
    is_named_by_record = study["key"].removeprefix("study:") == first and told != first
    return told if is_named_by_record else title_told(words, name).strip("[]")


def _seen(question: Row, document: Row) -> Seen:
    published, figures = set(question["published_pools"]), document["figures"]
    return Seen(
        question["code"], frozenset(counted_records(question)), frozenset(question["studies"]),
        _counts(figure_ids(question) - published, figures), _counts(published, figures),
        left_out_by_record(question["code"], document["aside"].get(question["code"], ())),
    )  # fmt: skip


def _counts(ids: Iterable[str], figures: Mapping[str, Row]) -> dict[str, int]:
    found: dict[str, int] = {}
    for id_ in ids:
        if id_ in figures:
            record = figures[id_]["record"]
            found[record] = found.get(record, 0) + 1
    return found


def _cells(records: Sequence[str], seen: Sequence[Seen], words: Catalogue) -> tuple[Cell, ...]:
    return tuple(_cell(records, each, words) for each in seen)


def _cell(records: Sequence[str], seen: Seen, words: Catalogue) -> Cell:
    count = sum(known.get(record, 0) for record in records for known in (seen.figures, seen.published))
    counts = not seen.counted.isdisjoint(records)
    if not counts:
        left = next((record for record in records if record in seen.aside), None)
        if left is not None:
            why = seen.aside[left]
            told = left_out_told(seen.code, why, words)
            return Cell(seen.code, "aside", "", told, left if why.place else "", place=why.place)
    kind = "counted" if counts else ("shown" if count else "")
    if not kind:
        return Cell(seen.code)
    figures = text(words, "figures_one" if count == 1 else "figures_many", n=count)
    own = next((record for record in records if record in seen.figures), "")
    pooled = next((record for record in records if record in seen.published), "")
    part = counts and seen.own.isdisjoint(records)
    told = text(words, "cell_part" if part else f"cell_{kind}", code=seen.code, figures=figures)
    return Cell(seen.code, kind, number(words, count), told, own or pooled, not own and bool(pooled))


def _main(records: Sequence[str], known: Mapping[str, Row]) -> Row | None:
    """Return the report of a study whose design is the strongest."""
    there = [known[record] for record in records if record in known]
    return min(there, key=lambda row: _rank(row["study_design"]), default=None)


def _rank(design: str | None) -> int:
    return _DESIGNS.index(design) if design in _DESIGNS else len(_DESIGNS)


def _reviews(document: Row) -> list[Row]:
    """Return the records of published pooled figures that belong to no study."""
    own = {record for study in document["studies"] for record in study["reports"]}
    ids = [id_ for question in document["questions"] for id_ in question["published_pools"]]
    named = dict.fromkeys(document["figures"][id_]["record"] for id_ in ids if id_ in document["figures"])
    return [document["records"][record] for record in named if record not in own and record in document["records"]]


def _row(named: str, key: str, record: Row, cells: tuple[Cell, ...], *, words: Catalogue) -> MatrixRow:
    """Return a row of a study; a key that sets two of one name apart, its year and its patients are told beside it."""
    name, _, apart = named.removesuffix("]").partition(" [")
    patients = record["n_hsct"] if record["n_hsct"] is not None else record["n_patients"]
    told = [str(record["year"])] if record["year"] is not None and not name.endswith(str(record["year"])) else []
    told += [] if patients is None else [text(words, "n_only", n=patients)]
    return MatrixRow(name, key, " · ".join([*told, *filter(None, [apart])]), record_link(record, words), cells)


def _heading(design: str, words: Catalogue) -> str:
    return word(words, "design", design) if design else words.text["design_unknown"]


def _sorted(rows: Iterable[tuple[int, MatrixRow]]) -> tuple[MatrixRow, ...]:
    return tuple(row for _, row in sorted(rows, key=lambda each: (each[0], each[1].name)))


def _trials(document: Row, words: Catalogue) -> tuple[MatrixRow, ...]:
    from evidence_cli.page.timeline import trial_register

    awaited = {question["code"]: {each["trial"]: each["when"] for each in question["awaited"]}
               for question in document["questions"]}  # fmt: skip
    rows = [
        MatrixRow(
            trial["acronym"] or trial["key"], "", word(words, "trial_status", trial["status"]), trial_register(trial),
            tuple(_awaited(trial, code, whens, words) for code, whens in awaited.items()),
        )
        for trial in document["trials"]
    ]  # fmt: skip
    return tuple(row for row in rows if any(cell.kind for cell in row.cells))


def _awaited(trial: Row, code: str, whens: Mapping[str, str | None], words: Catalogue) -> Cell:
    if trial["key"] not in whens:
        return Cell(code)
    when = date(words, whens[trial["key"]])
    return Cell(code, "awaited", "", text(words, "cell_awaited", code=code, when=when))
