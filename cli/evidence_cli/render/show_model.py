"""What `show` tells, as plain values: text, HTML and JSON are written from it, so that all three say the same.

Every text in it is foreign or may be: it is made safe where it is written (Page, the template, json_safe).
"""

from typing import NamedTuple


class Link(NamedTuple):
    """Words with an address of links.py."""

    words: str
    href: str


class Fact(NamedTuple):
    """A label and what is told; grave: a reader must not miss it (a retraction, a doubt)."""

    label: str
    parts: tuple[str | Link, ...]
    grave: bool = False

    @property
    def told(self) -> str:
        """The words without their links."""
        return "".join(part if isinstance(part, str) else part.words for part in self.parts)


class Ref(NamedTuple):
    """The name of a figure in the text: "1" of a finding, "u1" of what was not read; state: "clean", ..., "unread"."""

    name: str
    state: str

    @property
    def told(self) -> str:
        """The name, with the state where it is not clean: nobody should have to know a colour."""
        words = {"clean": "", "unread": " not read"}.get(self.state, f" {self.state}")
        return f"{self.name}{words}"


class Mark(NamedTuple):
    """Words of the text that figures were read from (refs), maybe with marks inside."""

    refs: tuple[Ref, ...]
    pieces: tuple["str | Mark", ...]

    @property
    def anchor(self) -> str:
        """The name by which a legend leads back to it."""
        return f"mark-{self.refs[0].name}"


class Paragraph(NamedTuple):
    """A passage of the text: its label ("RESULTS"), None without one, and its words with the marks in them."""

    label: str | None
    pieces: tuple[str | Mark, ...]


class Entry(NamedTuple):
    """A figure in the legend. key: its name everywhere ("f-..."); mark: anchor of its mark, None where it has none."""

    ref: Ref
    key: str
    title: str
    facts: tuple[Fact, ...]
    mark: str | None


class Group(NamedTuple):
    """Figures of one origin."""

    heading: str
    entries: tuple[Entry, ...]


class UnreadSentence(NamedTuple):
    """A sentence with figures that were not read: (ref, words) of each."""

    sentence: str
    figures: tuple[tuple[Ref, str], ...]


class Abstract(NamedTuple):
    """The marked text; without: why there is none. unread: None where there was no text to look through."""

    paragraphs: tuple[Paragraph, ...]
    without: str | None
    unread: tuple[UnreadSentence, ...] | None


class Listing(NamedTuple):
    """A plain list: (what leads a line, its words); empty: what is said without any line."""

    heading: str
    lines: tuple[tuple[str, str], ...]
    empty: str


class ShowPage(NamedTuple):
    """One record, study or trial. facts come first, record (what else is known of it) and listings last."""

    title: str
    facts: tuple[Fact, ...]
    abstract: Abstract | None = None
    groups: tuple[Group, ...] = ()
    record: tuple[Fact, ...] = ()
    listings: tuple[Listing, ...] = ()


def fact(label: str, told: str | None, *, grave: bool = False) -> Fact:
    """Return the fact; None reads "not reported"."""
    return Fact(label, ("not reported" if told is None else told,), grave)


def linked(label: str, words: str, href: str | None) -> Fact:
    """Return a fact whose words lead to the address, or stand alone without one."""
    return Fact(label, (words if href is None else Link(words, href),))
