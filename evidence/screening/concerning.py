"""Does a record concern the topic at all? What is kept of a file that holds everything PubMed has."""

from evidence.records.article import Article
from evidence.records.question import Vocabulary
from evidence.records.study import UNRELATED
from evidence.screening import screen
from evidence.screening.naming import without_names
from evidence.screening.screener import Screener
from evidence.screening.subject import find_subject
from evidence.screening.wording import Wording, read_wording
from evidence.sources.needles import needles_of
from evidence.sources.sieve import Words
from evidence.versions import SCREENER_VERSION


def concerns_topic(article: Article, screener: Screener) -> bool:
    """True if the record names the disease and is not unrelated: what a search for disease and treatment would bring.

    No other record can support an answer: every label that counts needs both.
    """
    wording = read_wording(article)
    if not _may_name_disease(wording, screener) or screen(article, screener).label == UNRELATED:
        return False
    return find_subject(wording, screener).disease is not None


def _may_name_disease(wording: Wording, screener: Screener) -> bool:
    """False if no name of the disease is there, whatever it means: cheap, as of thirty records three name it."""
    plain = without_names(wording.text, screener)
    told = (screener.both_disease.search(plain), screener.both_disease.search(wording.index))
    return any(told) or screener.disease_scales.search(plain) is not None


def words_to_look_for(vocabulary: Vocabulary, screener: Screener) -> Words:
    """Return the words without which a record does not concern the topic, for the bytes of records.

    Of the disease every name that concerns_topic may take for it, its abbreviation and scales included, whatever else
    it asks of those; of the treatment and of stem cells the phrases by which screening begins.
    """
    cues = dict(vocabulary.cues)
    disease = (*vocabulary.disease, *cues.get("disease_short", ()), *cues.get("disease_scales", ()))
    return Words(needles_of(disease, inside_words=False), needles_of((*screener.stems, *screener.capitals)))


def choice_fingerprint(words: str) -> str:
    """Return what names the way of choosing; words: the fingerprint of the vocabulary."""
    return f"{SCREENER_VERSION}/{words}"
