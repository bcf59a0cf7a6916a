"""Where a topic lies and what its files are called."""

from hashlib import sha256
from pathlib import Path

from evidence.errors import TopicError, UsageError

EMBEDDED = Path(__file__).parent  # importlib.resources costs a tenth of a second at every start
TOPIC, VOCABULARY, OUTCOMES, QUESTIONS, TRIALS = (
    "topic.toml", "vocabulary.toml", "outcomes.toml", "questions.toml", "trials.toml",
)  # fmt: skip
LINKS, APPRAISALS, POLICY, ELIGIBILITY = "overlaps.toml", "appraisals.toml", "policy.toml", "eligibility.toml"
PACK = "landmarks.jsonl"
NEEDED = (TOPIC, VOCABULARY, OUTCOMES, QUESTIONS, TRIALS)
OPTIONAL = (LINKS, APPRAISALS, POLICY, ELIGIBILITY, PACK)


def topic_codes() -> tuple[str, ...]:
    """Return the codes of the topics that ship with the program."""
    return tuple(sorted(path.parent.name for path in EMBEDDED.glob(f"*/{TOPIC}")))


def topic_folder(code_or_folder: str) -> Path:
    """Return the folder of an embedded topic or of one on disk.

    Raises UsageError where there is neither, TopicError where this user may not look.
    """
    if code_or_folder in topic_codes():
        return EMBEDDED / code_or_folder
    folder = Path(code_or_folder)
    try:
        if code_or_folder and (folder / TOPIC).is_file():
            return folder
    except PermissionError as problem:
        raise TopicError(f"{TOPIC}: cannot be read in {folder}: {problem.strerror}") from problem
    except OSError:  # a name that no folder can have
        pass
    known = ", ".join(topic_codes())
    raise UsageError(f"topic {code_or_folder!r} is unknown: give one of {known}, or a folder with a {TOPIC}")


def topic_files(folder: Path) -> tuple[Path, ...]:
    """Return the files of a topic by name. Raises TopicError for a missing one and for one nobody would read."""
    try:
        found = sorted(path for path in folder.iterdir() if path.suffix in (".toml", ".jsonl"))
    except OSError as problem:
        raise TopicError(f"{TOPIC}: the files beside it cannot be listed in {folder}: {problem.strerror}") from problem
    names = [path.name for path in found]
    for name in NEEDED:
        if name not in names:
            raise TopicError(f"{name}: is missing in the topic folder {folder}")
    for name in names:
        if name not in NEEDED + OPTIONAL:
            raise TopicError(f"{name}: is not a topic file; known are {', '.join(NEEDED + OPTIONAL)}")
    return tuple(found)


def fingerprint(files: tuple[Path, ...]) -> str:
    """Return the SHA-256 over names and bytes of the files, so that any change of a topic is noticed."""
    whole = sha256()
    for path in files:
        body = path.read_bytes()
        whole.update(f"{path.name} {len(body)}\n".encode())
        whole.update(body)
    return whole.hexdigest()


def read_text(path: Path) -> str:
    """Return the text of a topic file. Raises TopicError: missing, unreadable, not UTF-8, a byte-order mark, empty."""
    try:
        text = path.read_bytes().decode("utf-8")
    except OSError as problem:
        raise TopicError(f"{path.name}: cannot be read in {path.parent}: {problem.strerror}") from problem
    except UnicodeDecodeError as problem:
        raise TopicError(f"{path.name}: is not UTF-8 at byte {problem.start}; save it as UTF-8") from problem
    if text.startswith("\ufeff"):
        raise TopicError(f"{path.name}: starts with a byte-order mark; save it as UTF-8 without one")
    if not text.strip():
        raise TopicError(f"{path.name}: is empty; restore it or write its tables")
    return text
