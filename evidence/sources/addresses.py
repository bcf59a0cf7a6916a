"""Where the services are: the real hosts over TLS, or a stand-in on this very machine; nowhere else."""

import ipaddress
from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit

from evidence.errors import ConfigurationError

EUTILS = "https://eutils.ncbi.nlm.nih.gov/entrez/eutils/"
CTGOV = "https://clinicaltrials.gov/api/v2/"


@dataclass(frozen=True, slots=True)
class Base:
    """The base address of a service, with its trailing slash. loopback: a stand-in on this machine."""

    url: str
    loopback: bool


def read_base(given: str | None, real: str, setting: str) -> Base:
    """Return the base address. given: the setting's value, None or "" for the real host; setting: its name.

    Raises ConfigurationError for any other host than the real one or loopback, and for plain http to the real one.
    """
    if not given:
        return Base(real, loopback=False)
    parts, port = _parts(given, setting)
    if parts.username is not None or parts.query or parts.fragment or parts.scheme not in ("http", "https"):
        raise _refusal(setting, "an address such as http://127.0.0.1:8080/path/ is needed")
    url = parts._replace(path=parts.path.rstrip("/") + "/").geturl()
    if is_loopback(parts.hostname or ""):
        return Base(url, loopback=True)
    wanted = urlsplit(real)
    if parts.hostname != wanted.hostname or parts.scheme != "https" or port not in (None, 443):
        raise _refusal(setting, f"only {real} over https, or a host on this machine (127.0.0.1), may be asked")
    return Base(url, loopback=False)


def read_ping_base(given: str, setting: str) -> Base:
    """Return the address that is told how a run went, without its trailing slash: https, or a host on this machine.

    Raises ConfigurationError for anything else; the message does not show the address, which is as good as a key.
    """
    try:
        parts = urlsplit(given)
        usable = parts.port != 0
    except ValueError as problem:  # its words quote what is wrong
        raise _refusal(setting, "it is not an address") from problem
    loopback = is_loopback(parts.hostname or "")
    if not usable or not parts.hostname or not (parts.scheme == "https" or (parts.scheme == "http" and loopback)):
        raise _refusal(setting, "an address that begins with https:// is needed (http:// only on this machine)")
    if parts.username is not None or parts.query or parts.fragment:
        raise _refusal(setting, "an address without user, ? and # is needed")
    return Base(given.rstrip("/"), loopback)


def _parts(given: str, setting: str) -> tuple[SplitResult, int | None]:
    try:
        parts = urlsplit(given)
        return parts, parts.port
    except ValueError as problem:
        raise _refusal(setting, f"it is not an address ({problem})") from problem


def _refusal(setting: str, why: str) -> ConfigurationError:
    return ConfigurationError(f"{setting}: {why}; nothing was sent: correct or remove the setting")


def is_loopback(host: str) -> bool:
    """True for localhost, 127.0.0.0/8 and ::1."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
