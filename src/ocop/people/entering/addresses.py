"""From where a request really comes: the address that the outermost proxy of our own saw.

``X-Forwarded-For`` is a list to which every proxy adds, at its right end, the address that spoke to it; everything to the left of
what our own proxies wrote may be forged. So it is walked from the right as long as the speaker is one of ours
(``OCOP_TRUSTED_PROXIES``), and ignored where the speaker is not.
"""

from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

from django.conf import settings
from django.http import HttpRequest

Address = IPv4Address | IPv6Address
UNKNOWN = ""


def real_address(request: HttpRequest) -> str:
    """Return the address of the person's network as text; empty where the server does not know who spoke."""
    speaker = _read(str(request.META.get("REMOTE_ADDR", "")))
    hops = str(request.META.get("HTTP_X_FORWARDED_FOR", "")).split(",")
    while hops and _is_ours(speaker):
        before = _read(hops.pop())
        if before is None:
            break
        speaker = before
    return str(speaker) if speaker else UNKNOWN


def network_of(address: str) -> str:
    """Return what counts as one place: the address itself, of IPv6 its /64, which one subscriber has whole."""
    read = _read(address)
    if isinstance(read, IPv6Address):
        return str(ip_network(f"{read}/64", strict=False).network_address)
    return str(read) if read else UNKNOWN


def _is_ours(speaker: Address | None) -> bool:
    """Whether a proxy of ours speaks; a socket of this machine has no address."""
    trusted: list[str] = settings.OCOP_TRUSTED_PROXIES
    if speaker is None:
        return bool(trusted)
    return any(speaker in ip_network(one, strict=False) for one in trusted)


def _read(text: str) -> Address | None:
    """Read an address as proxies write it, with or without a port; None for anything else."""
    plain = text.strip()
    if plain.startswith("["):
        plain = plain[1:].partition("]")[0]
    elif plain.count(":") == 1:
        plain = plain.partition(":")[0]
    try:
        found = ip_address(plain.partition("%")[0])
    except ValueError:
        return None
    return (found.ipv4_mapped or found) if isinstance(found, IPv6Address) else found
