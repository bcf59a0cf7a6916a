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
# "Four patients died late: ..." and "Responders: ..." are sentences, "Main outcome measures: ..." is a heading.
_WORD = (
    r"(?:background|introduction|importance|objectives?|aims?|goals?|purpose|context|rationale|hypothes[ie]s|"
    r"questions?|"
    r"methods?|methodology|procedures?|materials?|patients?|participants?|subjects?|population|design|"
    r"settings?|stud(?:y|ies)|"
    r"trials?|interventions?|treatments?|outcomes?|measures?|measurements?|endpoints?|data|sources?|selection|"
    r"extraction|"
    r"synthesis|analys[ie]s|eligibility|criteria|statistical|registration|funding|results?|findings|"
    r"observations?|conclusions?|"
    r"discussions?|interpretations?|significance|relevance|limitations?|classification|evidence|summary|"
    r"comments?|clinical|"
    r"main|primary|secondary|key|research|of|and|the|for|in)"
)
HEADING = re.compile(rf"(?P<glued>{GLUED})|(?P<label>(?=[A-Z])(?i:{_WORD}(?:(?:\s|/|,\s|\s&\s){_WORD}){{0,4}})):\s")


def behind_glued(text: str, start: int) -> int:
    """Return where the sentence itself begins, behind a heading that runs into it."""
    heading = _GLUED_AT.match(text, start)
    return start if heading is None else heading.end()
