"""The turns of phrase by which a record tells that it is a trial, drawn by lot or not; design.py asks them."""

from evidence.screening.phrases import any_of

INDIRECT_TITLE = any_of(
    r"(?:matching-adjusted|adjusted|anchored|unanchored|simulated|indirect) (?:indirect |treatment )*comparisons?\b",
    r"indirect(?:ly)? compar\w+",
)
# Said of this study: "were randomised", "randomly assigned", "51 participants randomised"; not "a trial randomised".
RANDOMISED = any_of(
    r"(?:were|was|we|been|patients|participants|subjects|individuals) (?:\w+ ){0,3}?random(?:ly|i[sz]ed)\b",
    r"randomly (?:assign|allocat)",
    r"(?:assigned|allocated|drawn) (?:\w+ )?at random\b",
    r"(?:this|our|a|an) (?:[\w-]+,? ){0,5}?randomi[sz]ed,? (?:[\w-]+,? ){0,5}?(?:trial|study)\b(?! (?:show|"
    r"found|report|has))",
    r"randomi[sz]ation (?:was|ratio)\b",
    r"(?:those|initially|originally|were) randomi[sz]ed to\b",
    r"participants? (?:\w+ ){0,3}?randomi[sz]ed\b",
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
RANDOMISED_TITLE = any_of(r"randomi[sz]ed\b")
# "Randomised trials are needed", "non-randomised", "before a randomised trial", "randomly selected", "random effects".
NOT_RANDOMISED = any_of(
    r"non-? ?randomi",
    r"not (?:\w+ )?randomi",
    r"randomi[sz]ed(?:[ ,-]+(?:controlled|clinical|prospective|multicent\w+|and))* (?:trials|studies|evidence|"
    r"data|comparisons)\b",
    r"(?:needed|warrant\w*|required|should|future|ongoing|await\w*|until|lack\w*|justif\w*|underway|under way|"
    r"will)\b",
    r"(?:necessary|absence|before|towards?|planned|calls? for|called for|need for|organi[sz]ation of|plea for)\b",
    r"random(?:ly)?[- ](?:effects?|forests?|intercepts?|selected|sample)",
    r"mendelian randomi",
)
LOOKING_BACK = any_of(
    r"retrospective", r"observational\b", r"case[- ](?:series|control)\b", r"real[- ]world\b", r"cohort study\b"
)
TRIAL = any_of(
    r"phase[ -](?:I{1,3}|[123])[ab]?(?: ?[/-] ?(?:I{1,3}|[123])[ab]?)?\b",
    r"pilot (?:\w+ ){0,2}?(?:study|trial)\b",
    r"feasibility (?:study|trial)\b",
    r"single-? ?arm\b",
    r"open[- ]label\b",
    r"(?:this|our|the present) (?:[\w/-]+ ){0,6}?trial\b",
    r"(?:in|as|was|is|of|report|conducted|performed) (?:a|an) (?:(?!recent|previous|earlier|"
    r"other)[\w/-]+ ){0,6}?trial\b",
    r"the trial was (?:registered|approved|open|stopped|designed)\b",
)
PLANNED = any_of(r"(?:needed|warrant\w*|required|should|future|await\w*|will|justif\w*|planned|propos\w*)\b")
