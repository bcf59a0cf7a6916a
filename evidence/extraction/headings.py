"""Headings inside an abstract without labels: "Results: ..." and headings that ran into the text."""

import re

# Headings that some records have run into the text: "... with AHSCT.MethodsPatients were selected".
GLUED = (
    r"(?:Background|Introduction|Importance|Objectives?|Aims?|Purpose|Methods?|Patients and [Mm]ethods|"
    r"Materials and [Mm]ethods|"
    r"Design|Setting|Results?|Findings|Conclusions?|Discussion|Interpretation|"
    r"Classification of [Ee]vidence)(?=[A-Z][a-z])"
)
_GLUED_AT = re.compile(GLUED)
# "The procedure was safe: ..." is a sentence, "Main outcome measures: ..." a heading: a heading has no verb.
_NO_VERB = r"(?!(?:was|were|is|are|had|has|have|did|became|remained|showed|proved)\b)"
HEADING = re.compile(
    rf"(?P<glued>{GLUED})|(?P<label>[A-Z][A-Za-z]+(?:(?:\s|/|,\s|\s&\s){_NO_VERB}[A-Za-z]+){{0,4}}):\s"
)


def behind_glued(text: str, start: int) -> int:
    """Return where the sentence itself begins, behind a heading that runs into it."""
    heading = _GLUED_AT.match(text, start)
    return start if heading is None else heading.end()
