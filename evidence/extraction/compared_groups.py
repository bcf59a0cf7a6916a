"""Two groups of which a sentence names one or both before their figures: "commoner in smokers (75% vs 57%)"."""

import re

from evidence.extraction.units import bracket_at
from evidence.quick import Quick
from evidence.records.finding import Finding

_VERB = (
    r"(?:had|has|have|was|were|is|are|did|does|while|whereas|because|due|and|or|but|vs|versus|against|than|compared)"
)
_IN = r"(?:in|with|after|among|for|under|following|if|when|by)"
_WHO = rf"(?:(?!{_VERB}\b)[^\s,;:()\[\]%]+\s*){{1,9}}?"
# "More frequent in smokers (75% vs 57%)", "better in A than in B (77% vs 44%)", "A fared better than B (77% vs 44%)".
_COMPARED = Quick(
    rf"""
        \b(?P<how>more|higher|commoner|greater|better|less|lower|fewer|rarer|worse|likelier|superior)\b
        (?:
            [^.;()\d]{{0,60}}?\b{_IN}\s+(?P<who>{_WHO})(?:\bthan\s+(?:{_IN}\s+)?(?P<other>[^,;:()\[\]%]{{2,60}}?))?
            |\s+(?:[a-z]+\s+){{0,3}}?than\s+(?:{_IN}\s+)?(?P<second>{_WHO})
        )\s*,?\s*[(\[]?\s*$""",
    re.IGNORECASE | re.VERBOSE,
)
# "Between those with and without lesions (12% vs 14%)".
_WITH_AND_WITHOUT = Quick(
    rf"\bwith\s+(?:and|or|versus|vs\.?)\s+without\s+(?P<who>{_WHO})\s*,?\s*[(\[]?\s*$", re.IGNORECASE
)
# "Presence of lesions was associated with a good outcome (77% vs 44%)".
_PRESENT = re.compile(
    r"\b(?:the\s+)?presence\s+of\s+(?P<who>[^,;:()]{2,60}?)\s+(?:was\s+|were\s+)?(?:[a-z]+ly\s+)?"
    r"(?:associated|correlated|predict\w+|related|linked|foretold|favou?red|heralded|meant|carried|went)\b",
    re.IGNORECASE,
)
_LESS = ("less", "lower", "fewer", "rarer", "worse")
_JUDGED = ("better", "worse", "superior")
_OPPOSED = re.compile(
    r"[\s)%\]]*(?:\([^()]*\)|\[[^\[\]]*\])?\s*(?:vs\.?|versus|v\.?|(?:as\s+)?against|compared\s+(?:with|to))\s+$",
    re.IGNORECASE,
)
_TIME = re.compile(
    r"\b(?:years?|months?|weeks?|days?|baseline|before|follow-?\s?up|the\s+first|the\s+second)\b", re.IGNORECASE
)


def of_comparison(members: list[Finding]) -> tuple[str | None, ...]:
    """Return whom the two figures are of, () where the words before them compare no groups as the figures do."""
    if len(members) != 2:
        return ()
    one, two = members
    text, base = one.sentence or "", one.start or 0
    start, end = (one.mark_start or 0) - base, (one.mark_end or 0) - base
    if _OPPOSED.fullmatch(text, end, (two.mark_start or 0) - base) is None:
        return ()
    bracket = bracket_at(text, start)
    lead = text[: start if bracket is None else bracket[0]]
    if (parted := _WITH_AND_WITHOUT.search(lead)) is not None:
        return f"with {parted['who'].strip()}", f"without {parted['who'].strip()}"
    if (present := _PRESENT.search(lead)) is not None:
        return f"with {present['who'].strip()}", f"without {present['who'].strip()}"
    said = _COMPARED.search(lead)
    if said is None or _TIME.search(said.group()) is not None or not _agrees(said["how"].lower(), one, two):
        return ()
    if said["second"]:
        return f"not {said['second'].strip()}", said["second"].strip()
    return said["who"].strip(), said["other"].strip() if said["other"] else f"not {said['who'].strip()}"


def _agrees(how: str, one: Finding, two: Finding) -> bool:
    """Tell whether the first figure is on the side that the words give it: "higher in A (80% vs 60%)"."""
    if one.value is None or two.value is None or one.value == two.value:
        return False
    rising = how not in _LESS
    if how in _JUDGED and one.direction in ("event", "lower_better"):
        rising = not rising
    return (one.value > two.value) == rising
