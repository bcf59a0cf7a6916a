"""What is this record about, what kind of study is it, and may it be evidence at all?

    Article -> Wording (folded text) -> Subject (words that decide) -> label, design, standing -> Screening

Everything is read from the text first; index terms come weeks later and publication types may never come.
"""

from evidence.records.article import Article
from evidence.records.study import NOTICE, PRIMARY, RETRACTED, UNDER_CONCERN, UNRELATED, Screening
from evidence.screening.design import read_design
from evidence.screening.population import is_indirect, settings_of
from evidence.screening.relevance import judge
from evidence.screening.results import bears_results
from evidence.screening.screener import Screener, compile_screener
from evidence.screening.standing import standing_of
from evidence.screening.subject import find_subject
from evidence.screening.wording import may_concern, read_wording

__all__ = ["Screener", "compile_screener", "is_indirect", "screen", "settings_of"]

_STANDING_TOLD = {
    RETRACTED: "retracted, so it is not evidence",
    NOTICE: "a notice about another article, so it is not evidence itself",
    UNDER_CONCERN: "an expression of concern stands against it",
}


def screen(article: Article, screener: Screener) -> Screening:
    """Return what the article is, with the words that decided. Nothing depends on other records."""
    standing = standing_of(article)
    wording = read_wording(article)
    if not may_concern(wording, screener):
        return Screening(UNRELATED, "no word of stem cells or their transplantation", None, False, standing)
    subject = find_subject(wording, screener)
    # Without the disease no label depends on the design: most records about stem cells are left here.
    asked = subject.disease is not None or subject.preclinical is not None
    design = read_design(wording, subject, screener) if asked else None
    verdict = judge(wording, subject, design)
    told = _STANDING_TOLD.get(standing)
    reason = f"{verdict.reason}; {told}" if told else verdict.reason
    bears = verdict.label == PRIMARY and standing != NOTICE and bears_results(wording)
    if verdict.label == UNRELATED and subject.preclinical is None:
        design = None
    return Screening(verdict.label, reason, design, bears, standing)
