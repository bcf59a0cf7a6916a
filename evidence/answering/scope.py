"""Does a figure speak to a question: outcome, population, regimen, setting, comparator."""

from evidence.answering.body import Body
from evidence.answering.terms import code_of, codes, is_only_course, part_of, regimen_of
from evidence.records.finding import Finding
from evidence.records.question import Scope, Vocabulary

TISSUE = "tissue"  # group of subgroup terms that name parts of the brain: not a part of the patients


def speaks_to(finding: Finding, body: Body, scope: Scope) -> bool:
    """Return True if the figure is about an outcome, population, regimen and setting of the scope."""
    report = body.reports[finding.record]
    return (
        finding.outcome in scope.outcomes
        and population_fits(finding, body, scope)
        and _regimen_fits(finding, body, scope)
        and (not scope.settings or not set(scope.settings).isdisjoint(report.settings))
    )


def population_fits(finding: Finding, body: Body, scope: Scope) -> bool:
    """Return True if the figure is of the courses and subgroups that the scope names, or of everybody if it names none.

    A figure of everybody in a study fits a course if at least four in five of its patients have it; where the course is
    not told it does not. A figure of a part of the patients fits only if the scope asks for that part, except that
    courses are let through where no course is asked for: some cohorts report by course only.
    """
    wanted = codes(scope.subgroups, body.vocabulary.subgroups)
    if is_whole(finding, body.vocabulary):
        return not wanted and (not scope.courses or body.course_of[finding.record] in scope.courses)
    part = part_of(finding, body.vocabulary)
    if wanted:
        return part in wanted
    known = tuple(term.code for term in body.vocabulary.courses)
    return part in (scope.courses or known)


def course_untold(finding: Finding, body: Body) -> bool:
    """Return True if a figure is of a whole series of which nobody tells the course of MS."""
    if body.course_of[finding.record] is not None:
        return False
    told = any(report.facts.phenotypes for report in body.same_study(finding.record))
    return not told and is_whole(finding, body.vocabulary)


def is_whole(finding: Finding, vocabulary: Vocabulary) -> bool:
    """Return True if the figure is of all patients of its arm; a part of the brain is no part of the patients."""
    tissues = [term.code for term in vocabulary.subgroups if term.group == TISSUE]
    part = part_of(finding, vocabulary)
    return part is None or part in tissues


def is_of_all(finding: Finding, body: Body) -> bool:
    """Return True if a figure is of all patients of its arm, also where it names the only course that they have."""
    if is_whole(finding, body.vocabulary):
        return True
    course = part_of(finding, body.vocabulary)
    reports = body.same_study(finding.record)
    return course == body.course_of[finding.record] and is_only_course(str(course), reports, body.vocabulary.courses)


def _regimen_fits(finding: Finding, body: Body, scope: Scope) -> bool:
    """Return True if every regimen of the figure, or else of its study, is one that the scope names; untold is no."""
    if not scope.regimens:
        return True
    terms = body.vocabulary.regimens
    wanted = codes(scope.regimens, terms)
    regimen = regimen_of(finding, body.vocabulary)
    if regimen is not None:
        return regimen in wanted
    classes = {name.removeprefix("class:") for name in scope.regimens if name.startswith("class:")}
    told = next((r.facts.conditioning for r in body.same_study(finding.record) if r.facts.conditioning), ())
    return bool(told) and all(intensity in classes or code_of(regimen, terms) in wanted for regimen, intensity in told)
