"""Where a figure stands: its words in its sentence. By that a decision of a person finds it again.

A figure has two names. "f-..." (Finding.id) is of all that it says, and changes when the rules read its time otherwise
or the abstract gets another version. "w-..." (figure_key) is of record, sentence, words, outcome and sides, and stays.
"""

import re
from hashlib import sha256

from evidence.records.finding import Finding

Place = tuple[object, ...]
Span = tuple[int, int, int, int]  # start and end of the sentence, start and end of the words
_ENDS = (*".?!:;)]", '"', "'", "\u201d")  # what may stand before a sentence


def place_of(finding: Finding) -> Place:
    """Return what a decision about the figure is about, apart from its record; equal for the same words read again.

    A figure of the pack has no words: its place is all that it says.
    """
    if finding.sentence is None or finding.start is None or finding.mark_start is None or finding.mark_end is None:
        return (
            "pack", finding.outcome, finding.arm, finding.comparator, finding.contrast, finding.population,
            finding.regimen, finding.timepoint_months, finding.statistic, finding.value_kind, finding.value,
            finding.unit, finding.ci_low, finding.ci_high, finding.p, finding.events, finding.denominator,
        )  # fmt: skip
    return (*words_of(finding), finding.arm, finding.contrast)


def words_of(finding: Finding) -> Place:
    """Return the sentence, the words in it, and the outcome; spaces and line breaks make no difference."""
    sentence, (before, words) = finding.sentence or "", _parts(finding)
    return "text", " ".join(sentence.split()), len("".join(before.split())), marked(words), finding.outcome


def marked(words: str) -> str:
    """Return words of a text on one line."""
    return " ".join(words.split())


def words(finding: Finding) -> str:
    """Return the words of the text that the figure was read from; empty for a figure without a text."""
    return marked(_parts(finding)[1])


def _parts(finding: Finding) -> tuple[str, str]:
    """Return what stands before the words in the sentence, and the words."""
    sentence, start, first, last = finding.sentence, finding.start, finding.mark_start, finding.mark_end
    if sentence is None or start is None or first is None or last is None:
        return "", ""
    return sentence[: first - start], sentence[first - start : last - start]


def figure_key(finding: Finding) -> str:
    """Return the name of the figure that stays, "w-0123456789ab"; a person's figure has that of the one it is about."""
    if finding.origin == "person":
        return finding.rule
    told = repr((finding.record, place_of(finding)))
    return "w-" + sha256(told.encode("utf-8")).hexdigest()[:12]


def find_again(finding: Finding, text: str) -> Span | None:
    """Return where the figure's sentence and words stand in the text, None where the sentence is no longer in it.

    The sentence must stand there as one, not as the end of a longer one; spaces and line breaks may differ.
    """
    before, words = _parts(finding)
    sentence = finding.sentence or ""
    pattern = f"({_loose(before)})({_loose(words)}){_loose(sentence[len(before) + len(words) :])}"
    for found in re.finditer(pattern, text):
        if _begins(text, found.start()) and (found.end() == len(text) or text[found.end()].isspace()):
            return found.start(), found.end(), found.start(2), found.end(2)
    return None


def _begins(text: str, start: int) -> bool:
    """Tell whether a sentence may begin there."""
    before = text[:start].rstrip()
    return not before or before.endswith(_ENDS) or "\n" in text[len(before) : start]


def _loose(words: str) -> str:
    """Return a pattern for the words with any spaces between them."""
    return re.sub(r"(\\?\s)+", r"\\s+", re.escape(words))
