"""What a page says, in words: everything the templates draw, made from the page document and the catalogue."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from evidence_cli.page.figures import AsideGroup, FigureGroup, aside_groups, figure_groups
from evidence_cli.page.matrix import MatrixGroup, matrix
from evidence_cli.page.plots import Plot, plots
from evidence_cli.page.timeline import TimeLine, answer_line, trial_line
from evidence_cli.render.corrections_text import correction_line
from evidence_cli.render.dateline import dateline_text, stale_line
from evidence_cli.render.international_text import international_lines, not_covered_lines, policy_line
from evidence_cli.render.pools import pool_line
from evidence_cli.render.question_lines import awaited_line, given, next_lines, signed_lines, verdict, why
from evidence_cli.render.question_rests import figure_ids
from evidence_cli.render.reason_groups import Group, part_reasons, reason_groups
from evidence_cli.render.report_model import deciding
from evidence_cli.render.report_text import grouped
from evidence_cli.render.words import Catalogue, date, sentence, text, word

Document = Mapping[str, Any]


class Part(NamedTuple):
    """A part of a question; reasons: every step of its judgement."""

    about: str
    status: str
    verdict: str
    reasons: tuple[str, ...]


class QuestionPage(NamedTuple):
    """One question with everything that its answer rests on. told: the fields of the report's JSON."""

    told: Document
    verdict: str
    plain: str | None
    why: str
    lines: tuple[str, ...]
    reasons: tuple[Group, ...]
    sources: tuple[str, ...]
    parts: tuple[Part, ...]
    pools: tuple[str, ...]
    plots: tuple[Plot, ...]
    figures: tuple[FigureGroup, ...]
    published: tuple[FigureGroup, ...]
    aside: tuple[AsideGroup, ...]
    history: tuple[str, ...]
    policy: tuple[str, ...]


class ReportPage(NamedTuple):
    """The whole report. groups: (heading, questions); lines are sentences; changes: (heading, sentences)."""

    document: Document
    title: str
    dateline: str
    stale: str | None
    international: tuple[tuple[str, str], ...]
    corrections: tuple[str, ...]
    changes: tuple[tuple[str, tuple[str, ...]], ...]
    groups: tuple[tuple[str, tuple[QuestionPage, ...]], ...]
    tally: tuple[tuple[str, int], ...]
    matrix: tuple[MatrixGroup, ...]
    answers: TimeLine
    trials: TimeLine
    not_covered: tuple[str, ...]
    policy: tuple[str, ...]

    @property
    def questions(self) -> tuple[QuestionPage, ...]:
        """The questions in the order of the topic, which is that of the cells of the matrix."""
        known = {question.told["code"]: question for _, members in self.groups for question in members}
        return tuple(known[each["code"]] for each in self.document["questions"])


def report_page(document: Document, words: Catalogue, *, replayed: bool) -> ReportPage:
    """Return the page of a report; document: of gather.page_document."""
    study = document["international_study"]
    groups = [
        (word(words, "group", group).capitalize(), tuple(_question(each, document, words) for each in members))
        for group, members in grouped(document["questions"])
    ]
    return ReportPage(
        document=document,
        title=text(words, "title", topic=document["title"]),
        dateline=dateline_text(document, words, replayed=replayed),
        stale=stale_line(document, words),
        international=() if study is None else _labelled(document, words),
        corrections=tuple(correction_line(row, words) for row in document["corrections"]),
        changes=tuple((heading, tuple(lines)) for heading, lines in document["changes"]),
        groups=tuple(groups),
        tally=_tally(document, words),
        matrix=matrix(document, words),
        answers=answer_line(document, words),
        trials=trial_line(document, words),
        not_covered=tuple(not_covered_lines(document, words)) if study is not None else (),
        policy=tuple(policy_line(fact, words) for fact in document["policy"]),
    )


def _labelled(document: Document, words: Catalogue) -> tuple[tuple[str, str], ...]:
    """Return (label, words) about the international study; a second line of one label has none."""
    found: list[tuple[str, str]] = []
    before = ""
    for key, told in international_lines(document, words):
        found.append(("" if key == before else words.text[key], told))
        before = key
    return tuple(found)


def _tally(document: Document, words: Catalogue) -> tuple[tuple[str, int], ...]:
    statuses = [question["status"] for question in document["questions"]]
    return tuple((status, statuses.count(status)) for status in words.codes["status"])


def _question(question: Document, document: Document, words: Catalogue) -> QuestionPage:
    published = [id_ for id_ in question["published_pools"] if id_ in document["figures"]]
    own = figure_ids(question).difference(published)
    stated = question["stated"]
    reasons = reason_groups(question["reasons"], words)
    if stated is not None:
        reasons = ((None, (sentence(stated["reason"]),)), *reasons)
    return QuestionPage(
        told=question,
        verdict=verdict(question, words),
        plain=_plain_answer(question, words) if question["plain"] else None,
        why=why({**question, "reasons": deciding(question["reasons"])}),
        lines=_lines(question, words),
        reasons=reasons,
        sources=() if stated is None else tuple(stated["sources"]),
        parts=tuple(_part(part, question, words) for part in question["sub_answers"]),
        pools=tuple(pool_line(pool, words) for pool in question["pooled"]),
        plots=plots(document["forests"][question["code"]], words),
        figures=figure_groups(
            [row for id_, row in document["figures"].items() if id_ in own], document, words, question
        ),
        published=figure_groups([document["figures"][id_] for id_ in published], document, words),
        aside=aside_groups(question, document, words),
        history=tuple(_history(line, words) for line in given(document["history"][question["code"]])),
        policy=tuple(policy_line(fact, words) for fact in document["policy"] if question["code"] in fact["questions"]),
    )


def _lines(question: Document, words: Catalogue) -> tuple[str, ...]:
    """Return what was seen in part, how far it is to the next status, who will answer it when, and who signed it."""
    signed = signed_lines(question, words)
    part = [] if question["seen_in_part"] is None else [sentence(question["seen_in_part"]["text"])]
    return (*part, *next_lines(question, words), awaited_line(question["awaited"], words), *signed)


def _plain_answer(question: Document, words: Catalogue) -> str:
    """Return the status in everyday words; with the direction where it has one."""
    known = words.codes["plain"]
    return known.get(f"{question['status']} {question['direction']}", known[question["status"]])


def _part(part: Document, question: Document, words: Catalogue) -> Part:
    reasons = part_reasons(part, question, words)
    told = verdict({**part, "computed": True}, words)
    seen = [] if part["seen_in_part"] is None else [sentence(part["seen_in_part"]["text"])]
    return Part(part["about"], part["status"], told, (*reasons, *seen, *next_lines(part, words)))


def _history(line: Document, words: Catalogue) -> str:
    status = sentence(word(words, "status", line["status"]))
    return f"{date(words, line['valid_from'])}: {status} {verdict({**line, 'computed': True}, words)}".strip()
