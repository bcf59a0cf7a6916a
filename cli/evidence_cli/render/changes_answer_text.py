"""How one answer moved, in words: what became what, why, and what it said and says."""

from collections.abc import Mapping
from typing import Any

from evidence_cli.render.clause_parts import name_list
from evidence_cli.render.words import Catalogue, text, word

Document = Mapping[str, Any]
_RETELLING = ("correction", "record-changed")
_READ, _RETOLD = "record-read", 2  # reasons with other numbers that are told of one answer
_CAUSES = 4  # of one answer; one retraction may let many other records in


def change_line(row: Document, words: Catalogue) -> str:
    """Return how one answer moved, with its causes and, where its figures moved, what it said and says."""
    return f"{change_head(row, words)} {_because(row, words)}{_retold(row, words)}"


def change_head(row: Document, words: Catalogue) -> str:
    """Return what became what, or that the verdict is as before and what else moved."""
    return _moved(row, words) if row["moved"] else _same(row, words)


def _moved(row: Document, words: Catalogue) -> str:
    return text(
        words, "answer_moved", code=row["code"], short=row["short"], moves=_moves(row["from"], row["to"], words)
    )


def _moves(was: Document, now: Document, words: Catalogue) -> str:
    moves = [
        f"{words.text[kind].lower()} "
        + text(words, "answer_move", was=word(words, kind, was[kind]), now=word(words, kind, now[kind]))
        for kind in ("status", "direction", "certainty")
        if was[kind] != now[kind]
    ]
    return "; ".join(moves)


def _part(part: Document, words: Catalogue) -> str:
    """Return "progressive MS: status signal became partly", or that a part came or went."""
    if part["from"] is None or part["to"] is None:
        return text(words, "part_came" if part["from"] is None else "part_went", about=part["about"])
    return f"{part['about']}: {_moves(part['from'], part['to'], words)}"


def _same(row: Document, words: Catalogue) -> str:
    status = word(words, "status", row["to"]["status"])
    parts = "; ".join(_part(part, words) for part in row["parts"])
    return text(words, f"answer_{row['change']}", code=row["code"], short=row["short"], status=status, parts=parts)


def _because(row: Document, words: Catalogue) -> str:
    """Return the causes, the first few; records of the pack that were read are one of them."""
    read = [each["label"] for each in row["causes"] if each["code"] == _READ]
    told = [each["text"] for each in row["causes"] if each["code"] != _READ]
    if read:
        told.append(words.codes["change"][_READ].format(name=name_list(read, words, {})))
    more = [text(words, "and_more", count=len(told) - _CAUSES)] if len(told) > _CAUSES else []
    return text(words, "because_of", causes="; ".join(told[:_CAUSES] + more))


def _retold(row: Document, words: Catalogue) -> str:
    """Return what the answer said and says: of records that were corrected or changed, else where its figures moved."""
    about = [each["name"] for each in row["causes"] if each["code"] in _RETELLING]
    if about and row["said_before"] and row["says_now"]:
        said, says = row["said_before"][:_CAUSES], row["says_now"][:_CAUSES]
    else:
        moved = row["retold"][:_RETOLD]
        said, says = [each["was"] for each in moved], [each["now"] for each in moved]
    told = f" {text(words, 'said_before', told='; '.join(said))} {text(words, 'says_now', told='; '.join(says))}"
    return f"{_counted(row, words)}{told if said else ''}"


def _counted(row: Document, words: Catalogue) -> str:
    """Return how many figures count and counted, where nothing else tells what moved."""
    was, now = row["figures_counted"]
    if row["change"] != "figures" or row["retold"] or was == now:
        return ""
    return text(words, "figures_counted", was=was, now=now)
