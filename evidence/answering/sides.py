"""Which two sides a figure is about, for one kind of contrast."""

from dataclasses import dataclass, replace

from evidence.answering.body import Body
from evidence.answering.terms import code_of, codes, named_in, part_of, regimen_of
from evidence.records.finding import HSCT, Finding
from evidence.records.question import Scope
from evidence.words import words_pattern

MIXED = "dmt"  # group of drug terms that stand for "what was available", not for one drug


@dataclass(frozen=True, slots=True)
class Sides:
    """Names the sides of a contrast: "treatment", "regimen", "course" or "subgroup"."""

    contrast: str
    scope: Scope
    body: Body

    @property
    def courses(self) -> tuple[str, ...]:
        """The courses that the study's population must be of; for a contrast of courses they are the sides instead."""
        return () if self.contrast == "course" else self.scope.courses

    @property
    def subgroups(self) -> tuple[str, ...]:
        """The subgroups that the figure must be of; for a contrast of subgroups they are the sides instead."""
        return () if self.contrast == "subgroup" else self.scope.subgroups

    def scope_of(self, finding: Finding, asked: Scope) -> Scope:
        """Return what a figure must fit: one of a side fits by being of that side."""
        part = part_of(finding, self.body.vocabulary)
        if self.contrast == "subgroup" and part is not None and part in self._wanted:
            return replace(asked, subgroups=(part,))
        return asked

    def between(self, finding: Finding) -> tuple[str, str] | None:
        """Return the two sides of a printed comparison, None if it compares something else."""
        told = finding.contrast
        if self.contrast == "treatment":
            if told is not None and told.kind != "treatment":
                return None
            drug = self._drug(finding)
            return None if drug is None else (HSCT, drug)
        if told is None or told.kind != self.contrast:
            return None
        pair = self._code(told.a), self._code(told.b)
        return pair if not self._wanted or not self._wanted.isdisjoint(pair) else None

    def side(self, finding: Finding) -> str | None:
        """Return the side that a figure of one arm is about, None if it is about none."""
        if finding.contrast is not None:
            return None
        if self.contrast == "treatment":
            if finding.arm == "comparator":
                return self._drug(finding)
            return HSCT if finding.arm == "hsct" and finding.regimen is None else None
        if finding.arm != "hsct":
            return None
        if self.contrast == "regimen":
            return regimen_of(finding, self.body.vocabulary)
        part = part_of(finding, self.body.vocabulary)
        return part if part in self._wanted else None

    def name(self, finding: Finding) -> str:
        """Return the side of a figure that is known to have one."""
        return self.side(finding) or ""

    @property
    def _wanted(self) -> frozenset[str]:
        """The codes that a side may have; empty = any."""
        vocabulary = self.body.vocabulary
        if self.contrast == "course":
            return codes(self.scope.courses, vocabulary.courses)
        if self.contrast == "subgroup":
            return codes(self.scope.subgroups, vocabulary.subgroups)
        return codes(self.scope.regimens, vocabulary.regimens) if self.contrast == "regimen" else frozenset()

    def _code(self, name: str) -> str:
        vocabulary = self.body.vocabulary
        terms = {"course": vocabulary.courses, "subgroup": vocabulary.subgroups, "regimen": vocabulary.regimens}
        return code_of(name, terms.get(self.contrast, ()))

    def _drug(self, finding: Finding) -> str | None:
        """Return the comparator's code, or its words, if the scope names it or names none; else None.

        A study of one drug need not repeat it beside each figure. A mixture ("best available therapy") stands for the
        drugs that its abstract and its registered arms name: it is asked about if the scope names all of them.
        """
        drugs = self.body.vocabulary.drugs
        arms = self._arm_words(finding.record)
        told = finding.comparator
        if told is None:
            named = named_in(arms[0], drugs)
            told = next(iter(named)) if len(named) == 1 else None
        if told is None:
            return None
        code, wanted = code_of(told, drugs), codes(self.scope.comparators, drugs)
        held = self._single(told) or self._single(arms[0]) | self._single(arms[1])
        direct = not wanted or (held <= wanted if held else code in wanted)
        return code if direct or code in codes(self.scope.comparators_indirect, drugs) else None

    def is_other_drug(self, finding: Finding) -> bool:
        """Return True if the comparator of a figure is one that the scope takes as indirect evidence only."""
        if self.contrast != "treatment" or not self.scope.comparators_indirect:
            return False
        return replace(self, scope=replace(self.scope, comparators_indirect=()))._drug(finding) is None

    def _single(self, words: str) -> frozenset[str]:
        """Return the codes of single drugs that the words name, without names for mixtures."""
        mixed = {term.code for term in self.body.vocabulary.drugs if term.group == MIXED}
        return named_in(words, self.body.vocabulary.drugs) - mixed

    def _arm_words(self, record: str) -> tuple[str, str]:
        """Return what the report says its comparator was, and the registered arms that are not the transplant."""
        trial = self.body.trial_of.get(record)
        vocabulary = self.body.vocabulary
        transplant = words_pattern((*vocabulary.treatment, *vocabulary.treatment_broad))
        arms = () if trial is None else tuple(arm for arm in trial.arms if not transplant.search(arm))
        return self.body.reports[record].facts.comparator or "", "; ".join(arms)
