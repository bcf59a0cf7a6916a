"""What ClinicalTrials.gov was seen to say: its studies, their versions, and what moved when."""

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
