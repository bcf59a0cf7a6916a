"""How many patients the study has: those who were included, not those who were only looked at."""

import re
from collections.abc import Iterator

from evidence.extraction.mentions import DRUG, TREATMENT, Mention
from evidence.extraction.numbers import COUNT, WORDS, count_places, read_count
from evidence.extraction.patient_sums import CONTROL, courses_of, kept_of, read_sums, with_controls
from evidence.extraction.text import BACKGROUND, CONCLUSIONS, METHODS, RESULTS, UNLABELLED, Sentence
from evidence.extraction.whole_sizes import thousands_before, told_whole
from evidence.quick import Quick

Marked = tuple[tuple[Sentence, tuple[Mention, ...]], ...]
# Designs that have no patients: the numbers in them are of others, or planned.
NO_PATIENTS = ("protocol", "guideline", "review", "preclinical", "economic evaluation")
PERSON = (
    r"(?:(?:MS-|RRMS-)?patients?(?!-)|pts?\b(?!-)|participants?|subjects?|individuals?|persons|people|[Pp]w[A-Z]*MS|adults|"
    r"children|"
    r"adolescents|cases|women|respondents|recipients)"
)
_CANDIDATE = Quick(
    rf"(?P<n>{COUNT})\s+(?P<words>(?:(?!and\b|or\b|of\b|in\b|years?\b|months?\b|cent(?:er|re)s?\b|hospitals?\b|sites\b|countries\b|"
    rf"studies\b|trials\b|items\b|questions\b|visits?\b|we\b|was\b|were\b|[(]\d|{WORDS})[A-Za-z/()'\"+-][\w/()'\"+-]*,?\s+){{0,6}}?)(?P<person>{PERSON})\b",
    re.IGNORECASE,
    at=count_places,
)
_OF_THESE = re.compile(
    rf"\b(?:of|among|in)\s+(?:the|these|those)\s*$|\b(?:{COUNT})\s+of\s+(?:the|our)\s+first\s*$|"
    r"\b(?:all\s+but|left(?:\s+\S+\s+and)?)\s*$|\b(?:than|least|most|every|per|another|further|remaining|"
    r"other)\s*$|"
    r"\b(?:was|were|is|are|and|mostly)\s+(?:\w+\s+)?(?:seen|observed|noted|found|reported|recorded|diagnosed|needed|present|detected|registered)\s+(?:only\s+)?in\s*$|"
    r"\b(?:occurred|developed|complicated|persisted|resolved|improved|reactivated)\s+(?:only\s+)?(?:in\s*)?$|"
    r"\b(?!perform|stud|evaluat|assess|measur|analy|investigat|test|us|examin|conduct|enrol|includ|obtain|collect|compar|carri|"
    r"determin|report|review|describ|record|explor|sampl)[a-z]{2,}ed\s+(?:[a-z]+ly\s+|only\s+)?in\s*$|,\s*(?:reported|recorded)\s+in\s*$",
    re.IGNORECASE,
)
# "Of the 355 patients enrolled, ...", "In the 365 patients": at the head of a sentence they are the whole cohort.
_OF_ALL = re.compile(r"^(?:of|among|in)\s+(?:the|our|all|these)\s*$", re.IGNORECASE)
_PART = re.compile(r"\s*(?:,\s*)?(?:with|who|whose|without|in whom|having|that|not|remaining|from|on)\b", re.IGNORECASE)
_TOTAL = re.compile(
    r"\b(?:total of|all|overall|cohort of|survey of|series of|altogether|in total|cohort comprised|"
    r"population comprised|"
    r"we\s+(?:here\s+)?(?:present|report|describe)(?:ed)?(?:\s+on)?),?\s*(?:the\s+)?$",
    re.IGNORECASE,
)
_INCLUDED = re.compile(
    r"(?:\s*\([^()]*\))?(?:[^.;]|\.\d){0,90}?\b(?:were|was|have been|had been)?\s*(?:included|enrolled|identified|"
    r"evaluated|"
    r"recruited|analy[sz]ed|randomi[sz]ed|treated|transplanted|autografted|underwent|undergone|received|recorded|"
    r"studied)\b",
    re.IGNORECASE,
)
_ENROLLING = re.compile(
    r"\b(?:enrol\w+|includ\w+|recruit\w+|stud(?:y|ied)|analy[sz]ed|treated|transplanted)\s+$", re.IGNORECASE
)
# Looked at before it was known who would be a patient of the study.
_SCREENED = re.compile(
    r"[^.;,]{0,140}?\b(?:were|was)?\s*(?:\w+ly\s+)?(?:screened|assessed for eligibility|invited|approached|referred|"
    r"registered for|considered)\b",
    re.IGNORECASE,
)
_EVENT = re.compile(
    r"(?:\s+with\s+(?:\w+\s+)?(?:MS|multiple\s+sclerosis))?\s*(?:\(\s?[\d.]+\s?%\s?[),;]|(?:gave\s+birth|acquired|"
    r"suffered|conceived|contracted|fathered|had(?!\s+been\b)|have died|has died|died|developed|relapsed|showed|"
    r"experienced|remained|"
    r"improved|achieved|progressed|presented|"
    r"reported(?! to| in| by)|became|with (?:new|progress(?:ion|ed)|relapses?|comorbid|risk)\b))",
    re.IGNORECASE,
)
_HAD = re.compile(r"\s+had\b")  # "40 patients had weekly tests" tells in the methods who was studied
_OTHER_ARM = re.compile(rf"\b(?:and|versus|vs\.?|while|,)\s+{COUNT}\s", re.IGNORECASE)  # "30 had AHSCT and 31 placebo"
_AND_MEN = re.compile(rf"\s*(?:,|and|/|;)\s*(?:and\s+)?{COUNT}\s+(?:men|males)\b", re.IGNORECASE)  # summed elsewhere
# "804 PML cases", "cases of zoster": what happened, not who was studied.
_PLAIN_CASES = re.compile(
    r"(?:(?:consecutive|adult|adults|young|paediatric|pediatric|all|MS|multiple|sclerosis|[A-Z]{2,4}MS|\(MS\)|"
    r"treated|severe|"
    r"aggressive|refractory|transplanted|consecutively|eligible|such|these|[\w-]*progressive|[\w-]*remitting|"
    r"children)\s+)*",
    re.IGNORECASE,
)
_CASES_OF_MS = re.compile(
    r"\s+(?:of|with|from)\s+(?:[\w-]+\s+){0,3}?(?:MS|multiple sclerosis|POMS|RRMS|SPMS|PPMS)\b|\s*[,.;(]|"
    r"\s+(?!of|with|from|in|associated|related|had been)"
)


def find_patients(marked: Marked, comparators: tuple[str, ...] = (), design: str | None = None) -> int | None:
    """Return the number of patients of the study: the best supported statement, the first of equals."""
    if design in NO_PATIENTS:
        return None
    best: tuple[int, int] | None = None
    for weight, count in _candidates(marked, comparators):
        if best is None or weight > best[0]:
            best = (weight, count)
    if best is None:
        return 1 if design == "case report" else None
    return best[1]


def _candidates(marked: Marked, comparators: tuple[str, ...]) -> Iterator[tuple[int, int]]:
    before = ""
    for sentence, labels in marked:
        if sentence.kind == CONCLUSIONS or (
            sentence.kind == BACKGROUND and sentence.start != 0 and not _is_own(sentence.text)
        ):
            continue
        for match in _CANDIDATE.finditer(sentence.text):
            count = read_count(match["n"])
            if count is not None and re.fullmatch(r"\d{3}", match["n"]) is not None:
                count += thousands_before(sentence.text[: match.start()])
            if count is not None and count > 1 and not is_year(match["n"], sentence.text, match.start()):
                weight = _weight(sentence, match, labels, comparators)
                if weight is not None:
                    yield weight, count
        yield from told_whole(sentence.text)
        yield from courses_of(sentence, labels)
        yield from kept_of(sentence.text, before, grafted=not comparators)
        yield from read_sums(sentence)
        if comparators:
            yield from with_controls(sentence.text)
        before = sentence.text


_ASIDE = re.compile(r"\([^()]{1,80}\)")  # "292 patients (mean age 41.8, 72% female) who received"


_OWN = re.compile(r"\b(?:we|our|this study|this article|aim(?:s|ed)?|objectives?)\b|^To\s+[a-z]+\s", re.IGNORECASE)
# Who could be tested, of all: "in all 3 patients tested".
_TESTED = re.compile(r"\s+(?:tested|evaluable|examined|scanned|sampled|assessed|measured|alive|survivors|surviving)\b")


def _is_own(text: str) -> bool:
    return _OWN.search(text) is not None


def is_year(printed: str, text: str, start: int) -> bool:
    """Tell whether the number is a year ("since 2015"), not a number of patients."""
    return (
        re.fullmatch(r"(?:19|20)\d\d", printed) is not None
        and re.search(r"\b(?:in|since|until|of|from|by|to|and|before|after|during|,)\s*$", text[:start], re.IGNORECASE)
        is not None
    )


def _weight(
    sentence: Sentence, match: re.Match[str], labels: tuple[Mention, ...], comparators: tuple[str, ...]
) -> int | None:
    before, behind = sentence.text[: match.start()], sentence.text[match.end() :]
    if match["person"].lower() == "patient":
        return None  # "17 items sent through patient groups"
    event = _EVENT.match(behind) is not None and not _had_treatment(behind, match.end(), labels)
    event = event and not (sentence.kind == METHODS and _HAD.match(behind) is not None)
    if event and re.search(r"\d\s+of\s+$|\b[Oo]ne of\s+$", before) is not None:
        return 0  # "one of 24 patients died": the denominator, where nothing better is told
    whole = _OF_ALL.match(before) is not None and _PART.match(behind) is None
    if (event and not whole) or _is_of_others(match, behind) or (_OF_THESE.search(before) is not None and not whole):
        return None
    return _support(sentence, match, labels, comparators) - (1 if whole else 0)


def _had_treatment(behind: str, end: int, labels: tuple[Mention, ...]) -> bool:
    """Tell whether "had" is followed by the treatment: "31 patients had AHSCT"."""
    had = re.match(r"\s*(?:had|have had)\s+(?:an?\s+|their\s+)?(?:[\w-]+\s+)?", behind)
    return had is not None and any(m.kind == TREATMENT and end < m.start <= end + had.end() for m in labels)


def _is_of_others(match: re.Match[str], behind: str) -> bool:
    if CONTROL.search(match["words"]) is not None or _AND_MEN.match(behind) is not None:
        return True
    if match["person"].lower() != "cases":
        return False
    return _PLAIN_CASES.fullmatch(match["words"]) is None or _CASES_OF_MS.match(behind + " .") is None


def _support(
    sentence: Sentence, match: re.Match[str], labels: tuple[Mention, ...], comparators: tuple[str, ...]
) -> int:
    before, behind = sentence.text[: match.start()], sentence.text[match.end() :]
    weight = {METHODS: 3, RESULTS: 2, UNLABELLED: 2, BACKGROUND: 1}[sentence.kind]
    weight += 9 if sentence.start == 0 else 0
    weight -= 2 if match.group().endswith("women") else 0
    total = 4 if _TOTAL.search(before) is not None and _TESTED.match(behind) is None else 0
    weight += total
    enrolling = _ENROLLING.search(before) is not None and not match.group().endswith("women")
    weight += 2 if enrolling or _INCLUDED.match(behind) is not None else 0
    weight -= 6 if _SCREENED.match(behind) is not None else 0
    stop = re.search(r"[;:]", behind[:60])
    reach = match.end() + (60 if stop is None else stop.start())
    reach += sum(len(aside.group()) for aside in _ASIDE.finditer(behind[:60]))
    near = [mention for mention in labels if match.end() <= mention.start < reach]
    if any(mention.kind == TREATMENT for mention in near):
        arm = comparators and (not _names_comparator(near, comparators) or _OTHER_ARM.search(behind[:90]) is not None)
        weight += -3 - total if arm else 0 if re.match(r"\s*(?:before|prior)\b", behind) else 1
    weight -= 3 if any(mention.kind == DRUG for mention in near) and not _names_both(near, comparators) else 0
    return weight


def _names_comparator(near: list[Mention], comparators: tuple[str, ...]) -> bool:
    return any(mention.code in comparators for mention in near)


def _names_both(near: list[Mention], comparators: tuple[str, ...]) -> bool:
    return _names_comparator(near, comparators) and any(mention.kind == TREATMENT for mention in near)
