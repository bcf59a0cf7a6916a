"""The words of a record that decide what it is about."""

import re
from dataclasses import dataclass

from evidence.screening.screener import Pattern, Screener
from evidence.screening.wording import Wording

# What follows the name of other cells and belongs to it: "mesenchymal [stem cell transplantation]", "MSC [therapy]".
_CELLS_GO_ON = re.compile(
    r"""(?:[\s/(,-]* \b (?:derived|like|and|or|stem|stromal|progenitor|precursor|cells?|MSCs?|NSCs?|NPCs?) \b \)?)*
        (?:\s (?:auto|allo)?(?:transplant|therap|treatment|graft|infusion|injection|administration)\w*)?""",
    re.VERBOSE,
)
_AUTOLOGOUS = re.compile(r"(?i)\bauto(?:logous|graft|transplant|-)")
_PEOPLE = re.compile(r"(?i)\b(?:patients?|participants?|women|men|people|persons?|individuals|volunteers|man|woman)\b")
_UNTREATED = re.compile(r"(?i)(?<!previously )\buntreated (?:\w+ )?(?:patients|controls|people)\b|\bnatural history\b")
_ANIMALS_ONLY_MENTIONED = 3  # a clinical abstract may name mice once or twice for the rationale
# A treatment that patients of this record had: "patients who underwent", "after", "treated with".
_HAD = re.compile(
    r"""(?i)\b(?:under(?:went|going|gone|go)|receiv(?:ed|ing)|treated|after|following|post|transplanted|performed|
        before|given|submitted|autografted)\b""",
    re.VERBOSE,
)
# A treatment that is only named: as reason for exclusion, as an option, as a hope.
_ONLY_NAMED = re.compile(
    r"""(?i)\b(?:exclu\w+|prior(?!\sto)|previous(?:ly)?|history\ of|such\ as|e\.g\.|may|could|should|might|options?|
        consider\w*|emerging|promising|future|awaiting|eligible|candidates?|untreated|not\ treated|except)\b""",
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Subject:
    """The words found, as printed; None where there are none. n_*: how often title and abstract name them.

    treatment: the transplantation of blood-forming cells, names of other cells set aside. transplanted: the words
    that say patients of this record were transplanted. allogeneic, preclinical: why the grafts are a donor's, or
    the subjects animals; None where they are not.
    """

    title_treatment: str | None
    title_disease: str | None
    title_family: str | None
    title_other_disease: str | None
    title_other_cells: str | None
    title_cells: str | None
    title_transplant: str | None
    treatment: str | None
    disease: str | None
    family: str | None
    n_treatment: int
    n_disease: int
    n_other_cells: int
    n_cells: int
    transplanted: str | None
    allogeneic: str | None
    preclinical: str | None
    other_indication: str | None
    untreated: str | None


def find_subject(wording: Wording, screener: Screener) -> Subject:
    """Return the words of the record that decide what it is about."""
    blood_title = _without_other_cells(wording.title, screener)
    blood = f"{blood_title}\n{_without_other_cells(wording.abstract, screener)}"
    treatment = _treatment_pattern(blood, wording, screener)
    disease = _disease_pattern(wording, screener)
    plain = _without_names(wording.text, screener)
    plain_title = _without_names(wording.title, screener)
    return Subject(
        title_treatment=_first(treatment, blood_title),
        title_disease=_first(disease, plain_title),
        title_family=_first(screener.family, screener.not_family.sub("|", plain_title)),
        title_other_disease=_first(screener.other_diseases, plain_title),
        title_other_cells=_first(screener.other_cells, wording.title),
        title_cells=_first(screener.any_cells, wording.title),
        title_transplant=_first(screener.transplanting, wording.title),
        treatment=_first(treatment, blood) or _first(treatment, wording.index),
        disease=_first(disease, plain) or _first(disease, wording.index),
        family=_first(screener.family, screener.not_family.sub("|", plain)),
        n_treatment=_count(treatment, blood),
        n_disease=_count(disease, plain),
        n_other_cells=_count(screener.other_cells, wording.text),
        n_cells=_count(screener.any_cells, wording.text),
        transplanted=_transplanted(wording, treatment, screener),
        allogeneic=_allogeneic(wording, screener),
        preclinical=_preclinical(wording, screener),
        other_indication=_other_indication(plain_title, treatment, disease, screener),
        untreated=_first(_UNTREATED, wording.title),
    )


def _first(pattern: Pattern, text: str) -> str | None:
    found = pattern.search(text)
    return found[0] if found else None


def _count(pattern: Pattern, text: str) -> int:
    return sum(1 for _ in pattern.finditer(text))


def _either(one: Pattern, other: Pattern) -> Pattern:
    return re.compile(f"{one.pattern}|{other.pattern}")


def _without_other_cells(text: str, screener: Screener) -> str:
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


def _without_names(text: str, screener: Screener) -> str:
    """Return the text without names of societies and without other meanings of the disease's abbreviation."""
    return screener.not_disease.sub("|", screener.groups.sub("|", text))


def _disease_pattern(wording: Wording, screener: Screener) -> Pattern:
    """Return the names of the disease, with its abbreviation where something else says what that means."""
    if screener.disease.search(wording.text) or screener.disease.search(wording.index):
        return screener.both_disease
    if screener.not_disease.search(wording.text) or _defined_otherwise(wording.text, screener):
        return screener.disease
    return screener.both_disease if screener.disease_context.search(wording.text) else screener.disease


def _defined_otherwise(text: str, screener: Screener) -> bool:
    """True if the abbreviation stands in brackets behind words that are not the disease: "myeloid sarcoma (MS)"."""
    return any(text[max(found.start() - 1, 0)] == "(" for found in screener.disease_short.finditer(text))


def _treatment_pattern(blood: str, wording: Wording, screener: Screener) -> Pattern:
    """Return the names of the treatment; the broad ones only where the text tells of blood-forming cells.

    A record without abstract has nothing more to tell: there the broad name is enough.
    """
    if not wording.abstract or screener.conditioning.search(wording.index):
        return screener.both_treatment
    if screener.conditioning.search(blood) or screener.allogeneic.search(blood):
        return screener.both_treatment
    return screener.treatment


def _transplanted(wording: Wording, treatment: Pattern, screener: Screener) -> str | None:
    for sentence in wording.sentences:
        named = treatment.search(_without_other_cells(sentence, screener))
        people = _PEOPLE.search(sentence)
        if named and people and _HAD.search(sentence) and not _ONLY_NAMED.search(sentence):
            return named[0]
    return None


def _allogeneic(wording: Wording, screener: Screener) -> str | None:
    """Return the word for a donor's graft where autologous grafts are not what the record is about."""
    in_title = screener.allogeneic.search(wording.title)
    if in_title and not _AUTOLOGOUS.search(wording.title) and not screener.treatment.search(wording.title):
        return in_title[0]
    found = screener.allogeneic.findall(wording.text)
    if len(found) > 1 and not _AUTOLOGOUS.search(wording.text) and not screener.treatment.search(wording.text):
        return str(found[0])
    return None


def _preclinical(wording: Wording, screener: Screener) -> str | None:
    """Return the word that tells of animals as subjects: by title, by index terms, or by the weight of the text."""
    in_title = screener.animals.search(wording.title)
    if in_title:
        return in_title[0]
    terms = {term.lower() for term in wording.index.split("; ")}
    if "animals" in terms and "humans" not in terms:
        return "Animals, not Humans (index terms)"
    named = [found[0] for found in screener.animals.finditer(wording.abstract)]
    people = _count(_PEOPLE, wording.text)
    return named[0] if len(named) >= _ANIMALS_ONLY_MENTIONED and len(named) > people else None


def _other_indication(title: str, treatment: Pattern, disease: Pattern, screener: Screener) -> str | None:
    """Return the disease for which a patient with this one was transplanted: "for lymphoma in a patient with MS"."""
    named, other = treatment.search(title), screener.other_diseases.search(title)
    own = disease.search(title)
    if not (named and other and own) or other.end() > own.start():
        return None
    between = title[other.end() : own.start()]
    after = re.search(r"(?i)\b(?:after|following|post)\b", title)
    return other[0] if re.search(r"(?i)\b(?:in|with|complicating)\b", between) and not after else None
