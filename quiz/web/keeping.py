"""What is kept in the process: so many things, the longest unused of which goes first.

Only for what cannot change, or may be some seconds old; several processes know nothing of each other's.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from time import monotonic
from typing import Generic, TypeVar
from weakref import WeakSet

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class Keep(Generic[K, V]):
    """At most so many values by their keys, each for so many seconds (None: as long as there is room)."""

    every: "WeakSet[Keep[Hashable, object]]" = WeakSet()

    def __init__(self, most: int, seconds: float | None = None) -> None:
        self.most = most
        self.seconds = seconds
        self._held: OrderedDict[K, tuple[float, V]] = OrderedDict()
        self._lock = Lock()
        Keep.every.add(self)  # type: ignore[arg-type]  # whatever its keys and values are

    def get(self, key: K) -> V | None:
        """The value, or None where it is not held or too old."""
        with self._lock:
            found = self._held.get(key)
            if found is None or (self.seconds is not None and monotonic() - found[0] > self.seconds):
                return None
            self._held.move_to_end(key)
            return found[1]

    def put(self, key: K, value: V) -> V:
        """Hold the value; give it back."""
        with self._lock:
            self._held[key] = (monotonic(), value)
            self._held.move_to_end(key)
            while len(self._held) > self.most:
                self._held.popitem(last=False)
        return value

    def of(self, key: K, make: Callable[[], V]) -> V:
        """The value, made where it is not held. Not for values that may be None."""
        found = self.get(key)
        return self.put(key, make()) if found is None else found

    def clear(self) -> None:
        """Hold nothing."""
        with self._lock:
            self._held.clear()


def forget_all() -> None:
    """Hold nothing anywhere in this process."""
    for each in Keep.every:
        each.clear()
