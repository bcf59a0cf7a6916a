"""The history server: a WebEnv holds frozen lists of UIDs under keys 1, 2, 3."""

import hashlib
import threading
from dataclasses import dataclass, field

LIFETIME = 8 * 3600.0  # seconds; "8 h is a good rule of thumb" (EU-15)


@dataclass
class Session:
    born: float
    lists: dict[int, tuple[str, ...]] = field(default_factory=dict)


class History:
    """Sessions by WebEnv; time is virtual seconds that advance() moves, so nothing waits."""

    def __init__(self, seed: int = 0, lifetime: float = LIFETIME) -> None:
        self.lifetime, self.now = lifetime, 0.0
        self._seed, self._made = seed, 0
        self._sessions: dict[str, Session] = {}
        self._lock = threading.Lock()

    def store(self, uids: tuple[str, ...], webenv: str = "") -> tuple[str, int]:
        """Keep the list and return its (WebEnv, key); an unknown or expired WebEnv gets a new one."""
        with self._lock:
            session = self._alive(webenv)
            if session is None:
                # 24 hexadecimal digits, as in recorded replies of 2024 and 2025.
                digest = hashlib.sha256(f"{self._seed}:{self._made}".encode()).hexdigest()
                webenv, session = f"MCID_{digest[:24]}", Session(self.now)
                self._made += 1
                self._sessions[webenv] = session
            key = len(session.lists) + 1
            session.lists[key] = uids
            return webenv, key

    def find(self, webenv: str, key: int) -> tuple[str, ...] | None:
        """The list, or None where WebEnv or key are unknown or expired."""
        with self._lock:
            session = self._alive(webenv)
            return None if session is None else session.lists.get(key)

    def expire(self) -> None:
        """Forget every session, as an eviction or a restart without memory does."""
        with self._lock:
            self._sessions.clear()

    def advance(self, seconds: float) -> None:
        with self._lock:
            self.now += seconds

    def _alive(self, webenv: str) -> Session | None:
        session = self._sessions.get(webenv)
        return None if session is None or self.now - session.born >= self.lifetime else session
