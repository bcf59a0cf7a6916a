"""The words of a record that decide what it is about."""

import re
from dataclasses import dataclass
from functools import lru_cache

from evidence.quick import Quick
from evidence.screening.given import PEOPLE, allotted_treatment, measured_treatment, transplanted_treatment
from evidence.screening.naming import disease_pattern, is_counted, treatment_pattern, without_names, without_other_cells
from evidence.screening.screener import Pattern, Screener
from evidence.screening.wording import Wording

_AUTOLOGOUS = re.compile(r"(?i)\bauto(?:logous|graft|transplant|-)")
_UNTREATED = Quick(r"(?i)(?<!previously )\buntreated (?:\w+ )?(?:patients|controls|people)\b|\bnatural history\b")
_ANIMALS_ONLY_MENTIONED = 3  # a clinical abstract may name mice once or twice for the rationale
# Between a treatment and what it was given for: "autologous HSCT for [Hodgkin lymphoma]".
_FOR = re.compile(r"(?i)[^,.:;]{0,25}?\bfor (?:(?:Hodgkin'?s?|non-Hodgkin|multiple|acute|chronic|severe|a|an) )*")
_BLOOD_FORMING = Quick(
    r"(?i)h(?:a?e|ae?)mat?opoietic|h(?:a?e)mopoietic|HSC|HCT|CD34|ASCT|AHCT|BMT|blood (?:stem|progenitor)|"
    r"conditioning|"
    r"mobili[sz]|apheresis|ablat|ablation|engraft|cyclophosphamide|BEAM|busul|thymocyte|autograft"
)
_GRAFTED = re.compile(
    r"(?i)transplant|graft|SCT|HCT|BMT|ablat|rescue|infus|conditioning|mobili[sz]|cell therap|"
    r"(?:cell|HSC) support|immunosuppress"
)
_TITLE_BLOOD = Quick(r"(?i)h(?:a?e|ae?)mat?opoietic|HSC|HCT|marrow|blood|CD34|ASCT|AHCT")


@dataclass(frozen=True, slots=True)
class Subject:
    """The words found, as printed; None where there are none. n_*: how often title and abstract name them.

    treatment: the transplantation of blood-forming cells, names of other cells set aside. transplanted: the words
    that say patients of this record were transplanted; allotted: that they were allocated to it; measured: that its
    effect was asked and found. context: what only this disease has is told (its scales, its courses). counted:
    patients with the disease are counted; others_named: other diseases are named; title_blood, blood_told: title or
    text say that the stem cells form blood; grafted: they are given to somebody. allogeneic, preclinical: why the
    grafts are a donor's, or the subjects animals; None where they are not.
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
    allotted: str | None
    measured: str | None
    counted: bool
    others_named: bool
    context: bool
    title_blood: bool
    blood_told: bool
    grafted: bool
    allogeneic: str | None
    preclinical: str | None
    other_indication: str | None
    untreated: str | None


@lru_cache(maxsize=1)  # label and population of one record are told from it
def find_subject(wording: Wording, screener: Screener) -> Subject:
    """Return the words of the record that decide what it is about."""
    blood_title = without_other_cells(wording.title, screener)
    blood = f"{blood_title}\n{without_other_cells(wording.abstract, screener)}"
    treatment = treatment_pattern(blood, wording, screener)
    title_transplant = _first(screener.transplanting, screener.other_grafts.sub("|", wording.title))
    disease = disease_pattern(wording, screener)
    plain = without_names(wording.text, screener)
    plain_title = without_names(wording.title, screener)
    title_treatment = _first(treatment, blood_title)
    return Subject(
        title_treatment=title_treatment,
        title_disease=_first(disease, plain_title),
        title_family=_first(screener.family, screener.not_family.sub("|", plain_title)),
        title_other_disease=_first(screener.other_diseases, screener.complications.sub("|", plain_title)),
        title_other_cells=_first(screener.other_cells, wording.title),
        title_cells=_first(screener.any_cells, wording.title),
        title_transplant=title_transplant,
        treatment=_first(treatment, blood) or _first(treatment, wording.index),
        disease=_first(disease, plain)
        or _first(disease, wording.index)
        or (title_treatment and _implied(plain, screener)),
        family=_first(screener.family, screener.not_family.sub("|", plain)),
        n_treatment=_count(treatment, blood),
        n_disease=_count(disease, plain),
        n_other_cells=_count(screener.other_cells, wording.text),
        n_cells=_count(screener.any_cells, wording.text),
        transplanted=transplanted_treatment(wording, treatment, screener),
        allotted=allotted_treatment(wording, treatment),
        measured=measured_treatment(wording, treatment),
        counted=is_counted(wording, disease),
        context=screener.disease_context.search(plain) is not None,
        others_named=screener.other_diseases.search(plain) is not None,
        blood_told=_BLOOD_FORMING.search(blood) is not None,
        grafted=_GRAFTED.search(blood) is not None,
        title_blood=_TITLE_BLOOD.search(blood_title) is not None,
        allogeneic=_allogeneic(wording, screener),
        preclinical=_preclinical(wording, screener),
        other_indication=_other_indication(plain_title, treatment, disease, screener),
        untreated=_first(_UNTREATED, wording.title),
    )


def _implied(plain: str, screener: Screener) -> str | None:
    """Return the scale of the disease where a record names neither this disease nor any other."""
    if screener.other_diseases.search(plain) is not None or screener.family.search(screener.not_family.sub("|", plain)):
        return None
    return _first(screener.disease_scales, plain)


def _first(pattern: Pattern | re.Pattern[str] | Quick, text: str) -> str | None:
    found = pattern.search(text)
    return found[0] if found else None


def _count(pattern: Pattern | re.Pattern[str] | Quick, text: str) -> int:
    return sum(1 for _ in pattern.finditer(text))


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
    title = screener.not_animals.sub("|", wording.title)
    in_title = screener.animals.search(title)
    acronym = in_title is not None and in_title[0].isupper() and title[in_title.end() :].startswith("-")  # "RAT-MS"
    if in_title and not acronym:
        return in_title[0]
    terms = {term.lower() for term in wording.index.split("; ")}
    if "animals" in terms and "humans" not in terms:
        return "Animals, not Humans (index terms)"
    named = [found[0] for found in screener.animals.finditer(screener.not_animals.sub("|", wording.abstract))]
    often = len(named) >= _ANIMALS_ONLY_MENTIONED
    return named[0] if often and len(named) > _count(PEOPLE, wording.text) else None


def _other_indication(title: str, treatment: Pattern, disease: Pattern, screener: Screener) -> str | None:
    """Return the disease for which a patient with this one was transplanted: "for lymphoma in a patient with MS"."""
    named, other = treatment.search(title), screener.other_diseases.search(title)
    own = disease.search(title)
    meant = _FOR.match(title, named.end()) if named else None
    told = screener.other_diseases.match(title, meant.end()) if meant else None
    if told and own and own.start() < told.start():
        return told[0]
    if not (named and other and own) or other.end() > own.start():
        return None
    between = title[other.end() : own.start()]
    after = re.search(r"(?i)\b(?:after|following|post)\b", title)
    return other[0] if re.search(r"(?i)\b(?:in|with|complicating)\b", between) and not after else None
