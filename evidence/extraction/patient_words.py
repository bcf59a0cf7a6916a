"""The turns of phrase by which numbers of patients are told; patients.py weighs them."""

import re

from evidence.extraction.numbers import COUNT, WORDS, count_places
from evidence.quick import Quick

# Designs that have no patients: the numbers in them are of others, or planned.
NO_PATIENTS = ("protocol", "guideline", "review", "preclinical")
PERSON = (
    r"(?:(?:MS-|RRMS-)?patients?(?!-)|pts?\b(?!-)|participants?|subjects?|individuals?|persons|people|"
    r"[Pp]w[A-Z]*MS|adults|"
    r"children|"
    r"adolescents|cases|women|men|respondents|recipients)"
)
# Those who may be kept of more who were looked at.
PEOPLE = (
    r"(?:patients?(?!-)|pts\b|participants?|subjects?|individuals?|persons|people|[Pp]w[A-Z]*MS|adults|children|"
    r"cases|"
    r"recipients|women|men)"
)
CANDIDATE = Quick(
    rf"(?P<n>{COUNT})\s+(?:\(\d+\s+(?:wo)?men\)\s+|\(\d+\s+(?:fe)?males?\)\s+)?(?P<words>(?:(?!and\b|or\b|of\b|"
    rf"in\b|years?\b|months?\b|cent(?:er|re)s?\b|hospitals?\b|sites\b|countries\b|"
    rf"studies\b|trials\b|items\b|questions\b|visits?\b|trials?,|stud(?:y|ies),|phase\b|we\b|was\b|were\b|[(]\d|"
    rf"{WORDS})[A-Za-z/()'\"+-][\w/()'\"+-]*,?\s+){{0,6}}?)(?P<person>{PERSON})\b",
    re.IGNORECASE,
    at=count_places,
)
OF_THESE = re.compile(
    rf"""
        \b(?:of|among|in)\s+(?:the|these|those)\s*$
        |\b(?:{COUNT})\s+of\s+(?:the|our)\s+first\s*$
        |\b(?:vs\.?|versus)\s*$
        |\b(?:all\s+but|left(?:\s+\S+\s+and)?)\s*$
        |\b(?:than|least|most|every|per|another|further|remaining|other)\s*$
        | \b(?:was|were|is|are|and|mostly)\s+(?:\w+\s+)?
          (?:seen|observed|noted|found|reported|recorded|diagnosed|needed|present|detected|registered)\s+
          (?:only\s+)?in\s*$
        |\b(?:occurred|developed|complicated|persisted|resolved|improved|reactivated)\s+(?:only\s+)?(?:in\s*)?$
        | \b(?!
              perform|stud|evaluat|assess|measur|analy|investigat|test|us|examin|conduct|enrol|includ|obtain
              |collect|compar|carri|determin|report|review|describ|record|explor|sampl
          )[a-z]{{2,}}ed\s+(?:[a-z]+ly\s+|only\s+)?in\s*$
        |,\s*(?:reported|recorded)\s+in\s*$""",
    re.IGNORECASE | re.VERBOSE,
)
SOME_OF = re.compile(rf"(?:\d|{WORDS})\s+(?:\(\s?[\d.]+\s?%\s?\)\s+)?(?:out\s+)?of\s+$", re.IGNORECASE)
# A drug that they had before and that did not help is no treatment of the study.
FAILED = re.compile(
    r"\b(?:in\s+spite\s+of|despite|notwithstanding|refractory\s+to|resistant\s+to|unresponsive\s+to|failing|failed|"
    r"responding\s+to|failure\s+of)\s+(?:[\w-]+\s+){0,3}$",
    re.IGNORECASE,
)
# "Of the 355 patients enrolled, ...", "In the 365 patients": at the head of a sentence they are the whole cohort.
OF_ALL = re.compile(r"^(?:of|among|in)\s+(?:the|our|all|these)\s*$", re.IGNORECASE)
PART = re.compile(r"\s*(?:,\s*)?(?:with|who|whose|without|in whom|having|that|not|remaining|from|on)\b", re.IGNORECASE)
TOTAL = re.compile(
    r"\b(?:total of|all|overall|cohort of|survey of|series of|altogether|in total|cohort comprised|"
    r"population comprised|"
    r"we\s+(?:here\s+)?(?:present|report|describe)(?:ed)?(?:\s+on)?),?\s*(?:the\s+)?$",
    re.IGNORECASE,
)
INCLUDED = re.compile(
    r"(?:\s*\([^()]*\))?(?:[^.;]|\.\d){0,90}?\b(?:were|was|have been|had been)?\s*(?:included|enrolled|identified|"
    r"evaluated|"
    r"recruited|analy[sz]ed|randomi[sz]ed|treated|transplanted|autografted|underwent|undergone|received|recorded|"
    r"studied)\b",
    re.IGNORECASE,
)
ENROLLING = re.compile(
    r"\b(?:enrol\w+|includ\w+|recruit\w+|stud(?:y|ied)|analy[sz]ed|treated|transplanted)\s+$", re.IGNORECASE
)
# Looked at before it was known who would be a patient of the study.
SCREENED = re.compile(
    r"[^.;,]{0,140}?\b(?:were|was)?\s*(?:\w+ly\s+)?(?:screened|assessed for eligibility|invited|approached|referred|"
    r"registered for|considered)\b",
    re.IGNORECASE,
)
EVENT = re.compile(
    r"(?:\s+with\s+(?:\w+\s+)?(?:MS|multiple\s+sclerosis))?\s*(?:\(\s?[\d.]+\s?%\s?[),;]|(?:gave\s+birth|acquired|"
    r"suffered|conceived|contracted|fathered|had(?!\s+been\b)|have died|has died|died|developed|relapsed|showed|"
    r"experienced|remained|"
    r"improved|achieved|progressed|presented|"
    r"reported(?! to| in| by)|became|with (?:new|progress(?:ion|ed)|relapses?|comorbid|risk)\b))",
    re.IGNORECASE,
)
# Children that patients had, who are no patients.
OFFSPRING = re.compile(
    r"\b(?:father\w*|mother\w*|deliver\w*|gave birth|born|births?|conceiv\w*|pregnan\w*|offspring|"
    r"healthy children|had children)\b",
    re.IGNORECASE,
)
HAD = re.compile(r"\s+had\b")  # "40 patients had weekly tests" tells in the methods who was studied
# "30 had AHSCT and 31 placebo"
OTHER_ARM = re.compile(rf"\b(?:and|versus|vs\.?|while|,)\s+{COUNT}\s", re.IGNORECASE)
AND_MEN = re.compile(
    rf"\s*(?:,|and|/|;)\s*(?:and\s+)?{COUNT}\s+(?:(?:wo)?men|(?:fe)?males)\b", re.IGNORECASE
)  # summed elsewhere
WOMEN_AND = re.compile(
    rf"{COUNT}\s+(?:(?:wo)?men|(?:fe)?males?|girls|boys)\s*(?:,|and|/|;)\s*(?:and\s+)?$", re.IGNORECASE
)
# "804 PML cases", "cases of zoster": what happened, not who was studied.
PLAIN_CASES = re.compile(
    r"(?:(?:consecutive|adult|adults|young|paediatric|pediatric|all|MS|multiple|sclerosis|[A-Z]{2,4}MS|\(MS\)|"
    r"treated|severe|"
    r"aggressive|refractory|transplanted|consecutively|eligible|such|these|[\w-]*progressive|[\w-]*remitting|"
    r"children)\s+)*",
    re.IGNORECASE,
)
CASES_OF_MS = re.compile(
    r"\s+(?:of|with|from)\s+(?:[\w-]+\s+){0,3}?(?:MS|multiple sclerosis|POMS|RRMS|SPMS|PPMS)\b|\s*[,.;(]|"
    r"\s+(?!of|with|from|in|associated|related|had been)"
)


ASIDE = re.compile(r"\([^()]{1,80}\)")  # "292 patients (mean age 41.8, 72% female) who received"
OWN = re.compile(r"\b(?:we|our|this study|this article|aim(?:s|ed)?|objectives?)\b|^To\s+[a-z]+\s", re.IGNORECASE)
# Who could be tested, of all: "in all 3 patients tested".
TESTED = re.compile(r"\s+(?:tested|evaluable|examined|scanned|sampled|assessed|measured|alive|survivors|surviving)\b")
