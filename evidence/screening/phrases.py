"""Writes English turns of phrase as patterns, one turn a line."""

from evidence.quick import Quick

COUNTED_PEOPLE = (
    r"(?:patients?|pts?|p[wp]\w*MS|subjects?|individuals?|participants?|wom[ae]n|m[ae]n|males?|females?|girls?|"
    r"boys?|children|child|"
    r"adults?|adolescents?|cases?|persons?|people|recipients?|transplants?|survivors?)"
)


def any_of(*turns: str) -> Quick:
    """Return a pattern that finds any of the turns from the start of a word, without regard to case.

    Text is folded (wording.py), so that one blank stands for all white space and "-" for every hyphen.
    """
    return Quick(rf"(?i)\b(?:{'|'.join(turns)})")
