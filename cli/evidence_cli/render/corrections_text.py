"""Corrections of records in words: each as what it is, by which notice, and which answers it touches."""

from collections.abc import Mapping
from typing import Any

from evidence_cli.render.words import Catalogue, joined, sentence, text, word


def correction_line(row: Mapping[str, Any], words: Catalogue) -> str:
    """Return "Burt 2019 (pmid:1): retracted, by PMID 2 (J Made Up). No longer counted. Rested on it before: Q1."."""
    key = "" if row["record"] in row["name"] else f" ({row['record']})"
    return sentence(f"{row['name']}{key}: {correction_told(row, words)}")


def correction_told(row: Mapping[str, Any], words: Catalogue) -> str:
    """Return what happened to the record, what that means, and which answers rest or rested on it."""
    told = [f"{kind_word(row, words)}{_by(row, words)}.", sentence(row["effect"])]
    if row["note"]:
        told.append(text(words, "correction_note", note=sentence(row["note"])))
    if row["rests"]:
        told.append(text(words, "correction_rests", codes=joined(words, row["rests"])))
    if row["rested"]:
        told.append(text(words, "correction_rested", codes=joined(words, row["rested"])))
    if not row["rests"] and not row["rested"]:
        told.append(words.text["correction_unused"])
    return " ".join(told)


def kind_word(row: Mapping[str, Any], words: Catalogue) -> str:
    """Return the word for the kind; what was corrected and published again says both."""
    corrected = (row["ref_type"] or "").strip().lower().startswith("correctedandrepublished")
    return word(words, "correction", "corrected-and-republished" if corrected else row["kind"])


def _by(row: Mapping[str, Any], words: Catalogue) -> str:
    """Return which notice tells it: its PMID and citation, or that none is linked."""
    source = f" ({row['source'].rstrip('.')})" if row["source"] else ""
    if row["by"]:
        return text(words, "correction_by", pmid=", ".join(row["by"]), source=source)
    return source or words.text["correction_unlinked"]
