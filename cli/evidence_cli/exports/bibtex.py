"""References as BibTeX, in UTF-8, for LaTeX, JabRef, BibDesk, Zotero.

The key of an entry is the key of the record, `pmid:30644983`: it is unique, never moves when other records come, and
`evidence show` takes it. A mark of LaTeX in a title is written so that it is printed and never run.
"""

import re
from collections.abc import Iterable, Iterator

from evidence_cli.exports.reference import Name, Reference

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
# Each in a group of its own, so that it takes no space after it; an escaped brace would still be counted as one.
_SIGNS = {
    "\\": r"{\textbackslash}", "{": r"{\textbraceleft}", "}": r"{\textbraceright}", "$": r"{\$}", "&": r"{\&}",
    "%": r"{\%}", "#": r"{\#}", "_": r"{\_}", "^": r"{\textasciicircum}", "~": r"{\textasciitilde}",
    "`": r"{\textasciigrave}", "<": r"{\textless}", ">": r"{\textgreater}", "|": r"{\textbar}",
}  # fmt: skip
_SIGN = re.compile("[" + re.escape("".join(_SIGNS)) + "]")
_LIGATURE = re.compile(r"(?<=-)(?=-)|(?<=')(?=')")  # "--" would be printed as a dash, "''" as a quotation mark
_VERBATIM = re.compile(r"[\w./:;()<>?=&+,#~_-]+", re.ASCII)  # read as it stands by what prints DOIs and addresses


def bibtex(references: Iterable[Reference], about: str) -> str:
    """Return the references as BibTeX; about: what the file is, as its first line."""
    return "\n".join((f"% {about}\n", *(_entry(one) for one in references)))


def bibtex_key(record: str) -> str:
    """Return the key of a record as a key of BibTeX: two records never share one, in whatever case it is read."""
    return re.sub(r"[^a-z0-9:./-]", lambda sign: f"_{ord(sign.group()):x}_", record)


def latex(text: str) -> str:
    """Return the text so that LaTeX prints it as it is."""
    return _LIGATURE.sub("{}", _SIGN.sub(lambda sign: _SIGNS[sign.group()], text))


def _entry(one: Reference) -> str:
    kind = "book" if one.is_book else ("article" if one.journal else "misc")
    fields = "".join(f"  {name} = {value},\n" for name, value in _fields(one))
    return f"@{kind}{{{bibtex_key(one.key)},\n{fields}}}\n"


def _fields(one: Reference) -> Iterator[tuple[str, str]]:
    """Return the fields that are known; a title in two braces, so that no style takes its capitals."""
    when = one.published
    if one.authors:
        yield "author", f"{{{' and '.join((*map(_author, one.authors), *(['others'] if one.others else [])))}}}"
    if one.title:
        yield "title", f"{{{{{latex(one.title)}}}}}"
    texts = [
        ("journal", one.journal), ("year", when.year), ("volume", one.volume), ("number", one.issue),
        ("issn", one.issn), ("keywords", "; ".join(one.keywords)), ("language", one.language),
        ("annote", " ".join(one.notes)), ("abstract", one.abstract.replace("\n", " ")),
    ]  # fmt: skip
    yield from ((name, f"{{{latex(value)}}}") for name, value in texts if value)
    if one.pages:
        yield "pages", f"{{{_pages(one.pages)}}}"
    if len(when.first) > 1 and not when.is_range:
        yield "month", _MONTHS[when.first[1] - 1]
    if when.printed:
        yield "pubdate", f"{{{latex(when.printed)}}}"
    ids = [("doi", one.doi), ("pmid", one.pmid), ("pmcid", one.pmcid), ("url", one.url)]
    yield from ((name, f"{{{_as_it_stands(value)}}}") for name, value in ids if value)


def _as_it_stands(value: str) -> str:
    return value if _VERBATIM.fullmatch(value) else latex(value)


def _author(name: Name) -> str:
    """Return "{de Vries}, Jr, {Anna}"; a group in two braces, so that it is no person."""
    if name.group:
        return f"{{{latex(name.group)}}}"
    return ", ".join(f"{{{latex(part)}}}" for part in (name.family, name.suffix, name.given) if part)


def _pages(pages: str) -> str:
    return pages.replace("-", "--") if re.fullmatch(r"\w+-\w+", pages) else latex(pages)
