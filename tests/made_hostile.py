"""The made-up evidence with a hostile text wherever a text of others can stand, for the pages of a report."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from evidence.records.answer import Answer, Reason
from evidence.records.article import AbstractSection, Author, Notice, article_text, text_hash
from evidence.records.finding import Contrast, Finding
from evidence_db.opening import writing
from tests.made_evidence import ANSWERS, ARTICLE, NEDA, NO_DEATH, PACKED, REPORTS, STUDIES, TOPIC, TRIALS, make_database


def _answers(figures: Sequence[Finding], text: str) -> Iterator[Answer]:
    """The made-up answers, resting on these figures, with a reason that tells the text."""
    ids = tuple(figure.id for figure in figures)
    why = Reason("counted_once", (("kept", text), ("left_out", "pmid:97100001"), ("why", text)))
    for answer in ANSWERS:
        parts = tuple(replace(part, findings=ids, reasons=(*part.reasons, why)) for part in answer.sub_answers)
        yield replace(answer, findings=ids, published_pools=ids[2:], sub_answers=parts, reasons=(*answer.reasons, why))


def hostile_database(path: Path, text: str) -> Path:
    """A database whose titles, authors, journals, sentences, names, notes and sources are this text."""
    section = AbstractSection(text or None, "RESULTS", f"NEDA was 88% {text}. Then more.")
    notice = Notice("RetractionIn", "97100009", text)
    article = replace(
        ARTICLE, title=text, sections=(section,), journal=text,
        authors=(Author(text, text, text), Author(collective=text)),
        notices=(notice,),
    )  # fmt: skip
    whole = article_text(article)
    sentence = f"NEDA was 88% {text}."
    start = whole.index(sentence)
    mark = start + len("NEDA was ")
    figure = replace(
        NEDA, sentence=sentence, start=start, end=start + len(sentence), mark_start=mark, mark_end=mark + 3 + len(text),
        text_hash=text_hash(whole), population=text, regimen=text, unit=text, p=text, rule=text, flags=(text,),
        state="flagged",
    )  # fmt: skip
    other = replace(
        PACKED, source_url=text, comparator=text, contrast=Contrast("regimen", text, text), doi=f"10.1000/{text}"
    )
    death = replace(NO_DEATH, population=text, note=text, pmid=f"1{text}")
    figures = (figure, replace(figure, origin="person"), other, death)
    make_database(path, articles=(article,), findings=figures, answers=tuple(_answers(figures, text)))
    with writing(path, create=False) as store:
        store.save_reports(
            [
                replace(report, title=text, citation=text, first_author=text, doi=f"10.1000/{text}", source_url=text,
                        facts=replace(report.facts, comparator=text, phenotypes=((text, 3),),
                                      conditioning=((text, text),)))
                for report in REPORTS
            ]
        )  # fmt: skip
        store.save_studies([replace(study, name=text, overlap=text, reasons=(text,)) for study in STUDIES])
        trials = tuple(replace(trial, acronym=text, title=text, status=text, ids=(("nct", f"{text}{place}"),))
                       for place, trial in enumerate(TRIALS))  # fmt: skip
        facts = tuple(
            replace(fact, country=text, source=text, text=replace(fact.text, en=text, nl=text)) for fact in TOPIC.policy
        )
        store.save_trials(replace(TOPIC, trials=trials))
        store.save_questions(replace(TOPIC, policy=facts))
    return path
