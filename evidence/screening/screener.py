"""The vocabulary of a topic as patterns."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from evidence.records.question import Term, Vocabulary
from evidence.words import words_pattern

Pattern = re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Screener:
    """Compiled vocabulary. stems, capitals: phrases of which a record must hold one to be read at all, in small
    letters and in capitals ("NSC" is a neural stem cell, "nsc" is in every "transcription").

    disease_short: abbreviations that mean the disease only beside disease or disease_context; not_disease: what
    they also stand for. both_*: the sure names with the unsure ones. family: kinds of disease to which the disease
    belongs; not_family: the same words where they tell an outcome. groups: names of societies that hold such words.
    any_cells: stem cells of any kind; transplanting: transplantation of anything; other_grafts: of something else;
    complications: other diseases where they follow the treatment; not_animals: drugs with the name of an animal.
    """

    stems: tuple[str, ...]
    capitals: tuple[str, ...]
    disease: Pattern
    disease_context: Pattern
    disease_short: Pattern
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
        disease=words_pattern(vocabulary.disease),
        disease_short=words_pattern(cues.get("disease_short", ())),
        both_disease=words_pattern((*vocabulary.disease, *cues.get("disease_short", ()))),
        disease_context=words_pattern(cues.get("disease_context", ())),
        not_disease=words_pattern(cues.get("not_disease", ())),
        family=words_pattern(cues.get("disease_family", ())),
        not_family=words_pattern(cues.get("not_family", ())),
        groups=words_pattern(cues.get("group_names", ())),
        treatment=words_pattern(vocabulary.treatment),
        both_treatment=words_pattern((*vocabulary.treatment, *vocabulary.treatment_broad)),
        other_cells=words_pattern(vocabulary.other_cells),
        any_cells=words_pattern(any_cells),
        transplanting=words_pattern(cues.get("transplanting", ())),
        other_grafts=words_pattern(cues.get("other_grafts", ())),
        complications=words_pattern(cues.get("complications", ())),
        allogeneic=words_pattern(vocabulary.allogeneic),
        animals=words_pattern(vocabulary.animals),
        not_animals=words_pattern(cues.get("not_animals", ())),
        other_diseases=words_pattern(vocabulary.other_diseases),
        conditioning=words_pattern(cues.get("conditioning", ())),
        registries=words_pattern(cues.get("registries", ())),
        drugs=words_pattern(_phrases(vocabulary.drugs)),
        regimens=words_pattern(_phrases(vocabulary.regimens)),
        settings=tuple((term.code, words_pattern(term.words)) for term in vocabulary.settings),
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
