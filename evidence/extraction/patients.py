"""How many patients the study has: those who were included, not those who were only looked at."""

import re
from collections.abc import Iterator

from evidence.extraction import patient_words as words
from evidence.extraction.mentions import DRUG, TREATMENT, Marked, Mention
from evidence.extraction.numbers import read_count
from evidence.extraction.patient_sums import CONTROL, courses_of, read_sums, with_controls
from evidence.extraction.patients_kept import kept_of_looked_at, told_by_groups, treated_of_many
from evidence.extraction.patients_sifted import kept_of
from evidence.extraction.text import BACKGROUND, CONCLUSIONS, METHODS, RESULTS, UNLABELLED, Sentence
from evidence.extraction.whole_sizes import thousands_before, told_whole


def find_patients(marked: Marked, comparators: tuple[str, ...] = (), design: str | None = None) -> int | None:
    """Return the number of patients of the study: the best supported statement, the first of equals."""
    if design == "economic evaluation":
        marked = marked[:1]  # "costs of 30 patients" in the title; the text may count imagined ones
    elif design in words.NO_PATIENTS:
        return None
    best: tuple[int, int] | None = None
    for weight, count in _candidates(marked, comparators):
        if best is None or weight > best[0]:
            best = (weight, count)
    if best is None:
        return 1 if design == "case report" else told_by_groups(marked, design)
    return best[1]


def _candidates(marked: Marked, comparators: tuple[str, ...]) -> Iterator[tuple[int, int]]:
    before = ""
    for sentence, labels in marked:
        if sentence.kind == CONCLUSIONS or (
            sentence.kind == BACKGROUND and sentence.start != 0 and not _is_own(sentence.text)
        ):
            continue
        for match in words.CANDIDATE.finditer(sentence.text):
            count = read_count(match["n"])
            if count is not None and re.fullmatch(r"\d{3}", match["n"]) is not None:
                count += thousands_before(sentence.text[: match.start()])
            if count is not None and count > 1 and not is_year(match["n"], sentence.text, match.start()):
                weight = _weight(sentence, match, labels, comparators)
                if weight is not None:
                    yield weight, count
        yield from told_whole(sentence.text)
        yield from courses_of(sentence, labels)
        yield from kept_of(sentence.text, before, grafted=not comparators)
        yield from kept_of_looked_at(sentence.text)
        if not comparators:
            yield from treated_of_many(sentence, labels)
        yield from read_sums(sentence)
        if comparators:
            yield from with_controls(sentence.text)
        before = sentence.text


def _is_own(text: str) -> bool:
    return words.OWN.search(text) is not None


def is_year(printed: str, text: str, start: int) -> bool:
    """Tell whether the number is a year ("since 2015"), not a number of patients."""
    return (
        re.fullmatch(r"(?:19|20)\d\d", printed) is not None
        and re.search(r"\b(?:in|since|until|of|from|by|to|and|before|after|during|,)\s*$", text[:start], re.IGNORECASE)
        is not None
    )


def _weight(
    sentence: Sentence, match: re.Match[str], labels: tuple[Mention, ...], comparators: tuple[str, ...]
) -> int | None:
    before, behind = sentence.text[: match.start()], sentence.text[match.end() :]
    if words.OFFSPRING.search(sentence.text[: match.end() + 40]) and match["person"].lower() == "children":
        return None
    if match["person"].lower() == "patient":
        return None  # "17 items sent through patient groups"
    event = words.EVENT.match(behind) is not None and not _had_treatment(behind, match.end(), labels)
    event = event and not (sentence.kind == METHODS and words.HAD.match(behind) is not None)
    if event and words.SOME_OF.search(before) is not None:
        return 0  # "one of 24 patients died": the denominator, where nothing better is told
    whole = words.OF_ALL.match(before) is not None and words.PART.match(behind) is None
    if (event and not whole) or _is_of_others(match, before, behind):
        return None
    if words.OF_THESE.search(before) is not None and not whole:
        return 0 if re.search(r"\b(?:among|of|in)\s+these\s+$", before) is not None else None
    return _support(sentence, match, labels, comparators) - (1 if whole else 0)


def _had_treatment(behind: str, end: int, labels: tuple[Mention, ...]) -> bool:
    """Tell whether "had" is followed by the treatment: "31 patients had AHSCT"."""
    had = re.match(r"\s*(?:had|have had)\s+(?:an?\s+|their\s+)?(?:[\w-]+\s+)?", behind)
    return had is not None and any(m.kind == TREATMENT and end < m.start <= end + had.end() for m in labels)


def _is_of_others(match: re.Match[str], before: str, behind: str) -> bool:
    if (
        CONTROL.search(match["words"]) is not None
        or words.AND_MEN.match(behind) is not None
        or words.WOMEN_AND.search(before)
    ):
        return True
    if match["person"].lower() != "cases":
        return False
    return words.PLAIN_CASES.fullmatch(match["words"]) is None or words.CASES_OF_MS.match(behind + " .") is None


def _support(
    sentence: Sentence, match: re.Match[str], labels: tuple[Mention, ...], comparators: tuple[str, ...]
) -> int:
    before, behind = sentence.text[: match.start()], sentence.text[match.end() :]
    weight = {METHODS: 3, RESULTS: 2, UNLABELLED: 2, BACKGROUND: 1}[sentence.kind]
    weight += 9 if sentence.start == 0 else 0
    weight -= 2 if match.group().endswith("men") else 0
    total = 4 if words.TOTAL.search(before) is not None and words.TESTED.match(behind) is None else 0
    weight += total
    enrolling = words.ENROLLING.search(before) is not None and not match.group().endswith("men")
    weight += 2 if enrolling or words.INCLUDED.match(behind) is not None else 0
    weight -= 6 if words.SCREENED.match(behind) is not None else 0
    stop = re.search(r"[;:,]" if words.OF_ALL.match(before) else r"[;:]", behind[:60])  # "Of 62 adults, 30 had AHSCT"
    reach = match.end() + (60 if stop is None else stop.start())
    reach += sum(len(aside.group()) for aside in words.ASIDE.finditer(behind[:60]))
    near = [mention for mention in labels if match.end() <= mention.start < reach]
    near = [each for each in near if words.FAILED.search(sentence.text[match.end() : each.start]) is None]
    if any(mention.kind == TREATMENT for mention in near):
        arm = comparators and (
            not _names_comparator(near, comparators) or words.OTHER_ARM.search(behind[:90]) is not None
        )
        weight += -3 - total if arm else 0 if re.match(r"\s*(?:before|prior)\b", behind) else 1
    weight -= 3 if any(mention.kind == DRUG for mention in near) and not _names_both(near, comparators) else 0
    return weight


def _names_comparator(near: list[Mention], comparators: tuple[str, ...]) -> bool:
    return any(mention.code in comparators for mention in near)


def _names_both(near: list[Mention], comparators: tuple[str, ...]) -> bool:
    return _names_comparator(near, comparators) and any(mention.kind == TREATMENT for mention in near)
