"""The turns of phrase by which a record tells its design; design.py says in which order they are asked."""

from evidence.screening.phrases import any_of

PROTOCOL_TITLE = any_of(
    r"protocol (?:for|of) (?:a|an|the)\b",
    r"protocol (?:for|of) (?:[\w-]+,? ){0,8}?(?:trials?|stud(?:y|ies)|reviews?|meta-analys\w+|surveys?)\b",
    r"(?:study|trial|review) protocol\b",
    r"(?:study|trial) design\b",
    r"(?:design and rationale|rationale and design)\b",
    r"design of (?:a|an|the)\b",
    r"statistical analysis plan\b",
)
WILL_BE = any_of(
    r"(?:will be|are to be|will) (?:\w+ly )?(?:randomi[sz]e|recruit|enrol|allocat|includ|assign|follow|invit)\w*",
    r"primary (?:outcome|end-? ?point) (?:\w+ ){0,4}will\b",
    r"this protocol\b",
    r"(?:trial|study) (?:is|has been) (?:now |currently |still )?(?:recruiting|enrolling)\b",
)
META = any_of(r"meta-? ?analy", r"NMA\b", r"systematic(?:ally)? (?:\w+ ){0,2}?review", r"(?:scoping|umbrella) review")
# Said of this work, not of a meta-analysis that others did.
META_DONE = any_of(
    r"(?:we|authors) (?:\w+ ){0,3}?(?:perform|conduct|carr|undert|did|present|"
    r"report)\w* (?:out )?(?:an? )?(?:\w+ ){0,3}?"
    r"(?:systematic|scoping|umbrella|meta-? ?analy)",
    r"(?:this|our|the present|present) (?:updated )?(?:systematic|scoping|umbrella|meta-? ?analy)",
    r"(?:systematic review|meta-? ?analysis) (?:and meta-? ?analysis )?(?:was|were|included)\b",
    r"we systematically (?:search|review)",
    r"PRISMA\b",
    r"(?:PubMed|MEDLINE|Embase|Cochrane|Scopus)\b.{0,120}\bsearch",
    r"search(?:ed|es)?\b.{0,80}\b(?:PubMed|MEDLINE|Embase)\b",
    r"search(?:ed|es)?\b.{0,60}\b(?:databases|literature)\b",
)
_SEVERAL = r"(?:\d+|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|twenty|several|published|previous)"
_STUDIES = r"(?:cohorts|studies|trials|publications|series)"
# A meta-analysis that does not say the word: the work of others was searched for and pooled.
POOLED_STUDIES = any_of(
    r"(?:PubMed|MEDLINE|Embase|Cochrane|Scopus|Web of Science)\b[\s\S]*\b(?:pooled|random-?effects|"
    r"\w+ studies (?:\w+ ){0,3}?(?:were |was )?(?:included|met))\b",
    r"(?:studies|publications|reports|articles|papers) (?:\([^)]*\) )?(?:were|are) pooled\b",
    r"individual(?:[- ](?:patient|participant))?(?:-level)? (?:data|records) (?:of|from|on) [^.]{0,60}?\b(?!two\b|2 )"
    rf"{_SEVERAL} (?:\w+ ){{0,2}}?{_STUDIES}\b[^.]{{0,40}}?\b(?:pooled|combined|merged)\b",
    r"pool(?:ed|ing) (?:of )?(?:the )?(?:analysis of )?(?:individual|patient-level)[^.]{0,60}?\b(?:of|from) [^.]{0,40}?"
    rf"{_SEVERAL} (?:\w+ ){{0,2}}?{_STUDIES}\b",
    r"(?:searched|search of) [^.]{0,60}\b(?:databases|literature)\b[\s\S]*\b(?:pooled|random-?effects|"
    r"heterogeneity)\b",
)
GUIDELINE = any_of(
    r"guidelines?\b",
    r"recommendations?\b",
    r"consensus\b",
    r"(?:position (?:paper|statement)|policy statement)\b",
    r"delphi\b",
    r"expert (?:opinion|panel|statement)\b",
    r"(?:best practices?|standards of care)\b",
)
GUIDELINE_TEXT = any_of(
    r"(?:this|these|the present|our) (?:[\w-]+ ){0,4}?(?:position (?:paper|statement)|guidelines?|policy statement|"
    r"consensus (?:statement|paper|document)|recommendations)\b",
)
ECONOMIC_TITLE = any_of(
    r"costs?\b",
    r"(?:pharmaco)?economics?\b",
    r"budget impact\b",
    r"health technology assessment\b",
    r"reimbursement\b",
)
ECONOMIC_TEXT = any_of(r"cost-? ?(?:effectiveness|utility)\b", r"QALYs?\b", r"incremental cost\b", r"cost analysis\b")
SURVEY = any_of(
    r"(?:online|web-?based|internet|postal|electronic|international|national|global|anonymous|"
    r"cross-sectional) (?:\w+ )?"
    r"(?:survey|questionnaire)\b",
    r"survey (?:of|among|was sent|was distributed)\b(?! \d)",  # not "a survey of 183 patients", a series
    r"questionnaires? (?:was|were) (?:sent|distributed|circulated)\b",
)
CASE = any_of(
    r"case (?:report|study)\b",
    r"a case of\b",
    r"(?:we|authors?) (?:\w+ )?(?:report|describe|present)(?:s|ed)? (?:here )?(?:on )?(?:a|an|the|one) (?:\w+ ){0,2}?"
    r"(?:case|patient|woman|man|girl|boy|\d+-year)",
    r"an? (?:\w+ )?\d{1,2}[- ]?(?:years?|yrs?|y)[- /]?(?:old|o)\b",
    r"\d{1,2}[- ]?(?:years?|yrs?|y)[- /]?(?:old|o)\b,? (?:\w+ )?(?:woman|man|female|male|girl|boy|patient|lady)\b",
    r"an? (?:[\w-]+ )?(?:patient|woman|man|girl|boy|lady|gentleman|male|female),? (?:(?:aged|"
    r"of) )?\d{1,2}(?: years)?\b(?!\.\d| ?%| per cent| of\b)",
    r"(?:in a|single) patient\b",
    r"an? (?:\w+ )?(?:patient|woman|man|girl|boy) (?:with [^.]{1,60} )?(?:developed|presented|received|underwent)\b",
)
# What people think, know or do: not how they fared after the treatment.
VIEWS = any_of(
    r"attitudes?\b",
    r"opinions?\b",
    r"views\b",
    r"knowledge\b",
    r"aware\w*",
    r"percei\w*",
    r"perceptions?\b",
    r"beliefs?\b",
    r"willing\w*",
    r"preferences?\b",
    r"expectations?\b",
    r"had heard of\b",
    r"information needs\b",
    r"motives\b",
    r"decision-making\b",
)
CASE_SERIES = any_of(
    r"(?:a|the|first|national|large|retrospective|\d+-patient|single-\w+) (?:[\w-]+ ){0,2}?case series\b(?! and)"
)
SEVERAL_CASES = any_of(
    r"case series\b",
    r"(?!0?1 )\d+ (?:[\w-]+ ){0,3}(?:patients|cases)\b",
    r"(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|"
    r"(?:twen|thir|for|fif|six|seven|eigh|nine)ty(?:-\w+)?) "
    r"(?:[\w-]+ ){0,3}(?:patients|cases)\b",
)
# "Report of two cases and systematic review": patients of its own come first.
OWN_CASES = any_of(
    r"cases? (?:report|series|study)",
    r"report of (?:\w+ ){1,3}cases?\b",
    r"(?:a|two|three) cases?\b",
    r"our experience\b",
)
REVIEW_LABELS = {"PURPOSE OF REVIEW", "RECENT FINDINGS", "AREAS COVERED", "EXPERT OPINION", "EXPERT COMMENTARY"}
REVIEW_TITLE = any_of(
    r"(?<!chart )(?<!retrospective )(?<!record )(?<!case )review\b(?! of (?:\d|patients|records|our))",
    r"overview\b",
    r"state[ -]of[ -]the[ -]art\b",
)
# Reviews of patients' records are studies, not reviews.
_OF_RECORDS = r"(?:we|retrospective|chart|charts|case|record|records|medical|institutional|ethics|peer)"
REVIEW_TEXT = any_of(
    rf"(?:this|the present|our|present) (?:(?!{_OF_RECORDS} )\w+ ){{0,2}}?(?:mini-?)?review\b(?! of (?:\d|"
    rf"patients|charts|"
    r"records|medical|our))",
    r"we (?:(?!retrospectively )\w+ly |will |also |aim to |briefly |here )*review (?:the |here )?"
    r"(?!\d|all\b|our (?:first|last|own|patients|experience|series)|(?:consecutive|adults|people|persons|women)\b)"
    r"(?!\w* ?(?:charts?|records|medical|patients|files|histories|notes|outcomes|cases|data))\w+\b",
    r"(?:this|the) (?:article|paper|chapter|manuscript|commentary|editorial) (?:\w+ly |will )*(?:reviews?|"
    r"summari[sz]es?)",
    r"(?:is|are) (?:\w+ly )?reviewed\b",
    r"(?:review of the |current )literature\b",
    r"literature review\b",
    r"the authors? (?:review|summari[sz]e)s?\b",
    r"we (?:\w+ly )?(?:look back|go through|revisit|trace the history|walk through|give an overview|"
    r"provide an overview)\b",
)
# Words that make a review only where nothing was done with patients: cohorts discuss and outline too.
LOOSE_TITLE = any_of(
    r"(?:perspectives?|viewpoint|primer|commentary|editorial|advances|prospects?|lessons|challenges|opportunities)\b",
    r"current (?:status|standing|state|evidence|knowledge|views?|concepts)\b",
    r"(?:past, present|future directions|pros and cons)\b",
    r"controversi",
    r"where (?:are|do) we\b",
    r"what\b.*\?$",
)
LOOSE_TEXT = any_of(
    r"we (?:(?!retrospectively )\w+ly |also )*reviewed (?:the |here )?(?!\w* ?(?:charts?|records|medical|"
    r"patients|files))(?![^.]{0,60}\b\d+ (?:\w+ ){0,3}(?:patients|people|adults|women))\w+\b",
    r"we (?:\w+ly |will |also |aim to )*(?:summari[sz]e|discuss|outline|highlight|argue|propose)\b",
    r"this (?:article|paper|chapter|manuscript|commentary|editorial|perspective) (?:\w+ly |will )*(?:discuss(?:es)?|"
    r"outlines?|highlights?|provides? an? overview|focus(?:es)?)",
    r"(?:is|are) (?:\w+ly )?(?:summari[sz]ed|discussed)\b",
)
# Publication types in small letters, the more telling first.
BY_TYPE = (
    ("clinical trial protocol", "protocol"),
    ("meta-analysis", "meta-analysis/systematic review"),
    ("systematic review", "meta-analysis/systematic review"),
    ("network meta-analysis", "meta-analysis/systematic review"),
    ("practice guideline", "guideline"),
    ("guideline", "guideline"),
    ("consensus development conference", "guideline"),
    ("consensus statement", "guideline"),
    ("review", "review"),
    ("scoping review", "review"),
    ("case reports", "case report"),
    ("randomized controlled trial", "RCT"),
    ("clinical trial, phase i", "single-arm trial"),
    ("clinical trial, phase ii", "single-arm trial"),
    ("clinical trial, phase iii", "single-arm trial"),
    ("clinical trial", "single-arm trial"),
)
