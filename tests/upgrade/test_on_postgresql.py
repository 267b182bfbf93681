"""Members of 0.1 on PostgreSQL, which alters no table while what was written in it waits to be checked."""

import os
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest

from tests.upgrade.test_from_0_2 import FORWARD, walk

POSTGRES = os.environ.get("TEST_DATABASE_URL", "postgres://postgres@127.0.0.1:5432/postgres")
ROWS = """
INSERT INTO people_reader (id, since) SELECT ('00000000-0000-0000-0000-00000000000' || n)::uuid, now()
    FROM generate_series(1, 5) n;
INSERT INTO classroom_classroom (slug, name, language, time_zone, join_code, is_joinable, retention_days,
    created_at, active_at) VALUES ('x', '３年Ｂ組', 'ja', 'Asia/Tokyo', 'ABCDEF', true, 400, now(), now());
INSERT INTO classroom_membership
    (classroom_id, reader_id, name, key, number, return_code, code_to_note, joined_at)
    SELECT 1, ('00000000-0000-0000-0000-00000000000' || n)::uuid, name, name, 1, name, '', now()
    FROM (VALUES (1, 'Sato'), (2, 'Ｓato'), (3, 'Sa' || chr(8203) || 'to'), (4, 'S' || chr(1072) || 'to'),
        (5, 'Abe')) AS given (n, name);
"""


@pytest.mark.server
def test_members_of_0_1_are_cleaned_and_numbered_by_how_their_names_look(tmp_path):
    try:
        server = psycopg.connect(POSTGRES, autocommit=True, connect_timeout=3)
    except psycopg.OperationalError:
        pytest.skip("no PostgreSQL on 127.0.0.1: start one there or set TEST_DATABASE_URL")
    name = f"upgrade_{os.getpid()}"
    url = urlunsplit(urlsplit(POSTGRES)._replace(path=f"/{name}"))

    with server:
        server.execute(f"CREATE DATABASE {name}")
        try:
            walk(tmp_path, ("classroom", "0008"), (ROWS,), FORWARD, DATABASE_URL=url)
            with psycopg.connect(url) as there:
                found = there.execute("SELECT name, number FROM classroom_membership ORDER BY id").fetchall()
        finally:
            server.execute(f"DROP DATABASE {name} WITH (FORCE)")

    assert found == [("Sato", 1), ("Sato", 2), ("Sato", 3), ("S\u0430to", 4), ("Abe", 1)]
