"""Short names of records and trials for people."""

import re
from collections.abc import Mapping
from typing import Any

from evidence_cli.render.clause_parts import Names
from evidence_cli.render.pack_words import title_told
from evidence_cli.render.words import Catalogue

_INITIALS = re.compile(r"^(\S.*) [A-Z]{1,4} ((?:19|20)\d\d)$")


def short_names(state: Mapping[str, Any]) -> Names:
    """Return record or trial key -> a short name: "Burt 2019", "RAM-MS"; two of one name get their record key too."""
    shown = {key: record_name(key, row) for key, row in state["records"].items()}
    counts: dict[str, int] = {}
    for name in shown.values():
        counts[name] = counts.get(name, 0) + 1
    names = {key: name if counts[name] == 1 else f"{name} [{key}]" for key, name in shown.items()}
    names.update({key: row["acronym"] or key for key, row in state["trials"].items()})
    return names


def study_named(name: str, record: str | None, words: Catalogue) -> str:
    """Return the name of a study as its records are named: without initials, "Burt RK 2021" -> "Burt 2021".

    A study that has our note for a name goes by that of its record first. record: its name, None where it is not known.
    """
    told = title_told(words, name)
    if told.startswith("[") and record is not None:
        return f"{record.partition(' [')[0]} {told}"
    return _INITIALS.sub(r"\1 \2", told)


def record_name(key: str, row: Mapping[str, Any]) -> str:
    """Return "Burt 2019" from first author and year; what is missing is left out.

    Of one without an author its place in print stands before its key, which tells nobody much: "JAMA 2019 [cite:x]".
    """
    if not row["first_author"]:
        return f"{row['citation']} [{key}]" if row.get("citation") else key
    surname, _, initials = row["first_author"].rpartition(" ")
    if not surname or len(initials) > 4 or not initials.isupper():
        surname = row["first_author"]
    return f"{surname} {row['year']}" if row["year"] is not None else surname
