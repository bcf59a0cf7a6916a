"""Collects the lines of a plain-text page, wrapped to the width of the reader."""

from evidence_cli.render.safe import one_line

BOLD, PLAIN = "\x1b[1m", "\x1b[0m"


class Page:
    """Lines under construction. Every text that comes in is made safe and kept on its own lines."""

    def __init__(self, width: int, bold: bool = False) -> None:
        self.width = width
        self.bold = bold
        self._lines: list[str] = []

    def heading(self, text: str) -> None:
        """Add a heading, after an empty line unless it is the first."""
        if self._lines:
            self.gap()
        self.wrapped(text, style=self.bold)

    def gap(self) -> None:
        """Add an empty line, never two together."""
        if self._lines and self._lines[-1]:
            self._lines.append("")

    def wrapped(self, text: str, *, lead: str = "", indent: int = 0, style: bool = False) -> None:
        """Add a paragraph; `lead` is our own text and opens its first line, `indent` spaces open the others."""
        opening = (lead or "").ljust(indent)
        if lead and not opening.endswith(" "):
            opening += " "
        for line in wrap(one_line(text), lead=opening, indent=indent, width=self.width):
            self._lines.append(f"{BOLD}{line}{PLAIN}" if style else line)

    def command(self, text: str) -> None:
        """Add a command on one line, however long: it is to be copied whole."""
        self._lines.append(f"  {one_line(text)}")

    def labelled(self, label: str, text: str, *, indent: int = 2, column: int = 16) -> None:
        """Add "  Label:   text" with the text hanging in its column."""
        shown = f"{one_line(label)}:" if label else ""  # no label: more under the one before
        self.wrapped(text, lead=f"{' ' * indent}{shown}", indent=column)

    def text(self) -> str:
        """Return the page, ending in one newline."""
        return "\n".join(self._lines).rstrip("\n") + "\n"


def wrap(text: str, *, lead: str, indent: int, width: int) -> list[str]:
    """Return the text in lines of at most `width` columns, broken at spaces only; a longer word has its own line."""
    lines: list[str] = []
    line, empty = lead, True
    for each in text.split(" "):
        if not empty and len(line) + 1 + len(each) > width:
            lines.append(line)
            line, empty = " " * indent, True
        line += each if empty else f" {each}"
        empty = False
    lines.append(line)
    return [each.rstrip() for each in lines]
