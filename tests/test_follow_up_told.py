"""How long patients were followed, in the words of posters and of busy authors, and what is not that length."""

import pytest

from evidence.records.study import FollowUp
from tests.reading import facts_of


@pytest.mark.parametrize(
    ("text", "follow_up"),
    [
        ("26 pts, median follow up 31 mths (5-88).", FollowUp("median", 31, "months")),
        ("With a median FU of 29 mo (3-80) eight improved.", FollowUp("median", 29, "months")),
        ("Mean F/U was 4.5 years.", FollowUp("mean", 4.5, "years")),
        ("At long term (mean 23 months; range, 5-50) six had progressed.", FollowUp("mean", 23, "months")),
        ("At the last visit (median: 4 years) all were alive.", FollowUp("median", 4, "years")),
        ("Over a mean of 61 months none of the 30 died.", FollowUp("mean", 61, "months")),
        ("After a median of 3 years (range 1-6) 12 patients had relapsed.", FollowUp("median", 3, "years")),
        ("Nine deaths were recorded over a median of 4.1 years: three of infection.", FollowUp("median", 4.1, "years")),
        ("No relapse was seen during a median of 30 months.", FollowUp("median", 30, "months")),
        (
            "Eighteen (75%) had an improvement of one point after a mean of 33 months (SD 7).",
            FollowUp("mean", 33, "months"),
        ),
        ("Nineteen of 22 took part after a mean of 11.5 years.", FollowUp("mean", 11.5, "years")),
        ("All patients were alive at a median of 40 months.", FollowUp("median", 40, "months")),
        (
            "They were followed for a mean of 52 months (range, 12-90) and 20 months later.",
            FollowUp("mean", 52, "months"),
        ),
    ],
)
def test_the_follow_up_is_read_without_its_name(text: str, follow_up: FollowUp) -> None:
    assert facts_of(("RESULTS", text)).follow_up == follow_up


@pytest.mark.parametrize(
    "text",
    [
        "Thirty regained their menses after a median of 8 months.",
        "A cytopenia developed after a mean of 14 months.",
        "The scores improved to a mean of 24 months.",
        "Six relapses had occurred over a median of 2 years before the graft.",
        "At the last visit (mean 2 months before) the EDSS was 4.",
        "Over a median of 5 cycles, none died.",
        "Relapses occurred over a mean of 5 years of disease.",
        "Patients were followed for a mean of 50 months (AHSCT, n = 16) and 31 months (natalizumab, n = 20).",
    ],
)
def test_the_time_to_an_event_or_of_one_group_is_none(text: str) -> None:
    assert facts_of(("RESULTS", text)).follow_up is None
