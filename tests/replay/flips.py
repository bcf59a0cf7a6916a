"""What flipped between two days of a replay, and why."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from evidence.changes import Happened, causes_of

Document = Mapping[str, Any]


@dataclass(frozen=True)
class Flip:
    """One status that is another than on the day before. code: "Q1", or "Q1 alemtuzumab" for a part."""

    day: str
    code: str
    before: str
    now: str
    causes: tuple[str, ...]


def flips(documents: Mapping[str, Document], public: Mapping[str, str]) -> Iterator[Flip]:
    """Return every status that moved from one day to the next, in order. public: record -> day it became public."""
    for before, now in pairwise(sorted(documents)):
        came = {record: "new" for record, day in public.items() if before < day <= now}
        for was, held in zip(documents[before]["questions"], documents[now]["questions"], strict=True):
            moved = [*_moved(was, held)]
            if moved:
                causes = _causes(was, held, came)
                yield from (Flip(now, code, one, other, causes) for code, one, other in moved)


def statuses(document: Document) -> dict[str, str]:
    """Return code -> status of every question and part."""
    told = {question["code"]: question["status"] for question in document["questions"]}
    return told | {
        f"{question['code']} {part['code']}": part["status"]
        for question in document["questions"]
        for part in question["sub_answers"]
    }


def table(found: Sequence[Flip]) -> str:
    """Return the flips as lines of text, the cause under each group of a day and question."""
    lines: list[str] = []
    last: tuple[str, tuple[str, ...]] | None = None
    for flip in found:
        if last is not None and last != (flip.day, flip.causes):
            lines += _under(last[1])
        lines.append(f"{flip.day}  {flip.code:<24} {flip.before:>11} -> {flip.now}")
        last = (flip.day, flip.causes)
    return "\n".join([*lines, *_under(last[1])] if last is not None else lines)


def _under(causes: Sequence[str]) -> list[str]:
    return [f"              {cause}" for cause in causes]


def _moved(was: Document, held: Document) -> Iterator[tuple[str, str, str]]:
    before, now = statuses({"questions": [was]}), statuses({"questions": [held]})
    return ((code, before[code], now[code]) for code in now if before[code] != now[code])


def _causes(was: Document, held: Document, came: Mapping[str, str]) -> tuple[str, ...]:
    """Return the causes as the program's own `changes` gives them, in words; the new reasons where no record is one."""
    same = {"rule_version": ""}
    found = causes_of({**was, **same}, {**held, **same}, Happened(done=came))
    new = sorted(str(cause.name) for cause in found if cause.code == "record-new")
    told = [f"published: {', '.join(new)}"] if new else []
    for code, words in (("study-added", "counted now"), ("study-dropped", "counted no more")):
        names = [str(cause.name) for cause in found if cause.code == code]
        told += [f"{words}: {_some(names)}"] if names else []
    return tuple(told) or (f"reasons: {', '.join(_new_reasons(was, held)) or 'none'}",)


def _some(names: Sequence[str], most: int = 3) -> str:
    rest = f" and {len(names) - most} more" if len(names) > most else ""
    return ", ".join(names[:most]) + rest


def _new_reasons(was: Document, held: Document) -> list[str]:
    before = {reason["code"] for reason in was["reasons"]}
    return sorted({reason["code"] for reason in held["reasons"]} - before)
