"""What was found in one sentence, before its parts are tied to each other."""

from evidence.extraction.clauses import blank
from evidence.extraction.figures import Figure
from evidence.extraction.mentions import Mention
from evidence.values import value

Series = tuple[Figure, ...]
Outcomes = tuple[Mention | None, ...]


@value
class Reading:
    """What was found in one sentence. quiet: the text with all mentions blanked."""

    text: str
    figures: tuple[Figure, ...]
    outcomes: tuple[Mention, ...]
    labels: tuple[Mention, ...]
    quiet: str


def quiet_text(text: str, *mentions: tuple[Mention, ...]) -> str:
    """Return the text with the mentions blanked: what is left decides whether two things belong together."""
    return blank(text, [(mention.start, mention.end) for group in mentions for mention in group])


def starts_told(reading: Reading) -> tuple[int, ...]:
    """Return where its outcomes and figures begin."""
    return (*(one.start for one in reading.outcomes), *(one.start for one in reading.figures))


def spans_told(reading: Reading) -> tuple[tuple[int, int], ...]:
    """Return the spans of its labels, outcomes and figures."""
    mentions = (*reading.labels, *reading.outcomes)
    return (*((one.start, one.end) for one in mentions), *((one.start, one.end) for one in reading.figures))
