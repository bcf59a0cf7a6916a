"""Who asks, and where: read from the environment, checked before anything is sent."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from evidence.errors import ConfigurationError
from evidence.sources.addresses import EUTILS, Base, read_base
from evidence.sources.redaction import Secrets

TOOL = "hsct-evidence"  # NCBI wants one word, the same for all copies of a program
NOBODY = "not-set@invalid"  # sent to a stand-in on this machine where no address was set


@dataclass(frozen=True, slots=True)
class EntrezSettings:
    """Where E-utilities are and who asks. The key, if any, and the e-mail address are in secrets."""

    base: Base
    secrets: Secrets
    version: str

    @property
    def agent(self) -> str:
        """The User-Agent header."""
        return f"{TOOL}/{self.version}"

    def identity(self) -> dict[str, str]:
        """Return the fields that go with every request: tool, email, and api_key where there is one."""
        fields = {"tool": TOOL, "email": self.secrets.email or NOBODY}
        return fields if self.secrets.key is None else {**fields, "api_key": self.secrets.key}


def read_entrez_settings(environment: Mapping[str, str], version: str) -> EntrezSettings:
    """Return the settings that NCBI_API_KEY, NCBI_EMAIL and EVIDENCE_EUTILS_URL give. version: of this program.

    Raises ConfigurationError where one of them cannot be right; the message never shows key or address.
    """
    base = read_base(environment.get("EVIDENCE_EUTILS_URL"), EUTILS, "EVIDENCE_EUTILS_URL")
    key = environment.get("NCBI_API_KEY", "").strip() or None
    email = environment.get("NCBI_EMAIL", "").strip() or None
    if key is not None and not re.fullmatch(r"[A-Za-z0-9._-]{6,128}", key):
        raise ConfigurationError(
            "NCBI_API_KEY: not an API key (letters and digits): copy it again from your NCBI account"
        )
    if email is not None and not re.fullmatch(r"[^@\s,;]+@[^@\s,;]+", email):
        raise ConfigurationError("NCBI_EMAIL: not an e-mail address: correct it")
    if email is None and not base.loopback:
        raise ConfigurationError(
            "NCBI_EMAIL: not set, and NCBI asks for an address: set it to that of whoever runs this"
        )
    return EntrezSettings(base, Secrets(key, email), version)
