"""Where a sentence tells what its patients died of, and where the clause about them ends."""

import re
from collections.abc import Iterator

from evidence.extraction.mentions import Mention
from evidence.extraction.numbers import COUNT as WHOLE_OR_WORD
from evidence.extraction.units import bracket_at

_STOP = re.compile(r"[.;](?!\d)|\b(?:but|while|whereas|although)\b", re.IGNORECASE)


def stop_of(text: str, place: int) -> int:
    """Return the end of the clause that holds the place; what stands in a bracket behind it ends none."""
    for stop in _STOP.finditer(text, place):
        bracket = bracket_at(text, stop.start())
        if bracket is None or bracket[0] < place:
            return stop.start()
    return len(text)


_PART = rf"(?:{WHOLE_OR_WORD}|other|another|both|all|the\s+(?:first|second|third|other))"
_OF_CAUSE = re.compile(
    rf"""
        (?:[^.;:()]|\.\d|\([^()]{{1,60}}\)){{0,60}}?(?:,\s*(?:of\s+(?:which|whom)\s+)?{_PART}\s+)?\b
        (?:
            of|from|due\s+to|because\s+of|caused\s+by|by|with|secondary\s+to
            |result(?:ed|ing)?\s+(?:of|from)
            |consequence\s+of|attribut\w+\s+to|related\s+to|following|after|causes?\s+(?:was|were|of|being)
        )\s""",
    re.IGNORECASE | re.VERBOSE,
)
_BRACKET = re.compile(
    r"(?:\s+(?:occurred|were\s+\w+))?\s*(?:\((?P<in>[^()]*)\)|:(?P<rest>[^.;]*))|(?:\s+[\w-]+){1,2}:[^.;]*",
    re.IGNORECASE,
)
# "One died of sepsis and two developed pneumonia": another subject begins.
OTHERS = re.compile(
    rf"""
        (?:,|\band|;)\s+(?:in\s+)?(?:{WHOLE_OR_WORD}|another)\s+(?!of\s+(?:which|whom|these|them|those)\b)
          (?:[\w-]+\s+){{0,3}}?(?:
              had|have|has|developed|experienced|suffered|showed|presented|reported|required|relapsed|progressed
              |worsened|improved|was|were
          )\b
        |(?:,|\band)\s+(?:no|none)\b""",
    re.IGNORECASE | re.VERBOSE,
)


# "Eleven died, infection being the leading cause, relapse following in three".
_NAMED_CAUSE = re.compile(
    r"""
        \b
        (?:leading|main|common(?:est)?|frequent|primary|principal|chief|predominant|first|usual|sole|only|major)
        \s+causes?\b""",
    re.IGNORECASE | re.VERBOSE,
)
# "The causes of the 12 deaths were": also where their kind is told ("of the 12 treatment-related deaths").
_CAUSES_OF = re.compile(
    rf"\bcauses?\s+of\s+(?:(?:the|these|those|all|our)\s+){{0,2}}(?:{WHOLE_OR_WORD}\s+)?(?:[a-z-]+\s+)?$", re.IGNORECASE
)


def died_of(text: str, mention: Mention) -> Iterator[tuple[int, int]]:
    """Yield the spans that tell what the patients died of: behind "died of", in a bracket, behind a colon."""
    stop = stop_of(text, mention.end)
    bracket = _BRACKET.match(text, mention.end)
    if bracket is not None:
        yield mention.end, bracket.end()
    of_cause = text[mention.start : mention.end].lower().endswith(("due to", "because of", "from"))  # "was lost due to"
    if of_cause or _CAUSES_OF.search(text[: mention.start]) is not None:
        yield mention.end, stop
    named = _NAMED_CAUSE.search(text, mention.end, stop)
    if named is not None and OTHERS.search(text, mention.end, named.start()) is None:
        yield mention.end, stop
    cause = _OF_CAUSE.match(text, mention.end)
    if cause is None or cause.end() > stop:
        return
    if OTHERS.search(text, mention.end, cause.end()) is None:
        others = OTHERS.search(text, cause.end(), stop)
        yield cause.end(), stop if others is None else others.start()


# "Early causes were infection (4) and haemorrhage (1)", "Among the causes, two were infectious".
_CAUSES_TOLD = re.compile(
    r"(?:(?:among|of)\s+)?(?:(?:the|these|their)\s+)?(?:[\w-]+\s+){0,2}?causes?"
    r"(?:\s+of\s+(?:(?:the|these|all|early|late)\s+){0,2}deaths?)?(?:\s+(?:was|were|included|being)\b|,|:)",
    re.IGNORECASE,
)


def causes_told(text: str) -> int | None:
    """Return where the causes begin in a sentence about nothing else, None in any other sentence."""
    told = _CAUSES_TOLD.match(text)
    return None if told is None else told.end()
