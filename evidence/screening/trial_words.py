"""The turns of phrase by which a record tells that it is a trial, drawn by lot or not; design.py asks them."""

import re

from evidence.screening.phrases import any_of

INDIRECT_TITLE = any_of(
    r"(?:matching-adjusted|adjusted|anchored|unanchored|simulated|indirect) (?:indirect |treatment )*comparisons?\b",
    r"indirect(?:ly)? compar\w+",
)
# Groups of a placebo: only a study that drew lots has one.
PLACEBO_ARM = any_of(
    r"placebo(?:[ -]treated)? (?:group|arm|recipients|patients|participants)\b",
    r"(?:receiv\w+|received|given|assigned to|treated with|taking) (?:[\w/-]+ ){0,4}?(?:or|"
    r"and) (?:matching )?placebo\b",
    r"(?:versus|vs\.?|compared (?:with|to)|than(?: with)?|and [\d.]+ (?:\w+ )?for|on|"
    r"over) placebo\b(?![- ]controlled)",
    r"placebo and [\w-]+,? respectively\b",
)
# Groups of a placebo that had the treatment afterwards: an extension tells of all of them.
LATER = any_of(r"then\b", r"followed by\b", r"switched to\b", r"cross(?:ed|ing)[ -]?over\b", r"extension\b")
# Named by the trials its patients were in: "in the randomised, double-blind, ALPHA and BETA trials".
OF_RANDOMISED = any_of(
    r"(?:in|from|of) the (?:[\w-]+,? ){0,4}?randomi[sz]ed,? (?:[\w-]+,? ){0,4}?"
    r"(?-i:[A-Z][A-Z0-9-]{3,})[\w /-]{0,30}(?:trials?|stud(?:y|ies))\b(?! (?:show|found|report|has|have|demonstr))",
)
LATE_PHASE_TITLE = any_of(r"phase[ -](?:III|3)b?\b")
ENROLLED_IN_LATE_PHASE = any_of(
    r"(?:enrolled|participat\w+|included|treated|randomi[sz]ed) in the (?:[\w-]+ ){0,3}?phase[ -](?:III|3)b?\b"
)
MATCHED = any_of(
    r"propensity\b",
    r"indirect\b",
    r"inverse[- ]probability",
    r"matching-adjusted",
    r"external controls?\b",
    r"historical\b",
    r"non-? ?randomi",
    r"registr(?:y|ies)\b(?! number)",
)
CONCLUDING = any_of(r"conclu\w+", r"suggest\w*", r"our (?:findings|results|data)\b", r"underscor\w+", r"support\w*")
CONSECUTIVE = any_of(r"consecutive\b", r"cohort\b", r"case series\b", r"chart review\b")
LOOKING_BACK = any_of(
    r"retrospective",
    r"observational\b",
    r"case[- ](?:series|control)\b",
    r"real[- ](?:world|"
    r"life)\b",
    r"(?:routine|compassionate)\b",
    r"cohort study\b",
)
_NOT_COHORT = r"(?! (?:cohorts?|participants?|populations?|patients|samples|registr))"
TRIAL = any_of(
    r"phase[ -](?:I{1,3}|[123])[ab]?(?: ?[/-] ?(?:I{1,3}|[123])[ab]?)?\b",
    r"feasibility (?:study|trial)\b",
    r"proof[- ]of[- ](?:concept|principle)\b",
    r"single-? ?(?:arm|group)\b(?! size)",
    r"open[- ]label\b",
    r"open,? (?:[\w-]+,? ){0,4}?(?:study|trial)\b",
    r"(?:uncontrolled|interventional|non-? ?comparative),? (?:[\w-]+,? ){0,4}?(?:study|trial)\b",
    rf"(?:this|our|the present) (?:[\w/-]+ ){{0,6}}?trial\b{_NOT_COHORT}",
    rf"(?:in|as|was|is|of|report|conducted|performed|entered|joined|ran|undertook|initiated|designed|into) (?:a|an) "
    rf"(?:(?!recent|previous|earlier|early|former|past|completed|other|"
    rf"separate)[\w/-]+,? ){{0,6}}?trial\b{_NOT_COHORT}",
    r"the trial was (?:registered|approved|open|stopped|designed|terminated|halted|closed)\b",
    r"(?:duration|end|completion|protocol|course) of (?:the|this) trial\b",
)
TRIAL_TITLE = any_of(rf"trial\b{_NOT_COHORT}")
# None of these alone makes a trial; two of them together are seldom said of anything else.
SIGNS_OF_A_PLAN = (
    any_of(r"enrol(?:l?ed|l?ing|l?ment)\b"),
    any_of(
        r"entered (?:the|our|a|an|this|into) (?:[\w-]+ ){0,3}?(?:protocol|study|trial|programme|program|phase)\b",
        r"trial entry\b",
    ),
    any_of(r"(?:co-?)?primary (?:efficacy |safety |study )?(?:end-? ?points?|outcomes?)\b"),
    any_of(
        r"NCT ?\d{6}",
        r"ACTRN ?\d",
        r"ISRCTN ?\d",
        r"EudraCT\b",
        r"clinicaltrials\.gov\b",
        r"ChiCTR\b",
        r"UMIN\b",
        r"NTR ?\d",
    ),
    any_of(r"intent(?:ion)?[- ]to[- ]treat\b", r"per[- ]protocol\b"),
    any_of(
        r"(?:study|trial|accrual|enrol?ment|recruitment) was "
        r"(?:\w+ly )?(?:stopped|closed|halted|terminated|suspended)\b",
        r"stopping rules?\b",
    ),
    any_of(
        r"prospective(?:ly)?\b(?! (?:collected|maintained|recorded|entered|gathered|followed|acquired|"
        r"observational|cohort|"
        r"database|registry|series))"
    ),
)
# "Pilot" is said of small studies too that only measure something after the treatment.
PILOT = any_of(r"pilot(?:ed)? (?:[\w-]+ ){0,2}?(?:study|trial)\b", r"we piloted\b")
MEASURED_AFTER = any_of(r"(?:after|following)\b")
# "Monthly MRI for three months before treatment": who plans that has a protocol.
RUN_IN = any_of(
    r"(?:monthly|weekly|every month)\b[^.;]{0,60}\bfor (?:\w+ )?(?:months|weeks) (?:before|prior|preceding|pre)\b",
    r"run-?in\b",
)
OF_A = re.compile(r"(?i)(?:in|of|into)(?= an? ) ")
BEFORE_NOUN = re.compile(r"(?i)\b(?:a|an|the|our) (?:(?!of\b|from\b|within\b|in\b)[\w/-]+,? ){0,5}$")
# Whose patients or samples were looked at again: the trial itself is another study.
FROM_TRIAL = re.compile(
    r"(?i)\b(?:patients|participants|subjects|people|individuals|those|survivors|treated|grafts?|"
    r"enrolled)\b[^.;:]{0,60}\b(?:within|of|from) $"
    r"|\b(?:samples?|sera|serum|cells|specimens|scans|images|plasma|blood|fluid|data)\b[^.;:]{0,60}\b(?:within|"
    r"of|from|in) $"
)
PLANNED = any_of(r"(?:needed|warrant\w*|required|should|future|await\w*|will|justif\w*|plans? to|planned|propos\w*)\b")
