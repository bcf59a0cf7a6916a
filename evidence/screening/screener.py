"""The vocabulary of a topic as patterns."""

from collections.abc import Iterable
from dataclasses import dataclass

from evidence.records.question import Term, Vocabulary
from evidence.word_finder import WordFinder

Pattern = WordFinder


@dataclass(frozen=True, slots=True, eq=False)
class Screener:
    """Compiled vocabulary. stems, capitals: phrases of which a record must hold one to be read at all, in small
    letters and in capitals ("NSC" is a neural stem cell, "nsc" is in every "transcription").

    disease_short: abbreviations that mean the disease only beside disease or disease_context; not_disease: what
    they also stand for. disease_scales: scales of this disease alone. both_*: the sure names with the unsure ones.
    family: kinds of disease to which the disease belongs; not_family: the same words where they tell an outcome.
    groups: names of societies that hold such words.
    any_cells: stem cells of any kind; transplanting: transplantation of anything; other_grafts: of something else;
    complications: other diseases where they follow the treatment; not_animals: drugs with the name of an animal.
    """

    stems: tuple[str, ...]
    capitals: tuple[str, ...]
    disease: Pattern
    disease_context: Pattern
    disease_short: Pattern
    disease_scales: Pattern
    both_disease: Pattern
    not_disease: Pattern
    family: Pattern
    not_family: Pattern
    groups: Pattern
    treatment: Pattern
    both_treatment: Pattern
    other_cells: Pattern
    any_cells: Pattern
    transplanting: Pattern
    other_grafts: Pattern
    complications: Pattern
    allogeneic: Pattern
    animals: Pattern
    not_animals: Pattern
    other_diseases: Pattern
    conditioning: Pattern
    registries: Pattern
    drugs: Pattern
    regimens: Pattern
    settings: tuple[tuple[str, Pattern], ...]


def compile_screener(vocabulary: Vocabulary) -> Screener:
    """Return the words of the topic as patterns; a list that the topic does not have matches nothing."""
    cues = dict(vocabulary.cues)
    any_cells = cues.get("any_cells", ())
    told = (*vocabulary.treatment, *vocabulary.treatment_broad, *vocabulary.other_cells, *any_cells)
    return Screener(
        stems=_shortest(phrase.lower() for phrase in told if phrase != phrase.upper()),
        capitals=_shortest(phrase for phrase in told if phrase == phrase.upper()),
        disease=WordFinder(vocabulary.disease),
        disease_short=WordFinder(cues.get("disease_short", ())),
        disease_scales=WordFinder(cues.get("disease_scales", ())),
        both_disease=WordFinder((*vocabulary.disease, *cues.get("disease_short", ()))),
        disease_context=WordFinder(cues.get("disease_context", ())),
        not_disease=WordFinder(cues.get("not_disease", ())),
        family=WordFinder(cues.get("disease_family", ())),
        not_family=WordFinder(cues.get("not_family", ())),
        groups=WordFinder(cues.get("group_names", ())),
        treatment=WordFinder(vocabulary.treatment),
        both_treatment=WordFinder((*vocabulary.treatment, *vocabulary.treatment_broad)),
        other_cells=WordFinder(vocabulary.other_cells),
        any_cells=WordFinder(any_cells),
        transplanting=WordFinder(cues.get("transplanting", ())),
        other_grafts=WordFinder(cues.get("other_grafts", ())),
        complications=WordFinder(cues.get("complications", ())),
        allogeneic=WordFinder(vocabulary.allogeneic),
        animals=WordFinder(vocabulary.animals),
        not_animals=WordFinder(cues.get("not_animals", ())),
        other_diseases=WordFinder(vocabulary.other_diseases),
        conditioning=WordFinder(cues.get("conditioning", ())),
        registries=WordFinder(cues.get("registries", ())),
        drugs=WordFinder(_phrases(vocabulary.drugs)),
        regimens=WordFinder(_phrases(vocabulary.regimens)),
        settings=tuple((term.code, WordFinder(term.words)) for term in vocabulary.settings),
    )


def _phrases(terms: Iterable[Term]) -> tuple[str, ...]:
    return tuple(word for term in terms for word in term.words)


def _shortest(phrases: Iterable[str]) -> tuple[str, ...]:
    """Return the shortest phrases such that every phrase holds one of them: "HSCT" stands for "AHSCT" too."""
    plain = {" ".join(phrase.rstrip("*").replace("-", " ").split()) for phrase in phrases}
    kept: list[str] = []
    for phrase in sorted(plain, key=lambda phrase: (len(phrase), phrase)):
        if not any(stem in phrase for stem in kept):
            kept.append(phrase)
    return tuple(kept)
