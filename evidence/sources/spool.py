"""What was fetched, on disk: a run that was cut off does not ask for it again, and it can be looked at for a while.

What is not stored yet lies in the folder itself; what is in the database lies in its folder "stored" for 90 nights.
(The bytes of every record are in the database for ever; here they stand batch by batch, as they came on their night.)
"""

import gzip
import os
from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import date, timedelta
from hashlib import sha256
from pathlib import Path

from evidence.errors import EvidenceError, StorageFailed
from evidence.sources.bulk import SourceRecord, read_records

RETENTION = timedelta(days=90)
_HEAD, _TAIL = b'<?xml version="1.0" encoding="UTF-8"?>\n<PubmedArticleSet>\n', b"\n</PubmedArticleSet>\n"


class Spool:
    """A folder of fetched batches, each file whole or not there. day: of the run, which stands before each name."""

    def __init__(self, folder: Path, day: date) -> None:
        self._folder = folder
        self._day = day

    def keep(self, records: Sequence[SourceRecord]) -> None:
        """Write the records of a batch. Raises StorageFailed where the disk does not take them."""
        if not records:
            return
        body = _HEAD + b"\n".join(record.raw for record in records) + _TAIL
        place = self._folder / f"{self._day}-{sha256(body).hexdigest()}.xml.gz"
        part = place.with_suffix(".part")
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            with part.open("wb") as handle:
                handle.write(gzip.compress(body, mtime=0))
                handle.flush()
                os.fsync(handle.fileno())
            part.replace(place)
        except OSError as problem:
            with suppress(OSError):
                part.unlink()
            raise StorageFailed(
                f"{self._folder}: what was fetched cannot be kept ({problem.strerror}): free some space and run again"
            ) from problem

    def records(self) -> Iterator[SourceRecord]:
        """Yield what a run that was cut off had fetched; a damaged file counts as not fetched.

        So does one from before yesterday: a record in it may have been retracted since.
        """
        since = (self._day - timedelta(days=1)).isoformat()
        for place in sorted(self._folder.glob("*.xml.gz")):
            if place.name < since:
                place.unlink(missing_ok=True)
                continue
            try:
                kept = list(read_records(place))
            except EvidenceError:
                place.unlink(missing_ok=True)  # it will be fetched again
                continue
            yield from kept

    def stored(self) -> None:
        """Note that all of it is in the database: kept as what came on this night, without what is too old for that.

        A batch in the very bytes of an earlier night is kept once. Raises StorageFailed where the disk fails.
        """
        folder = self._folder / "stored"
        try:
            for place in self._folder.glob("*.xml.gz"):
                folder.mkdir(mode=0o700, exist_ok=True)
                for same in folder.glob(f"*{place.name[len(str(self._day)) :]}"):
                    same.unlink()
                place.replace(folder / place.name)
            for place in self._folder.glob("*.part"):
                place.unlink(missing_ok=True)
            oldest = (self._day - RETENTION).isoformat()
            for place in folder.glob("*.xml.gz"):
                if place.name < oldest:
                    place.unlink(missing_ok=True)
        except OSError as problem:
            raise StorageFailed(
                f"{self._folder}: what is stored cannot be put aside ({problem.strerror}): nothing is lost"
            ) from problem
