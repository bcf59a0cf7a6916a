"""Names of harms that are no harm that happened: left out, a score, told of before, or only a reason to stop."""

import re

from evidence.extraction.harm_grades import GENERAL, SERIOUS
from evidence.extraction.mentions import Mention
from evidence.quick import Quick

# "events other than cytopenia": what is left out.
_EXCEPTED = Quick(
    r"\b(?:other than|except(?:\s+for)?|apart from|excluding|aside from|besides)\s+(?:[\w-]+\s+)?$", re.IGNORECASE
)


# "depression scores", "adverse events leading to withdrawal", "a history of cancer": no harm of the treatment.
_SCALE = re.compile(r"\s+(?:scores?|scales?|index|inventor\w+|diar\w+|questionnaires?)\b", re.IGNORECASE)
_LEADING = re.compile(
    r"\s+(?:(?:that\s+)?(?:leading|led|lead)\s+to|(?:resulting|resulted)\s+in|prompting|causing)\b", re.IGNORECASE
)
_EARLIER = Quick(
    r"""
        \b(?:histor(?:y|ies)\s+of|previous|prior|pre-?existing|predict\w*|risk\s+factors?\s+(?:for|of)|against)
        \s+(?:an?\s+|the\s+)?$""",
    re.IGNORECASE | re.VERBOSE,
)
_HARMS = (GENERAL, SERIOUS, "infection", "viral_reactivation", "secondary_autoimmune", "malignancy", "fertility")


def is_aside(text: str, mention: Mention) -> bool:
    """Tell whether the name is no harm that happened: left out, a score, told of before, or only a reason to stop."""
    if mention.code not in _HARMS:
        return False
    if _EXCEPTED.search(text[: mention.start]) is not None or _EARLIER.search(text[: mention.start]) is not None:
        return True
    stopped = mention.code in (GENERAL, SERIOUS) and _LEADING.match(text, mention.end) is not None
    return stopped or _SCALE.match(text, mention.end) is not None
