"""Which sentences of a record speak of its own study?"""

import re
from functools import lru_cache

from evidence.screening.phrases import any_of
from evidence.screening.wording import Wording

_WORK_OF_OTHERS = any_of(
    r"(?:previous|prior|earlier|other|recent|recently published|pivotal|published) (?:\w+ ){0,3}?(?:stud(?:y|"
    r"ies)|trials?)\b",
    r"(?:stud(?:y|ies)|trials?) (?:ha(?:s|ve) )?(?:showed|shown|demonstrated|found|suggested|reported)\b",
    r"(?:in|from) the literature\b",
)
# Sections around the study itself.
_AROUND = re.compile(
    r"BACKGROUND|INTRODUCTION|CONTEXT|IMPORTANCE|RATIONALE|CONCLUSION|DISCUSSION|INTERPRETATION|SUMMARY|FUNDING|"
    r"SIGNIFICANCE"
)
_THIS_STUDY = any_of(
    r"(?:we|our|here)\b",
    r"(?:this|the present|the current|present) (?:[\w-]+ ){0,5}?(?:stud|trial|analys|report|work|article|paper|"
    r"series|cohort|survey|audit)",
    r"(?:aims?|aimed|objectives?|purpose|goals?)\b",
)


def own_sentences(wording: Wording) -> tuple[str, ...]:
    """Return the sentences that may speak of this study: none that tells what others published."""
    return tuple(sentence for sentence in wording.sentences if not _WORK_OF_OTHERS.search(sentence))


@lru_cache(maxsize=1)  # every test of a design asks for them
def study_sentences(wording: Wording) -> tuple[str, ...]:
    """Return the sentences that tell what this study is: of its background and conclusions those that say whose."""
    own = set(own_sentences(wording))
    if not any(label for label, _ in wording.sections):
        return tuple(sentence for sentence in wording.sentences if sentence in own)
    told = ""
    for label, text in wording.sections:
        told += "" if _AROUND.search(label) else f"{text}\n"
    return tuple(s for s in wording.sentences if s in own and (s in told or _THIS_STUDY.search(s)))
