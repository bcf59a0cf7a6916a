"""Names that mean deaths: "fatal infections", and "such a death", which is of the kind named before it."""

import re

from evidence.extraction.mentions import Mention
from evidence.quick import Quick
from evidence.records.finding import DEATHS
from evidence.values import changed

ANY, OF_TREATMENT = "deaths_any", "trm"
HARMS = ("infection", "viral_reactivation", "other_toxicity", "serious_adverse_events")
# Outcomes that each hit one patient at most, or are counted one by one: "two deaths", "four pregnancies".
COUNTED_ALONE = ("trm", "deaths_any", "malignancy", "fertility", "secondary_autoimmune")
_FATAL = Quick(r"(?<!non-)(?<!non)(?<!non )\b(?:fatal|lethal)\s+(?:cases?\s+of\s+)?(?:[\w-]+\s+)?$", re.IGNORECASE)
_SUCH = re.compile(r"\bsuch\s+(?:an?\s+)?$", re.IGNORECASE)


def told_fatal(text: str, named: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """Return the outcomes with fatal harms as deaths, and "such a death" as one of the kind named before it."""
    fatal = tuple(changed(one, code=ANY) if _is_fatal(text, one) else one for one in named)
    return tuple(_such(text, place, fatal) for place in range(len(fatal)))


def _is_fatal(text: str, mention: Mention) -> bool:
    return mention.code in HARMS and _FATAL.search(text[max(0, mention.start - 40) : mention.start]) is not None


def _such(text: str, place: int, named: tuple[Mention, ...]) -> Mention:
    mention = named[place]
    kinds = [one.code for one in named[:place] if one.code in DEATHS]
    if mention.code != ANY or not kinds or _SUCH.search(text[: mention.start]) is None:
        return mention
    return changed(mention, code=kinds[-1])
