"""Redis as the cache of all workers, and a table in its place while it is gone: what counts tries goes on.

Loaded only where Redis is set: its package takes 8 MB.
"""

import logging
from time import monotonic
from typing import Any

from django.core.cache.backends.base import DEFAULT_TIMEOUT, BaseCache
from django.core.cache.backends.db import DatabaseCache
from django.core.cache.backends.redis import RedisCache
from redis.backoff import NoBackoff
from redis.exceptions import RedisError
from redis.retry import Retry

TABLE = "web_cache"
# How long an answer of Redis is waited for, and how long it is left alone after one that did not come.
SECONDS, PAUSE_SECONDS = 1, 5
log = logging.getLogger(__name__)


class RedisOrTable(BaseCache):
    """Django's cache on Redis; where that is gone, slow or full, on the table of the database cache.

    What was counted in the one is not counted in the other: a limit may so be reached twice, never less.
    """

    def __init__(self, server: str, params: dict[str, Any]) -> None:
        super().__init__(params)
        options: dict[str, Any] = {"socket_timeout": SECONDS, "socket_connect_timeout": SECONDS}
        # A connection of before is opened anew once, which is all that a restart of Redis needs.
        options |= {"retry": Retry(NoBackoff(), 1)}
        self.redis: BaseCache = RedisCache(server, params | {"OPTIONS": options})
        self.table: BaseCache = DatabaseCache(TABLE, params)
        self.from_then_on = 0.0

    def _asked(self, name: str, *words: Any, **more: Any) -> Any:
        if monotonic() >= self.from_then_on:
            try:
                return getattr(self.redis, name)(*words, **more)
            except RedisError as error:
                log.warning("Redis is gone, the table counts: %s", error)
                self.from_then_on = monotonic() + PAUSE_SECONDS
        return getattr(self.table, name)(*words, **more)

    def add(self, key: Any, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        """Keep it where nothing is kept under the key; whether it was."""
        return bool(self._asked("add", key, value, timeout=timeout, version=version))

    def get(self, key: Any, default: Any = None, version: int | None = None) -> Any:
        """What is kept, or the default."""
        return self._asked("get", key, default, version=version)

    def set(self, key: Any, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> None:
        """Keep it."""
        self._asked("set", key, value, timeout=timeout, version=version)

    def touch(self, key: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        """Keep it for longer; whether it was there."""
        return bool(self._asked("touch", key, timeout=timeout, version=version))

    def delete(self, key: Any, version: int | None = None) -> bool:
        """Forget it; whether it was there."""
        return bool(self._asked("delete", key, version=version))

    def clear(self) -> None:
        """Forget all."""
        self._asked("clear")
