"""What people said about which reports are of one study, and which answers they signed, as it goes to a colleague."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from hashlib import sha256

JOINED, APART, LINK_UNDONE = "same-study", "split", "undone"
SIGNED, TAKEN_BACK = "sign", "withdraw"
OF_LINKS, OF_ANSWERS = (JOINED, APART, LINK_UNDONE), (SIGNED, TAKEN_BACK)


@dataclass(frozen=True, slots=True)
class SharedLink:
    """What a person said about reports. kind: one of OF_LINKS; records: their keys; made: time, UTC, ISO."""

    kind: str
    records: tuple[str, ...]
    name: str
    reason: str
    made: str
    program_version: str

    @property
    def entry(self) -> str:
        """A name made of all that it says: the same word is the same in every database."""
        return _hashed("records", asdict(self))


@dataclass(frozen=True, slots=True)
class SharedSignature:
    """A signature under an answer, or that it was taken back. kind: one of OF_ANSWERS; topic: of the question.

    evidence_hash, status, direction, certainty, parts: what was signed; parts: code -> status, direction, certainty.
    """

    kind: str
    topic: str
    question: str
    name: str
    reason: str
    made: str
    program_version: str
    evidence_hash: str
    status: str
    direction: str
    certainty: str
    parts: Mapping[str, tuple[str, ...]]

    @property
    def entry(self) -> str:
        """A name made of all that it says: the same signature is the same in every database."""
        return _hashed("answer", asdict(self))


Shared = SharedLink | SharedSignature


def _hashed(about: str, told: Mapping[str, object]) -> str:
    text = json.dumps({"about": about, **told}, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return sha256(text.encode("utf-8")).hexdigest()
