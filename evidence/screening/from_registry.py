"""Did a registry of many hospitals give the patients?"""

import re

from evidence.screening.phrases import any_of
from evidence.screening.screener import Screener
from evidence.screening.study_sentences import study_sentences
from evidence.screening.wording import Wording

_REGISTRY = (
    r"(?:registry|registries|register|registers|national audit|reporting system|inpatient sample|"
    r"hospital discharge data\w*|claims data\w*|claims|"
    r"(?:national|nationwide|international|insurance|administrative|adverse[- ]event|multicent\w+|"
    r"pharmacovigilance|safety|global) database)"
)
# Where the patients came from, or what was searched: "data were retrieved from the national MS registry".
_SOURCE = any_of(
    rf"(?:from|in|within|into|to|of|by|through|via|using|us(?:e|ed)|queried|searched|screened|interrogated|"
    rf"analy[sz]ed|"
    rf"examined|consulted|with) (?:[\w'/&,()-]+[ -]){{0,8}}?{_REGISTRY}\b",
    rf"(?:the|a|an|our|two|three|several|all) (?:[\w'/-]+ ){{0,5}}?{_REGISTRY} (?:\w+ )?(?:was|were|is|are|held|"
    rf"contains?|contained|"
    r"provided|collect\w*|includ\w*|covers?|covered|listed)\b",
    rf"{_REGISTRY}[- ](?:based|study|data|analysis|cohort|survey|report|review)\b",
    r"(?:registry|registries|register|database) of (?:the|a|an) (?:[\w'-]+ ){0,6}?(?:society|group|network|"
    r"foundation|party|association)\b",
    r"(?:reported|registered|submitted|entered|enrolled|notified|captured) (?:\w+ ){0,3}?(?:to|in|into|with|"
    r"by) (?:the|a|an) "
    r"(?!(?:institutional|hospital|local|departmental|prospective|clinical|electronic|"
    r"single)\b)(?:[\w'-]+ ){0,4}?database\b",
    r"database (?:study|analysis)\b",
)
_TITLE = any_of(rf"{_REGISTRY}\b(?!-linked)", r"database\b", r"(?:national|nationwide|international) (?:\w+ )?audit\b")
# Registries of trials, and a wish for a registry.
_NO_SOURCE = re.compile(
    r"(?i)\b(?:trials?|clinicaltrials\S*|clinical trial|EudraCT|ISRCTN|number|future|should|needed|needs?|propos\w*|"
    r"recommend\w*|warrant\w*|will|encourag\w*)\b"
)
_OF_ONE = any_of(
    r"single[- ](?:cent(?!(?:er|re)s\b)|site|institution|hospital|unit)",
    r"monocent",
    r"one[- ](?:cent|hospital|institution)",
    r"our (?:cent(?:er|re)|hospital|institution|unit|department|clinic)\b",
)
_OWN_RECORDS = any_of(
    r"(?:medical|patient|electronic|hospital|clinical|health) (?:\w+ )?(?:records|charts|notes|files)\b",
    r"from (?:the |their |our |all )?(?:patients' )?(?:records|charts|case notes|files)\b",
)
# Before and behind the name of a registry or of the group that keeps it.
_REPORTED_TO = re.compile(
    r"(?i)\b(?:report|regist|submit|notif|record|enrol|enter|captur|collect|retriev)\w* (?:\w+ ){0,3}?(?:to|in|with|"
    r"from|by|at) (?:the )?$"
)
_STUDY_OF = re.compile(r"(?i)[\w' -]{0,12} (?:study|survey|analysis|cohort|data|report)\b")
# Hospitals that belong to a group are asked themselves: "a survey of nine [EBMT] centres".
_MEMBERS = re.compile(
    r"(?i)[ -](?:member |affiliated |registered )?(?:cent(?:er|re)s|hospitals|sites|units|members|institutions)\b"
)
_FOUND_IN = any_of(
    r"(?:identified|found|traced|selected|included|retrieved|ascertained|drew|took)\b[^.;]{0,90}?\b(?:in|from|through|"
    rf"via|by|using) (?:the|a|an|our|two|three) (?:[\w'-]+ ){{0,4}}?{_REGISTRY}\b"
)
_KEPT = any_of(r"regist(?:ry|ries|er)\b", r"databases?\b")


def is_from_registry(wording: Wording, screener: Screener) -> bool:
    """True if a registry of many centres gave the patients, not the records of the authors' own hospitals."""
    if _OF_ONE.search(wording.text):
        return False
    titled = _TITLE.search(wording.title) is not None and not _NO_SOURCE.search(wording.title)
    if _OWN_RECORDS.search(wording.abstract):  # but those whom a registry names may be looked up in them
        return titled and any(_FOUND_IN.search(sentence) for sentence in study_sentences(wording))
    if titled or any(
        not _MEMBERS.match(wording.title, found.end()) for found in screener.registries.finditer(wording.title)
    ):
        return True
    told = study_sentences(wording)
    if any(_is_source(sentence) for sentence in told):
        return True
    text = "\n".join((wording.title, *told))
    if any(_is_named(text, found) for found in screener.registries.finditer(text)):
        return True
    return bool(screener.registries.search(text) and _KEPT.search(text))


def _is_source(sentence: str) -> bool:
    return any(
        not _NO_SOURCE.search(sentence, max(0, found.start() - 40), found.end() + 30)
        for found in _SOURCE.finditer(sentence)
    )


def _is_named(text: str, registry: re.Match[str]) -> bool:
    """True for "reported to the [EBMT]" and "an [EBMT] study", false for a position paper of the group."""
    before = text[max(0, registry.start() - 60) : registry.start()]
    return bool(_REPORTED_TO.search(before) or _STUDY_OF.match(text, registry.end()))
