"""The turns of phrase by which a record sets treatments beside each other; comparison.py asks them."""

import re

from evidence.screening.phrases import any_of

COMPARING = any_of(r"versus\b", r"vs\b", r"compar(?:ison|ative|ed|ing)", r"superior to\b")
OTHER_TREATMENT = any_of(r"therap", r"treatment", r"immunosuppress", r"regimen")
NO_TREATMENT = any_of(r"healthy\b", r"controls?\b(?! group)", r"siblings\b")
# Groups by treatment: "treated with either A or B", "matched", "propensity score", "the A group ... the B group".
BY_TREATMENT = any_of(
    r"propensity\b",
    r"matched (?:\w+ ){0,3}?(?:study|cohorts?|patients|analysis|controls? treated)",
    r"(?:inverse[- ]probability|cardinality matching)",
    r"treated (?:\w+ )?either\b",
    r"between (?:patients|those|people|participants|individuals) (?:who were )?(?:treated with|receiving|on|"
    r"who received|who underwent)\b",
    r"exposed ?(?:/|and|versus|vs) ?(?:the )?(?:non-?|un) ?exposed\b",
    r"(?:users|initiators|recipients) of (?:two|three|four|[2-4]) (?:\w+ )?(?:therapies|treatments|drugs)\b",
    r"were matched (?:\w+ )?(?:to|with)\b",
    r"comparative (?:\w+ )?(?:effectiveness|treatment|study)",
    r"compared (?:with|to) (?:\w+ ){0,4}?(?:disease-modifying|DMTs?\b|best available|standard|"
    r"conventional (?:treat|therap))",
    r"compared (?:with|to) [^.;]{0,60}?(?:patients|people|persons|individuals|adults) (?:receiving|on|given|"
    r"treated with|under|with) "
    r"(?:\w+ )?(?:conventional|standard|usual|other|drug|medical|pharmac\w+|best)\b",
    r"matched (?:\w+ )?(?:recipients|initiators|users|starters) of\b",
    r"non-? ?randomi[sz]ed (?:\w+ ){0,3}?comparison\b",
    r"comparison of \d+ (?:[\w-]+ ){0,3}?(?:patients|people|persons|adults) who (?:had|accepted|underwent|"
    r"received|chose)\b",
    r"who (?:had )?(?:declined|refused|opted against|chose not|were not eligible|could not)\b[^.]{0,80}\bcompar\w+",
    r"compar\w+[^.]{0,80}\bwho (?:had )?(?:declined|refused|opted against|chose not)\b",
    r"(?:disease-modifying (?:treatment|therap\w+|drugs?)|DMTs?)[- ](?:treated )?(?:group|arm|cohort)",
)
JOINED = any_of(r"(?:or|and)\b(?!.*\b(?:after|following|with|in|before)\b)")
AGAINST = r"(?:versus|vs|compared|comparison|superior|over|than|against|or|and)\b"
# Between the names of two treatments: "the HSCT group, and 37% in the [alemtuzumab group]".
AS_GROUPS = any_of(rf"(?:group|arm|cohort|treated|patients)\b.*\b{AGAINST}")
SET_AGAINST = any_of(AGAINST)
# An "and" of places, years or ages, which sets no groups beside each other: "treated in [Oslo and Bergen] with".
JOINS_NO_GROUPS = re.compile(
    r"\b(?:in|at|from|of) (?:the )?[A-Z][\w'-]+(?:,? (?:and |& )?[A-Z][\w'-]+)*(?: and [A-Z][\w'-]+)(?=,| with\b| by\b|"
    r" received\b| under\b)|"
    r"\b(?:between|aged|from) \d+ (?:and|to) \d+(?: years)?"
)
# Between them too: "persons had AHSCT and 500 were on [alemtuzumab]".
COUNTED_GROUPS = any_of(
    rf"{AGAINST} \d[\d,]* (?!(?:years?|months?|weeks?|days?|points?|times?)\b)(?:[\w-]+ ){{0,4}}?(?:treated|"
    rf"given|on|receiving|had|who|starting|taking|initiating|started|with)\b"
)
# Doses, single drugs of the conditioning, ways to mobilise: parts of one treatment.
DETAIL = any_of(
    r"mobili[sz]",
    r"CD34\+?[- ]?select",
    r"(?:un)?(?:manipulated|purged)\b",
    r"(?:low|high|reduced|full|standard)(?:er)?-?(?: |-)dose (?:versus|vs|or|and|compared)\b",
    r"in (?:the |its )?conditioning\b",
    r"dose[- ](?:finding|comparison|escalation|reduction)\b",
)
NO_CONTROLS = any_of(
    r"waiting[- ]list\b",
    r"(?:drug|medically|medication|conventionally|pharmacologically)[- ]treated (?:patients|people|persons|"
    r"individuals|adults|pts)\b",
    r"(?:absence|lack) of (?:an? |any )?(?:\w+ )?(?:controls?|comparators?|comparison)\b",
    r"(?:without|no|not have|lacked) (?:an? |any )?(?:\w+ )?(?:control|comparison|comparator)s?(?: group| arm|"
    r" patients)?\b(?! (?:for|ha[sd]|have|exists?|existed|(?:is|are|was|were) (?:yet |so far |currently )?(?:available|"
    r"known|published|at hand))\b)",
    r"(?:lack of controls|uncontrolled) (?:\w+ ){0,2}?(?:design|study|trial|nature)\b",
)
TIMING = any_of(r"early\b", r"earlier\b", r"delay\w*", r"timing\b", r"late\b", r"first[- ]line\b", r"wash-?out\b")
# Patients of the study who did not have the treatment.
CONTROLS = any_of(
    r"(?<!no )(?<!without )(?:control|comparison|comparator|waiting[- ]list|untreated|un-?transplanted|"
    r"non-?transplant\w*|"
    r"non-? ?A?HSCT|non-? ?ASCT|drug|medication|DMT|pharmacotherapy|conventional\w*) (?:group|arm|cohort)\b",
    r"(?:matched|contemporary|contemporaneous|historical|concurrent|external|registry|untransplanted|"
    r"non-?transplanted|eligible) "
    r"(?:\w+ ){0,2}?controls?\b",
)
NOT_GIVEN = any_of(
    r"(?:patients|individuals|participants|people|persons|subjects|adults|women|men|"
    r"controls)\b[^.;,]{0,60}? (?:(?:who|that) (?:did not|had not|were not|never)|"
    r"not) (?:undergo|undergone|receiv\w+|have|had|treated|been treated|given|been)\b(?: with| by)? (?:an? |"
    r"the )?[\w-]*(?:HSCT|ASCT|HCT|SCT|transplant|graft|autograft)",
    r"(?:un-?transplanted|non-?transplanted|non-?A?HSCT) (?:\w+ ){0,2}?(?:patients|individuals|participants|"
    r"people|persons|subjects|adults|women|men|cases|(?:(?:SP|RR|PP)-?)?MS)\b",
    r"(?:those|ones|cases|the others) (?:(?:who|that) (?:were|had|have) )?(?:not|never) (?:been )?(?:transplanted|"
    r"autografted|grafted)\b",
)
SET = any_of(r"compar\w+", r"controls?\b", r"versus\b", r"vs\b", r"match\w+", r"than\b", r"differ\w*", r"served\b")
HEALTHY = any_of(
    r"healthy\b",
    r"normal controls?\b",
    r"siblings?\b",
    r"general population\b",
    r"volunteers\b",
    r"(?:non-?inflammatory|neurological|disease|symptomatic|laboratory) (?:disease )?controls?\b",
    r"reference (?:population|values)\b",
)
PEOPLE = r"(?:patients|individuals|participants|people|persons|subjects|adults|women|men)"
HAD = (
    r"(?:given|treated|receiving|on|taking|managed|kept|continuing|"
    r"who (?:had|have|received|were|underwent|took|started|continued))"
)
# "In 40 patients given AHSCT and 38 patients on other drugs".
TWO_GROUPS = any_of(
    rf"\d+ (?:[\w-]+ ){{0,3}}?{PEOPLE} {HAD}\b[^.;\d]{{0,80}}?(?:and|with|to|versus|"
    rf"vs) \d+ (?:[\w-]+ ){{0,3}}?{PEOPLE} {HAD} "
    rf"(?:[\w-]+ ){{0,4}}?(?:therap|drug|treatment|DMTs?\b|disease-modifying|immunosuppress|medication|standard|"
    rf"conventional|best)",
)
# Drugs that patients had before: "AHSCT in patients after first- and [second-line therapy]".
HAD_BEFORE = re.compile(
    r"(?i)\b(?:after|following|despite|notwithstanding|in spite of|fail\w*|refractory|resistant|prior|"
    r"previous(?:ly)?|pre-?treated|"
    r"history of|switch\w*|"
    r"before|unresponsive|such as|including|mainly|mostly)\b[^.;,]*$"
)
PRETREATED = any_of(r"previous(?:ly)?\b", r"prior\b", r"pre-?treat\w*", r"switch\w*", r"sequential\w*", r"history of\b")
OTHER_THAN = any_of(r"(?:other than|except|apart from)\b")
TWO_REGIMENS = any_of(
    r"(?:two|three|both|different|the 2|2|3) (?:\w+ )?(?:conditioning|preparative|transplant) (?:regimens?|"
    r"protocols?|schemes)",
    r"conditioning regimens? (?:\w+ ){0,12}?(?:were |was |been )?compared\b",
)
JOINS_REGIMENS = re.compile(r"(?i)[\w/+ -]{0,25}\b(?:or|versus|vs\.?|compared (?:with|to)|against)\b[\w/+ -]{0,12}")
# Before the drug: "recipients of [cladribine]"; behind it: "[cladribine] (n=33)".
TAKERS = re.compile(r"(?i)\b(?:recipients|initiators|users|starters|those who (?:started|received|had|took)) (?:of )?$")
COUNTED_NEXT = re.compile(r"(?i) ?[(\[] ?n ?= ?\d")
# Drugs that patients had before or after the treatment, whatever their number.
OTHER_TIME = any_of(
    r"previous\w*",
    r"prior\b",
    r"before\b",
    r"pre-?treat\w*",
    r"fail\w*",
    r"re-?start\w*",
    r"re-?treat\w*",
    r"resum\w*",
    r"switch\w*",
    r"subsequent\w*",
    r"history\b",
    r"had (?:been|received|taken)\b",
    r"last (?:drug|treatment|"
    r"therapy)\b",
    r"afterwards\b",
)
# "AHSCT vs [natalizumab]", "receiving AHSCT or [natalizumab]": nothing else between the names.
DIRECT = re.compile(r"(?i)\W{0,3}(?:\([^()]*\)\W*)?(?:versus|vs\.?|against|compared (?:with|to)) (?:[\w-]+ ){0,2}$")
CHOICE = re.compile(r"(?i)\W{0,3}(?:\([^()]*\)\W*)?or (?:[\w-]+ ){0,2}$")
GIVEN_EITHER = re.compile(
    r"(?i)\b(?:receiv\w+|treated with|given|either|underwent|starting|started|initiat\w+|allocated to|"
    r"assigned to) (?:[\w-]+ ){0,3}$"
)
WITH_OR_WITHOUT = any_of(r"with (?:or|and|versus|vs) without ")
GROUP_NEXT = re.compile(r"(?i)[- ](?:treated )?(?:group|arm|cohort)")
# "More after AHSCT than after [alemtuzumab]": both came first.
BOTH_AFTER = any_of(r"(?:than|and|or|versus|vs) (?:after|following)\b")
VERSUS_OTHER = re.compile(
    r"(?i)\W{0,3}(?:\([^()]*\)\W*)?(?:versus|vs\.?|against|(?:is )?(?:better|superior|inferior) (?:than|to)) "
    r"(?!no\b|not\b|progressive|relapsing|primary|secondary|early|late|RRMS|SPMS|PPMS|healthy|allogen)\w"
)
