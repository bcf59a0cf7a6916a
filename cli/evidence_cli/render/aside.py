"""What a question shows and does not count: each record with the reason that it does not, and with its figures."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from evidence_cli.render.clause_parts import Names
from evidence_cli.render.question_rests import counts_for, figure_ids
from evidence_cli.render.words import Catalogue, joined, number

Row = Mapping[str, Any]
# The codes of reasons that leave records out, and the value that names them. The figures of a register, of older years
# and of series that share patients were read and stand in no pool: a reader must be able to see which they are.
_LEFT_OUT = {
    "before_era": "records", "counted_once": "left_out", "counted_together": "left_out", "course_untold": "records",
    "shown_not_counted": "records", "size_unknown": "records", "untested": "records", "indirect_shown": "record",
    "indirect_good_shown": "record", "concern_only": "records",
}  # fmt: skip
_SAME = {"counted_together": "counted_once", "indirect_good_shown": "indirect_shown"}  # told in the same words
_OF_FIGURES = ("shown_not_counted", "size_unknown")  # leave figures out, of records that may count by others
_DEATH = ("trm", "deaths_any")  # no death of any cause is no transplant-related death


class Aside(NamedTuple):
    """Records that one reason leaves out. part: code, None for the answer itself; since: year, None but for older ones;
    outcomes: of which the figures are shown."""

    code: str
    part: str | None
    since: int | None
    records: tuple[str, ...]
    outcomes: tuple[str, ...]


def left_out(question: Row, body: Row) -> list[Aside]:
    """Return what is left out of the answer itself, then of its parts as far as the answer does not tell it already.

    question: of the report's document; body: as it is stored, with the outcomes asked for.
    """
    found: list[Aside] = []
    scopes = {part["code"]: part["scope"]["outcomes"] for part in body["parts"]}
    for judged in (question, *question["sub_answers"]):
        part = None if judged is question else judged["code"]
        outcomes = body["scope"]["outcomes"] if part is None else scopes.get(part, [])
        told = {(each.code, record) for each in found for record in each.records}
        for each in _of(judged["reasons"], part, outcomes):
            records = tuple(record for record in each.records if (each.code, record) not in told)
            found += [each._replace(records=records)] if records else []
    return found


def _of(reasons: Iterable[Row], part: str | None, asked: Sequence[str]) -> list[Aside]:
    """Return the records by reason, in the order of the reasons; one that was named is not named again."""
    groups: dict[tuple[str, int | None], tuple[list[str], list[str]]] = {}
    named: set[str] = set()
    for reason in reasons:
        for code, names in _names(reason):
            values = reason["values"]
            records, outcomes = groups.setdefault((code, values.get("since")), ([], []))
            records += [record for record in names if record not in named and record not in records]
            outcomes += _outcomes([values["outcome"]] if values.get("outcome") else asked)
            named.update(names)
    return [
        Aside(code, part, since, tuple(records), tuple(dict.fromkeys(outcomes)))
        for (code, since), (records, outcomes) in groups.items()
        if records
    ]


def _names(reason: Row) -> list[tuple[str, list[str]]]:
    """Return (code, records) of what a reason leaves out; of older years those that share patients with them too."""
    code, values = reason["code"], reason["values"]
    told: dict[str, str | None] = {}
    if code in _LEFT_OUT:
        told[str(_SAME.get(code, code))] = values.get(_LEFT_OUT[code])
    if code == "before_era":
        told["before_era_aside"] = values.get("aside")
    return [(name, names.split(", ")) for name, names in told.items() if names]


def _outcomes(asked: Sequence[str]) -> list[str]:
    return [*asked, *(_DEATH if "trm" in asked else ())]


def aside_document(
    left: Iterable[Aside], figures: Mapping[str, Sequence[Row]], question: Row, words: Catalogue, names: Names
) -> list[dict[str, Any]]:
    """Return groups with code, part, text and records (record, name, counts_for, findings).

    figures: by record, those that could count.
    """
    about = {part["code"]: part["about"] for part in question["sub_answers"]}
    everywhere = figure_ids(question)
    own = {None: set(question["findings"])} | {part["code"]: set(part["findings"]) for part in question["sub_answers"]}
    return [
        {
            "code": each.code,
            "part": each.part,
            "text": _text(each, about, words),
            "records": [
                {
                    "record": record,
                    "name": names.get(record, record),
                    "counts_for": counts_for(question, (record,), "studies"),
                    "findings": [
                        row
                        for row in figures.get(record, ())
                        if _is_shown(row, each, everywhere if each.code in _OF_FIGURES else own[each.part])
                    ],
                }
                for record in each.records
            ],
        }
        for each in left
    ]


def _is_shown(row: Row, aside: Aside, counted: set[str]) -> bool:
    """Return True for a figure on the outcome that does not count where the record is left out.

    A record that shares patients for one outcome may count there for another. Comparisons that nobody tested are what
    an answer shows without counting them, though they are among its figures.
    """
    if aside.code != "untested" and row["id"] in counted:
        return False
    return row["outcome"] in aside.outcomes and row["arm"] != "comparator"


def _text(aside: Aside, about: Mapping[str, str], words: Catalogue) -> str:
    since = "" if aside.since is None else number(words, aside.since)
    told = words.text[f"aside_{aside.code}"].format(since=since)
    return told if aside.part is None else words.text["aside_part"].format(part=about[aside.part], why=told)


def counted_elsewhere(each: Row, question: Row, words: Catalogue) -> str:
    """Return "counts for progressive MS" of a record that is left out here; "" where it counts for nothing."""
    about = {part["code"]: part["about"] for part in question["sub_answers"]}
    uses = [about.get(code, words.text["answer_itself"]) for code in each["counts_for"]]
    return words.text["counts_for_uses"].format(uses=joined(words, uses)) if uses else ""
