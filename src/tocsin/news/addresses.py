"""Which network addresses the program may connect to."""

import ipaddress
import socket
from collections.abc import Callable, Collection, Sequence
from typing import Any

from tocsin.errors import SkipItem

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Resolver = Callable[..., Sequence[Any]]
# Prefixes whose addresses carry an IPv4 address that the packet ends up at: NAT64 (RFC 6052, RFC 8215).
_NAT64 = (ipaddress.IPv6Network("64:ff9b::/96"), ipaddress.IPv6Network("64:ff9b:1::/48"))
_SITE_LOCAL = ipaddress.IPv6Network("fec0::/10")


def inner(address: Address) -> Address:
    """Return the IPv4 address that an IPv6 address stands for (mapped, compatible, NAT64, 6to4, Teredo), or itself."""
    if isinstance(address, ipaddress.IPv4Address):
        return address
    if address.ipv4_mapped:
        return address.ipv4_mapped
    if address.sixtofour:
        return address.sixtofour
    if address.teredo:
        return address.teredo[1]
    low = int(address) & 0xFFFFFFFF
    if any(address in net for net in _NAT64) or (int(address) >> 32 == 0 and low > 1):
        return ipaddress.IPv4Address(low)
    return address


def is_public(text: str) -> bool:
    """Return whether an address, as resolved, is one of the public internet's."""
    try:
        address = ipaddress.ip_address(text.partition("%")[0])
    except ValueError:
        return False
    for one in (address, inner(address)):
        if (
            not one.is_global
            or one.is_multicast
            or one.is_reserved
            or one.is_unspecified
            or one.is_loopback
            or one.is_link_local
        ):
            return False
        if isinstance(one, ipaddress.IPv6Address) and one in _SITE_LOCAL:
            return False
    return True


def resolve(
    host: str, port: int, allow: Collection[str] = (), resolver: Resolver = socket.getaddrinfo
) -> list[tuple[int, str]]:
    """Return the (family, numeric address) pairs of a host that may be connected to.

    A host with any address that is not public is refused as a whole, unless the operator's `allow` names this host and
    port. Connect to what is returned, not to the name: a second look-up may answer otherwise. Raises SkipItem.
    """
    try:
        found = resolver(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError, ValueError) as error:
        raise SkipItem(
            f"the host name cannot be resolved ({error})", where=host, next_step="check the address"
        ) from None
    pairs = list(
        dict.fromkeys(
            (family, str(where[0])) for family, _, _, _, where in found if family in (socket.AF_INET, socket.AF_INET6)
        )
    )
    if not pairs:
        raise SkipItem("the host name has no internet address", where=host, next_step="check the address")
    if f"{host.lower()}:{port}" in {one.lower() for one in allow}:
        return pairs
    for _, address in pairs:
        if not is_public(address):
            raise SkipItem(
                f"the address {address} is not public and is not connected to",
                where=f"{host}:{port}",
                next_step="an operator may open it with network.allow in the settings file",
            )
    return pairs
