"""Records that are laid out as NLM lays them out, many at a time, told apart by searches for a few tags.

Nearly every record of a bulk file is one of these. What is spelt otherwise is left to xml_split.py, tag by tag.
"""

import re
from typing import NamedTuple

from evidence.sources.xml_marks import first_remark
from evidence.sources.xml_window import Window

RUN_OF = "PubmedArticle"
_NAME = RUN_OF.encode("ascii")
_HEAD = re.compile(
    rb"\s*(<PubmedArticle>)\s*<MedlineCitation(?:\s[^<>]*)?>\s*<PMID(?:\s[^<>]*)?>\s*([0-9]{1,12})\s*</PMID>"
)
_BEGIN, _SPACE = b"<PubmedArticle>", re.compile(rb"\s*")
_CITED, _END = b"</MedlineCitation>", b"</PubmedArticle>"
_AUTHORS, _AFTER_AUTHORS = b"<AuthorList", b"</AuthorList"
_AUTHORS_TAG = re.compile(_AUTHORS + rb"(?:\s[^<>]*[^<>/])?>")
Place = tuple[int, int, int]  # where a record stands: its first byte, the end of its citation, the byte behind it


class Run(NamedTuple):
    """Records that follow each other. offset: of the buffer in the plain file."""

    buffer: bytes
    offset: int
    places: list[Place]
    pmids: list[int]

    def raw(self, number: int) -> bytes:
        """Return the bytes of a record."""
        return self.buffer[self.places[number][0] : self.places[number][2]]


class Citations(NamedTuple):
    """What is told in citations, in one piece. ends: where each of them ends."""

    text: bytes
    ends: list[int]

    def text_of(self, number: int) -> bytes:
        """Return one of them."""
        return self.text[self.ends[number - 1] if number else 0 : self.ends[number]]


def take_run(window: Window) -> Run | None:
    """Return the records from the window's place on and move past them; None where the next one is not of these."""
    run = _run_in(window)
    if run is None and _may_begin(window) and window.buffer.find(_NAME, window.at + len(_END)) < 0 and window.more():
        run = _run_in(window)  # it was cut by the end of the buffer
    if run is not None:
        window.at, window.last_record = run.places[-1][2], run.raw(-1)
    return run


def _may_begin(window: Window) -> bool:
    """Whether a record stands at the window's place, or as much of its first tag as the buffer holds.

    A file of other elements must not be drawn into the buffer in search of one.
    """
    space = _SPACE.match(window.buffer, window.at)
    start = window.at if space is None else space.end()
    return _BEGIN.startswith(window.buffer[start : start + len(_BEGIN)])


def _run_in(window: Window) -> Run | None:
    """Return the records that stand whole in the buffer, up to one that is spelt otherwise or may hold remarks.

    Its end is the next place where the name of the element stands, so that no other spelling of a tag is passed over.
    """
    buffer, at = window.buffer, window.at
    run, remark = Run(buffer, window.offset - at, [], []), first_remark(buffer, at)
    find, stands, begins = buffer.find, buffer.startswith, _HEAD.match
    while (head := begins(buffer, at)) is not None:
        cited = find(_CITED[:-1], at)
        end = find(_NAME, cited) + len(_NAME) + 1
        if cited < 0 or end > remark or not (stands(_CITED, cited) and stands(_END, end - len(_END))):
            break
        run.places.append((head.start(1), cited, end))
        run.pmids.append(int(head[2]))
        at = end
    return run if run.places else None


def citations_of(run: Run) -> Citations:
    """Return the citations of a run but for names and addresses of authors, a third of a newer file.

    What is left out lies within one list of authors: a list ends at the first end tag that is spelt like its own, and
    no record with comments, CDATA or instructions, in which a tag is not a tag, is in a run.
    """
    view, find = memoryview(run.buffer), run.buffer.find
    parts, ends, size = list[memoryview](), list[int](), 0
    for start, cited, _ in run.places:
        authors = find(_AUTHORS, start, cited)
        after = find(_AFTER_AUTHORS, authors, cited) if authors >= 0 else -1
        if after >= 0 and _AUTHORS_TAG.match(run.buffer, authors) is not None:
            parts += view[start:authors], view[after:cited]
            size += cited - start - after + authors
        else:
            parts.append(view[start:cited])
            size += cited - start
        ends.append(size)
    return Citations(b"".join(parts), ends)
