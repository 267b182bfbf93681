"""What is left out on PostgreSQL: nothing is asked that is not asked there by another test."""

from pathlib import Path

import pytest

from tests.asked import Asked, Cover, drawn, listed, statements_of, words_of


@pytest.mark.parametrize(
    ("on_sqlite", "on_postgres"),
    [
        (
            'INSERT INTO "a" ("x", "y") VALUES (%s, %s), (%s, %s)',
            'INSERT INTO "a" ("x", "y") SELECT * FROM UNNEST((%s)::integer[], (%s)::text[])',
        ),
        (
            'SELECT "a"."x", MAX("b"."z") AS "last" FROM "a" GROUP BY "a"."id", "a"."x"',
            'SELECT "a"."x", MAX("b"."z") AS "last" FROM "a" GROUP BY "a"."id"',
        ),
        (
            'SELECT "a"."id" FROM "a" WHERE "a"."id" IN (%s, %s)',
            'SELECT "a"."id" FROM "a" WHERE "a"."id" IN (%s) FOR UPDATE',
        ),
        (
            'UPDATE "a" SET "x" = MAX("a"."x", %s) WHERE "a"."x" < %s',
            'UPDATE "a" SET "x" = GREATEST("a"."x", %s) WHERE "a"."x" < %s',
        ),
    ],
)
def test_a_statement_is_the_same_on_both_databases(on_sqlite, on_postgres):
    # What groups does not count, but it may bring a column that stands nowhere else.
    assert words_of(on_sqlite).replace(" a.id", "") == words_of(on_postgres).replace(" a.id", "")


def test_what_only_postgresql_is_given_together_is_asked_one_by_one():
    insert = 'INSERT INTO "a" ("x") VALUES (%s)'
    update = 'UPDATE "b" SET "y" = %s WHERE "b"."id" = (%s)'

    assert statements_of(f"WITH written_0 AS ({insert}) {update}") == {words_of(insert), words_of(update)}


@pytest.mark.parametrize("other", ['SELECT "a"."x" FROM "a"', 'DELETE FROM "a" WHERE "a"."id" = %s'])
def test_what_asks_for_something_else_is_another_statement(other):
    assert words_of(other) != words_of('SELECT "a"."x" FROM "a" WHERE "a"."y" = %s')


def test_a_savepoint_is_no_statement():
    assert words_of('SAVEPOINT "s1_x2"') is None


def test_each_statement_is_asked_by_two_tests_where_two_ask_it_and_by_the_quickest():
    by_test = {"f::quick": {"a", "b"}, "f::slow": {"a", "b"}, "f::slower": {"a", "b"}, "f::alone": {"c"}}
    seconds = {"f::quick": 1, "f::slow": 2, "f::slower": 3, "f::alone": 9}

    assert drawn(by_test, seconds, for_both=set()) == ["f::alone", "f::quick", "f::slow"]


def test_cases_of_one_function_count_as_one():
    cover = Cover({"f::x[1]": {"a"}, "f::x[2]": {"a"}, "f::y": {"a"}})
    cover.complete({"f::x[1]": 1, "f::x[2]": 1, "f::y": 9})

    assert sorted(cover.chosen) == ["f::x[1]", "f::y"]


def test_what_is_for_both_is_on_the_list_and_its_file_as_a_whole_where_it_writes():
    always = {"tests/x/test_services.py::a", "tests/x/test_y.py::b"}

    assert drawn({test: set() for test in always}, dict.fromkeys(always, 1), always) == [
        "tests/x/test_services.py", "tests/x/test_y.py::b",
    ]  # fmt: skip


def test_what_was_asked_on_sqlite_alone_is_told_once_it_is_known_what_was_on_postgresql():
    asked = Asked()
    asked.off_list = {"here", "there"}
    assert asked.missed() == []

    asked.on_postgres = {"there", "more"}

    assert asked.missed() == ["here"]


def test_all_that_is_on_the_list_is_there():
    for test in listed():
        file, _sign, name = test.partition("::")
        text = Path(file).read_text()
        assert f"def {name.partition('[')[0]}(" in text if name else text, test
