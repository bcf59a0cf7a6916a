"""What a figure of an outcome counts: events, those spared of them, or a measure of which less or more is better."""

import re

from evidence.extraction.figures import RATIO, ZERO, Figure
from evidence.extraction.mentions import Mention
from evidence.quick import Quick
from evidence.records.finding import DEATHS

# "free of relapse", "without any relapse", "did not progress": the share counts those who are spared.
_DENIAL = (
    r"(?:\b(?:free|freedom)\s+(?:of|from)|\b(?:devoid\s+of|without|absence\s+of|lack(?:ing|ed)?(?:\s+of)?|"
    r"avoid(?:ed|ing|ance\s+of)?|escap(?:ed|ing)|spared(?:\s+of)?|no|never|nor|neither|not|nobody|none|"
    r"absent(?!\s+(?:and|but|in|from|at)))\b|n't)"
)
# What may stand between a denial and what it denies: verbs of having, evidence, kinds of event.
_FILLER = (
    r"(?:any|an?|the|their|all|of|in|or|and|either|both|to|from|for|yet|been|evidence|signs?|need|further|more|new|"
    r"single|additional|other|subsequent|recurrent|ongoing|confirmed|sustained|clinical|significant|acute|"
    r"experienc\w+|ha[dv]e?|having|show\w*|develop\w*|present\w*|suffer\w*|report\w*|demonstrat\w*|exhibit\w*|"
    r"reveal\w*|display\w*|undergo\w*|sustain\w*|record\w*|meet|met|reach\w*|"
    r"(?:\d{1,2}|three|six|twelve)[\s-](?:weeks?|months?)|(?:week|month)s?)"
)
# "no relapses or progression": what is joined with "or" is denied too; with "and" where it is freedom from both.
_LISTED = r"(?:(?:[\w/+-]+[\s,]+){1,5}(?:or|nor|and/or)\s+)?"
_ITEM = r"(?:[\w/+-]+\s+){0,4}[\w/+-]+"
_BOTH = (  # "free of relapse, and worsening was seen": a comma before the only "and" begins a new clause
    rf"\b(?:(?:free|freedom)\s+(?:of|from)|without|absence\s+of)\s+(?:{_ITEM}|{_ITEM},\s+{_ITEM},?)\s+(?:and|or)\s+"
)
_SPARED = Quick(rf"(?:{_DENIAL}\s+{_LISTED}|{_BOTH})(?:{_FILLER}\s+){{0,6}}$|{_DENIAL}\s+$", re.IGNORECASE)
# "free of relapse was 80%, of progression 70%": the freedom is told once.
_AGAIN = Quick(
    r"""
        \b(?:free|freedom)\s+(?P<of>of|from)\b(?:[^.]|\.\d){0,160}(?:,|;|\band|\bor|%|\))\s+(?:and\s+|or\s+)?
        (?P=of)\s+(?:the\s+|any\s+)?$""",
    re.IGNORECASE | re.VERBOSE,
)
# "free from 6-month confirmed worsening": whatever names the event more closely stands between.
_FREE_FROM = re.compile(
    r"\b(?:free|freedom)\s+(?:of|from)\s+(?:(?!(?:and|or|but|with|while|who|in|at|after|was|were)\b)[\w/+-]+\s+){0,5}$",
    re.IGNORECASE,
)
_SPARED_AFTER = re.compile(
    r"""
        -?\s?(?:free\b|freedom\b)
        | \s+(?:
              (?:was|were|had\s+been|has\s+been|have\s+been)\s+
                (?:
                    absent|avoided|prevented|escaped|averted|forestalled|not\s+\w+
                    |(?:staved|warded|fended|held)\s+off|kept\s+(?:at\s+bay|away)
                )
              |(?:did|had|has|have)\s+not\s+(?:occur|happen|develop|recur|appear|be)\w*
          )\b""",
    re.IGNORECASE | re.VERBOSE,
)
# "no relapses, progression or new lesions": what stands before the last of the list is denied too.
_INNER = Quick(rf"{_DENIAL}\s+(?:[\w/+-]+[\s,]+){{1,6}}$", re.IGNORECASE)
_LAST = re.compile(r"\s*(?:,[^.;()%\d]{0,60})?\b(?:or|nor)\b", re.IGNORECASE)
# "freedom from progression, relapse, and MRI activity": freedom from each.
_INNER_FREE = Quick(r"\b(?:free|freedom)\s+(?:of|from)\s+(?:[\w/+-]+[\s,]+){1,6}$", re.IGNORECASE)
_LAST_FREE = re.compile(r"\s*(?:,[^.;()%\d]{0,60})?(?:,\s*)?\band\s+(?!(?:was|were|had|no)\b)", re.IGNORECASE)
_OPPOSITE = {"event": "event_free", "event_free": "event"}


def is_denied(text: str, mention: Mention) -> bool:
    """Tell whether the words around the mention deny it ("no further relapses", "free from progression")."""
    before = text[max(0, mention.start - 90) : mention.start]
    if (
        _SPARED.search(before) is not None
        or _FREE_FROM.search(before) is not None
        or _SPARED_AFTER.match(text, mention.end) is not None
    ):
        return True
    if _AGAIN.search(text[max(0, mention.start - 200) : mention.start]) is not None:
        return True
    listed = before.rstrip().endswith(",") or before.rstrip()[-1:].isalpha()
    if not listed or "," not in before:
        return False
    ends = ((_INNER, _LAST), (_INNER_FREE, _LAST_FREE))
    return any(inner.search(before) is not None and last.match(text, mention.end) is not None for inner, last in ends)


# "failed to maintain NEDA", "did not remain relapse-free", "risk of not achieving NEDA": the freedom is lost.
_LOST = Quick(
    r"\b(?:fail\w*|inability|unable|loss\s+of|los(?:t|e|ing)|no\s+longer|never|not|violat\w+(?:\s+of)?)\s+"
    r"(?:(?!only\b|differ|and\b|or\b|but\b)\w+\s+){0,3}$|"
    r"n't\s+(?:\w+\s+){0,2}$|\b(?:without|no)\s+$",
    re.IGNORECASE,
)
_LOST_AFTER = re.compile(
    r"\s+(?:status\s+)?(?:(?:was|were|had\s+been|is|could)\s+)?(?:subsequently\s+|later\s+|then\s+)?"
    r"(?:not\s+(?:be\s+)?(?:maintained|achieved|reached|kept|retained|met|sustained|attained)|lost\b|violated|failed|"
    r"failure|violation|loss\b)",
    re.IGNORECASE,
)


def counted(text: str, mention: Mention) -> str | None:
    """Return what a share of the mention counts in this sentence: a denied event is spared, a lost freedom an event."""
    if mention.counts == "event":
        return _OPPOSITE["event"] if is_denied(text, mention) else "event"
    if mention.counts == "event_free" and is_lost(text, mention):
        return "event"
    return mention.counts


def is_lost(text: str, mention: Mention) -> bool:
    """Tell whether the words around a freedom say that it was not kept or reached."""
    before = text[max(0, mention.start - 60) : mention.start]
    return _LOST.search(before) is not None or _LOST_AFTER.match(text, mention.end) is not None


_WITHIN = re.compile(r"[^.;]{0,60}\b(?:normal\w*|within|below|under)\b", re.IGNORECASE)
_BEYOND = re.compile(r"[^.;]{0,60}\b(?:above|abnormal\w*|elevated|pathologic\w*|exceed\w*|raised)\b", re.IGNORECASE)


def of_share(text: str, mention: Mention) -> str | None:
    """Return what a share of patients with a measure counts: those within the norm, or beyond it ("NfL was normal")."""
    if _BEYOND.match(text, mention.start) is not None:
        return "event"
    return "event_free" if _WITHIN.match(text, mention.start) is not None else mention.counts


_LOSS = re.compile(r"\b(?:failure|loss|losing|events?)\b")  # within the name of a ratio: "HR for failure 0.28"
_LIKELY = re.compile(r"\b(?:likel\w+|odds of|chances? of|probability of)\b", re.IGNORECASE)
_NORMAL = re.compile(r"\b(?:normal\w*|stabili\w+|no|without|absence)\b", re.IGNORECASE)


# "Lesions were not seen in X; in Y they were present in 9": the denial is of the first clause.
_PRESENT = re.compile(
    r"""
        (?:;|\bbut|\bwhile|\bwhereas)\s[^;]*\b(?:they|these|such|it)\s+(?:\w+\s+)?(?:was|were|had|have|did)\s+
        (?:been\s+)?(?!not\b|absent\b|no)""",
    re.IGNORECASE | re.VERBOSE,
)


def direction_of(figure: Figure, outcome: Mention, text: str) -> tuple[str | None, str | None]:
    """Return what the figure counts, and a doubt where a ratio does not tell it."""
    counts = counted(text, outcome)
    if counts == "event_free" and outcome.counts == "event" and _PRESENT.search(text[outcome.end : figure.start]):
        return "event", None
    if outcome.code == "brain_atrophy" and figure.value_kind is None:  # a share of patients
        return ("event_free" if _NORMAL.search(text) is not None else "event"), None
    if outcome.code == "brain_atrophy" and figure.value_kind == "change" and figure.value < 0:
        return "higher_better", None  # a volume that changed by -0.9 %: the nearer to 0 and above, the better
    none = figure.kind == ZERO or (figure.value == 0 and outcome.code in DEATHS)
    if none and counts == "event_free" and outcome.counts == "event":
        return "event", None  # the denial is the zero itself
    if figure.kind == RATIO:
        if _LOSS.search(text, figure.start, figure.end) is not None:
            return "event", None
        odds = figure.statistic in ("odds_ratio", "risk_ratio")
        if odds and counts == "event_free" and _is_of_losing(text[: figure.start], figure.value):
            return "event", None
        return _of_ratio(text, outcome, counts, odds=odds)
    if outcome.code == "nfl" and counts == "lower_better" and figure.value_kind is None:
        return of_share(text, outcome), None
    return counts, None


_BETTER = Quick(r"\b(?:better|superior|longer|more\s+favou?rable)\b", re.IGNORECASE)
_WORSE = Quick(r"\b(?:worse|inferior|shorter|poorer|less\s+favou?rable)\b", re.IGNORECASE)


def _is_of_losing(before: str, ratio: float) -> bool:
    """Tell whether a ratio of a freedom is of its loss: "relapse-free survival was better (RR 0.80)"."""
    better, worse = _BETTER.search(before) is not None, _WORSE.search(before) is not None
    return better != worse and (ratio < 1 if better else ratio > 1)


def _of_ratio(text: str, outcome: Mention, counts: str | None, *, odds: bool) -> tuple[str | None, str | None]:
    named = "surviv" in text[outcome.start : outcome.end].lower() and _LIKELY.search(text) is None
    odds = odds and not named  # "survival was better (odds ratio 0.8)" has the odds of losing it
    if counts == "event" or ((outcome.code.endswith("survival") or named) and not odds):
        return "event", None  # a hazard of survival is the hazard of losing it
    if counts == "higher_better" or outcome.code == "arr":
        return counts, None  # a hazard of improving: more is better; a ratio of relapse rates: less is
    if counts == "event_free" and odds:
        return counts, None  # the odds of being spared; a hazard of it may be that of losing it
    return counts, "direction of the ratio not told"
