"""What ClinicalTrials.gov was seen to say: its studies, their versions, and what moved when."""

from collections.abc import Iterable
from sqlite3 import Connection

from evidence_db.views import Row, rows


def registry_studies(connection: Connection) -> list[Row]:
    """Return every study of the registry by number, with the key of its trial in the topic, None for one that it lacks.

    first_seen: the day on which a run saw it first; versions: how often its record was seen to say something new.
    """
    return rows(
        connection,
        "select nct, acronym, title, status, has_results, last_update_posted, first_seen,"
        " (select trial from trial_id where register = 'nct' and (id = nct"
        " or id in (select value from json_each(body, '$.aliases')))) as trial,"
        " (select count(*) from registry_version as version where version.nct = registry_study.nct) as versions"
        " from registry_study order by nct",
    )


def registry_changes(connection: Connection, since: str) -> list[Row]:
    """Return what the registry's records changed from that day on, by day and number: field, value, note."""
    return rows(
        connection,
        "select date_seen, nct, field, value, note from registry_change where date_seen >= ?"
        " order by date_seen, nct, position",
        (since,),
    )


def trials_for(connection: Connection, question: str) -> list[str]:
    """Return the keys of the topic's trials that are to inform a question, in the topic's order."""
    query = "select key from trial where exists (select 1 from json_each(answers) where value = ?) order by position"
    return [key for (key,) in connection.execute(query, (question,))]


def posted_results(connection: Connection, trials: Iterable[str]) -> list[Row]:
    """Return what ClinicalTrials.gov posted of these trials of the topic: nct, trial, acronym, day and the outcomes.

    As the registry prints it, with every arm by its group id; () where nothing is posted. Nothing of it is a finding.
    """
    wanted = set(trials)
    found = rows(
        connection,
        "select nct, acronym, json_extract(body, '$.results_first_posted') as first_posted,"
        " json_extract(body, '$.results') as results,"
        " (select trial from trial_id where register = 'nct' and (id = nct"
        " or id in (select value from json_each(body, '$.aliases')))) as trial"
        " from registry_study where json_array_length(body, '$.results') > 0 order by nct",
        decode=["results"],
    )
    return [row for row in found if row["trial"] in wanted]
