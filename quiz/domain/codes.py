"""Codes that people read aloud and type: made without look-alikes, understood however they are typed."""

import re
import secrets
import unicodedata
from hashlib import sha256

# No 0/O, 1/I/L, 2/Z, 5/S, 8/B, U/V: nothing that is mixed up in print or by ear.
SIGNS = "ACDEFGHJKMNPQRTWXY34679"


def new_code(length: int) -> str:
    """A random code; 6 signs are 27 bits, 12 are 54."""
    return "".join(secrets.choice(SIGNS) for _sign in range(length))


def new_address(length: int) -> str:
    """A random code as part of an address: in lower case, as addresses are."""
    return new_code(length).lower()


def clean_code(typed: str) -> str:
    """A code as it was meant: full-width letters, lower case, spaces and dashes are understood."""
    folded = unicodedata.normalize("NFKC", typed[:200]).upper()
    return re.sub(r"[^A-Z0-9]", "", folded)


def in_groups(code: str, size: int = 4) -> str:
    """A long code in groups, as it is written down: ACDE-FGHJ-KMNP."""
    return "-".join(code[at : at + size] for at in range(0, len(code), size))


def digest(code: str) -> str:
    """What is kept of a secret code. It is random and long, so a plain hash is enough."""
    return sha256(clean_code(code).encode()).hexdigest()
