"""What the texts of E-utilities' error replies mean.

The wording was seen in other people's tests and bug reports and has changed before. So several phrases stand for one
meaning, and a text that is not known is never read as "nothing found": the status and the kind of request decide.
Each phrase carries the kind of reply (EU-nn) it was seen in, as the fake upstream of the tests numbers them.
"""

import re
from enum import Enum


class Meaning(Enum):
    """What to do about a reply."""

    GOOD = "good"
    TRANSIENT = "transient"  # wait and try again
    LOST = "lost"  # the history session is gone: search again
    GONE = "gone"  # none of the ids asked for is a record
    KEY = "key"  # the API key is not valid
    PERMANENT = "permanent"  # asking again would give the same


# In this order: a reply that says several things means the first of them.
_PHRASES: tuple[tuple[Meaning, tuple[str, ...]], ...] = (
    (
        Meaning.TRANSIENT,
        (
            r"rate.?limit|too many requests|ratecontrol",  # EU-01, EU-05
            r"proxy_stream|failed to connect|bad gateway|gateway time.?out",  # EU-17: a 400 that relays a 502
            r"error forwarding|unable to route|service (is )?(temporarily )?unavailable",  # EU-02, EU-05
        ),
    ),
    (
        Meaning.KEY,
        (
            r"api.?key\W+(is |was )?(invalid|not valid|wrong|unknown|expired|disabled|revoked|not recogni)",  # EU-25
            r"(invalid|wrong|unknown|expired|unrecogni[sz]ed) api.?key",
        ),
    ),
    (
        Meaning.LOST,
        (
            r"unable to (obtain|find|get) query|cannot retrieve history|history data|out of range",  # EU-14, EU-15
            r"(web.?env|query.?key|history|session)\b.{0,60}(expired|not found|invalid|unknown|lost|evicted)",
            r"(expired|invalid|unknown) (web.?env|query.?key|history)",
        ),
    ),
    (
        Meaning.GONE,
        (
            r"id list is empty|empty id list|no correct ids|nothing to store",  # EU-16, EU-26
            r"cannot get document summary",  # EU-26
        ),
    ),
    (
        Meaning.PERMANENT,
        (
            r"cannot be larger than|only retrieve the first|restrictions achieved",  # EU-07
            r"empty term|nothing todo",  # EU-09
            r"invalid db name|too many uids|request.uri too (long|large)",  # EU-13, EU-18, EU-19
        ),
    ),
    (
        Meaning.TRANSIENT,
        (
            r"backend failed|database is not supported",  # EU-06, EU-24
            r"temporarily|try again|time(d)?.?out|maintenance",
            r"internal (server )?error|connection (reset|refused|closed)",
        ),
    ),
)


def meaning_of(text: str) -> Meaning | None:
    """Return what an error text means, None where none of the known phrases is in it."""
    for meaning, phrases in _PHRASES:
        if any(re.search(phrase, text, re.IGNORECASE | re.DOTALL) for phrase in phrases):
            return meaning
    return None
