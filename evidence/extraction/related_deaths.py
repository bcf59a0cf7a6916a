"""How many of the deaths of a sentence were of the treatment: "two of six deaths", "seven died, two of toxicity"."""

import re
from collections.abc import Iterator

from evidence.extraction.deaths import JUDGED, RELATED, is_noun, parted_before
from evidence.extraction.died_of import stop_of
from evidence.extraction.fatal import ANY, OF_TREATMENT
from evidence.extraction.figures import COUNT, Figure
from evidence.extraction.mentions import Mention
from evidence.extraction.numbers import COUNT as WHOLE_OR_WORD
from evidence.extraction.numbers import read_count
from evidence.records.finding import DEATHS
from evidence.values import changed

_THEN = re.compile(
    rf"(?:,|\band|;|\(|\bof\s+(?:which|whom)|\bincluding|:)\s*(?:of\s+(?:which|whom|these|those|them)\s+)?"
    rf"(?:but\s+|only\s+)?(?P<n>{WHOLE_OR_WORD}|none|neither)\s+"
    rf"(?:of\s+(?:which|whom|these|those|them|the\s+deaths)\s+|deaths?\s+|patients?\s+(?:died\s+)?)?{JUDGED}{RELATED}",
    re.IGNORECASE,
)


# "12 from infection, 2 from cardiac toxicity": a list of causes, none of which is all that was of the treatment.
_CAUSE_BEFORE = re.compile(rf"\b{WHOLE_OR_WORD}\s+(?:from|of|due\s+to)\s[^,;.]{{1,60}},?\s*(?:and\s+)?$", re.IGNORECASE)


def related_deaths(text: str, outcomes: tuple[Mention, ...]) -> Iterator[tuple[Figure, Mention]]:
    """Yield how many of the deaths of a sentence were of the treatment: "two of six deaths", "..., one of them".

    "Two of six deaths were treatment-related" tells six deaths too; "two of the six" told them before.
    """
    deaths = [mention for mention in outcomes if mention.code in DEATHS]
    for mention in deaths:
        before = parted_before(text, mention)
        both = re.search(r"\bboth\s+(?:of\s+the\s+)?$", text[: mention.start], re.IGNORECASE)
        if both is not None and mention.code == OF_TREATMENT:
            yield Figure(COUNT, "count", both.start(), mention.end, 2.0, 2), mention
        if before is not None and is_noun(text, mention):
            yield from _of_deaths(before, mention)
        then = _THEN.search(text, mention.end, stop_of(text, mention.end))
        parted = then is not None and read_count(then["n"]) is not None
        if parted and then is not None and _CAUSE_BEFORE.search(text[mention.end : then.start("n")]) is not None:
            continue
        if then is not None and before is None and not any(mention.end <= one.start < then.end() for one in deaths):
            of_treatment = changed(mention, code=OF_TREATMENT)
            yield _made(then["n"], then.start("n"), then.end()), of_treatment


def _of_deaths(before: re.Match[str], mention: Mention) -> Iterator[tuple[Figure, Mention]]:
    if mention.code == OF_TREATMENT:
        yield _made(before["n"], before.start("n"), mention.end), mention
    if before["all"] is not None and (before["the"] is None or before["n"].lower() in ("none", "neither")):
        yield _made(before["all"], before.start("all"), mention.end), changed(mention, code=ANY)


def _made(printed: str, start: int, end: int) -> Figure:
    events = 0 if printed.lower() in ("none", "neither", "no") else read_count(printed) or 0
    return Figure(COUNT, "count", start, end, float(events), events)
