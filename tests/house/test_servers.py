"""What tests ask on PostgreSQL, and the cache on Redis: against servers on this machine."""

import os

import pytest
import redis
from django.core.cache import caches

REDIS = os.environ.get("TEST_REDIS_URL", "redis://127.0.0.1:6379/15")


@pytest.mark.server
@pytest.mark.skipif(bool(os.environ.get("DATABASE_URL")), reason="this is the run on PostgreSQL")
def test_what_the_tests_ask_of_a_database_passes_on_postgresql(run_on_postgres):
    if run_on_postgres is None:
        pytest.skip("no PostgreSQL on 127.0.0.1: start one there or set TEST_DATABASE_URL")

    code, told = run_on_postgres

    assert code == 0, told[-8000:]
    assert " passed" in told


@pytest.mark.server
def test_the_cache_works_on_redis(settings):
    try:
        redis.Redis.from_url(REDIS).ping()
    except redis.ConnectionError:
        pytest.skip(f"no Redis at {REDIS}: start one there or set TEST_REDIS_URL")
    settings.CACHES = {
        "default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS}
    }

    caches["default"].set("yomitoki-test", "here", 5)

    assert caches["default"].get("yomitoki-test") == "here"
    caches["default"].delete("yomitoki-test")
