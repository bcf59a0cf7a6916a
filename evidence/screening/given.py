"""Which sentences tell that patients of the record had the treatment: transplanted, allocated to it, measured."""

import re

from evidence.quick import Quick
from evidence.screening.naming import without_other_cells
from evidence.screening.screener import Pattern, Screener
from evidence.screening.wording import Wording

PEOPLE = Quick(r"(?i)\b(?:patients?|participants?|women|men|people|persons?|individuals|volunteers|man|woman)\b")
# A treatment that patients of this record had: "patients who underwent", "after", "treated with".
_HAD = Quick(
    r"""(?i)\b(?:under(?:went|going|gone|go)|receiv(?:ed|ing)|treated|after|following|post|transplanted|performed|
        before|given|submitted|autografted|start(?:ed|ing)|initiat(?:ed|ing)|switched)\b""",
    re.VERBOSE,
)
# A treatment that is only named: as reason for exclusion, as an option, as a hope.
_ONLY_NAMED = Quick(
    r"""(?i)\b(?:exclu\w+|prior(?!\sto)|previous(?:ly)?|history\ of|such\ as|e\.g\.|may|could|should|might|options?|
        consider\w*|emerging|promising|future|awaiting|eligible|candidates?|untreated|not\ treated|except)\b""",
    re.VERBOSE,
)
# What a study asks of a treatment, and a result of it: "to assess the effect of AHSCT on", "AHSCT reduced".
_ASKED = Quick(
    r"(?i)\b(?:aim\w*|assess\w*|evaluat\w+|compar\w+|investigat\w+|examin\w+|determin\w+|quantif\w+|"
    r"describe)\b[^.;]{0,60}?"
    r"\b(?:effect\w*|efficacy|safety|outcomes?|benefit|impact|risk|results)\b"
)
_SECTION_OF_RESULTS = re.compile(r"RESULT|FINDING(?!S: RECENT)")
# A treatment to which patients were allocated.
_DRAWN = Quick(r"(?i)\b(?:randomi[sz]ed|allocated|assigned)\b")


def transplanted_treatment(wording: Wording, treatment: Pattern, screener: Screener) -> str | None:
    """Return the treatment that patients of this record had: "29 patients underwent AHSCT"."""
    for sentence in wording.sentences:
        told = PEOPLE.search(sentence) and _HAD.search(sentence) and not _ONLY_NAMED.search(sentence)
        named = treatment.search(without_other_cells(sentence, screener)) if told else None
        if named:
            return named[0]
    return None


def allotted_treatment(wording: Wording, treatment: Pattern) -> str | None:
    """Return the treatment as an arm of this study: "66 adults allocated at random to AHSCT or natalizumab"."""
    for sentence in wording.sentences:
        drawn = _DRAWN.search(sentence)
        named = treatment.search(sentence, drawn.end()) if drawn else None
        if named and not _ONLY_NAMED.search(sentence):
            return named[0]
    return None


def measured_treatment(wording: Wording, treatment: Pattern) -> str | None:
    """Return the treatment whose effect the study asked and told with figures in its results."""
    asked = next((one for one in wording.sentences if _ASKED.search(one) and treatment.search(one)), None)
    if asked is None:
        return None
    for label, text in wording.sections:
        if _SECTION_OF_RESULTS.search(label):
            for sentence in text.split(". "):
                named = treatment.search(sentence)
                if named and re.search(r"\d", sentence) and not _ONLY_NAMED.search(sentence):
                    return named[0]
    return None
