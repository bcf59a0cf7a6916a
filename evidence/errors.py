"""What can go wrong for a user, as a tree; each leaf knows its exit code.

    EvidenceError                 70  (a bug of ours, if it is ever raised bare)
    |-- UsageError                 2  unknown question, record, outcome; a bad argument
    |-- PartialError               3  one source kept yesterday's data
    |-- ContentRefused            65  not PubMed XML, a bomb, an upstream guard
    |   `-- DatabaseDamaged       65  foreign, damaged or not a database
    |-- InputMissing              66  an input file is missing or unreadable
    |-- CannotCreate              73  the output or database cannot be created
    |-- StorageFailed             74  disk full, I/O error
    |-- TryLater                  75  upstream down, lock held
    |-- NotPermitted              77  permission, read-only
    `-- ConfigurationError        78  bad settings
        |-- TopicError            78  a topic file with a mistake
        `-- SchemaTooNew          78  the database was written by a newer program

Every message says what is wrong, where, and what to do, in one line.
Codes follow sysexits.h where they are 64 or more; see README, "Exit codes".
"""


class EvidenceError(Exception):
    """Base of everything that is reported to the user as one line."""

    exit_code = 70


ANSWER_CHANGED = 10  # exit code of refresh --exit-code where an answer changed: a good end


class UsageError(EvidenceError):
    """The question, record, outcome or argument is unknown."""

    exit_code = 2


class PartialError(EvidenceError):
    """At least one source kept yesterday's data; the others advanced."""

    exit_code = 3


class ContentRefused(EvidenceError):
    """What came in is not what it should be; nothing of it was stored."""

    exit_code = 65


class DatabaseDamaged(ContentRefused):
    """The file is not a database of this program, or SQLite finds it damaged."""


class InputMissing(EvidenceError):
    """An input file or folder does not exist or cannot be read."""

    exit_code = 66


class CannotCreate(EvidenceError):
    """An output file or a new database cannot be created."""

    exit_code = 73


class StorageFailed(EvidenceError):
    """Writing failed half-way (disk full, I/O error); the transaction was rolled back."""

    exit_code = 74


class TryLater(EvidenceError):
    """Somebody else holds the lock, or an upstream is down."""

    exit_code = 75


class NotPermitted(EvidenceError):
    """The file or folder may not be written (permissions, read-only file system)."""

    exit_code = 77


class ConfigurationError(EvidenceError):
    """A setting is wrong; nothing was started."""

    exit_code = 78


class TopicError(ConfigurationError):
    """A topic file has a mistake; the message names file, field and reason."""


class SchemaTooNew(ConfigurationError):
    """The database was written by a newer version of this program."""
