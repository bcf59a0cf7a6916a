"""The made-up studies: who was treated, with what it is compared, and how title and methods say so."""

from dataclasses import dataclass
from random import Random

from evidence.records.finding import Contrast
from tests.sentences.told import AnyOf

TREATED = ("AHSCT", "AHSCT", "aHSCT", "HSCT", "ASCT", "autologous HSCT")
DRUGS = (
    ("alemtuzumab", "alemtuzumab"), ("natalizumab", "natalizumab"), ("dmt", "DMT"), ("ocrelizumab", "ocrelizumab"),
    ("dmt", "disease-modifying therapy"), ("mitoxantrone", "mitoxantrone"), ("fingolimod", "fingolimod"),
)  # fmt: skip
BEAM = ("BEAM/ATG", "BEAM/ATG", "BEAM-ATG", "BEAM")
CY = ("Cy/ATG", "Cy/ATG", "cyclophosphamide/ATG", "Cy-ATG")
COURSES = (("RRMS", "RRMS"), ("SPMS", "SPMS"), ("PPMS", "PPMS"))
LONG = {"RRMS": "relapsing-remitting MS", "SPMS": "secondary progressive MS", "PPMS": "primary progressive MS"}


@dataclass(frozen=True)
class Side:
    """One group. code: what a finding calls it; kind: treatment, regimen or course; size: patients."""

    kind: str
    code: str
    name: str
    size: int

    def fields(self) -> dict[str, object]:
        """Return what a figure of this group says about where it belongs."""
        if self.kind == "regimen":
            return {"arm": "hsct", "regimen": self.code}
        if self.kind == "course":
            return {"arm": "hsct", "population": self.code}
        return {"arm": "hsct"} if self.code == "hsct" else {"arm": "comparator", "comparator": self.code}


@dataclass(frozen=True)
class Study:
    """One study. kind: alone, against, regimens or courses; sides: the group, or the groups that are compared."""

    kind: str
    sides: tuple[Side, ...]
    title: str
    methods: str

    @property
    def size(self) -> int:
        return sum(side.size for side in self.sides)


def between(kind: str, one: Side, two: Side) -> dict[str, object]:
    """Return where a ratio of the first group to the second belongs."""
    contrast = Contrast(kind, one.code, two.code)
    if kind == "regimen":
        return {"arm": "between", "comparator": None, "contrast": contrast}
    if kind != "treatment":
        return {"arm": "hsct", "contrast": contrast}
    comparator = two.code if one.code == "hsct" else one.code
    return {"arm": "between", "comparator": comparator, "contrast": contrast}


def compared(one: Side, two: Side, *, either: bool) -> dict[str, object]:
    """Return where a ratio belongs; either: the sentence does not say which group is divided by which."""
    told = between(one.kind, one, two)
    back = between(one.kind, two, one)["contrast"]
    return told | {"contrast": AnyOf((told["contrast"], back))} if either else told


def draw_study(kind: str, rng: Random) -> Study:
    """Return a study of the kind with new sizes and names."""
    treated = rng.choice(TREATED)
    name = f"autologous haematopoietic stem cell transplantation ({treated})"
    if treated.startswith("auto"):
        name = "autologous haematopoietic stem cell transplantation (HSCT)"
    small, large = rng.randint(12, 60), rng.randint(61, 320)
    if kind == "alone" and rng.random() < 0.06:
        large = rng.randint(1001, 2400)
    made = {"alone": _alone, "against": _against, "regimens": _regimens, "courses": _courses}
    return made[kind](rng, (name, treated), (small, large))


def _alone(rng: Random, names: tuple[str, str], sizes: tuple[int, int]) -> Study:
    name, treated = names
    size = rng.choice(sizes)
    methods = rng.choice((
        f"We studied {size:,} patients with multiple sclerosis who underwent {name} at our centre.",
        f"In this single-arm study, {size:,} patients with MS received {name}.",
        f"All {size:,} patients with multiple sclerosis treated with {name} at three hospitals were included.",
        f"Data of {size:,} patients who were treated with {name} were collected and analysed.",
    ))  # fmt: skip
    title = rng.choice(
        (
            "Autologous haematopoietic stem cell transplantation in multiple sclerosis: a cohort study",
            "Long-term outcome of autologous stem cell transplantation for aggressive multiple sclerosis",
        )
    )
    return Study("alone", (Side("treatment", "hsct", treated, size),), title, methods)


def _against(rng: Random, names: tuple[str, str], sizes: tuple[int, int]) -> Study:
    name, treated = names
    code, drug = rng.choice(DRUGS)
    one, two = sizes if rng.random() < 0.5 else sizes[::-1]
    methods = rng.choice((
        f"We compared {one} patients treated with {name} with {two} patients treated with {drug}.",
        f"Patients treated with {name} (n = {one}) were compared with patients treated with {drug} (n = {two}).",
        f"In this trial, {one} patients were assigned to {name} and {two} patients to {drug}.",
    ))  # fmt: skip
    title = (
        f"Autologous haematopoietic stem cell transplantation versus {drug} in relapsing-remitting multiple sclerosis"
    )
    sides = (Side("treatment", "hsct", treated, one), Side("treatment", code, drug, two))
    return Study("against", sides, title, methods)


def _regimens(rng: Random, names: tuple[str, str], sizes: tuple[int, int]) -> Study:
    name, _ = names
    beam, cy = rng.choice(BEAM), rng.choice(CY)
    methods = rng.choice((
        f"We compared {sizes[0]} patients who received {beam} with {sizes[1]} who received {cy} before {name}.",
        f"Of {sum(sizes)} patients given {name}, {sizes[0]} were conditioned with {beam} and {sizes[1]} with {cy}.",
    ))  # fmt: skip
    title = f"{beam} versus {cy} conditioning before autologous haematopoietic stem cell transplantation in MS"
    sides = (Side("regimen", "BEAM", beam, sizes[0]), Side("regimen", "Cy/ATG", cy, sizes[1]))
    return Study("regimens", sides, title, methods)


def _courses(rng: Random, names: tuple[str, str], sizes: tuple[int, int]) -> Study:
    name, _ = names
    counts = (sizes[1], sizes[0], rng.randint(10, 30))
    named = COURSES if rng.random() < 0.6 else tuple((code, LONG[code]) for code, _ in COURSES)
    told = ", ".join(f"{count} with {text}" for (_, text), count in zip(named, counts, strict=True))
    methods = f"We analysed {sum(counts)} patients ({told}) who underwent {name}."
    sides = tuple(Side("course", code, text, count) for (code, text), count in zip(named, counts, strict=True))
    return Study("courses", sides, "Autologous stem cell transplantation in the courses of multiple sclerosis", methods)
