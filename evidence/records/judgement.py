"""What a person decided about a figure or about a record."""

import json
from dataclasses import asdict, dataclass
from hashlib import sha256
from typing import Any

from evidence.records.finding import Finding

CONFIRM, CORRECT, REJECT = "confirm", "correct", "reject"
INCLUDE, EXCLUDE = "include", "exclude"
UNDONE = "undone"
OF_FIGURES = (CONFIRM, CORRECT, REJECT)
OF_RECORDS = (INCLUDE, EXCLUDE)


@dataclass(frozen=True, slots=True)
class Judgement:
    """One decision. kind: one of OF_FIGURES or OF_RECORDS, or UNDONE: takes back what the same name decided before.

    record: its key when it was decided. judged: the figure as it was shown, None where the record is decided about;
    corrected: what the person says instead, for CORRECT alone. name, reason: as given; made: time, UTC, ISO.
    """

    kind: str
    record: str
    name: str
    reason: str
    made: str
    program_version: str
    judged: Finding | None = None
    corrected: Finding | None = None

    @property
    def entry(self) -> str:
        """A name made of all that it says: the same decision is the same in every database.

        What is not told is left out, so that a field that a later program adds changes no name.
        """
        told = json.dumps(asdict(self, dict_factory=_told), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return sha256(told.encode("utf-8")).hexdigest()


def _told(fields: list[tuple[str, Any]]) -> dict[str, Any]:
    return {name: value for name, value in fields if value is not None and value != ()}
