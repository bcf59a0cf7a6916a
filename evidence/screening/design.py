"""Which kind of study a record tells of: from its words first, from its publication types second."""

import re
from collections.abc import Callable

from evidence.screening.comparison import compares_treatments
from evidence.screening.own_patients import reported_patients, studied_patients
from evidence.screening.screener import Screener
from evidence.screening.subject import Subject
from evidence.screening.wording import Wording

_PROTOCOL_TITLE = re.compile(
    r"""(?i)\bprotocol\s(?:for|of)\s(?:a|an|the)\b|\b(?:study|trial)\sprotocol\b|:\s(?:a\s|the\s)?(?:\w+\s){0,4}protocol$
      |\b(?:study|trial)\sdesign\b|\bdesign\sand\srationale\b|\brationale\sand\sdesign\b|\bdesign\sof\s(?:a|an|the)\b
      |\bstatistical\sanalysis\splan\b""",
    re.VERBOSE,
)
_WILL_BE = re.compile(
    r"""(?i)\b(?:will\sbe|are\sto\sbe|will)\s(?:\w+ly\s)?(?:randomi[sz]e|recruit|enrol|allocat|includ|assign|follow|invit)\w*
      |\bprimary\s(?:outcome|end-?\s?point)\s(?:\w+\s){0,4}will\b|\bthis\sprotocol\b""",
    re.VERBOSE,
)
_META = re.compile(r"(?i)\bmeta-?\s?analy|\bsystematic(?:ally)?\s(?:\w+\s){0,2}?review|\bscoping\sreview|\bumbrella\sreview")
_META_DONE = re.compile(
    r"""(?i)\b(?:we|authors)\s(?:\w+\s){0,3}?(?:perform|conduct|carr|undert|did|present|report)\w*\s(?:out\s)?(?:an?\s)?(?:\w+\s){0,3}?
        (?:systematic|scoping|umbrella|meta-?\s?analy)
      |\b(?:this|our|the\spresent|present)\s(?:updated\s)?(?:systematic|scoping|umbrella|meta-?\s?analy)
      |\b(?:systematic\sreview|meta-?\s?analysis)\s(?:and\smeta-?\s?analysis\s)?(?:was|were|included)\b|\bPRISMA\b
      |\bwe\ssystematically\s(?:search|review)
      |\b(?:PubMed|MEDLINE|Embase|Cochrane|Scopus)\b.{0,120}\bsearch|\bsearch(?:ed|es)?\b.{0,80}\b(?:PubMed|MEDLINE|Embase)\b""",
    re.VERBOSE,
)
_GUIDELINE = re.compile(
    r"""(?i)\bguidelines?\b|\brecommendations?\b|\bconsensus\b|\bposition\s(?:paper|statement)\b|\bpolicy\sstatement\b
      |\bdelphi\b|\bexpert\s(?:opinion|panel|statement)\b|\bbest\spractices?\b|\bstandards\sof\scare\b""",
    re.VERBOSE,
)
_GUIDELINE_TEXT = re.compile(
    r"""(?i)\b(?:this|these|the\spresent|our)\s(?:[\w-]+\s){0,4}?(?:position\s(?:paper|statement)|guidelines?|policy\sstatement|
        consensus\s(?:statement|paper|document)|recommendations)\b""",
    re.VERBOSE,
)
_ECONOMIC = re.compile(
    r"""(?i)\bcosts?\b|\bcost-?\s?(?:effective|utility|benefit|minimi[sz]ation)\w*|\beconomics?\b|\bbudget\simpact\b
      |\bhealth\stechnology\sassessment\b|\breimbursement\b|\bpharmacoeconomic""",
    re.VERBOSE,
)
_ECONOMIC_TEXT = re.compile(r"(?i)\bcost-?\s?(?:effectiveness|utility)\b|\bQALYs?\b|\bincremental cost\b|\bcost analysis\b")
_SURVEY = re.compile(
    r"""(?i)\b(?:online|web-?based|internet|postal|electronic|international|national|global|anonymous|cross-sectional)\s
        (?:\w+\s)?(?:survey|questionnaire)\b|\bsurvey\s(?:of|among|was\ssent|was\sdistributed)\b(?!\s\d)
      |\brespondents?\b|\bquestionnaires?\swere?\s(?:sent|distributed|circulated)\b""",
    re.VERBOSE,
)
_CASE = re.compile(
    r"""(?i)\bcase\sreport\b|\ba\scase\sof\b|:\sa\scase\b|\bcase\sstudy\b
      |\b(?:we|authors?)\s(?:\w+\s)?(?:report|describe|present)(?:s|ed)?\s(?:here\s)?(?:on\s)?(?:a|an|the|one)\s
        (?:\w+\s){0,2}?(?:case|patient|woman|man|girl|boy|\d+-year)
      |\b(?:a|an)\s(?:\w+\s)?\d{1,2}[- ]years?[- ]old\b|\bin\sa\spatient\b|\bsingle\spatient\b""",
    re.VERBOSE,
)
_SEVERAL = re.compile(r"(?i)\bcase series\b|\b(?!0?1\s)\d+\s(?:\w+\s){0,3}patients\b|\b(?:two|three|four|five|six) (?:\w+ ){0,3}(?:patients|cases)\b")
# "Report of two cases and systematic review": patients of its own come first.
_OWN_CASES = re.compile(r"(?i)\bcases?\s(?:report|series|study)|\breport\sof\s(?:\w+\s){1,3}cases?\b|\b(?:a|two|three)\scases?\b|\bour\sexperience\b")
_REVIEW_LABELS = {"PURPOSE OF REVIEW", "RECENT FINDINGS", "AREAS COVERED", "EXPERT OPINION", "EXPERT COMMENTARY"}
# Reviews of patients' records are studies, not reviews.
_OF_RECORDS = r"(?:retrospective|chart|charts|case|record|records|medical|institutional|ethics|peer|systematic)"
_REVIEW_TITLE = re.compile(
    rf"""(?i)(?<!chart\s)(?<!retrospective\s)(?<!record\s)(?<!case\s)\breview\b(?!\sof\s(?:\d|patients|records|our))|\boverview\b
      |\bstate[ -]of[ -]the[ -]art\b""",
    re.VERBOSE,
)
_REVIEW_TEXT = re.compile(
    rf"""(?i)\b(?:this|the\spresent|our|present)\s(?:(?!{_OF_RECORDS}\s)\w+\s){{0,2}}?(?:mini-?)?review\b(?!\sof\s(?:\d|patients|charts|records|
        medical|our))|\bwe\s(?:\w+ly\s|will\s|also\s|aim\sto\s|briefly\s)*review(?:ed)?\s(?:the\s|here\s)?(?!\w*\s?(?:charts?|records|
        medical|patients|files|histories|notes|outcomes|cases|data))(?:\w+)\b
      |\b(?:this|the)\s(?:article|paper|chapter|manuscript|commentary|editorial)\s(?:\w+ly\s|will\s)*(?:reviews?|summari[sz]es?)
      |\b(?:is|are)\s(?:\w+ly\s)?reviewed\b|\b(?:review\sof\sthe\s|current\s)literature\b|\bliterature\sreview\b
      |\bthe\sauthors?\s(?:review|summari[sz]e)s?\b""",
    re.VERBOSE,
)
# Words that make a review only where nothing was done with patients: cohorts discuss and outline too.
_LOOSE_TITLE = re.compile(
    r"""(?i)\bperspectives?\b|\bcurrent\s(?:status|standing|state|evidence|knowledge|views?|concepts)\b|\bviewpoint\b|\bprimer\b
      |\badvances\b|\bprospects?\b|\bwhere\s(?:are|do)\swe\b|\bwhat\b.*\?$|\bpast,\spresent\b|\blessons\b|\bcontroversi
      |\bchallenges\b|\bopportunities\b|\bfuture\sdirections\b|\bpros\sand\scons\b|\bcommentary\b|\beditorial\b""",
    re.VERBOSE,
)
_LOOSE_TEXT = re.compile(
    r"""(?i)\bwe\s(?:\w+ly\s|will\s|also\s|aim\sto\s)*(?:summari[sz]e|discuss|outline|highlight|argue|propose)\b
      |\bthis\s(?:article|paper|chapter|manuscript|commentary|editorial|perspective)\s(?:\w+ly\s|will\s)*(?:discuss(?:es)?|outlines?|
        highlights?|provides?\san?\soverview|focus(?:es)?)
      |\b(?:is|are)\s(?:\w+ly\s)?(?:summari[sz]ed|discussed)\b""",
    re.VERBOSE,
)
_NOT_THIS_STUDY = re.compile(
    r"""(?i)\bnon-?\s?randomi|\bnot\s(?:\w+\s)?randomi|\brandomi[sz]ed(?:[\s,-]+(?:controlled|clinical|prospective|multicent\w+|and))*\s
        (?:trials|studies|evidence|data|comparisons)\b|\b(?:needed|warrant\w*|required|should|future|ongoing|await\w*|until|lack\w*|
        justif\w*|underway|under\sway|will|necessary|absence|before|towards?|planned|called\sfor|need\sfor)\b""",
    re.VERBOSE,
)
# Spoken of this study: "were randomised", "randomly assigned", "51 participants randomised"; not "a trial randomised".
_RANDOMISED = re.compile(
    r"""(?i)\b(?:were|was|we|been|patients|participants|subjects|individuals)\s(?:\w+\s){0,3}?random(?:ly|i[sz]ed)\b|\brandomly\s(?:assign|allocat)
      |\b(?:in\s)?(?:this|our|a|an)\s(?:[\w-]+,?\s){0,5}?randomi[sz]ed,?\s(?:[\w-]+,?\s){0,5}?(?:trial|study)\b(?!\s(?:show|found|report|has))
      |\brandomi[sz]ation\s(?:was|ratio)\b""",
    re.VERBOSE,
)
_RANDOMISED_TITLE = re.compile(r"(?i)\brandomi[sz]ed\b")
_RANDOM_OTHER = re.compile(r"(?i)\brandom(?:ly)?[- ](?:effects?|forests?|intercepts?|selected|sample)|\bmendelian randomi")
_REGISTRY_SOURCE = re.compile(
    r"""(?i)\b(?:registry|register|database)[- ](?:based|study|data|analysis|cohort)\b|\b(?:reported|registered|recorded|enrolled|
        entered|included|identified|captured)\s(?:\w+\s){0,3}?(?:to|in|from|by|into|with|through)\sthe\s(?:[\w-]+\s){0,10}?
        (?:registry|registries|register|database)\b|\b(?:registry|register|database)\sof\sthe\b
      |\b(?:data|patients)\s(?:\w+\s){0,3}?from\s(?:the\s)?(?:[\w-]+\s){0,6}?(?:registry|registries|register|database)\b""",
    re.VERBOSE,
)
_ONE_CENTRE = re.compile(r"(?i)\bsingle[- ](?:cent|site|institution)|\bmonocent|\bone[- ]cent|\bour cent(?:er|re)\b")
_OWN_RECORDS = re.compile(r"(?i)\b(?:medical|patient|electronic|hospital|clinical|health) (?:\w+ )?(?:records|charts|notes|files)\b")
_LOOKING_BACK = re.compile(r"(?i)\bretrospective|\bobservational\b|\bcase[- ](?:series|control)\b|\breal[- ]world\b|\bcohort study\b")
_TRIAL = re.compile(
    r"""(?i)\bphase[ -](?:I{1,3}|[123])(?:[ab])?(?:\s?[/-]\s?(?:I{1,3}|[123])[ab]?)?\b|\bpilot\s(?:\w+\s){0,2}?(?:study|trial)\b
      |\bfeasibility\s(?:study|trial)\b|\bsingle-?\s?arm\b|\bopen[- ]label\b|\bsafety\s(?:and\s\w+\s)?trial\b
      |\b(?:this|our|a|an|the|in)\s(?:[\w/-]+\s){0,6}?(?:clinical\s)?trial\b(?!s)""",
    re.VERBOSE,
)
_PLANNED = re.compile(r"(?i)\b(?:needed|warrant\w*|required|should|future|await\w*|will|justif\w*|planned|propos\w*)\b")

_BY_TYPE = (
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
Test = Callable[[Wording], bool]


def read_design(wording: Wording, subject: Subject, screener: Screener) -> str | None:
    """Return one of STUDY_DESIGNS, None where neither words nor publication types tell (letters, comments, notices)."""
    if subject.preclinical is not None:
        return "preclinical"
    for design, fits in _BY_WORDS:
        if fits(wording):
            return design
    return _patients_design(wording, screener)


def _patients_design(wording: Wording, screener: Screener) -> str | None:
    if reported_patients(wording) is None:
        return _by_type(wording) or ("review" if wording.abstract else None)
    if compares_treatments(wording, screener):
        return "comparative cohort"
    if _is_registry(wording, screener):
        return "registry"
    if _is_trial(wording):
        return "single-arm trial"
    return _by_type(wording) or "cohort/case series"


def _by_type(wording: Wording) -> str | None:
    return next((design for kind, design in _BY_TYPE if kind in wording.types), None)


def _is_protocol(wording: Wording) -> bool:
    return bool(_PROTOCOL_TITLE.search(wording.title) or _WILL_BE.search(wording.abstract))


def _is_meta_analysis(wording: Wording) -> bool:
    if _OWN_CASES.search(wording.title):
        return False
    return bool(_META.search(wording.title) or (_META.search(wording.abstract) and _META_DONE.search(wording.abstract)))


def _is_guideline(wording: Wording) -> bool:
    told = _GUIDELINE.search(wording.title) or _GUIDELINE_TEXT.search(wording.abstract)
    return bool(told) and not any("RESULT" in label for label, _ in wording.sections)


def _is_economic(wording: Wording) -> bool:
    return bool(_ECONOMIC.search(wording.title) or len(_ECONOMIC_TEXT.findall(wording.abstract)) > 1)


def _is_case(wording: Wording) -> bool:
    return bool(_CASE.search(wording.text)) and not _SEVERAL.search(wording.text)


def _is_review(wording: Wording) -> bool:
    if _OWN_CASES.search(wording.title):
        return False
    if any(label in _REVIEW_LABELS for label, _ in wording.sections):
        return True
    if _REVIEW_TEXT.search(wording.abstract):
        return True
    if _REVIEW_TITLE.search(wording.title):
        return not any("RESULT" in label for label, _ in wording.sections)
    loose = _LOOSE_TITLE.search(wording.title) or _LOOSE_TEXT.search(wording.abstract)
    return bool(loose) and studied_patients(wording) is None


def _is_survey(wording: Wording) -> bool:
    return bool(_SURVEY.search(wording.text))


def _is_randomised(wording: Wording) -> bool:
    """True if patients of this study were randomised; "randomised trials are needed" is no randomisation."""
    if _RANDOMISED_TITLE.search(wording.title) and not _NOT_THIS_STUDY.search(wording.title):
        return True
    return any(
        _RANDOMISED.search(sentence) and not _NOT_THIS_STUDY.search(sentence) and not _RANDOM_OTHER.search(sentence)
        for sentence in wording.sentences
    )


def _is_registry(wording: Wording, screener: Screener) -> bool:
    """True if a registry of many centres gave the patients, not the records of the authors' own hospitals."""
    if _ONE_CENTRE.search(wording.text) or _OWN_RECORDS.search(wording.abstract):
        return False
    named = screener.registries.search(wording.text)
    return bool(_REGISTRY_SOURCE.search(wording.text) or (named and re.search(r"(?i)\bregist|\bdatabase", wording.text)))


def _is_trial(wording: Wording) -> bool:
    if _LOOKING_BACK.search(wording.text):
        return False
    spoken = (wording.title, *wording.sentences)
    return any(_TRIAL.search(sentence) and not _PLANNED.search(sentence) for sentence in spoken)


# The order matters: a protocol of a randomised trial is a protocol, a review of randomised trials is a review.
_BY_WORDS: tuple[tuple[str, Test], ...] = (
    ("protocol", _is_protocol),
    ("meta-analysis/systematic review", _is_meta_analysis),
    ("economic evaluation", _is_economic),
    ("guideline", _is_guideline),
    ("case report", _is_case),
    ("review", _is_review),
    ("survey", _is_survey),
    ("RCT", _is_randomised),
)
