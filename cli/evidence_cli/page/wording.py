"""The catalogue of one language with the words of the page added: only a page needs them, so only a page loads them."""

from importlib import import_module

from evidence_cli.render.words import Catalogue, catalogue


def page_words(language: str) -> Catalogue:
    """Return the words of "en" or "nl" with those of the page."""
    words = catalogue(language)
    more = import_module(f"evidence_cli.page.words_{language}")
    return words._replace(text={**words.text, **more.TEXT}, codes={**words.codes, **more.CODES})
