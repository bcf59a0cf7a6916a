"""A topic with what the registry said of its trials, night by night."""

from collections.abc import Iterable
from dataclasses import replace

from evidence.records.question import Topic
from evidence.records.trial import Trial


def with_nights(topic: Topic, stored: Iterable[Trial]) -> Topic:
    """Return the topic with what the registry said of its trials on every night. stored: the trials of the store."""
    seen = {trial.key: trial.snapshots for trial in stored}
    trials = tuple(replace(trial, snapshots=seen.get(trial.key, trial.snapshots)) for trial in topic.trials)
    return replace(topic, trials=trials)
