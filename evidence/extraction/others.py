"""Sentences that tell what others studied or found."""

import re

from evidence.quick import Quick

# Words that say whose figures follow: studies of others, the world, the state of knowledge.
_OTHERS = Quick(
    r"""\b(?:
        (?:has|have)\ been\ (?:\w+ly\ )?(?:shown|reported|described|used|estimated|considered|demonstrated|approved|
            associated|introduced|proposed)
      | previous(?:ly)?\ (?:stud|report|series|publish|work|trial|find|observ)\w* | prior\ (?:stud|report)\w*
      | in\ the\ literature | literature\ (?:reports|data)
      | (?:other|earlier|several|recent|published|many|most|pivotal|registration|large|historical)\ (?:\w+\ )?
            (?:stud(?:y|ies)|reports|trials?|series|authors|cohorts)
      | is\ (?:a|an|the)\ (?:\w+[\s-]){0,4}(?:disease|disorder|condition|treatment|therapy|procedure|option)
      | worldwide | (?:were|was)\ reported\ to | it\ is\ (?:known|estimated|believed)
      | little\ is\ known | remains?\ (?:unknown|unclear|controversial|to\ be)
    )\b""",
    re.IGNORECASE | re.VERBOSE,
)
_TRIALS_SHOWED = Quick(
    r"\b(?:stud(?:y|ies)|trials?|data|evidence|extensions?)\b[^.;]{0,40}?\b(?:ha(?:s|ve)\s+)?(?:show(?:n|ed|s)?|"
    r"demonstrat(?:e|es|ed)|suggest(?:s|ed)?|reported|found)\b",
    re.IGNORECASE,
)
# The authors' own voice, and their figures set beside those of others ("in line with earlier studies").
_OURS = Quick(
    r"\b(?:we|our|ours|here|herein|this (?:\w+ ){0,3}(?:study|trial|cohort|series|analysis|report)|"
    r"the present (?:study|trial|cohort|series|analysis))\b",
    re.IGNORECASE,
)
_BESIDE_OTHERS = re.compile(
    r"\b(?:in line|consistent|similar|comparable|compared|agree\w*|accord\w*|in contrast|than|"
    r"as)\s+(?:[\w-]+\s+){0,3}?"
    r"(?:with|to|in|than)?\s*(?:[\w-]+\s+){0,2}$",
    re.IGNORECASE,
)


def is_of_others(text: str) -> bool:
    """Tell whether a sentence tells what others studied or found."""
    return tells_of_others(text) or (_TRIALS_SHOWED.search(text) is not None and _OURS.search(text) is None)


def tells_of_others(text: str) -> bool:
    """Tell whether a sentence says that its figures are of others, and not in the authors' own voice."""
    if _OURS.search(text) is not None:
        return False
    return any(_BESIDE_OTHERS.search(text[: match.start()]) is None for match in _OTHERS.finditer(text))
