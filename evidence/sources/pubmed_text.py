"""The text of PubMed elements as a reader sees it."""

import re
from xml.etree.ElementTree import Element

# A line break in the file is layout, not text: NLM's own files have none inside a title or abstract, files that were
# indented by a tool do. It becomes one space together with the ASCII blanks around it. Every other space stays as
# it is (no-break, thin, hair, and double spaces), because offsets of findings point into this text.
LAYOUT = re.compile(r"[ \t]*[\r\n][ \t\r\n]*")
_BLANK = " \t\r\n"


def exact_text(element: Element | None) -> str:
    """Return all text of the element, that of inline markup and formulas included; "" where there is none.

    <sup> and <sub> leave no mark: 10<sup>9</sup> reads "109", as on every screen that shows no superscripts.
    """
    if element is None:
        return ""
    text = "".join(element.itertext()) if len(element) else element.text
    if not text:
        return ""
    return (LAYOUT.sub(" ", text) if "\n" in text or "\r" in text else text).strip(_BLANK)


def child_text(parent: Element | None, name: str) -> str | None:
    """Return the text of the first child of that name; None where there is no such child or it is empty."""
    if parent is None:
        return None
    child = parent.find(name)
    return None if child is None else exact_text(child) or None


def texts(parent: Element | None, name: str) -> tuple[str, ...]:
    """Return the texts of all children of that name, in order, empty ones left out."""
    if parent is None:
        return ()
    found = [exact_text(child) for child in parent.findall(name)]
    return tuple(text for text in found if text)


def child_texts(parent: Element) -> dict[str, str]:
    """Return the text of the first child of each name, in one walk; "" where it is empty."""
    found: dict[str, str] = {}
    for child in parent:
        if child.tag not in found:
            found[child.tag] = exact_text(child)
    return found
