"""Does the text print the figures that were read from it? Reads the words anew, by fewer rules than the reader.

A reader that errs, a row that was altered and a sentence that was changed all show as a figure that is not printed.
"""

import re

from evidence.extraction.checks import find_faults
from evidence.extraction.patient_words import PEOPLE
from evidence.extraction.printed import have_places, printed_numbers, says
from evidence.extraction.text import normalise
from evidence.records.article import text_hash
from evidence.records.finding import Finding
from evidence.records.study import StudyFacts


def find_misquotes(finding: Finding, text: str, facts: StudyFacts) -> tuple[str, ...]:
    """Return what the text does not bear out of a figure that the machine read from it, in words; empty if nothing.

    text: the article_text() it was read from; facts: of the same reading, for a denominator that is the size of an arm.
    The value and the events stand in the marked words, interval and p value there or behind, a denominator there or as
    a group of the sentence; what the arithmetic doubts is flagged. Digits, number words, "none", "all" and the like,
    decimal commas and middle dots count as printed.
    """
    if finding.text_hash != text_hash(text):
        return ("read from another text",)
    if not _is_placed(finding, text):
        return ("its sentence does not stand where it says",)
    start, end = finding.mark_start, finding.mark_end
    if start is None or end is None or not (finding.start or 0) <= start < end <= (finding.end or 0):
        return ("its marked words are not in its sentence",)
    mark = normalise(text, start, end).text
    behind = normalise(text, start, finding.end).text
    around = normalise(text, finding.start or 0, start).text, normalise(text, end, finding.end).text
    return (
        *_count_faults(finding, mark, around, _sizes(finding, text, facts)),
        *_interval_faults(finding, behind),
        *_p_faults(finding, behind),
        *(f"{fault}, and it is not flagged" for fault in find_faults(finding) if fault not in finding.flags),
    )


def _is_placed(finding: Finding, text: str) -> bool:
    if finding.start is None or finding.end is None or finding.start < 0:
        return False
    return bool(finding.sentence) and text[finding.start : finding.end] == finding.sentence


def _sizes(finding: Finding, text: str, facts: StudyFacts) -> tuple[int | None, ...]:
    """Return the denominators that the sentence need not print: the arm's size, or one told of a group elsewhere."""
    size = {"hsct": facts.n_hsct, "all": facts.n_patients}.get(finding.arm)
    told = finding.denominator if finding.population is not None else None
    if told is None or not any(says(one, told, 1) for one in printed_numbers(normalise(text, 0, len(text)).text)):
        return (None, size)
    return (None, size, told)


def _count_faults(finding: Finding, mark: str, around: tuple[str, str], sizes: tuple[int | None, ...]) -> list[str]:
    """Return the faults of value, events and denominator; each has a place of its own ("12 (22%)" is not 22 of 22%).

    around: the words before the marked ones and those behind; sizes: denominators that the sentence need not print.
    """
    before, behind = around
    told = {"value": _as_printed(finding, around), "events": finding.events}
    if finding.rule.endswith(":proportion") and finding.value is not None:  # "a probability of .71"
        told["value"] = finding.value / 100
    if finding.statistic == "count" and finding.events not in (None, finding.value):
        return [f"value {finding.value} is not the number of events, {finding.events}"]
    if finding.statistic == "count" or finding.value == finding.events == 0:  # "none" is both the share and the number
        del told["events"]
    faults = ["value is not told"] if finding.value is None and finding.statistic != "p_only" else []
    if _is_told_in_words(finding, mark):
        del told["value"]
    whole = finding.events == finding.denominator and _ALL.search(before + mark) is not None
    if not whole and finding.denominator not in sizes and not _is_group(finding.denominator, before, mark, behind):
        told["denominator"] = finding.denominator
    return [*faults, *_mark_faults({name: one for name, one in told.items() if one is not None}, mark)]


def _is_told_in_words(finding: Finding, mark: str) -> bool:
    """Tell whether an article says one ("a patient died"), or two numbers a share ("one in 25")."""
    if finding.rule.endswith(":single"):
        return finding.value == 1 and _ARTICLE.match(mark) is not None
    return finding.rule.endswith(":one-in-n") and _is_fraction(finding.value, mark)


_ARTICLE = re.compile(r"(?:an?|the\s+(?:only|sole|single))\s", re.IGNORECASE)


def _is_fraction(percent: float | None, mark: str) -> bool:
    """Tell whether the marked words print the share as two numbers, the part first: 4 % as "1 in 25"."""
    told = [one.readings[0] for one in sorted(printed_numbers(mark), key=lambda one: one.start) if one.readings]
    return any(
        whole and abs(100 * part / whole - (percent or 0)) <= 0.05
        for place, part in enumerate(told)
        for whole in told[place + 1 :]
    )


# "All nine patients improved": one printed number is both those who did and those who are.
_ALL = re.compile(r"\b(?:all|both|every|each)\b\W*(?:[\w-]+\W+){0,6}[\w-]*\W*$", re.IGNORECASE)
_BEFORE_GROUP = re.compile(
    r"\b(?:of|among|in|for|from|within)\s+(?:(?:the|all|our|these|those|only|first|last|other|remaining)\s+)*$",
    re.IGNORECASE,
)
# "18 patients converted, 2 of whom relapsed": those of whom a part is told stand before the part
_PARTED = re.compile(r"^\W*(?:[\w-]+\s)?of\s(?:whom|which|them|these|those)\b", re.IGNORECASE)
# "Ten patients were evaluable: one ... and nine ...": what stands behind the colon is parts of those before it
_WHOLE_OF_LIST = re.compile(rf"^\s(?:[a-z]+\s)?{PEOPLE}\b[^.;:]*:", re.IGNORECASE)


def _is_group(size: int | None, before: str, mark: str, behind: str) -> bool:
    """Tell whether the words around the mark name a group of that size: "among the 18 cases", "18 women, 2 of whom"."""
    parted = _PARTED.search(mark) is not None or _PARTED.search(behind) is not None
    return any(
        says(one, size or 0, 1)
        and (parted or _WHOLE_OF_LIST.search(before[one.end :]) or _BEFORE_GROUP.search(before[: one.start]))
        for one in printed_numbers(before)
    ) or any(says(one, size or 0, 1) and _BEFORE_GROUP.search(behind[: one.start]) for one in printed_numbers(behind))


_FALL = re.compile(
    r"\b(?:de(?:creas|clin)|reduc|f[ae]ll|drop|lower|improv|los[st]|less|regress|diminish)\w*", re.IGNORECASE
)


def _as_printed(finding: Finding, around: tuple[str, str]) -> float | None:
    """Return the value as the sentence may print it: "decreased by 2.0" is a change of -2.0."""
    if finding.value is None or finding.value_kind != "change":
        return finding.value
    return abs(finding.value) if any(_FALL.search(words) is not None for words in around) else finding.value


def _mark_faults(told: dict[str, float], mark: str) -> list[str]:
    printed = tuple(printed_numbers(mark))
    faults = [
        f"{name} {number:g} is not printed in its marked words"
        for name, number in told.items()
        if not have_places((number,), printed)
    ]
    if not faults and not have_places(tuple(told.values()), printed):
        faults.append(f"{' and '.join(told)} are one printed number")
    return faults


_DIGIT = re.compile(r"\d")


def _interval_faults(finding: Finding, behind: str) -> list[str]:
    """Return a fault unless both bounds are printed side by side, the lower one first."""
    low, high = finding.ci_low, finding.ci_high
    if low is None and high is None:
        return []
    if low is None or high is None:
        return ["half of the interval is not told"]
    scales = (1, 100) if finding.statistic == "percent" else (1,)  # "75% (95% CI 0.69-0.81)" is stored in percent
    printed = tuple(printed_numbers(behind))
    for scale in scales:
        firsts = [one for one in printed if says(one, low, scale)]
        lasts = [one for one in printed if says(one, high, scale)]
        for first in firsts:
            if any(last.start >= first.end and not _DIGIT.search(behind, first.end, last.start) for last in lasts):
                return []
    return [f"interval {low:g} to {high:g} is not printed behind its figure"]


def _p_faults(finding: Finding, behind: str) -> list[str]:
    if finding.p is None:
        return ["p value is not told"] if finding.statistic == "p_only" else []
    sign, digits = re.fullmatch(r"([<>\u2264\u2265]?)(.*)", finding.p, re.DOTALL).groups()  # type: ignore[union-attr]
    link = rf"[^\d<>\u2264\u2265]{{0,30}}{sign}\s*" if sign else r"[^\d<>\u2264\u2265.]{0,30}"
    printed = rf"(?<![\w-])[pP]{link}{re.escape(digits)}(?!\d)"
    return [] if re.search(printed, behind) is not None else [f"p value {finding.p} is not printed behind its figure"]
