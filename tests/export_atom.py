"""The rules of RFC 4287 that a feed of ours can break."""

import re
from collections.abc import Iterator
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

ATOM = "{http://www.w3.org/2005/Atom}"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
_UUID = re.compile(r"urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")
_IN_FEED = {"id", "title", "subtitle", "updated", "author", "link", "entry"}
_IN_ENTRY = {"id", "title", "updated", "category", "content"}
_ONCE = ("id", "title", "updated")


def read_atom(text: str) -> Element:
    """The feed, which must be well-formed and keep the rules."""
    root = ElementTree.fromstring(text.encode("utf-8"))  # noqa: S314 - our own feed
    assert list(faults(root)) == []
    return root


def faults(root: Element) -> Iterator[str]:
    """What a validator would refuse."""
    if root.tag != f"{ATOM}feed" or root.get(XML_LANG) not in ("en", "nl"):
        yield "no feed, or no language"
    yield from _of(root, _IN_FEED)
    if root.find(f"{ATOM}author/{ATOM}name") is None:
        yield "no author, and entries have none of their own"
    entries = root.findall(f"{ATOM}entry")
    ids = [told(one, "id") for one in (root, *entries)]
    if len(set(ids)) < len(ids):
        yield "two of one id"
    if told(root, "updated") < max((told(one, "updated") for one in entries), default=""):
        yield "the feed is older than an entry"
    for one in entries:
        yield from _of(one, _IN_ENTRY)
        content, category = one.find(f"{ATOM}content"), one.find(f"{ATOM}category")
        if content is None or content.get("type") != "text" or len(content):
            yield "an entry without a link must have content, and text has no elements"
        if category is None or not category.get("term"):
            yield "category without term"
    for link in root.findall(f"{ATOM}link"):
        if link.get("rel") != "self" or not (link.get("href") or "").startswith("https://"):
            yield "link"


def _of(element: Element, allowed: set[str]) -> Iterator[str]:
    names = [child.tag.removeprefix(ATOM) for child in element]
    yield from (f"{name} in {element.tag}" for name in set(names) - allowed)
    yield from (f"{names.count(name)} of {name}" for name in _ONCE if names.count(name) != 1)
    if not _TIME.fullmatch(told(element, "updated")) or not _UUID.fullmatch(told(element, "id")):
        yield "time or id"
    if not told(element, "title").strip():
        yield "an empty title"


def told(element: Element, name: str) -> str:
    """The text of a child."""
    return element.findtext(f"{ATOM}{name}") or ""


def entries(text: str) -> list[dict[str, str]]:
    """The entries of a feed that keeps the rules: id, title, updated, content."""
    return [
        {name: told(one, name) for name in ("id", "title", "updated", "content")}
        for one in read_atom(text).findall(f"{ATOM}entry")
    ]
