"""What a drug is named for when it is no comparator: before the treatment, in it, after it, or as an example."""

import re

from evidence.extraction.mentions import DRUG, TREATMENT, Mention

# The same drugs prepare the graft: "cyclophosphamide plus ATG", "rituximab 1000 mg".
_PREPARING_BEHIND = re.compile(
    r"^[^.;]{0,30}?\b(?:ATG|anti-?\s?thymocyte|conditioning|conditioned|mobili[sz]\w+|mg/kg|g/m2|regimens?|plus|\+)",
    re.IGNORECASE,
)
_PREPARING = re.compile(
    r"\b(?:conditioning|conditioned|mobili[sz]\w+|regimens?|prepar\w+|ablat\w+|followed by|consist\w+ of|includ\w+|"
    r"combin\w+ with|in addition to|together with|added to|premedicat\w+|purg\w+)\s+(?:[\w-]+\s+){0,4}$",
    re.IGNORECASE,
)
# What patients had before, or have afterwards: up to a few words, or a list of drugs, may stand between.
_BEFORE = re.compile(
    r"""\b(?:had\ (?:\w+ly\ )?(?:received|used|tried|been\ (?:treated\ with|given|on))|despite|after|following|
        fail\w*|failure\ (?:of|on|to|with)|refractory\ to|resistan\w+\ to|unresponsive\ to|
        respon\w+\ to|intoleran\w+\ (?:to|of)|switch\w*\ from|escalat\w+\ from|stopp\w+|ceas\w+|
        discontinu\w+|withdraw\w+(?:\ of|\ from)?|wash-?out\ (?:of|from|after)|prior|previous(?:ly)?|former\w*|
        earlier|pre-?treat\w+|past|history\ of|last|experienced|exposed\ to|exposure\ to|before|preceding|
        na[i\u00ef]ve\ to|
        unsatisfied\ with|rescue\w*|retreat\w*|re-?start\w*|resum\w+|re-?treated|thereafter|subsequent\w*|
        further\ treat\w+|maintenance|bridg\w+|such\ as|e\.g\.,?|for\ example|including|mainly|mostly|
        most\ (?:often|commonly)|
        approv\w+\ for|available)
        \s+(?:(?!versus\b|vs\b|than\b|compared\b)[\w\u00ef,/()%-]+\s+){0,6}$""",
    re.IGNORECASE | re.VERBOSE,
)
_BEFORE_BEHIND = re.compile(
    r"""^\)?[\s,-]*(?:(?:treatment|therapy|use|exposure|infusions?|[\w-]+ly)\s+){0,2}
        (?:before|prior\ to|previously|beforehand|failure|failures|failed|refractory|resistant|resistance|
        -?na[i\u00ef]ve|
        withdrawal|discontinuation|cessation|wash-?out|rescue|pre-?treat\w+|-?experienced|preceding|in\ the\ past|
        was\ (?:stopped|discontinued|restarted)|were\ (?:stopped|discontinued|restarted))\b""",
    re.IGNORECASE | re.VERBOSE,
)
_AFTERWARDS = re.compile(r"^[^.;,]{0,30}?\bafter\s+(?:the\s+)?(?:transplant\w*|a?HSCT|AHSCT|ASCT|relapse|failure)\b")
_EXCEPT = re.compile(r"\b(?:other than|except|excluding|apart from)\s+(?:[\w-]+\s+){0,2}$", re.IGNORECASE)
# People without the disease are nobody's comparator.
_HEALTHY = re.compile(
    r"\b(?:healthy|normal|symptomatic|neurological|disease|non-MS|population|blood donor|sex-matched healthy)"
    r"[\s-]+(?:[\w-]+\s+){0,2}$",
    re.IGNORECASE,
)


def is_other_role(text: str, named: Mention, labels: tuple[Mention, ...]) -> bool:
    """Tell whether the drug (or the controls) is named as something else than what the treatment is compared with.

    What stands before the treatment's own name does not reach beyond it: "after AHSCT versus alemtuzumab".
    """
    treated = max((mark.end for mark in labels if mark.kind == TREATMENT and mark.end <= named.start), default=0)
    before = text[max(treated, named.start - 110) : named.start]
    behind = text[named.end : named.end + 60]
    if named.kind != DRUG:
        return _HEALTHY.search(before) is not None
    if _PREPARING_BEHIND.match(behind) is not None or _PREPARING.search(before) is not None:
        return True
    if _BEFORE_BEHIND.match(behind) is not None or _AFTERWARDS.match(behind) is not None:
        return True
    clause = re.split(r"[;:]", before)[-1]
    return _BEFORE.search(clause) is not None


# "The conditioning regimen was cyclophosphamide 200 mg/kg and either alemtuzumab or ATG".
_CONDITIONED = re.compile(
    r"""
        \b(?:conditioning|conditioned|prepared|preparative)\b
        (?:(?!\b(?:versus|vs|compared|control|randomi[sz]ed)\b)[^.;]){0,140}$""",
    re.IGNORECASE | re.VERBOSE,
)


# "alemtuzumab versus ATG in the conditioning", "cyclophosphamide and alemtuzumab, then infusion of stem cells".
_CONDITIONING_BEHIND = re.compile(
    r"""
        [^.;:]{0,60}\b(?:in|as\s+part\s+of|for)\s+(?:the\s+)?(?:conditioning|preparative)\b
        | [^.;:]{0,90}\b(?:followed\s+by|then|before)\s+(?:the\s+)?(?:re-?)?infusion\s+of\s+
          (?:[\w+-]+\s+){0,5}?(?:stem|progenitor)\b
        |[-/+](?:ATG|anti-?\s?thymocyte|busulfan|melphalan)""",
    re.IGNORECASE | re.VERBOSE,
)
_JOINED_BEFORE = re.compile(r"\b(?:busulfan|BEAM|melphalan|thiotepa|ATG)[-/+]$", re.IGNORECASE)


def prepares(text: str, drug: Mention) -> bool:
    """Tell whether the sentence names the drug as a part of the conditioning."""
    before = text[max(0, drug.start - 160) : drug.start]
    if _CONDITIONED.search(before) is not None or _JOINED_BEFORE.search(before) is not None:
        return True
    return drug.prepares and _CONDITIONING_BEHIND.match(text, drug.end) is not None


def is_example(text: str, drug: Mention, labels: tuple[Mention, ...]) -> bool:
    """Tell whether the drug is an example of a class named before its bracket, or what the class leaves out."""
    if _EXCEPT.search(text[: drug.start]) is not None:
        return True
    opened = text.rfind("(", 0, drug.start)
    if opened < 0 or ")" in text[opened : drug.start]:
        return False
    return any(mention.kind == DRUG and mention.group == "dmt" and 0 <= opened - mention.end <= 3 for mention in labels)
