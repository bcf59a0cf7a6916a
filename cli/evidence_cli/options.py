"""Options that several commands share."""

import re
from collections.abc import Callable
from typing import Any

import click

Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]


def as_option(*forms: str) -> Decorator:
    """Return the option --as with these forms; the first is the default."""
    return click.option(
        "--as", "form", type=click.Choice(forms), default=forms[0], show_default=True, help="Output form."
    )


def language_option() -> Decorator:
    """Return the option --language."""
    return click.option(
        "--language",
        "--lang",
        "language",
        type=click.Choice(["en", "nl"]),
        default="en",
        show_default=True,
        help="English or Dutch.",
    )


def output_option() -> Decorator:
    """Return the option --output."""
    return click.option(
        "--output",
        metavar="FILE",
        callback=named,
        help="Write to FILE, whole or not at all, instead of stdout.",
    )


def named(_ctx: click.Context, _parameter: click.Parameter, name: str | None) -> str | None:
    """Refuse an empty name, as a script with an empty variable gives it, and one that no file can have."""
    if name == "":
        raise click.BadParameter("the name of the file is empty.")
    if name is not None and "\0" in name:
        raise click.BadParameter("no file can have a name with a NUL in it.")
    return name


def web_address(_ctx: click.Context, _parameter: click.Parameter, address: str | None) -> str | None:
    """Refuse what is no address of the web."""
    if address is not None and re.fullmatch(r"https?://[^\s<>\"'{}|\\^`]+", address, re.ASCII) is None:
        raise click.BadParameter("write an address as https://example.org/feed.xml.")
    return address
