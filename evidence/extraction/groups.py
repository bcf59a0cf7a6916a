"""Groups that are named by another group: "in all", "overall", "in those without", "in the other patients"."""

import re

from evidence.extraction.mentions import COURSE, REGIMEN, SUBGROUP, WHOLE, Mention

_PARTING = (COURSE, SUBGROUP, REGIMEN)  # what parts patients into groups, besides the arms of the study
_WHOLE = re.compile(
    r"""
    \b(?:(?:in|of|for|with|among|across)\s+)?
    (?P<all>(?:all(?:\s+(?:the\s+)?(?:\w+\s+)?(?:patients|cases|participants|subjects|recipients))
      |(?<=in\s)all|(?<=for\s)all|(?<=of\s)all
      |the\s+(?:whole|entire|total|overall|full)\s+(?:\w+\s+)?(?:group|cohort|population|series|sample)
      |overall(?=\s*[,(;:]|\s+and\b)))(?=\W|$)
    """,
    re.IGNORECASE | re.VERBOSE,
)
_REST = re.compile(
    r"""
    \b(?:in|of|for|with|among|than)\s+
    (?P<rest>(?:those|patients|subjects|participants|cases|individuals|people)\s+without(?=\s*(?:[,.;()]|$|\(|at\b|and\b))
      |(?:the\s+)?(?:other|remaining)\s+(?:patients|subjects|participants|cases|groups?|women|men|forms|courses|regimens?)
      |the\s+(?:others|rest|remainder))
    """,
    re.IGNORECASE | re.VERBOSE,
)


def find_groups(text: str, marks: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """Return "in all" as WHOLE, "in those without" as what the group named before it is not."""
    parting = [mark for mark in marks if mark.kind in _PARTING]
    found = [Mention(WHOLE, "", match.start("all"), match.end("all")) for match in _WHOLE.finditer(text)]
    for match in _REST.finditer(text):
        before = [mark for mark in parting if mark.end <= match.start("rest")]
        if before:
            last = before[-1]
            found.append(
                Mention(last.kind, f"not {last.code}", match.start("rest"), match.end("rest"), None, None, last.group)
            )
    return tuple(one for one in found if all(one.end <= mark.start or mark.end <= one.start for mark in marks))
