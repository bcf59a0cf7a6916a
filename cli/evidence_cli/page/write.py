"""Writes the report as HTML: one page that needs nothing else, or the pages of a site."""

from base64 import b64encode
from hashlib import sha256
from pathlib import Path

from jinja2 import Environment
from markupsafe import Markup

from evidence_cli.page.model import ReportPage
from evidence_cli.page.places import INDEX, Places, aside_place, record_anchor, site_pages
from evidence_cli.page.study import StudyPage, study_pages
from evidence_cli.render.html import environment
from evidence_cli.render.words import Catalogue, date, text, word

_TEMPLATES = Path(__file__).parent / "templates"


def page_html(page: ReportPage, words: Catalogue) -> str:
    """Return the whole report as one file."""
    return _drawing(words).get_template("report.html").render(page=page, places=Places({}))


def site_html(page: ReportPage, words: Catalogue) -> dict[str, str]:
    """Return file name -> page: an index, one for each question, one for each study that speaks to one."""
    drawing = _drawing(words)
    studies = study_pages(page, words)
    pages = site_pages([each.told["code"] for each in page.questions], [(each.key, each.name) for each in studies])
    found = {INDEX: drawing.get_template("report.html").render(page=page, places=Places(pages))}
    for question in page.questions:
        name = pages[question.told["code"]]
        found[name] = drawing.get_template("question.html").render(
            page=page, question=question, places=Places(pages, name)
        )
    for study in studies:
        found[pages[study.key]] = _study(drawing, page, study, Places(pages, pages[study.key]))
    return found


def _study(drawing: Environment, page: ReportPage, study: StudyPage, places: Places) -> str:
    return drawing.get_template("study.html").render(page=page, study=study, places=places)


def _drawing(words: Catalogue) -> Environment:
    """Return the templates with the words of a language, and the style with the hash that alone lets it in."""
    css = (_TEMPLATES / "page.css").read_text(encoding="utf-8")
    drawing = environment(_TEMPLATES)
    drawing.globals.update(
        language=words.language,
        say=words.text,
        css=Markup(css),  # noqa: S704 - our own file
        policy=f"default-src 'none'; style-src 'sha256-{_hash(css)}'; base-uri 'none'; form-action 'none'",
        word=lambda kind, code: word(words, kind, code),
        day=lambda value: date(words, value),
        told=lambda key, **values: text(words, key, **values),
        anchor=record_anchor,
        aside_place=aside_place,
    )
    return drawing


def _hash(css: str) -> str:
    return b64encode(sha256(css.encode("utf-8")).digest()).decode("ascii")
