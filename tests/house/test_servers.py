"""The same tests on PostgreSQL, and the cache on Redis: against servers on this machine."""

import os
import subprocess
import sys

import psycopg
import pytest
import redis
from django.core.cache import caches

POSTGRES = os.environ.get("TEST_DATABASE_URL", "postgres://postgres@127.0.0.1:5432/postgres")
REDIS = os.environ.get("TEST_REDIS_URL", "redis://127.0.0.1:6379/15")


@pytest.fixture
def postgres():
    try:
        psycopg.connect(POSTGRES.replace("postgres://", "postgresql://"), connect_timeout=3).close()
    except psycopg.OperationalError:
        pytest.skip(f"no PostgreSQL at {POSTGRES}: start one there or set TEST_DATABASE_URL")
    return POSTGRES


@pytest.mark.server
@pytest.mark.skipif(bool(os.environ.get("DATABASE_URL")), reason="this is the run on PostgreSQL")
def test_all_tests_without_a_browser_pass_on_postgresql(postgres):
    run = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-m", "not browser and not server", "-p", "no:randomly"],
        env=os.environ | {"DATABASE_URL": postgres},
        capture_output=True,
        text=True,
        check=False,
    )

    assert run.returncode == 0, run.stdout[-6000:] + run.stderr[-2000:]
    assert " passed" in run.stdout


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
