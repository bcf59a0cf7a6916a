"""What makes a night's search result suspect, so that yesterday's data are kept. Pure."""

from evidence.records.search import SearchLog

LEAST_SHARE = 0.9  # of the last accepted count; searches shrink by corrections, hardly by more than a few records


def objections(last: SearchLog | None, tonight: SearchLog) -> tuple[str, ...]:
    """Return why tonight's result must not be taken over without a person's word; empty if nothing speaks against it.

    last: the last accepted search of the source, None on the first night. A query that we changed ourselves is not
    compared with the old one, but a search that finds nothing is suspect on any night.
    """
    found = []
    if tonight.count == 0:
        found.append("the search found no record at all")
    if last is None or last.query != tonight.query:
        return tuple(found)
    if 0 < tonight.count < LEAST_SHARE * last.count:
        found.append(f"the search found {tonight.count} records, after {last.count} the last time")
    if tonight.translation != last.translation:
        found.append("the source understands the search otherwise than the last time")
    return tuple(found)


def new_warnings(last: SearchLog | None, tonight: SearchLog) -> tuple[str, ...]:
    """Return the source's remarks that the last accepted search did not have."""
    known = set(last.warnings) if last is not None else set()
    return tuple(warning for warning in tonight.warnings if warning not in known)
