"""Made-up abstracts with the figures they print, the same for the same seed."""

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from evidence.records.article import AbstractSection, Article
from tests.sentences.filling import Filling
from tests.sentences.parsing import Template, read_templates
from tests.sentences.studies import Study, draw_study
from tests.sentences.style import Style, draw_style
from tests.sentences.told import Told

DISTRACTORS = "figures that are no results"
BACKGROUNDS = (
    "Transplant-related mortality after autologous transplantation has been reported to be about 2.8%.",
    "In earlier series, progression-free survival was 46% at 5 years.",
    "The best treatment of aggressive multiple sclerosis is not known.",
    "With drugs, only 20 to 40% of patients have no evidence of disease activity at 2 years.",
)
CONCLUSIONS = ("AHSCT may be an option for selected patients.", "Longer follow-up is needed.",
               "These results support a randomised trial.")  # fmt: skip


@dataclass(frozen=True)
class Line:
    """One sentence of the results: its family and template, and the figures it prints."""

    template: Template
    text: str
    told: tuple[Told, ...]


@dataclass(frozen=True)
class Case:
    """An abstract; lines: the sentences of its results."""

    article: Article
    study: Study
    lines: tuple[Line, ...]


def cases(count: int, seed: int) -> Iterator[Case]:
    """Yield so many abstracts; every template comes equally often."""
    templates = read_templates()
    results = tuple(one for one in templates if one.family != DISTRACTORS)
    for number in range(count):
        rng = Random(f"{seed}:{number}")
        yield _case(results[number % len(results)], templates, rng, number)


def _case(first: Template, templates: tuple[Template, ...], rng: Random, number: int) -> Case:
    kind = rng.choice(first.kinds)
    study, style = draw_study(kind, rng), draw_style(rng)
    fitting = tuple(one for one in templates if kind in one.kinds)
    distractors = tuple(one for one in fitting if one.family == DISTRACTORS)
    chosen = [first]
    if rng.random() < 0.4:
        chosen.append(rng.choice(fitting))
    if rng.random() < 0.5:
        chosen.append(rng.choice(distractors))
    rng.shuffle(chosen)
    lines = tuple(_line(template, study, style, rng) for template in chosen)
    labels = rng.choice((("BACKGROUND", "METHODS", "RESULTS", "CONCLUSIONS"),
                         ("Objective", "Methods", "Results", "Conclusion")))  # fmt: skip
    texts = (rng.choice(BACKGROUNDS), study.methods, " ".join(line.text for line in lines), rng.choice(CONCLUSIONS))
    sections = tuple(AbstractSection(label, None, text) for label, text in zip(labels, texts, strict=True))
    article = Article(pmid=str(97_000_000 + number), version=1, title=study.title, sections=sections)
    return Case(article, study, lines)


def _line(template: Template, study: Study, style: Style, rng: Random) -> Line:
    filling = Filling(template, study, style, rng)
    text = filling.text()
    return Line(template, text, filling.told())
