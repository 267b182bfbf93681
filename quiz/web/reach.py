"""Under which address this machine is reached, and by whom."""

import socket
from ipaddress import ip_address

LOOPBACK = ("127.0.0.1", "localhost", "[::1]")
EVERYWHERE = ("0.0.0.0", "::")  # noqa: S104  compared with, not listened on
# An address for documentation: nothing is sent to it, the system only says which way it would go.
NOWHERE = ("192.0.2.1", 9)


def addresses_for(listen: str) -> list[str]:
    """The host names besides the loopback ones by which a server that listens there is reached."""
    if listen not in EVERYWHERE:
        return [] if listen in LOOPBACK else [listen]
    return [found for found in (_on_the_network(), socket.gethostname()) if found]


def address_of(listen: str, port: int) -> str:
    """The address to open in a browser."""
    host = next(iter(addresses_for(listen)), "127.0.0.1" if listen in EVERYWHERE else listen)
    return f"http://{host}:{port}/"


def is_only_here(host: str) -> bool:
    """Whether other devices cannot reach a page by this host (with or without its port)."""
    name = host.rsplit(":", 1)[0] if not host.endswith("]") else host
    if name in {"localhost", ""} or name.endswith(".localhost"):
        return True
    try:
        return ip_address(name.strip("[]")).is_loopback
    except ValueError:
        return False


def _on_the_network() -> str:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(NOWHERE)
        except OSError:
            return ""
        found = str(probe.getsockname()[0])
    return "" if ip_address(found).is_loopback or ip_address(found).is_unspecified else found
