"""Is it about the treatment of this disease, and does it report patients of its own? The label, with its reason."""

from dataclasses import dataclass

from evidence.records.study import MENTION_ONLY, OTHER_STEM_CELL, PRIMARY, SECONDARY, UNRELATED
from evidence.screening.own_patients import asks_professionals, reported_patients
from evidence.screening.subject import Subject
from evidence.screening.wording import Wording

# Designs that report the work of others, or work not yet done.
_SECONDARY_DESIGNS = {
    "meta-analysis/systematic review": "a systematic review",
    "guideline": "a guideline or position paper",
    "review": "a review",
    "protocol": "a protocol",
    "economic evaluation": "an economic evaluation",
}

_OFTEN = 3  # mentions of other stem cells in an abstract whose title does not name them


@dataclass(frozen=True, slots=True)
class Verdict:
    """A label and the sentence that a person can check."""

    label: str
    reason: str


def judge(wording: Wording, subject: Subject, design: str | None) -> Verdict:
    """Return the label of the record and its reason, naming the words that decided."""
    if _other_cells_lead(subject):
        cells = subject.title_other_cells or subject.title_cells
        where = f'title names "{cells}"' if cells else "text names other stem cells"
        return Verdict(OTHER_STEM_CELL, f"{where}, not transplantation of blood-forming cells")
    if subject.treatment is None or (subject.disease is None and subject.title_treatment is None):
        return Verdict(UNRELATED, "neither transplantation of blood-forming cells nor other stem cells are its subject")
    passing = _why_in_passing(subject)
    if passing is not None:
        return Verdict(MENTION_ONLY, passing)
    about = _what_it_is_about(subject)
    if about is None:
        return Verdict(MENTION_ONLY, f'"{subject.treatment}" is named in passing, no own patients had it')
    return _own_or_others(wording, about, design)


def _other_cells_lead(subject: Subject) -> bool:
    """True if other stem cells are the subject: named in the title, or often in a record about the disease."""
    if subject.title_treatment is not None:
        # "Autologous stem cells in ..." may be any cells until the text says which.
        if subject.n_other_cells and not subject.blood_told:
            return True
        return not subject.title_blood and subject.n_other_cells > max(subject.n_treatment, _OFTEN - 1)
    if subject.title_other_cells is not None:
        return True
    if subject.title_cells is not None:
        return subject.treatment is None or subject.n_other_cells > subject.n_treatment
    often = subject.n_other_cells + subject.n_cells >= _OFTEN
    return subject.disease is not None and often and subject.n_other_cells > subject.n_treatment


def _why_in_passing(subject: Subject) -> str | None:
    """Return why the transplantation is not one of patients with this disease, None if nothing speaks against it."""
    if subject.disease is None:
        return f'"{subject.treatment}", but the disease is not named'
    if not subject.grafted:
        return f'"{subject.treatment}" as cells that nobody is given'
    if subject.preclinical is not None:
        return f'"{subject.treatment}" in animals: {subject.preclinical}'
    if subject.allogeneic is not None:
        return f'graft of a donor: "{subject.allogeneic}"'
    if subject.other_indication is not None:
        return f'transplanted for another disease: "{subject.other_indication}"'
    if subject.untreated is not None:
        return f'the patients are without treatment: "{subject.untreated}"'
    if subject.title_other_disease is not None and subject.title_disease is None and not _listed_among(subject):
        return f'title is about another disease: "{subject.title_other_disease}"'
    return None


def _what_it_is_about(subject: Subject) -> str | None:
    """Return the words that make the treatment of this disease the subject of the record, None if nothing does."""
    if subject.title_treatment is not None and subject.title_disease is not None:
        return f'title names "{subject.title_treatment}" and "{subject.title_disease}"'
    if subject.title_treatment is not None and _disease_weighs(subject):
        return f'title names "{subject.title_treatment}", text names "{subject.disease}"'
    patients = subject.title_disease or subject.title_family
    meant = subject.title_transplant or subject.title_cells
    if patients is None and subject.title_transplant is not None and not (subject.others_named or subject.family):
        patients = subject.disease
    if meant is not None and patients is not None and (subject.n_treatment > 1 or _transplanted_for_it(subject)):
        return f'title names "{meant}" and "{patients}", text names "{subject.treatment}" and "{subject.disease}"'
    if subject.allotted is not None and subject.title_disease is not None:
        return f'patients with "{subject.title_disease}" were allocated to "{subject.allotted}"'
    if subject.measured is not None and subject.title_disease is not None:
        return f'title names "{subject.title_disease}", text measures the effect of "{subject.measured}"'
    if subject.transplanted is not None and subject.n_treatment > 1 and _disease_weighs(subject):
        return f'text reports patients with "{subject.disease}" after "{subject.transplanted}"'
    return None


def _transplanted_for_it(subject: Subject) -> bool:
    """True for "women transplanted for multiple sclerosis", whose text need not name the treatment again."""
    if subject.title_transplant is not None and (subject.title_disease is not None or not subject.others_named):
        return True
    return subject.title_family is not None and subject.counted


def _listed_among(subject: Subject) -> bool:
    """True if the title is about a family of diseases and the text comes back to this one."""
    return subject.title_family is not None and (subject.n_disease > 1 or subject.counted)


def _disease_weighs(subject: Subject) -> bool:
    """True if the disease is more than one example in a list."""
    if subject.title_disease is not None or subject.title_family is not None:
        return True
    if subject.title_treatment is not None and subject.title_other_disease is None and subject.context:
        return True
    return subject.n_disease > 1 or subject.counted or not subject.others_named


def _own_or_others(wording: Wording, about: str, design: str | None) -> Verdict:
    if design in _SECONDARY_DESIGNS:
        return Verdict(SECONDARY, f"{about}; it is {_SECONDARY_DESIGNS[design]}")
    patients = reported_patients(wording)
    if patients is None and design == "case report" and wording.abstract:
        patients = "one patient"
    if design == "survey":
        patients = None if asks_professionals(wording) else "survey of patients"
    if patients is None:
        return Verdict(SECONDARY, f"{about}; no patients of its own are reported")
    return Verdict(PRIMARY, f'{about}; own patients are reported: "{patients}"')
