"""How many patients each group has, and how many were transplanted."""

import re

from evidence.extraction.mentions import TREATMENT, Marked, Mention
from evidence.extraction.numbers import COUNT, count_places, read_count
from evidence.extraction.patients import is_year
from evidence.extraction.text import BACKGROUND, CONCLUSIONS
from evidence.quick import Quick

_ARM_SIZE = re.compile(
    r"(?:(?!\b(?:was|were|median|mean)\b)[^.;=%]){0,90}?[,(\[;]\s?(?:n\s?=\s?)(?P<n>\d{1,3}(?:,\d{3})+|\d{1,5})\b|"
    r"\s*\((?P<q>\d{1,3}(?:,\d{3})+|\d{1,5})\s+(?:patients|participants|people|persons|subjects|individuals|pts)\b|"
    r",\s(?P<m>\d{1,5})(?=[;)])",
    re.IGNORECASE,
)
_AT_ONCE = re.compile(
    r"(?:\s?\([A-Za-z][\w/-]{1,14}\))?[\s-]*(?:group|arm|cohort|treated)?(?:\s*[(\[,:]\s?|\s)n\s?=\s?(?P<n>\d{1,3}(?:,\d{3})+|\d{1,5})\b|"
    r"\s?(?:\((?P<r>\d{1,4})\)|:\s(?P<s>\d{1,4})(?=[;,.]\s|\.?$))",
    re.IGNORECASE,
)
_NO_GROUP = re.compile(
    r"[\s-]*(?:related|associated|cent(?:re|er)s?|deaths?|registr\w+|regimens?|conditioning)\b", re.IGNORECASE
)
_TO_TREATMENT = Quick(
    rf"(?P<n>{COUNT})\s+(?:(?!and\b|or\b)[A-Za-z/()'-]+\s+){{0,6}}?(?:(?:who\s+)?(?:have\s+|had\s+|"
    rf"were\s+)?(?:received|had|took|taking|"
    rf"receiving|undergone|underwent|undergoing|on|in the|to|started|starting|initiating|initiated|assigned to|"
    rf"allocated to|"
    r"randomi[sz]ed to|treated with|treated by|given|treated)\s+)(?:an?\s+)?(?:[\w-]+\s+){0,2}$|"
    rf"(?<!phase\s)(?P<m>{COUNT})\s+(?:pts\s+|patients\s+)?$|"
    rf"\b(?:treated\s+with|received|underwent|randomi[sz]ed\s+to|"
    rf"assigned\s+to)\b[^.;,:()\d]{{0,40}}\band\s+(?P<o>{COUNT})\s+(?:with|to|on|the)\s+$",
    re.IGNORECASE,
)


# "24 received the graft": the treatment without its name.
_GRAFTED = Quick(
    rf"(?P<n>{COUNT})\s+(?:(?:of (?:whom|them|these)|patients|participants|individuals)\s+)?(?:received (?:the|"
    rf"their|an?|one) "
    rf"(?:graft|transplant|autograft)|were (?:\w+ly )?(?:transplanted|autografted|grafted)|"
    rf"underwent (?:the )?(?:graft\w*|procedure))\b",
    re.IGNORECASE,
    at=count_places,
)

# "100 patients randomised (50/50)": halves, whichever is which.
_HALVES = Quick(
    r"\brandomi[sz]\w+\s*[(\[,:]?\s*(?P<n>\d{1,5})\s*(?:/|:|and|versus|vs\.?)\s*(?P<m>\d{1,5})\b", re.IGNORECASE
)


def settle_arms(
    marked: Marked, arms: dict[str, int], n_patients: int | None, comparators: tuple[str, ...]
) -> dict[str, int]:
    """Return the arms; halves that are told together outrank what looked like sizes and adds up to less than half."""
    if len(comparators) != 1 or n_patients is None:
        return arms
    names = ("hsct", *comparators)
    small = all(name in arms for name in names) and 2 * sum(arms.values()) < n_patients
    for sentence, _ in marked:
        match = _HALVES.search(sentence.text) if sentence.kind not in (CONCLUSIONS, BACKGROUND) else None
        half = None if match is None or match["n"] != match["m"] else read_count(match["n"])
        if half is not None and 2 * half == n_patients:
            return dict.fromkeys(names, half)
    return {} if small else arms


def _grafted(marked: Marked) -> int | None:
    for sentence, _ in marked:
        match = _GRAFTED.search(sentence.text) if sentence.kind not in (CONCLUSIONS, BACKGROUND) else None
        if match is not None and not is_year(match["n"], sentence.text, match.start()):
            return read_count(match["n"])
    return None


def find_arms(marked: Marked, comparators: tuple[str, ...]) -> dict[str, int]:
    """Return the first stated size of the treatment ("hsct") and of each comparator."""
    found: dict[str, int] = {}
    for sentence, labels in marked:
        if sentence.kind == CONCLUSIONS or (sentence.kind == BACKGROUND and sentence.start != 0):
            continue
        arms = [mark for mark in labels if mark.kind == TREATMENT or mark.code in comparators]
        for position, mark in enumerate(arms):
            others = (one.start for one in arms[position + 1 :] if one.code != mark.code)  # "transplantation (AHSCT)"
            stop = next(others, len(sentence.text))
            count = _size(sentence.text, mark, stop, compared=bool(comparators))
            if count is not None and count > 1:
                found.setdefault(mark.code, count)
    grafted = _grafted(marked) if "hsct" not in found else None
    return found if grafted is None else {"hsct": grafted, **found}


# "Recorded in 3 transplanted patients": how many it hit.
_HIT = re.compile(
    r"""
        \b(?:
            recorded|occurred|seen|observed|found|noted|reported|developed|diagnosed|documented|present|detected
            |happened
        )\s+(?:only\s+)?(?:in|by)\s+$""",
    re.IGNORECASE | re.VERBOSE,
)


def _size(text: str, mark: Mention, stop: int, *, compared: bool) -> int | None:
    if _NO_GROUP.match(text, mark.end) is not None:
        return None
    at_once = _AT_ONCE.match(text[:stop], mark.end)
    if at_once is not None:
        return read_count(at_once["n"] or at_once["r"] or at_once["s"])
    behind = _ARM_SIZE.match(text[:stop], mark.end)
    before = _TO_TREATMENT.search(text, 0, mark.start)
    if compared and behind is not None and behind["n"] and before is not None and before["o"] is None:
        return read_count(behind["n"])  # "110 were assigned to the transplantation of ... (n = 55) or to"
    printed = None if before is None else before["n"] or before["m"] or before["o"]
    if before is not None and printed is not None and not is_year(printed, text, before.start()):
        return None if _HIT.search(text[: before.start()]) is not None else read_count(printed)
    return None if behind is None else read_count(behind["n"] or behind["q"] or behind["m"])


def sum_of_arms(n_patients: int | None, arms: dict[str, int], comparators: tuple[str, ...]) -> int | None:
    """Return all arms together where the number found is that of a part of them; what is stated as more is kept."""
    if not comparators or not all(code in arms for code in ("hsct", *comparators)):
        return n_patients
    total = sum(arms[code] for code in ("hsct", *comparators))
    return total if n_patients is None or n_patients < total else n_patients


def find_transplanted(arms: dict[str, int], n_patients: int | None, comparators: tuple[str, ...]) -> int | None:
    """Return the number of transplanted patients; without a comparator and a number of their own they are all."""
    stated = arms.get("hsct")
    if comparators:
        return stated if stated is not None and (n_patients is None or stated < n_patients) else None
    return (
        stated
        if stated is not None and n_patients is not None and n_patients <= 2 * stated <= 2 * n_patients
        else n_patients
    )
