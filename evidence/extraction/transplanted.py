"""Who of the patients of a study was transplanted, where others were studied beside them."""

import re

from evidence.extraction.mentions import TREATMENT, Marked, Mention
from evidence.extraction.numbers import COUNT, count_places, read_count
from evidence.extraction.text import BACKGROUND, CONCLUSIONS, Sentence
from evidence.quick import Quick

_PEOPLE = r"(?:patients|participants|individuals|people|persons|women|men|subjects)"
_WITH = rf"(?P<n>{COUNT})\s+(?:[\w-]+\s+)?{_PEOPLE}\b(?:\s+with\s+[^.;,\d]{{1,60}}?)?"
# "Forty-five patients with relapsing disease were treated with [AHSCT]", at the head of its sentence.
_TREATED = re.compile(
    rf"""
        ^(?:Of\s+(?:these|them|whom),\s+)?{_WITH}\s+(?:were\s+treated\s+with|underwent|received)\s+
        (?:[\w-]+\s+){{0,2}}$""",
    re.IGNORECASE | re.VERBOSE,
)
# "during [AHSCT] in 16 patients. Serum from 29 patients with newly diagnosed disease": others were looked at too.
_DURING = re.compile(rf"\s+in\s+(?P<n>{COUNT})\s+(?:[\w-]+\s+)?{_PEOPLE}\b", re.IGNORECASE)
_OTHERS = Quick(
    rf"""
        \b{COUNT}\s+(?:[\w-]+\s+){{0,2}}?{_PEOPLE}\s+with\s+(?:newly|recently|untreated)
        | \b{COUNT}\s+(?:[\w-]+\s+)?{_PEOPLE}\b[^.;\d]{{0,60}}?\b
          (?:treated\s+with|without\s+treatment|untreated|took\s+part)""",
    re.IGNORECASE | re.VERBOSE,
    at=count_places,
)


def told_transplanted(marked: Marked) -> int | None:
    """Return the number of transplanted patients of a study that also looked at patients who were not."""
    told = [pair for pair in marked if pair[0].kind not in (BACKGROUND, CONCLUSIONS)]
    if not any(_is_of_others(sentence, labels) for sentence, labels in told):
        return None
    for sentence, labels in told:
        for mention in labels:
            if mention.kind != TREATMENT:
                continue
            match = _TREATED.match(sentence.text[: mention.start]) or _DURING.match(sentence.text, mention.end)
            if match is not None and (count := read_count(match["n"])) is not None and count > 1:
                return count
    return None


def _is_of_others(sentence: Sentence, labels: tuple[Mention, ...]) -> bool:
    return not any(mention.kind == TREATMENT for mention in labels) and _OTHERS.search(sentence.text) is not None
