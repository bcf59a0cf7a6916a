"""Who the patients are: only people with the disease, or others too; treated when, at what age."""

from evidence.quick import Quick
from evidence.records.article import Article
from evidence.screening.screener import Screener
from evidence.screening.subject import find_subject
from evidence.screening.wording import read_wording

_PEOPLE = Quick(r"(?i)\b(?:patients|participants|cohort|children|recipients|cases)\b")
_SEVERAL_OTHERS = 2  # one other disease may be a complication or a contrast; two are a list of indications


def is_indirect(article: Article, screener: Screener) -> bool:
    """True if the patients have other diseases too, as in registries of all autoimmune diseases."""
    wording = read_wording(article)
    subject = find_subject(wording, screener)
    if subject.title_family is not None:
        return True
    if subject.title_disease is not None:
        return False
    others = {found[0].lower() for found in screener.other_diseases.finditer(wording.abstract)}
    return subject.family is not None and len(others) >= _SEVERAL_OTHERS


def settings_of(article: Article, screener: Screener) -> tuple[str, ...]:
    """Return the codes of the topic's settings that the title, or a sentence about the treated patients, names."""
    wording = read_wording(article)
    told = (wording.title, *(sentence for sentence in wording.sentences if _about_treated(sentence, screener)))
    return tuple(code for code, pattern in screener.settings if any(pattern.search(text) for text in told))


def _about_treated(sentence: str, screener: Screener) -> bool:
    return bool(_PEOPLE.search(sentence) and screener.both_treatment.search(sentence))
