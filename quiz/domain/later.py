"""Functions whose modules are loaded when they are first called: what few requests need and each process of
the server would else hold in memory, and read from disk when it starts.
"""

from collections.abc import Callable
from functools import cache
from pkgutil import resolve_name
from typing import Any


def later(name: str) -> Callable[..., Any]:
    """The function called `module:function`. Raises at its first call what loading that module raises."""

    @cache
    def found() -> Callable[..., Any]:
        function: Callable[..., Any] = resolve_name(name)
        return function

    def called(*given: Any) -> Any:
        return found()(*given)

    return called
