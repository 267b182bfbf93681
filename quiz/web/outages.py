"""What is raised where Redis is gone: its package, which takes 8 MB, is loaded only where Redis is used."""

from django.conf import settings
from django.db import DatabaseError

if settings.REDIS_URL:
    from redis.exceptions import RedisError

    CACHE_GONE: tuple[type[Exception], ...] = (RedisError,)
else:
    CACHE_GONE = ()
UNREACHABLE: tuple[type[Exception], ...] = (DatabaseError, OSError, *CACHE_GONE)
