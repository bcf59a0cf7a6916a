"""Whether a record may be evidence: what PubMed's notices and publication types say about it."""

from evidence.quick import Quick
from evidence.records.article import Article
from evidence.records.study import NOTICE, RETRACTED, SOUND, UNDER_CONCERN

# Either signal is enough: PubMed sets the link and the type at different times, and some records have only one.
_RETRACTED_LINKS = {"retractionin", "retractedandrepublishedin", "partialretractionin"}
_RETRACTED_TYPES = {"retracted publication"}
# A notice says what it is by its type or by pointing at the article it is about.
_NOTICE_LINKS = {"retractionof", "erratumfor", "expressionofconcernfor"}
_NOTICE_TYPES = {"retraction of publication", "retraction notice", "published erratum", "expression of concern"}
# New records come without types and links; their titles tell: "Correction to: ...", "RETRACTED: ...".
_RETRACTED_TITLE = Quick(r"(?i)^\W*retracted(?: article)?\s*[:.\]]")
_NOTICE_TITLE = Quick(
    r"(?i)^\W*(?:(?:publisher|author)?\s*(?:correction|corrigendum|erratum|addendum)(?:\s+(?:to|for|in|"
    r"notice))?\s*[:.]"
    r"|(?:correction|corrigendum|erratum)\s+to\b|retraction(?:\s+(?:of|note|notice|to|for|statement))*\s*[:.]|"
    r"(?:editorial\s+)?expression of concern\b)"
)
_CONCERN_LINKS = {"expressionofconcernin"}


def standing_of(article: Article) -> str:
    """Return RETRACTED, NOTICE, UNDER_CONCERN or SOUND.

    An erratum to an article (ErratumIn) is no retraction. An article that was retracted and republished counts as
    retracted: the republished one is another record. A retracted notice is a notice no longer, but retracted.
    """
    links = {notice.ref_type.strip().lower() for notice in article.notices}
    types = {kind.strip().lower() for kind in article.publication_types}
    if links & _RETRACTED_LINKS or types & _RETRACTED_TYPES or _RETRACTED_TITLE.search(article.title):
        return RETRACTED
    if links & _NOTICE_LINKS or types & _NOTICE_TYPES or _NOTICE_TITLE.search(article.title):
        return NOTICE
    if links & _CONCERN_LINKS:
        return UNDER_CONCERN
    return SOUND
