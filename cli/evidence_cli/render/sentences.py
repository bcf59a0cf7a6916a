"""The sentence of a figure, with the words that the figure was read from marked in it."""

import re
from collections.abc import Mapping
from typing import Any

Row = Mapping[str, Any]
Cut = tuple[str, str, str]  # before the words of the figure, those words, after them


def held(row: Row) -> Row:
    """Return what has the sentence of a figure: the figure itself, or the abstract that says what its pack row says."""
    return row.get("held_sentence") or row


def cut_sentence(row: Row) -> Cut | None:
    """Return the sentence cut at the words of the figure, unmarked where they do not lie in it; None without one."""
    row = held(row)
    sentence = row["sentence"]
    if sentence is None:
        return None
    if None in (row["start"], row["mark_start"], row["mark_end"]):
        return sentence, "", ""
    start, end = row["mark_start"] - row["start"], row["mark_end"] - row["start"]
    if not 0 <= start < end <= len(sentence):
        return sentence, "", ""
    return sentence[:start], sentence[start:end], sentence[end:]


def marked_sentence(row: Row) -> str | None:
    """Return "No death in {32 patients}."; one brace more than stands together in the sentence, which so cannot feign
    a mark. None without a sentence."""
    cut = cut_sentence(row)
    if cut is None or not cut[1]:
        return None if cut is None else cut[0]
    longest = max((len(run) for run in re.findall(r"\{+|\}+", "".join(cut))), default=0)
    return f"{cut[0]}{'{' * (longest + 1)}{cut[1]}{'}' * (longest + 1)}{cut[2]}"
