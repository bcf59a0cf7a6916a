"""Reads made-up abstracts as the program does and compares the findings with what was printed."""

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import evidence.topics
from evidence.reading import Reader, compile_reader, read_article
from evidence.records.finding import Finding
from evidence.topics.vocabulary import load_vocabulary
from tests.sentences.cases import Case, Line, cases
from tests.sentences.told import Told, Wrong, compare


@dataclass(frozen=True)
class Miss:
    """One wrong finding with the sentence it was read from."""

    line: Line
    wrong: Wrong
    pmid: str


@dataclass
class Score:
    """The counts of a run, by family of templates."""

    cases: int = 0
    sentences: Counter[str] = field(default_factory=Counter)
    figures: Counter[str] = field(default_factory=Counter)
    unread: Counter[str] = field(default_factory=Counter)
    wrong: list[Miss] = field(default_factory=list)
    silent: list[tuple[Line, Told, str]] = field(default_factory=list)

    def add(self, case: Case, findings: tuple[Finding, ...]) -> None:
        """Count one abstract; a finding belongs to the line that its figure stands in."""
        self.cases += 1
        place = len(case.article.title) + 1
        for section in case.article.sections[:2]:
            place += len(f"{section.label}: {section.text}") + 1
        place += len(f"{case.article.sections[2].label}: ")
        stray = list(findings)
        for line in case.lines:
            here = tuple(one for one in stray if place <= (one.mark_start or 0) < place + len(line.text))
            stray = [one for one in stray if one not in here]
            self._add_line(case, line, here)
            place += len(line.text) + 1
        self.wrong.extend(
            Miss(case.lines[0], Wrong(one, None, ("section",)), case.article.pmid or "")
            for one in stray if one.state == "clean"
        )  # fmt: skip

    def _add_line(self, case: Case, line: Line, findings: tuple[Finding, ...]) -> None:
        family = line.template.family
        wrong, unread = compare(line.told, findings)
        self.sentences[family] += 1
        self.figures[family] += sum(not one.optional for one in line.told)
        self.unread[family] += len(unread)
        self.wrong.extend(Miss(line, one, case.article.pmid or "") for one in wrong)
        self.silent.extend((line, one, case.article.pmid or "") for one in unread)


def compile_topic() -> Reader:
    """Return the reader of the topic that ships with the program."""
    return compile_reader(load_vocabulary(Path(evidence.topics.__file__).parent / "hsct_ms"))


def score(count: int, seed: int) -> Score:
    """Return how the reader does on so many made-up abstracts."""
    reader, total = compile_topic(), Score()
    for case in cases(count, seed):
        total.add(case, read_article(case.article, reader)[1])
    return total
