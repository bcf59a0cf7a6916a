"""Which figures one decision is about: those that are named, or those of records that nobody decided yet."""

from typing import TYPE_CHECKING, NamedTuple

from evidence.errors import UsageError
from evidence_cli.deciding import chosen_figure, chosen_record
from evidence_cli.reviewing import told_words
from evidence_cli.session import Session, filled

if TYPE_CHECKING:
    from evidence.records.finding import Finding
    from evidence.to_review import ToReview

SURE = ({"rests"}, {"low-confidence"}, {"rests", "low-confidence"})  # read whole; nothing else speaks against it


class Chosen(NamedTuple):
    """The figures, each once, and what is to be told of those that were passed over."""

    chosen: "tuple[Finding, ...]"
    told: str = ""


def chosen_figures(session: Session, names: tuple[str, ...], who: str, *, of_records: bool) -> Chosen:
    """Return the figures called so, or those of the records called so that this person has not decided."""
    from evidence.places import figure_key

    if of_records:
        return _of_records(session, names, told_words("--name", who))
    found = [chosen_figure(session, name) for name in names]
    return Chosen(tuple({figure_key(finding): finding for finding in found}.values()))


def _of_records(session: Session, names: tuple[str, ...], who: str) -> Chosen:
    """Return the figures that were read whole; those with a doubt are named, to be decided one by one."""
    from evidence_db.views_review import figures_to_review

    with filled(session) as connection:
        records = [chosen_record(connection, name) for name in names]
        listed = figures_to_review(connection, who, records)
    sure = tuple(item.finding for item in listed if set(item.why) in SURE)
    doubted = [item for item in listed if set(item.why) not in SURE]
    if not sure:
        raise UsageError(f"{', '.join(records)}: no figure to decide for {who} that was read whole. {_left(doubted)}")
    return Chosen(sure, f" {_left(doubted)}" if doubted else "")


def _left(doubted: "list[ToReview]") -> str:
    keys = ", ".join(item.key for item in doubted)
    return f"Not decided, to be looked at one by one: {keys}." if doubted else "`evidence review next` shows the rest."
