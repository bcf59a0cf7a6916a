"""Changed answers as an Atom feed (RFC 4287), in English or Dutch.

An entry is a line of the ledger by which the status, direction or certainty of a question or of one of its parts became
another one; an answer that is told anew with the same verdict is no news. Its time is that of the run that wrote the
line, and its id is made of that line: neither ever moves, and no clock is read.
"""

import html
import re
from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import Any, NamedTuple

from evidence.changes import Happened, verdict_of
from evidence_cli.render.changes_answer import answer_change
from evidence_cli.render.changes_answer_text import change_head, change_line
from evidence_cli.render.changes_model import with_former
from evidence_cli.render.question_lines import verdict, why
from evidence_cli.render.record_names import short_names
from evidence_cli.render.report_model import brief, report_document
from evidence_cli.render.safe import one_line
from evidence_cli.render.words import Catalogue, sentence, word

Row = Mapping[str, Any]
_BEFORE_ANY_RUN = "1970-01-01T00:00:00+00:00"


class Entry(NamedTuple):
    """A changed answer. updated: time of its run, RFC 3339; paragraphs: the text of the entry."""

    id: str
    title: str
    updated: str
    status: str
    paragraphs: Sequence[str]


class Change(NamedTuple):
    """A line of the ledger with the body of the line before it, None for a first answer."""

    line: Row
    before: Row | None


def changes_of(ledger: Sequence[Row], limit: int) -> list[Change]:
    """Return the newest changes of a verdict, newest first."""
    newest: dict[str, Row] = {}
    found = []
    for line in ledger:
        before = newest.get(line["question"])
        if _verdicts(before) != _verdicts(line["body"]):
            found.append(Change(line, before))
        newest[line["question"]] = line["body"]
    return found[::-1][:limit]


def _verdicts(body: Row | None) -> list[Any]:
    """Return the verdict on a question and on its parts; nothing for no answer."""
    return (
        [] if body is None else [verdict_of(body), *([each["code"], verdict_of(each)] for each in body["sub_answers"])]
    )


def entry(change: Change, state: Row, happened: Happened, words: Catalogue) -> Entry:
    """Return the entry of a change; state: of the report, with the question of the change and names for its records."""
    line = change.line
    answers = {line["question"]: line["body"]}
    shown = brief({**state, "answers": answers}, words)
    document = report_document(shown, words, as_of=line["started"][:10], replayed=True)
    (question,) = document["questions"]
    told = {"code": line["question"], "before": change.before, "now": line["body"]}
    names, asked = short_names(state), {each["code"]: each for each in state["questions"]}
    moved = answer_change(told, asked, happened, words, with_former(names, happened.renamed))
    status = word(words, "status", question["status"])
    first = change.before is None
    return Entry(
        id=_uuid(document["topic"], words.language, line),
        title=f"{question['code']} {question['short']} ({status})" if first else change_head(moved, words),
        updated=line["started"],
        status=question["status"],
        paragraphs=[
            *([] if first else [change_line(moved, words)]),
            f"{sentence(status)} {verdict(question, words)} {why(question)}",
            *(f"{part['about']}: {word(words, 'status', part['status'])}" for part in question["sub_answers"]),
        ],
    )


def _uuid(topic: str, language: str, line: Row) -> str:
    """Return a name for a line of the ledger that is the same on every machine that has this line."""
    told = repr((topic, language, line["question"], line["started"], sorted(map(repr, _verdicts(line["body"])))))
    return _urn(told)


def _urn(told: str) -> str:
    digits = sha256(told.encode("utf-8", "backslashreplace")).hexdigest()
    version, variant = f"8{digits[13:16]}", f"{8 + int(digits[16], 16) % 4:x}{digits[17:20]}"  # RFC 9562, version 8
    return f"urn:uuid:{digits[:8]}-{digits[8:12]}-{version}-{variant}-{digits[20:32]}"


def atom(entries: Sequence[Entry], told: Row, *, language: str, url: str | None) -> str:
    """Return the feed; told: what a file says about itself; url: where it will be published, None = not told."""
    updated = max((each.updated for each in entries), default=_BEFORE_ANY_RUN)
    link = "" if url is None else f'  <link rel="self" type="application/atom+xml" href="{_text(url)}"/>\n'
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{language}">\n'
        f"  <id>{_urn(repr((told['topic'], language)))}</id>\n"
        f"  <title>{_text(told['title'])}</title>\n"
        f"  <subtitle>{_text(told['intended_use'])}</subtitle>\n"
        f"  <updated>{_text(updated)}</updated>\n"
        "  <author><name>HSCT evidence tracker</name></author>\n"
        f"{link}{''.join(map(_entry, entries))}</feed>\n"
    )


def _entry(one: Entry) -> str:
    content = "\n".join(_text(paragraph) for paragraph in one.paragraphs)
    return (
        "  <entry>\n"
        f"    <id>{one.id}</id>\n"
        f"    <title>{_text(one.title)}</title>\n"
        f"    <updated>{_text(one.updated)}</updated>\n"
        f'    <category term="{_text(one.status)}"/>\n'
        f'    <content type="text">{content}</content>\n'
        "  </entry>\n"
    )


def _text(text: str) -> str:
    """Return the text as character data: escaped, on one line, without what XML has no place for."""
    return html.escape(re.sub("[\ufffe\uffff]", "", one_line(text)))
