"""Keeps beside the answers what a report says about itself, so that it reads neither the topic nor every article."""

from typing import TYPE_CHECKING

from evidence.topics import load_topic
from evidence_db.views import newest_record

if TYPE_CHECKING:
    from evidence_db.store import Store


def remember(store: "Store", topic_code: str) -> None:
    """Save the topic's title and intended use, and the newest day that the records tell, in the run's transaction."""
    topic = load_topic(topic_code)
    for name, words in (("title", topic.title), ("intended_use", topic.intended_use)):
        store.save_setting(f"{name}_en", words.en)
        store.save_setting(f"{name}_nl", words.nl)
    store.save_setting("newest_record", newest_record(store.connection) or "")
