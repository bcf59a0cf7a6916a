"""How one journal prints numbers: the signs of percent, interval, p value, minus and decimals, drawn once a case."""

from dataclasses import dataclass
from random import Random

PERCENTS = ("{}%",) * 8 + ("{} %", "{}\u00a0%", "{}\u2009%", "{}\u202f%", "{} per cent", "{} percent")
DASHES = ("-", "\u2013", "\u2013", "\u2010", "\u2212")
MINUSES = ("-", "\u2212", "\u2212", "\u2013", "\u2011")
LEVELS = (95.0,) * 8 + (90.0, 90.0, 99.0)
# {c}: "95% CI" in the words of the journal; {b}: the two bounds.
INTERVALS = ("({c}, {b})", "({c} {b})", "({c}: {b})", "[{c} {b}]", "({c} = {b})", "[{c}, {b}]", "({c} [{b}])")
INSIDE = ("{c}, {b}", "{c} {b}", "{c}: {b}", "{c} = {b}", "[{c} {b}]", "({c} {b})", "{c} [{b}]", "{c}, {b}")
NAMES = ("{v}% CI", "{v}% CI", "{v}% CI", "{v}%CI", "{v} % CI", "{v}% confidence interval",
         "{v}% confidence interval [CI]", "CI {v}%", "CI{v}", "{v}% C.I.",
         "{v}%-CI", "{v}% confidence limits")  # fmt: skip
PS = ("p={}", "p = {}", "P={}", "P = {}", "p-value {}", "p value = {}", "p-value={}", "p-value = {}")
WORDS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


@dataclass(frozen=True)
class Style:
    """The habits of one journal. dot: the decimal sign; link: between bounds; p: form of a p value."""

    percent: str
    decimals: int
    dot: str
    link: str
    minus: str
    level: float
    interval: str
    inside: str
    name: str
    p: str
    leading_zero: bool
    words: bool
    thousands: str
    signed: bool  # "62%-79%"

    def number(self, value: float, decimals: int) -> str:
        """Return the value with so many decimals and the minus of the journal."""
        printed = f"{abs(value):.{decimals}f}".replace(".", self.dot)
        return (self.minus if value < 0 else "") + printed

    def share(self, value: float) -> str:
        return self.percent.format(self.number(value, self.decimals))

    def whole(self, value: int) -> str:
        """Return a number of patients in digits: 1234 as "1,234" or with a thin space."""
        return f"{value:,}".replace(",", self.thousands)

    def count(self, value: int) -> str:
        """Return a number of patients, small ones in words where the journal does so."""
        return WORDS[value] if self.words and value < len(WORDS) else self.whole(value)

    def bounds(self, low: float, high: float, decimals: int, sign: str = "") -> str:
        """Return "0.02-0.24"; a hyphen before a minus would be misread, so journals write "to" there."""
        link = " to " if low < 0 or high < 0 else self.link
        return f"{self.number(low, decimals)}{sign}{link}{self.number(high, decimals)}{sign}"

    def level_name(self) -> str:
        return self.name.format(v=f"{self.level:g}")

    def p_value(self, sign: str, digits: str) -> str:
        """Return the p value as this journal writes it: "P < .001"."""
        shown = digits if self.leading_zero else digits.lstrip("0")
        shown = shown.replace(".", self.dot)
        if sign:
            return self.p.replace("=", sign).format(shown) if "=" in self.p else f"p{sign}{shown}"
        return self.p.format(shown)

    def p_told(self, sign: str, digits: str) -> str:
        """Return the p value as a finding has it: "<.001"."""
        return sign + (digits if self.leading_zero else digits.lstrip("0"))


def draw_style(rng: Random) -> Style:
    """Return a journal."""
    dash = rng.choice(DASHES)
    return Style(
        percent=rng.choice(PERCENTS), decimals=rng.choice((0, 0, 1, 1)), dot="\u00b7" if rng.random() < 0.08 else ".",
        link=rng.choice((dash, dash, " to ", " - ", ", ", "; ", " and ") if rng.random() < 0.6 else (dash, " to ")),
        minus=rng.choice(MINUSES), level=rng.choice(LEVELS), interval=rng.choice(INTERVALS), inside=rng.choice(INSIDE),
        name=rng.choice(NAMES), p=rng.choice(PS), leading_zero=rng.random() < 0.75, words=rng.random() < 0.5,
        thousands=rng.choice((",", "\u2009", "\u202f", ",")),
        signed=rng.random() < 0.2,
    )  # fmt: skip
