"""Reads a page as a browser's parser would: elements in order, their words, and what a script could hide in."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser

VOID = {"meta", "br", "input", "img", "link", "hr"}
KNOWN = frozenset(
    [
        "html",
        "head",
        "meta",
        "title",
        "style",
        "body",
        "svg",
        "symbol",
        "circle",
        "path",
        "use",
        "a",
        "div",
        "nav",
        "ul",
        "li",
        "p",
        "header",
        "main",
        "section",
        "h1",
        "h2",
        "h3",
        "h4",
        "dl",
        "dt",
        "dd",
        "span",
        "ol",
        "b",
        "strong",
        "br",
        "article",
        "details",
        "summary",
        "figure",
        "figcaption",
        "table",
        "thead",
        "tbody",
        "tfoot",
        "tr",
        "th",
        "td",
        "caption",
        "g",
        "line",
        "rect",
        "text",
        "desc",
        "mark",
        "blockquote",
        "footer",
    ]
)  # the elements that pages of ours are made of; none of them runs or asks for anything
ALLOWED = re.compile(
    r"https://pubmed\.ncbi\.nlm\.nih\.gov/[0-9]+/|https://doi\.org/10\.[0-9]+/[-._;()/:A-Za-z0-9]+|"
    r"https://clinicaltrials\.gov/study/NCT[0-9]{8}"
)


class Elements(HTMLParser):
    """The elements of a page: (name, attributes), and all words that are shown."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self._inside: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))
        if tag not in VOID:
            self._inside.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        if tag in self._inside:
            while self._inside.pop() != tag:
                pass

    def handle_data(self, data: str) -> None:
        if "style" not in self._inside:
            self.words.append(data)

    @property
    def text(self) -> str:
        """All words on one line."""
        return " ".join("".join(self.words).split())


def attributes(page: str, *names: str) -> Iterator[str]:
    for _, found in Elements(page).found:
        yield from (found[name] or "" for name in names if name in found)


def unsafe(page: str) -> list[str]:
    """What could run, ask or lead away: elements, attributes and addresses that no page of ours has."""
    told = []
    for tag, found in Elements(page).found:
        told += [tag] if tag not in KNOWN else []
        told += [
            f"{tag} {name}" for name in found if name.startswith("on") or name in ("src", "style", "srcset", "action")
        ]
        for name in ("href", "xlink:href"):
            href = found.get(name)
            if href is not None and not re.fullmatch(
                r"#[A-Za-z0-9._:-]+|[A-Za-z0-9-]+\.html(#[A-Za-z0-9._:-]+)?", href
            ):
                told += [] if ALLOWED.fullmatch(href) else [f"{tag} {name}={href}"]
    return told
