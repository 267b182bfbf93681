"""The order in which one attempt shows its options."""

from collections.abc import Sequence
from hashlib import sha256


def shuffled(codes: Sequence[str], *, seed: int, salt: str) -> list[str]:
    """The codes in an order that depends only on the arguments.

    Sorted by a hash and not with random.shuffle: a stored seed must give the same order after every
    update of Python, or a reader who comes back finds other options in other places.
    """
    return sorted(codes, key=lambda code: sha256(f"{seed}|{salt}|{code}".encode()).digest())
