"""Which words name the treatment and the disease in one record; the same letters may mean something else."""

import re

from evidence.quick import Quick
from evidence.screening.screener import Pattern, Screener
from evidence.screening.wording import Wording

# What follows the name of other cells and belongs to it: "mesenchymal [stem cell transplantation]", "MSC [therapy]".
_CELLS_GO_ON = re.compile(
    r"""(?:[\s/(,-]* \b (?:derived|like|and|or|stem|stromal|progenitor|precursor|cells?|MSCs?|NSCs?|NPCs?) \b \)?)*
        (?:\s (?:auto|allo)?(?:transplant|therap|treatment|graft|infusion|injection|administration)\w*)?""",
    re.VERBOSE,
)
# How the patients with one disease of several are counted: behind its name or before it.
_COUNT_AFTER = re.compile(
    r"""(?i)(?:\ \(?MS)?\)? (?:\ patients)?
        (?: \ ?[(\[:]\ ?(?:n\ ?=\ ?)?\d+\b(?!\ ?(?:months|years|weeks|%))
          | ,?\ (?:in\ )?(?:n\ ?=\ ?)?\d+(?=[,;.)\]]|\ and\b|\ patients) )""",
    re.VERBOSE,
)
_NUMBER = r"(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
_COUNT_BEFORE = Quick(
    rf"(?i)\b{_NUMBER} (?:of them |were |was )?(?:(?:patients?|people|persons?|women|men|cases?) )?"
    rf"(?:(?:had|having|with|of|treated for|for|suffering from) )?(?:[\w-]+ ){{0,2}}$"
)


def without_other_cells(text: str, screener: Screener) -> str:
    """Return the text without the names of other cells, so that "neural stem cell transplantation" is no HSCT.

    Names of societies go too: "Society for Blood and Marrow Transplantation" is no transplantation.
    """
    text = screener.groups.sub("|", text)
    kept, end = [], 0
    for found in screener.other_cells.finditer(text):
        if found.start() < end:
            continue
        kept.append(text[end : found.start()])
        tail = _CELLS_GO_ON.match(text, found.end())
        end = tail.end() if tail else found.end()
    return "|".join([*kept, text[end:]])


def without_names(text: str, screener: Screener) -> str:
    """Return the text without names of societies and without other meanings of the disease's abbreviation."""
    return screener.not_disease.sub("|", screener.groups.sub("|", text))


def disease_pattern(wording: Wording, screener: Screener) -> Pattern:
    """Return the names of the disease, with its abbreviation where something else says what that means."""
    if screener.disease.search(wording.text) or screener.disease.search(wording.index):
        return screener.both_disease
    if screener.not_disease.search(wording.text) or _defined_otherwise(wording.text, screener):
        return screener.disease
    return screener.both_disease if screener.disease_context.search(wording.text) else screener.disease


def _defined_otherwise(text: str, screener: Screener) -> bool:
    """True if the abbreviation stands in brackets behind words that are not the disease: "myeloid sarcoma (MS)"."""
    return any(text[max(found.start() - 1, 0)] == "(" for found in screener.disease_short.finditer(text))


def treatment_pattern(blood: str, wording: Wording, screener: Screener) -> Pattern:
    """Return the names of the treatment; the broad ones only where the text tells of blood-forming cells.

    A record without abstract has nothing more to tell: there the broad name is enough.
    """
    if not wording.abstract or screener.conditioning.search(wording.index):
        return screener.both_treatment
    telling = (screener.treatment, screener.conditioning, screener.allogeneic)
    return screener.both_treatment if any(cue.search(blood) for cue in telling) else screener.treatment


def is_counted(wording: Wording, disease: Pattern) -> bool:
    """True if patients with the disease are counted: "multiple sclerosis (n=839)", "12 with multiple sclerosis"."""
    return any(
        _COUNT_AFTER.match(wording.abstract, found.end())
        or _COUNT_BEFORE.search(wording.abstract[max(0, found.start() - 200) : found.start()])
        for found in disease.finditer(wording.abstract)
    )
