"""Prints the statuses that the rule comes to beside those that were expected before it was written.

    python -m tests.expected_table

From the evidence pack; where EVIDENCE_REAL names the folder of real records, from the pack with those read too.
"""

import os
from collections.abc import Iterable
from pathlib import Path

from evidence.answers import answer_topic
from evidence.identity import join_records
from evidence.reading import read_article
from evidence.records.answer import Answer
from evidence.records.article import Article
from evidence.sources.bulk import read_records
from evidence.studies import group_studies
from tests.replay.days import pack, reader, topic

TODAY = "2026-11-22"


def answers_with(articles: Iterable[Article] = ()) -> dict[str, Answer]:
    """Return by code the answers of the pack and these articles."""
    read = [read_article(article, reader()) for article in articles]
    reports = [report for report, _ in read]
    findings = [finding for _, its in read for finding in its]
    joined, figures = join_records(reports, findings, pack(), topic().links)
    studies = group_studies(joined, topic().links, topic().trials)
    return {answer.question: answer for answer in answer_topic(topic(), joined, figures, studies, TODAY)}


def real_articles(folder: Path) -> list[Article]:
    """Return the real articles on transplantation in MS."""
    return [record.article for record in read_records(folder / "hsct_ms_dev.xml") if record.article is not None]


def table(found: dict[str, Answer]) -> str:
    """Return a line for each question and part, and how many questions agree."""
    from tests.test_expected_statuses import EXPECTED, EXPECTED_PARTS

    lines = [_line(code, EXPECTED[code], found[code].status) for code in EXPECTED]
    parts = {(code, part.code): part.status for code in found for part in found[code].sub_answers}
    lines += [_line(f"{code} {part}", status, parts[code, part]) for (code, part), status in EXPECTED_PARTS.items()]
    same = sum(found[code].status == status for code, status in EXPECTED.items())
    return "\n".join([*lines, f"{same} of {len(EXPECTED)} questions agree"])


def _line(name: str, expected: str, status: str) -> str:
    return f"{name:<22} expected {expected:<12} {status:<12} {'' if expected == status else 'DIFFERENT'}".rstrip()


if __name__ == "__main__":
    print(f"The evidence pack\n{table(answers_with())}")
    real = os.environ.get("EVIDENCE_REAL")
    if real:
        print(f"\nThe pack with real records\n{table(answers_with(real_articles(Path(real))))}")
