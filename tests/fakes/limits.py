"""The rate limit: a sliding second per key or address, refused requests counted too."""

import threading
from collections import defaultdict, deque


class Limiter:
    """3 requests in any second without a key, 10 with one; None for either lifts it."""

    def __init__(self, without_key: int | None = 3, with_key: int | None = 10) -> None:
        self.without_key, self.with_key = without_key, with_key
        self._seen: dict[str, deque[float]] = defaultdict(deque)
        self._lock = threading.Lock()

    def count(self, caller: str, now: float) -> int:
        """Note a request of the caller and return how many it made in the last second, this one included."""
        with self._lock:
            times = self._seen[caller]
            while times and now - times[0] >= 1.0:
                times.popleft()
            times.append(now)
            return len(times)

    def limit(self, has_key: bool) -> int | None:
        return self.with_key if has_key else self.without_key
