"""Secrets leave this program to one place, the body of a request; everything else is struck through here first."""

import re
from dataclasses import dataclass, field

STRUCK = "[struck out]"

# {"api-key":"..."} in error replies, api_key=... in addresses and forms: struck out whoever's key it is
_KEY_FIELD = re.compile(r"(?i)(\"?api[-_]?key\"?\s*[:=]\s*)(\"[^\"]*\"?|[^\s&,;}\"]+)")
_UNPRINTED = re.compile(r"[\s\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]+")
_LONGEST_EXCERPT = 160  # characters of a foreign reply in a message


@dataclass(frozen=True, slots=True)
class Secrets:
    """What may not be seen. key: NCBI's API key or None; email: the developer's address or None; others: any words."""

    key: str | None = field(default=None, repr=False)
    email: str | None = field(default=None, repr=False)
    others: tuple[str, ...] = field(default=(), repr=False)

    def strike(self, text: str) -> str:
        """Return the text without key, e-mail address and what else may not be seen, for messages and logs."""
        text = _KEY_FIELD.sub(rf"\1{STRUCK}", text)
        for secret in (self.key, self.email, *self.others):
            if secret:
                text = re.sub(re.escape(secret), STRUCK, text, flags=re.IGNORECASE)
        return text

    def strike_body(self, body: bytes) -> bytes:
        """Return the bytes of a reply without the key, which error replies quote; anything else stays as it came.

        The e-mail address stays: it may be that of an author, and records are kept byte by byte.
        """
        if not self.key:
            return body
        return re.sub(re.escape(self.key.encode()), STRUCK.encode(), body, flags=re.IGNORECASE)

    def excerpt(self, text: str) -> str:
        """Return the beginning of a foreign text as one printable line without secrets."""
        line = self.strike(_UNPRINTED.sub(" ", text).strip())
        return line if len(line) <= _LONGEST_EXCERPT else line[:_LONGEST_EXCERPT] + " ..."
