"""Browsers, the pack, the clock; nothing else."""

import fcntl
import gc
import hashlib
import os
import shlex
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from uuid import uuid4

import django
import hypothesis
import psycopg
import pytest
from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.core.cache import caches
from django.core.management.color import no_style
from django.core.management.commands import flush
from django.core.signing import get_cookie_signer
from django.db import connection, transaction
from django.test import Client
from django.utils import timezone

import quiz.settings as settings_of_product
from quiz.bank.models import Quiz, Source
from quiz.bank.pack_files import read_pack
from quiz.bank.services.loading import load_pack
from quiz.classroom.models import Membership
from quiz.classroom.queries import given
from quiz.classroom.services.assignments import assign
from quiz.classroom.services.classes import open_classroom
from quiz.classroom.services.members import join
from quiz.domain.names import looks, name_key
from quiz.people.cookie import COOKIE, SALT
from quiz.people.models import Reader, User
from quiz.settings import VAR_DIR
from quiz.taking.models import Answer, Attempt
from quiz.taking.services.attempts import start_assigned, start_attempt, submit_attempt
from quiz.web.keeping import forget_all
from tests import asked
from tests.asked import ASKED, BESIDE, LISTED

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
# How long an example takes is no test: a machine that others use fails it.
hypothesis.settings.register_profile("patient", deadline=None)
hypothesis.settings.load_profile("patient")
PACK = Path(__file__).parent.parent / "fixtures" / "h20"
POSTGRES = os.environ.get("TEST_DATABASE_URL", "postgres://postgres@127.0.0.1:5432/postgres")
RUN = pytest.StashKey()
LONGEST_RUN = 30 * 60  # seconds
# Folders and files that take more than ten seconds, as `make test SLOWEST=100` shows them.
LONGEST = (
    "browser/test_outlook", "defaults/", "upgrade/", "browser/", "house/test_access", "faults/",
    "home/test_services", "domain/test_advice_rates", "house/test_nasty", "house/test_bad_input",
)  # fmt: skip
# The shell has no windows of its own to draw, which the browser itself does even without a screen.
BROWSERS = ("chromium-headless-shell", "chromium", "google-chrome")
CHROMIUM = next(filter(None, map(shutil.which, BROWSERS)), None)
IN_CI = os.environ.get("CI") == "true"


@cache
def read_once():
    """The pack as read from its files, which takes longer than loading it."""
    return read_pack(PACK)


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item, call):
    """Under CI nothing that the project promises may be skipped."""
    outcome = yield
    report = outcome.get_result()
    if IN_CI and report.skipped:
        report.outcome, report.longrepr = "failed", f"skipped under CI: {report.longrepr}"


def pytest_itemcollected(item):
    # Marked here, before -m is looked at.
    if "/browser/" in str(item.path):
        item.add_marker("browser")
        if not CHROMIUM:
            how = "no Chromium: apt-get install chromium-headless-shell fonts-noto-cjk"
            item.add_marker(pytest.mark.skip(reason=how))


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config, items):
    for item in items:
        if "pack_in_place" in getattr(item, "fixturenames", ()):
            # Before all else: after that a transaction may be open, at the end of which it is gone.
            item.fixturenames.insert(0, "pack_in_place")
    elsewhere = [item for item in items if item.get_closest_marker("postgresql")]
    if os.environ.get("DATABASE_URL"):
        without = [item for item in items if not has_database(item)]
        config.hook.pytest_deselected(items=without)
        items[:] = [item for item in items if has_database(item)]
    else:
        config.hook.pytest_deselected(items=elsewhere)
        items[:] = [item for item in items if item not in elsewhere]
    # What takes long comes first, or one process ends long before the other; who waits for PostgreSQL, last,
    # with its whole file: files are handed out as they stand, each where its first test does.
    waiting = {item.path for item in items if is_on_postgres(item)}
    items.sort(key=lambda item: (item.path in waiting, turn_of(item)))


def has_database(item):
    return bool(item.get_closest_marker("django_db") or {"db", "transactional_db"} & set(item.fixturenames))


def turn_of(item):
    """Which of the longest it is, or after all of them."""
    where = str(item.path)
    return next((turn for turn, name in enumerate(LONGEST) if f"/tests/{name}" in where), len(LONGEST))


def is_on_postgres(item):
    return "run_on_postgres" in getattr(item, "fixturenames", ())


def report_of(config):
    """Where the run on PostgreSQL writes; the same for all processes of one run."""
    run = getattr(config, "workerinput", {}).get("testrunuid", os.getpid())
    return Path(tempfile.gettempdir()) / f"yomitoki-on-postgres-{run}.log"


def pytest_collection_finish(session):
    """The run on PostgreSQL goes on beside the others from the start, or both together take too long."""
    # What is imported by now stays, and little of what comes lives long: the collector of garbage went
    # through all of it again and again, a tenth of the time.
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000, 10, 50)
    config = session.config
    is_first = getattr(config, "workerinput", {"workerid": "gw0"})["workerid"] == "gw0"
    is_asked = any(map(is_on_postgres, session.items)) and not config.option.collectonly
    if is_first and is_asked and not os.environ.get("DATABASE_URL") and has_postgres():
        tests = shlex.join([sys.executable, "-m", "pytest", *BESIDE, f"@{LISTED}"])
        told = report_of(config)
        session.config.stash[RUN] = subprocess.Popen(
            ["sh", "-c", f"{tests} >{told} 2>&1; echo $? >{told}.done"],
            env={name: value for name, value in os.environ.items() if not name.startswith("PYTEST")}
            | {"DATABASE_URL": POSTGRES, "ASKED_INTO": f"{told}.asked"},
            start_new_session=True,
        )


def has_postgres():
    try:
        psycopg.connect(POSTGRES.replace("postgres://", "postgresql://"), connect_timeout=3).close()
    except psycopg.OperationalError:
        return False
    return True


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers():
    """One more than there are cores: who waits for a browser, a server or a database leaves one idle."""
    return len(os.sched_getaffinity(0)) + 1


def pytest_configure(config):
    config.pluginmanager.register(asked)


def pytest_unconfigure(config):
    run = config.stash.get(RUN, None)
    # Of several processes the one that began it may be through before the one that waits for it.
    if run and run.poll() is None and not hasattr(config, "workerinput"):
        os.killpg(run.pid, signal.SIGTERM)


@pytest.fixture
def run_on_postgres(request):
    """What the tests of tests/on_postgresql.txt came to on PostgreSQL: their exit code and what was printed;
    None without a server.
    """
    if not has_postgres():
        return None
    told = report_of(request.config)
    done = Path(f"{told}.done")
    until = time.monotonic() + LONGEST_RUN
    while not done.exists():
        assert time.monotonic() < until, f"the run on PostgreSQL never ended: {told}"
        time.sleep(0.5)
    code, words, statements = int(done.read_text()), told.read_text(), Path(f"{told}.asked")
    if statements.exists():
        ASKED.on_postgres |= set(statements.read_text().splitlines())
    for file in (done, told, statements):
        file.unlink(missing_ok=True)
    return code, words


@pytest.fixture(scope="session")
def browser_type_launch_args():
    flags = "no-sandbox disable-gpu disable-quic no-first-run disable-background-networking"
    flags += " disable-component-update disable-sync disable-dev-shm-usage"
    # Nothing is drawn for anybody to see, and no page lives so long that optimising its scripts pays.
    flags += " in-process-gpu num-raster-threads=1"
    args = [f"--{flag}" for flag in flags.split()] + ["--js-flags=--no-opt --no-maglev"]
    return {"executable_path": CHROMIUM, "args": args}


@pytest.fixture
def browser_context_args():
    return {
        "locale": "ja-JP",
        "timezone_id": "Asia/Tokyo",
        "viewport": {"width": 360, "height": 780},
        "has_touch": True,
    }


@pytest.fixture(scope="session")
def django_db_setup(migrated_before, django_db_setup, django_db_blocker):
    """The database of the tests, migrated; what that came to is kept for the next process or run."""
    kept, lock = migrated_before
    if kept and not kept.exists():
        own = kept.with_suffix(f".{os.getpid()}")
        with django_db_blocker.unblock(), connection.cursor() as cursor:
            cursor.execute("VACUUM INTO %s", [str(own)])
        own.replace(kept)
    if lock:
        lock.close()
    with pytest.MonkeyPatch.context() as patch:
        # Rights of which nobody here is given any: to write them after each test that empties all tables took
        # longer than to empty them.
        patch.setattr(flush, "emit_post_migrate_signal", lambda *_args, **_named: None)
        if connection.vendor == "postgresql":
            # TRUNCATE makes new files for each table and index: half a second after each such test.
            patch.setattr(connection.ops, "sql_flush", deletes)
        yield


def deletes(_style, tables, **_named):
    """What empties these tables, in one transaction, at the end of which what they point to is looked at."""
    return [f"DELETE FROM {connection.ops.quote_name(table)}" for table in tables]  # noqa: S608  our own tables


@pytest.fixture(scope="session")
def migrated_before(django_db_modify_db_settings):
    """The file of a database that these very migrations have made, or will have, and a lock until it is
    there: it is copied, for they take longer than a hundred tests, and of processes that begin together one
    makes it. None, None on PostgreSQL.
    """
    if connection.vendor != "sqlite":
        return None, None
    kept = VAR_DIR / f"migrated_{digest_of_migrations()}.sqlite3"
    create = connection.creation._create_test_db

    def copied(*args, **named):
        name = create(*args, **named)
        if kept.exists():
            shutil.copyfile(kept, name)
        return name

    connection.creation._create_test_db = copied
    lock = kept.with_suffix(".lock").open("w")
    fcntl.flock(lock, fcntl.LOCK_EX)
    return kept, lock


def digest_of_migrations():
    """Of all that decides what they come to: a change of any of it makes the database from nothing."""
    apps_of = {Path(app.path) for app in apps.get_app_configs()}
    files = [file for path in apps_of for file in (path / "migrations").glob("*.py")]
    files += [Path(settings_of_product.__file__)]
    told = [file.read_bytes() for file in sorted(files)]
    return hashlib.sha256(b"".join(told) + django.__version__.encode()).hexdigest()[:16]


@pytest.fixture(autouse=True)
def no_limits_of_before():
    forget_what_is_kept()


def forget_what_is_kept():
    """Limits count in the cache, and the process keeps questions, which no transaction undoes; Django keeps
    what its own tables call models, and nothing writes that anew after all tables were emptied.
    """
    caches["default"].clear()
    forget_all()
    ContentType.objects.clear_cache()


@pytest.fixture
def now():
    return datetime(2026, 11, 24, 5, 3, tzinfo=UTC)


@cache
def rows_of_pack():
    """The tables of the bank as the loader fills them, [(name, columns, rows)]: it takes 1,300 statements."""
    load_pack(pack=read_once(), now=timezone.now())
    with connection.cursor() as cursor:
        found = []
        for name in tables_of_bank():
            cursor.execute(f'SELECT * FROM "{name}"')  # noqa: S608  our own tables
            found.append((name, [column[0] for column in cursor.description], cursor.fetchall()))
    return found


def tables_of_bank():
    """The names of the tables, each after those it points to."""
    return [model._meta.db_table for model in models_of_bank()]


def models_of_bank():
    return list(apps.get_app_config("bank").get_models(include_auto_created=True))


def copy_in(tables):
    """Put these rows into their tables, and let what is made afterwards be numbered after them."""
    with transaction.atomic(), connection.cursor() as cursor:
        for name, columns, rows in tables:
            places = ", ".join(["%s"] * len(columns))
            listed = ", ".join(f'"{column}"' for column in columns)
            cursor.executemany(f'INSERT INTO "{name}" ({listed}) VALUES ({places})', rows)  # noqa: S608
        for statement in connection.ops.sequence_reset_sql(no_style(), models_of_bank()):
            cursor.execute(statement)


@pytest.fixture
def pack_in_place(django_db_setup, django_db_blocker):
    """The content pack in the database, before the test's own transaction: it stays for the tests that
    follow, until one of those that empty all tables.
    """
    with django_db_blocker.unblock():
        if Source.objects.exists():
            return
        is_there = not rows_of_pack.cache_info().currsize
        rows = rows_of_pack()
        if not is_there:
            copy_in(rows)


@pytest.fixture
def pack(pack_in_place, db):
    """The content pack, loaded."""
    return Source.objects.get()


@pytest.fixture
def no_pack(db):
    """A bank without a row, also where the pack stayed from an earlier test."""
    with connection.cursor() as cursor:
        for name in reversed(tables_of_bank()):
            cursor.execute(f'DELETE FROM "{name}"')  # noqa: S608  our own tables


@pytest.fixture
def client_of():
    def client_of(*readers):
        client = Client(headers={"accept-language": "en"})
        held = ".".join(str(reader.pk) for reader in readers if reader)
        if held:
            client.cookies[COOKIE] = get_cookie_signer(salt=COOKIE + SALT).sign(held)
        return client

    return client_of


@pytest.fixture
def reader(db, now):
    return Reader.objects.create(pk=uuid4(), since=now)


@pytest.fixture
def stranger(db, now):
    return Reader.objects.create(pk=uuid4(), since=now)


def signed_in(user):
    """A browser in which this account is signed in, in English."""
    client = Client(headers={"accept-language": "en"})
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def instructor_client(db):
    return signed_in(User.objects.create_user("teacher"))


@pytest.fixture
def teacher(db):
    return User.objects.create_user("mori", email="mori@example.org")


@pytest.fixture
def teacher_client(teacher):
    return signed_in(teacher)


@pytest.fixture
def classroom(teacher):
    """A class that `teacher` teaches."""
    values = {"name": "Class 3B", "language": "en", "time_zone": "Asia/Tokyo", "retention_days": 400}
    return open_classroom(user=teacher, values=values, now=timezone.now())


@pytest.fixture
def member(classroom, reader):
    """`reader` in the class."""
    return join(classroom=classroom, reader=reader, name="Sato", now=timezone.now()).membership


def seated(classroom, names):
    """New readers in the class under these names, as if each had joined: straight into the tables."""
    now = timezone.now()
    readers = Reader.objects.bulk_create(Reader(since=now) for _name in names)
    used = Counter(classroom.memberships.values_list("looks", flat=True))
    rows = []
    for reader, name in zip(readers, names, strict=True):
        seen = looks(name)
        used[seen] += 1
        rows.append(
            Membership(
                classroom=classroom, reader=reader, name=name, key=name_key(name), looks=seen,
                number=used[seen], return_code=uuid4().hex, joined_at=now,
            )
        )  # fmt: skip
    return Membership.objects.bulk_create(rows)


@pytest.fixture
def assign_quiz(pack, classroom):
    """Give the class a quiz that is open now, by other rules where they are named."""

    def assign_quiz(slug="policy", **rules):
        values = {
            "quiz": Quiz.objects.get(slug=slug),
            "opens_at": timezone.now() - timedelta(hours=1),
        } | rules
        return assign(classroom=classroom, values=values, now=timezone.now())

    return assign_quiz


@pytest.fixture
def begun(reader):
    """The reader begins an assignment."""

    def begun(assignment, now=None):
        return start_assigned(given=given(reader.pk, assignment.slug), now=now or timezone.now())

    return begun


@pytest.fixture
def finish(now):
    """Readers who finish an assignment, each right at as many questions as their place says.

    The first as readers do; the rows of the others, of whom tests want many, are as theirs.
    """

    def finish(assignment, count):
        members = seated(assignment.classroom, [f"R{place}" for place in range(count)])
        if not members:
            return
        first = start_assigned(given=given(members[0].reader_id, assignment.slug), now=timezone.now())
        submit_attempt(reader_id=first.reader_id, code=first.code, now=timezone.now())
        marked = list(first.answers.values_list("number", "question_id", "points"))
        others = Attempt.objects.bulk_create(
            Attempt(
                reader_id=member.reader_id, quiz_id=first.quiz_id, assignment=assignment, membership=member,
                language=first.language, started_at=timezone.now(), submitted_at=timezone.now(),
            )
            for member in members[1:]
        )  # fmt: skip
        Answer.objects.bulk_create(
            Answer(
                attempt=attempt, reader_id=attempt.reader_id, number=number, question_id=question,
                points=1.0 if number <= place else points,
            )
            for place, attempt in enumerate(others, 1)
            for number, question, points in marked
        )  # fmt: skip

    return finish


def wait_for(holds, seconds):
    """Look until it holds, for so many seconds at most."""
    until = time.monotonic() + seconds
    while not holds() and time.monotonic() < until:
        time.sleep(0.05)


@pytest.fixture
def all_at_once():
    """Ask so many times at once, each with its number; what came of each."""

    def all_at_once(ask, many):
        def run(number):
            try:
                return ask(number)
            finally:
                connection.close()

        with ThreadPoolExecutor(max_workers=many) as pool:
            return list(pool.map(run, range(many)))

    return all_at_once


@pytest.fixture
def press():
    """Press a button, and the one of the page that asks first where there is one."""

    def press(client, url, fields=None, **more):
        asked = client.post(url, fields or {}, **more)
        if 'name="sure"' not in asked.content.decode():
            return asked
        return client.post(url, asked.context["fields"], **more)

    return press


@pytest.fixture
def attempt_at(pack, reader, now):
    return lambda slug: start_attempt(reader=reader, quiz=Quiz.objects.get(slug=slug), now=now)
